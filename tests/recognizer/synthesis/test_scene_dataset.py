"""Scenes on the disk: the YOLO layout, going on, seeds that do not mix."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.errors import MarkwatchError
from recognizer.synthesis.scene_dataset import (
    SceneRange,
    scene_name,
    write_dataset,
    yolo_lines,
)
from recognizer.synthesis.scenes import Scene, SceneFactory, SceneSettings
from tests.recognizer.synthesis.drawn_logos import DrawnLogos


def make_factory() -> SceneFactory:
    return SceneFactory(
        DrawnLogos(), settings=SceneSettings(size_px=96, least_logo_px=6)
    )


@pytest.mark.parametrize(
    ("xyxy", "expected"),
    [
        ([], ""),
        ([[0, 0, 100, 50]], "0 0.500000 0.500000 1.000000 1.000000\n"),
        ([[10, 5, 30, 15]], "0 0.200000 0.200000 0.200000 0.200000\n"),
    ],
)
def test_boxes_become_lines_of_shares(xyxy: list[list[int]], expected: str) -> None:
    boxes = np.array(xyxy, np.float32).reshape(-1, 4)

    assert yolo_lines(boxes, (100, 50)) == expected


def test_every_image_has_a_label_file_that_gives_its_boxes_back(tmp_path: Path) -> None:
    write_dataset(tmp_path, SceneRange(seed=3, first=2, count=4), make_factory)

    images = sorted((tmp_path / "images").iterdir())
    assert [path.name for path in images] == [
        f"{scene_name(i)}.jpg" for i in range(2, 6)
    ]
    for number, path in enumerate(images, start=2):
        drawn: Scene = make_factory().sample(np.random.default_rng([3, number]))
        picture = cv2.imread(str(path))
        assert picture is not None
        height, width = picture.shape[:2]
        text = (tmp_path / "labels" / f"{path.stem}.txt").read_text()
        rows = np.array([r.split() for r in text.splitlines()], float).reshape(-1, 5)
        sides = rows[:, 3:5] * [width, height]
        low = rows[:, 1:3] * [width, height] - sides / 2
        assert np.allclose(np.hstack([low, low + sides]), drawn.xyxy, atol=1e-3)
        assert not rows[:, 0].any()


def test_a_second_run_draws_only_what_is_missing(tmp_path: Path) -> None:
    scenes = SceneRange(seed=1, first=0, count=3)
    write_dataset(tmp_path, scenes, make_factory)
    gone, kept = (tmp_path / "images" / f"{scene_name(i)}.jpg" for i in (0, 1))
    before = gone.read_bytes()
    gone.unlink()
    kept.write_bytes(b"kept")

    write_dataset(tmp_path, scenes, make_factory)

    assert gone.read_bytes() == before
    assert kept.read_bytes() == b"kept"


def test_processes_draw_what_one_process_draws(tmp_path: Path) -> None:
    scenes = SceneRange(seed=1, first=0, count=3)

    write_dataset(tmp_path / "one", scenes, make_factory)
    write_dataset(tmp_path / "two", scenes, make_factory, processes=2)

    for path in (tmp_path / "one" / "images").iterdir():
        assert (
            tmp_path / "two" / "images" / path.name
        ).read_bytes() == path.read_bytes()


def test_scenes_of_two_seeds_do_not_mix(tmp_path: Path) -> None:
    write_dataset(tmp_path, SceneRange(seed=1, first=0, count=1), make_factory)

    with pytest.raises(
        MarkwatchError, match="of seed 1, not of seed 2: choose another"
    ):
        write_dataset(tmp_path, SceneRange(seed=2, first=0, count=1), make_factory)
