"""Splits share no symbol, repeat with their seed and survive the disk."""

from pathlib import Path

import pytest

from recognizer.evaluation.labelled import (
    DataSet,
    EvaluationError,
    LabelledBox,
    LabelledImage,
)
from recognizer.evaluation.splits import load_split, save_split, split_symbols
from tests.recognizer.evaluation.folders import write


def data_of(counts):
    images = [
        LabelledImage(Path(f"{symbol}{n}.jpg"), (LabelledBox(symbol, None),))
        for symbol, count in counts.items()
        for n in range(count)
    ]
    return DataSet(Path("."), "folder", tuple(images), ())


def test_every_symbol_is_in_one_part_at_the_papers_shares():
    split = split_symbols(data_of({f"s{n:03}": 20 for n in range(100)}), seed=0)

    assert [len(p) for p in (split.train, split.val, split.test)] == [64, 16, 20]
    assert len({*split.train, *split.val, *split.test}) == 100


def test_rare_symbols_are_trained_on():
    counts = {f"often{n}": 20 for n in range(5)} | {f"rare{n}": 19 for n in range(5)}

    split = split_symbols(data_of(counts), seed=0)

    assert {f"rare{n}" for n in range(5)} <= set(split.train)
    assert len(split.test) == 2


def test_a_seed_repeats_a_split():
    data = data_of({f"s{n}": 30 for n in range(30)})

    assert split_symbols(data, seed=1) == split_symbols(data, seed=1)
    assert split_symbols(data, seed=1) != split_symbols(data, seed=2)


def test_a_split_survives_the_disk(tmp_path):
    split = split_symbols(data_of({"ä": 30, "b": 30, "c": 30}), seed=4)

    save_split(split, tmp_path / "split.json")

    assert load_split(tmp_path / "split.json") == split


@pytest.mark.parametrize("text", ["", "[]", '{"train": []}', '{"train": 1}'])
def test_a_file_that_is_no_split_is_refused(text, tmp_path):
    with pytest.raises(EvaluationError, match="is no split"):
        load_split(write(tmp_path / "split.json", text))


def test_a_part_that_is_none_is_refused():
    with pytest.raises(EvaluationError, match="dev is no part"):
        split_symbols(data_of({"a": 1}), seed=0).part("dev")
