"""The report of boxes against boxes: the curve, the sizes, what was missed."""

from pathlib import Path

import numpy as np

from recognizer import images
from recognizer.evaluation.detection import (
    MOST_BOXES,
    DetectedImage,
    curve,
    labels_found,
)
from recognizer.evaluation.report import plots
from recognizer.evaluation.report.framing import framed
from recognizer.evaluation.report.opening import figures_section, start_page
from recognizer.evaluation.report.page import Page, Picture
from recognizer.evaluation.report.parts import by_size, by_words
from recognizer.evaluation.runs import DetectionRun

_HEADLINE = {
    "recall_iou50": "logos with a box, IoU 0.5",
    "recall_iou30": "logos with a box, IoU 0.3",
    "ap50": "average precision, IoU 0.5",
    "boxes_per_image": "boxes an image",
    "boxes_per_image.no_logo": "boxes an image without logos",
}
_PICTURES = 24
_STEPS = 40
_TABLE_STEPS = 10
_SAID = "Recall at IoU 0.5"


def write_detection_report(run: DetectionRun, folder: Path) -> Path:
    """Write the page; return its file."""
    page = start_page(run.evaluation, headline=_HEADLINE)
    page.heading("Precision and recall", "Over all confidences.")
    curves = {
        f"IoU {at_least}": curve(run.found, at_least=at_least)
        for at_least in (0.5, 0.3)
    }
    shapes = {name: (recall, right) for name, (right, recall, _) in curves.items()}
    page.plots(
        {"All boxes": plots.lines(shapes, x="recall", y="precision", unit_square=True)}
    )
    _sweep(page, run)
    hits = [labels_found(i, at_least=0.5, confidence=run.confidence) for i in run.found]
    labels = np.concatenate([image.labels for image in run.found])
    owners = np.repeat(np.arange(len(run.found)), [len(own) for own in hits])
    flat = np.concatenate(hits)
    if len(labels):
        sides = (labels[:, 2:] - labels[:, :2]).min(1)
        by_size(page, sides, flat, owners, said=_SAID)
        words = np.concatenate([image.has_words for image in run.found])
        told_by = run.evaluation.words_told_by
        by_words(page, words, flat, owners, told_by=told_by, said=_SAID)
    _missed(page, run)
    figures_section(page, run.evaluation)
    return page.save(folder)


def _sweep(page: Page, run: DetectionRun) -> None:
    """Show what each confidence would find, and how many boxes that costs."""
    page.heading(
        "By confidence",
        f"At most {MOST_BOXES} boxes an image; in use: {run.confidence:g}.",
    )
    every = np.concatenate([image.detections.confidence for image in run.found])
    if not len(every):
        page.sentences(["There is no box on any image."])
        return
    levels = np.quantile(every, np.linspace(0, 1, _STEPS))
    total = sum(len(image.labels) for image in run.found)
    found, boxes = [], []
    for level in levels:
        hits = [labels_found(i, at_least=0.5, confidence=level) for i in run.found]
        found.append(sum(int(own.sum()) for own in hits) / max(total, 1))
        over = [int((i.detections.confidence >= level).sum()) for i in run.found]
        boxes.append(float(np.mean(np.minimum(over, MOST_BOXES))))
    page.plots(
        {
            "Recall over the confidence": plots.lines(
                {_SAID: (levels, found)},
                x="confidence",
                y="recall",
                mark=run.confidence,
            ),
            "Recall over its price": plots.lines(
                {_SAID: (boxes, found)}, x="boxes an image", y="recall"
            ),
        }
    )
    places = np.unique(np.linspace(0, _STEPS - 1, _TABLE_STEPS).round()).astype(int)
    page.table(
        ["confidence", "recall at IoU 0.5", "boxes an image"],
        [
            [f"{levels[i]:.3f}", f"{100 * found[i]:.1f} %", f"{boxes[i]:.1f}"]
            for i in places
        ],
    )


def _missed(page: Page, run: DetectionRun) -> None:
    page.heading("Missed logos", "The largest first, each with what is around it.")
    missed: list[tuple[float, DetectedImage, int]] = []
    for image in run.found:
        hits = labels_found(image, at_least=0.5, confidence=run.confidence)
        for label in np.flatnonzero(~hits).tolist():
            x0, y0, x1, y1 = image.labels[label]
            missed.append((float((x1 - x0) * (y1 - y0)), image, label))
    missed.sort(key=lambda row: -row[0])
    pictures = []
    for _, image, label in missed[:_PICTURES]:
        x0, y0, x1, y1 = map(float, image.labels[label])
        shown = framed(images.load(image.path), (x0, y0, x1, y1))
        said = f"{image.path.name}, {x1 - x0:.0f} x {y1 - y0:.0f} px"
        pictures.append(Picture((shown,), (image.symbols[label],), said))
    page.pictures(pictures)
