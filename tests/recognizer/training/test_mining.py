"""Mining on the classes of a tiny training: by name, by confusion, each pair once."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from recognizer.training import embedder_parts
from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.hard_negatives import (
    CONFUSION,
    NAME,
    rows_of_pairs,
    write_pairs,
)
from recognizer.training.mining import Mining, mine
from tests.recognizer.tiny_sources import write_sources


class Muddled:
    """Sees two kinds of pictures only: the lighter and the darker ones."""

    def embed(self, crops: list[np.ndarray]) -> np.ndarray:
        light = np.array([crop.mean() for crop in crops]) / 255
        rows = np.stack([light, 1 - light], 1).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def config(tmp_path: Path) -> EmbedderTrainingConfig:
    (tmp_path / "sources").mkdir()
    write_sources(tmp_path / "sources")
    folders = (tmp_path / "sources",)
    return EmbedderTrainingConfig(
        out=tmp_path,
        cache_dir=tmp_path / "cache",
        svg_folders=folders,
        font_folders=folders,
        workers=0,
        metric_px=24,
        metric_classes=14,
        validation_classes=8,
    )


def test_invented_names_are_mined_and_training_takes_the_file(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    pairs = mine(config, Mining(confusion=False), None, log=lambda line: None)

    assert pairs
    assert {pair.by for pair in pairs} == {NAME}
    path = tmp_path / "pairs.csv"
    write_pairs(pairs, path)
    chosen = dataclasses.replace(config, hard_negatives=path)
    studio = embedder_parts.make_studio(chosen, 124, lambda line: None)
    classes = embedder_parts.split_classes(studio, chosen)
    assert classes.lookalikes == rows_of_pairs(pairs, classes.metric)
    assert any(classes.lookalikes)


def test_confusion_adds_pairs_that_names_did_not_give(
    config: EmbedderTrainingConfig,
) -> None:
    said: list[str] = []
    mining = Mining(crops=8)

    pairs = mine(config, mining, Muddled(), log=said.append)  # type: ignore[arg-type]

    kinds = [pair.by for pair in pairs]
    assert set(kinds) == {NAME, CONFUSION}
    assert kinds == sorted(kinds, reverse=True)  # names first
    named = [(pair.class_name, pair.negative) for pair in pairs]
    assert len(named) == len(set(named))
    assert all(0.05 <= pair.amount <= 0.35 for pair in pairs if pair.by == CONFUSION)
    assert "shown 14 of 14 classes" in said
