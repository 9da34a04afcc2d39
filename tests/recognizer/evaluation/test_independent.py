"""Metrics against implementations that others wrote, where there are any."""

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest

from recognizer.evaluation.asking import ask
from recognizer.evaluation.boxes import average_precision, precision_recall
from recognizer.evaluation.end_to_end import measure_end_to_end, pooled_curve
from recognizer.evaluation.figures import bootstrap_mean, bootstrap_ratio
from recognizer.evaluation.labelled import Part
from recognizer.evaluation.open_set import (
    identification_rate,
    measure_open_set,
    open_set_curve,
)
from recognizer.evaluation.ranking import average_precision_at_r
from recognizer.evaluation.retrieval import measure
from recognizer.evaluation.seeing import SeenData, SeenImage
from recognizer.evaluation.ways import Way
from recognizer.types import Detections, Perception, SimilarityThresholds, TextRead
from tests.recognizer.evaluation.grids import crops_of, random_case, table

SYMBOLS = 4
LOOK = Way("look", 0, False, SimilarityThresholds(uncertain=0.4, known=0.8))


def unit(rows):
    rows = np.asarray(rows, np.float32)
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def random_boxes(rng, count):
    corners = rng.uniform(0, 300, (count, 2))
    return np.concatenate([corners, corners + rng.uniform(20, 60, (count, 2))], axis=1)


def seen_image(rng, part, *, labels):
    """Make an image whose boxes lie near its labels, or anywhere."""
    symbols = rng.integers(0, SYMBOLS, labels)
    boxes = random_boxes(rng, labels)
    near = boxes + rng.normal(0, 3, boxes.shape)
    found = np.concatenate([near, near, random_boxes(rng, 3)])
    looks = np.eye(SYMBOLS, 8)[np.concatenate([symbols, symbols, [0, 1, 2]])]
    looks = unit(looks + rng.normal(0, 0.4, looks.shape))
    texts = (TextRead(),) * len(found)
    detections = Detections(found.astype(np.float32), np.ones(len(found), np.float32))
    own = unit(np.eye(SYMBOLS, 8)[symbols] + rng.normal(0, 0.05, (labels, 8)))
    perception = Perception((400, 400), detections, looks, texts, "d", "e")
    return SeenImage(
        path=Path("a.png"),
        part=part,
        symbol_ids=symbols.astype(np.int64),
        has_words=np.zeros(labels, bool),
        boxes=boxes,
        embeddings=(own,),
        texts=(TextRead(),) * labels,
        perception=perception,
        found=(looks,),
        contexts=("",) * len(found),
    )


def seen_data(seed):
    """Make one image of references that shows every symbol, and 25 to ask about."""
    rng = np.random.default_rng(seed)
    images = [seen_image(rng, Part.REFERENCES, labels=12)]
    images += [
        seen_image(rng, Part.QUERIES, labels=int(rng.integers(1, 5))) for _ in range(25)
    ]
    ids = np.arange(len(images))
    return SeenData(tuple("abcd"), tuple(images), ids)


@pytest.mark.parametrize("seed", range(3))
def test_map_over_symbols_agrees_with_pycocotools(seed):
    coco = pytest.importorskip("pycocotools.coco")
    cocoeval = pytest.importorskip("pycocotools.cocoeval")
    seen = seen_data(seed)

    measured = measure_end_to_end(seen, LOOK, seed=0)

    claims = measured.outcome.claims
    with contextlib.redirect_stdout(io.StringIO()):
        truth = coco.COCO()
        truth.dataset = coco_truth(seen)
        truth.createIndex()
        found = [
            {
                "image_id": int(claims.image[row]),
                "category_id": int(claims.symbol[row]) + 1,
                "bbox": xywh(claims.box[row]),
                "score": float(claims.value[row]),
            }
            for row in range(len(claims.image))
        ]
        theirs = cocoeval.COCOeval(truth, truth.loadRes(found), "bbox")
        theirs.params.maxDets = [100]
        theirs.params.iouThrs = np.asarray([0.5])
        theirs.evaluate()
        theirs.accumulate()
    by_symbol = theirs.eval["precision"][0, :, :, 0, 0].mean(0)
    expected = by_symbol[by_symbol >= 0].mean()
    assert 0.2 < expected < 1
    assert measured.figures["map50"].value == pytest.approx(expected, abs=1e-6)


