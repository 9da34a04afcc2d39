"""What the card sends, checked: a browser can send anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from recognizer.types import Verdict
from storage.errors import InvalidInputError
from storage.records import (
    Action,
    DecisionInput,
    QueueFilter,
    QueueOrder,
    SymbolInput,
)

_LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Press:
    """One event of the card. Each getter raises InvalidInputError on a wrong type."""

    data: Mapping[str, object]

    @property
    def request_id(self) -> str:
        """The id that the browser made for this press; it names the answer, too."""
        return self.text("request_id")

    def text(self, name: str) -> str:
        """Return a text, "" where it is missing."""
        value = self.data.get(name) or ""
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            raise _wrong(name)
        return value

    def number(self, name: str) -> int:
        """Return an id that must be there."""
        value = self.find_number(name)
        if value is None:
            raise _wrong(name)
        return value

    def find_number(self, name: str) -> int | None:
        """Return an id, or None where it is missing."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise _wrong(name)
        return value

    def xyxy(self) -> tuple[float, float, float, float]:
        """Return the drawn box, pixels of the image."""
        value = self.data.get("xyxy")
        if not isinstance(value, list) or len(value) != 4:
            raise _wrong("xyxy")
        x0, y0, x1, y1 = (_finite("xyxy", part) for part in value)
        return x0, y0, x1, y1

    def ids(self, name: str) -> tuple[int, ...]:
        """Return a list of ids, () where it is missing."""
        value = self.data.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise _wrong(name)
        return tuple(Press({name: part}).number(name) for part in value)

    def wanted(self) -> QueueFilter:
        """Return the order and the filter that the address of the card asks for."""
        order, verdict = self.text("order"), self.text("verdict")
        try:
            return QueueFilter(
                order=QueueOrder(order) if order else QueueOrder.RISK,
                list_name=self.text("list") or None,
                symbol_id=self.find_number("symbol"),
                verdict=Verdict(verdict) if verdict else None,
            )
        except ValueError as err:
            raise _wrong("the order of the queue") from err

    def decision(self, *, reviewer: str) -> DecisionInput:
        """Return the press as a decision of this reviewer."""
        seconds = self.data.get("seconds")
        return DecisionInput(
            request_id=self.request_id,
            case_id=self.number("case_id"),
            case_version=self.number("case_version"),
            region_id=self.find_number("region_id"),
            action=self._action(),
            reviewer=reviewer,
            symbol_id=self.find_number("symbol_id"),
            new_symbol=self._new_symbol(),
            add_reference=True if self.data.get("add_reference") is True else None,
            seconds=None if seconds is None else _finite("seconds", seconds),
            reason=self.text("reason"),
            note=self.text("note"),
            also=self.ids("also"),
        )

    def _action(self) -> Action:
        try:
            return Action(self.text("action"))
        except ValueError as err:
            raise _wrong("action") from err

    def _new_symbol(self) -> SymbolInput | None:
        value = self.data.get("new_symbol")
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise _wrong("new_symbol")
        typed = Press(value)
        return SymbolInput(
            name=typed.text("name"),
            list_name=typed.text("list_name"),
            severity=typed.find_number("severity"),
        )


def _finite(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(name)
    if not isfinite(value):
        raise _wrong(name)
    return float(value)


def _wrong(name: str) -> InvalidInputError:
    return InvalidInputError(
        f"The page sent something unexpected as {name}. Reload the page and try again."
    )
