"""Whether the database holds what people were told: nothing lost, nothing doubled.

Compares what reviewers wrote down themselves with the rows. Changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import CaseRegion, Decision, HuntedRegion
from storage.records import Action, DecisionKind
from storage.workspace import Workspace

_FINAL = frozenset(
    {Action.CONFIRMED, Action.REJECTED, Action.NOT_A_LOGO, Action.NEW_SYMBOL}
)


class Outcome(StrEnum):
    """What a page was told of a press. UNKNOWN: no answer ever came."""

    SAVED = "saved"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """A press as its reviewer remembers it, however often it was sent.

    undoes_id: the decision that it takes back; None where it is a decision itself.
    """

    request_id: str
    reviewer: str
    case_id: int
    region_id: int | None
    action: Action
    outcome: Outcome
    undoes_id: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A case that was surely one reviewer's, in seconds of any one clock."""

    case_id: int
    reviewer: str
    since_s: float
    until_s: float


@dataclass(frozen=True, slots=True)
class Account:
    """What does not fit, as sentences; all of it empty where all is well.

    lost: said to be saved, and not there. doubled: there more often than pressed.
    unsaid: there, though it was refused or nobody pressed it. shared: cases that two
    people held at once. standing: undone, and still in force.
    """

    decisions: int
    undone: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    unsaid: tuple[str, ...]
    shared: tuple[str, ...]
    standing: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether everything fits."""
        return not any(
            (self.lost, self.doubled, self.unsaid, self.shared, self.standing)
        )


def account(ws: Workspace, said: Sequence[Said], held: Iterable[Held]) -> Account:
    """Compare what reviewers remember with all decisions of a workspace."""
    with ws.reading() as session:
        rows = session.scalars(select(Decision).order_by(Decision.id)).all()
        boxes = session.execute(select(HuntedRegion.case_id, HuntedRegion.region_id))
        hunted = {(case_id, region_id) for case_id, region_id in boxes}
        decided = [one for one in said if one.undoes_id is None]
        undoing = [one for one in said if one.undoes_id is not None]
        return Account(
            decisions=sum(row.action is not Action.UNDONE for row in rows),
            undone=sum(row.action is Action.UNDONE for row in rows),
            lost=tuple(_lost(rows, decided)),
            doubled=tuple(_doubled(rows, hunted)),
            unsaid=tuple(_unsaid(rows, decided, undoing)),
            shared=tuple(_shared(held)),
            standing=tuple(_standing(session, rows, undoing)),
        )


def _lost(rows: Sequence[Decision], decided: Iterable[Said]) -> Iterable[str]:
    by_id = {row.request_id: row for row in rows}
    for one in decided:
        if one.outcome is not Outcome.SAVED:
            continue
        row = by_id.get(one.request_id)
        if row is None:
            yield f"{_named(one)} was said to be saved and is not there"
        elif _of_row(row) != (one.reviewer, one.case_id, one.region_id, one.action):
            yield f"{_named(one)} was saved as something else: {_of_row(row)}"


def _of_row(row: Decision) -> tuple[str, int, int | None, Action]:
    return row.reviewer, row.case_id, row.region_id, row.action


def _doubled(
    rows: Sequence[Decision], hunted: Collection[tuple[int, int]]
) -> Iterable[str]:
    """Find boxes that were answered while an answer stood.

    A retro-hunt may ask for a box again, whatever was said of it before.
    """
    undone = {row.undoes_id: row.id for row in rows if row.undoes_id is not None}
    standing: dict[tuple[int, int], Decision] = {}
    for row in rows:
        if row.action not in _FINAL or row.region_id is None:
            continue
        box = row.case_id, row.region_id
        before = standing.get(box)
        if before is not None and box not in hunted:
            taken_back = undone.get(before.id)
            if taken_back is None or taken_back > row.id:
                yield (
                    f"box {row.region_id} of case {row.case_id} was answered twice, by "
                    f"{before.reviewer} and {row.reviewer}"
                )
        standing[box] = row


def _unsaid(
    rows: Sequence[Decision], decided: Iterable[Said], undoing: Iterable[Said]
) -> Iterable[str]:
    """Find rows that nobody pressed, and such as were said not to be saved."""
    by_press = {one.request_id: one for one in decided}
    taken_back: dict[int | None, set[Outcome]] = defaultdict(set)
    for one in undoing:
        taken_back[one.undoes_id].add(one.outcome)
    for row in rows:
        if row.action is Action.UNDONE:
            outcomes = taken_back[row.undoes_id]
            if outcomes <= {Outcome.REFUSED}:
                yield f"decision {row.undoes_id} was undone, and nobody was told so"
            continue
        press = by_press.get(row.request_id)
        if press is None:
            yield f"decision {row.id} of {row.reviewer} was never pressed"
        elif press.outcome is Outcome.REFUSED:
            yield f"{_named(press)} was refused and is there all the same"


def _shared(held: Iterable[Held]) -> Iterable[str]:
    by_case: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        by_case[one.case_id].append(one)
    for case_id, times in by_case.items():
        times.sort(key=lambda one: one.since_s)
        for at, one in enumerate(times):
            for other in times[at + 1 :]:
                if other.since_s >= one.until_s:
                    break
                if other.reviewer != one.reviewer:
                    yield f"{one.reviewer} and {other.reviewer} both held {case_id}"


def _standing(
    session: Session, rows: Sequence[Decision], undoing: Iterable[Said]
) -> Iterable[str]:
    """Find what was taken back and has no undo, or whose box does not wait again."""
    undone = {row.undoes_id for row in rows if row.undoes_id is not None}
    last = {(row.case_id, row.region_id): row for row in rows if row.region_id}
    by_id = {row.id: row for row in rows}
    for one in undoing:
        if one.outcome is not Outcome.SAVED:
            continue
        if one.undoes_id not in undone:
            yield f"decision {one.undoes_id} was said to be undone and stands"
    for (case_id, region_id), row in last.items():
        if row.action is not Action.UNDONE:
            continue
        taken_back = by_id[row.undoes_id or 0]
        # What is asked of a second person waits elsewhere, or is withdrawn.
        if taken_back.action not in _FINAL or taken_back.kind is not DecisionKind.FIRST:
            continue
        if not _waits(session, region_id):
            yield f"box {region_id} of case {case_id} was undone and does not wait"


def _waits(session: Session, region_id: int | None) -> bool:
    waiting = select(CaseRegion.case_id).where(
        CaseRegion.region_id == region_id, CaseRegion.waiting.is_(True)
    )
    return session.scalar(waiting) is not None


def _named(one: Said) -> str:
    return f"{one.action.value} of box {one.region_id} by {one.reviewer}"
