"""What `markwatch train` hands to the training, which is a stand-in here."""

import pytest

from recognizer.training import detector as detector_training
from recognizer.training import detector_release
from recognizer.training import embedder as embedder_training
from ui.command_line import train


@pytest.fixture
def given(monkeypatch):
    """Stand in for the trainings and the installation; remember what each was given."""
    seen = {}

    def release(run_folder, folder, *, log):
        seen["release"] = (run_folder, folder)

    monkeypatch.setattr(
        detector_training, "train_detector", lambda c, *, log: seen.update(detector=c)
    )
    monkeypatch.setattr(detector_release, "release_detector", release)
    monkeypatch.setattr(
        embedder_training, "train_embedder", lambda c, *, log: seen.update(embedder=c)
    )
    monkeypatch.setattr(
        train, "install_packages", lambda folder, *, log: seen.update(packages=folder)
    )
    return seen


def test_a_detector_run_lives_in_the_data_folder_and_ends_released(
    call_json, given, tmp_path
):
    run = tmp_path / "data" / "training" / "detector"

    told = call_json("train", "detector", "--minutes", 5, "--scenes", 7, "--seed", 3)

    config = given["detector"]
    assert (config.folder, config.minutes) == (run, 5)
    assert (config.scenes, config.seed, config.photographs) == (7, 3, ())
    assert given["release"] == (run, run / "release")
    assert told == {"weights": str(run / "release" / "detector.pt")}


def test_an_embedder_run_goes_on_where_a_checkpoint_is(call_json, given, tmp_path):
    run = tmp_path / "run"

    told = call_json("train", "embedder", "--run", run, "--minutes", 9)

    assert not given["embedder"].resume
    assert given["embedder"].minutes == 9
    assert told == {"weights": str(run / "model")}

    run.mkdir()
    (run / "checkpoint.pt").touch()
    call_json("train", "embedder", "--run", run)

    assert given["embedder"].resume
    assert given["embedder"].minutes is None


@pytest.mark.parametrize("model", ["detector", "embedder"])
def test_without_packages_nothing_is_installed(model, call, given, tmp_path):
    (tmp_path / "mine").mkdir()

    code, out, _ = call("train", model, "--no-packages", "--sources", tmp_path / "mine")

    assert code == 0
    assert "packages" not in given
    assert f"Use them with: --{model} " in out


def test_sources_reach_the_embedder_as_drawings_fonts_and_backgrounds(
    call, given, tmp_path
):
    (tmp_path / "mine").mkdir()

    call("train", "embedder", "--sources", tmp_path / "mine")

    config = given["embedder"]
    assert config.packages == given["packages"]
    for folders in (
        config.svg_folders, config.font_folders, config.background_folders
    ):  # fmt: skip
        assert folders == (tmp_path / "mine",)


def test_a_minute_at_least_is_trained(call, given):
    assert call("train", "detector", "--minutes", 0)[0] == 2
    assert given == {}
