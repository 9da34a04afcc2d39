"""Search against a naive oracle, at every size from none, and while it changes."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from recognizer.errors import EmbedderMismatchError
from recognizer.gallery import Gallery, GalleryEntry, VectorIndex
from recognizer.types import Embeddings, TextRead

SILENT = TextRead()


def unit_rows(count: int, dim: int = 16, seed: int = 0) -> Embeddings:
    rows = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def gallery_of(rows: Embeddings, symbol_ids: list[int]) -> Gallery:
    gallery = Gallery(rows.shape[1])
    gallery.add(
        [
            GalleryEntry(reference_id=100 + i, symbol_id=symbol_id, embedding=row)
            for i, (row, symbol_id) in enumerate(zip(rows, symbol_ids, strict=True))
        ]
    )
    return gallery


def test_an_empty_gallery_matches_nothing() -> None:
    gallery = Gallery(16)

    assert gallery.search(unit_rows(2), [SILENT] * 2, k=5) == [(), ()]
    assert len(gallery) == 0


def test_no_regions_give_no_answers() -> None:
    gallery = gallery_of(unit_rows(3), [1, 2, 3])

    assert gallery.search(np.zeros((0, 16), np.float32), [], k=5) == []


def test_a_gallery_of_one_symbol_gives_one_match() -> None:
    rows = unit_rows(1)

    (matches,) = gallery_of(rows, [7]).search(rows, [SILENT], k=5)

    assert [(m.symbol_id, m.reference_id, m.rank) for m in matches] == [(7, 100, 1)]
    assert matches[0].similarity == pytest.approx(1)
    assert matches[0].probability is None


def test_agrees_with_a_naive_search_grouped_by_symbol() -> None:
    rows, queries = unit_rows(200, seed=1), unit_rows(20, seed=2)
    symbol_ids = [i % 40 for i in range(200)]

    found = gallery_of(rows, symbol_ids).search(queries, [SILENT] * 20, k=5)

    for query, matches in zip(queries, found, strict=True):
        best = [max(rows[i] @ query for i in range(s, 200, 40)) for s in range(40)]
        expected = sorted(range(40), key=lambda s: -best[s])[:5]
        assert [match.symbol_id for match in matches] == expected
        np.testing.assert_allclose(
            [match.similarity for match in matches],
            [best[s] for s in expected],
            atol=1e-5,
        )
        assert [match.rank for match in matches] == [1, 2, 3, 4, 5]


def test_a_removed_reference_is_gone_and_its_symbol_falls_back() -> None:
    rows = unit_rows(3)
    gallery = gallery_of(rows, [1, 1, 2])

    gallery.remove([100, 999])

    (matches,) = gallery.search(rows[:1], [SILENT], k=5)
    assert {match.reference_id for match in matches} == {101, 102}
    gallery.remove([101])
    assert gallery.symbol_ids == {2}


def test_adding_a_reference_again_moves_it() -> None:
    rows = unit_rows(2)
    gallery = gallery_of(rows, [1, 2])

    gallery.add([GalleryEntry(reference_id=100, symbol_id=3, embedding=rows[1])])

    assert len(gallery) == 2
    assert gallery.symbol_ids == {2, 3}


def test_text_decides_between_look_alikes() -> None:
    rows = unit_rows(2)
    between = rows.sum(0, keepdims=True) / np.linalg.norm(rows.sum(0))
    gallery = gallery_of(rows, [1, 2])
    gallery.set_symbol_names({1: ["Heinz"], 2: ["Heineken"]})

    (matches,) = gallery.search(between, [TextRead("HEINEKEN", 0.9)], k=2)

    assert [match.symbol_id for match in matches] == [2, 1]
    assert matches[0].text_similarity == 1
    assert matches[0].similarity > matches[0].visual_similarity


def test_text_finds_a_new_look_that_the_eye_does_not() -> None:
    rows = unit_rows(400, dim=64)
    gallery = gallery_of(rows, list(range(400)))
    query = rows[7:8]
    by_look = np.argsort(-(rows @ query[0]))
    last_of_all = int(by_look[-1])
    gallery.set_symbol_names({last_of_all: ["Vandelay Industries"]})

    (matches,) = gallery.search(query, [TextRead("vandelay industries", 1)], k=2)

    assert [match.symbol_id for match in matches] == [7, last_of_all]
    lowest = rows[last_of_all] @ query[0]
    assert matches[1].visual_similarity == pytest.approx(lowest, abs=1e-6)


def test_the_text_of_a_reference_counts_as_a_name() -> None:
    gallery = Gallery(16)
    rows = unit_rows(1)
    gallery.add([GalleryEntry(1, 9, rows[0], text="Brauhaus Alt")])

    ((match,),) = gallery.search(rows, [TextRead("BRAUHAUS ALT", 0.9)], k=1)

    assert match.text_similarity == 1


def test_another_embedder_is_refused_in_words() -> None:
    gallery = gallery_of(unit_rows(1, dim=16), [1])

    with pytest.raises(EmbedderMismatchError, match="another embedder"):
        gallery.search(unit_rows(1, dim=8), [SILENT], k=1)


def test_within_finds_all_at_or_over_a_similarity() -> None:
    index = VectorIndex(16)
    rows = unit_rows(300)
    index.add(list(range(300)), rows)

    ((ids, similarities),) = index.within(rows[:1], similarity=0.2)

    expected = {i for i in range(300) if rows[i] @ rows[0] >= 0.2}
    assert set(ids.tolist()) == expected
    assert similarities.min() >= 0.2


@pytest.mark.parametrize("count", [0, 1])
def test_within_answers_for_none_and_for_one(count: int) -> None:
    index = VectorIndex(16)
    index.add(list(range(count)), unit_rows(count))

    ((ids, _),) = index.within(unit_rows(1), similarity=0.5)

    assert len(ids) == count


def test_search_and_change_at_once_do_not_disturb_each_other() -> None:
    rows = unit_rows(200)
    gallery = gallery_of(rows, list(range(200)))

    def search(i: int) -> int:
        ((best, *_),) = gallery.search(rows[i : i + 1], [SILENT], k=2)
        return best.symbol_id

    def change(i: int) -> None:
        gallery.remove([200 + i])
        gallery.add([GalleryEntry(200 + i, 100 + i, rows[100 + i])])

    with ThreadPoolExecutor(4) as pool:
        changes = [pool.submit(change, i) for i in range(100)]
        found = list(pool.map(search, range(100)))
        for done in changes:
            done.result()

    assert found == list(range(100))
    assert len(gallery) == 200
