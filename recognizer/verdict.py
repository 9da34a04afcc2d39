"""What the matches say of a region: known, uncertain or unknown."""

from collections.abc import Mapping, Sequence

from recognizer.types import Match, Thresholds, Verdict


def judge(
    matches: Sequence[Match],
    default: Thresholds,
    by_symbol: Mapping[int, Thresholds] | None = None,
) -> Verdict:
    """Judge a region by every match against the thresholds of its own symbol.

    A match below its symbol's thresholds does not hide a weaker one that passes
    lower thresholds of another symbol. No matches at all are `unknown`.
    """
    own = by_symbol or {}
    verdicts = {
        judge_match(match, own.get(match.symbol_id, default)) for match in matches
    }
    for verdict in (Verdict.KNOWN, Verdict.UNCERTAIN):
        if verdict in verdicts:
            return verdict
    return Verdict.UNKNOWN


def judge_match(match: Match, thresholds: Thresholds) -> Verdict:
    """Judge one match alone."""
    if match.similarity >= thresholds.known:
        return Verdict.KNOWN
    if match.similarity >= thresholds.uncertain:
        return Verdict.UNCERTAIN
    return Verdict.UNKNOWN
