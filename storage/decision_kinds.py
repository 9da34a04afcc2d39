"""Which decisions say what holds of a box, and which only check who said it."""

from storage.records import DecisionKind

EFFECTIVE = (DecisionKind.FIRST, DecisionKind.FINAL)
