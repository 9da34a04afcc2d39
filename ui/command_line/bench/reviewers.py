"""`markwatch bench reviewers`: many people review at once, and nothing may get lost."""

import secrets
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.output import report, say
from ui.settings import Settings

if TYPE_CHECKING:
    from storage.accounting import Account
    from storage.workspace import Workspace
    from ui.command_line.bench.load.figures import LoadRow
    from ui.command_line.bench.load.journal import Journal
    from ui.command_line.bench.load.simulated_reviewer import (
        Habits,
        SimulatedReviewer,
    )

EXAMPLES = (
    "markwatch bench reviewers --reviewers 16 --minutes 5",
    "markwatch bench reviewers --database-url postgresql://me@localhost/empty",
    "markwatch bench reviewers --reviewers 4 --minutes 1 --think 0 --json load.json",
)
_ALONE_SHARE, _ALONE_MOST_S = 0.2, 60.0
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load test found. saved: decisions that the server said it saved.

    refused: presses that it refused with a sentence. troubles: what came instead of an
    answer, and how often.
    """

    database: str
    reviewers: int
    seconds: float
    think_s: float
    cases: int
    rows: "list[LoadRow]"
    saved: int
    saved_a_second: float
    refused: int
    troubles: dict[str, int]
    account: "Account"


@options.with_settings()
def reviewers(
    count: Annotated[
        int, typer.Option("--reviewers", min=1, help="How many people review at once.")
    ] = 16,
    minutes: Annotated[float, typer.Option(min=0.01, help="For how long.")] = 5.0,
    think: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help="How long each looks at a case; 0: as fast as the server answers.",
        ),
    ] = 3.0,
    cases: Annotated[int, typer.Option(min=10, help="Cases that wait.")] = 5000,
    draw: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="SHARE",
            help="How often a missed box is drawn, for which the models are loaded.",
        ),
    ] = 0.01,
    database_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="An empty database to fill. [default: SQLite in a temporary folder]",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Who does what.")] = 0,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Let people review over HTTP, then compare their memory with the database.

    Starts a server with logins on a queue made of numbers. Now and then somebody
    presses twice, late, in two tabs or on another's case, hangs up before the answer,
    undoes, skips, escalates or draws a box. The command fails if a decision was lost or
    doubled, or if two held a case at once.
    """
    from ui.command_line.bench.load.simulated_reviewer import Habits

    with tempfile.TemporaryDirectory(prefix="markwatch-") as folder:
        test = _LoadTest(
            Path(folder), database_url, Habits(think, draw), settings, seed
        )
        result = test.run(count, 60 * minutes, cases)
    report(_text(result), result, json_to=json_to)
    if not result.account.is_right:
        from storage.errors import ConflictError

        raise ConflictError(_wrong(result.account))


