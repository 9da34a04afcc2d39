"""Moving to another embedder."""

from pathlib import Path

import pytest
from sqlalchemy import select

from recognizer.errors import EmbedderMismatchError
from storage.cases import get_case, next_case
from storage.errors import ConflictError
from storage.models import Reference, Region
from storage.records import Action
from storage.reembedding import reembed
from storage.workspace import Workspace, open_workspace
from tests.fakes import FakeEmbedder, Placed, fake_recognizer
from tests.storage.steps import ANN, add, press, scan, take


def with_other(ws: Workspace, *, model_id: str = "other", turn: int = 7) -> Workspace:
    embedder = FakeEmbedder(model_id=model_id, turn=turn)
    return open_workspace(
        data_dir=ws.data_dir,
        database_url=ws.engine.url.render_as_string(hide_password=False),
        recognizer=fake_recognizer(embedder=embedder),
    )


def embedder_ids(ws: Workspace) -> set[str]:
    with ws.reading() as session:
        return {
            *session.scalars(select(Region.embedder_id)),
            *session.scalars(select(Reference.embedder_id)),
        }


def test_an_empty_workspace_has_nothing_to_embed(any_workspace: Workspace) -> None:
    with with_other(any_workspace) as other:
        assert reembed(other, by="op") == 0


def test_every_vector_is_computed_anew_and_all_goes_on(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)
    steps: list[tuple[int, int]] = []

    with with_other(any_workspace) as other:
        count = reembed(other, by="op", progress=lambda *step: steps.append(step))

        assert count == 3
        assert steps[-1] == (3, 3)
        assert embedder_ids(other) == {"other"}
        assert scan(other, Placed(1)).flagged
        region = get_case(other, case.id, reviewer=ANN).regions[0]
        assert region.matches[0].symbol_id == acme.id
        assert region.matches[0].similarity == pytest.approx(1, abs=1e-4)
        assert reembed(other, by="op") == 0


def test_a_process_with_the_old_embedder_saves_nothing_any_more(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    with with_other(any_workspace) as other:
        reembed(other, by="op")

    with pytest.raises(EmbedderMismatchError, match="Start again with the former"):
        scan(any_workspace, Placed(1))


def test_a_job_that_was_stopped_goes_on_and_nobody_is_disturbed(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.reembedding._AT_ONCE", 1)
    add(any_workspace, "Acme", 1)
    for _ in range(3):
        scan(any_workspace, Placed(1))

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with with_other(any_workspace) as other:
        with pytest.raises(KeyboardInterrupt):
            reembed(other, by="op", progress=stop)
        assert embedder_ids(any_workspace) == {"fake-embedder"}
        assert scan(any_workspace, Placed(1)).flagged  # with the old one, meanwhile

        assert reembed(other, by="op") == 3

    assert embedder_ids(any_workspace) == {"other"}


def test_a_job_for_a_third_embedder_begins_from_the_start(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.reembedding._AT_ONCE", 1)
    add(any_workspace, "Acme", 1, 2)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with (
        with_other(any_workspace) as second,
        pytest.raises(KeyboardInterrupt),
    ):
        reembed(second, by="op", progress=stop)
    with with_other(any_workspace, model_id="third", turn=3) as third:
        assert reembed(third, by="op") == 2

    assert embedder_ids(any_workspace) == {"third"}


def test_a_lost_picture_keeps_the_embedder_in_use(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))
    for path in Path(workspace.data_dir / "blobs" / "originals").rglob("*/*"):
        path.unlink()

    with (
        with_other(workspace) as other,
        pytest.raises(ConflictError, match="2 pictures cannot be read"),
    ):
        reembed(other, by="op")

    assert embedder_ids(workspace) == {"fake-embedder"}


def test_what_was_answered_is_not_asked_again(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    press(any_workspace, take(any_workspace), Action.REJECTED)

    with with_other(any_workspace) as other:
        reembed(other, by="op")

        assert next_case(other, reviewer=ANN) is None
        assert not scan(other, Placed(1, other=2, blend=0.2)).flagged
