"""Several people and several processes at once: nothing lost, nothing doubled."""

import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from storage.cases import next_case
from storage.decisions import decide
from storage.errors import ConflictError
from storage.models import Case, Decision, Reference
from storage.queue_status import queue_status
from storage.records import Action, DecisionInput
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, add, confirm, press, scan, take

ROOT = Path(__file__).resolve().parents[2]

SECOND = """
    import sys
    from pathlib import Path
    from storage.workspace import open_workspace
    from tests.fakes import Placed, fake_recognizer
    from tests.storage.steps import scan

    ws = open_workspace(
        data_dir=Path(sys.argv[1]),
        database_url=sys.argv[2],
        recognizer=fake_recognizer(),
    )
    print(scan(ws, Placed(2), name="before").flagged, flush=True)
    for line in sys.stdin:
        x = int(line)
        print(scan(ws, Placed(2, x=x), name="after").flagged, flush=True)
    ws.close()
"""


def test_a_symbol_confirmed_in_one_process_is_matched_in_another_without_a_restart(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    url = any_workspace.engine.url.render_as_string(hide_password=False)
    second = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SECOND), any_workspace.data_dir, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert second.stdin is not None
    assert second.stdout is not None
    assert second.stdout.readline() == "False\n"

    # A box of an unknown look, confirmed here as Acme and made a reference of it.
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)
    result = confirm(any_workspace, case, acme.id, region=1, learn=True)

    assert len(result.retro_hunt.image_ids) == 1  # what the other process scanned
    second.stdin.write("150\n")
    second.stdin.flush()
    assert second.stdout.readline() == "True\n"
    second.stdin.close()
    assert second.wait(timeout=60) == 0
    second.stdout.close()


def in_threads(count: int, work: Callable[[int], None]) -> list[Exception]:
    errors: list[Exception] = []

    def run(number: int) -> None:
        try:
            work(number)
        except Exception as err:
            errors.append(err)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_reviewers_at_once_get_different_cases(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    for _ in range(4):
        scan(any_workspace, Placed(1))
    taken: list[int] = []

    def take_one(number: int) -> None:
        case = next_case(any_workspace, reviewer=f"r{number}")
        assert case is not None
        taken.append(case.id)

    assert in_threads(4, take_one) == []
    assert len(set(taken)) == 4


def test_the_same_press_from_many_threads_counts_once(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    case = take(any_workspace)

    def again(_: int) -> None:
        press(
            any_workspace,
            case,
            Action.CONFIRMED,
            symbol_id=acme.id,
            add_reference=True,
            request_id="same",
        )

    assert in_threads(4, again) == []
    with any_workspace.reading() as session:
        assert session.scalar(select(func.count(Decision.id))) == 1
        assert session.scalar(select(func.count(Reference.id))) == 2


def test_many_at_work_lose_and_double_nothing(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    images = 8
    for _ in range(images):
        scan(any_workspace, Placed(1), Placed(2, x=200))

    def review(number: int) -> None:
        while (case := next_case(any_workspace, reviewer=f"r{number}")) is not None:
            for place, region in enumerate(case.regions):
                if not region.waiting:
                    continue
                try:
                    decide(
                        any_workspace,
                        DecisionInput(
                            request_id=f"{number}-{case.id}-{region.id}",
                            case_id=case.id,
                            case_version=case.version,
                            region_id=region.id,
                            action=Action.CONFIRMED,
                            reviewer=f"r{number}",
                            symbol_id=region.matches[0].symbol_id,
                            add_reference=place == 0,
                        ),
                    )
                except ConflictError:
                    break  # it changed meanwhile: look at it again

    def work(number: int) -> None:
        if number == 0:
            add(any_workspace, "Bolt", 2)
        else:
            review(number)

    assert in_threads(4, work) == []
    review(9)  # what the curator's symbol brought up last

    with any_workspace.reading() as session:
        decided = session.execute(
            select(Decision.region_id, func.count()).group_by(Decision.region_id)
        ).all()
        still_open = session.scalar(
            select(func.count(Case.id)).where(Case.closed_at.is_(None))
        )
    assert still_open == 0
    assert len(decided) == 2 * images
    assert {count for _, count in decided} == {1}
    assert queue_status(any_workspace, reviewer=ANN).waiting_for_me == 0
