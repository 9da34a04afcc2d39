"""Thresholds that the decisions so far suggest, and how decisions fare at any.

Counts decisions that stand, by the embedder in use, with the probability that the
calibration in use gives their matches: thresholds are of that one, whatever was said
when they were made. A confirmation of a symbol should stay at or above its threshold; a
rejection of its match should go below.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from recognizer.calibration import Calibration
from recognizer.types import Thresholds
from storage.decision_kinds import EFFECTIVE
from storage.decision_pairs import EVIDENCE, decided_evidence
from storage.embedder_in_use import embedder_in_use
from storage.models import Decision, Rejection, Symbol, SymbolMerge
from storage.records import (
    Action,
    DecisionSpread,
    OwnerKind,
    PastDecisions,
    Suggestion,
    ThresholdOwner,
)
from storage.threshold_owners import owned_thresholds, owner_row
from storage.thresholds import LEAST
from storage.workspace import Workspace

FEWEST_CONFIRMED = 10
FEWEST_REJECTED = 10
KEPT_SHARE = 0.95
CERTAIN_SHARE = 0.98
SPREAD_STEPS = 20
_PERCENTS = range(round(100 * LEAST), 100)  # what can be set


def suggest_thresholds(ws: Workspace, owner: ThresholdOwner) -> Suggestion:
    """Suggest thresholds from what was confirmed and rejected. Raises NotFoundError.

    The lower one sends as many rejected matches away as it can while at least 95 % of
    the confirmed ones stay. From the upper one on, at least 98 % were confirmed; where
    there is no such, it stays what it is.
    """
    with ws.reading() as session:
        applies = owned_thresholds(ws, session, owner).effective.thresholds
        said = _said(ws, session, owner)
    now = said.at(applies.uncertain)
    missing_confirmed = max(0, FEWEST_CONFIRMED - len(said.confirmed))
    missing_rejected = max(0, FEWEST_REJECTED - len(said.rejected))
    if missing_confirmed or missing_rejected:
        return Suggestion(None, missing_confirmed, missing_rejected, None, now)
    best = _best_uncertain(said, applies.uncertain)
    known = _best_known(said, best.threshold) or max(applies.known, best.threshold)
    return Suggestion(Thresholds(best.threshold, known), 0, 0, best, now)


def past_decisions(
    ws: Workspace, owner: ThresholdOwner, threshold: float
) -> PastDecisions:
    """Say what a threshold would have done to the decisions so far."""
    with ws.reading() as session:
        owner_row(session, owner)
        return _said(ws, session, owner).at(threshold)


def decision_spread(ws: Workspace, owner: ThresholdOwner) -> DecisionSpread:
    """Count the decisions so far by their probability. Raises NotFoundError."""
    with ws.reading() as session:
        owner_row(session, owner)
        said = _said(ws, session, owner)
    return DecisionSpread(_steps(said.confirmed), _steps(said.rejected))


def _steps(probabilities: Sequence[float]) -> tuple[int, ...]:
    counts, _ = np.histogram(probabilities, bins=SPREAD_STEPS, range=(0.0, 1.0))
    return tuple(counts.tolist())


@dataclass(frozen=True, slots=True)
class _Said:
    """The probabilities of what was confirmed and of what was rejected."""

    confirmed: Sequence[float]
    rejected: Sequence[float]

    def at(self, threshold: float) -> PastDecisions:
        """Count who stays at a threshold and who goes."""
        kept = sum(probability >= threshold for probability in self.confirmed)
        gone = sum(probability < threshold for probability in self.rejected)
        return PastDecisions(
            threshold=threshold,
            confirmed=len(self.confirmed),
            confirmed_kept=kept,
            rejected=len(self.rejected),
            rejected_gone=gone,
        )


def _best_uncertain(said: _Said, applies: float) -> PastDecisions:
    """Try what applies now and every whole percent; of equal ones what applies wins.

    The lowest that can be set where none keeps enough.
    """
    tried = [said.at(applies), *(said.at(n / 100) for n in _PERCENTS)]
    kept = [
        one for one in tried if one.confirmed_kept >= KEPT_SHARE * len(said.confirmed)
    ]
    if not kept:
        return said.at(LEAST)
    return max(kept, key=lambda one: (one.rejected_gone, one.confirmed_kept))


def _best_known(said: _Said, uncertain: float) -> float | None:
    """Return the lowest whole percent from which almost all were confirmed."""
    confirmed = np.asarray(said.confirmed)
    rejected = np.asarray(said.rejected)
    for threshold in (n / 100 for n in _PERCENTS):
        right = int(np.sum(confirmed >= threshold))
        wrong = int(np.sum(rejected >= threshold))
        enough = right >= FEWEST_CONFIRMED
        if (
            threshold >= uncertain
            and enough
            and right >= CERTAIN_SHARE * (right + wrong)
        ):
            return threshold
    return None


def _said(ws: Workspace, session: Session, owner: ThresholdOwner) -> _Said:
    of_owner = (
        Symbol.id == owner.id
        if owner.kind is OwnerKind.SYMBOL
        else (Symbol.list_id == owner.id) & Symbol.threshold_uncertain.is_(None)
    )
    own = select(Symbol.id).where(of_owner, Symbol.removed_at.is_(None))
    merged = select(SymbolMerge.symbol_id).where(SymbolMerge.into_id.in_(own))
    symbols = own.union_all(merged)
    confirmed = (Decision.action == Action.CONFIRMED) & Decision.symbol_id.in_(symbols)
    # Who refused all that was put forward refused the best match, whose probability
    # was written down: the rejected look says of which symbols it is none.
    refused_all = and_(
        Decision.symbol_id.is_(None),
        Decision.rank == 1,
        exists().where(
            Rejection.region_id == Decision.region_id, Rejection.symbol_id.in_(symbols)
        ),
    )
    rejected = Decision.action.in_((Action.REJECTED, Action.NOT_A_LOGO)) & or_(
        Decision.symbol_id.in_(symbols), refused_all
    )
    ids = set(session.scalars(symbols))
    return _Said(
        confirmed=_probabilities(ws, session, confirmed, None),
        rejected=_probabilities(ws, session, rejected, ids),
    )


def _probabilities(
    ws: Workspace,
    session: Session,
    which: ColumnElement[bool],
    best_of: Collection[int] | None,
) -> list[float]:
    """Return the probabilities of standing decisions, lowest first.

    best_of: leave out who refused all where the best match was no symbol of these.
    """
    later = aliased(Decision)
    embedder_id = embedder_in_use(session).embedder_id
    rows = session.execute(
        select(
            Decision.probability,
            Decision.symbol_id,
            Decision.refused_symbol_ids,
            *EVIDENCE,
        ).where(
            which,
            Decision.embedder_id == embedder_id,
            Decision.kind.in_(EFFECTIVE),
            ~exists().where(later.undoes_id == Decision.id),
        )
    ).all()
    counted = [
        row
        for row in rows
        if best_of is None
        or row.symbol_id is not None
        or (row.refused_symbol_ids and row.refused_symbol_ids[0] in best_of)
    ]
    return _said_now(counted, ws.calibrations.find(embedder_id))


def _said_now(rows: Sequence[Any], calibration: Calibration | None) -> list[float]:
    """Ask the calibration anew where what a match rested on was written down."""
    if calibration is None:
        said = [row.probability for row in rows]
    else:
        anew = calibration.probabilities(decided_evidence(rows)).tolist()
        said = [
            row.probability if row.visual_similarity is None else now
            for row, now in zip(rows, anew, strict=True)
        ]
    return sorted(probability for probability in said if probability is not None)
