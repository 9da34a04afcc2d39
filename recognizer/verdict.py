"""What the matches say of a region: known, uncertain or unknown.

A match with a probability is judged by its symbol's thresholds, which are
probabilities. One without is judged by the embedder's own similarities.
"""

from collections.abc import Mapping, Sequence

from recognizer.types import Match, SimilarityThresholds, Thresholds, Verdict

DEFAULT_THRESHOLDS = Thresholds()


def judge(
    matches: Sequence[Match],
    default: Thresholds,
    fallback: SimilarityThresholds,
    by_symbol: Mapping[int, Thresholds] | None = None,
) -> Verdict:
    """Judge a region by every match against the thresholds of its own symbol.

    A match below its symbol's thresholds does not hide a weaker one that passes
    lower thresholds of another symbol. No matches at all are `unknown`.
    """
    own = by_symbol or {}
    verdicts = {
        judge_match(match, own.get(match.symbol_id, default), fallback)
        for match in matches
    }
    for verdict in (Verdict.KNOWN, Verdict.UNCERTAIN):
        if verdict in verdicts:
            return verdict
    return Verdict.UNKNOWN


def judge_match(
    match: Match, thresholds: Thresholds, fallback: SimilarityThresholds
) -> Verdict:
    """Judge one match alone."""
    uncertain, known = limits(match, thresholds, fallback)
    value = match.similarity if match.probability is None else match.probability
    if value >= known:
        return Verdict.KNOWN
    return Verdict.UNCERTAIN if value >= uncertain else Verdict.UNKNOWN


def limits(
    match: Match, thresholds: Thresholds, fallback: SimilarityThresholds
) -> tuple[float, float]:
    """Return (uncertain, known) as they apply to a match.

    Probabilities where the match has one, else similarities.
    """
    applied = fallback if match.probability is None else thresholds
    return applied.uncertain, applied.known
