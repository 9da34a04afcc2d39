"""What of a data set is not measured, in sentences; and what cannot be at all."""

from collections.abc import Sequence

import numpy as np

from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.labelled import (
    DataSet,
    EvaluationError,
    Problem,
    problem_sentences,
)

_MOST_MERGED = 5


def check_symbols(symbols: Sequence[str]) -> None:
    """Refuse a single symbol: whatever is asked, the answer would be right."""
    if len(symbols) < 2:
        raise EvaluationError(
            f"All logos show one symbol, {symbols[0]}: every answer would be "
            "right. Give a data set with two symbols or more."
        )


def check_askable(crops: LabelledCrops) -> None:
    """Refuse what no recall can be measured on, with the reason."""
    check_symbols(crops.symbols)
    references = np.bincount(crops.symbol_ids, weights=crops.is_reference)
    others = references[crops.symbol_ids] - crops.is_reference
    if (crops.is_query & (others > 0)).any():
        return
    raise EvaluationError(
        "No symbol has two logos, one to ask with and one to find. "
        "Give a data set with more of each symbol."
    )


def left_out(
    data: DataSet, problems: Sequence[Problem], crops: LabelledCrops | None = None
) -> tuple[str, ...]:
    """Say in sentences what of a data set was not measured, or not as it is spelled."""
    sentences = problem_sentences((*data.problems, *problems))
    if data.merged:
        listed = [f"{one} as {other}" for one, other in data.merged[:_MOST_MERGED]]
        more = len(data.merged) - len(listed)
        listed += [f"{more:,} more"] if more else []
        sentences.append(
            "Word marks and signs that are not kept apart are counted as one symbol: "
            f"{', '.join(listed)}."
        )
    if crops is not None:
        counts = np.bincount(crops.symbol_ids, minlength=len(crops.symbols))
        if single := int((counts == 1).sum()):
            whose = "1 symbol has" if single == 1 else f"{single:,} symbols have"
            sentences.append(
                f"{whose} one logo only: it is in the gallery, and never asked about."
            )
    return tuple(sentences)
