"""Training crops: a logo on a surface, photographed, and cut out as a detector does.

Owns the geometry (perspective, curved surface, crop box) and the choice of effects.
One crop takes two to three milliseconds.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis import augment
from recognizer.synthesis.logos import Logo

RGB = NDArray[np.uint8]
RGBA = NDArray[np.uint8]
_SMALLEST_PX = 16
_LARGEST_PX = 200
_CANVAS_PX = 176  # logos are drawn at most this large: crops end at 128 to 160 px
_LEAST_DIFFERENCE = 130.0  # sum over channels that leaves a logo legible


class Backgrounds:
    """Photographs in memory, to cut surfaces from. Without any: flat colours."""

    def __init__(self, paths: Sequence[Path], *, limit: int = 400) -> None:
        step = max(1, len(paths) // limit)
        images = [cv2.imread(str(path)) for path in paths[::step]]
        self._images = [i[..., ::-1].copy() for i in images if i is not None]

    def patch(self, rng: np.random.Generator, size_wh: tuple[int, int]) -> RGB:
        """Return a random part of a photograph, or a flat colour, of a size."""
        width, height = size_wh
        if not self._images:
            color = rng.integers(0, 256, 3, np.uint8)
            return np.full((height, width, 3), color, np.uint8)
        image = self._images[int(rng.integers(len(self._images)))]
        share = rng.uniform(0.15, 0.8)
        h, w = (max(8, int(side * share)) for side in image.shape[:2])
        top = int(rng.integers(image.shape[0] - h + 1))
        left = int(rng.integers(image.shape[1] - w + 1))
        part = image[top : top + h, left : left + w]
        return cv2.resize(part, size_wh).astype(np.uint8, copy=False)


class CropMaker:
    """Turns logos into crops as they come from photographs."""

    def __init__(self, backgrounds: Backgrounds) -> None:
        self._backgrounds = backgrounds

    def make(self, logo: Logo, rng: np.random.Generator) -> RGB:
        """Return one crop; its size follows from the logo's and differs every time."""
        small = _fitted(logo.rgba, _CANVAS_PX)
        canvas = _warped(small, rng)
        behind = self._surface(canvas, rng)
        image = _composite(canvas, behind)
        image = _cut_as_detector(image, canvas[..., 3], rng)
        return self.photographed(image, rng)

    def _surface(self, canvas: RGBA, rng: np.random.Generator) -> RGB:
        """Return what lies behind the logo: print, plain card or a photograph."""
        height, width = canvas.shape[:2]
        kind = rng.random()
        if kind < 0.6:
            surface = np.full((height, width, 3), _surface_color(rng), np.uint8)
        else:
            surface = self._backgrounds.patch(rng, (width, height))
            if kind < 0.8:
                surface = cv2.blur(surface, (25, 25)).astype(np.uint8)
        ink = _mean_color(canvas)
        if np.abs(ink - cv2.mean(surface)[:3]).sum() < _LEAST_DIFFERENCE:
            light = ink.mean() < 128
            lift = np.float32(rng.uniform(110, 190) * (1 if light else -1))
            surface = np.clip(surface + lift, 0, 255).astype(np.uint8)
        return surface

    def photographed(self, image: RGB, rng: np.random.Generator) -> RGB:
        """Apply light, blur, distance, noise and compression, each by chance."""
        chance = rng.random(10)
        if chance[0] < 0.10:
            image = augment.fabric(image, rng)
        if chance[1] < 0.45:
            image = augment.light_gradient(image, rng)
        if chance[2] < 0.15:
            image = augment.glare(image, rng)
        if chance[3] < 0.15:
            cover = self._backgrounds.patch(rng, (48, 48))
            image = augment.occlude(image, rng, cover=cover)
        if chance[4] < 0.75:
            image = augment.shift_colors(image, rng)
        if chance[5] < 0.12:
            image = augment.fade_saturation(image, rng)
        if chance[6] < 0.35:
            image = augment.focus_blur(image, rng)
        elif chance[6] < 0.43:
            image = augment.motion_blur(image, rng)
        if chance[7] < 0.75:
            ratio = (_LARGEST_PX / _SMALLEST_PX) ** (rng.random() ** 0.6)
            image = augment.fewer_pixels(image, rng, longest_px=_SMALLEST_PX * ratio)
        if chance[8] < 0.35:
            image = augment.sensor_noise(image, rng)
        if chance[9] < 0.75:
            image = augment.jpeg(image, rng)
        return image


def _fitted(rgba: RGBA, longest_px: int) -> RGBA:
    scale = longest_px / max(rgba.shape[:2])
    if scale >= 1:
        return rgba
    size = (max(2, round(rgba.shape[1] * scale)), max(2, round(rgba.shape[0] * scale)))
    return cv2.resize(rgba, size, interpolation=cv2.INTER_AREA).astype(np.uint8)


