"""`markwatch bench learning`: what decisions teach the queue, with nothing trained."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate.data_options import (
    Cache,
    Data,
    Format,
    HeldOut,
    MostImages,
    Seed,
)
from ui.command_line.evaluate.loading import load, remember, remembering
from ui.command_line.evaluate.result import bar
from ui.command_line.output import report
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.figures import Figure
    from recognizer.pipeline import Recognizer
    from storage.rehearsal.comparing import LearningRow

EXAMPLES = (
    "markwatch bench learning --data photos/",
    "markwatch bench learning --data photos/ --references 1 --decisions 500 --json -",
)


@options.with_settings(*options.MODELS)
def learning(
    data: Data,
    format_name: Format = None,
    decisions: Annotated[
        list[int] | None,
        typer.Option(
            min=0,
            help="After how many decisions the queue is measured. "
            "[default: 0, 100, 500, 2000]",
        ),
    ] = None,
    references: Annotated[
        int, typer.Option(min=1, help="How many references a symbol starts with.")
    ] = 1,
    unseen: Annotated[
        float,
        typer.Option(
            min=0.05,
            max=0.9,
            metavar="SHARE",
            help="Share of the images on which the queue is measured; nobody decides "
            "these.",
        ),
    ] = 0.3,
    held_out: HeldOut = None,
    images: MostImages = None,
    cache: Cache = None,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Let a reviewer who knows the truth decide, and measure the queue on the way.

    Images come in one by one; each box that is flagged is confirmed or rejected. Four
    times over: rejected looks remembered or not, confirmed regions added as references
    or not. Precision: boxes in the queue that are named rightly; recall: labelled logos
    that are in it by name; both on images that nobody decides, and as ratios to a
    gallery that forgets.
    """
    from recognizer.evaluation.figures import rounded
    from storage.rehearsal.comparing import compare_habits
    from storage.rehearsal.material import divide

    labelled = load(data, format_name, held_out=held_out, most=images, seed=seed)
    with bar("Dividing") as progress:
        material = divide(
            labelled, shots=references, held_out=unseen, seed=seed, progress=progress
        )
    with bar("Deciding") as progress:
        rows = compare_habits(
            _recognizer(settings, cache),
            material,
            at=decisions or [0, 100, 500, 2000],
            seed=seed,
            progress=progress,
        )
    values = [rounded(asdict(row)) for row in rows]
    report("\n".join(map(_line, rows)), values, json_to=json_to)


def _recognizer(settings: Settings, cache: Path | None) -> "Recognizer":
    from recognizer.evaluation.replaying import ReplayingRecognizer
    from recognizer.pipeline import Recognizer
    from ui.command_line.models import build_recognizer

    built = build_recognizer(settings)
    reader = remembering(built.reader, cache)
    detector = remember(built.detector, cache, settings)
    return ReplayingRecognizer(Recognizer(detector, built.embedder, reader))


def _line(row: "LearningRow") -> str:
    taught = [
        "rejected looks remembered" if row.remembers_rejected else "none remembered",
        "confirmed ones added" if row.adds_references else "none added",
    ]
    text = (
        f"{row.decisions:,} decisions, {', '.join(taught)}: precision "
        f"{_percent(row.precision.value)}, recall {_percent(row.recall.value)}, "
        f"{row.boxes_per_image:.2f} boxes an image; {row.references:,} references, "
        f"{row.rejected_looks:,} rejected looks"
    )
    if row.decisions:
        text += f"; {_percent(row.confirmed_share)} of the last decisions confirmed"
    if row.precision_ratio is not None and row.recall_ratio is not None:
        text += "; over a gallery that forgets: precision x "
        text += f"{_ratio(row.precision_ratio)}, recall x {_ratio(row.recall_ratio)}"
    return text + "."


def _ratio(figure: "Figure") -> str:
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
