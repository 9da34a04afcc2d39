"""OpenVINO, without its telemetry: the one module that imports it.

Owns the import, conversion of torch modules, compiling and running. What is converted
and where the result is kept is the caller's.
"""

import os
import sys
import threading
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn


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


def export(module: nn.Module, example: torch.Tensor) -> Any:
    """Convert a module of one input to an OpenVINO model of any batch size.

    example: an input of at least two rows.
    """
    openvino = load_openvino()
    shape = openvino.PartialShape([-1, *example.shape[1:]])
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

    def __call__(self, rows: NDArray[Any]) -> NDArray[np.float32]:
        """Run a batch; the result is the caller's own."""
        with self._lock:
            output: NDArray[np.float32] = self._model(rows)[0]
            return output.copy()
