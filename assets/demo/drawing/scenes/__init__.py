"""The photographs, by kind; importing this package fills the register of shots."""

from assets.demo.drawing.scenes import (
    bags,
    bottles,
    cartons,
    clothes,
    gadgets,
    household,
    jars,
    tables,
)

__all__ = [
    "bags",
    "bottles",
    "cartons",
    "clothes",
    "gadgets",
    "household",
    "jars",
    "tables",
]
