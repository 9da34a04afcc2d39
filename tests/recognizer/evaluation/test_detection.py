"""Boxes against boxes, by hand and against pycocotools."""

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest

from recognizer.evaluation.detection import (
    DetectedImage,
    curve,
    labels_found,
    measure_detection,
)
from recognizer.types import Detections

LABEL = (0.0, 0.0, 10.0, 10.0)
NEAR = (0.0, 0.0, 10.0, 4.0)  # IoU 0.4
FAR = (50.0, 50.0, 60.0, 60.0)


def image(labels, boxes, confidences=None):
    confidences = [0.9] * len(boxes) if confidences is None else confidences
    detections = Detections(
        np.asarray(boxes, np.float32).reshape(-1, 4),
        np.asarray(confidences, np.float32),
    )
    boxes = np.asarray(labels, float).reshape(-1, 4)
    has_words = np.arange(len(boxes)) % 2 == 0
    return DetectedImage(
        Path("a.jpg"), boxes, detections, ("acme",) * len(boxes), has_words
    )


def values(found, confidence=0.25):
    figures = measure_detection(found, confidence=confidence, seed=0)
    return {name: figure.value for name, figure in figures.items()}


def test_images_without_labels_and_boxes_count_for_boxes_an_image_only():
    found = values([image([], []), image([], [FAR]), image([LABEL], [LABEL])])

    assert found["boxes_per_image"] == pytest.approx(2 / 3)
    assert found["recall_iou50"] == 1


@pytest.mark.parametrize(
    ("labels", "boxes", "iou50", "iou30"),
    [
        ([LABEL], [], 0, 0),
        ([LABEL], [LABEL], 1, 1),
        ([LABEL], [NEAR], 0, 1),
        ([LABEL], [FAR], 0, 0),
        ([LABEL, FAR], [LABEL], 0.5, 0.5),
        ([LABEL, LABEL], [LABEL], 0.5, 0.5),  # one box finds one logo
        ([LABEL, (0, 0, 10, 9)], [LABEL, LABEL], 1, 1),
    ],
)
def test_recall_on_known_boxes(labels, boxes, iou50, iou30):
    found = values([image(labels, boxes)])

    assert (found["recall_iou50"], found["recall_iou30"]) == (iou50, iou30)


def test_boxes_on_photographs_without_logos_stand_apart():
    logos = [image([LABEL], [LABEL, FAR])]
    many = [(20.0 * i, 0.0, 20.0 * i + 9, 9.0) for i in range(12)]
    walls = [image([], [FAR, LABEL], [0.9, 0.1]), image([], []), image([], many)]

    figures = measure_detection(logos, confidence=0.25, seed=0, backgrounds=walls)

    assert figures["boxes_per_image"].value == 2
    assert figures["boxes_per_image.no_logo"].value == pytest.approx((1 + 0 + 10) / 3)
    assert figures["boxes_per_image.no_logo"].n == 3
    assert figures["recall_iou50"].value == 1
    assert "boxes_per_image.no_logo" not in values(logos)


def test_weak_boxes_count_only_at_any_confidence():
    found = values([image([LABEL], [LABEL], [0.1])])

    assert found["recall_iou50"] == 0
    assert found["recall_iou50.any_confidence"] == 1
    assert found["boxes_per_image"] == 0


def test_at_most_ten_boxes_an_image_count():
    others = [(100.0 + 20 * i, 0.0, 110.0 + 20 * i, 10.0) for i in range(10)]

    found = values([image([LABEL], [LABEL, *others], [0.3] + [0.9] * 10)])

    assert found["recall_iou50"] == 0
    assert found["boxes_per_image"] == 10


def test_recall_is_told_by_size():
    big = (0.0, 0.0, 200.0, 200.0)

    found = values([image([LABEL, big], [big])])

    assert found["recall_iou50.small"] == 0
    assert found["recall_iou50.large"] == 1


def test_missed_labels_are_pointed_out():
    one = image([LABEL, FAR], [FAR])

    assert labels_found(one, at_least=0.5, confidence=0.25).tolist() == [False, True]


def random_images(seed, count=25):
    rng = np.random.default_rng(seed)
    images = []
    for _ in range(count):
        labels = random_boxes(rng, int(rng.integers(0, 5)))
        near = labels + rng.normal(0, 4, labels.shape)
        boxes = np.concatenate([near, random_boxes(rng, int(rng.integers(0, 6)))])
        # Distinct confidences: how ties are broken is nobody's definition.
        confidences = rng.permutation(1000)[: len(boxes)] / 1000 + rng.random() / 1e4
        images.append(image(labels, boxes, confidences))
    return images


def random_boxes(rng, count):
    corners = rng.uniform(0, 100, (count, 2))
    return np.concatenate([corners, corners + rng.uniform(15, 40, (count, 2))], axis=1)


@pytest.mark.parametrize("seed", range(3))
def test_ap_and_recall_agree_with_pycocotools(seed):
    coco = pytest.importorskip("pycocotools.coco")
    cocoeval = pytest.importorskip("pycocotools.cocoeval")
    found = random_images(seed)

    ours = values(found, confidence=0.0)

    with contextlib.redirect_stdout(io.StringIO()):
        truth = coco.COCO()
        truth.dataset = coco_truth(found)
        truth.createIndex()
        theirs = cocoeval.COCOeval(truth, truth.loadRes(coco_boxes(found)), "bbox")
        theirs.params.maxDets = [1, 10, 100]
        theirs.params.iouThrs = np.asarray([0.3, 0.5])
        theirs.evaluate()
        theirs.accumulate()
    precision, recall = theirs.eval["precision"], theirs.eval["recall"]
    assert ours["ap50"] == pytest.approx(precision[1, :, 0, 0, 2].mean(), abs=1e-6)
    assert ours["recall_iou30"] == pytest.approx(recall[0, 0, 0, 1])
    assert ours["recall_iou50"] == pytest.approx(recall[1, 0, 0, 1])


def coco_truth(found):
    annotations = [
        {
            "image_id": row,
            "category_id": 1,
            "bbox": xywh(box),
            "area": float(np.prod(xywh(box)[2:])),
            "iscrowd": 0,
        }
        for row, one in enumerate(found)
        for box in one.labels
    ]
    for number, annotation in enumerate(annotations, start=1):
        annotation["id"] = number
    images = [{"id": row} for row in range(len(found))]
    return {
        "info": {},
        "images": images,
        "annotations": annotations,
        "categories": [{"id": 1}],
    }


def coco_boxes(found):
    return [
        {"image_id": row, "category_id": 1, "bbox": xywh(box), "score": float(c)}
        for row, one in enumerate(found)
        for box, c in zip(one.detections.xyxy, one.detections.confidence, strict=True)
    ]


def xywh(box):
    x0, y0, x1, y1 = map(float, box)
    return [x0, y0, x1 - x0, y1 - y0]


def test_the_curve_runs_from_the_most_confident_box_on():
    found = [image([LABEL], [LABEL, FAR], [0.4, 0.8]), image([LABEL], [LABEL], [0.6])]

    precision, recall, confidence = curve(found, at_least=0.5)

    assert confidence.tolist() == pytest.approx([0.8, 0.6, 0.4])
    assert precision.tolist() == pytest.approx([0, 1 / 2, 2 / 3])
    assert recall.tolist() == pytest.approx([0, 0.5, 1])
