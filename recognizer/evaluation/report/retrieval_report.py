"""The report of crops against crops: what is confused with what, and which size."""

from collections import Counter
from pathlib import Path

import numpy as np

from recognizer import images
from recognizer.evaluation.asking import Bools
from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.figures import Floats, Ints
from recognizer.evaluation.ranking import nearest
from recognizer.evaluation.report import plots
from recognizer.evaluation.report.page import Page, Picture, start_page
from recognizer.evaluation.runs import RetrievalRun
from recognizer.types import RGB

_PROTOCOLS = ("all", "all_strict", "qvg", "five_shot", "two_shot", "one_shot")
_PICTURES = 24
_ROWS = 20


def write_retrieval_report(run: RetrievalRun, folder: Path) -> Path:
    """Write the page; return its file. Neighbours are those of `all_strict`."""
    page = start_page(run.evaluation)
    sides = {
        way.name: {p: way.figures[f"recall_at_1.{p}"] for p in _PROTOCOLS}
        for way in run.ways
    }
    page.heading("Recall at 1 by protocol")
    page.plot(plots.bars(_PROTOCOLS, sides, label="recall at 1"))
    first, crops = run.ways[0], run.crops
    asked = first.retrieval.strict.queries
    if not len(asked):
        return page.save(folder)
    references = np.flatnonzero(crops.is_reference)
    neighbours, similarities = nearest(
        first.similarities, crops, asked, references, strict=True
    )
    right = crops.symbol_ids[neighbours] == crops.symbol_ids[asked]
    _sizes(page, crops, asked, right)
    _thresholds(page, similarities, right)
    _symbols(page, crops, asked, neighbours)
    _confusions(page, crops, asked, neighbours, similarities)
    return page.save(folder)


def _sizes(page: Page, crops: LabelledCrops, asked: Ints, right: Bools) -> None:
    page.heading("By size of the logo")
    sides = crops.min_side_px[asked]
    page.plot(
        plots.shares_by_size(sides, right.astype(float), label="recall at 1, strict")
    )


def _thresholds(page: Page, similarities: Floats, right: Bools) -> None:
    page.heading(
        "By similarity of the nearest neighbour",
        "Left of a threshold everything is called unknown.",
    )
    kinds = {"right": similarities[right], "wrong": similarities[~right]}
    page.plot(plots.histograms(kinds, x="similarity"))
    order = np.argsort(-similarities, kind="stable")
    named = np.arange(1, len(order) + 1)
    found = np.cumsum(right[order])
    curves = {
        "share right of those named": (similarities[order], found / named),
        "share of all named rightly": (similarities[order], found / len(order)),
    }
    page.plot(plots.lines(curves, x="threshold on the similarity", y="share"))


def _symbols(page: Page, crops: LabelledCrops, asked: Ints, neighbours: Ints) -> None:
    own, found = crops.symbol_ids[asked], crops.symbol_ids[neighbours]
    page.heading("Symbols that are missed most")
    rows = []
    for symbol_id in np.unique(own):
        of_symbol = own == symbol_id
        wrong = Counter(found[of_symbol & (found != symbol_id)].tolist())
        share = float((found[of_symbol] == symbol_id).mean())
        confused = ", ".join(
            f"{crops.symbols[other]} {count}" for other, count in wrong.most_common(3)
        )
        rows.append((share, int(of_symbol.sum()), symbol_id, confused))
    rows.sort()
    page.table(
        ["symbol", "recall at 1", "logos", "taken for"],
        [
            [crops.symbols[symbol], f"{share:.3f}", f"{count:,}", confused]
            for share, count, symbol, confused in rows[:_ROWS]
        ],
    )


def _confusions(
    page: Page,
    crops: LabelledCrops,
    asked: Ints,
    neighbours: Ints,
    similarities: Floats,
) -> None:
    """Show the wrong neighbours that were most alike, beside what was asked."""
    page.heading("Worst confusions", "Left what was asked, right what was most alike.")
    wrong = crops.symbol_ids[neighbours] != crops.symbol_ids[asked]
    rows = np.flatnonzero(wrong)
    rows = rows[np.argsort(-similarities[rows], kind="stable")][:_PICTURES]
    pictures = []
    for row in rows:
        query, neighbour = int(asked[row]), int(neighbours[row])
        names = [crops.symbols[crops.symbol_ids[i]] for i in (query, neighbour)]
        said = f"{names[0]} taken for {names[1]}, similarity {similarities[row]:.3f}"
        shown = (crop_of(crops, query), crop_of(crops, neighbour))
        pictures.append(Picture(shown, said))
    page.pictures(pictures)


def crop_of(crops: LabelledCrops, row: int) -> RGB:
    """Cut a labelled logo from its file again."""
    image = images.load(crops.paths[row])
    box = crops.boxes[row]
    return image if box is None else images.crop(image, box)