def coco_truth(seen):
    annotations = [
        {
            "image_id": row,
            "category_id": int(symbol) + 1,
            "bbox": xywh(box),
            "area": float(np.prod(xywh(box)[2:])),
            "iscrowd": 0,
        }
        for row, image in enumerate(seen.images)
        if image.part is not Part.REFERENCES
        for symbol, box in zip(image.symbol_ids, image.boxes, strict=True)
    ]
    for number, annotation in enumerate(annotations, start=1):
        annotation["id"] = number
    return {
        "info": {},
        "images": [{"id": row} for row in range(1, len(seen.images))],
        "annotations": annotations,
        "categories": [{"id": number + 1} for number in range(SYMBOLS)],
    }


def xywh(box):
    x0, y0, x1, y1 = map(float, box)
    return [x0, y0, x1 - x0, y1 - y0]


def test_recalls_end_to_end_are_those_of_loops():
    seen = seen_data(7)
    references = [(0, label) for label in range(12)]

    logos = ask(seen, references, LOOK).logos

    looks = seen.images[0].embeddings[0]
    symbols = seen.images[0].symbol_ids
    row = 0
    for image in seen.images[1:]:
        named = symbols[(image.found[0] @ looks.T).argmax(1)]
        for symbol, label in zip(image.symbol_ids, image.boxes, strict=True):
            on_it = [
                named[n] == symbol
                for n, box in enumerate(image.perception.detections.xyxy)
                if overlap(box, label) >= 0.5
            ]
            assert logos.has_box[row] == bool(on_it)
            assert logos.hit_1[row] == any(on_it)
            row += 1
    assert row == len(logos.image)


def overlap(one, other):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(width, 0) * max(height, 0)
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (one, other)]
    return shared / (sum(areas) - shared)


def test_the_pooled_curve_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    outcome = ask(seen_data(1), [(0, label) for label in range(12)], LOOK)

    precision, recall = pooled_curve(outcome)

    claims, total = outcome.claims, len(outcome.logos.image)
    theirs, found, levels = metrics.precision_recall_curve(claims.on_logo, claims.value)
    right = claims.on_logo.sum()
    for level, wanted, share in zip(levels, theirs[:-1], found[:-1], strict=True):
        place = int((claims.value >= level).sum()) - 1
        assert precision[place] == pytest.approx(wanted)
        assert recall[place] == pytest.approx(share * right / total)


@pytest.mark.parametrize("seed", range(3))
def test_average_precision_is_near_scikit_learns(seed):
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(seed)
    right = rng.random(400) < 0.3
    values = right + rng.normal(0, 0.7, 400)
    order = np.argsort(-values)

    ours = average_precision(
        *precision_recall(right[order], np.ones(400), labels=right.sum())
    )

    # Theirs steps at every box, ours interpolates at 101 levels of recall.
    theirs = metrics.average_precision_score(right, values)
    assert ours == pytest.approx(theirs, abs=0.02)
    assert ours >= theirs - 0.01


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.2])
def test_identification_is_a_point_of_scikit_learns_roc(rate):
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(0)
    known, unknown = rng.normal(1, 1, 500), rng.normal(0, 1, 400)

    everything_right = identification_rate(
        known, np.ones(500, bool), unknown, rate=rate
    )

    alarms, found, _ = metrics.roc_curve(
        np.repeat([1, 0], [500, 400]),
        np.concatenate([known, unknown]),
        drop_intermediate=False,
    )
    assert everything_right == pytest.approx(found[alarms <= rate + 1e-9].max())


