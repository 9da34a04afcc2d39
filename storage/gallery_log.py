"""The gallery's version and its feed of changes: who did what, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.models import ChangeKind, GalleryChange, GalleryState


@dataclass(frozen=True, slots=True)
class Change:
    """One change to write down."""

    kind: ChangeKind
    symbol_id: int | None = None
    reference_id: int | None = None
    region_id: int | None = None


def hold_gallery(session: Session, *, alone: bool) -> int:
    """Keep the gallery from changing until the transaction ends; return its version.

    alone: also keep out others that hold it, as whoever rewrites matches must. Take
    it before any row of a case: always the same order, so that nobody waits in a ring.
    On SQLite a writing transaction is alone anyway.
    """
    state = select(GalleryState.version).with_for_update(read=not alone)
    return session.execute(state).scalar_one()


def record_changes(
    session: Session,
    changes: Sequence[Change],
    *,
    by: str,
    at: datetime,
    decision_id: int | None = None,
) -> int:
    """Raise the version by one for all the changes together and return it.

    The update locks the row until commit: versions become visible in their order.
    """
    version: int = session.execute(
        update(GalleryState)
        .values(version=GalleryState.version + 1)
        .returning(GalleryState.version)
    ).scalar_one()
    session.info[_RAISED] = version
    for change in changes:
        session.add(
            GalleryChange(
                version=version,
                kind=change.kind,
                symbol_id=change.symbol_id,
                reference_id=change.reference_id,
                region_id=change.region_id,
                decision_id=decision_id,
                changed_by=by,
                changed_at=at,
                followed_up_at=None if change.kind in _FOLLOWED_UP else at,
            )
        )
    session.flush()
    return version


def raised_version(session: Session) -> int | None:
    """Return the version that this session's transaction raised, if it did."""
    version: int | None = session.info.get(_RAISED)
    return version


_RAISED = "markwatch.raised_version"
# The kinds after which cases are opened or closed.
_FOLLOWED_UP = frozenset(
    {
        ChangeKind.REFERENCE_ADDED,
        ChangeKind.REFERENCE_REMOVED,
        ChangeKind.SYMBOL_ENABLED,
        ChangeKind.SYMBOL_DISABLED,
        ChangeKind.THRESHOLDS_CHANGED,
        ChangeKind.REEMBEDDED,
    }
)
