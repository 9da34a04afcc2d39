"""The report of boxes against boxes: the curve, the sizes, what was missed."""

from pathlib import Path

import numpy as np

from recognizer import images
from recognizer.evaluation.detection import DetectedImage, curve, labels_found
from recognizer.evaluation.report import plots
from recognizer.evaluation.report.page import Page, Picture, start_page
from recognizer.evaluation.runs import DetectionRun
from recognizer.types import RGB

_PICTURES = 24
_STEPS = 40
_CONTEXT = 0.6  # of the longer side, around a missed logo


def write_detection_report(run: DetectionRun, folder: Path) -> Path:
    """Write the page; return its file."""
    page = start_page(run.evaluation)
    page.heading("Precision and recall", "Over all confidences.")
    curves = {
        f"IoU {at_least}": curve(run.found, at_least=at_least)
        for at_least in (0.5, 0.3)
    }
    page.plot(
        plots.lines(
            {
                name: (recall, precision)
                for name, (precision, recall, _) in curves.items()
            },
            x="recall",
            y="precision",
            unit_square=True,
        )
    )
    _sweep(page, run)
    hits = [labels_found(i, at_least=0.5, confidence=run.confidence) for i in run.found]
    labels = np.concatenate([image.labels for image in run.found])
    page.heading("By size of the logo")
    sides = (labels[:, 2:] - labels[:, :2]).min(1)
    flat = np.concatenate(hits).astype(np.float64)
    page.plot(plots.shares_by_size(sides, flat, label="recall at IoU 0.5"))
    _missed(page, run)
    return page.save(folder)


def _sweep(page: Page, run: DetectionRun) -> None:
    """Plot what each confidence would find, and how many boxes that costs."""
    page.heading(
        "By confidence", f"At most ten boxes an image; in use: {run.confidence:g}."
    )
    every = np.concatenate([image.detections.confidence for image in run.found])
    if not len(every):
        return
    levels = np.quantile(every, np.linspace(0, 1, _STEPS))
    total = sum(len(image.labels) for image in run.found)
    found, boxes = [], []
    for level in levels:
        hits = [labels_found(i, at_least=0.5, confidence=level) for i in run.found]
        found.append(sum(int(own.sum()) for own in hits) / total)
        counts = [
            min(10, int((i.detections.confidence >= level).sum())) for i in run.found
        ]
        boxes.append(float(np.mean(counts)))
    page.plot(plots.lines({"": (levels, found)}, x="confidence", y="recall at IoU 0.5"))
    page.plot(plots.lines({"": (boxes, found)}, x="boxes an image", y="recall"))


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
        said = f"{image.path.name}, {x1 - x0:.0f} x {y1 - y0:.0f} px"
        shown = framed(images.load(image.path), (x0, y0, x1, y1))
        pictures.append(Picture((shown,), said))
    page.pictures(pictures)


def framed(image: RGB, xyxy: tuple[float, float, float, float]) -> RGB:
    """Cut a box out with what is around it, and draw the box."""
    x0, y0, x1, y1 = (round(value) for value in xyxy)
    thick = max(1, round(max(x1 - x0, y1 - y0) / 40))
    drawn = image.copy()
    for part in (
        np.s_[max(0, y0 - thick) : y0, max(0, x0) : x1],
        np.s_[y1 : y1 + thick, max(0, x0) : x1],
        np.s_[max(0, y0) : y1, max(0, x0 - thick) : x0],
        np.s_[max(0, y0) : y1, x1 : x1 + thick],
    ):
        drawn[part] = (255, 0, 90)
    return images.crop(drawn, xyxy, pad=_CONTEXT)
