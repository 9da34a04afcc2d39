"""The designs, by kind; importing this package fills the register."""

from assets.demo.drawing.designs import drinks, food, goods, marks, seals, strangers

__all__ = ["drinks", "food", "goods", "marks", "seals", "strangers"]
