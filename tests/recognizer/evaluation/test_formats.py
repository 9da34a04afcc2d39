"""Every layout is told apart and read; what is broken is named and left out."""

import pytest

from recognizer.evaluation.formats import FORMATS, load_data_set
from recognizer.evaluation.labelled import (
    EvaluationError,
    Part,
    ProblemKind,
    problem_sentences,
)
from tests.recognizer.evaluation.folders import BOX, LAYOUTS, save, voc_xml, write

BROKEN = ProblemKind.BROKEN_ANNOTATION
MISSING = ProblemKind.MISSING_IMAGE
EXPECTED = {
    # format: (images, symbols, kinds of problems in order)
    "flickrlogos27": (
        1,
        ("acme",),
        [BROKEN, MISSING, ProblemKind.DUPLICATE, ProblemKind.NO_AREA],
    ),
    "flickrlogos32": (2, ("acme",), [BROKEN, BROKEN]),
    "flickrlogos47": (2, ("acme_text",), [BROKEN]),
    "belgalogos": (2, ("acme",), [MISSING, BROKEN]),
    "openlogo": (1, ("acme",), [BROKEN, MISSING]),
    "voc": (1, ("acme",), [BROKEN, MISSING]),
    "litw": (1, ("acme",), [BROKEN]),
    "logodet3k": (1, ("acme",), [BROKEN]),
    "coco": (1, ("acme",), [BROKEN, BROKEN, MISSING]),
    "yolo": (2, ("acme",), [BROKEN, BROKEN, MISSING]),
    "folder": (2, ("acme",), [BROKEN]),
}


def test_every_format_is_tested():
    assert set(LAYOUTS) == set(FORMATS) == set(EXPECTED)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_told_and_read_and_what_is_broken_is_named(name, tmp_path):
    LAYOUTS[name](tmp_path)

    data = load_data_set(tmp_path)

    images, symbols, kinds = EXPECTED[name]
    assert data.format == name
    assert len(data.images) == images
    assert data.symbols == symbols
    assert [problem.kind for problem in data.problems] == kinds
    assert all(problem.where and problem.reason for problem in data.problems)


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"folder"}))
def test_every_format_reads_the_same_box(name, tmp_path):
    LAYOUTS[name](tmp_path)

    data = load_data_set(tmp_path, name)

    boxes = [o.xyxy for image in data.images for o in image.objects]
    assert len(boxes) == 1
    assert boxes[0] == pytest.approx(BOX, abs=0.01)


def test_a_folder_of_pairs_keeps_its_sides(tmp_path):
    LAYOUTS["folder"](tmp_path)

    data = load_data_set(tmp_path)

    sides = {image.path.name: image.part for image in data.images}
    assert sides == {"a.png": Part.REFERENCES, "b.jpg": Part.QUERIES}
    assert all(o.xyxy is None for image in data.images for o in image.objects)


def test_flat_files_with_equal_stems_are_pairs(tmp_path):
    save(tmp_path / "references/acme.png")
    save(tmp_path / "queries/acme.jpg")
    save(tmp_path / "queries/other.jpg")

    data = load_data_set(tmp_path)

    assert data.symbols == ("acme",)
    assert [problem.where for problem in data.problems] == ["queries/other.jpg"]


def test_an_image_of_two_annotation_files_is_one_image(tmp_path):
    LAYOUTS["coco"](tmp_path)
    file = tmp_path / "annotations/instances.json"
    more = file.read_text().replace("[10, 20, 40, 40]", "[0, 0, 30, 30]", 1)
    write(tmp_path / "annotations/more.json", more)
    write(tmp_path / "annotations/same.json", file.read_text())

    data = load_data_set(tmp_path)

    [image] = data.images
    assert [o.xyxy for o in image.objects] == [BOX, (0, 0, 30, 30)]
    kinds = [problem.kind for problem in data.problems]
    assert kinds.count(ProblemKind.DUPLICATE) == 1


def test_yolo_names_come_from_data_yaml_too(tmp_path):
    save(tmp_path / "images/train/a.jpg")
    write(tmp_path / "labels/train/a.txt", "1 0.25 0.25 0.1 0.1 0.5 0.75 0.3 0.3")
    write(tmp_path / "data.yaml", "names: {0: one, 1: Two Words}")

    data = load_data_set(tmp_path)

    assert data.symbols == ("two_words",)
    # A polygon counts by its bounding box: x 0.1 to 0.5, y 0.1 to 0.75 of 120 x 80.
    box = data.images[0].objects[0].xyxy
    assert box == pytest.approx((12, 8, 60, 60))


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ((5, 5, 5, 40), ProblemKind.NO_AREA),
        ((50, 5, 20, 40), ProblemKind.NO_AREA),  # corners the wrong way round
        ((200, 5, 300, 40), ProblemKind.OUTSIDE),
        ((5, 5, 14, 40), ProblemKind.TOO_SMALL),
        ((115, 5, 300, 40), ProblemKind.TOO_SMALL),  # once it is clipped
        (("nan", 5, 20, 40), ProblemKind.BROKEN_ANNOTATION),
    ],
)
def test_a_box_that_cannot_be_used_is_named_and_the_rest_read(box, kind, tmp_path):
    save(tmp_path / "JPEGImages/a.jpg")
    write(tmp_path / "Annotations/a.xml", voc_xml(("Acme", box), ("Acme", BOX)))

    data = load_data_set(tmp_path)

    assert data.object_count == 1
    assert [problem.kind for problem in data.problems] == [kind]
    (sentence,) = problem_sentences(data.problems)
    assert sentence.startswith("1 ")
    assert " left out: " in sentence
    (twice,) = problem_sentences(data.problems * 2)
    assert twice.startswith(f"2 {kind} left out; the first: ")


