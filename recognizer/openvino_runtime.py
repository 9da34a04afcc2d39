"""OpenVINO, without its telemetry: the one module that imports it.

Owns the import, conversion of torch modules, compiling and running. What is converted
and where the result is kept is the caller's.
"""

import os
import sys
import threading
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

_LEAST_COSINE = 1 - 1e-3


def load_openvino() -> Any:
    """Import OpenVINO. Raises ImportError where it is not installed.

    Its import alone would report to its maker, and no setting stops that; without the
    package that sends, OpenVINO takes a stand-in of its own that sends nothing.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


def openvino_version() -> str | None:
    """Return the version that is installed; None where there is none."""
    try:
        return version("openvino")
    except PackageNotFoundError:
        return None


def compile_module(
    module: nn.Module,
    example: torch.Tensor,
    *,
    dynamic: Sequence[int] = (0,),
    path: Path | None = None,
) -> "CompiledModel":
    """Compile what is kept at `path` if it is this module, else export and keep it.

    module: of one input and one output, on the processor, in evaluation mode. example:
    an input of at least two rows; it is run at every call, to compare. dynamic: axes of
    the input of any length. path: ends in .xml; None keeps nothing. Raises RuntimeError
    where the export fails, or a row of it has a cosine under 0.999 to torch's.
    """
    with torch.inference_mode():
        expected: NDArray[np.float32] = module(example).numpy()
    if path is not None and path.is_file():
        with suppress(RuntimeError):  # cut short: it is made anew
            kept = CompiledModel(path)
            if _least_cosine(kept(example.numpy()), expected) >= _LEAST_COSINE:
                return kept
    model = export(module, example, dynamic=dynamic)
    compiled = CompiledModel(model)
    cosine = _least_cosine(compiled(example.numpy()), expected)
    if cosine < _LEAST_COSINE:
        raise RuntimeError(f"its output differs from PyTorch's: cosine {cosine:.4f}")
    if path is not None:
        with suppress(OSError, RuntimeError):  # a full disk costs time, no more
            save(model, path)
    return compiled


def _least_cosine(rows: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    if rows.shape != others.shape:
        return -1.0
    one, other = (r.reshape(len(r), -1).astype(np.float64) for r in (rows, others))
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosines = (one * other).sum(1) / np.maximum(lengths, 1e-12)
    return float(np.nan_to_num(cosines, nan=-1.0).min())


def export(
    module: nn.Module, example: torch.Tensor, *, dynamic: Sequence[int] = (0,)
) -> Any:
    """Convert a module of one input to an OpenVINO model.

    example: an input of at least two rows. dynamic: axes that may have any length.
    """
    openvino = load_openvino()
    sides = [-1 if axis in dynamic else n for axis, n in enumerate(example.shape)]
    shape = openvino.PartialShape(sides)
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # of tracing, and of what is constant in it
        return openvino.convert_model(module, example_input=example, input=[shape])


def save(model: Any, path: Path) -> None:
    """Write a model as `path`, ending in .xml, and a .bin beside it: whole or not.

    Raises OSError or RuntimeError where the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.part{os.getpid()}.xml")
    try:
        load_openvino().save_model(model, part, compress_to_fp16=False)
        part.with_suffix(".bin").replace(path.with_suffix(".bin"))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        part.with_suffix(".bin").unlink(missing_ok=True)


class CompiledModel:
    """A model of one input and one output, ready to run on the processor.

    model: what `export` returned, or the path that `save` wrote. It computes in single
    precision, with as many threads as torch: half of it would be faster and part from
    torch by up to 1e-3. Raises RuntimeError for a file that is broken.
    """

    def __init__(self, model: Any) -> None:
        self._model = (
            load_openvino()
            .Core()
            .compile_model(
                model,
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": "f32",
                    "INFERENCE_NUM_THREADS": torch.get_num_threads(),
                },
            )
        )
        self._lock = threading.Lock()

    @property
    def input_shape(self) -> tuple[int | None, ...]:
        """Sides of the input; None for a side of any length."""
        sides = self._model.input(0).partial_shape
        return tuple(s.get_length() if s.is_static else None for s in sides)

    def __call__(self, rows: NDArray[Any]) -> NDArray[np.float32]:
        """Run a batch; the result is the caller's own."""
        with self._lock:
            output: NDArray[np.float32] = self._model(rows)[0]
            return output.copy()
