"""The Insights screen, for curators: what the decisions so far say. Changes nothing.

The CSV of each table comes from a route of ui.exports, with the same address
parameters.
"""

from collections.abc import Mapping
from functools import partial

import gradio as gr

from storage.errors import InvalidInputError
from storage.insights.agreement import agreement
from storage.insights.calibration import probability_check
from storage.insights.case_times import case_times
from storage.insights.gold_accuracy import gold_accuracy
from storage.insights.pace import decision_counts
from storage.insights.precision import precision
from storage.insights.queue_age import queue_age
from storage.insights.standing import InsightFilter, reviewers
from storage.insights.thresholds import Scope, threshold_outcomes
from storage.lists import list_lists
from storage.workspace import Workspace
from ui import fragments, insight_plots
from ui.decisions import ACTION_NAMES
from ui.form import Form
from ui.fragments import Reply, render
from ui.insight_query import InsightQuery, insight_filter, parse_insight_query
from ui.insight_tables import kind_table, reviewer_table
from ui.plots import legend

MOST_ROWS = 100  # of a table on the page; its CSV has all


def build(workspace: Workspace) -> None:
    """Put the screen on the page."""
    with gr.Column(elem_classes="mw-page"):
        fragments.screen("insights", {"go": partial(open_view, workspace)})


def open_view(workspace: Workspace, form: Form) -> Reply:
    """Show the figures that the address asks for."""
    asked = parse_insight_query(form.text("query"))
    problem = ""
    figures: Mapping[str, object] = {}
    try:
        figures = _figures(workspace, insight_filter(asked.values))
    except InvalidInputError as err:
        problem = str(err)
    context = {
        **_frame(workspace, asked),
        "problem": problem,
        **figures,
    }
    return Reply(parts={"view": render("insights.html", context)})


def _frame(workspace: Workspace, asked: InsightQuery) -> dict[str, object]:
    return {
        "asked": asked,
        "lists": list_lists(workspace),
        "reviewers": reviewers(workspace),
        "most_rows": MOST_ROWS,
    }


def _figures(workspace: Workspace, wanted: InsightFilter) -> Mapping[str, object]:
    outcomes = threshold_outcomes(workspace, wanted)
    age = queue_age(workspace, wanted)
    counts = decision_counts(workspace, wanted)
    right = precision(workspace, wanted)
    times = case_times(workspace, wanted)
    check = probability_check(workspace, wanted)
    same = agreement(workspace, wanted)
    gold = gold_accuracy(workspace, wanted)
    kinds = insight_plots.kind_layers(counts, ACTION_NAMES)
    people = insight_plots.reviewer_layers(counts)
    stacked = partial(insight_plots.stacked_plot, period=wanted.period)
    return {
        "period": wanted.period.value,
        "counts": counts,
        "precision": right,
        "precision_plot": right.rows and insight_plots.precision_plot(right.periods),
        "kind_plot": counts and stacked("plot-kinds", "Decisions by kind", kinds),
        "kind_legend": _legend(kinds),
        "kind_table": kind_table(counts),
        "reviewer_plot": counts
        and stacked("plot-reviewers", "Decisions by reviewer", people),
        "reviewer_legend": _legend(people),
        "reviewer_table": reviewer_table(counts),
        "action_names": ACTION_NAMES,
        "times": times,
        "times_plot": times.periods and insight_plots.case_time_plot(times.periods),
        "age": age,
        "age_plot": age.total and insight_plots.queue_age_plot(age),
        "outcomes": outcomes,
        "of_all": outcomes[0] if outcomes else None,
        "of_parts": [one for one in outcomes if one.scope is not Scope.ALL],
        "thresholds_plot": outcomes and insight_plots.threshold_plot(outcomes[0]),
        "check": check,
        "check_plot": check.bins and insight_plots.calibration_plot(check),
        "agreement": same,
        "agreement_plot": same.periods and insight_plots.agreement_plot(same.periods),
        "gold": gold,
        "gold_plot": gold and insight_plots.gold_plot(gold),
        "legend": legend,
    }


def _legend(layers: list[insight_plots.Layer]) -> str:
    return legend((kind, words) for words, kind, _ in layers)
