"""The report of whole images against a gallery, of its first draw of references."""

from pathlib import Path

import numpy as np

from recognizer import images
from recognizer.evaluation.end_to_end import sweep
from recognizer.evaluation.report import plots
from recognizer.evaluation.report.detection_report import framed
from recognizer.evaluation.report.page import Page, Picture, start_page
from recognizer.evaluation.runs import EndToEndRun

_PICTURES = 24


def write_end_to_end_report(run: EndToEndRun, folder: Path) -> Path:
    """Write the page; return its file."""
    page = start_page(run.evaluation)
    rows = sweep(run.outcome)
    page.heading("By threshold", "What a threshold on the similarity keeps.")
    if rows:
        levels, recalls, false = zip(*rows, strict=True)
        page.plot(plots.lines({"": (levels, recalls)}, x="threshold", y="recall at 1"))
        page.plot(
            plots.lines(
                {"": (false, recalls)},
                x="false matches per 1,000 images",
                y="recall at 1",
            )
        )
        page.table(
            ["threshold", "recall at 1", "false matches per 1,000 images"],
            [[f"{level:.3f}", f"{r:.4f}", f"{f:.0f}"] for level, r, f in rows],
        )
    _false(page, run)
    _missed(page, run)
    return page.save(folder)


def _false(page: Page, run: EndToEndRun) -> None:
    page.heading(
        "Worst false matches", "Boxes named after a symbol that their image lacks."
    )
    outcome, symbols = run.outcome, run.seen.symbols
    wrong = np.flatnonzero(~outcome.claim_shown)
    wrong = wrong[np.argsort(-outcome.claim_similarity[wrong], kind="stable")]
    pictures = []
    for row in wrong[:_PICTURES]:
        image = run.seen.images[outcome.claim_image[row]]
        x0, y0, x1, y1 = map(float, outcome.claim_box[row])
        shown = framed(images.load(image.path), (x0, y0, x1, y1))
        name = symbols[outcome.claim_symbol[row]]
        said = f"{image.path.name}: {name}, similarity "
        said += f"{outcome.claim_similarity[row]:.3f}"
        pictures.append(Picture((shown,), said))
    page.pictures(pictures)


def _missed(page: Page, run: EndToEndRun) -> None:
    page.heading("Logos that were not named", "No box on them had their symbol first.")
    outcome, symbols = run.outcome, run.seen.symbols
    pictures = []
    for row in np.flatnonzero(~outcome.hit_1)[:_PICTURES]:
        image = run.seen.images[outcome.logo_image[row]]
        pixels = images.load(image.path)
        if image.boxes is not None:
            label = outcome.logo_label[row]
            x0, y0, x1, y1 = map(float, image.boxes[label])
            pixels = framed(pixels, (x0, y0, x1, y1))
        said = f"{symbols[outcome.logo_symbol[row]]}, {image.path.name}"
        pictures.append(Picture((pixels,), said))
    page.pictures(pictures)
