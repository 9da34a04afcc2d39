"""Synthetic crops to calibrate on: of logos that no training draws."""

from pathlib import Path

import pytest

from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.embedder_parts import (
    make_studio,
    readable_name,
    split_classes,
)
from recognizer.training.held_out_crops import CROPS, draw_held_out
from tests.recognizer.tiny_sources import write_sources


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> EmbedderTrainingConfig:
    out, folder = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("sources")
    write_sources(folder)
    return EmbedderTrainingConfig(
        out=out,
        cache_dir=out / "cache",
        svg_folders=(folder,),
        font_folders=(folder,),
        background_folders=(folder,),
        workers=0,
        validation_classes=12,
        metric_classes=30,
    )


def silent(line: str) -> None:
    pass


def test_they_are_of_held_out_logos_the_same_for_the_same_seed(
    config: EmbedderTrainingConfig,
) -> None:
    drawn = draw_held_out(config, symbols=5, log=silent)
    again = draw_held_out(config, symbols=5, log=silent)

    names = [name for name, _ in drawn]
    assert len(set(names)) == 5
    assert all(len(crops) == CROPS for _, crops in drawn)
    for (_, crops), (_, others) in zip(drawn, again, strict=True):
        assert all((a == b).all() for a, b in zip(crops, others, strict=True))
    classes = split_classes(make_studio(config, 0, silent), config)
    assert set(names) <= {readable_name(name) for name in classes.held_out}
    assert not set(classes.held_out) & set(classes.metric)


def test_there_are_no_more_than_there_are(
    tmp_path: Path, config: EmbedderTrainingConfig
) -> None:
    names = [name for name, _ in draw_held_out(config, symbols=500, log=silent)]

    assert 5 < len(names) <= 12
    assert len(names) == len(set(names))
