"""Synthetic crops of logos that no training draws: to calibrate on, as to validate.

The logos are those that `embedder_parts.split_classes` holds out for the same sources
and seed. Owns how many of them, and their names.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.embedder_parts import (
    make_studio,
    readable_name,
    split_classes,
)
from recognizer.types import RGB

_STREAM = 21
CROPS = 5


def draw_held_out(
    config: EmbedderTrainingConfig, *, symbols: int, log: Callable[[str], None]
) -> list[tuple[str, list[RGB]]]:
    """Draw five crops of each of so many held-out logos, or of all if there are fewer.

    config: its sources and its seed count. Two logos of one name are never both drawn.
    """
    studio = make_studio(config, 0, log)
    held_out = split_classes(studio, replace(config, metric_classes=2)).held_out
    by_name = {readable_name(name): name for name in reversed(held_out)}
    chosen = sorted(by_name)[:: max(1, len(by_name) // symbols)][:symbols]
    drawn = []
    for name in chosen:
        rng = np.random.default_rng(
            [config.seed, _STREAM, held_out.index(by_name[name])]
        )
        logos = [studio.factory.render(by_name[name], rng) for _ in range(CROPS)]
        drawn.append((name, [studio.crops.make(logo, rng) for logo in logos]))
    return drawn
