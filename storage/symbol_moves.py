"""References that go from one symbol to another, with what follows in stored rows.

Inside the transaction of a merge, a split or a restore, which has checked all else.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from storage.gallery_log import Change
from storage.models import ChangeKind, MatchRow, Reference, Rejection, SymbolMerge
from storage.rejections import derive_rejections

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """What went: to the other symbol, or out, because that one has the same picture."""

    moved: Sequence[Reference]
    doubles: Sequence[Reference]

    @property
    def moved_ids(self) -> list[int]:
        """Return the ids of those that the other symbol has now."""
        return [row.id for row in self.moved]

    @property
    def double_ids(self) -> list[int]:
        """Return the ids of those that left."""
        return [row.id for row in self.doubles]

    @property
    def rows(self) -> list[Reference]:
        """Return all that went."""
        return [*self.moved, *self.doubles]


def live_references(session: Session, symbol_id: int) -> Sequence[Reference]:
    """Return the references of a symbol, oldest first."""
    rows = select(Reference).where(
        Reference.symbol_id == symbol_id, Reference.removed_at.is_(None)
    )
    return session.scalars(rows.order_by(Reference.id)).all()


def references_by_id(session: Session, ids: Collection[int]) -> Sequence[Reference]:
    """Return references, also such as have left."""
    rows = select(Reference).where(Reference.id.in_(ids)).order_by(Reference.id)
    return session.scalars(rows).all()


def move_references(
    session: Session, references: Iterable[Reference], to_id: int, *, at: datetime
) -> Moved:
    """Give live references to another symbol. Pictures that it has leave."""
    there = {row.sha256: row.id for row in live_references(session, to_id)}
    rows = list(references)
    found = Moved(
        [row for row in rows if row.sha256 not in there],
        [row for row in rows if row.sha256 in there],
    )
    for row in found.moved:
        row.symbol_id = to_id
    for row in found.doubles:
        row.removed_at = at
        session.execute(
            update(MatchRow)
            .where(MatchRow.reference_id == row.id)
            .values(reference_id=there[row.sha256])
        )
    session.flush()
    return found


def restore_doubles(session: Session, ids: Collection[int], symbol_id: int) -> Moved:
    """Bring back pictures that left in a move, where the symbol has none like it."""
    there = {row.sha256 for row in live_references(session, symbol_id)}
    back = [
        row
        for row in references_by_id(session, ids)
        if row.removed_at is not None
        and row.symbol_id == symbol_id
        and row.sha256 not in there
    ]
    for row in back:
        row.removed_at = None
    session.flush()
    return Moved(back, [])


def follow_matches(session: Session, reference_ids: Collection[int]) -> None:
    """Let stored matches be of the symbols that their references belong to now.

    Of two matches of one symbol, the better one stays.
    """
    ids = sorted(reference_ids)
    for start in range(0, len(ids), _AT_ONCE):
        part = MatchRow.reference_id.in_(ids[start : start + _AT_ONCE])
        own = select(Reference.symbol_id).where(Reference.id == MatchRow.reference_id)
        session.execute(
            update(MatchRow)
            .where(part)
            .values(symbol_id=own.scalar_subquery())
            .execution_options(synchronize_session=False)
        )
        better, worse = aliased(MatchRow), aliased(MatchRow)
        touched = select(MatchRow.region_id).where(part)
        twice = session.execute(
            select(worse.region_id, worse.rank)
            .join(better, better.region_id == worse.region_id)
            .where(
                worse.region_id.in_(touched),
                better.symbol_id == worse.symbol_id,
                better.rank < worse.rank,
            )
            .distinct()
        ).all()
        for region_id, rank in twice:
            session.execute(
                delete(MatchRow).where(
                    MatchRow.region_id == region_id, MatchRow.rank == rank
                )
            )


def derive_rejections_of(session: Session, symbol_ids: Collection[int]) -> list[Change]:
    """Bring the rejected looks of symbols in line with which symbol is which."""
    regions = session.scalars(
        select(Rejection.region_id)
        .where(Rejection.symbol_id.in_(symbol_ids))
        .distinct()
        .order_by(Rejection.region_id)
    ).all()
    return [
        change
        for region_id in regions
        for change in derive_rejections(session, region_id)
    ]


def point_merges(session: Session, symbol_ids: Collection[int], *, to: int) -> None:
    """Let symbols that were merged into one that was merged itself follow it."""
    rows = select(SymbolMerge).where(SymbolMerge.symbol_id.in_(symbol_ids))
    for row in session.scalars(rows):
        row.into_id = to
    session.flush()


def moved_changes(
    symbol_ids: Collection[int], references: Sequence[Reference]
) -> list[Change]:
    """Tell the galleries in memory, and let the queue be judged anew."""
    return [
        *(
            Change(
                ChangeKind.SYMBOL_EDITED, symbol_id=row.symbol_id, reference_id=row.id
            )
            for row in references
        ),
        *(Change(ChangeKind.THRESHOLDS_CHANGED, symbol_id=i) for i in symbol_ids),
    ]
