"""The Insights screen without a browser: its address, figures, plots and CSVs."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from storage.errors import InvalidInputError
from storage.insights.standing import InsightFilter, Period
from storage.insights.tables import Figure
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.insights.said import fill
from tests.storage.steps import add, scan
from ui import exports, insights
from ui.form import Form
from ui.insight_query import insight_filter, parse_insight_query
from ui.plots import Plot, counting_ticks, thinned

TITLES = (
    "Precision over time",
    "Decisions a week",
    "Agreement",
    "Accuracy on gold cases",
    "Time a case",
    "Age of the queue",
    "What the thresholds would have done",
    "How true the probabilities are",
)


def opened(workspace: Workspace, query: str = "") -> str:
    return insights.open_view(workspace, Form({"query": query})).parts["view"]


@pytest.fixture
def decided(workspace: Workspace) -> Workspace:
    fill(workspace, 200)
    return workspace


def test_without_a_decision_the_page_says_what_will_be_there(
    workspace: Workspace,
) -> None:
    html = opened(workspace)

    assert "Nothing to tell yet" in html
    assert 'class="plot"' not in html


def test_the_queue_has_an_age_before_anything_is_decided(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))

    html = opened(workspace)

    assert "Nothing to tell yet" in html
    assert "Age of the queue" in html
    assert "under 1 h: 1" in html
    assert 'href="/?case=1"' in html


def test_each_figure_has_a_plot_with_words_a_table_and_a_csv(
    decided: Workspace,
) -> None:
    html = opened(decided, "?by=week&list=trademark")

    for title in TITLES:
        assert title in html
    plots = re.findall(r"<svg class=\"plot\".*?</svg>", html, flags=re.DOTALL)
    assert len(plots) == 7
    names = set()
    for plot in plots:
        root = ElementTree.fromstring(plot)
        assert root.attrib["role"] == "img"
        title, description = root[0], root[1]
        assert title.text
        assert description.text
        assert root.attrib["aria-labelledby"] == (
            f"{title.attrib['id']} {description.attrib['id']}"
        )
        names.add(title.attrib["id"])
    assert len(names) == len(plots)
    for figure in Figure:
        query = "list=trademark&amp;by=week"
        assert f'href="/export/insights/{figure}.csv?{query}"' in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?symbol=nobody", "No decision is like that"),
        ("?since=yesterday", "&#39;yesterday&#39; is no date for since"),
        ("?by=year", "&#39;year&#39; is no period"),
    ],
)
def test_what_cannot_be_shown_is_said(
    decided: Workspace, query: str, words: str
) -> None:
    html = opened(decided, query)

    assert words in html
    assert "Clear the filters" in html


def test_names_are_escaped_in_tables_and_plots(workspace: Workspace) -> None:
    fill(workspace, 40, reviewers=("<b>eve</b>",))

    html = opened(workspace, "?by=day")

    assert "<b>eve" not in html
    assert "&lt;b&gt;eve&lt;/b&gt;, " in html  # of a bar
    assert "Decisions a day" in html


def test_many_symbols_are_cut_and_the_page_says_so(
    decided: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insights, "MOST_ROWS", 2)

    assert "The first 2 of 3 symbols" in opened(decided)


def test_an_address_goes_to_a_filter_and_back() -> None:
    asked = parse_insight_query("?list=Trademark&by=day&since=2026-11-01&x=1&page=2")

    wanted = insight_filter(asked.values)

    assert wanted.list_name == "Trademark"
    assert wanted.period is Period.DAY
    assert f"{wanted.since:%Y-%m-%d}" == "2026-11-01"
    assert asked.address(symbol="A&B") == (
        "/insights?list=Trademark&since=2026-11-01&by=day&symbol=A%26B"
    )
    assert insight_filter(parse_insight_query("").values) == InsightFilter()
    with pytest.raises(InvalidInputError, match="choose day or week"):
        insight_filter({"by": "month"})


@pytest.mark.parametrize("figure", list(Figure))
def test_every_table_is_downloaded_with_its_filter(
    decided: Workspace, figure: Figure
) -> None:
    app = FastAPI()
    app.include_router(exports.build_router(decided))
    client = TestClient(app)

    answer = client.get(f"/export/insights/{figure}.csv?by=day&bom=1")
    refused = client.get(f"/export/insights/{figure}.csv?until=never")

    assert answer.status_code == 200
    assert f"insights-{figure}-" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    # Nobody was asked twice here, nor about a gold case: those tables have a head.
    asked = figure not in (Figure.AGREEMENT, Figure.GOLD)
    assert (len(rows) > 1) is asked
    assert {len(row) for row in rows} == {len(rows[0])}
    assert refused.status_code == 400
    assert client.get("/export/insights/kappa.csv").status_code == 422


@pytest.mark.parametrize(
    ("most", "last"),
    [
        (0, "1"),
        (1, "1"),
        (5, "5"),
        (6, "6"),
        (11, "15"),
        (90, "100"),
        (216, "250"),
        (1e5, "100,000"),
    ],
)
def test_ticks_are_round_and_reach_the_most(most: float, last: str) -> None:
    ticks = counting_ticks(most)

    assert ticks[0] == (0.0, "0")
    assert ticks[-1][1] == last
    assert ticks[-1][0] >= most


def test_few_names_stand_at_an_axis() -> None:
    assert thinned([]) == []
    many = [(float(n), str(n)) for n in range(100)]
    assert len(thinned(many)) <= 7
    assert thinned(many[:7]) == many[:7]


def test_marks_lie_where_their_values_are() -> None:
    plot = Plot("p", "A", "B", (0.0, 10.0), (0.0, 1.0), (), ())

    corners = [(plot.across(x), plot.down(y)) for x, y in ((0, 0), (10, 1))]

    assert corners == [(46, 220), (546, 14)]
    bar = str(plot.bar((0, 5), (0, 0.5), "k1", "half"))
    assert 'x="46.0" y="117.0" width="250.0" height="103.0"' in bar
