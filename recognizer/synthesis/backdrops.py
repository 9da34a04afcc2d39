"""What a scene stands before: photographs, studio walls, textures and shelves.

Owns the choice and the drawing of backdrops. Photographs may hold logos that nobody
boxed, so most are cropped close, blurred or covered by what comes before them.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.grounds import (
    fill,
    gradient,
    pattern,
    random_colour,
    smooth_noise,
)

U8 = NDArray[np.uint8]


class Backdrops:
    """Draws backdrops; keeps a few opened photographs.

    photographs: files; none are needed.
    """

    def __init__(self, photographs: Sequence[Path]) -> None:
        self._photographs = list(photographs)
        self._opened: dict[Path, U8] = {}

    def photograph(
        self, rng: np.random.Generator, size_wh: tuple[int, int], *, blurred: bool
    ) -> U8:
        """A crop of a photograph, (H, W, 3); a texture when there are none."""
        if not self._photographs:
            return texture(rng, size_wh)
        picture = self._open(
            self._photographs[int(rng.integers(0, len(self._photographs)))]
        )
        height, width = picture.shape[:2]
        scale = min(width / size_wh[0], height / size_wh[1]) * rng.uniform(0.35, 1.0)
        part_wh = max(int(size_wh[0] * scale), 8), max(int(size_wh[1] * scale), 8)
        x = int(rng.integers(0, max(width - part_wh[0], 0) + 1))
        y = int(rng.integers(0, max(height - part_wh[1], 0) + 1))
        part = picture[y : y + part_wh[1], x : x + part_wh[0]]
        if rng.random() < 0.5:
            part = part[:, ::-1]
        sized = cv2.resize(part, size_wh, interpolation=cv2.INTER_LINEAR)
        if blurred:
            sized = cv2.GaussianBlur(sized, (0, 0), rng.uniform(1.5, 7))
        return sized  # type: ignore[return-value]

    def _open(self, path: Path) -> U8:
        if path not in self._opened:
            if len(self._opened) >= 256:
                self._opened.pop(next(iter(self._opened)))
            picture = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
            if picture is None:
                self._photographs = [each for each in self._photographs if each != path]
                return np.full((64, 64, 3), 128, np.uint8)
            self._opened[path] = picture  # type: ignore[assignment]
        return self._opened[path]


def studio(rng: np.random.Generator, size_wh: tuple[int, int]) -> U8:
    """White or coloured paper with a soft run of light, as product shots have it."""
    kind = rng.random()
    if kind < 0.35:
        return fill(size_wh, (255, 255, 255))
    level = int(rng.integers(170, 256))
    if kind < 0.6:
        return gradient(rng, size_wh, (level, level, level), (255, 255, 255))
    return gradient(rng, size_wh, random_colour(rng), random_colour(rng))


def texture(rng: np.random.Generator, size_wh: tuple[int, int]) -> U8:
    """Stone, wood, cloth, tiles or clouds, from noise."""
    colour = random_colour(rng)
    kind = rng.random()
    if kind < 0.3:
        return pattern(rng, size_wh, colour)
    cells = (int(rng.integers(2, 6)), int(rng.integers(8, 60)))
    noise = np.zeros(size_wh[::-1], np.float32)
    for each in cells:
        noise += 0.5 * smooth_noise(rng, size_wh, cells=each)
    if kind < 0.6:
        grain = cv2.resize(noise[:, :: max(size_wh[0] // 12, 1)], size_wh)
        noise = np.asarray(grain, np.float32)
    light = 1 + noise[..., None] * rng.uniform(0.1, 0.5)
    return np.clip(fill(size_wh, colour) * light, 0, 255).astype(np.uint8)


def table_before_wall(rng: np.random.Generator, wall: U8) -> U8:
    """Put a table top under the wall."""
    height, width = wall.shape[:2]
    edge = int(rng.uniform(0.55, 0.9) * height)
    table = texture(rng, (width, height - edge))
    if rng.random() < 0.5:
        table = np.asarray(cv2.GaussianBlur(table, (0, 0), 2), np.uint8)
    picture = wall.copy()
    picture[edge:] = table
    return picture
