"""Which classes count as hard negatives, and the file that people may edit."""

from pathlib import Path

import numpy as np
import pytest

from recognizer.training.hard_negatives import (
    CONFUSION,
    NAME,
    HardNegative,
    HardNegativesError,
    confusion_of,
    mine_by_confusion,
    mine_by_name,
    read_pairs,
    rows_of_pairs,
    write_pairs,
)

PAIRS = [
    HardNegative("text:1:heinz, beans", "text:2:heineken", NAME, 4.0),
    HardNegative("norvik", "solara", CONFUSION, 0.125),
]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], set()),
        (["heinz"], set()),
        (["atari 1", "atari 2"], set()),  # one brand, numbered
        (["heinz", "heinx"], set()),
        (["heinz kitchen", "heinz kiosks"], {(0, 1), (1, 0)}),
        (["heinz", "heinz gold"], {(0, 1), (1, 0)}),
        (["heinz", "norvik"], set()),
    ],
)
def test_names_that_begin_alike_are_mined_and_near_identical_ones_are_not(
    names: list[str], expected: set[tuple[int, int]]
) -> None:
    mined = list(mine_by_name(names, str))

    assert {(names.index(p.class_name), names.index(p.negative)) for p in mined} == (
        expected
    )
    assert all(pair.by == NAME and pair.amount >= 3 for pair in mined)


def test_invented_names_one_letter_apart_are_mined_where_that_is_asked_for() -> None:
    (pair, _) = mine_by_name(["norvik", "norvek"], str, least_edits=1)

    assert (pair.negative, pair.amount) == ("norvek", 1.0)


def test_confusion_counts_within_its_limits_and_between_names_that_differ() -> None:
    classes = ["heinz", "solara", "norvik", "norvek"]
    confusion = np.array(
        [
            [0.60, 0.35, 0.05, 0.00],
            [0.36, 0.60, 0.04, 0.00],  # over: doubtful labels; under: chance
            [0.00, 0.10, 0.70, 0.20],  # norvek: a spelling
            [0.00, 0.00, 0.00, 1.00],
        ]
    )

    mined = list(mine_by_confusion(confusion, classes, str))

    assert [(p.class_name, p.negative, p.by, p.amount) for p in mined] == [
        ("heinz", "solara", CONFUSION, 0.35),
        ("heinz", "norvik", CONFUSION, 0.05),
        ("norvik", "solara", CONFUSION, 0.10),
    ]


def test_confusion_is_the_share_of_each_class_nearest_to_each_reference() -> None:
    references = np.eye(3, dtype=np.float32)
    vectors = np.eye(3, dtype=np.float32)[[0, 0, 1, 1, 2]]

    confusion = confusion_of(references, vectors, np.array([0, 0, 0, 1, 2]))

    expected = [[2 / 3, 1 / 3, 0], [0, 1, 0], [0, 0, 1]]
    np.testing.assert_allclose(confusion, expected)


@pytest.mark.parametrize("pairs", [[], PAIRS])
def test_a_file_gives_back_what_was_written(
    tmp_path: Path, pairs: list[HardNegative]
) -> None:
    path = tmp_path / "new" / "pairs.csv"

    assert write_pairs(pairs, path) == len(pairs)
    assert read_pairs(path) == pairs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("class,by\na,b\n", "line 2: must hold"),
        ("class,hard_negative,by,amount\na,b,name,much\n", "line 2: must hold"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(text, "utf-8")

    with pytest.raises(HardNegativesError, match=message):
        read_pairs(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HardNegativesError, match=r"pairs\.csv cannot be read"):
        read_pairs(tmp_path / "pairs.csv")


def test_pairs_become_rows_of_the_classes_that_a_run_has() -> None:
    classes = ["solara", "norvik", "other"]

    assert rows_of_pairs(PAIRS, classes) == ((), (0,), ())
    assert rows_of_pairs([], classes) == ((), (), ())
    with pytest.raises(HardNegativesError, match="None of the 2 pairs"):
        rows_of_pairs(PAIRS, ["another"])
