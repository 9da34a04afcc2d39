"""Options and words of the verbs that set thresholds, for lists and for symbols."""

from dataclasses import dataclass
from typing import Annotated

import typer

from recognizer.types import Thresholds
from storage.errors import ConflictError, InvalidInputError
from storage.records import (
    OwnedThresholds,
    Suggestion,
    ThresholdChange,
    ThresholdEdit,
    ThresholdEffect,
    ThresholdOwner,
)
from storage.suggestions import suggest_thresholds
from storage.threshold_changes import (
    get_thresholds,
    preview_thresholds,
    set_thresholds,
    threshold_edits,
    thresholds_from,
    undo_thresholds,
)
from storage.workspace import Workspace
from ui.threshold_words import (
    effect_words,
    missing_words,
    pair_words,
    past_words,
    source_words,
)

FlagFrom = Annotated[
    float | None,
    typer.Option(
        min=5, max=100, metavar="PERCENT", help="Flag matches that are so probable."
    ),
]
CertainFrom = Annotated[
    float | None,
    typer.Option(
        min=5, max=100, metavar="PERCENT", help="Call matches known from here on."
    ),
]
Inherit = Annotated[
    bool, typer.Option("--inherit", help="Take over those of the list, or the default.")
]
Suggested = Annotated[
    bool, typer.Option("--suggested", help="Set what the decisions so far suggest.")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the last change back.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a verb ask for. flag_from, certain_from: percentages."""

    flag_from: float | None
    certain_from: float | None
    inherit: bool
    suggested: bool
    undo: bool
    dry_run: bool

    def check(self) -> None:
        """Raise InvalidInputError where the options contradict each other."""
        sets = self.flag_from is not None or self.certain_from is not None
        if sum((sets, self.inherit, self.suggested, self.undo)) > 1:
            raise InvalidInputError(
                "Give one of --flag-from with --certain-from, --inherit, --suggested "
                "and --undo."
            )
        if self.dry_run and self.undo:
            raise InvalidInputError("--dry-run goes with what sets, not with --undo.")


@dataclass(frozen=True, slots=True)
class ThresholdReport:
    """What the verb answers: what applies, what was changed, what is suggested."""

    thresholds: OwnedThresholds
    suggestion: Suggestion
    edits: tuple[ThresholdEdit, ...]
    effect: ThresholdEffect | None


def answer(
    workspace: Workspace,
    owner: ThresholdOwner,
    asked: Asked,
    *,
    list_name: str,
    by: str,
) -> tuple[str, ThresholdReport]:
    """Do what the options ask for; return what to print, and the same as a record."""
    asked.check()
    lines: list[str] = []
    effect: ThresholdEffect | None = None
    if asked.undo:
        change = undo_thresholds(workspace, _last(workspace, owner), by=by)
        effect = change.effect
        lines.append(f"Taken back. {effect_words(effect, done=True)}")
    elif _sets(asked):
        wanted = _wanted(workspace, owner, asked)
        if asked.dry_run:
            effect = preview_thresholds(workspace, owner, wanted)
            lines.append(_would(workspace, owner, wanted, effect))
        else:
            change = set_thresholds(workspace, owner, wanted, by=by)
            effect = change.effect
            lines.append(_did(change))
    shown = get_thresholds(workspace, owner)
    suggestion = suggest_thresholds(workspace, owner)
    lines += _now(shown, suggestion, list_name)
    edits = threshold_edits(workspace, owner)
    return "\n".join(lines), ThresholdReport(shown, suggestion, edits, effect)


def _sets(asked: Asked) -> bool:
    given = (asked.flag_from, asked.certain_from)
    return asked.inherit or asked.suggested or given != (None, None)


def _wanted(
    workspace: Workspace, owner: ThresholdOwner, asked: Asked
) -> Thresholds | None:
    if asked.inherit:
        return None
    if asked.suggested:
        suggestion = suggest_thresholds(workspace, owner)
        if suggestion.thresholds is None:
            raise ConflictError(missing_words(suggestion))
        return suggestion.thresholds
    applies = get_thresholds(workspace, owner).effective.thresholds
    uncertain = applies.uncertain if asked.flag_from is None else asked.flag_from / 100
    known = applies.known if asked.certain_from is None else asked.certain_from / 100
    return thresholds_from(uncertain, known)


def _last(workspace: Workspace, owner: ThresholdOwner) -> int:
    standing = (
        edit.id
        for edit in threshold_edits(workspace, owner, limit=1000)
        if edit.undoes_id is None and not edit.undone
    )
    last = next(standing, None)
    if last is None:
        raise ConflictError("There is no change of these thresholds to take back.")
    return last


def _would(
    workspace: Workspace,
    owner: ThresholdOwner,
    wanted: Thresholds | None,
    effect: ThresholdEffect,
) -> str:
    inherited = get_thresholds(workspace, owner).inherited.thresholds
    pair = pair_words(wanted or inherited)
    return f"With {pair}: {effect_words(effect, done=False)} Nothing was changed."


def _did(change: ThresholdChange) -> str:
    if change.edit is None:
        return "Nothing new: it is so already."
    return f"Set. {effect_words(change.effect, done=True)}"


def _now(shown: OwnedThresholds, suggestion: Suggestion, list_name: str) -> list[str]:
    applies = shown.effective
    lines = [
        f"{shown.name}: {pair_words(applies.thresholds)} "
        f"({source_words(applies, list_name)})."
    ]
    if not shown.calibrated:
        lines.append(
            "Not calibrated for this embedder: similarities judge, and thresholds "
            "apply from the next `markwatch calibrate` on."
        )
    if suggestion.thresholds is None or suggestion.at_uncertain is None:
        lines.append(missing_words(suggestion))
    elif suggestion.thresholds == applies.thresholds:
        lines.append("Decisions so far suggest nothing better.")
    else:
        of = "this symbol" if list_name else "this list"
        lines.append(
            f"Suggested by decisions: {pair_words(suggestion.thresholds)}. "
            f"{past_words(suggestion.at_uncertain, of=of)}"
        )
    return lines
