"""The gallery in memory: always what the database says, however it got there."""

import threading

import numpy as np
import pytest
from sqlalchemy import func, select

from recognizer.types import TextRead
from storage.live_gallery import LiveGallery, SearchedRegion
from storage.models import GalleryState, Reference, Region, Symbol
from storage.records import Action, NewReference
from storage.region_index import RegionIndex
from storage.symbols import add_references, remove_reference, set_symbol_enabled
from storage.workspace import Workspace, open_workspace
from tests.fakes import FakeEmbedder, Placed, draw_mark, fake_recognizer
from tests.storage.steps import add, press, scan, take

DIM = FakeEmbedder().dim


def unit(rows: int, *, seed: int = 0) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(rows, DIM)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def naive_best(ws: Workspace, look: np.ndarray) -> list[tuple[int, float]]:
    """Rank symbols by their best live reference, straight from the tables."""
    with ws.reading() as session:
        rows = session.execute(
            select(Reference.symbol_id, Reference.embedding)
            .join(Symbol, Symbol.id == Reference.symbol_id)
            .where(Reference.removed_at.is_(None), Symbol.enabled.is_(True))
        ).all()
    best: dict[int, float] = {}
    for symbol_id, embedding in rows:
        best[symbol_id] = max(best.get(symbol_id, -2), float(embedding @ look))
    return sorted(best.items(), key=lambda pair: -pair[1])


def found(
    gallery: LiveGallery, ws: Workspace, look: np.ndarray
) -> list[tuple[int, float]]:
    with ws.reading() as session:
        [result] = gallery.search(session, [SearchedRegion(look, TextRead())], k=50)
    return [(j.match.symbol_id, j.match.similarity) for j in result.matches]


def assert_same(ws: Workspace, gallery: LiveGallery) -> None:
    for look in unit(3, seed=9):
        expected = naive_best(ws, look)
        got = found(gallery, ws, look)
        assert [i for i, _ in got] == [i for i, _ in expected]
        assert [s for _, s in got] == pytest.approx([s for _, s in expected], abs=1e-5)


def test_nothing_is_found_in_an_empty_gallery(any_workspace: Workspace) -> None:
    assert found(LiveGallery(), any_workspace, unit(1)[0]) == []


def test_it_says_after_every_change_what_the_tables_say(
    any_workspace: Workspace,
) -> None:
    follows = LiveGallery()  # of another process, say
    acme = add(any_workspace, "Acme", 1, 2).symbol
    assert_same(any_workspace, follows)
    bolt = add(any_workspace, "Bolt", 3).symbol
    assert_same(any_workspace, follows)
    add_references(any_workspace, bolt.id, [NewReference(draw_mark(4), "4")], by="c")
    assert_same(any_workspace, follows)
    remove_reference(any_workspace, acme.references[0].id, by="c")
    assert_same(any_workspace, follows)
    set_symbol_enabled(any_workspace, bolt.id, enabled=False, by="c")
    assert_same(any_workspace, follows)
    add(any_workspace, "Cord", 5)
    set_symbol_enabled(any_workspace, bolt.id, enabled=True, by="c")
    assert_same(any_workspace, follows)
    assert_same(any_workspace, LiveGallery())  # one that starts now


def test_one_far_behind_is_built_anew(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.live_gallery._CHANGES_AT_ONCE", 2)
    behind = LiveGallery()
    assert_same(any_workspace, behind)
    for seed in range(1, 6):
        add(any_workspace, f"Symbol {seed}", seed)

    assert_same(any_workspace, behind)


def test_one_in_doubt_is_built_anew(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    gallery = LiveGallery()
    assert_same(any_workspace, gallery)
    gallery._gallery.remove([1])  # as if an update had been cut off
    add(any_workspace, "Bolt", 2)

    assert_same(any_workspace, gallery)


def test_a_change_that_was_committed_but_not_yet_in_memory_is_found(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))

    def crash(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("storage.symbols.follow_up", crash)
    with pytest.raises(MemoryError):
        add(any_workspace, "Bolt", 2)
    monkeypatch.undo()

    assert scan(any_workspace, Placed(2)).flagged


def test_a_rolled_back_change_is_nowhere(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))

    def crash(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("storage.symbols.record_changes", crash)
    with pytest.raises(MemoryError):
        add(any_workspace, "Bolt", 2)
    monkeypatch.undo()

    assert not scan(any_workspace, Placed(2)).flagged
    with any_workspace.reading() as session:
        assert session.scalar(select(GalleryState.version)) == 1
        assert session.scalar(select(func.count(Symbol.id))) == 1


def test_two_workspaces_on_one_database_share_all(any_workspace: Workspace) -> None:
    with open_workspace(
        data_dir=any_workspace.data_dir,
        database_url=any_workspace.engine.url.render_as_string(hide_password=False),
        recognizer=fake_recognizer(),
    ) as second:
        assert not scan(second, Placed(1)).flagged
        acme = add(any_workspace, "Acme", 1).symbol
        assert scan(second, Placed(1)).flagged
        look = Placed(1, other=2, blend=0.3)
        scan(second, look)
        case = take(second, reviewer="x")
        while case.regions[0].verdict == "known":
            press(second, case, Action.SKIPPED, region=None, reviewer="x")
            case = take(second, reviewer="x")
        press(second, case, Action.REJECTED, reviewer="x", symbol_id=acme.id)
        assert not scan(any_workspace, look).flagged  # the rejection too
        set_symbol_enabled(second, acme.id, enabled=False, by="c")
        assert not scan(any_workspace, Placed(1)).flagged


def test_it_may_be_searched_while_it_changes(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    stop = threading.Event()
    errors: list[Exception] = []

    def search() -> None:
        while not stop.is_set():
            try:
                assert found(workspace.gallery, workspace, unit(1)[0])
            except Exception as err:
                errors.append(err)
                return

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for seed in range(2, 8):
        add(workspace, f"Symbol {seed}", seed)
    stop.set()
    for thread in threads:
        thread.join()

    assert errors == []


def test_the_region_index_finds_what_a_scan_of_all_finds(
    any_workspace: Workspace,
) -> None:
    index = RegionIndex()
    looks = FakeEmbedder().embed([draw_mark(1), draw_mark(2)])

    def candidates() -> set[int]:
        with any_workspace.reading() as session:
            return index.candidates(
                session,
                embedder_id="fake-embedder",
                looks=looks,
                similarities=[0.7, 0.9],
                names=[],
            )

    assert candidates() == set()
    for blend in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        scan(any_workspace, Placed(1, other=2, blend=blend))
        with any_workspace.reading() as session:
            rows = session.execute(select(Region.id, Region.embedding)).all()
        expected = {
            region_id
            for region_id, embedding in rows
            if embedding @ looks[0] >= 0.7 or embedding @ looks[1] >= 0.9
        }
        assert candidates() == expected
