"""The thresholds of a list or a symbol in the Gallery screen.

Shows what applies and where it comes from, what the decisions so far suggest, and what
a change would do before it is made. Every change can be undone here.
"""

from dataclasses import dataclass

from markupsafe import Markup

from recognizer.types import Thresholds
from storage.errors import InvalidInputError
from storage.records import (
    DecisionSpread,
    OwnedThresholds,
    OwnerKind,
    ThresholdOwner,
)
from storage.suggestions import decision_spread, past_decisions, suggest_thresholds
from storage.threshold_changes import (
    get_thresholds,
    preview_thresholds,
    set_thresholds,
    threshold_edits,
    thresholds_from,
    undo_thresholds,
)
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.threshold_words import (
    effect_words,
    missing_words,
    pair_words,
    past_words,
    percent,
)

PART, EFFECT_PART = "thresholds", "threshold-effect"
_EDITS = 6


@dataclass(frozen=True, slots=True)
class _Bar:
    """One step of the picture of past decisions, in its units."""

    x: float
    confirmed: float
    rejected: float


def panel(workspace: Workspace, owner: ThresholdOwner, *, list_name: str) -> Markup:
    """Return the panel of a list or a symbol. list_name: the symbol's list."""
    shown = get_thresholds(workspace, owner)
    suggestion = suggest_thresholds(workspace, owner)
    spread = decision_spread(workspace, owner)
    applies = shown.effective.thresholds
    better = suggestion.thresholds
    context = {
        "shown": shown,
        "applies": applies,
        "list_name": list_name,
        "suggestion": suggestion,
        "is_better": better is not None and better != applies,
        "bars": _bars(spread),
        "decided": (sum(spread.confirmed), sum(spread.rejected)),
        "now_words": past_words(suggestion.now, of=_of(owner)),
        "suggested_words": (
            past_words(suggestion.at_uncertain, of=_of(owner))
            if suggestion.at_uncertain
            else missing_words(suggestion)
        ),
        "edits": threshold_edits(workspace, owner, limit=_EDITS),
        "percent": percent,
        "pair_words": pair_words,
        "inherited_words": _inherited_words(shown, list_name),
    }
    return render("gallery_thresholds.html", context)


def preview(workspace: Workspace, form: Form) -> Reply:
    """Say what the thresholds of the form would do, with the button that sets them."""
    owner = _owner(form)
    wanted = _wanted(form)
    applied = wanted or get_thresholds(workspace, owner).inherited.thresholds
    effect = preview_thresholds(workspace, owner, wanted)
    context = {
        "owner": owner,
        "wanted": wanted,
        "applied": applied,
        "effect_words": effect_words(effect, done=False),
        "past_words": past_words(
            past_decisions(workspace, owner, applied.uncertain), of=_of(owner)
        ),
        "list_name": form.text("list_name", limit=300),
        "pair_words": pair_words,
    }
    html = render("gallery_threshold_effect.html", context)
    return Reply(parts={EFFECT_PART: html}, focus="threshold-set")


def save(workspace: Workspace, by: str, form: Form) -> Reply:
    """Set the thresholds of the form, and say what that did."""
    owner = _owner(form)
    change = set_thresholds(workspace, owner, _wanted(form), by=by)
    applies = pair_words(change.thresholds.effective.thresholds)
    if change.edit is None:
        said = f"Nothing new: it is {applies} already."
    else:
        said = f"Now {applies}. {effect_words(change.effect, done=True)}"
    return _again(workspace, owner, form, said)


def undo(workspace: Workspace, by: str, form: Form) -> Reply:
    """Bring the thresholds back that a change replaced."""
    change = undo_thresholds(workspace, form.identity("edit"), by=by)
    applies = pair_words(change.thresholds.effective.thresholds)
    said = f"Taken back: {applies} again. {effect_words(change.effect, done=True)}"
    return _again(workspace, change.thresholds.owner, form, said)


def _again(
    workspace: Workspace, owner: ThresholdOwner, form: Form, notice: str
) -> Reply:
    list_name = form.text("list_name", limit=300)
    html = panel(workspace, owner, list_name=list_name)
    return Reply(parts={PART: html}, notice=notice, focus="thresholds-title")


def _owner(form: Form) -> ThresholdOwner:
    kind = form.text("owner", limit=100)
    if kind not in (OwnerKind.LIST, OwnerKind.SYMBOL):
        raise InvalidInputError("Choose whose thresholds are meant. Reload the page.")
    return ThresholdOwner(OwnerKind(kind), form.identity("owner_id"))


def _wanted(form: Form) -> Thresholds | None:
    """Return what the form asks for; None to take over those from above."""
    if form.flag("inherit"):
        return None
    return thresholds_from(
        _percentage(form, "uncertain", "Flag from"),
        _percentage(form, "known", "Certain from"),
    )


def _percentage(form: Form, name: str, label: str) -> float:
    text = form.text(name, limit=100).removesuffix("%").strip().replace(",", ".")
    try:
        return round(float(text) / 100, 6)
    except ValueError as err:
        raise InvalidInputError(f"{label}: give a number, such as 62.") from err


def _of(owner: ThresholdOwner) -> str:
    return "this symbol" if owner.kind is OwnerKind.SYMBOL else "this list"


def _inherited_words(shown: OwnedThresholds, list_name: str) -> str:
    above = (
        f"the list {list_name}"
        if shown.inherited.source is OwnerKind.LIST
        else "the default"
    )
    return f"{above} ({pair_words(shown.inherited.thresholds)})"


def _bars(spread: DecisionSpread) -> tuple[_Bar, ...]:
    """Return bars of 0 to 18 units: what is confirmed up, what is rejected down."""
    most = max((*spread.confirmed, *spread.rejected, 1))
    width = 100 / len(spread.confirmed)
    pairs = zip(spread.confirmed, spread.rejected, strict=True)
    return tuple(
        _Bar(step * width + 0.4, 18 * confirmed / most, 18 * rejected / most)
        for step, (confirmed, rejected) in enumerate(pairs)
    )
