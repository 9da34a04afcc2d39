"""Real logos for training: what is cut, what is left out, what is said."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.training.real_logos import (
    RealLogos,
    RealLogosError,
    load_real_logos,
)

RED, BLUE = (0, 0, 255), (255, 0, 0)  # as OpenCV has them


def photographs(folder: Path, classes: list[str], labels: list[str]) -> Path:
    """Write a grey photograph with a red box of 40 x 20 px for each label."""
    (folder / "images").mkdir(parents=True)
    (folder / "labels").mkdir()
    (folder / "classes.txt").write_text("\n".join(classes), "utf-8")
    for number, label in enumerate(labels):
        pixels = np.full((100, 200, 3), 128, np.uint8)
        pixels[40:60, 60:100] = RED
        cv2.imwrite(str(folder / "images" / f"{number}.png"), pixels)
        line = f"{classes.index(label)} 0.4 0.5 0.2 0.2\n"
        (folder / "labels" / f"{number}.txt").write_text(line, "utf-8")
    return folder


def load(
    tmp_path: Path,
    folders: list[Path],
    pairs: Path | None = None,
    not_these: tuple[str, ...] = (),
) -> tuple[RealLogos, list[str]]:
    said: list[str] = []
    real = load_real_logos(
        folders,
        pairs,
        not_these=not_these,
        cache_dir=tmp_path / "cache",
        log=said.append,
    )
    return real, said


def test_nothing_is_loaded_from_nothing(tmp_path: Path) -> None:
    real, said = load(tmp_path, [])

    assert (real.classes, real.captioned, said) == ((), (), [])


def test_crops_show_the_labelled_logo_shifted_a_little(tmp_path: Path) -> None:
    folder = photographs(tmp_path / "d", ["norvik_gold"], ["norvik_gold"] * 2)
    real, _ = load(tmp_path, [folder])
    name = "real:norvik_gold"

    crops = [real.take(name, np.random.default_rng(seed)) for seed in range(20)]

    assert real.classes == (name,)
    assert real.captions[name] == "norvik gold"
    assert len({crop.shape for crop in crops}) > 1
    for crop in crops:
        assert 36 < crop.shape[1] < 60
        middle = crop[crop.shape[0] // 2, crop.shape[1] // 2].astype(int)
        assert middle[0] > 200
        assert middle[2] < 60
    same = real.take(name, np.random.default_rng(3))
    assert np.array_equal(same, crops[3])


def test_test_brands_and_validated_symbols_are_left_out_and_named(
    tmp_path: Path,
) -> None:
    classes = ["coca_cola", "norvik", "solara"]
    folder = photographs(tmp_path / "d", classes, [*classes, *classes])

    real, said = load(tmp_path, [folder], not_these=("solara",))

    assert real.captioned == ("real:norvik",)
    assert said == ["d: left out coca_cola, solara, to test on"]


def test_a_class_of_one_picture_is_for_stage_a_alone(tmp_path: Path) -> None:
    folder = photographs(
        tmp_path / "d", ["a_logo", "b_logo"], ["a_logo"] * 2 + ["b_logo"]
    )

    real, said = load(tmp_path, [folder])

    assert real.classes == ("real:a_logo",)
    assert set(real.captioned) == {"real:a_logo", "real:b_logo"}
    assert said == ["1 real classes have one picture: only stage A learns from them"]


def test_where_nothing_is_left_that_is_said(tmp_path: Path) -> None:
    folder = photographs(tmp_path / "d", ["pepsi"], ["pepsi"])

    with pytest.raises(RealLogosError, match="No real logo is left"):
        load(tmp_path, [folder])


def test_a_photograph_that_is_broken_is_passed(tmp_path: Path) -> None:
    folder = photographs(tmp_path / "d", ["norvik"], ["norvik"] * 4)
    whole = (folder / "images" / "0.png").read_bytes()
    (folder / "images" / "0.png").write_bytes(whole[: len(whole) // 2])
    (folder / "images" / "1.png").write_bytes(b"no picture")

    real, said = load(tmp_path, [folder])

    assert len(real.pictures["real:norvik"]) == 2
    assert said == ["d: 2 labels or images that cannot be used are left out"]


def test_what_was_cut_before_is_not_cut_again(tmp_path: Path) -> None:
    folder = photographs(tmp_path / "d", ["norvik"], ["norvik"] * 2)
    first, _ = load(tmp_path, [folder])
    made = [p.file.stat().st_mtime_ns for p in first.pictures["real:norvik"]]

    again, _ = load(tmp_path, [folder])

    assert again == first
    assert [p.file.stat().st_mtime_ns for p in again.pictures["real:norvik"]] == made


def test_captions_with_gaps_are_counted_and_the_rest_is_taken(tmp_path: Path) -> None:
    pixels = np.full((50, 80, 3), BLUE, np.uint8)
    cv2.imwrite(str(tmp_path / "can.png"), pixels)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    pairs = tmp_path / "titles.csv"
    pairs.write_text(
        "image,caption\n"
        "can.png,Norvik Gold 330 ml\n"
        "can.png,\n"
        "can.png,Pepsi Max\n"
        "gone.png,Solara\n"
        "broken.png,Solara\n"
        "can.png\n",
        "utf-8",
    )

    real, said = load(tmp_path, [], pairs)

    assert real.captions == {"pair:Norvik Gold 330 ml": "Norvik Gold 330 ml"}
    assert real.classes == ()
    assert said == [
        "titles.csv: 1 pairs; left out: 2 with no caption, 1 with a test brand in the "
        "caption, 2 with no image that can be read"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no row with both"),
        ("image,caption\ngone.png,Solara\n", "no row with both"),
        (
            "file,title\na,b\n",
            "must have the columns image and caption, got file, title",
        ),
    ],
)
def test_captions_that_are_of_no_use_are_said(
    tmp_path: Path, text: str, message: str
) -> None:
    pairs = tmp_path / "titles.csv"
    pairs.write_text(text, "utf-8")

    with pytest.raises(RealLogosError, match=message):
        load(tmp_path, [], pairs)
