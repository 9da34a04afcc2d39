"""Class-disjoint splits, written to a file: no symbol is trained on and tested on."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recognizer.evaluation.labelled import DataSet, EvaluationError

PARTS = ("train", "val", "test")
SHARES = (0.64, 0.16, 0.20)  # arXiv 2309.10206, section 3
LEAST_LOGOS = 20  # symbols with fewer are trained on: a test needs several looks


@dataclass(frozen=True, slots=True)
class Split:
    """The symbols of each part; no symbol is in two."""

    train: tuple[str, ...]
    val: tuple[str, ...]
    test: tuple[str, ...]
    seed: int

    def part(self, name: str) -> tuple[str, ...]:
        """Return the symbols of `train`, `val` or `test`."""
        if name not in PARTS:
            raise EvaluationError(
                f"{name} is no part of a split. Give one of {', '.join(PARTS)}."
            )
        symbols: tuple[str, ...] = getattr(self, name)
        return symbols


def split_symbols(data: DataSet, *, seed: int, least: int = LEAST_LOGOS) -> Split:
    """Deal the symbols out at random, 64 / 16 / 20 %.

    least: symbols with fewer logos go to `train`, and count for its share.
    """
    counts = Counter(o.symbol for image in data.images for o in image.objects)
    often = [symbol for symbol in data.symbols if counts[symbol] >= least]
    dealt = [often[i] for i in np.random.default_rng(seed).permutation(len(often))]
    test = round(SHARES[2] * len(data.symbols))
    val = round(SHARES[1] * len(data.symbols))
    chosen = {"test": dealt[:test], "val": dealt[test : test + val]}
    taken = {*chosen["test"], *chosen["val"]}
    return Split(
        train=tuple(symbol for symbol in data.symbols if symbol not in taken),
        val=tuple(sorted(chosen["val"])),
        test=tuple(sorted(chosen["test"])),
        seed=seed,
    )


def save_split(split: Split, path: Path) -> None:
    """Write a split as JSON."""
    content = {"seed": split.seed, **{name: split.part(name) for name in PARTS}}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def load_split(path: Path) -> Split:
    """Read a split. Raises EvaluationError for a file that is none."""
    try:
        content = json.loads(path.read_text("utf-8"))
        parts = {name: tuple(map(str, content[name])) for name in PARTS}
        return Split(**parts, seed=int(content.get("seed", 0)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as err:
        raise EvaluationError(
            f"{path} is no split: it must be a JSON object with the lists train, val "
            "and test, as `markwatch evaluate split` writes it."
        ) from err
