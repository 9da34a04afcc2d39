"""Agreement and accuracy on gold, from real answers, against counting by hand."""

import csv
import io
from datetime import UTC, datetime

import pytest

from storage.acting import Role
from storage.gold import list_gold, mark_gold, remove_gold
from storage.insights.agreement import agreement, first_day
from storage.insights.case_times import case_times
from storage.insights.gold_accuracy import gold_accuracy
from storage.insights.pace import decision_counts
from storage.insights.precision import precision
from storage.insights.standing import InsightFilter, Period
from storage.insights.tables import Figure, insight_csv
from storage.people import add_user
from storage.quality_rules import Checks
from storage.records import Action
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take

CARA = "cara"


def answer(ws: Workspace, reviewer: str, symbol_id: int | None) -> int:
    """Answer the next case of a person: a symbol, or none; return the decision."""
    case = take(ws, reviewer=reviewer)
    action = Action.NOT_A_LOGO if symbol_id is None else Action.CONFIRMED
    result = press(
        ws,
        case,
        action,
        reviewer=reviewer,
        symbol_id=symbol_id,
        add_reference=False,
    )
    return result.decision.id


@pytest.fixture
def answered(any_workspace: Workspace) -> Workspace:
    """Give four boxes two answers each; one pair differs, and Cara upholds it."""
    ws = any_workspace
    for name in (ANN, BOB):
        add_user(ws, name, role=Role.REVIEWER, password=None, by="x")
    add_user(ws, CARA, role=Role.CURATOR, password=None, by="x")
    acme = add(ws, "Acme", 1).symbol.id
    bolt = add(ws, "Bolt", 2).symbol.id
    ws.checks = Checks(second_share=1.0)
    both = [(1, acme, acme), (1, None, None), (1, acme, None), (2, bolt, bolt)]
    for seed, first, second in both:
        scan(ws, Placed(seed))
        answer(ws, ANN, first)
        answer(ws, BOB, second)
    answer(ws, CARA, acme)
    return ws


def test_agreement_counts_both_answers_and_no_curator(answered: Workspace) -> None:
    found = agreement(answered)

    assert found.same is not None
    assert (found.same.right, found.same.of) == (3, 4)
    [pair] = found.pairs
    assert (pair.one, pair.other, pair.same.of) == (ANN, BOB, 4)
    # Ann: acme 2, none 1, bolt 1. Bob: acme 1, none 2, bolt 1. Chance: 5/16.
    assert pair.kappa == pytest.approx((3 / 4 - 5 / 16) / (1 - 5 / 16))
    # Together: acme 3, none 3, bolt 2 of 8. Chance: 22/64.
    assert found.fleiss == pytest.approx((3 / 4 - 22 / 64) / (1 - 22 / 64))
    assert [share.of for _, share in found.periods] == [4]


@pytest.mark.parametrize(
    ("wanted", "boxes"),
    [
        (InsightFilter(symbol="Bolt"), 1),
        (InsightFilter(list_name="trademark"), 4),
        (InsightFilter(list_name="prohibited"), 0),
        (InsightFilter(reviewer=BOB), 4),
        (InsightFilter(reviewer=CARA), 0),
        (InsightFilter(until=datetime(2020, 1, 1, tzinfo=UTC)), 0),
    ],
)
def test_agreement_heeds_every_filter(
    answered: Workspace, wanted: InsightFilter, boxes: int
) -> None:
    same = agreement(answered, wanted).same

    assert (0 if same is None else same.of) == boxes


def test_second_answers_are_work_and_no_precision(answered: Workspace) -> None:
    assert sum(one.count for one in decision_counts(answered)) == 9
    assert sum(share.of for _, share in precision(answered).periods) == 4
    times = case_times(answered).overall
    assert times is not None
    assert times.cases == 9


def test_gold_answers_are_counted_by_reviewer(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol.id
    bolt = add(ws, "Bolt", 2).symbol.id
    for seed, known in ((1, acme), (1, None), (2, bolt)):
        scan(ws, Placed(seed))
        mark_gold(ws, answer(ws, CARA, known), by=CARA)
    ws.checks = Checks(gold_share=1.0)
    known = {one.region_id: one.symbol_id for one in list_gold(ws)}
    for reviewer in (ANN, BOB):
        for _ in range(3):
            scan(ws, Placed(1))  # one gold case comes before it
            right = known[take(ws, reviewer=reviewer).regions[0].id]
            wrong = None if right == acme else acme
            answer(ws, reviewer, right if reviewer == ANN else wrong)
            answer(ws, reviewer, acme)

    ann, bob = gold_accuracy(ws)

    assert (ann.reviewer, ann.right.right, ann.right.of) == (ANN, 3, 3)
    assert (bob.reviewer, bob.right.right, bob.right.of) == (BOB, 0, 3)
    assert (bob.missed, bob.invented, bob.confused) == (1, 1, 1)
    only = InsightFilter(symbol="Bolt")
    assert [one.right.of for one in gold_accuracy(ws, only)] == [1, 1]
    remove_gold(ws, list_gold(ws)[0].id, by=CARA)
    assert [one.right.of for one in gold_accuracy(ws)] == [2, 2]


def test_the_tables_are_what_the_figures_say(answered: Workspace) -> None:
    text = "".join(insight_csv(answered, Figure.AGREEMENT))
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [(row["measure"], row["one_reviewer"], row["boxes"]) for row in rows] == [
        ("cohen", ANN, "4"),
        ("fleiss", "", "4"),
    ]
    assert float(rows[0]["kappa"]) == pytest.approx(0.636364)
    head = "reviewer,right,answers,accuracy,low,high,missed,invented,confused"
    assert "".join(insight_csv(answered, Figure.GOLD)).strip() == head


@pytest.mark.parametrize(
    ("period", "expected"), [(Period.DAY, "2026-11-25"), (Period.WEEK, "2026-11-23")]
)
def test_a_week_begins_on_monday(period: Period, expected: str) -> None:
    wednesday = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)

    assert first_day(wednesday, period).isoformat() == expected
