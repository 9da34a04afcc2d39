"""The log of decisions, and its CSV."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pytest

from recognizer.images import encode_png
from storage.decision_log import last_decisions, list_decisions
from storage.export import COLUMNS, csv_lines, decision_rows, write_decisions_csv
from storage.records import Action, DecisionFilter, DecisionKind, DecisionRow
from storage.scanning import scan_image
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed, draw_scene
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take


def read_csv(rows: Iterator[DecisionRow], *, bom: bool = False) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_decisions_csv(rows, stream, bom=bom)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


@pytest.fixture
def decided(any_workspace: Workspace) -> Workspace:
    """Three decisions and an undo, of two reviewers, on two lists."""
    ws = any_workspace
    acme = add(ws, "Acme", 1, list_name="prohibited").symbol
    bolt = add(ws, "Bolt", 2, list_name="certification").symbol
    scene = encode_png(draw_scene([Placed(1), Placed(2, x=200)]))
    scan_image(ws, scene, name="b.png", product_id="SKU-7", title="Bier")
    scan(ws, Placed(2), name="plain.png")
    case = take(ws)
    confirm(ws, case, acme.id, region=0, learn=False)
    rejected = press(ws, case, Action.REJECTED, region=1, symbol_id=bolt.id)
    other = take(ws, reviewer=BOB)
    press(
        ws, other, Action.CONFIRMED, reviewer=BOB, symbol_id=bolt.id, add_reference=True
    )
    undo(ws, decision_id=rejected.decision.id, reviewer=ANN)
    return ws


def test_an_empty_log_is_a_header(any_workspace: Workspace) -> None:
    assert list_decisions(any_workspace).total == 0
    assert list(csv_lines(decision_rows(any_workspace))) == [",".join(COLUMNS) + "\r\n"]


def test_the_csv_has_the_rows_of_the_log(decided: Workspace) -> None:
    rows = read_csv(decision_rows(decided))

    assert [row["decision_id"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["action"] for row in rows] == [
        "confirmed",
        "rejected",
        "confirmed",
        "undone",
    ]
    first = rows[0]
    assert (first["product_id"], first["title"], first["symbol"]) == (
        "SKU-7",
        "Bier",
        "Acme",
    )
    assert (first["list"], first["severity"], first["seconds"]) == (
        "prohibited",
        "5",
        "1.5",
    )
    assert [first[k] for k in ("x0", "y0", "x1", "y1")] == ["40", "40", "140", "140"]
    assert first["decided_at"].endswith("+00:00")
    assert [row["undone"] for row in rows] == ["false", "true", "false", "false"]
    assert rows[3]["undoes_decision_id"] == "2"
    newest = list_decisions(decided).items
    assert [row.decision_id for row in newest] == [4, 3, 2, 1]
    assert set(newest) == set(decision_rows(decided))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (DecisionFilter(), [1, 2, 3, 4]),
        (DecisionFilter(reviewer=BOB), [3]),
        (DecisionFilter(action=Action.CONFIRMED), [1, 3]),
        (DecisionFilter(list_name="Prohibited"), [1]),
        (DecisionFilter(symbol_query="BOL"), [2, 3, 4]),
        (DecisionFilter(symbol_query="%"), []),
        (DecisionFilter(product_query="sku"), [1, 2, 4]),
        (DecisionFilter(product_query="plain"), [3]),
        (DecisionFilter(include_undone=False), [1, 3]),
        (DecisionFilter(since=datetime(2000, 1, 1, tzinfo=UTC)), [1, 2, 3, 4]),
        (DecisionFilter(until=datetime(2000, 1, 1, tzinfo=UTC)), []),
    ],
)
def test_decisions_are_filtered(
    decided: Workspace, wanted: DecisionFilter, expected: list[int]
) -> None:
    assert [row.decision_id for row in decision_rows(decided, wanted)] == expected
    assert list_decisions(decided, wanted).total == len(expected)


def test_pages_follow_one_another(decided: Workspace) -> None:
    first = list_decisions(decided, limit=3)
    second = list_decisions(decided, limit=3, offset=3)

    assert [row.decision_id for row in (*first.items, *second.items)] == [4, 3, 2, 1]


def test_my_last_decisions_are_those_that_stand(decided: Workspace) -> None:
    assert [d.id for d in last_decisions(decided, reviewer=ANN)] == [1]
    assert [d.id for d in last_decisions(decided, reviewer=BOB)] == [3]
    assert last_decisions(decided, reviewer=ANN, limit=0) == ()


def make_row(**changes: object) -> DecisionRow:
    row = DecisionRow(
        decision_id=1,
        case_id=1,
        image_id=1,
        image_sha256="0" * 64,
        image_name="a.png",
        product_id="",
        title="",
        source_uri="",
        region_id=None,
        x0=None,
        y0=None,
        x1=None,
        y1=None,
        region_text="",
        action=Action.SKIPPED,
        symbol_id=None,
        symbol="",
        list="",
        severity=None,
        reviewer=ANN,
        decided_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        seconds=None,
        similarity=None,
        rank=None,
        probability=None,
        threshold_uncertain=None,
        threshold_known=None,
        reason="",
        note="",
        undoes_decision_id=None,
        undone=False,
        added_reference_id=None,
        kind=DecisionKind.FIRST,
        proposed_symbol="",
        detector_id="",
        embedder_id="",
        gallery_version=0,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),  # empty
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-2", "'-2"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ('a,"b"\nc', 'a,"b"\nc'),
        ("ビール", "ビール"),
    ],
)
def test_a_cell_cannot_be_a_formula(typed: str, written: str) -> None:
    [row] = read_csv(iter([make_row(note=typed)]))

    assert row["note"] == written


def test_a_negative_number_stays_a_number() -> None:
    [row] = read_csv(iter([make_row(similarity=-0.25)]))

    assert row["similarity"] == "-0.25"


def test_times_are_written_in_utc() -> None:
    there = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).astimezone()

    [row] = read_csv(iter([make_row(decided_at=there + timedelta(hours=1))]))

    assert row["decided_at"] == "2026-01-02T04:04:05.000+00:00"


@pytest.mark.parametrize(
    ("bom", "first"), [(True, "\ufeffdecision_id"), (False, "dec")]
)
def test_a_byte_order_mark_is_written_when_asked(bom: bool, first: str) -> None:
    assert next(csv_lines([], bom=bom)).startswith(first)


def test_rows_are_written_as_they_come() -> None:
    class Nothing(io.StringIO):
        def write(self, text: str, /) -> int:
            return len(text)

    tracemalloc.start()
    count = write_decisions_csv(repeat(make_row(), 2_000), Nothing())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 2_000
    assert peak < 1_000_000
