"""The designs, by kind; importing this package fills the register."""

from assets.demo.drawing.designs import (
    drinks,
    fashion,
    food,
    goods,
    marks,
    safety,
    seals,
    spirits,
    strangers,
    sweets,
)

__all__ = [
    "drinks",
    "fashion",
    "food",
    "goods",
    "marks",
    "safety",
    "seals",
    "spirits",
    "strangers",
    "sweets",
]
