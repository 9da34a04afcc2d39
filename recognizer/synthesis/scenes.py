"""Product photographs with logos on them and exact boxes, drawn from a seed.

Owns how a scene is put together: backdrop, things, logos by themselves, what hides
them, light and camera. Boxes are what is seen of the warped logos.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis import photo_effects
from recognizer.synthesis.artwork import visible_boxes
from recognizer.synthesis.backdrops import Backdrops
from recognizer.synthesis.compositions import COMPOSITIONS, hide_parts
from recognizer.synthesis.distractors import TextPrinter
from recognizer.synthesis.labels import LogoSource, Press

F32 = NDArray[np.float32]
U8 = NDArray[np.uint8]

_COMPOSE = [compose for compose, _ in COMPOSITIONS]
_WEIGHTS = np.array([weight for _, weight in COMPOSITIONS])


@dataclass(frozen=True, slots=True)
class SceneSettings:
    """What scenes are like.

    size_px: longest side. least_logo_px: a logo that is narrower or lower has no box.
    least_visible: share of a logo that must be seen for a box. most_logos: up to 255.
    """

    size_px: int = 416
    least_logo_px: int = 10
    least_visible: float = 0.45
    most_logos: int = 15

    def __post_init__(self) -> None:
        if self.size_px < 64:
            raise ValueError(f"size_px must be at least 64, got {self.size_px}")
        if not 0 <= self.most_logos <= 255:
            raise ValueError(
                f"most_logos must be between 0 and 255, got {self.most_logos}"
            )


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A drawn photograph.

    rgb: (H, W, 3) uint8. xyxy: (N, 4) float32 pixels, x1 and y1 exclusive.
    """

    rgb: U8
    xyxy: F32


class SceneFactory:
    """Draws scenes from logos, fonts and photographs.

    fonts, photographs: files; without them Pillow's own font and textures serve.
    """

    def __init__(
        self,
        logos: LogoSource,
        *,
        fonts: Sequence[Path] = (),
        photographs: Sequence[Path] = (),
        settings: SceneSettings | None = None,
    ) -> None:
        self._logos = logos
        self._printer = TextPrinter(fonts)
        self._backdrops = Backdrops(photographs)
        self._settings = settings or SceneSettings()

    def sample(self, rng: np.random.Generator) -> Scene:
        """Draw one scene; the same generator state gives the same scene."""
        settings = self._settings
        short = int(settings.size_px * rng.choice([1.0, 0.75, 0.75, 0.62]))
        size_wh = (
            (settings.size_px, short)
            if rng.random() < 0.5
            else (short, settings.size_px)
        )
        press = Press(rng, self._logos, self._printer, settings.most_logos)
        compose = _COMPOSE[int(rng.choice(len(_WEIGHTS), p=_WEIGHTS))]
        canvas = compose(press, self._backdrops, size_wh)
        whole = _pixels_by_logo(canvas.logo_ids, press.count)
        if rng.random() < 0.25:
            hide_parts(rng, canvas, self._backdrops)
        rgb = photo_effects.cast_light(rng, canvas.rgb)
        rgb = photo_effects.photograph(rng, rgb)
        return Scene(rgb, self._boxes(canvas.logo_ids, whole, press.count))

    def _boxes(self, logo_ids: U8, whole: NDArray[np.int64], count: int) -> F32:
        settings = self._settings
        found = visible_boxes(logo_ids, count)
        sides = found[:, 2:4] - found[:, 0:2]
        kept = (
            (sides.min(axis=1, initial=1e9) >= settings.least_logo_px)
            & (found[:, 4] >= settings.least_visible * whole)
            & (found[:, 4] > 0)
        )
        return found[kept, :4]


def _pixels_by_logo(logo_ids: U8, count: int) -> NDArray[np.int64]:
    return np.bincount(logo_ids.ravel(), minlength=count + 1)[1 : count + 1]
