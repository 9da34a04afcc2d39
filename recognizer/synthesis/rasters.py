"""Drawings as pixels: each SVG is rendered once and kept as a PNG file.

Rendering is slow (5 ms and more), reading back is not. Owns the folder of rendered
files; a drawing that cannot be rendered leaves an empty file and is never tried again.
"""

import io
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import cairosvg
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from recognizer.errors import MarkwatchError
from recognizer.synthesis.sources import Drawing, Sources, load_svg

RGBA = NDArray[np.uint8]  # (H, W, 4), alpha not multiplied in
LONGEST_PX = 256
_DRAWN_PX = 360  # before the empty margin is cut off
_LEAST_ALPHA = 24
_LEAST_SIDE_PX = 12
_CHUNK = 50
_SAID_EVERY_S = 5.0


class RenderingStoppedError(MarkwatchError):
    """Drawings were left to be rendered at another time."""


def render_drawings(
    sources: Sources,
    *,
    processes: int = 1,
    log: Callable[[str], None],
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Render every drawing that has no file yet, and say how far it is.

    stop: asked again and again; raises RenderingStoppedError once it is true. What was
    rendered by then is kept, also where the program is interrupted.
    """
    missing = [d for d in sources.drawings if not raster_path(sources, d).exists()]
    if not missing:
        return
    log(f"rendering {len(missing):,} drawings, once")
    chunks = [missing[at : at + _CHUNK] for at in range(0, len(missing), _CHUNK)]
    # Spawned, not forked: a fork of a process with threads (torch's) can hang.
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_leave_interrupts_to_the_parent,
    )
    said = time.monotonic()
    try:
        drawn = pool.map(_render_chunk, repeat(sources.cache_dir), chunks)
        for count, _ in enumerate(drawn, start=1):
            done = min(count * _CHUNK, len(missing))
            if stop() and done < len(missing):
                raise RenderingStoppedError(
                    f"Stopped when {done:,} of {len(missing):,} drawings were "
                    "rendered. The same command goes on."
                )
            if time.monotonic() - said > _SAID_EVERY_S or done == len(missing):
                said = time.monotonic()
                log(f"rendered {done:,} of {len(missing):,} drawings")
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def raster_path(sources: Sources, drawing: Drawing) -> Path:
    """Return where the rendered drawing is kept."""
    return _path(sources.cache_dir, drawing)


def load_raster(path: Path) -> RGBA:
    """Read a rendered drawing, its longest side about 256 px."""
    bgra = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if bgra is None:
        raise ValueError(f"path must be a rendered drawing, got {path}")
    return cv2.cvtColor(bgra, cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False)


def rasterize(svg: bytes) -> RGBA | None:
    """Render an SVG, cut to what is visible; None where it cannot be drawn."""
    try:
        # Without `unsafe`, CairoSVG opens no file and no address that a drawing names.
        png = cairosvg.svg2png(bytestring=svg, output_width=_DRAWN_PX)
    except Exception:  # CairoSVG raises of every kind on odd files: all mean "skip it"
        return None
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    mask = image.getchannel("A").point(lambda alpha: 255 * (alpha > _LEAST_ALPHA))
    box = mask.getbbox()
    if box is None or min(box[2] - box[0], box[3] - box[1]) < _LEAST_SIDE_PX:
        return None
    image = image.crop(box)
    image.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
    return np.asarray(image)


def _render_chunk(cache_dir: Path, drawings: Sequence[Drawing]) -> None:
    for drawing in drawings:
        path = _path(cache_dir, drawing)
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = rasterize(load_svg(drawing))
        part = path.with_suffix(f".part{os.getpid()}")
        if pixels is None:
            part.touch()
        else:
            Image.fromarray(pixels).save(part, format="PNG", compress_level=1)
        part.replace(path)


def _path(cache_dir: Path, drawing: Drawing) -> Path:
    return cache_dir / "rasters" / f"{drawing.key}.png"
