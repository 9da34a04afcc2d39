"""What people decided, as labelled pairs to calibrate on.

A decision keeps what its match rested on when it was made: of the symbol confirmed, or
of the one refused. Decisions are made of flagged regions mostly: a calibration from
them says little of what is never flagged.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.calibration import Evidence, LabelledPairs
from recognizer.calibration.evidence import Floats
from storage.decision_kinds import EFFECTIVE
from storage.models import Decision
from storage.records import Action

DECISIONS = "decisions"
EVIDENCE = (
    Decision.similarity,
    Decision.margin,
    Decision.visual_similarity,
    Decision.text_similarity,
    Decision.context_similarity,
)
_ANSWERS = (Action.CONFIRMED, Action.REJECTED, Action.NOT_A_LOGO, Action.NEW_SYMBOL)


def decided_pairs(session: Session, embedder_id: str) -> LabelledPairs:
    """Return the decisions on an embedder's matches that stand, as labelled pairs.

    A new symbol says that the best match was wrong. Decisions of one image are a group.
    """
    undone = select(Decision.undoes_id).where(Decision.undoes_id.is_not(None))
    rows = session.execute(
        select(Decision.action, Decision.image_id, *EVIDENCE)
        .where(
            Decision.embedder_id == embedder_id,
            Decision.action.in_(_ANSWERS),
            Decision.kind.in_(EFFECTIVE),
            Decision.similarity.is_not(None),
            Decision.visual_similarity.is_not(None),
            Decision.id.not_in(undone),
        )
        .order_by(Decision.id)
    ).all()
    return LabelledPairs(
        evidence=decided_evidence(rows),
        right=np.asarray([row.action is Action.CONFIRMED for row in rows], bool),
        groups=np.asarray([row.image_id for row in rows], np.int64),
        kinds=np.zeros(len(rows), np.int64),
        kind_names=(DECISIONS,),
    )


def decided_evidence(rows: Sequence[Any]) -> Evidence:
    """Return what decisions' matches rested on; rows: with the columns `EVIDENCE`."""
    return Evidence(
        similarity=_column([row.similarity for row in rows]),
        margin=_column([row.margin for row in rows]),
        visual=_column([row.visual_similarity for row in rows]),
        text=_column([row.text_similarity for row in rows]),
        context=_column([row.context_similarity for row in rows]),
    )


def _column(values: Sequence[float | None]) -> Floats:
    return np.asarray([np.nan if v is None else v for v in values], np.float64)
