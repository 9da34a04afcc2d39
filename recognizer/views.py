"""One embedding from a crop seen at several sizes, and whitened.

Owns how the vectors of the sizes become one, how that is fitted, and its file beside
the weights. Small squares show the outline, large ones the letters; whitening turns
down the directions in which all logos vary together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from recognizer.errors import ModelError
from recognizer.types import Embeddings

VIEWS_FILE = "markwatch_views.safetensors"
WHITENING_POWER = 0.25
_FLOOR = 0.05  # of the mean variance: no direction is turned up without an end


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """How a crop is embedded.

    sizes_px: sides of the squares that it is shown at. mean: (D,), matrix: (D, D) of
    the whitening; None where there is none.
    """

    sizes_px: tuple[int, ...]
    mean: NDArray[np.float32] | None = None
    matrix: NDArray[np.float32] | None = None

    @property
    def largest_px(self) -> int:
        """The side of the largest square."""
        return max(self.sizes_px)

    def joined(self, rows_by_size: Sequence[Embeddings]) -> Embeddings:
        """Make one (N, D) of unit rows out of those of every size."""
        if len(rows_by_size) == 1:
            return self.whitened(rows_by_size[0])
        total: Embeddings = np.sum(rows_by_size, axis=0, dtype=np.float32)
        return self.whitened(unit(total))

    def whitened(self, rows: Embeddings) -> Embeddings:
        """Whiten (N, D) unit rows, where there is a whitening."""
        if self.mean is None or self.matrix is None:
            return rows
        return unit((rows - self.mean) @ self.matrix)


def fit_views(sizes_px: tuple[int, ...], rows: Embeddings) -> Views:
    """Fit the whitening of (N, D) joined rows of many different logos."""
    mean = rows.mean(0)
    variances, directions = np.linalg.eigh(np.cov((rows - mean).T.astype(np.float64)))
    raised = np.maximum(variances, 0) + _FLOOR * variances.mean()
    matrix = directions @ np.diag(raised**-WHITENING_POWER) @ directions.T
    return Views(sizes_px, mean, matrix.astype(np.float32))


def save_views(views: Views, folder: Path) -> None:
    """Write the whitening beside the weights, if there is one."""
    if views.mean is not None and views.matrix is not None:
        arrays = {"mean": views.mean, "matrix": np.ascontiguousarray(views.matrix)}
        save_file(arrays, folder / VIEWS_FILE)


def load_views(folder: Path, sizes_px: tuple[int, ...]) -> Views:
    """Read what `save_views` wrote. Raises ModelError for a file that is broken."""
    path = folder / VIEWS_FILE
    if not path.is_file():
        return Views(sizes_px)
    try:
        arrays = load_file(path)
        return Views(sizes_px, arrays["mean"], arrays["matrix"])
    except (OSError, SafetensorError, KeyError) as err:
        raise ModelError(
            f"{path} cannot be read: {err}. Take the model's folder as it was trained."
        ) from err


def unit(rows: NDArray[np.floating[Any]]) -> Embeddings:
    """Return rows of unit length."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    result: Embeddings = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result
