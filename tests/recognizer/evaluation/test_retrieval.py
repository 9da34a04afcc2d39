"""The protocols, on crops whose answers are known."""

import numpy as np
import pytest

from recognizer.evaluation.retrieval import (
    draw_queries,
    draw_references,
    measure,
)
from tests.recognizer.evaluation.grids import crops_of, random_case, table


def perfect(symbols, **more):
    """Return crops, and similarities by which only their own symbol is alike."""
    crops = crops_of(symbols, **more)
    same = crops.symbol_ids[:, None] == crops.symbol_ids[None]
    return crops, table(np.where(same, 0.9, 0.1).tolist())


def test_a_perfect_embedder_has_recall_1_everywhere():
    crops, similarities = perfect("aaaaaabbbbbbcccccc")

    figures = measure(similarities, crops, seed=0).figures

    names = {n for n in figures if n.startswith(("recall", "macro", "map_at_r"))}
    assert {figures[n].value for n in names} == {1.0}
    for protocol in ("all", "all_strict", "qvg", "one_shot", "two_shot", "five_shot"):
        assert {f"recall_at_1.{protocol}", f"recall_at_5.{protocol}"} <= names


def test_an_embedder_that_calls_all_alike_has_recall_0():
    crops = crops_of("aaabbbccc")

    figures = measure(table(np.ones((9, 9)).tolist()), crops, seed=0).figures

    assert figures["recall_at_1.all"].value == 0
    assert figures["recall_at_1.one_shot"].value == 0
    # With three symbols, every symbol is among the first five.
    assert figures["recall_at_5.one_shot"].value == 1


def test_small_large_and_text_are_parts_of_all():
    words = [True] * 3 + [False] * 3
    crops, similarities = perfect("aaabbb", sides=[70, 71, 70] * 2, words=words)

    figures = measure(similarities, crops, seed=0).figures

    assert figures["recall_at_1.small"].n == 4
    assert figures["recall_at_1.large"].n == 2
    assert figures["recall_at_1.text"].n == figures["recall_at_1.no_text"].n == 3


def test_parts_that_nothing_belongs_to_are_left_out():
    crops, similarities = perfect("aaabbb")

    figures = measure(similarities, crops, seed=0).figures

    parts = {f"recall_at_1.{part}" for part in ("text", "no_text", "small")}
    assert not parts & set(figures)


def test_macro_averages_count_each_symbol_once():
    # Nine of `a` are right, one of two of `b` is wrong: each is nearest to an `a`.
    rows = np.full((11, 11), 0.1)
    rows[:9, :9] = 0.9
    rows[9, 10], rows[9, 0] = 0.2, 0.1
    rows[10, 0], rows[10, 9] = 0.8, 0.2
    crops = crops_of("a" * 9 + "b" * 2)

    figures = measure(table(rows.tolist()), crops, seed=0).figures

    assert figures["recall_at_1.all"].value == pytest.approx(10 / 11)
    assert figures["macro_recall_at_1.all"].value == pytest.approx(0.75)


def test_few_shots_never_see_the_same_photograph():
    # Both crops of each symbol are on one photograph: strictly nothing is askable.
    crops, similarities = perfect("aabb", photographs=[0, 0, 1, 1])

    figures = measure(similarities, crops, seed=0).figures

    assert figures["recall_at_1.all"].value == 1
    assert figures["recall_at_1.all_strict"].n == 0
    assert np.isnan(figures["recall_at_1.one_shot"].value)


@pytest.mark.parametrize(
    ("shots", "expected"), [(1, [1, 1, 1]), (2, [2, 2, 1]), (5, [5, 2, 1])]
)
def test_a_draw_takes_so_many_references_and_leaves_one_to_ask(shots, expected):
    crops = crops_of("a" * 9 + "b" * 3 + "c")

    queries, references = draw_references(crops, np.random.default_rng(0), shots=shots)

    assert np.bincount(crops.symbol_ids[references]).tolist() == expected
    assert sorted([*queries, *references]) == list(range(13))


def test_ten_queries_a_symbol_are_drawn_and_one_logo_always_stays():
    crops = crops_of("a" * 25 + "b" * 4 + "c")

    queries, references = draw_queries(crops, np.random.default_rng(0))

    assert np.bincount(crops.symbol_ids[queries]).tolist() == [10, 3]
    assert np.bincount(crops.symbol_ids[references]).tolist() == [15, 1, 1]


def test_sides_that_a_data_set_gives_are_kept():
    sides = {"queries": [True, False] * 3, "references": [False, True] * 3}
    crops, similarities = perfect("aabbcc", **sides)

    queries, references = draw_queries(crops, np.random.default_rng(0))
    figures = measure(similarities, crops, seed=0).figures

    assert queries.tolist() == [0, 2, 4]
    assert references.tolist() == [1, 3, 5]
    assert figures["recall_at_1.all"].n == 3


def test_a_seed_repeats_every_figure():
    crops, similarities = random_case(5)

    first, again, other = (measure(similarities, crops, seed=s) for s in (1, 1, 2))

    name = "recall_at_1.one_shot"
    assert first.figures == again.figures
    assert first.figures[name] != other.figures[name]


def test_few_shots_count_symbols_and_not_crops():
    # Each query's own symbol is second; five crops of the wrong one come before it.
    labels = "a" * 6 + "b" * 6
    crops = crops_of(labels)
    same = crops.symbol_ids[:, None] == crops.symbol_ids[None]

    figures = measure(table(np.where(same, 0.1, 0.9).tolist()), crops, seed=0).figures

    assert figures["recall_at_5.all"].value == 0
    assert figures["recall_at_1.five_shot"].value == 0
    assert figures["recall_at_5.five_shot"].value == 1
