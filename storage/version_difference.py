"""How the gallery differs from what it was at an earlier version, by the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.errors import NotFoundError
from storage.gallery_record import Fields, states_at
from storage.models import GalleryState, Recorded, RecordedState

# What a row is now, and what it was; None where it was not there yet.
Pair = tuple[Fields, Fields | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows that are not what they were. lists: those that were there."""

    lists: tuple[tuple[int, tuple[Fields, Fields]], ...]
    symbols: Mapping[int, Pair]
    references: Mapping[int, Pair]
    added_lists: int

    @property
    def is_empty(self) -> bool:
        """Return whether nothing differs but lists that were added since."""
        return not (self.lists or self.symbols or self.references)

    def kind_of_symbol(self, symbol_id: int) -> str:
        """Return "back", "gone" or "changed"; "" for one that stays as it is."""
        pair = self.symbols.get(symbol_id)
        return "" if pair is None else _kind(*pair)

    def counts(self) -> dict[str, int]:
        """Return how much comes back, goes, and changes."""
        symbols = [_kind(now, was) for now, was in self.symbols.values()]
        references = [_kind(now, was) for now, was in self.references.values()]
        return {
            "symbols_back": symbols.count("back"),
            "symbols_gone": symbols.count("gone"),
            "symbols_changed": symbols.count("changed"),
            "references_back": references.count("back"),
            "references_gone": references.count("gone"),
            "references_moved": references.count("changed"),
            "lists_changed": len(self.lists),
        }


def first_version(session: Session) -> int:
    """Return the version with which the record begins."""
    first = session.scalar(select(func.min(RecordedState.version)))
    return 0 if first is None else first


def check_version(session: Session, version: int) -> None:
    """Raise NotFoundError unless a version is recorded."""
    now = session.execute(select(GalleryState.version)).scalar_one()
    first = first_version(session)
    if version < first:
        raise NotFoundError(
            f"Version {version} is not recorded: the record begins with version "
            f"{first}. Choose a later one."
        )
    if version > now:
        raise NotFoundError(
            f"There is no version {version} yet: the gallery is at version {now}."
        )


def difference_to(session: Session, version: int) -> Difference:
    """Return how the gallery of now differs from that of a version."""
    lists_now = states_at(session, Recorded.LIST)
    lists_were = states_at(session, Recorded.LIST, version)
    return Difference(
        lists=tuple(
            (list_id, (lists_now[list_id], was))
            for list_id, was in sorted(lists_were.items())
            if lists_now[list_id] != was
        ),
        symbols=_differing(session, Recorded.SYMBOL, version),
        references=_differing(session, Recorded.REFERENCE, version),
        added_lists=len(set(lists_now) - set(lists_were)),
    )


def _kind(now: Mapping[str, Any], was: Mapping[str, Any] | None) -> str:
    was_live = was is not None and bool(was["live"])
    if was_live == now["live"]:
        return "changed" if was_live else ""
    return "back" if was_live else "gone"


def _differing(session: Session, owner: Recorded, version: int) -> dict[int, Pair]:
    now = states_at(session, owner)
    were = states_at(session, owner, version)
    found: dict[int, Pair] = {}
    for owner_id, fields in now.items():
        was = were.get(owner_id)
        if was != fields and (was is not None or fields["live"]):
            found[owner_id] = (fields, was)
    return found
