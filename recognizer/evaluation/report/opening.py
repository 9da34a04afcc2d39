"""How every report begins: what was measured, the figures, what was left out."""

from collections.abc import Mapping
from pathlib import Path

from recognizer.evaluation.figures import Evaluation
from recognizer.evaluation.report.page import Page
from recognizer.evaluation.report.wording import shown


def start_page(evaluation: Evaluation, *, headline: Mapping[str, str]) -> Page:
    """Begin a page. headline: the words for the few figures that are shown large."""
    models = [evaluation.embedder, evaluation.detector]
    said = " and ".join(name for name in models if name)
    page = Page(
        f"{evaluation.task.capitalize()} on {Path(evaluation.data).name}",
        f"{said}. {evaluation.objects:,} logos of {evaluation.symbols:,} symbols on "
        f"{evaluation.images:,} images ({evaluation.format}).",
    )
    figures = evaluation.figures
    page.headline({w: figures[name] for name, w in headline.items() if name in figures})
    return page


def figures_section(page: Page, evaluation: Evaluation) -> None:
    """Add all figures as a table, the paired differences, and what was left out."""
    model = evaluation.embedder or evaluation.detector
    compared = evaluation.compared
    page.heading(
        "All figures",
        "In percent, counts as they are, with 95 % intervals; n: what each rests on.",
    )
    page.table(
        ["figure", "n", model, *(other.embedder for other in compared)],
        [
            [
                name,
                f"{figure.n:,}",
                shown(name, figure),
                *(shown(name, other.figures.get(name)) for other in compared),
            ]
            for name, figure in evaluation.figures.items()
        ],
    )
    for other in compared:
        page.part(
            f"{other.embedder} less {model}",
            "Paired: the same logos, the same draws. In points.",
        )
        page.table(
            ["figure", "difference"],
            [[n, shown(n, f, signed=True)] for n, f in other.differences.items()],
        )
    if evaluation.left_out:
        page.heading("Left out")
        page.sentences(evaluation.left_out)