def _warped(rgba: RGBA, rng: np.random.Generator) -> RGBA:
    """Lay the logo on a bent and tilted surface, with room around it."""
    if rng.random() < 0.25:
        rgba = _on_cylinder(rgba, rng)
    height, width = rgba.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    stretch = np.exp(rng.normal(0, 0.10))
    angle = rng.normal(0, 7.0) if rng.random() < 0.85 else rng.uniform(-50, 50)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)[:, :2]
    moved = (corners - [width / 2, height / 2]) * [stretch, 1 / stretch] @ turn.T
    tilt = rng.normal(0, 0.05, (4, 2)) * [width, height]
    moved = (moved + tilt).astype(np.float32)
    room = 0.22 * float(max(np.ptp(moved, axis=0)))
    moved -= moved.min(0) - room
    size = np.ceil(moved.max(0) + room).astype(int)
    matrix = cv2.getPerspectiveTransform(corners, moved)
    # Premultiplied, so that no colour of invisible pixels bleeds into the edges.
    alpha = rgba[..., 3]
    weights = cv2.merge([alpha, alpha, alpha, np.full_like(alpha, 255)])
    rgba = cv2.multiply(rgba, weights, scale=1 / 255).astype(np.uint8, copy=False)
    out_wh = (int(size[0]), int(size[1]))
    return cv2.warpPerspective(rgba, matrix, out_wh).astype(np.uint8, copy=False)


def _on_cylinder(rgba: RGBA, rng: np.random.Generator) -> RGBA:
    """Wrap around a can or bottle: narrower at the sides, lines become curves."""
    height, width = rgba.shape[:2]
    half = rng.uniform(0.5, 1.25)  # angle between the middle and the edge, radians
    bow = rng.uniform(-0.18, 0.18) * height
    out_w = max(2, int(width * np.sin(half) / half))
    xs = np.linspace(-1, 1, out_w, dtype=np.float32)
    turn = np.arcsin(xs * np.float32(np.sin(half)))
    map_x = (turn / np.float32(half) + 1) * np.float32((width - 1) / 2)
    drop = np.float32(bow) * (1 - np.cos(turn))
    extra = int(abs(bow)) + 1
    ys = np.arange(-extra, height + extra, dtype=np.float32)
    map_y = ys[:, None] - drop[None]
    grid_x = np.ascontiguousarray(np.broadcast_to(map_x[None], map_y.shape))
    return cv2.remap(rgba, grid_x, map_y, cv2.INTER_LINEAR).astype(np.uint8)


def _composite(canvas: RGBA, behind: RGB) -> RGB:
    """Lay premultiplied pixels over a surface."""
    clear = cv2.cvtColor(255 - canvas[..., 3], cv2.COLOR_GRAY2RGB)
    seen = cv2.multiply(behind, clear, scale=1 / 255)
    ink = cv2.cvtColor(canvas, cv2.COLOR_RGBA2RGB)
    return cv2.add(ink, seen).astype(np.uint8, copy=False)


def _cut_as_detector(image: RGB, alpha: RGB, rng: np.random.Generator) -> RGB:
    """Cut the logo's box with a detector's inaccuracy and the usual margin."""
    left, top, width, height = cv2.boundingRect(
        cv2.threshold(alpha, 20, 255, cv2.THRESH_BINARY)[1]
    )
    if not width or not height:
        return image
    margin = 0.05 * max(width, height)
    x0, x1 = np.array([left, left + width]) + rng.normal(0, 0.04, 2) * width
    y0, y1 = np.array([top, top + height]) + rng.normal(0, 0.04, 2) * height
    if rng.random() < 0.15:  # a loose box
        margin += 0.12 * max(width, height)
    x0, y0 = int(max(0, x0 - margin)), int(max(0, y0 - margin))
    x1, y1 = int(x1 + margin), int(y1 + margin)
    return image[y0 : max(y1, y0 + 4), x0 : max(x1, x0 + 4)]


def _mean_color(canvas: RGBA) -> NDArray[np.float64]:
    red, green, blue, covered = cv2.mean(canvas)
    return np.array([red, green, blue]) * 255 / max(covered, 1e-6)


def _surface_color(rng: np.random.Generator) -> NDArray[np.uint8]:
    kind = rng.random()
    if kind < 0.4:
        return rng.integers(225, 256, 3).astype(np.uint8)
    if kind < 0.55:
        return rng.integers(0, 40, 3).astype(np.uint8)
    return rng.integers(0, 256, 3).astype(np.uint8)