def test_a_box_that_reaches_outside_is_clipped(tmp_path):
    save(tmp_path / "JPEGImages/a.jpg")
    write(tmp_path / "Annotations/a.xml", voc_xml(("Acme", (-10, 20, 500, 60))))

    data = load_data_set(tmp_path)

    assert data.images[0].objects[0].xyxy == (0, 20, 120, 60)


def test_an_image_that_cannot_be_read_is_named(tmp_path):
    LAYOUTS["voc"](tmp_path)
    write(tmp_path / "JPEGImages/c.jpg", "not a picture")
    write(tmp_path / "Annotations/c.xml", voc_xml(("Acme", BOX)))

    data = load_data_set(tmp_path)

    assert ProblemKind.UNREADABLE_IMAGE in {p.kind for p in data.problems}
    assert data.object_count == 1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda root: root / "nowhere", "is not a folder"),
        (lambda root: save(root / "a.jpg").parent, "the layout of no known format"),
    ],
)
def test_a_folder_that_is_no_data_set_is_refused(make, message, tmp_path):
    with pytest.raises(EvaluationError, match=message):
        load_data_set(make(tmp_path))


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(EvaluationError, match=r"pascal is not a format.*flickrlogos27"):
        load_data_set(tmp_path, "pascal")


def test_a_data_set_without_a_usable_label_is_refused_with_the_reason(tmp_path):
    save(tmp_path / "JPEGImages/a.jpg")
    write(tmp_path / "Annotations/a.xml", voc_xml(("Acme", (5, 5, 5, 5))))

    with pytest.raises(EvaluationError, match="no usable label"):
        load_data_set(tmp_path)


def test_only_some_symbols_can_be_kept(tmp_path):
    save(tmp_path / "JPEGImages/a.jpg")
    boxes = voc_xml(("Acme", BOX), ("Other", BOX))
    write(tmp_path / "Annotations/a.xml", boxes)

    data = load_data_set(tmp_path).only(["other"])

    assert data.symbols == ("other",)
    assert data.object_count == 1


def test_a_sample_is_drawn_by_its_seed_and_never_more_than_there_is(tmp_path):
    for number in range(9):
        save(tmp_path / f"JPEGImages/{number}.jpg", seed=number)
        write(tmp_path / f"Annotations/{number}.xml", voc_xml(("Acme", BOX)))
    data = load_data_set(tmp_path)

    names = [[i.path.name for i in data.sample(4, seed=s).images] for s in (0, 0, 1)]

    assert names[0] == names[1] != names[2]
    assert len(names[0]) == 4
    assert data.sample(99, seed=0) == data


def test_nothing_left_is_refused(tmp_path):
    LAYOUTS["voc"](tmp_path)
    data = load_data_set(tmp_path)

    with pytest.raises(EvaluationError, match="that were asked for"):
        data.where(lambda _: False)
    with pytest.raises(EvaluationError, match="the symbols that were asked for"):
        data.only(["nobody"])


def test_word_marks_beside_plain_spellings_are_one_symbol_and_stay_word_marks(tmp_path):
    save(tmp_path / "JPEGImages/a.jpg")
    other = (60, 20, 100, 60)
    boxes = voc_xml(("Acme", BOX), ("Acme-text", other))
    write(tmp_path / "Annotations/a.xml", boxes)

    data = load_data_set(tmp_path)

    assert data.symbols == ("acme",)
    assert data.merged == (("acme_text", "acme"),)
    marks = {o.xyxy[0]: o.is_word_mark for o in data.images[0].objects}
    assert marks == {10: False, 60: True}


def test_rare_symbols_can_be_left_out(tmp_path):
    for number in range(3):
        save(tmp_path / f"JPEGImages/{number}.jpg", seed=number)
        symbols = [("Often", BOX)] + ([("Rare", BOX)] if number == 0 else [])
        write(tmp_path / f"Annotations/{number}.xml", voc_xml(*symbols))
    data = load_data_set(tmp_path)

    assert data.with_at_least(2).symbols == ("often",)
    assert len(data.with_at_least(2).images) == 3
    with pytest.raises(EvaluationError, match="4 logos or more"):
        data.with_at_least(4)
