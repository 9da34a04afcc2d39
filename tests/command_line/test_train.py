"""What `markwatch train` hands to the training, which is a stand-in here."""

import importlib

import pytest

from recognizer.training import detector as detector_training
from recognizer.training import detector_release
from recognizer.training import embedder as embedder_training
from recognizer.training import mining as mining_of_training
from recognizer.training.hard_negatives import HardNegative, read_pairs
from ui.command_line.train import sources


@pytest.fixture
def given(monkeypatch):
    """Stand in for the trainings and the installation; remember what each was given."""
    seen = {}

    def release(run_folder, folder, *, log, average_of=()):
        seen["release"] = (run_folder, folder)
        seen["average_of"] = list(average_of)

    monkeypatch.setattr(
        detector_training, "train_detector", lambda c, *, log: seen.update(detector=c)
    )
    monkeypatch.setattr(detector_release, "release_detector", release)
    monkeypatch.setattr(
        embedder_training, "train_embedder", lambda c, *, log: seen.update(embedder=c)
    )
    monkeypatch.setattr(
        sources, "install_packages", lambda folder, *, log: seen.update(packages=folder)
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


def test_a_detector_run_may_go_on_from_weights_and_scenes_of_others(
    call, given, tmp_path
):
    weights, earlier = tmp_path / "detector.pt", tmp_path / "earlier"
    weights.touch()
    earlier.mkdir()
    options = ["--start", weights, "--more-scenes", earlier, "--image-size", 416]
    options += ["--network", "yolo26n", "--learning-rate", 0.0006]

    call("train", "detector", *options, "--photograph-repeats", 3, "--large-repeats", 1)

    config = given["detector"]
    assert (config.start, config.more_scenes) == (weights, (earlier,))
    assert (config.network, config.image_size_px) == ("yolo26n", 416)
    assert (config.photograph_repeats, config.large_repeats) == (3, 1)
    assert config.learning_rate == 0.0006


def test_an_image_size_that_no_network_has_is_one_sentence(call, given):
    code, _, err = call("train", "detector", "--image-size", 300)

    assert code == 1
    assert "must be a multiple of 32, got 300" in err
    assert "detector" not in given


def test_the_mean_of_weights_is_released_on_a_run(call_json, given, tmp_path):
    first, second, run = (tmp_path / name for name in ("a.pt", "b.pt", "run"))
    first.touch()
    second.touch()
    run.mkdir()

    told = call_json(
        "train", "average", first, second, "--run", run, "--into", tmp_path / "mean"
    )

    assert given["average_of"] == [first, second]
    assert given["release"] == (run, tmp_path / "mean")
    assert told == {"weights": str(tmp_path / "mean" / "detector.pt")}


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


def test_options_win_over_the_config_file(call, given, tmp_path):
    (tmp_path / "vit.toml").write_text(
        'model = "ViT-B-32/openai"\nseed = 5\nbatch = 192\nvalidate_on = "v"\n'
    )
    (tmp_path / "photos").mkdir()
    words = ["--config", tmp_path / "vit.toml", "--seed", 6, "--device", "cuda"]

    code, _, err = call(
        "train", "embedder", *words, "--photographs", tmp_path / "photos"
    )

    assert code == 0, err
    config = given["embedder"]
    assert (config.model, config.seed, config.batch) == ("ViT-B-32/openai", 6, 192)
    assert (config.device, config.validate_on) == ("cuda", tmp_path / "v")
    assert config.photographs == (tmp_path / "photos",)


def test_a_preset_is_a_config_and_excludes_another(call, given, tmp_path):
    call("train", "embedder", "--preset", "builtin")
    assert given["embedder"].metric_classes == 8000

    (tmp_path / "own.toml").touch()
    words = ["--preset", "builtin", "--config", tmp_path / "own.toml"]
    code, _, err = call("train", "embedder", *words)

    assert code == 2
    assert "not both" in err


def test_a_config_of_no_sense_is_one_sentence(call, given, tmp_path):
    (tmp_path / "own.toml").write_text("bach = 4\n")

    code, _, err = call("train", "embedder", "--config", tmp_path / "own.toml")

    assert code == 1
    assert "sets bach" in err
    assert given == {}


@pytest.mark.parametrize(
    ("by", "asked"),
    [("name", (True, False)), ("confusion", (False, True)), ("both", (True, True))],
)
def test_mining_writes_pairs_that_training_reads(
    by, asked, call_json, given, tmp_path, monkeypatch
):
    pair = HardNegative("norvik", "norvek", "name", 1.0)

    def mine(config, mining, embedder, *, log):
        assert (mining.names, mining.confusion) == asked
        assert (embedder == "an embedder") == mining.confusion
        assert config.metric_classes == 8000
        return [pair]

    monkeypatch.setattr(mining_of_training, "mine", mine)
    monkeypatch.setattr(
        importlib.import_module("ui.command_line.train.mine"),
        "build_embedder",
        lambda spec: "an embedder",
    )
    path = tmp_path / "new" / "pairs.csv"

    told = call_json("train", "mine", path, "--by", by, "--preset", "builtin")

    assert told == {"pairs": 1}
    assert read_pairs(path) == [pair]


def test_a_minute_at_least_is_trained(call, given):
    assert call("train", "detector", "--minutes", 0)[0] == 2
    assert given == {}
