"""The audit log: every change, by whom, with old and new; and nothing takes it back."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.acting import Door, Person, Role, acting_as
from storage.audit import AuditFilter, AuditView, audit_csv, audit_kinds, list_audit
from storage.audit_trail import note
from storage.cases import end_claim, next_case
from storage.decisions import decide
from storage.lists import add_list
from storage.logins import log_in
from storage.people import add_user, log_out_everywhere, set_password, set_role
from storage.records import (
    Action,
    DecisionInput,
    NewReference,
    ScanItem,
    SymbolInput,
    SymbolUpdate,
)
from storage.scanning import scan_image, scan_many
from storage.symbols import (
    add_symbol,
    remove_reference,
    set_symbol_enabled,
    update_symbol,
)
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png

ADA = Person("Ada", Role.ADMIN, Door.SCREEN)
PASSWORD = "four words are enough"


def add_acorn(ws: Workspace) -> int:
    crop = NewReference(draw_mark(1), "acorn.png")
    symbol = SymbolInput("Acorn", "trademark")
    return add_symbol(ws, symbol, [crop], by="Curt").symbol.id


def entries(ws: Workspace, kind: str = "") -> list[AuditView]:
    """Return the changes of a kind, oldest first."""
    return list(reversed(list_audit(ws, AuditFilter(kind=kind), limit=500).items))


def test_at_first_nothing_was_changed(any_workspace: Workspace) -> None:
    assert list_audit(any_workspace).total == 0
    assert audit_kinds(any_workspace) == ()


def test_a_new_symbol_and_its_reference_are_written_down(
    any_workspace: Workspace,
) -> None:
    with acting_as(ADA):
        symbol_id = add_acorn(any_workspace)

    [symbol] = entries(any_workspace, "symbol")
    [reference] = entries(any_workspace, "reference")
    assert (symbol.person, symbol.role, symbol.door) == ("Ada", "admin", "screen")
    assert (symbol.did, symbol.subject, symbol.subject_id) == (
        "added",
        "Acorn",
        symbol_id,
    )
    assert symbol.old == {}
    assert symbol.new["name"] == "Acorn"
    assert (reference.did, reference.subject) == ("added", "Acorn")
    assert "embedding" not in reference.new


def test_a_change_says_what_was_and_what_is(any_workspace: Workspace) -> None:
    symbol_id = add_acorn(any_workspace)
    change = SymbolUpdate(name="Oak", severity=5)

    with acting_as(ADA):
        update_symbol(any_workspace, symbol_id, change, by="Ada")

    entry = entries(any_workspace, "symbol")[-1]
    assert entry.did == "changed"
    assert entry.old == {"name": "Acorn", "severity": None}
    assert entry.new == {"name": "Oak", "severity": 5}


def test_a_change_that_changes_nothing_is_none(workspace: Workspace) -> None:
    symbol_id = add_acorn(workspace)
    before = list_audit(workspace).total

    update_symbol(workspace, symbol_id, SymbolUpdate(name="Acorn"), by="Ada")

    assert list_audit(workspace).total == before


def test_disabling_and_taking_references_out_are_written_down(
    workspace: Workspace,
) -> None:
    symbol_id = add_acorn(workspace)
    set_symbol_enabled(workspace, symbol_id, enabled=False, by="Ada")
    [reference] = entries(workspace, "reference")
    assert reference.subject_id is not None
    remove_reference(workspace, reference.subject_id, by="Ada")

    assert entries(workspace, "symbol")[-1].new == {"enabled": False}
    assert set(entries(workspace, "reference")[-1].new) == {"removed_at"}


def test_who_did_it_is_known_where_nobody_said_who_acts(workspace: Workspace) -> None:
    add_acorn(workspace)

    assert entries(workspace, "symbol")[0].person == "Curt"


def test_decisions_and_undoing_them_are_written_down(any_workspace: Workspace) -> None:
    symbol_id = add_acorn(any_workspace)
    scan_image(any_workspace, scene_png(Placed(1)), name="one.png")
    case = next_case(any_workspace, reviewer="Rosa")
    assert case is not None
    press = DecisionInput(
        request_id="r1",
        case_id=case.id,
        case_version=case.version,
        region_id=case.regions[0].id,
        action=Action.CONFIRMED,
        symbol_id=symbol_id,
        reviewer="Rosa",
    )
    result = decide(any_workspace, press)
    decide(any_workspace, press)  # a repeated press is one change
    undo(any_workspace, decision_id=result.decision.id, reviewer="Omar")

    said, taken_back = entries(any_workspace, "decision")
    assert (said.person, said.new["action"]) == ("Rosa", "confirmed")
    assert said.new["symbol_id"] == symbol_id
    assert (taken_back.person, taken_back.new["action"]) == ("Omar", "undone")
    assert taken_back.new["undoes_id"] == result.decision.id


def test_what_is_rolled_back_leaves_no_entry(any_workspace: Workspace) -> None:
    def break_off() -> None:
        with any_workspace.writing() as session:
            note(session, "scan", "added", subject="never")
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()

    assert list_audit(any_workspace).total == 0


def test_people_are_written_down_without_their_secrets(workspace: Workspace) -> None:
    add_user(workspace, "Ines", role=Role.ADMIN, password=PASSWORD, by="Ada")
    add_user(workspace, "Rosa", role=Role.REVIEWER, password=PASSWORD, by="Ada")
    set_role(workspace, "Rosa", Role.CURATOR)
    set_password(workspace, "Rosa", "other words, as many")
    log_in(workspace, name="Ines", password=PASSWORD, address="10.0.0.1")
    log_out_everywhere(workspace, "Ines")

    found = entries(workspace)
    told = [(e.kind, e.did, e.subject) for e in found]
    assert told == [
        ("user", "added", "Ines"),
        ("user", "added", "Rosa"),
        ("user", "changed", "Rosa"),
        ("user", "changed", "Rosa"),
        ("login", "added", "Ines"),
        ("user", "signed out", "Ines"),
    ]
    assert (found[2].old, found[2].new) == ({"role": "reviewer"}, {"role": "curator"})
    assert set(found[3].new) == {"password_hash"}
    assert "argon2" not in "".join(audit_csv(workspace))


def test_scans_are_written_down_once_each(workspace: Workspace) -> None:
    scan_image(workspace, scene_png(Placed(1)), name="one.png")
    scan_image(workspace, scene_png(Placed(1)), name="one.png")  # there already
    items = [
        ScanItem(name=f"{n}.png", read=lambda n=n: scene_png(Placed(1), salt=n + 1))
        for n in range(2)
    ]
    scan_many(workspace, items)
    scan_many(workspace, [])

    found = entries(workspace, "scan")
    assert [entry.subject for entry in found] == ["one.png", "2 new images"]
    assert [entry.new["images"] for entry in found] == [1, 2]


def test_an_admin_who_ends_a_claim_is_written_down(workspace: Workspace) -> None:
    add_acorn(workspace)
    scan_image(workspace, scene_png(Placed(1)), name="one.png")
    case = next_case(workspace, reviewer="Rosa")
    assert case is not None

    with acting_as(ADA):
        end_claim(workspace, case.id)
        end_claim(workspace, case.id)  # nobody holds it any more

    [entry] = entries(workspace, "claim")
    assert (entry.person, entry.did, entry.old) == ("Ada", "ended", {"held_by": "Rosa"})


def test_lists_are_written_down(workspace: Workspace) -> None:
    with acting_as(ADA):
        add_list(workspace, "house", severity=4, by="Ada")

    [entry] = entries(workspace, "list")
    assert (entry.person, entry.subject, entry.new["severity"]) == ("Ada", "house", 4)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET person = 'nobody'",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_entries WHERE id = 1",
    ],
)
def test_the_database_refuses_to_change_the_log(
    any_workspace: Workspace, statement: str
) -> None:
    add_acorn(any_workspace)
    before = list_audit(any_workspace)

    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        any_workspace.writing() as session,
    ):
        session.execute(text(statement))

    assert list_audit(any_workspace) == before


def test_postgresql_refuses_to_empty_the_log(any_workspace: Workspace) -> None:
    if any_workspace.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    add_acorn(any_workspace)

    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        any_workspace.writing() as session,
    ):
        session.execute(text("TRUNCATE audit_entries"))


FILTERS = [
    (AuditFilter(), 4),  # the embedder that came into use, too
    (AuditFilter(person="Ada"), 1),
    (AuditFilter(person="ada"), 0),
    (AuditFilter(kind="reference"), 1),
    (AuditFilter(text="ACO"), 2),
    (AuditFilter(text="100%_"), 0),
    (AuditFilter(kind="\0"), 0),
]


@pytest.mark.parametrize(("wanted", "count"), FILTERS)
def test_filters_choose_changes(
    any_workspace: Workspace, wanted: AuditFilter, count: int
) -> None:
    add_acorn(any_workspace)
    with acting_as(ADA):
        add_list(any_workspace, "house", by="Ada")

    assert list_audit(any_workspace, wanted).total == count


def test_times_choose_changes_and_pages_go_backwards(workspace: Workspace) -> None:
    began = workspace.now()
    for hours in range(3):
        workspace.now = lambda hours=hours: began + timedelta(hours=hours)
        add_list(workspace, f"list {hours}", by="Ada")

    later = AuditFilter(kind="list", since=began + timedelta(hours=1))
    until = AuditFilter(kind="list", until=began + timedelta(hours=1))
    page = list_audit(workspace, AuditFilter(kind="list"), limit=1, offset=1)

    assert [e.subject for e in list_audit(workspace, later).items] == [
        "list 2",
        "list 1",
    ]
    assert [e.subject for e in list_audit(workspace, until).items] == ["list 0"]
    assert (page.total, page.items[0].subject) == (3, "list 1")


def test_the_csv_has_all_of_it_and_no_formula(workspace: Workspace) -> None:
    with acting_as(Person("=cmd()", Role.CURATOR, Door.API)):
        add_list(workspace, "häuser", by="x")

    lines = list(audit_csv(workspace))

    [row] = csv.DictReader(io.StringIO("".join(lines)))
    assert row["person"] == "'=cmd()"
    assert row["subject"] == "häuser"
    assert row["kind"] == "list"
    assert '"severity": 3' in row["new"]
