"""The address of the audit log and of its CSV, read into a filter and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from storage.audit import AuditFilter
from ui.decision_query import days
from ui.form import Form

NAMES = ("person", "kind", "text", "since", "until")


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What the address asks for: filled parameters by name, and a page from 1."""

    values: Mapping[str, str]
    page: int

    def address(self, path: str = "/audit", *, page: int = 1) -> str:
        """Return an address with the same filter and another page."""
        pairs = {**self.values, **({"page": str(page)} if page > 1 else {})}
        return f"{path}?{urlencode(pairs)}" if pairs else path


def parse_audit_query(query: str) -> AuditQuery:
    """Read "?kind=symbol&page=2"; what is not a parameter is left out."""
    form = Form(dict(parse_qsl(query.removeprefix("?"))))
    texts = {name: form.text(name, limit=200) for name in NAMES}
    filled = {name: text for name, text in texts.items() if text}
    return AuditQuery(filled, max(1, form.integer("page") or 1))


def audit_filter(params: Mapping[str, str]) -> AuditFilter:
    """Return the filter. Raises InvalidInputError naming a date that is none.

    since, until: YYYY-MM-DD, whole UTC days, both inclusive.
    """
    form = Form(params)
    since, until = days(form)
    return AuditFilter(
        person=form.text("person", limit=200),
        kind=form.text("kind", limit=200),
        text=form.text("text", limit=200),
        since=since,
        until=until,
    )
