"""Config files: what they may say, and that they give back what was written."""

import dataclasses
from pathlib import Path

import pytest

from recognizer.training.config_file import (
    PRESET_FILES,
    read_config,
    write_config,
)
from recognizer.training.embedder_config import ConfigError, EmbedderTrainingConfig


def written(folder: Path, text: str) -> Path:
    path = folder / "training.toml"
    path.write_text(text, "utf-8")
    return path


def config_of(folder: Path, **choices: object) -> EmbedderTrainingConfig:
    base = EmbedderTrainingConfig(out=folder, cache_dir=folder)
    return dataclasses.replace(base, **choices)  # type: ignore[arg-type]


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, "")) == {}


def test_values_come_with_their_types_and_paths_from_where_the_file_is(
    tmp_path: Path,
) -> None:
    text = 'batch = 8\ntrunk_rate = 1\nbf16 = false\nmodel = "ViT-B-32/openai"\n'
    text += 'pairs = "titles.csv"\nphotographs = ["a", "/b"]\n'

    assert read_config(written(tmp_path, text)) == {
        "batch": 8,
        "trunk_rate": 1.0,
        "bf16": False,
        "model": "ViT-B-32/openai",
        "pairs": tmp_path / "titles.csv",
        "photographs": (tmp_path / "a", Path("/b")),
    }


def test_a_model_beside_the_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "own.json").touch()

    read = read_config(written(tmp_path, 'model = "own.json"'))

    assert read == {"model": str(tmp_path / "own.json")}


def test_what_is_written_is_read_back_and_no_place_is_told(tmp_path: Path) -> None:
    config = config_of(
        tmp_path,
        weights=tmp_path / "run2",
        photographs=(tmp_path / "cans", tmp_path / "bottles"),
        model="ViT-B-32/openai",
        sizes_px=(96, 160),
        batch=7,
        bf16=False,
        trunk_rate=1e-5,
    )
    path = tmp_path / "training.toml"
    write_config(config, path)

    again = config_of(tmp_path, **read_config(path))
    assert again == dataclasses.replace(config, weights=None, photographs=())
    text = path.read_text("utf-8")
    assert "# weights: run2\n" in text
    assert "# photographs: cans, bottles\n" in text
    assert str(tmp_path) not in text


def test_a_model_from_a_file_is_the_one_beside_the_weights(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.touch()
    (tmp_path / "model").mkdir()
    path = tmp_path / "model" / "training.toml"
    beside = path.with_name("open_clip_config.json")
    beside.touch()

    write_config(config_of(tmp_path, model=str(own)), path)

    assert read_config(path)["model"] == str(beside)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("batch = ", "cannot be read as TOML"),
        ("bach = 8", "sets bach, which is no choice.* batch,"),
        ('out = "x"', "sets out, which is no choice"),
        ("batch = 8.5", "batch must be a whole number, got 8.5"),
        ("batch = true", "batch must be a whole number, got True"),
        ('bf16 = "yes"', "bf16 must be true or false"),
        ('trunk_rate = "high"', "trunk_rate must be a number"),
        ("pairs = 3", "pairs must be a text"),
        ("photographs = [1]", "photographs must be a list of texts"),
    ],
)
def test_what_makes_no_sense_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_config(written(tmp_path, text))


@pytest.mark.parametrize(
    ("name", "value"), [("batch", 3), ("real_share", 1.5), ("metric_classes", 1)]
)
def test_numbers_out_of_range_are_said(tmp_path: Path, name: str, value: float) -> None:
    with pytest.raises(ConfigError, match=name):
        config_of(tmp_path, **{name: value})


@pytest.mark.parametrize("name", PRESET_FILES)
def test_presets_are_configs(tmp_path: Path, name: str) -> None:
    config = config_of(tmp_path, **read_config(PRESET_FILES[name]))

    assert config.model == name
