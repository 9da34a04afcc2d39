"""What a reviewer remembers: each press, what was answered, which case was theirs."""

import threading
from dataclasses import dataclass, field, replace

from storage.accounting import Held, Outcome, Said


@dataclass(frozen=True, slots=True)
class Took:
    """How long the server took for one thing; what: in words of the table."""

    what: str
    ms: float


@dataclass(slots=True)
class Journal:
    """Of one reviewer.

    refused: sentences that the server gave where it saved nothing. troubles: what is
    no answer at all.
    """

    held: list[Held] = field(default_factory=list)
    took: list[Took] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    _said: dict[str, Said] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, said: Said, outcome: Outcome) -> None:
        """Write down an answer; of a press that was sent twice, the better one."""
        with self._lock:
            known = self._said.get(said.request_id)
            if known is None or known.outcome is not Outcome.SAVED:
                self._said[said.request_id] = replace(said, outcome=outcome)

    @property
    def said(self) -> list[Said]:
        """All presses, each once."""
        return list(self._said.values())

    @property
    def saved(self) -> int:
        """How many decisions the server said that it saved, undos left out."""
        return sum(
            one.outcome is Outcome.SAVED and one.undoes_id is None for one in self.said
        )