def test_the_open_set_curve_passes_through_the_figures():
    crops, similarities = random_case(3, n=200, classes=9, dim=16)

    figures = measure_open_set(similarities, crops, seed=5)
    rates, identified = open_set_curve(similarities, crops, seed=5, points=31)

    assert rates[0] == pytest.approx(0.001)
    assert rates[10] == pytest.approx(0.01)
    assert identified[0] == pytest.approx(figures["dir_at_far_0.1pct"].value)
    assert identified[10] == pytest.approx(figures["dir_at_far_1pct"].value)
    assert (np.diff(identified) >= 0).all()


@pytest.mark.parametrize("seed", range(3))
def test_map_at_r_is_that_of_its_definition(seed):
    crops, similarities = random_case(seed)
    everything = np.arange(len(crops))

    queries, averages = average_precision_at_r(
        similarities, crops, everything, everything, strict=True
    )

    values = similarities(everything, everything)
    expected = {}
    for q in range(len(crops)):
        others = np.flatnonzero(crops.photograph_ids != crops.photograph_ids[q])
        ranked = others[np.argsort(-values[q, others], kind="stable")]
        right = crops.symbol_ids[ranked] == crops.symbol_ids[q]
        wanted = int(right.sum())
        if wanted:
            precise = [right[: k + 1].mean() * right[k] for k in range(wanted)]
            expected[q] = sum(precise) / wanted
    assert queries.tolist() == list(expected)
    assert averages.tolist() == pytest.approx(list(expected.values()))


def test_the_bootstrap_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(0).random(200)

    ours = bootstrap_mean(values, np.arange(200), seed=0)

    theirs = stats.bootstrap(
        (values,), np.mean, n_resamples=4000, method="percentile", rng=1
    ).confidence_interval
    assert ours.low == pytest.approx(theirs.low, abs=0.006)
    assert ours.high == pytest.approx(theirs.high, abs=0.006)


def test_the_bootstrap_of_a_ratio_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(0)
    wholes = rng.integers(1, 9, 150).astype(float)
    parts = rng.binomial(wholes.astype(int), 0.6).astype(float)

    ours = bootstrap_ratio(parts, wholes, seed=0)

    theirs = stats.bootstrap(
        (parts, wholes),
        lambda one, other, axis: one.sum(axis) / other.sum(axis),
        paired=True,
        n_resamples=4000,
        method="percentile",
        rng=1,
        vectorized=True,
    ).confidence_interval
    assert ours.low == pytest.approx(theirs.low, abs=0.01)
    assert ours.high == pytest.approx(theirs.high, abs=0.01)


def test_macro_recall_is_scikit_learns_balanced_accuracy():
    metrics = pytest.importorskip("sklearn.metrics")
    crops, similarities = random_case(2, n=150, classes=5)

    figures = measure(similarities, crops, seed=0).figures

    values = similarities(np.arange(150), np.arange(150))
    np.fill_diagonal(values, -np.inf)
    named = crops.symbol_ids[values.argmax(1)]
    expected = metrics.balanced_accuracy_score(crops.symbol_ids, named)
    assert figures["macro_recall_at_1.all"].value == pytest.approx(expected)
    plain = metrics.accuracy_score(crops.symbol_ids, named)
    assert figures["recall_at_1.all"].value == pytest.approx(plain)


def test_all_strict_leaves_out_a_whole_photograph_in_a_grid_by_hand():
    # 0 and 1 are one photograph: 0 is nearest to 1, then to 3 (wrong), then to 2.
    grid = [
        [1.0, 0.9, 0.3, 0.6],
        [0.9, 1.0, 0.7, 0.2],
        [0.3, 0.7, 1.0, 0.1],
        [0.6, 0.2, 0.1, 1.0],
    ]
    crops = crops_of("aaab", photographs=[0, 0, 1, 2])

    figures = measure(table(grid), crops, seed=0).figures

    assert figures["recall_at_1.all"].value == 1
    assert figures["recall_at_1.all"].n == 3
    assert figures["recall_at_1.all_strict"].value == pytest.approx(2 / 3)
    assert figures["recall_at_5.all_strict"].value == 1
