"""A box on its image, with what is around it."""

import numpy as np

from recognizer import images
from recognizer.types import RGB

_CONTEXT = 0.6  # of the longer side, around the box
_PINK = (255, 0, 90)


def framed(image: RGB, xyxy: tuple[float, float, float, float]) -> RGB:
    """Cut a box out with what is around it, and draw the box."""
    x0, y0, x1, y1 = (round(value) for value in xyxy)
    thick = max(1, round(max(x1 - x0, y1 - y0) / 40))
    drawn = image.copy()
    for part in (
        np.s_[max(0, y0 - thick) : y0, max(0, x0) : x1],
        np.s_[y1 : y1 + thick, max(0, x0) : x1],
        np.s_[max(0, y0) : y1, max(0, x0 - thick) : x0],
        np.s_[max(0, y0) : y1, x1 : x1 + thick],
    ):
        drawn[part] = _PINK
    return images.crop(drawn, xyxy, pad=_CONTEXT)
