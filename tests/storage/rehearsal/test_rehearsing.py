"""A rehearsal on drawn scenes: what decisions teach, and what they must not."""

from pathlib import Path

import numpy as np
import pytest

from recognizer.evaluation.labelled import (
    DataSet,
    EvaluationError,
    LabelledBox,
    LabelledImage,
)
from storage.rehearsal.comparing import compare_habits
from storage.rehearsal.material import Material, divide, shown_symbol
from storage.rehearsal.queue_figures import QueueCounts
from storage.rehearsal.rehearsing import Habits, rehearse
from tests.fakes import Placed, draw_mark, fake_recognizer, scene_png

BOX = (40.0, 40.0, 140.0, 140.0)
# The look of a stranger: between Heron (seed 1) and another mark, near enough to be
# flagged as Heron.
STRANGER = Placed(1, other=9, blend=0.3)
HERON = Placed(1, other=7, blend=0.3)
FORGETS = Habits(remembers_rejected=False, adds_references=False)
REMEMBERS = Habits(remembers_rejected=True, adds_references=False)


def image(folder: Path, name: str, mark: Placed, *symbols: str) -> LabelledImage:
    salt = sum(map(ord, name))
    path = folder / f"{name}.png"
    path.write_bytes(scene_png(mark, salt=salt))
    return LabelledImage(path, tuple(LabelledBox(symbol, BOX) for symbol in symbols))


@pytest.fixture
def material(tmp_path):
    """Heron and a stranger that looks like it, both in the stream and held out."""
    stream = [image(tmp_path, f"stranger{n}", STRANGER) for n in range(3)]
    stream += [image(tmp_path, f"heron{n}", HERON, "heron") for n in range(3)]
    held_out = [
        image(tmp_path, "unseen stranger", STRANGER),
        image(tmp_path, "unseen heron", HERON, "heron"),
    ]
    return Material((("heron", draw_mark(1)),), tuple(stream), tuple(held_out))


def last_counts(material, habits):
    return rehearse(fake_recognizer(), material, habits, at=[0, 50])[-1].counts


def test_without_a_decision_the_stranger_is_flagged_as_the_symbol(material):
    (first,) = rehearse(fake_recognizer(), material, FORGETS, at=[0])

    assert (first.decisions, first.references, first.rejected_looks) == (0, 1, 0)
    assert first.counts.flagged.tolist() == [1, 1]
    assert first.counts.right.tolist() == [0, 1]
    assert first.counts.precision(seed=0).value == 0.5
    assert first.counts.recall(seed=0).value == 1


def test_a_rejected_look_does_not_come_back_on_another_image(material):
    counts = last_counts(material, REMEMBERS)

    assert counts.flagged.tolist() == [0, 1]
    assert counts.precision(seed=0).value == counts.recall(seed=0).value == 1


def test_a_gallery_that_forgets_flags_it_again(material):
    assert last_counts(material, FORGETS).flagged.tolist() == [1, 1]


def test_decisions_are_counted_and_confirmed_regions_become_references(material):
    habits = Habits(remembers_rejected=True, adds_references=True)

    first, then, end = rehearse(fake_recognizer(), material, habits, at=[0, 2, 500])

    assert (first.decisions, then.decisions) == (0, 2)
    assert end.decisions >= 4
    assert end.references > 1
    assert then.confirmed + end.confirmed >= 1


def test_habits_stand_side_by_side_as_ratios(material):
    rows = compare_habits(fake_recognizer(), material, at=[0, 50], seed=0)

    assert len(rows) == 8
    alone, remembered = rows[1], rows[3]
    assert (alone.precision_ratio, alone.recall_ratio) == (None, None)
    assert remembered.precision_ratio.value == 2
    assert remembered.recall_ratio.value == 1
    assert remembered.precision_ratio.n == 2
    assert rows[2].precision_ratio.value == 1


def test_boxes_are_called_by_the_logo_that_they_cover_most():
    labels = (LabelledBox("one", BOX), LabelledBox("two", (200, 40, 300, 140)))
    labelled = LabelledImage(Path("a.png"), labels)

    assert shown_symbol(labelled, (45, 40, 150, 140)) == "one"
    assert shown_symbol(labelled, (210, 30, 300, 140)) == "two"
    assert shown_symbol(labelled, (140, 40, 200, 140)) is None
    assert shown_symbol(labelled, (45, 45, 75, 75)) == "one"  # a part of it
    assert shown_symbol(labelled, (0, 0, 190, 400)) == "one"  # far around it
    assert shown_symbol(labelled, (120, 40, 200, 140)) is None  # a quarter of the box
    assert shown_symbol(LabelledImage(Path("a.png"), ()), BOX) is None
    whole = LabelledImage(Path("a.png"), (LabelledBox("all", None),))
    assert shown_symbol(whole, BOX) == "all"


def test_counts_of_nothing_have_no_figures():
    none = np.zeros(2)

    counts = QueueCounts(none, none, none, none)

    assert np.isnan(counts.precision(seed=0).value)
    assert np.isnan(counts.recall(seed=0).low)


def data_of(folder, marks):
    images = []
    for name, (mark, symbol) in marks.items():
        images.append(image(folder, name, mark, symbol))
    return DataSet(folder, "voc", tuple(images), ())


def test_copies_of_one_photograph_stand_on_one_side(tmp_path):
    marks = {}
    for seed in range(1, 9):
        for copy in "abc":
            marks[f"{seed}{copy}"] = (Placed(seed, side=200), f"s{seed % 2}")

    material = divide(data_of(tmp_path, marks), shots=1, held_out=0.4, seed=0)

    sides = [{i.path.name[0] for i in s} for s in (material.stream, material.held_out)]
    assert not sides[0] & sides[1]
    assert material.symbols == ("s0", "s1")
    assert len(sides[0] | sides[1]) == 6
    assert len(material.stream) + len(material.held_out) == 18


def test_an_image_that_cannot_be_decoded_is_passed_over(tmp_path):
    marks = {str(seed): (Placed(seed, side=200), "s") for seed in range(1, 8)}
    data = data_of(tmp_path, marks)
    data.images[0].path.write_bytes(b"no picture")

    material = divide(data, shots=1, held_out=0.5, seed=0)

    assert len(material.stream) + len(material.held_out) == 5


def test_too_few_images_are_refused(tmp_path):
    data = data_of(tmp_path, {"1": (Placed(1), "s"), "2": (Placed(2), "s")})

    with pytest.raises(EvaluationError, match="too few"):
        divide(data, shots=1, held_out=0.5, seed=0)
