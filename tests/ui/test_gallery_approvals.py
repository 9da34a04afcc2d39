"""The Approvals of the Gallery without a browser."""

import pytest

from storage.acting import Person, Role, acting_as
from storage.approving import count_proposals, list_proposals
from storage.errors import InvalidInputError
from storage.records import Action, SymbolInput
from storage.symbol_lookup import get_symbol
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, press, scan, take
from tests.storage.test_approving import guard_trademarks, propose, reviewing
from tests.ui.test_gallery import HOSTILE, opened
from ui import gallery_approvals
from ui.form import Form
from ui.review_notice import decision_notice


def chosen(workspace: Workspace) -> list[str]:
    found = list_proposals(workspace).items
    return [f"{one.id}:{one.version}" for one in found]


def test_what_waits_is_shown_with_its_pictures(workspace: Workspace) -> None:
    assert "Nothing waits for approval" in opened(workspace, "?view=approvals")
    guard_trademarks(workspace)
    acme = add(workspace, HOSTILE, 1).symbol
    done = propose(workspace, acme.id)

    html = opened(workspace, "?view=approvals")

    assert HOSTILE not in html
    assert f"/media/region/{done.decision.region_id}" in html
    assert f"/media/reference/{acme.references[0].id}" in html
    assert "Similarity 0." in html
    assert "Proposed by ann" in html
    assert '<span class="count">1</span>' in opened(workspace, "")


def test_a_reviewer_sees_it_and_has_no_buttons(workspace: Workspace) -> None:
    guard_trademarks(workspace)
    propose(workspace, add(workspace, "Acme", 1).symbol.id)

    with reviewing():
        html = opened(workspace, "?view=approvals")

    assert "Proposed by ann" in html
    assert 'data-act="approve"' not in html


def test_some_are_approved_and_others_refused(workspace: Workspace) -> None:
    guard_trademarks(workspace)
    acme = add(workspace, "Acme", 1).symbol
    for other in (2, 3, 4):
        propose(workspace, acme.id, Placed(1, other=other, blend=0.3))
    first, *rest = chosen(workspace)

    with acting_as(Person("cora", Role.CURATOR)):
        approved = gallery_approvals.approve(
            workspace, "cora", Form({"proposal": rest})
        )
        refused = gallery_approvals.refuse(workspace, "cora", Form({"proposal": first}))

    assert approved.notice == "2 references are approved. No earlier image matches."
    assert approved.focus == f"proposal-{first.partition(':')[0]}"
    assert refused.notice == "1 reference is refused. The decisions stay."
    assert "Nothing waits for approval" in refused.parts["view"]
    assert len(get_symbol(workspace, acme.id).references) == 3
    late = gallery_approvals.refuse(workspace, "dan", Form({"proposal": first}))
    assert late.is_error
    assert "was refused already, by cora" in late.notice
    history = opened(workspace, "?view=history")
    assert "a proposed reference refused" in history


@pytest.mark.parametrize("sent", [[], "", "1", "x:1", ["1:1", "2"]])
def test_a_choice_that_is_none_is_said(workspace: Workspace, sent: object) -> None:
    with pytest.raises(InvalidInputError, match="Choose at least one"):
        gallery_approvals.approve(workspace, "cora", Form({"proposal": sent}))
    assert count_proposals(workspace) == 0


def test_the_reviewer_is_told_that_it_waits(workspace: Workspace) -> None:
    guard_trademarks(workspace)
    acme = add(workspace, "Acme", 1).symbol
    said = decision_notice(workspace, propose(workspace, acme.id), reviewer="ann")
    assert said is not None
    assert said["text"] == "The crop is proposed as a reference of Acme."

    scan(workspace, Placed(1))
    with reviewing():
        new = SymbolInput("Bolt", "trademark")
        done = press(workspace, take(workspace), Action.NEW_SYMBOL, new_symbol=new)
    said = decision_notice(workspace, done, reviewer="ann")
    assert said is not None
    assert said["text"] == "Bolt is proposed as a new symbol."
    assert "it until a curator approves it" in opened(
        workspace, f"?symbol={done.decision.symbol_id}"
    )
