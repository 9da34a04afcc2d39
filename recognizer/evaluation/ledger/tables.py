"""From the JSON of the runs to the Results section: tables, with their commands.

A run whose JSON is not there leaves its table out.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from recognizer.evaluation.figures import Evaluation, Figure, from_json
from recognizer.evaluation.labelled import EvaluationError
from recognizer.evaluation.ledger.runs import BEER, BEVERAGES, FLICKR, RUNS, LedgerRun
from recognizer.evaluation.ledger.sections import SECTIONS
from recognizer.evaluation.report.wording import NOTHING, shown

START, END = "<!-- results: start -->", "<!-- results: end -->"
_SETS = {
    FLICKR: "FlickrLogos-27",
    BEER: "Japanese beer",
    BEVERAGES: "Beverages",
}
_WORDS = {
    "perceptual-hash": "perceptual hash",
    "imagenet-efficientnet-lite0": "ImageNet weights",
}
_PAIRED = (
    "recall_at_1.all_strict",
    "recall_at_1.one_shot",
    "recall_at_1.five_shot",
    "recall_at_1",
    "map50",
)
Rows = list[list[str]]


def write_tables(folder: Path) -> str:
    """Return the Results section in Markdown, from the JSON files in a folder.

    Raises EvaluationError where a file is no result of its run, or none is there.
    """
    parts: list[str] = []
    found = {run.name: run for run in RUNS if run.file(folder).is_file()}
    if not found:
        raise EvaluationError(
            f"{folder} holds no result. Run `markwatch evaluate ledger` first."
        )
    for task, title, lead in SECTIONS:
        own = [run for run in found.values() if run.verb[1] == task]
        if own:
            parts += [f"### {title}", lead]
            parts += _TABLES[task](own, folder)
    return "\n\n".join(parts) + "\n"


def replace_between(text: str, tables: str) -> str:
    """Put the tables between the two marks of a document.

    Raises EvaluationError where it does not have both.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise EvaluationError(
            f"The document has no lines {START} and {END}: add them where the results "
            "belong."
        )
    return f"{before}{START}\n\n{tables}\n{END}{after}"


def _read(run: LedgerRun, folder: Path) -> Evaluation:
    path = run.file(folder)
    try:
        return from_json(path.read_text("utf-8"))
    except (OSError, ValueError) as err:
        raise EvaluationError(
            f"{path} is no result of an evaluation ({err}). Run it again: "
            f"`markwatch evaluate ledger --only {run.name}`."
        ) from err


def _command(runs: Sequence[LedgerRun]) -> str:
    lines = [f"markwatch {' '.join(run.words('DATA'))}" for run in runs]
    return "```sh\n" + "\n".join(lines) + "\n```"


def _each_way(runs: Sequence[LedgerRun], folder: Path) -> list[str]:
    """Make a table a data set, with a column a way to compare."""
    parts = []
    for run in runs:
        own = _read(run, folder)
        others = own.compared
        head = ["figure", "n", f"`{own.embedder}`"]
        head += [_called(other.embedder, own) for other in others]
        rows = [
            [
                f"`{name}`",
                f"{figure.n:,}",
                shown(name, figure),
                *(shown(name, other.figures.get(name)) for other in others),
            ]
            for name, figure in own.figures.items()
        ]
        parts += [f"{_said(run, own)}", _command([run]), _table(head, rows)]
        parts += _paired(own)
        if own.thresholds:
            kind = "probability" if own.calibrated else "similarity"
            uncertain, known = own.thresholds
            parts.append(
                f"Thresholds: uncertain from {uncertain:g}, known from {known:g}, on "
                f"the {kind}."
            )
    return parts


def _said(run: LedgerRun, own: Evaluation) -> str:
    said = (
        f"**{_set(run)}**: {own.objects:,} logos of {own.symbols:,} symbols "
        f"on {own.images:,} images"
    )
    if own.detector:
        said += f"; boxes of `{own.detector}`"
    if own.words_told_by:
        said += f"; `text`: told by the {own.words_told_by}"
    return said + "."


def _set(run: LedgerRun) -> str:
    ending = ", held out" if "--held-out" in run.options else ""
    return f"{_SETS[run.data_set]}{ending}"


def _called(name: str, own: Evaluation) -> str:
    """Name a column: a baseline in words, what is the first with more or less."""
    first = own.embedder.partition(" + ")[0]
    readers = {o.embedder for o in own.compared} | {own.embedder}
    reader = next((n.partition(" + ")[2] for n in readers if " + " in n), "")
    if name == reader:
        return "text alone"
    if name == f"{first} + {reader}":
        return "with text"
    if name == first:
        return "look alone"
    return _WORDS.get(name, f"`{name}`")


def _paired(own: Evaluation) -> list[str]:
    rows = []
    for other in own.compared:
        kept = {n: f for n, f in other.differences.items() if n in _PAIRED}
        rows += [
            [_called(other.embedder, own), f"`{n}`", shown(n, f, signed=True)]
            for n, f in kept.items()
            if f.value == f.value
        ]
    if not rows:
        return []
    head = ["less the first column, paired, in points", "figure", "difference"]
    return [_table(head, rows)]


def _detection(runs: Sequence[LedgerRun], folder: Path) -> list[str]:
    """Make one table, with a column a data set and kind of proposals."""
    found = {run: _read(run, folder) for run in runs}
    names = list(dict.fromkeys(n for own in found.values() for n in own.figures))
    head = ["figure"]
    for run in found:
        head.append(f"{_set(run)}, {run.options[-1]}")
    rows = [
        [f"`{name}`", *(shown(name, own.figures.get(name)) for own in found.values())]
        for name in names
    ]
    sizes = {
        _set(run): f"{own.objects:,} logos on {own.images:,} images"
        for run, own in found.items()
    }
    said = [f"{name}: {size}" for name, size in sizes.items()]
    said += dict.fromkeys(
        f"{run.options[-1]}: `{own.detector}`" for run, own in found.items()
    )
    return [_command(list(found)), _table(head, rows), f"{'; '.join(said)}."]


def _learning(runs: Sequence[LedgerRun], folder: Path) -> list[str]:
    parts = []
    for run in runs:
        rows = [_taught(row) for row in json.loads(run.file(folder).read_text("utf-8"))]
        head = [
            "decisions",
            "rejected looks",
            "confirmed regions",
            "precision",
            "recall",
            "boxes an image",
            "precision, times that of one that forgets",
            "recall, times",
        ]
        parts += [f"**{_set(run)}**", _command([run]), _table(head, rows)]
    return parts


def _taught(row: Mapping[str, Any]) -> list[str]:
    figures = {
        name: Figure(**{k: _number(v) for k, v in row[name].items()})
        if row[name]
        else None
        for name in ("precision", "recall", "precision_ratio", "recall_ratio")
    }
    return [
        f"{row['decisions']:,}",
        "remembered" if row["remembers_rejected"] else "forgotten",
        "become references" if row["adds_references"] else "do not",
        shown("precision", figures["precision"]),
        shown("recall", figures["recall"]),
        f"{row['boxes_per_image']:.2f}",
        _times(figures["precision_ratio"]),
        _times(figures["recall_ratio"]),
    ]


def _number(value: float | None) -> Any:
    return float("nan") if value is None else value


def _times(figure: Figure | None) -> str:
    if figure is None or figure.value != figure.value:
        return NOTHING
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_TABLES = {
    "retrieval": _each_way,
    "detection": _detection,
    "end-to-end": _each_way,
    "learning": _learning,
}
