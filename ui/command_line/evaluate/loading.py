"""From options to a data set, to models that remember, and to embedders to compare."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.settings import Flags, Settings, resolve

if TYPE_CHECKING:
    from recognizer.evaluation.labelled import DataSet
    from recognizer.pipeline import Detector, Embedder, Reader

# The modules of `recognizer` that boxes come from.
_PROPOSING = (
    "detector",
    "images",
    "letterbox",
    "proposals",
    "reader",
    "suppression",
    "text_lines",
)


def load(
    data: Path,
    format_name: str | None,
    *,
    split_file: Path | None = None,
    part: str = "test",
    held_out: float | None = None,
    least: int | None = None,
    most: int | None = None,
    seed: int = 0,
) -> "DataSet":
    """Read a data set and keep the part of it that was asked for."""
    from recognizer.evaluation.formats import load_data_set
    from recognizer.evaluation.splits import load_split

    labelled = load_data_set(data, format_name)
    if split_file is not None:
        labelled = labelled.only(load_split(split_file).part(part))
    if held_out is not None:
        from recognizer.training.detector_data import is_held_out

        share = held_out
        labelled = labelled.where(lambda path: is_held_out(path.name, share=share))
    if least is not None:
        labelled = labelled.with_at_least(least)
    return labelled if most is None else labelled.sample(most, seed=seed)


def build_embedders(
    specs: Sequence[str] | None, baselines: Sequence[str]
) -> "tuple[list[Embedder], int]":
    """Build the embedders to compare, and behind them the baselines that embed.

    Returns them all, and how many of them are baselines.
    """
    from recognizer.evaluation.baselines import TEXT, baseline_embedder
    from ui.command_line.models import build_embedder

    plain = [baseline_embedder(name) for name in baselines if name != TEXT]
    own = resolve(Flags(), os.environ).embedder
    compared = [build_embedder(spec) for spec in specs or (own,)]
    return [*compared, *plain], len(plain)


def remember(
    detector: "Detector", cache: Path | None, settings: Settings
) -> "Detector":
    """Let a detector look at each image once only, if there is a folder to keep it.

    What is kept is of these settings and of this code: either may change the boxes.
    """
    if cache is None:
        return detector
    from recognizer.evaluation.remembering import RememberingDetector

    confidence = getattr(detector, "confidence", "")
    most = getattr(detector, "max_boxes", settings.max_boxes)
    said = f"{settings.proposals}-{most}-{confidence}-{_code_digest()}"
    return RememberingDetector(detector, cache, settings=said)


def _code_digest() -> str:
    """Digest the source that proposes boxes."""
    import recognizer.detector

    folder = Path(recognizer.detector.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        if path.stem.startswith(_PROPOSING):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def build_reader(wanted: bool, cache: Path | None) -> "Reader | None":
    """Build the reader; with a folder, one that reads each crop once only."""
    if not wanted:
        return None
    from recognizer.reader import OcrReader

    return remembering(OcrReader(), cache)


def remembering(reader: "Reader | None", cache: Path | None) -> "Reader | None":
    """Let a reader read everything once only, if there is a folder to keep it."""
    if reader is None or cache is None:
        return reader
    from recognizer.evaluation.remembering import RememberingReader

    return RememberingReader(reader, cache)
