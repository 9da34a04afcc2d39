"""Logos drawn without any package, for the tests of scenes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]


@dataclass(frozen=True)
class DrawnLogo:
    rgba: U8


class DrawnLogos:
    """Rings and bars in random inks."""

    def sample(self, rng: np.random.Generator) -> DrawnLogo:
        rgba = np.zeros((64, int(rng.integers(40, 160)), 4), np.uint8)
        rgba[..., :3] = rng.integers(0, 256, 3)
        width = rgba.shape[1]
        coverage = np.zeros((64, width), np.uint8)
        if rng.random() < 0.5:
            cv2.circle(coverage, (width // 2, 32), 18, 255, 6)
        else:
            cv2.rectangle(coverage, (4, 20), (width - 5, 44), 255, -1)
        rgba[..., 3] = coverage
        return DrawnLogo(rgba)
