"""What curators answer to proposed references: approve them, or refuse them.

An approval adds the reference, which counts at once, and the queue follows. Refusing a
new symbol's crop disables the symbol: what was said of it stays, and a merge moves it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from recognizer.errors import MarkwatchError
from storage.acting import Role, check_role
from storage.errors import ConflictError, NotFoundError
from storage.gallery_edits import record_edit
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.hunting import follow_up, hunt_result
from storage.merges import merged_symbols
from storage.models import ChangeKind, Proposal, Reference, Region, Symbol
from storage.proposal_views import proposal_views
from storage.records import (
    ApprovalResult,
    EditKind,
    Origin,
    Page,
    ProposalState,
    ProposalView,
    RetroHuntResult,
)
from storage.workspace import Workspace

_STATES = {
    ProposalState.APPROVED: "was approved already, by {by}",
    ProposalState.REFUSED: "was refused already, by {by}",
    ProposalState.WITHDRAWN: "was withdrawn: {by} took the decision back",
}


def count_proposals(ws: Workspace) -> int:
    """Return how many references wait for approval."""
    rows = select(func.count(Proposal.id)).where(_WAITING)
    with ws.reading() as session:
        return session.execute(rows).scalar_one()


def list_proposals(
    ws: Workspace, *, limit: int = 50, offset: int = 0
) -> Page[ProposalView]:
    """Return a page of what waits for approval, oldest first."""
    rows = select(Proposal).where(_WAITING).order_by(Proposal.id)
    with ws.reading() as session:
        count = select(func.count(Proposal.id)).where(_WAITING)
        total = session.execute(count).scalar_one()
        found = session.scalars(rows.limit(limit).offset(offset)).all()
        return Page(tuple(proposal_views(session, found)), total, offset)


def approve_proposals(
    ws: Workspace, versions: Mapping[int, int], *, by: str
) -> ApprovalResult:
    """Let proposed crops become references, in one transaction; the queue follows.

    versions: of each proposal, by its id, as it was seen. One that changed since is
    left, with a sentence; the others are approved. Raises NotAllowedError unless
    whoever acts is a curator.
    """
    return _answer(ws, versions, ProposalState.APPROVED, by=by)


def refuse_proposals(
    ws: Workspace, versions: Mapping[int, int], *, by: str
) -> ApprovalResult:
    """Refuse proposed crops; as `approve_proposals`, but nothing is added."""
    return _answer(ws, versions, ProposalState.REFUSED, by=by)


_WAITING = Proposal.state == ProposalState.WAITING


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """Which answer is given, by whom, when, and which symbols are part of others."""

    state: ProposalState
    by: str
    at: datetime
    merged: Mapping[int, int]


def _answer(
    ws: Workspace, versions: Mapping[int, int], state: ProposalState, *, by: str
) -> ApprovalResult:
    check_role(Role.CURATOR)
    added: list[Reference] = []
    problems: Counter[str] = Counter()
    answered = 0
    with ws.writing() as session:
        version = hold_gallery(session, alone=True)
        answer = _Answer(state, by, ws.now(), merged_symbols(session))
        changes: list[Change] = []
        for proposal_id, seen in sorted(versions.items()):
            try:
                proposal = _waiting(session, proposal_id, seen)
                changes += _answer_one(session, proposal, answer, added)
                answered += 1
            except MarkwatchError as err:
                problems[str(err)] += 1
        if changes:
            version = record_changes(session, changes, by=by, at=answer.at)
        reference_ids = tuple(row.id for row in added)
    follow_up(ws)
    with ws.reading() as session:
        hunted = hunt_result(session, version) if reference_ids else RetroHuntResult()
    return ApprovalResult(answered, reference_ids, tuple(problems), hunted)


def _waiting(session: Session, proposal_id: int, seen: int) -> Proposal:
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFoundError("There is no such proposal. Look at the list again.")
    if proposal.state is not ProposalState.WAITING:
        what = _STATES[proposal.state].format(by=proposal.answered_by or "somebody")
        raise ConflictError(f"Proposal {proposal_id} {what}; nothing was changed.")
    if proposal.version != seen:
        raise ConflictError(
            f"Proposal {proposal_id} changed since you looked; nothing was changed. "
            "Look at it again."
        )
    return proposal


def _answer_one(
    session: Session, proposal: Proposal, answer: _Answer, added: list[Reference]
) -> list[Change]:
    symbol_id = answer.merged.get(proposal.symbol_id, proposal.symbol_id)
    symbol = session.get_one(Symbol, symbol_id)
    approves = answer.state is ProposalState.APPROVED
    if approves and symbol.removed_at is not None:
        raise ConflictError(
            f"{symbol.name} is not in the gallery any more; nothing was added. Refuse "
            "the proposal instead."
        )
    proposal.state = answer.state
    proposal.version += 1
    proposal.answered_by, proposal.answered_at = answer.by, answer.at
    was_proposed = symbol.proposed
    if approves:
        changes = _approve(session, proposal, symbol, added)
    else:
        changes = _refuse(session, symbol)
    record_edit(
        session,
        EditKind.APPROVED if approves else EditKind.REFUSED,
        symbol_id=symbol.id,
        before={"proposed_by": proposal.proposed_by},
        after={
            "proposal": proposal.id,
            "decision": proposal.decision_id,
            "new_symbol": was_proposed,
        },
        by=answer.by,
        at=answer.at,
    )
    return changes


def _approve(
    session: Session, proposal: Proposal, symbol: Symbol, added: list[Reference]
) -> list[Change]:
    symbol.proposed = False
    there = select(Reference.id).where(
        Reference.symbol_id == symbol.id,
        Reference.sha256 == proposal.sha256,
        Reference.removed_at.is_(None),
    )
    if session.scalar(there) is not None:
        return []
    region = session.get_one(Region, proposal.region_id)
    reference = Reference(
        symbol_id=symbol.id,
        sha256=proposal.sha256,
        embedding=region.embedding,
        embedder_id=region.embedder_id,
        text=region.text,
        text_confidence=region.text_confidence,
        origin=Origin.DECISION,
        created_at=proposal.proposed_at,
        created_by=proposal.proposed_by,
    )
    session.add(reference)
    session.flush()
    proposal.reference_id = reference.id
    added.append(reference)
    return [
        Change(
            ChangeKind.REFERENCE_ADDED, symbol_id=symbol.id, reference_id=reference.id
        )
    ]


def _refuse(session: Session, symbol: Symbol) -> list[Change]:
    """Disable a new symbol of which nothing else waits."""
    session.flush()
    others = exists().where(Proposal.symbol_id == symbol.id, _WAITING)
    if not symbol.proposed or not symbol.enabled or session.scalar(select(others)):
        return []
    symbol.enabled = False
    return [Change(ChangeKind.SYMBOL_DISABLED, symbol_id=symbol.id)]


def proposals_of(ws: Workspace, ids: Sequence[int]) -> tuple[ProposalView, ...]:
    """Return some proposals, in whatever state, in the order of their ids."""
    rows = select(Proposal).where(Proposal.id.in_(ids)).order_by(Proposal.id)
    with ws.reading() as session:
        return tuple(proposal_views(session, session.scalars(rows).all()))
