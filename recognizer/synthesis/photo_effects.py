"""What a camera and a file do to a scene: light, shadow, blur, noise, JPEG.

Nothing here moves a pixel, so boxes stay as they are.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.grounds import smooth_noise

U8 = NDArray[np.uint8]


def cast_light(rng: np.random.Generator, rgb: U8) -> U8:
    """Uneven light, a shadow's edge and a glare, each at times."""
    height, width = rgb.shape[:2]
    light = np.ones((height, width), np.float32)
    if rng.random() < 0.5:
        cells = int(rng.integers(1, 4))
        light *= 1 + rng.uniform(0.05, 0.35) * smooth_noise(
            rng, (width, height), cells=cells
        )
    if rng.random() < 0.15:
        corners = rng.uniform(-0.2, 1.2, (int(rng.integers(3, 6)), 2)) * (width, height)
        shadow = np.zeros((height, width), np.float32)
        cv2.fillPoly(shadow, [corners.astype(np.int32)], 1.0)
        shadow = cv2.GaussianBlur(shadow, (0, 0), rng.uniform(1, 12))  # type: ignore[assignment]
        light *= 1 - rng.uniform(0.2, 0.6) * shadow
    lit = rgb * light[..., None]
    if rng.random() < 0.12:
        glare = np.zeros((height, width), np.float32)
        centre = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        axes = (
            int(rng.uniform(0.03, 0.2) * width),
            int(rng.uniform(0.03, 0.3) * height),
        )
        cv2.ellipse(glare, centre, axes, rng.uniform(0, 180), 0, 360, 1.0, -1)
        glare = cv2.GaussianBlur(glare, (0, 0), max(axes) / 2 + 1)  # type: ignore[assignment]
        lit += 255 * rng.uniform(0.3, 0.9) * glare[..., None]
    return np.asarray(np.clip(lit, 0, 255), np.float32).astype(np.uint8)


def photograph(rng: np.random.Generator, rgb: U8) -> U8:
    """Colour cast, contrast, blur, low resolution, noise and JPEG, each at times."""
    table = np.arange(256, dtype=np.float32) / 255
    curves = table[:, None] ** np.exp(rng.normal(0, 0.18)) * np.exp(
        rng.normal(0, 0.06, 3)
    )
    curves = (curves - 0.5) * rng.uniform(0.75, 1.15) + 0.5 + rng.normal(0, 0.04)
    table_u8 = np.clip(curves * 255, 0, 255).astype(np.uint8)[None]
    picture = cv2.LUT(rgb, table_u8)
    if rng.random() < 0.3:
        picture = _developed(rng, picture)  # type: ignore[arg-type]
    picture = _soften(rng, picture)  # type: ignore[arg-type]
    if rng.random() < 0.35:
        grain = rng.integers(-128, 128, (*picture.shape[:2], 1), np.int16)
        strength = int(rng.integers(2, 14))
        picture = np.clip(picture + grain * strength // 128, 0, 255).astype(np.uint8)
    quality = int(rng.integers(30, 96))
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)  # type: ignore[return-value]


def _developed(rng: np.random.Generator, picture: U8) -> U8:
    """The look of old or edited photographs: no colours or strong ones, hard, dark."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
    saturation = rng.choice([0.0, rng.uniform(0.2, 0.7), rng.uniform(1.3, 2.2)])
    looked = grey + (picture - grey) * np.float32(saturation)
    if rng.random() < 0.4:
        looked *= 1 + rng.uniform(-0.25, 0.25, 3)
    if rng.random() < 0.4:
        looked = (looked - 128) * rng.uniform(1.2, 2.0) + 128 + rng.normal(0, 15)
    if rng.random() < 0.4:
        height, width = picture.shape[:2]
        across, down = np.linspace(-1, 1, width), np.linspace(-1, 1, height)[:, None]
        dark = (across**2 + down**2) ** rng.uniform(0.7, 1.5)
        looked *= np.clip(1 - rng.uniform(0.2, 0.6) * dark, 0, 1)[..., None]
    return np.clip(looked, 0, 255).astype(np.uint8)


def _soften(rng: np.random.Generator, picture: U8) -> U8:
    kind = rng.random()
    height, width = picture.shape[:2]
    if kind < 0.2:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.4))  # type: ignore[assignment]
    elif kind < 0.28:
        length = int(rng.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        if rng.random() < 0.5:
            kernel[length // 2] = 1 / length
        else:
            np.fill_diagonal(kernel, 1 / length)
        picture = cv2.filter2D(picture, -1, kernel)  # type: ignore[assignment]
    elif kind < 0.42:
        scale = rng.uniform(0.4, 0.9)
        small = cv2.resize(
            picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
        )
        picture = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
    return picture
