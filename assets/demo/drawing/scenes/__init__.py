"""The photographs, by place; importing this package fills the register of shots."""

from assets.demo.drawing.scenes import home, kitchen, trade

__all__ = ["home", "kitchen", "trade"]
