"""The Decisions screen without a browser: real database, fake models."""

import uuid

import pytest

from storage.acting import Person, Role, acting_as
from storage.cases import next_case
from storage.decision_log import list_decisions
from storage.decisions import decide
from storage.errors import NotAllowedError
from storage.gold import list_gold
from storage.queue_status import queue_status
from storage.records import Action, DecisionInput, NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png
from ui import decisions
from ui.decisions import ACTION_NAMES
from ui.form import Form
from ui.fragments import reply_to

HOSTILE = "<img src=x onerror=alert(1)>"


def decide_one(workspace: Workspace, action: Action, *, note: str = "") -> None:
    case = next_case(workspace, reviewer="anna")
    assert case is not None
    [region] = case.regions
    symbol_id = region.matches[0].symbol_id if action is Action.CONFIRMED else None
    press = DecisionInput(
        request_id=uuid.uuid4().hex,
        case_id=case.id,
        case_version=case.version,
        region_id=region.id,
        action=action,
        reviewer="anna",
        symbol_id=symbol_id,
        reason="own product" if action is Action.REJECTED else "",
        note=note,
    )
    decide(workspace, press)


@pytest.fixture
def decided(workspace: Workspace) -> Workspace:
    """Decide two images: one confirmed, one rejected with a hostile note."""
    crops = [NewReference(draw_mark(1), "acme.png")]
    add_symbol(workspace, SymbolInput("Acme", "trademark"), crops, by="anna")
    for number, product in enumerate(("P-1", "P-2")):
        png = scene_png(Placed(1), salt=number)
        scan_image(workspace, png, name=f"{product}.png", product_id=product)
    decide_one(workspace, Action.CONFIRMED)
    decide_one(workspace, Action.REJECTED, note=HOSTILE)
    return workspace


def opened(workspace: Workspace, query: str) -> str:
    return decisions.open_view(workspace, Form({"query": query})).parts["view"]


def rows_of(html: str) -> int:
    return html.count('<tr id="decision-')


def test_no_decision_yet_says_where_to_begin(workspace: Workspace) -> None:
    html = opened(workspace, "")

    assert "No decision yet" in html
    assert "0 rows" in html


def test_every_action_has_a_name() -> None:
    assert set(ACTION_NAMES) == set(Action)


def test_decisions_are_listed_newest_first_and_escaped(decided: Workspace) -> None:
    html = opened(decided, "")

    assert rows_of(html) == 2
    assert html.index('id="decision-2"') < html.index('id="decision-1"')
    assert HOSTILE not in html
    assert "&lt;img src=x" in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?action=confirmed", 1),
        ("?product=P-2", 1),
        ("?reviewer=bert", 0),
        ("?list=trademark&symbol=acm", 1),
        ("?since=2020-01-01&until=2020-12-31", 0),
    ],
)
def test_filters_narrow_the_table_and_the_download(
    decided: Workspace, query: str, count: int
) -> None:
    html = opened(decided, query)

    assert rows_of(html) == count
    assert ("No decision is like that" in html) == (count == 0)
    escaped = query.replace("&", "&amp;")
    assert f'href="/export/decisions.csv{escaped}"' in html


def test_a_filter_that_cannot_be_used_is_said_in_place_of_the_table(
    decided: Workspace,
) -> None:
    html = opened(decided, "?since=yesterday")

    assert "&#39;yesterday&#39; is no date for since" in html
    assert rows_of(html) == 0


def test_an_undo_is_a_new_row_and_the_image_waits_again(decided: Workspace) -> None:
    waiting = queue_status(decided, reviewer="anna").open_cases
    [confirmed] = [
        row for row in list_decisions(decided).items if row.action is Action.CONFIRMED
    ]

    reply = decisions.undo(decided, "anna", Form({"decision": confirmed.decision_id}))

    assert rows_of(reply.parts["view"]) == 3
    assert "Taken back later" in reply.parts["view"]
    assert "is taken back" in reply.notice
    assert queue_status(decided, reviewer="anna").open_cases == waiting + 1

    again = reply_to(
        lambda form: decisions.undo(decided, "anna", form),
        Form({"decision": confirmed.decision_id}),
    )
    assert again.is_error


@pytest.mark.parametrize(
    ("who", "role", "count"),
    [
        ("anna", Role.REVIEWER, 2),
        ("ben", Role.REVIEWER, 0),
        ("cleo", Role.CURATOR, 2),
    ],
)
def test_undo_is_offered_to_whom_it_is_allowed(
    decided: Workspace, who: str, role: Role, count: int
) -> None:
    with acting_as(Person(who, role)):
        html = opened(decided, "")
        refused = reply_to(
            lambda form: decisions.undo(decided, who, form), Form({"decision": "1"})
        )

    assert html.count('data-act="undo"') == count
    assert refused.is_error is (count == 0)


def test_a_decision_is_made_a_gold_case_and_none_again(decided: Workspace) -> None:
    first = list_decisions(decided).items[-1].decision_id
    assert f'id="gold-{first}"' in opened(decided, "")

    marked = decisions.mark(decided, "cara", Form({"decision": first, "query": ""}))

    assert "Acme is the right answer" in marked.notice
    [gold] = list_gold(decided)
    assert f'data-gold="{gold.id}"' in marked.parts["view"]
    form = Form({"decision": first, "gold": gold.id, "query": ""})
    assert "Gold ✓" not in decisions.unmark(decided, "cara", form).parts["view"]
    assert list_gold(decided) == ()
    with acting_as(Person("rosa", Role.REVIEWER)):
        assert "Mark gold" not in opened(decided, "")
        with pytest.raises(NotAllowedError):
            decisions.mark(decided, "rosa", Form({"decision": first, "query": ""}))
