"""The address of the Decisions screen and of the CSV, read into a filter and back.

Owns the names of the parameters, so that the table and the download agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qsl, urlencode

from storage.errors import InvalidInputError
from storage.records import Action, DecisionFilter
from ui.form import Form

NAMES = ("reviewer", "action", "list", "symbol", "product", "since", "until", "undone")


@dataclass(frozen=True, slots=True)
class DecisionQuery:
    """What the address asks for: filled parameters by name, and a page from 1."""

    values: Mapping[str, str]
    page: int

    def address(self, path: str = "/decisions", *, page: int = 1) -> str:
        """Return an address with the same filter and another page."""
        pairs = {**self.values, **({"page": str(page)} if page > 1 else {})}
        return f"{path}?{urlencode(pairs)}" if pairs else path


def parse_decision_query(query: str) -> DecisionQuery:
    """Read "?action=confirmed&page=2"; what is not a parameter is left out."""
    form = Form(dict(parse_qsl(query.removeprefix("?"))))
    texts = {name: form.text(name, limit=200) for name in NAMES}
    filled = {name: text for name, text in texts.items() if text}
    return DecisionQuery(filled, max(1, form.integer("page") or 1))


def decision_filter(params: Mapping[str, str]) -> DecisionFilter:
    """Return the filter. Raises InvalidInputError naming a value that cannot be used.

    since, until: YYYY-MM-DD, whole UTC days, both inclusive. undone: "no" leaves out
    what was taken back.
    """
    form = Form(params)
    until = _midnight(form, "until")
    return DecisionFilter(
        reviewer=form.text("reviewer", limit=200) or None,
        action=_action(form),
        list_name=form.text("list", limit=200) or None,
        symbol_query=form.text("symbol", limit=200) or None,
        product_query=form.text("product", limit=200) or None,
        since=_midnight(form, "since"),
        until=until + timedelta(days=1) if until else None,
        include_undone=form.text("undone", limit=200) != "no",
    )


def days(form: Form) -> tuple[datetime | None, datetime | None]:
    """Return `since` and `until`: whole UTC days, the last one included.

    Raises InvalidInputError for what is no date.
    """
    until = _midnight(form, "until")
    return _midnight(form, "since"), until + timedelta(days=1) if until else None


def _action(form: Form) -> Action | None:
    text = form.text("action", limit=200)
    if not text:
        return None
    try:
        return Action(text)
    except ValueError as err:
        known = ", ".join(Action)
        raise InvalidInputError(
            f"{text!r} is no action of a decision: choose one of {known}."
        ) from err


def _midnight(form: Form, name: str) -> datetime | None:
    text = form.text(name, limit=200)
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError as err:
        raise InvalidInputError(
            f"{text!r} is no date for {name}: write it like 2026-11-24."
        ) from err
