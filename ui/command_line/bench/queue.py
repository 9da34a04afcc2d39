"""`markwatch bench queue`: what a reviewer waits for, with many cases open."""

import itertools
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.command_line import options
from ui.command_line.bench.rows import Repeats, give, timed

if TYPE_CHECKING:
    from storage.workspace import Workspace

EXAMPLES = (
    "markwatch bench queue --cases 100000",
    "markwatch bench queue --cases 10000 --repeats 50",
)
_FEW = 100
_SMALL = f"a queue of {_FEW}"


def queue(
    cases: Annotated[int, typer.Option(min=1, help="Cases that wait.")] = 100_000,
    repeats: Repeats = 20,
    json_to: options.JsonTo = None,
) -> None:
    """Time the server from a decision to the next case, on SQLite.

    The baseline does the same with a hundred cases: the ratio says what many cost.
    """
    with tempfile.TemporaryDirectory() as folder:
        many = _Reviewer(Path(folder) / "many", cases)
        few = _Reviewer(Path(folder) / "few", _FEW + len(_WAYS) * (repeats + 2))
        rows = []
        from recognizer.evaluation.timing import time_beside

        for name, (work, wanted) in _WAYS.items():
            times = time_beside(
                lambda work=work, wanted=wanted: many.work(work, wanted),  # type: ignore[misc]
                lambda work=work, wanted=wanted: few.work(work, wanted),  # type: ignore[misc]
                repeats=repeats,
            )
            cpu = f"{many.median_cpu_ms():.0f} ms of processor time"
            said = f"{cases:,} open cases of two boxes, SQLite, {cpu}"
            rows.append(timed(name, said, "one press", times, _SMALL, 1, repeats))
        many.close()
        few.close()
    give(rows, json_to)


class _Reviewer:
    """Somebody at a screen of a workspace that is full of cases."""

    def __init__(self, data_dir: Path, cases: int) -> None:
        from storage.synthetic_queue import fill_queue
        from storage.workspace import open_workspace
        from ui.review import ReviewScreen

        self.workspace: Workspace = open_workspace(data_dir=data_dir)
        fill_queue(self.workspace, cases=cases)
        self.screen: ReviewScreen = ReviewScreen(
            self.workspace, reviewer="bench", scan_progress=None
        )
        self._numbers = itertools.count()
        self._cpu_s: list[float] = []
        self.case: dict[str, Any] = {}

    def press(self, handler: str, **data: object) -> None:
        """Send what the card sends, and keep the case that comes."""
        import gradio as gr

        asked = {"request_id": f"bench-{next(self._numbers)}", **data}
        answer: Any = getattr(self.screen, handler)(gr.EventData(None, asked))
        if answer["error"]:
            raise RuntimeError(answer["error"])
        self.case = answer["case"]

    def work(self, way: Any, wanted: dict[str, object]) -> None:
        """Do one thing, and note how long the processor was busy with it."""
        began = time.process_time()
        way(self, wanted)
        self._cpu_s.append(time.process_time() - began)

    def median_cpu_ms(self) -> float:
        """Return the median since it was asked last; a busy computer adds nothing."""
        median = 1000 * statistics.median(self._cpu_s)
        self._cpu_s.clear()
        return median

    def close(self) -> None:
        """Let the database go, so that its folder can be removed."""
        self.workspace.close()


def _decide(reviewer: _Reviewer, wanted: dict[str, object]) -> None:
    if not reviewer.case:
        reviewer.press("open", **wanted)
    if not reviewer.case:
        return
    waiting = next(r for r in reviewer.case["regions"] if r["waiting"])
    reviewer.press(
        "decide",
        case_id=reviewer.case["id"],
        case_version=reviewer.case["version"],
        region_id=waiting["id"],
        action="rejected",
        seconds=2.0,
        **wanted,
    )


def _ahead(reviewer: _Reviewer, wanted: dict[str, object]) -> None:
    from storage.cases import case_ahead

    case_ahead(reviewer.workspace, reviewer="bench", after_case_id=0)


def _alike(reviewer: _Reviewer, wanted: dict[str, object]) -> None:
    from storage.alike_elsewhere import alike_elsewhere

    alike_elsewhere(reviewer.workspace, region_id=2, reviewer="bench")


_WAYS: dict[str, tuple[Any, dict[str, object]]] = {
    "decide to next case, by risk": (_decide, {}),
    "decide to next case, by uncertainty": (_decide, {"order": "uncertainty"}),
    "decide to next case, oldest first": (_decide, {"order": "age"}),
    "decide to next case, one list": (_decide, {"list": "certification"}),
    "decide to next case, one symbol": (_decide, {"symbol": 2}),
    "prepare the case after": (_ahead, {}),
    "find near-duplicates": (_alike, {}),
}
