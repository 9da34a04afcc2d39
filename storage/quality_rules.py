"""How those who review are checked themselves: shares of what they get."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checks:
    """What is asked twice, and how much has a known answer. Shares are in [0, 1].

    second_share: of the cases, those that a second person gets, too, without knowing.
    second_severity: matches of symbols at least this severe are always asked twice;
    None for none. gold_share: of the cases of a reviewer, those before which a gold
    case comes. gold_feedback: whether the right answer is told at once.
    """

    second_share: float = 0.0
    second_severity: int | None = None
    gold_share: float = 0.0
    gold_feedback: bool = False


NO_CHECKS = Checks()
