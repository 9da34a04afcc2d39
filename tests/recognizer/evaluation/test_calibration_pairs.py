"""Pairs for a calibration: what is asked, and what is right, wrong or left out."""

import numpy as np
import pytest

from recognizer.evaluation.calibrating import (
    calibrate,
    check,
    load_backgrounds,
    look_at_all,
    without_symbols,
)
from recognizer.evaluation.calibration_looks import (
    LookedData,
    LookedImage,
    look_at,
    look_at_crops,
)
from recognizer.evaluation.calibration_pairs import labelled_pairs
from recognizer.evaluation.calibration_pool import BOXES, CROPS, KINDS, Pool
from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.labelled import EvaluationError, Part
from recognizer.pipeline import Recognizer
from recognizer.types import TextRead
from tests.recognizer.evaluation.folders import voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    COLOURS,
    ColourEmbedder,
    ColourReader,
    PatchDetector,
    patched,
)

DIM = 8
LEFT, RIGHT = (10, 20, 60, 60), (90, 20, 150, 80)


def unit(rows: int, rng: np.random.Generator) -> np.ndarray:
    values = rng.normal(size=(rows, DIM)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def looked(
    *symbols: str,
    photograph: int = 0,
    boxes: list[list[float]] = (),  # type: ignore[assignment]
    part: Part = Part.BOTH,
    seed: int = 0,
    text: str = "",
) -> LookedImage:
    """Make an image whose logos and boxes look like nothing else."""
    rng = np.random.default_rng(seed)
    return LookedImage(
        part=part,
        photograph=photograph,
        symbols=symbols,
        crops=unit(len(symbols), rng),
        crop_texts=(TextRead(text, 0.9),) * len(symbols),
        boxes=unit(len(boxes), rng),
        box_texts=(TextRead(text, 0.9),) * len(boxes),
        box_contexts=(text,) * len(boxes),
        overlaps=np.asarray(boxes, float).reshape(len(boxes), len(symbols)),
    )


@pytest.mark.parametrize(
    ("overlaps", "symbol", "expected"),
    [
        ([0.9, 0.0], 0, True),
        ([0.3, 0.0], 0, True),
        ([0.29, 0.0], 0, None),  # on an image that shows it, but elsewhere
        ([0.9, 0.0], 1, None),
        ([0.9, 0.0], 2, False),
        ([0.5, 0.5], 1, True),  # on both
    ],
)
def test_a_box_is_right_where_it_sits_on_the_logo(
    overlaps: list[float], symbol: int, expected: bool | None
) -> None:
    pool = Pool([LookedData("x", (looked("a", "b", boxes=[overlaps]), looked("c")))])
    [box] = [one for one in pool.asked if KINDS[one.kind] == BOXES]

    assert box.is_right(symbol) is expected


def test_a_crop_is_right_for_its_own_symbol_alone() -> None:
    pool = Pool([LookedData("x", (looked("a", "b"),))])

    first, second = pool.asked
    assert [KINDS[one.kind] for one in pool.asked] == [CROPS, CROPS]
    assert [first.is_right(0), first.is_right(1)] == [True, False]
    assert [second.is_right(0), second.is_right(1)] == [False, True]


def test_references_are_not_asked_and_queries_are_no_references() -> None:
    images = (looked("a", part=Part.REFERENCES), looked("a", part=Part.QUERIES, seed=1))

    pool = Pool([LookedData("x", images)])

    assert len(pool.crops) == 1
    assert pool.crops[0].embedding.tolist() == images[0].crops[0].tolist()
    assert len(pool.asked) == 1
    assert pool.asked[0].embedding.tolist() == images[1].crops[0].tolist()


def test_photographs_of_two_data_sets_are_never_the_same() -> None:
    sets = [
        LookedData("x", (looked("a", photograph=0), looked("a", photograph=3))),
        LookedData("y", (looked("b", photograph=0),)),
    ]

    assert [crop.photograph for crop in Pool(sets).crops] == [0, 3, 4]


def test_few_symbols_are_grouped_by_photograph_and_many_by_symbol() -> None:
    few = [looked(f"s{n % 5}", photograph=n) for n in range(40)]
    many = [looked(f"s{n % 20}", photograph=n) for n in range(40)]

    assert len({one.group for one in Pool([LookedData("x", tuple(few))]).asked}) == 40
    assert len({one.group for one in Pool([LookedData("x", tuple(many))]).asked}) == 20


def some_data(*, text: str = "") -> LookedData:
    images = [
        looked(
            f"s{n % 6}",
            photograph=n,
            boxes=[[0.8], [0.0]],
            seed=n % 6,
            text=text and f"{text} {n % 6}",
        )
        for n in range(36)
    ]
    empty = [looked(photograph=100 + n, boxes=[[], []], seed=50 + n) for n in range(9)]
    return LookedData("x", (*images, *empty))


def test_a_gallery_that_cannot_be_drawn_is_named() -> None:
    nothing = LookedData("x", (looked(boxes=[[]]),))

    with pytest.raises(EvaluationError, match="Give a data set with labelled logos"):
        labelled_pairs([nothing], dim=DIM)


def test_every_kind_of_pair_is_drawn() -> None:
    pairs = labelled_pairs([some_data()], dim=DIM, draws=6)

    best = pairs.evidence.is_best
    for kind in range(2):
        of_kind = pairs.kinds == kind
        assert (pairs.right & of_kind).any()
        assert (~pairs.right & of_kind & best).any()
    # Every copy of a symbol looks the same here: right is what is fully similar.
    crops = pairs.kinds == KINDS.index(CROPS)
    assert (pairs.right == (pairs.evidence.similarity > 0.999))[crops].all()
    assert np.isnan(pairs.evidence.text).all()


def test_the_same_seed_draws_the_same_pairs() -> None:
    first, second = (labelled_pairs([some_data()], dim=DIM, draws=2) for _ in range(2))
    other = labelled_pairs([some_data()], dim=DIM, draws=2, seed=1)

    assert first.evidence.similarity.tolist() == second.evidence.similarity.tolist()
    assert first.evidence.similarity.tolist() != other.evidence.similarity.tolist()


def test_without_text_no_pair_has_any() -> None:
    read = some_data(text="brand")

    seeing = labelled_pairs([read], dim=DIM, draws=2)
    blind = labelled_pairs([read.without_text()], dim=DIM, draws=2)

    assert not np.isnan(seeing.evidence.text).all()
    assert np.isnan(blind.evidence.text).all()
    assert (blind.evidence.similarity == blind.evidence.visual).all()


def photographs(root, *, count=4):  # type: ignore[no-untyped-def]
    for speck in range(count):
        for colour, box in (("red", LEFT), ("green", RIGHT), ("blue", LEFT)):
            name = f"{colour}{speck}"
            seed = 10 * speck + len(colour)
            patched(root / f"JPEGImages/{name}.png", [(colour, box)], speck=seed)
            write(root / f"Annotations/{name}.xml", voc_xml((colour, box)))
    return load_data_set(root)


def recognizer(*, reads: bool = False) -> Recognizer:
    reader = ColourReader() if reads else None
    return Recognizer(PatchDetector(), ColourEmbedder(), reader)


def test_images_are_looked_at_once_with_crops_and_boxes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    seen: list[tuple[int, int]] = []

    data, problems = look_at(
        photographs(tmp_path),
        recognizer(reads=True),
        progress=lambda done, total: seen.append((done, total)),
    )

    assert problems == []
    assert seen[-1] == (12, 12)
    first = data.images[0]
    assert first.symbols == ("blue",)
    assert first.crop_texts[0].text == first.box_texts[0].text == "blue"
    assert first.overlaps.tolist() == [[1.0]]
    assert data.symbols == ("blue", "green", "red")


def test_an_image_that_is_its_own_label_has_no_boxes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for side in ("references", "queries"):
        patched(tmp_path / side / "red/1.png", [("red", LEFT)])

    data, _ = look_at(load_data_set(tmp_path), recognizer())

    assert [len(image.boxes) for image in data.images] == [0, 0]
    assert [len(image.crops) for image in data.images] == [1, 1]


def test_an_unreadable_image_is_named_and_the_rest_is_used(tmp_path) -> None:  # type: ignore[no-untyped-def]
    data = photographs(tmp_path)
    (tmp_path / "JPEGImages/red0.png").write_bytes(b"no image")

    [looked_at], sentences = look_at_all([data], recognizer())

    assert len(looked_at.images) == 11
    assert any("red0.png" in sentence for sentence in sentences)


def test_images_of_unwanted_symbols_are_left_out(tmp_path) -> None:  # type: ignore[no-untyped-def]
    [kept] = without_symbols([photographs(tmp_path)], ["Red"])

    assert kept.symbols == ("blue", "green")
    with pytest.raises(EvaluationError, match="No image shows pink"):
        without_symbols([kept], ["pink"])


def test_backgrounds_are_images_without_a_label(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for number in range(5):
        patched(tmp_path / f"{number}.png", [("red", LEFT)], speck=number)

    data = load_backgrounds(tmp_path, most=3)

    assert len(data.images) == 3
    assert data.symbols == ()
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvaluationError, match="holds no image"):
        load_backgrounds(tmp_path / "empty")


def test_a_calibration_is_fitted_and_checked() -> None:
    data = [some_data()]

    fitted = calibrate(data, embedder_id="e", dim=DIM, with_text=False, draws=6)
    checked = check(fitted.calibration, [some_data()], dim=DIM, draws=3, seed=5)

    assert fitted.calibration.fitted_on.data == "x"
    assert checked.calibration.figures["best"].ece < 0.1
    assert checked.calibration.figures["best"].n == checked.pairs.evidence.is_best.sum()


def test_crops_in_memory_are_photographs_of_their_own() -> None:
    red, green = (np.full((40, 40, 3), COLOURS[c], np.uint8) for c in ("red", "green"))

    data = look_at_crops(
        "drawn", [("a", [red, red]), ("b", [green])], recognizer(reads=True)
    )

    assert data.symbols == ("a", "b")
    assert [image.photograph for image in data.images] == [0, 1, 2]
    assert [image.crop_texts[0].text for image in data.images] == [
        "red",
        "red",
        "green",
    ]
    assert [len(image.boxes) for image in data.images] == [0, 0, 0]
    assert len(Pool([data]).asked) == 3
