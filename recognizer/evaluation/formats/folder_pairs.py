"""`folder`: whole images as labels: references/<symbol>/* and queries/<symbol>/*.

Or flat files: an image in each of the two folders with the same stem shows the same
symbol.
"""

from pathlib import Path

from recognizer.evaluation.formats.files import images_in
from recognizer.evaluation.labelled import Collector, Part, ProblemKind

SIDES = {"references": Part.REFERENCES, "queries": Part.QUERIES}


def fits(folder: Path) -> bool:
    """Tell the layout by its two folders."""
    return all((folder / name).is_dir() for name in SIDES)


def read(folder: Path, collector: Collector) -> None:
    """Read both sides; a query of a symbol without a reference is named."""
    by_side = {name: images_in(folder / name) for name in SIDES}
    known = {_symbol(p, folder / "references") for p in by_side["references"]}
    for name, part in SIDES.items():
        for path in by_side[name]:
            symbol = _symbol(path, folder / name)
            if part is Part.QUERIES and symbol not in known:
                reason = f"no reference shows {symbol}"
                collector.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
                continue
            collector.image(path, [(symbol, None)], part=part)


def _symbol(path: Path, side: Path) -> str:
    inside = path.relative_to(side)
    return path.stem if len(inside.parts) == 1 else inside.parts[0]
