"""Ranks on hand-built tables, and against a search written out in loops."""

import numpy as np
import pytest

from recognizer.evaluation import ranking
from recognizer.evaluation.ranking import (
    average_precision_at_r,
    cosine,
    rank,
    symbol_similarities,
)
from tests.recognizer.evaluation.grids import crops_of, random_case, table

NONE = np.zeros(0, np.int64)

# Four crops: a a b b. Crop 0 is nearest to 2 (wrong), then to 1 (right).
GRID = [
    [1.0, 0.5, 0.9, 0.1],
    [0.5, 1.0, 0.2, 0.3],
    [0.9, 0.2, 1.0, 0.8],
    [0.1, 0.3, 0.8, 1.0],
]


def everything(crops):
    return np.arange(len(crops))


def test_no_query_and_no_reference_have_no_rank():
    crops = crops_of("aabb")

    for queries, references in ((NONE, everything(crops)), (everything(crops), NONE)):
        ranks = rank(table(GRID), crops, queries, references, strict=False)
        assert len(ranks.queries) == 0


def test_ranks_count_wrong_neighbours_ahead_of_the_best_right_one():
    crops = crops_of("aabb")
    all_of_them = everything(crops)

    ranks = rank(table(GRID), crops, all_of_them, all_of_them, strict=False)

    assert ranks.queries.tolist() == [0, 1, 2, 3]
    assert ranks.by_crop.tolist() == [2, 1, 2, 1]


def test_a_strict_neighbour_is_on_another_photograph():
    crops = crops_of("aabb", photographs=[0, 1, 0, 2])
    all_of_them = everything(crops)

    ranks = rank(table(GRID), crops, all_of_them, all_of_them, strict=True)

    assert ranks.by_crop.tolist() == [1, 1, 1, 1]


def test_a_query_whose_right_neighbours_do_not_count_is_not_asked():
    crops = crops_of("aabb", photographs=[0, 0, 1, 2])
    all_of_them = everything(crops)

    ranks = rank(table(GRID), crops, all_of_them, all_of_them, strict=True)

    assert ranks.queries.tolist() == [2, 3]


def test_a_tie_is_a_miss():
    crops = crops_of("aab")
    same = np.ones((3, 3)).tolist()

    ranks = rank(table(same), crops, np.asarray([0]), everything(crops), strict=False)

    assert ranks.by_crop.tolist() == [2]


def test_many_crops_of_one_wrong_symbol_cost_one_place_by_symbol():
    crops = crops_of("aabbbc")
    rows = [[1, 0.5, 0.9, 0.8, 0.7, 0.6]] * 6

    ranks = rank(table(rows), crops, np.asarray([0]), everything(crops), strict=False)

    assert ranks.by_crop.tolist() == [5]
    assert ranks.by_symbol.tolist() == [3]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("strict", [False, True])
def test_ranks_are_those_of_a_naive_search(seed, strict, monkeypatch):
    monkeypatch.setattr(ranking, "_BLOCK_VALUES", 500)  # several blocks
    crops, similarities = random_case(seed)
    rng = np.random.default_rng(seed)
    references = np.flatnonzero(rng.random(len(crops)) < 0.5)

    ranks = rank(similarities, crops, everything(crops), references, strict=strict)

    expected = naive_ranks(crops, similarities, references, strict=strict)
    found = zip(ranks.queries, ranks.by_crop, ranks.by_symbol, strict=True)
    assert [tuple(map(int, row)) for row in found] == expected


def naive_ranks(crops, similarities, references, *, strict):
    values = similarities(everything(crops), everything(crops))
    rows = []
    for q in range(len(crops)):
        best = {}
        listed = []
        for r in references:
            if q == r or (
                strict and crops.photograph_ids[q] == crops.photograph_ids[r]
            ):
                continue
            label = int(crops.symbol_ids[r])
            listed.append((-values[q, r], label))
            best[label] = max(best.get(label, -2), values[q, r])
        own = int(crops.symbol_ids[q])
        if own not in best:
            continue
        labels = [label for _, label in sorted(listed)]
        symbols = sorted(best, key=lambda label: -best[label])
        rows.append((q, labels.index(own) + 1, symbols.index(own) + 1))
    return rows


def test_each_symbol_is_as_similar_as_its_best_reference():
    crops = crops_of("aabbc", photographs=[0, 1, 2, 3, 0])
    rows = [[1, 0.2, 0.4, 0.3, 0.9]] * 5

    best = symbol_similarities(
        table(rows), crops, np.asarray([0]), everything(crops), strict=True
    )

    assert best.tolist() == [[pytest.approx(0.2), pytest.approx(0.4), -np.inf]]
    nobody = symbol_similarities(table(rows), crops, np.asarray([0]), NONE, strict=True)
    assert np.isneginf(nobody).all()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([0.9, 0.8, 0.1, 0.05], 1.0),  # both right ones first
        ([0.9, 0.1, 0.8, 0.05], 0.5),  # right, wrong: the second place is lost
        ([0.1, 0.05, 0.9, 0.8], 0.0),
        ([0.1, 0.8, 0.9, 0.05], 0.25),  # wrong, right: precision 1/2 at place 2, of 2
    ],
)
def test_map_at_r_on_known_orders(order, expected):
    crops = crops_of("aaabb")
    rows = [[1.0, *order]] * 5

    queries, averages = average_precision_at_r(
        table(rows), crops, np.asarray([0]), everything(crops), strict=False
    )

    assert queries.tolist() == [0]
    assert averages.tolist() == [pytest.approx(expected)]


def test_recall_agrees_with_scikit_learn():
    neighbors = pytest.importorskip("sklearn.neighbors")
    crops, similarities = random_case(9, n=200)
    all_of_them = everything(crops)

    ranks = rank(similarities, crops, all_of_them, all_of_them, strict=False)

    model = neighbors.NearestNeighbors(n_neighbors=6, metric="cosine")
    found = model.fit(crops.embeddings[0]).kneighbors(return_distance=False)
    labels = crops.symbol_ids[found]
    for k in (1, 5):
        right = (labels[:, :k] == crops.symbol_ids[:, None]).any(1)
        assert np.mean(ranks.by_crop <= k) == pytest.approx(right.mean())


def test_cosines_come_from_the_embedder_that_was_asked_for():
    vectors = [np.eye(2, dtype=np.float32), np.ones((2, 1), np.float32)]
    crops = crops_of("ab", embeddings=vectors)

    both = everything(crops)

    assert cosine(crops, 0)(both, both).tolist() == [[1, 0], [0, 1]]
    assert cosine(crops, 1)(both, both).tolist() == [[1, 1], [1, 1]]
