"""The report of whole images against a gallery, of its first draw of references."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recognizer import images
from recognizer.evaluation.end_to_end import EndToEnd, pooled_curve, sweep
from recognizer.evaluation.figures import Ints
from recognizer.evaluation.report import plots
from recognizer.evaluation.report.framing import framed
from recognizer.evaluation.report.opening import figures_section, start_page
from recognizer.evaluation.report.page import Page, Picture
from recognizer.evaluation.report.parts import by_size, by_words
from recognizer.evaluation.runs import EndToEndRun
from recognizer.evaluation.seeing import SeenData
from recognizer.types import RGB

_HEADLINE = {
    "recall_at_1": "logos boxed and named first",
    "recall_at_5": "logos named among the first five",
    "map50": "mean average precision, IoU 0.5",
    "false_matches_per_1000": "false matches, 1,000 images",
}
_BARS = {
    "recall_at_1": "Boxed, and the right symbol first",
    "recall_at_5": "Boxed, and the right symbol among five",
    "recall_at_1.flagged": "Boxed, named first and put in front of a person",
    "map50": "Mean average precision over symbols",
}
_PICTURES = 24
_SAID = "Recall at 1"


def write_end_to_end_report(run: EndToEndRun, folder: Path) -> Path:
    """Write the page; return its file."""
    page = start_page(run.evaluation, headline=_HEADLINE)
    page.heading("Ways to name a box", "The same boxes, the same references.")
    page.bars(
        {
            said: {
                way.name: own.figures[name]
                for way, own in zip(run.ways, run.measured, strict=True)
            }
            for name, said in _BARS.items()
        }
    )
    _curves(page, run)
    first = run.measured[0]
    logos = first.outcome.logos
    by_size(page, logos.side_px, logos.hit_1, logos.image, said=_SAID)
    told_by = run.seen.words_told_by
    by_words(
        page, logos.has_words, logos.hit_1, logos.image, told_by=told_by, said=_SAID
    )
    _false(page, run.seen, first)
    _misnamed(page, run.seen, first)
    _missed(page, run.seen, first)
    figures_section(page, run.evaluation)
    return page.save(folder)


def _curves(page: Page, run: EndToEndRun) -> None:
    kind = "probability" if run.evaluation.calibrated else "similarity"
    in_use = run.ways[0].thresholds.uncertain
    page.heading("By threshold", f"On the {kind}; in use: {in_use:g}.")
    precise, traded = {}, {}
    for way, own in zip(run.ways, run.measured, strict=True):
        precision, recall = pooled_curve(own.outcome)
        if len(precision):
            precise[way.name] = (recall, precision)
        points = sweep(own.outcome, steps=100)
        if points:
            traded[way.name] = (
                [point.false_matches_per_1000 for point in points],
                [point.recall_at_1 for point in points],
            )
    points = sweep(run.measured[0].outcome)
    if not points:
        page.sentences(["There is no box on any image."])
        return
    page.plots(
        {
            "Precision and recall of all boxes": plots.lines(
                precise, x="recall", y="precision", unit_square=True
            ),
            "Recall at 1 and its price": plots.lines(
                traded, x="false matches per 1,000 images", y="recall at 1"
            ),
        }
    )
    page.table(
        ["threshold", "recall at 1", "false matches per 1,000 images"],
        [
            [
                f"{point.threshold:.3f}",
                f"{100 * point.recall_at_1:.1f} %",
                f"{point.false_matches_per_1000:.0f}",
            ]
            for point in points
        ],
    )


def _false(page: Page, seen: SeenData, own: EndToEnd) -> None:
    page.heading(
        "Worst false matches",
        "Boxes named after a symbol that their image lacks, beside its reference.",
    )
    claims = own.outcome.claims
    wrong = np.flatnonzero(~claims.shown)
    wrong = wrong[np.argsort(-claims.value[wrong], kind="stable")]
    rows = wrong[:_PICTURES]
    page.pictures(_claimed(seen, own, rows, ["a box"] * len(rows)))


def _misnamed(page: Page, seen: SeenData, own: EndToEnd) -> None:
    page.heading(
        "Worst confusions",
        "Labelled logos with a box that was named after another symbol, the surest "
        "first, beside the reference that came first.",
    )
    logos = own.outcome.logos
    rows = np.flatnonzero(~logos.hit_1 & (logos.claim >= 0))
    rows = rows[np.argsort(-logos.value[rows], kind="stable")][:_PICTURES]
    names = [seen.symbols[symbol] for symbol in logos.symbol[rows]]
    page.pictures(_claimed(seen, own, logos.claim[rows], names))


def _claimed(
    seen: SeenData, own: EndToEnd, rows: Ints, names: Sequence[str]
) -> list[Picture]:
    """Show boxes, by name, beside the references that they were named after."""
    claims = own.outcome.claims
    pictures = []
    for row, name in zip(rows, names, strict=True):
        image = seen.images[claims.image[row]]
        x0, y0, x1, y1 = map(float, claims.box[row])
        box = framed(images.load(image.path), (x0, y0, x1, y1))
        reference = _reference(seen, own.references[claims.reference[row]])
        symbol = seen.symbols[claims.symbol[row]]
        said = f"{claims.value[row]:.3f}; {image.path.name}"
        pictures.append(Picture((box, reference), (name, f"named {symbol}"), said))
    return pictures


def _reference(seen: SeenData, reference: tuple[int, int]) -> RGB:
    image = seen.images[reference[0]]
    pixels = images.load(image.path)
    if image.boxes is None:
        return pixels
    x0, y0, x1, y1 = map(float, image.boxes[reference[1]])
    return images.crop(pixels, (x0, y0, x1, y1))


def _missed(page: Page, seen: SeenData, own: EndToEnd) -> None:
    page.heading("Missed logos", "No box sits on them. The largest first.")
    logos = own.outcome.logos
    rows = np.flatnonzero(~logos.has_box)
    rows = rows[np.argsort(-logos.side_px[rows], kind="stable")]
    pictures = []
    for row in rows[:_PICTURES]:
        image = seen.images[logos.image[row]]
        pixels = images.load(image.path)
        if image.boxes is not None:
            x0, y0, x1, y1 = map(float, image.boxes[logos.label[row]])
            pixels = framed(pixels, (x0, y0, x1, y1))
        said = f"{image.path.name}, {logos.side_px[row]:.0f} px"
        pictures.append(Picture((pixels,), (seen.symbols[logos.symbol[row]],), said))
    page.pictures(pictures)
