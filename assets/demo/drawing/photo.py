"""Owns what a camera adds to a rendering: vignette, white balance, grain, JPEG."""

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

MAX_BYTES = 185_000


def develop(
    source: Path,
    target: Path,
    *,
    size_wh: tuple[int, int],
    seed: int,
    warm: float = 0,
    grain: float = 0.012,
    vignette: float = 0.18,
    soft: float = 0,
    gain: float = 1.0,
    contrast: float = 1.0,
) -> None:
    """Turn a rendering into a photograph on disk.

    `warm` in [-1, 1] shifts the white balance, `grain` is the noise of mid grey,
    `soft` a blur in pixels, as lenses and phone cameras have it.
    """
    image = Image.open(source).convert("RGB")
    image = image.resize(size_wh, Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.GaussianBlur(soft))
    rgb = np.asarray(image, dtype=np.float32) / 255
    h, w = rgb.shape[:2]
    y, x = np.mgrid[0:h, 0:w]
    r2 = ((x / w - 0.5) ** 2 + (y / h - 0.5) ** 2) * 2
    rgb = rgb * (1 - vignette * r2)[..., None] * gain
    rgb = rgb * np.array([1 + 0.12 * warm, 1.0, 1 - 0.14 * warm], dtype=np.float32)
    rgb = (rgb - 0.45) * contrast + 0.45
    rng = np.random.default_rng(seed)
    luma = rng.normal(size=(h, w, 1)).astype(np.float32)
    chroma = rng.normal(size=(h, w, 3)).astype(np.float32)
    shade = 0.6 + 0.8 * (1 - np.clip(rgb, 0, 1).mean(2, keepdims=True))
    rgb = rgb + (0.75 * luma + 0.5 * chroma) * grain * shade
    out = Image.fromarray((np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8))
    _save(out.filter(ImageFilter.UnsharpMask(1.1, 45, 2)), target)


def _save(image: Image.Image, target: Path) -> None:
    """Write the best JPEG that keeps to the size a demo can afford."""
    for quality in range(86, 50, -4):
        held = io.BytesIO()
        image.save(held, "JPEG", quality=quality, subsampling=2, optimize=True)
        if held.tell() <= MAX_BYTES:
            break
    target.write_bytes(held.getvalue())
