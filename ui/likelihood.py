"""A probability in words and in numbers, the same wherever a person reads one."""

# From how likely on a word is used. The words do not follow the thresholds of a list:
# what is likely is so whoever looks at it.
_WORDS = (
    (0.95, "almost certain"),
    (0.7, "likely"),
    (0.3, "possible"),
    (0.0, "unlikely"),
)


def likelihood(probability: float) -> str:
    """Say how likely a match is: "92 %, likely". Nothing is ever 0 or 100 %."""
    word = next(word for least, word in _WORDS if probability >= least)
    return f"{percent(probability)}, {word}"


def percent(probability: float) -> str:
    """Return whole percents; "under 1 %" and "over 99 %" at the ends."""
    if probability < 0.01:
        return "under 1 %"
    if probability > 0.99:
        return "over 99 %"
    return f"{100 * probability:.0f} %"