class _LoadTest:
    """A workspace in a folder, a server on it, and people who come to it."""

    def __init__(
        self,
        folder: Path,
        database_url: str | None,
        habits: "Habits",
        settings: Settings,
        seed: int,
    ) -> None:
        from storage.database import sqlite_url

        self._folder = folder
        self._url = database_url or sqlite_url(folder / "markwatch.db")
        self._habits = habits
        self._settings = settings
        self._seed = seed
        self._password = secrets.token_urlsafe(16)

    def run(self, count: int, seconds: float, cases: int) -> LoadResult:
        from ui.command_line.bench.load.figures import load_rows
        from ui.command_line.bench.load.server_process import server_process

        names = [f"reviewer {number}" for number in range(1, count + 1)]
        alone_s = min(_ALONE_SHARE * seconds, _ALONE_MOST_S)
        with self._open() as workspace:
            self._fill(workspace, ["alone", *names], cases)
            with server_process(self._folder, self._url) as url:
                say(f"One reviewer alone, {alone_s:.0f} s ...")
                alone = self._review(url, ["alone"], alone_s)
                say(f"{count} reviewers, {seconds:.0f} s ...")
                together = self._review(url, names, seconds)
            account = self._account(workspace, [*alone, *together])
            database = workspace.engine.dialect.name
        took = [[one for j in part for one in j.took] for part in (together, alone)]
        saved = sum(journal.saved for journal in together)
        return LoadResult(
            database={"sqlite": "SQLite"}.get(database, "PostgreSQL"),
            reviewers=count,
            seconds=seconds,
            think_s=self._habits.think_s,
            cases=cases,
            rows=load_rows(*took),
            saved=saved,
            saved_a_second=round(saved / seconds, 2),
            refused=sum(len(journal.refused) for journal in together),
            troubles=dict(Counter(t for journal in together for t in journal.troubles)),
            account=account,
        )

    def _open(self) -> "Workspace":
        from storage.workspace import open_workspace
        from ui.command_line.models import build_recognizer

        return open_workspace(
            data_dir=self._folder,
            database_url=self._url,
            recognizer=partial(build_recognizer, self._settings),
        )

    def _fill(self, workspace: "Workspace", names: Sequence[str], cases: int) -> None:
        from storage.acting import Role
        from storage.people import add_user
        from storage.synthetic_queue import fill_queue

        if self._habits.draw_share:
            # Loaded first, so that all vectors are of the embedder that is used later.
            say(f"Boxes are embedded by {workspace.recognizer.embedder.model_id}.")
        say(f"Filling a queue of {cases:,} cases ...")
        fill_queue(workspace, cases=cases, seed=self._seed, pictures=True)
        roles = {"operator": Role.ADMIN} | dict.fromkeys(names, Role.REVIEWER)
        for name, role in roles.items():
            add_user(workspace, name, role=role, password=self._password, by="bench")

    def _review(
        self, url: str, names: Sequence[str], seconds: float
    ) -> "list[Journal]":
        from ui.command_line.bench.load.page_client import sign_in
        from ui.command_line.bench.load.simulated_reviewer import SimulatedReviewer

        shown: dict[str, int] = {}
        people = [
            SimulatedReviewer(
                sign_in(url, name, self._password),
                name,
                self._habits,
                shown=shown,
                seed=self._seed + number,
            )
            for number, name in enumerate(names)
        ]
        _at_once(people, seconds)
        return [person.journal for person in people]

    def _account(
        self, workspace: "Workspace", journals: "Sequence[Journal]"
    ) -> "Account":
        from storage.accounting import account

        said = [one for journal in journals for one in journal.said]
        held = [one for journal in journals for one in journal.held]
        return account(workspace, said, held)


def _at_once(people: "Sequence[SimulatedReviewer]", seconds: float) -> None:
    stop = threading.Event()
    end = threading.Timer(seconds, stop.set)
    threads = [
        threading.Thread(target=person.work, args=(stop,), daemon=True)
        for person in people
    ]
    for thread in (end, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    end.cancel()


def _text(result: LoadResult) -> str:
    from ui.command_line.bench.load.figures import table

    pace = f"{result.think_s:g} s a case" if result.think_s else "flat out"
    wrong = "nothing" if result.account.is_right else _wrong(result.account)
    return (
        f"{result.reviewers} reviewers, {result.seconds:.0f} s, {pace}, "
        f"{result.database}, {result.cases:,} cases:\n\n{table(result.rows)}\n\n"
        f"{result.saved:,} decisions saved ({result.saved_a_second:.1f} a second), "
        f"{result.refused:,} presses refused, "
        f"{sum(result.troubles.values()):,} without an answer"
        f"{_quoted(result.troubles)}. "
        f"In the database: {result.account.decisions:,} decisions, "
        f"{result.account.undone:,} undone. Lost, doubled or held by two: {wrong}."
    )


def _quoted(troubles: dict[str, int]) -> str:
    most = list(troubles)[:_SHOWN]
    return f" ({'; '.join(most)})" if most else ""


def _wrong(account: "Account") -> str:
    parts = {
        "lost": account.lost,
        "doubled": account.doubled,
        "saved though refused": account.unsaid,
        "held by two": account.shared,
        "undone but standing": account.standing,
    }
    return "; ".join(
        f"{len(found)} {name} ({', '.join(found[:_SHOWN])})"
        for name, found in parts.items()
        if found
    )
