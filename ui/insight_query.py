"""The address of the Insights screen and of its CSVs, read into a filter and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from storage.errors import InvalidInputError
from storage.insights.standing import InsightFilter, Period
from ui.decision_query import days
from ui.form import Form

NAMES = ("symbol", "list", "reviewer", "since", "until", "by")


@dataclass(frozen=True, slots=True)
class InsightQuery:
    """What the address asks for: filled parameters by name."""

    values: Mapping[str, str]

    def address(self, path: str = "/insights", **other: str) -> str:
        """Return an address with the same filter but for `other` parameters."""
        pairs = {**self.values, **other}
        return f"{path}?{urlencode(pairs)}" if pairs else path


def parse_insight_query(query: str) -> InsightQuery:
    """Read "?list=trademark&by=day"; what is not a parameter is left out."""
    form = Form(dict(parse_qsl(query.removeprefix("?"))))
    texts = {name: form.text(name, limit=200) for name in NAMES}
    return InsightQuery({name: text for name, text in texts.items() if text})


def insight_filter(params: Mapping[str, str]) -> InsightFilter:
    """Return the filter. Raises InvalidInputError naming a value that cannot be used.

    since, until: YYYY-MM-DD, whole UTC days, both inclusive. by: "day" or "week".
    """
    form = Form(params)
    since, until = days(form)
    return InsightFilter(
        list_name=form.text("list", limit=200) or None,
        symbol=form.text("symbol", limit=200),
        reviewer=form.text("reviewer", limit=200) or None,
        since=since,
        until=until,
        period=_period(form),
    )


def _period(form: Form) -> Period:
    text = form.text("by", limit=200) or Period.WEEK.value
    try:
        return Period(text)
    except ValueError as err:
        raise InvalidInputError(f"{text!r} is no period: choose day or week.") from err
