"""Rehearsals side by side: the same stream with every habit, and their ratios."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recognizer.evaluation.figures import Figure, bootstrap_quotient
from recognizer.pipeline import Recognizer
from storage.rehearsal.material import Material
from storage.rehearsal.rehearsing import Checkpoint, Habits, rehearse

ALL_HABITS = tuple(
    Habits(remembers_rejected=remembers, adds_references=adds)
    for adds in (False, True)
    for remembers in (False, True)
)


@dataclass(frozen=True, slots=True)
class LearningRow:
    """The queue on the images held out, after so many decisions of one rehearsal.

    confirmed_share: of the decisions since the row before. precision_ratio,
    recall_ratio: over the rehearsal that forgets rejected looks and is the same
    otherwise, at the same checkpoint; None for that one itself.
    """

    remembers_rejected: bool
    adds_references: bool
    decisions: int
    precision: Figure
    recall: Figure
    boxes_per_image: float
    references: int
    rejected_looks: int
    confirmed_share: float
    precision_ratio: Figure | None
    recall_ratio: Figure | None


def compare_habits(
    recognizer: Recognizer,
    material: Material,
    *,
    at: Sequence[int],
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[LearningRow]:
    """Rehearse with every habit; rows in the order of the habits, then of decisions."""
    rows: list[LearningRow] = []
    forgetful: list[Checkpoint] = []
    for habits in ALL_HABITS:
        found = rehearse(recognizer, material, habits, at=at, progress=progress)
        if not habits.remembers_rejected:
            forgetful = found
        decided = 0
        for place, checkpoint in enumerate(found):
            beside = forgetful[place] if place < len(forgetful) else None
            if not habits.remembers_rejected:
                beside = None
            since = checkpoint.decisions - decided
            decided = checkpoint.decisions
            rows.append(_row(habits, checkpoint, beside, since=since, seed=seed))
    return rows


def _row(
    habits: Habits,
    checkpoint: Checkpoint,
    beside: Checkpoint | None,
    *,
    since: int,
    seed: int,
) -> LearningRow:
    counts = checkpoint.counts
    ratios: list[Figure | None] = [None, None]
    if beside is not None:
        other = beside.counts
        ratios = [
            bootstrap_quotient(
                (counts.right, counts.flagged), (other.right, other.flagged), seed=seed
            ),
            bootstrap_quotient(
                (counts.found, counts.logos), (other.found, other.logos), seed=seed
            ),
        ]
    return LearningRow(
        remembers_rejected=habits.remembers_rejected,
        adds_references=habits.adds_references,
        decisions=checkpoint.decisions,
        precision=counts.precision(seed=seed),
        recall=counts.recall(seed=seed),
        boxes_per_image=float(counts.flagged.mean()),
        references=checkpoint.references,
        rejected_looks=checkpoint.rejected_looks,
        confirmed_share=checkpoint.confirmed / since if since else float("nan"),
        precision_ratio=ratios[0],
        recall_ratio=ratios[1],
    )
