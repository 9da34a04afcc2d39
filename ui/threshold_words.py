"""Thresholds, what they do and what decisions say of them, in words."""

from recognizer.types import Thresholds
from storage.records import (
    EffectiveThresholds,
    OwnerKind,
    PastDecisions,
    Suggestion,
    ThresholdEffect,
)


def percent(share: float) -> str:
    """Say a share as a percentage, with a decimal only where it has one."""
    return f"{round(100 * share, 1):g} %"


def pair_words(thresholds: Thresholds) -> str:
    """Say what thresholds do."""
    flagged, known = percent(thresholds.uncertain), percent(thresholds.known)
    return f"flagged from {flagged}, certain from {known}"


def source_words(effective: EffectiveThresholds, list_name: str) -> str:
    """Say where the thresholds come from that apply."""
    match effective.source:
        case OwnerKind.SYMBOL:
            return "set for this symbol"
        case OwnerKind.LIST:
            return f"from the list {list_name}" if list_name else "set for this list"
        case OwnerKind.DEFAULT:
            return "the default"


def effect_words(effect: ThresholdEffect, *, done: bool) -> str:
    """Say what thresholds would do to the queue, or have done to it."""
    put, take = ("Put", "took") if done else ("This would put", "take")
    more = f"{put} {_images(effect.images_in, more=True)} in the queue"
    less = f"{take} {_count(effect.images_out)} out"
    match effect.images_in, effect.images_out:
        case 0, 0:
            queue = "The queue stays as it is"
        case _, 0:
            queue = more
        case 0, _:
            first = "Took" if done else "This would take"
            queue = f"{first} {_images(effect.images_out)} out of the queue"
        case _:
            queue = f"{more} and {less}"
    held = effect.images_held
    if not held:
        return f"{queue}."
    stay = "stays" if held == 1 else "stay"
    they = "it" if held == 1 else "them"
    return f"{queue}; {_count(held)} more {stay} because somebody has {they} open."


def past_words(past: PastDecisions, *, of: str) -> str:
    """Say how past decisions fare: "at 62 %, 97 % (33 of 34) of ... stay"."""
    if not past.confirmed and not past.rejected:
        return f"Nothing was decided about {of} with a probability yet."
    kept = _share(past.confirmed_kept, past.confirmed)
    gone = _share(past.rejected_gone, past.rejected)
    at = percent(past.threshold)
    match past.confirmed, past.rejected:
        case _, 0:
            return (
                f"At {at}, {kept} of {of}’s confirmed matches stay; none is rejected."
            )
        case 0, _:
            return f"At {at}, {gone} of {of}’s rejected matches go; none is confirmed."
        case _:
            return (
                f"At {at}, {kept} of {of}’s confirmed matches stay and {gone} of its "
                "rejected ones go."
            )


def missing_words(suggestion: Suggestion) -> str:
    """Say how many decisions are missing before anything can be suggested."""
    parts = [
        _few(count, kind)
        for count, kind in (
            (suggestion.missing_confirmed, "confirmed"),
            (suggestion.missing_rejected, "rejected"),
        )
        if count
    ]
    return f"Too few decisions to suggest anything yet: {' and '.join(parts)} to go."


def _few(count: int, kind: str) -> str:
    return f"{count} {kind} {'match' if count == 1 else 'matches'}"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "none"
    return f"{percent(round(part / whole, 2))} ({part:,} of {whole:,})"


def _count(number: int) -> str:
    return f"{number:,}"


def _images(number: int, *, more: bool = False) -> str:
    word = "image" if number == 1 else "images"
    return f"{number:,} more {word}" if more else f"{number:,} {word}"
