"""Each figure against a count by hand of the same decisions."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest
from sqlalchemy import select

from recognizer.types import Thresholds
from storage.insights.calibration import probability_check
from storage.insights.case_times import case_times
from storage.insights.pace import decision_counts
from storage.insights.precision import precision
from storage.insights.queue_age import AGES, queue_age
from storage.insights.shares import Share
from storage.insights.standing import InsightFilter, Period, reviewers
from storage.insights.tables import Figure, insight_csv
from storage.insights.thresholds import STEPS, Scope, threshold_outcomes
from storage.lists import list_lists
from storage.models import Case
from storage.records import Action, ThresholdOwner
from storage.threshold_changes import set_thresholds
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.insights.said import BEGIN, Said, fill
from tests.storage.steps import add, scan

MIDDLE = BEGIN + timedelta(days=10)
Keep = Callable[[Said], bool]

FILTERS: list[tuple[InsightFilter, Keep]] = [
    (InsightFilter(), lambda one: True),
    (InsightFilter(period=Period.DAY), lambda one: True),
    (InsightFilter(list_name="Trademark"), lambda one: one.list_name == "trademark"),
    (InsightFilter(symbol="acme"), lambda one: one.symbol == "Acme"),
    (InsightFilter(symbol="k"), lambda one: one.symbol == "Skull"),
    (InsightFilter(symbol="no such"), lambda one: False),
    (InsightFilter(reviewer="=eve"), lambda one: one.reviewer == "=eve"),
    (InsightFilter(since=MIDDLE), lambda one: one.at >= MIDDLE),
    (InsightFilter(until=MIDDLE), lambda one: one.at < MIDDLE),
]


def period_of(one: Said, wanted: InsightFilter) -> date:
    return (one.at if wanted.period is Period.DAY else one.week).date()


def test_an_empty_database_has_empty_figures(any_workspace: Workspace) -> None:
    assert reviewers(any_workspace) == ()
    assert precision(any_workspace).rows == ()
    assert decision_counts(any_workspace) == ()
    assert case_times(any_workspace).overall is None
    assert case_times(any_workspace).periods == ()
    assert queue_age(any_workspace).total == 0
    assert queue_age(any_workspace).oldest_since is None
    assert threshold_outcomes(any_workspace) == ()
    assert probability_check(any_workspace).error is None
    for figure in Figure:
        lines = list(insight_csv(any_workspace, figure))
        assert len(lines) == (1 + len(AGES) if figure is Figure.QUEUE_AGE else 1)


def test_every_figure_is_what_a_count_by_hand_gives(any_workspace: Workspace) -> None:
    said = fill(any_workspace, 400)
    trademark = next(
        one for one in list_lists(any_workspace) if one.name == "trademark"
    )
    owner = ThresholdOwner.of_list(trademark.id)
    set_thresholds(any_workspace, owner, Thresholds(0.5, 0.9), by="cora")

    assert reviewers(any_workspace) == ("=eve", "ann", "bob")
    for wanted, keep in FILTERS:
        kept = [one for one in said if keep(one)]
        check_precision(any_workspace, wanted, kept)
        check_pace(any_workspace, wanted, kept)
        check_times(any_workspace, wanted, kept)
        check_thresholds(any_workspace, wanted, kept)
        check_calibration(any_workspace, wanted, kept)


def check_precision(ws: Workspace, wanted: InsightFilter, said: list[Said]) -> None:
    answers = [one for one in said if one.answers]
    right = Counter(
        (period_of(one, wanted), one.symbol)
        for one in answers
        if one.action is Action.CONFIRMED
    )
    of = Counter((period_of(one, wanted), one.symbol) for one in answers)

    found = precision(ws, wanted)

    assert [
        (row.period, row.symbol.name, row.confirmed.right, row.confirmed.of)
        for row in found.rows
    ] == [(*key, right[key], of[key]) for key in sorted(of)]
    assert sum(share.of for _, share in found.periods) == len(answers)
    assert {name.name: share.of for name, share in found.symbols} == Counter(
        one.symbol for one in answers
    )


def check_pace(ws: Workspace, wanted: InsightFilter, said: list[Said]) -> None:
    expected = Counter(
        (period_of(one, wanted), one.reviewer, one.action) for one in said
    )

    found = decision_counts(ws, wanted)

    assert [
        ((one.period, one.reviewer, one.action), one.count) for one in found
    ] == sorted(expected.items())


def check_times(ws: Workspace, wanted: InsightFilter, said: list[Said]) -> None:
    took: dict[tuple[date, int, str], float] = defaultdict(float)
    for one in said:
        key = period_of(one, wanted), one.case_id, one.reviewer
        took[key] += one.seconds or 0
    times: dict[date, list[float]] = defaultdict(list)
    for (period, _, _), seconds in took.items():
        if seconds > 0:
            times[period].append(seconds)

    found = case_times(ws, wanted)

    assert [one.period for one in found.periods] == sorted(times)
    for one in found.periods:
        assert one.period is not None
        check_spread(times[one.period], one.cases, one.median, one.p90)
    if found.overall is None:
        assert not times
    else:
        together = [seconds for part in times.values() for seconds in part]
        overall = found.overall
        check_spread(together, overall.cases, overall.median, overall.p90)


def check_spread(times: list[float], n: int, middle: float, p90: float) -> None:
    assert n == len(times)
    assert middle == pytest.approx(median(times))
    assert sum(seconds <= p90 + 1e-9 for seconds in times) >= 0.9 * n
    assert sum(seconds < p90 - 1e-9 for seconds in times) < 0.9 * n


def check_thresholds(ws: Workspace, wanted: InsightFilter, said: list[Said]) -> None:
    answers = [one for one in said if one.answers and one.probability is not None]
    lists = {one.list_name for one in answers}
    symbols = {one.symbol for one in answers}

    found = threshold_outcomes(ws, wanted)

    assert [one.scope for one in found] == [
        *([Scope.ALL] if answers else []),
        *([Scope.LIST] * len(lists)),
        *([Scope.SYMBOL] * len(symbols)),
    ]
    for outcome in found:
        counted = [
            one for one in answers if outcome.name in ("", one.symbol, one.list_name)
        ]
        now = {0.5 if one.list_name == "trademark" else 0.3 for one in counted}
        assert outcome.now == (now.pop() if len(now) == 1 else None)
        for step, threshold in zip(outcome.steps, STEPS, strict=True):
            over = Counter(
                one.action is Action.CONFIRMED
                for one in counted
                if (one.probability or 0) >= threshold
            )
            assert step.threshold == threshold
            assert step.confirmed_kept == over[True]
            assert step.rejected - step.rejected_gone == over[False]
        lost = Counter(
            one.action is Action.CONFIRMED
            for one in counted
            if (one.probability or 0) < (0.5 if one.list_name == "trademark" else 0.3)
        )
        assert outcome.confirmed + outcome.rejected == len(counted)
        assert outcome.confirmed_lost == lost[True]
        assert outcome.rejected_gone == lost[False]


def check_calibration(ws: Workspace, wanted: InsightFilter, said: list[Said]) -> None:
    counted = [
        one
        for one in said
        if one.probability is not None
        and (
            one.answers
            or (one.action is Action.NEW_SYMBOL and not wanted.chooses_symbols)
        )
    ]

    found = probability_check(ws, wanted)

    assert found.decisions == len(counted)
    gaps = 0.0
    for each in found.bins:
        last = each.high == 1
        inside = [
            one
            for one in counted
            if each.low <= (one.probability or 0) < each.high
            or (last and one.probability == 1)
        ]
        right = sum(one.action is Action.CONFIRMED for one in inside)
        mean = sum(one.probability or 0 for one in inside) / len(inside)
        assert each.right == Share(right, len(inside))
        assert each.said == pytest.approx(mean)
        gaps += abs(mean * len(inside) - right)
    if counted:
        assert found.error == pytest.approx(gaps / len(counted))


def test_the_queue_s_age_counts_open_cases(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    add(any_workspace, "Skull", 2, list_name="prohibited")
    for mark in (1, 1, 2, 1):
        scan(any_workspace, Placed(mark))
    now = any_workspace.now()
    ages = [timedelta(minutes=5), timedelta(days=2), timedelta(days=40), timedelta(9)]
    with any_workspace.writing() as session:
        case_ids = session.scalars(select(Case.id).order_by(Case.id)).all()
        for case_id, age in zip(case_ids, ages, strict=True):
            session.get_one(Case, case_id).opened_at = now - age
        session.get_one(Case, case_ids[3]).closed_at = now
    any_workspace.now = lambda: now

    found = queue_age(any_workspace)
    of_list = queue_age(any_workspace, InsightFilter(list_name="trademark"))

    assert [count for _, count in found.groups] == [1, 0, 1, 0, 0, 1]
    assert found.oldest_case_id == case_ids[2]
    assert found.oldest_since == now - ages[2]
    assert [count for _, count in of_list.groups] == [1, 0, 1, 0, 0, 0]
    assert of_list.oldest_case_id == case_ids[1]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Wilson's interval, as in Brown, Cai and DasGupta, Statistical Science 2001.
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_a_share_has_wilson_s_interval(
    right: int, of: int, low: float, high: float
) -> None:
    share = Share(right, of)

    assert (share.low, share.high) == pytest.approx((low, high), abs=1e-4)


def test_a_csv_is_safe_for_spreadsheets(any_workspace: Workspace) -> None:
    said = fill(any_workspace, 60)
    wanted = replace(InsightFilter(), period=Period.DAY)

    lines = "".join(insight_csv(any_workspace, Figure.DECISIONS, wanted, bom=True))

    assert lines.startswith("\ufeffperiod,")
    rows = list(csv.DictReader(io.StringIO(lines.lstrip("\ufeff"))))
    assert {row["reviewer"] for row in rows} == {"ann", "bob", "'=eve"}
    assert sum(int(row["decisions"]) for row in rows) == len(said)
    assert rows[0]["action"] in set(Action)
