"""What runs a detector's network: OpenVINO, ONNX Runtime or torch.

Owns the choice, the export of torch weights to OpenVINO, once for each file and
version, and the check that both find the same boxes. It knows nothing of images.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from recognizer.errors import ModelError
from recognizer.image_tower import Backend
from recognizer.openvino_runtime import CompiledModel, export, openvino_version, save

F32 = NDArray[np.float32]

_CHECKED_PX = 96
_MOST_PX_APART = 1.0
_WORTH_CHECKING = 1e-3  # confidence


@dataclass(frozen=True, slots=True, eq=False)
class RunningNetwork:
    """A network that runs: (N, 3, H, W) in [0, 1] to (N, A, 5).

    run: its rows are x0, y0, x1, y1 in pixels of the input, and the confidence of the
    likeliest class, in no order. said: by what and, where it is not the fastest, why.
    fixed_px: the one side that inputs may have, square and one by one; None for any.
    """

    run: Callable[[F32], F32]
    said: str
    fixed_px: int | None = None
    on_gpu: bool = False


def start_network(
    weights: Path,
    load: Callable[[Path], nn.Module],
    *,
    backend: Backend,
    cache_dir: Path | None,
) -> RunningNetwork:
    """Choose what runs a detector, and export it where that is not done yet.

    load: reads a .pt file; called only where no export is kept. cache_dir: where
    exports are kept; without one, AUTO takes torch. Raises ModelError where the file
    cannot be loaded, or OPENVINO was asked for and cannot be had.
    """
    if weights.is_dir():
        return _of_folder(weights)
    if weights.suffix == ".onnx":
        return _of_onnx(weights)
    reason = _reason_for_torch(backend, cache_dir)
    if reason is None:
        path = cache_dir and cache_dir / f"{_file_name(weights)}.xml"
        try:
            run = _by_openvino(weights, load, path)
            return RunningNetwork(run, f"OpenVINO {openvino_version()}")
        except (RuntimeError, ImportError) as err:
            reason = f"OpenVINO cannot run it: {_first_line(err)}"
    if backend is Backend.OPENVINO:
        raise ModelError(f"The detector does not run by OpenVINO: {reason}.")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    run = _by_torch(load(weights), device)
    said = f"PyTorch on {device.type} ({reason})"
    return RunningNetwork(run, said, on_gpu=device.type != "cpu")


def rows_of(output: F32) -> F32:
    """Bring what YOLOs give into rows (N, A, 5): xyxy and the best confidence.

    output: (N, 4 + classes, A) with centres and sides, or, from networks that suppress
    doubles themselves, (N, A, 6) with corners, confidence and class.
    """
    if output.ndim != 3:
        raise ModelError(
            f"The detector gives an array of shape {output.shape}, which is no YOLO's: "
            "give weights of a YOLO that detects."
        )
    if output.shape[2] == 6 and output.shape[1] != 6:
        return np.ascontiguousarray(output[:, :, :5], np.float32)
    middle, half = output[:, 0:2], output[:, 2:4] / 2
    best = output[:, 4:].max(axis=1, keepdims=True)
    rows = np.concatenate([middle - half, middle + half, best], axis=1)
    return np.ascontiguousarray(rows.transpose(0, 2, 1), np.float32)


def _reason_for_torch(backend: Backend, cache_dir: Path | None) -> str | None:
    if backend is Backend.OPENVINO:
        return None
    if backend is Backend.TORCH:
        return "as it was asked for"
    if torch.cuda.is_available():
        return "the faster of both there"
    if cache_dir is None:  # an export takes longer than a few images
        return "there is no folder to keep an export in"
    if openvino_version() is None:
        return "openvino, which is faster, is not installed: pip install openvino"
    return None


def _by_torch(network: nn.Module, device: torch.device) -> Callable[[F32], F32]:
    network = network.to(device)

    def run(batch: F32) -> F32:
        with torch.inference_mode():
            output: F32 = network(torch.from_numpy(batch).to(device)).cpu().numpy()
        return rows_of(output)

    return run


def _by_openvino(
    weights: Path, load: Callable[[Path], nn.Module], path: Path | None
) -> Callable[[F32], F32]:
    """Compile what is kept of these weights, or else export and keep it.

    Raises RuntimeError where the export fails, or does not find what torch does.
    """
    if path is not None and path.is_file():
        with suppress(RuntimeError):  # cut short: it is made anew
            return _rows_from(CompiledModel(path))
    network = load(weights)
    example = torch.zeros(2, 3, _CHECKED_PX, _CHECKED_PX + 32)
    model = export(network, example, dynamic=(0, 2, 3))
    run = _rows_from(CompiledModel(model))
    _check_same(run, _by_torch(network, torch.device("cpu")))
    if path is not None:
        with suppress(OSError, RuntimeError):  # a full disk costs time, no more
            save(model, path)
    return run


def _rows_from(compiled: Callable[[F32], F32]) -> Callable[[F32], F32]:
    return lambda batch: rows_of(compiled(batch))


def _check_same(run: Callable[[F32], F32], other: Callable[[F32], F32]) -> None:
    rng = np.random.default_rng(0)
    batch = rng.random((1, 3, _CHECKED_PX, 2 * _CHECKED_PX), np.float32)
    ours, theirs = run(batch), other(batch)
    if ours.shape != theirs.shape:
        raise RuntimeError(f"it gives {ours.shape}, PyTorch gives {theirs.shape}")
    likely = theirs[..., 4] > _WORTH_CHECKING
    apart = float(np.abs(ours - theirs)[likely].max(initial=0.0))
    if not apart < _MOST_PX_APART:
        raise RuntimeError(f"its boxes are {apart:.1f} px from PyTorch's")


def _of_folder(folder: Path) -> RunningNetwork:
    """Run an OpenVINO export that somebody made."""
    files = sorted(folder.glob("*.xml"))
    if not files:
        raise ModelError(
            f"{folder} holds no OpenVINO export: it needs a .xml and a .bin file."
        )
    try:
        compiled = CompiledModel(files[0])
    except (RuntimeError, ImportError) as err:
        raise ModelError(f"{folder} cannot be loaded: {_first_line(err)}") from err
    said = f"OpenVINO {openvino_version()}"
    return RunningNetwork(_rows_from(compiled), said, _fixed_px(compiled.input_shape))


def _of_onnx(weights: Path) -> RunningNetwork:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    try:
        session: Any = onnxruntime.InferenceSession(
            str(weights), options, providers=onnxruntime.get_available_providers()
        )
    except Exception as err:  # whatever a foreign file makes it raise
        raise ModelError(
            f"{weights} cannot be loaded as a YOLO detector: {_first_line(err)}"
        ) from err
    first = session.get_inputs()[0]
    sides = tuple(n if isinstance(n, int) else None for n in first.shape)

    def run(batch: F32) -> F32:
        return rows_of(session.run(None, {first.name: batch})[0])

    said = f"ONNX Runtime {onnxruntime.__version__}"
    return RunningNetwork(run, said, _fixed_px(sides))


def _fixed_px(shape: tuple[int | None, ...]) -> int | None:
    """Side of inputs (N, 3, H, W) whose sides are given; None where they are free."""
    sides = shape[2:4]
    if None in sides or len(shape) != 4:
        return None
    if sides[0] != sides[1]:
        raise ModelError(
            f"The detector takes {sides[1]} x {sides[0]} px: export it with a square "
            "or a free input."
        )
    return sides[0]


def _file_name(weights: Path) -> str:
    with weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    return f"detector-{digest}-openvino-{openvino_version()}"


def _first_line(err: BaseException) -> str:
    return (str(err).strip().splitlines() or [repr(err)])[0]
