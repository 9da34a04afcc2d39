"""Owns what a photograph is: the register of shots and how one is taken."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Traced at this share of the size: a lens is no sharper, and time is dear.
TRACED = 0.72

SHOTS: dict[str, "Shot"] = {}


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph: its listing, its size, and the function that sets the scene."""

    name: str
    title: str
    seller: str
    set_up: Callable[[], None]
    size_wh: tuple[int, int]
    look: str
    exposure: float
    samples: int
    photo: dict[str, float] = field(default_factory=dict)


def shot(
    name: str,
    title: str,
    seller: str,
    *,
    size: tuple[int, int] = (1080, 1080),
    look: str = "AgX",
    exposure: float = 0,
    samples: int = 8,
    **photo: float,
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Enter a scene in the register; `photo` goes to the developing."""

    def enter(set_up: Callable[[], None]) -> Callable[[], None]:
        SHOTS[name] = Shot(
            name, title, seller, set_up, size, look, exposure, samples, photo
        )
        return set_up

    return enter


def take(
    one: Shot, target: Path, *, scale: float = 1, samples: int | None = None
) -> list[dict[str, Any]]:
    """Set the scene, photograph it into `target`, and return its ground truth."""
    from assets.demo.drawing import photo, stage, truth

    size = round(one.size_wh[0] * scale), round(one.size_wh[1] * scale)
    one.set_up()
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.png"
        traced = round(size[0] * TRACED), round(size[1] * TRACED)
        stage.render(
            raw,
            traced,
            samples=samples or one.samples,
            look=one.look,
            exposure=one.exposure,
        )
        seed = sum(ord(c) * (i + 1) for i, c in enumerate(one.name))
        photo.develop(raw, target, size_wh=size, seed=seed, **one.photo)
    return truth.seen_marks(size) if samples is None else []
