"""Decisions as labelled pairs: what counts as right, as wrong, and not at all."""

import numpy as np
import pytest

from storage.decision_pairs import decided_pairs
from storage.records import Action, SymbolInput
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, add, confirm, press, scan, take

LOOK = Placed(1, other=2, blend=0.3)


def pairs_of(ws: Workspace, embedder_id: str = "fake-embedder"):  # type: ignore[no-untyped-def]
    with ws.reading() as session:
        return decided_pairs(session, embedder_id)


def test_without_decisions_there_are_no_pairs(any_workspace: Workspace) -> None:
    assert len(pairs_of(any_workspace)) == 0


def test_answers_are_right_or_wrong_and_the_rest_says_nothing(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    add(ws, "Bolt", 2)
    for _ in range(4):
        scan(ws, LOOK)
    scan(ws, Placed(1, other=3, blend=0.3))
    seen = [confirm(ws, take(ws), acme.id, learn=False)]
    press(ws, take(ws), Action.NOT_A_LOGO)
    press(ws, take(ws), Action.ESCALATED)
    press(ws, take(ws), Action.SKIPPED, region=None)
    press(ws, take(ws), Action.NEW_SYMBOL, new_symbol=SymbolInput("Cord", "trademark"))

    pairs = pairs_of(ws)

    assert pairs.right.tolist() == [True, False, False]
    assert len(set(pairs.groups.tolist())) == 3
    first = seen[0].case.regions[0].matches
    assert pairs.evidence.similarity[0] == pytest.approx(first[0].similarity)
    gap = first[0].similarity - first[1].similarity
    assert pairs.evidence.margin[0] == pytest.approx(gap)
    assert np.isnan(pairs.evidence.text).all()
    assert pairs.kind_names == ("decisions",)
    assert len(pairs_of(ws, "another-embedder")) == 0


def test_a_decision_that_was_taken_back_does_not_count(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, LOOK)
    said = confirm(any_workspace, take(any_workspace), acme.id, learn=False)
    assert len(pairs_of(any_workspace)) == 1

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert len(pairs_of(any_workspace)) == 0
