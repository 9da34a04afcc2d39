"""One rehearsal: a gallery, a stream, a reviewer; the queue measured on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from recognizer.evaluation.labelled import LabelledImage
from recognizer.images import read_bytes
from recognizer.pipeline import Recognizer
from storage.models import Reference, Rejection
from storage.records import Action, NewReference, SymbolInput
from storage.rehearsal.material import Material
from storage.rehearsal.queue_figures import QueueCounts, count_queue
from storage.rehearsal.truthful_reviewer import NAME, TruthfulReviewer
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace, open_workspace

_LIST = "trademark"


@dataclass(frozen=True, slots=True)
class Habits:
    """What decisions may teach: rejected looks, and confirmed regions as references."""

    remembers_rejected: bool
    adds_references: bool


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """The queue after so many decisions.

    confirmed: how many of the decisions since the last checkpoint confirmed a match.
    references, rejected_looks: what the gallery holds by then.
    """

    decisions: int
    confirmed: int
    references: int
    rejected_looks: int
    counts: QueueCounts


def rehearse(
    recognizer: Recognizer,
    material: Material,
    habits: Habits,
    *,
    at: Sequence[int],
    progress: Callable[[int, int], None] | None = None,
) -> list[Checkpoint]:
    """Let the stream come in, decide all that is flagged, and measure on the way.

    at: after how many decisions; the last checkpoint is where the stream ends, if it
    ends before. Works in a data folder of its own, which is gone afterwards.
    """
    with (
        TemporaryDirectory(prefix="markwatch-") as folder,
        open_workspace(data_dir=Path(folder), recognizer=recognizer) as ws,
    ):
        ws.gallery.remembers_rejected = habits.remembers_rejected
        symbol_ids = _fill(ws, material)
        run = _Run(ws, material, symbol_ids, sorted(at))
        run.check()
        names = {f"{row:06}": image for row, image in enumerate(material.stream)}
        reviewer = TruthfulReviewer(
            ws,
            truth=names,
            symbol_ids=symbol_ids,
            adds_references=habits.adds_references,
        )
        for name, image in names.items():
            if progress:
                progress(run.decisions, max(at, default=0))
            scan_image(ws, read_bytes(image.path), name=name)
            for action in reviewer.work():
                run.count(action)
                if run.is_over:
                    return run.checkpoints
        run.end()
        return run.checkpoints


def _fill(ws: Workspace, material: Material) -> dict[str, int]:
    """Add every symbol with its references; return the symbols' ids by name."""
    found = {}
    for symbol in material.symbols:
        own = [crop for name, crop in material.references if name == symbol]
        pictures = [NewReference(crop, f"{symbol} {n}") for n, crop in enumerate(own)]
        wanted = SymbolInput(symbol.replace("_", " "), _LIST)
        found[symbol] = add_symbol(ws, wanted, pictures, by=NAME).symbol.id
    return found


class _Run:
    """Counts decisions and measures where that is due."""

    def __init__(
        self,
        ws: Workspace,
        material: Material,
        symbol_ids: dict[str, int],
        at: Sequence[int],
    ) -> None:
        self.decisions = 0
        self.checkpoints: list[Checkpoint] = []
        self._ws = ws
        self._held_out: Sequence[LabelledImage] = material.held_out
        self._symbols = {number: name for name, number in symbol_ids.items()}
        self._due = list(at)
        self._confirmed = 0

    @property
    def is_over(self) -> bool:
        return not self._due

    def count(self, action: Action) -> None:
        self.decisions += 1
        self._confirmed += action is Action.CONFIRMED
        self.check()

    def check(self) -> None:
        if self._due and self.decisions >= self._due[0]:
            self._due.pop(0)
            self._measure()

    def end(self) -> None:
        """Measure once more if decisions were made since the last time."""
        if not self.checkpoints or self.checkpoints[-1].decisions < self.decisions:
            self._measure()

    def _measure(self) -> None:
        counts = count_queue(self._ws, self._held_out, self._symbols)
        with self._ws.reading() as session:
            live = Reference.removed_at.is_(None)
            references = session.scalar(select(func.count(Reference.id)).where(live))
            looks = session.scalar(select(func.count()).select_from(Rejection))
        self.checkpoints.append(
            Checkpoint(
                self.decisions, self._confirmed, references or 0, looks or 0, counts
            )
        )
        self._confirmed = 0
