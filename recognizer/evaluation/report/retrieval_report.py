"""The report of crops against crops: what is confused with what, and which size."""

from collections import Counter
from pathlib import Path

import numpy as np

from recognizer import images
from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.figures import Floats, Ints
from recognizer.evaluation.open_set import open_set_curve
from recognizer.evaluation.outcomes import Bools
from recognizer.evaluation.ranking import Similarities, nearest
from recognizer.evaluation.report import plots
from recognizer.evaluation.report.opening import figures_section, start_page
from recognizer.evaluation.report.page import Page, Picture
from recognizer.evaluation.report.parts import by_size, by_words
from recognizer.evaluation.runs import RetrievalRun
from recognizer.types import RGB

_PROTOCOLS = {
    "all": "all: leave-one-out",
    "all_strict": "all_strict: nothing of the same photograph",
    "qvg": "qvg: ten logos a symbol ask the rest",
    "five_shot": "five_shot: five references a symbol",
    "two_shot": "two_shot: two references a symbol",
    "one_shot": "one_shot: one reference a symbol",
}
_HEADLINE = {
    "recall_at_1.all_strict": "recall at 1, strict",
    "recall_at_1.one_shot": "recall at 1, one reference a symbol",
    "auroc_unknown": "known told from unknown (AUROC)",
    "dir_at_far_1pct": "identified at 1 % false alarms",
}
_PICTURES = 24
_ROWS = 20
_STEPS = 15
_SAID = "Recall at 1, strict"


def write_retrieval_report(run: RetrievalRun, folder: Path) -> Path:
    """Write the page; return its file. Neighbours are those of `all_strict`."""
    page = start_page(run.evaluation, headline=_HEADLINE)
    page.heading("Recall at 1 by protocol")
    page.bars(
        {
            said: {way.name: way.figures[f"recall_at_1.{protocol}"] for way in run.ways}
            for protocol, said in _PROTOCOLS.items()
        }
    )
    if len(run.ways[0].retrieval.strict.queries):
        _neighbours(page, run)
    figures_section(page, run.evaluation)
    return page.save(folder)


def _neighbours(page: Page, run: RetrievalRun) -> None:
    """Add all that rests on each logo's nearest neighbour."""
    crops, first = run.crops, run.ways[0]
    asked = first.retrieval.strict.queries
    neighbours, values = _nearest(first.similarities, crops, asked)
    right = crops.symbol_ids[neighbours] == crops.symbol_ids[asked]
    photographs = crops.image_ids[asked]
    by_size(page, crops.min_side_px[asked], right, photographs, said=_SAID)
    by_words(
        page,
        crops.has_words[asked],
        right,
        photographs,
        told_by=crops.words_told_by,
        said=_SAID,
    )
    _curves(page, run, asked)
    _thresholds(page, values, right)
    _symbols(page, crops, asked, neighbours)
    _confusions(page, crops, asked, neighbours, values)


def _nearest(
    similarities: Similarities, crops: LabelledCrops, asked: Ints
) -> tuple[Ints, Floats]:
    references = np.flatnonzero(crops.is_reference)
    return nearest(similarities, crops, asked, references, strict=True)


def _curves(page: Page, run: RetrievalRun, asked: Ints) -> None:
    """Draw precision over recall, and identification over false alarms, of each way."""
    crops = run.crops
    precise, opened = {}, {}
    for way in run.ways:
        neighbours, values = _nearest(way.similarities, crops, asked)
        right = crops.symbol_ids[neighbours] == crops.symbol_ids[asked]
        _, found, share = _kept(values, right)
        precise[way.name] = (found, share)
        alarms, identified = open_set_curve(way.similarities, crops, seed=0)
        if len(alarms):
            opened[way.name] = (alarms, identified)
    drawn = {
        "Precision and recall over all thresholds": plots.lines(
            precise, x="recall: named rightly", y="precision", unit_square=True
        )
    }
    if opened:
        drawn["With 30 % of the symbols unknown"] = plots.lines(
            opened, x="false alarms", y="known and named rightly", logarithmic=True
        )
    page.heading("Precision, recall and the unknown")
    page.plots(drawn)


def _kept(values: Floats, right: Bools) -> tuple[Floats, Floats, Floats]:
    """Return (threshold, share of all named rightly, share right of those named)."""
    order = np.argsort(-values, kind="stable")
    found = np.cumsum(right[order])
    named = np.arange(1, len(order) + 1)
    return values[order], found / len(order), found / named


def _thresholds(page: Page, values: Floats, right: Bools) -> None:
    page.heading(
        "By threshold",
        "Under a threshold on the similarity everything is called unknown.",
    )
    kinds = {"right": values[right], "wrong": values[~right]}
    levels, found, share = _kept(values, right)
    curves = {
        "right, of those named": (levels, share),
        "named rightly, of all": (levels, found),
    }
    page.plots(
        {
            "Similarity of the nearest neighbour": plots.histograms(
                kinds, x="similarity"
            ),
            "What a threshold keeps": plots.lines(curves, x="threshold", y="share"),
        }
    )
    places = np.unique(np.linspace(0, len(levels) - 1, _STEPS).round()).astype(int)
    page.table(
        ["threshold", "named rightly, of all", "right, of those named"],
        [
            [f"{levels[i]:.3f}", f"{100 * found[i]:.1f} %", f"{100 * share[i]:.1f} %"]
            for i in places
        ],
    )


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
            [crops.symbols[symbol], f"{100 * share:.1f} %", f"{count:,}", confused]
            for share, count, symbol, confused in rows[:_ROWS]
        ],
    )


def _confusions(
    page: Page, crops: LabelledCrops, asked: Ints, neighbours: Ints, values: Floats
) -> None:
    """Show the wrong neighbours that were most alike, beside what was asked."""
    page.heading(
        "Worst confusions",
        "Left the logo that was asked about, right what was most alike.",
    )
    wrong = crops.symbol_ids[neighbours] != crops.symbol_ids[asked]
    rows = np.flatnonzero(wrong)
    rows = rows[np.argsort(-values[rows], kind="stable")][:_PICTURES]
    pictures = []
    for row in rows:
        pair = (int(asked[row]), int(neighbours[row]))
        one, other = (crops.symbols[crops.symbol_ids[i]] for i in pair)
        said = f"similarity {values[row]:.3f}; {crops.paths[pair[0]].name}"
        shown = (crop_of(crops, pair[0]), crop_of(crops, pair[1]))
        pictures.append(Picture(shown, (one, f"taken for {other}"), said))
    page.pictures(pictures)


def crop_of(crops: LabelledCrops, row: int) -> RGB:
    """Cut a labelled logo from its file again."""
    image = images.load(crops.paths[row])
    box = crops.boxes[row]
    return image if box is None else images.crop(image, box)
