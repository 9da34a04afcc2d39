"""Whether two answers say the same: of one symbol, or that there is none of ours."""

from collections.abc import Mapping
from typing import NamedTuple

from storage.models import Decision
from storage.naming import name_key
from storage.records import Action

ANSWERS = (Action.CONFIRMED, Action.NEW_SYMBOL, Action.REJECTED, Action.NOT_A_LOGO)
_SAYS_NONE = (Action.REJECTED, Action.NOT_A_LOGO)


class Meaning(NamedTuple):
    """What an answer comes to. Without both, it says that no symbol is there.

    name: of a symbol that is not in the gallery, as a key.
    """

    symbol_id: int | None = None
    name: str = ""


NONE = Meaning()


def meaning(
    action: Action,
    symbol_id: int | None,
    proposed_symbol: str = "",
    merged: Mapping[int, int] | None = None,
) -> Meaning | None:
    """Return what an answer comes to; None for a skip or an escalation.

    A symbol that was merged counts as the one that it is part of now. A rejection and
    "not a logo" come to the same: nothing of ours.
    """
    if action not in ANSWERS:
        return None
    if action in _SAYS_NONE:
        return NONE
    if symbol_id is not None:
        return Meaning((merged or {}).get(symbol_id, symbol_id))
    return Meaning(name=name_key(proposed_symbol))


def meaning_of(decision: Decision, merged: Mapping[int, int]) -> Meaning | None:
    """Return what a decision comes to."""
    return meaning(
        decision.action, decision.symbol_id, decision.proposed_symbol, merged
    )
