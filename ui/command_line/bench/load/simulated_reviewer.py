"""Somebody who reviews: takes cases, looks, presses, and writes down what came of it.

Does with two tabs what the page does, and what goes wrong with it: presses twice, hangs
up before the answer, presses late, decides in two tabs, looks at others' cases.
"""

import random
import threading
import time
import uuid
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from storage.accounting import Held, Outcome, Said
from storage.records import Action
from ui.command_line.bench.load.journal import Journal, Took
from ui.command_line.bench.load.page_client import NoAnswerError, Session, Tab

NEXT, CLAIM, RENEW = "decide to next case", "claim a case", "renew a claim"
UNDO, DRAW, AHEAD = "undo", "draw a box", "prepare the case after"
_REPEATS = 3
_ANSWERS = (Action.CONFIRMED, Action.REJECTED, Action.REJECTED, Action.NOT_A_LOGO)


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody works. think_s: mean seconds from a case to its decision.

    draw_share: of the looks, those at which a missed box is drawn.
    """

    think_s: float
    draw_share: float


class SimulatedReviewer:
    """One reviewer. shown: which case everybody looks at, shared among them."""

    def __init__(
        self,
        session: Session,
        name: str,
        habits: Habits,
        *,
        shown: MutableMapping[str, int],
        seed: int,
    ) -> None:
        self.journal = Journal()
        self._name = name
        self._habits = habits
        self._shown = shown
        self._rng = random.Random(seed)
        self._tab, self._other_tab = Tab(session), Tab(session)
        self._answer: dict[str, Any] = {}
        self._held: tuple[int, float] | None = None
        self._sent_s = 0.0
        draw = round(1000 * habits.draw_share)
        self._acts: list[tuple[int, Callable[[], None]]] = [
            (700, self._decide),
            (50, self._press_twice),
            (40, self._hang_up),
            (40, self._press_late),
            (30, self._decide_again),
            (30, self._decide_in_two_tabs),
            (30, self._look_at_anothers),
            (50, self._undo),
            (20, self._skip),
            (10, self._escalate),
            (draw, self._draw),
        ]

    def work(self, stop: threading.Event) -> None:
        """Review until told to stop, or until nothing waits."""
        try:
            self._open(None)
            while not stop.is_set() and self._case:
                if not _is_mine(self._case) or self._waiting() is None:
                    self._open(None)  # as who reads "take the next one"
                    continue
                self._look()
                stop.wait(self._habits.think_s * self._rng.uniform(0.5, 1.5))
                weights, acts = zip(*self._acts, strict=True)
                [act] = self._rng.choices(acts, weights)
                act()
        except NoAnswerError as err:
            self.journal.troubles.append(str(err))
        finally:
            self._let_go()
            self._tab.close()
            self._other_tab.close()

    # --- what a reviewer does ---------------------------------------------------------

    def _look(self) -> None:
        """Fetch what the page does: the picture, near-duplicates, the case after."""
        case = self._case
        self._shown[self._name] = case["id"]
        box = self._waiting()
        self._tab.get(case["image"]["src"])
        if box is not None:
            self._tab.get(box["crop"])
            self._tab.get(f"/review/alike/{box['id']}")
        self._timed(AHEAD, lambda: self._tab.get(f"/review/ahead/{case['id']}"))
        if self._rng.random() < 0.1:
            path = f"/review/claims/{case['id']}/renew"
            self._timed(RENEW, lambda: self._tab.post(path))

    def _decide(self) -> None:
        self._send(self._decision())

    def _press_twice(self) -> None:
        """Send one press by two ways at once, as an impatient network does."""
        data = self._decision()
        self._end_hold_now()
        twin = threading.Thread(target=self._in_other_tab, args=(data,))
        twin.start()
        self._send(data)
        twin.join()

    def _hang_up(self) -> None:
        """Lose the answer, and send the press again as the page does."""
        data = self._decision()
        self._end_hold_now()
        self._tab.press_and_leave("decide", data)
        self._send(data)

    def _press_late(self) -> None:
        """Leave the tab, so that others may take the case, and come back to it."""
        data = self._decision()
        self._let_go()
        time.sleep(self._rng.uniform(0, 0.5 + self._habits.think_s))
        self._send(data)

    def _decide_again(self) -> None:
        """Decide, and press once more on the box that is done."""
        data = self._decision()
        self._send(data)
        self._send({**data, "request_id": _new_id()})

    def _decide_in_two_tabs(self) -> None:
        """Decide a box in two tabs at once: one of them must be refused."""
        one = self._decision()
        self._end_hold_now()
        two = {**one, "request_id": _new_id()}
        twin = threading.Thread(target=self._in_other_tab, args=(two,))
        twin.start()
        self._send(one)
        twin.join()
        self._open(None)

    def _look_at_anothers(self) -> None:
        """Open the case that somebody else has, and press on it all the same."""
        others = [
            case for name, case in dict(self._shown).items() if name != self._name
        ]
        if not others:
            return self._decide()
        self._let_go()
        self._open(self._rng.choice(others))
        if self._case and self._waiting():
            self._send(self._decision())
        self._open(None)

    def _undo(self) -> None:
        recent = self._answer["recent"]
        if not recent:
            return self._decide()
        last = recent[0]
        said = self._said(
            _new_id(), self._case["id"], None, Action.UNDONE, undoes_id=last["id"]
        )
        self._end_hold_now()
        self._press(UNDO, "undo", {"decision_id": last["id"]}, said)

    def _skip(self) -> None:
        self._send(self._decision(Action.SKIPPED, whole=True))

    def _escalate(self) -> None:
        self._send(self._decision(Action.ESCALATED) | {"note": "Is this theirs?"})

    def _draw(self) -> None:
        image = self._case["image"]
        x0 = self._rng.uniform(0, 0.6) * image["width"]
        y0 = self._rng.uniform(0, 0.6) * image["height"]
        xyxy = [x0, y0, x0 + 0.3 * image["width"], y0 + 0.3 * image["height"]]
        self._press(DRAW, "draw", {"case_id": self._case["id"], "xyxy": xyxy}, None)

    def _open(self, case_id: int | None) -> None:
        self._end_hold()
        self._press(CLAIM, "open", {"case_id": case_id}, None)

    # --- how it is sent ---------------------------------------------------------------

    @property
    def _case(self) -> dict[str, Any]:
        return self._answer.get("case") or {}

    def _waiting(self) -> dict[str, Any] | None:
        return next((r for r in self._case["regions"] if r["waiting"]), None)

    def _decision(
        self, action: Action | None = None, *, whole: bool = False
    ) -> dict[str, object]:
        """Make what the page sends: case, version, box and what is said of it."""
        box = self._waiting() or self._case["regions"][0]
        action = action or self._rng.choice(_ANSWERS)
        if action is Action.CONFIRMED and not box["matches"]:
            action = Action.REJECTED
        best = box["matches"][0]["symbol_id"] if action is Action.CONFIRMED else None
        return {
            "request_id": _new_id(),
            "case_id": self._case["id"],
            "case_version": self._case["version"],
            "region_id": None if whole else box["id"],
            "action": action.value,
            "symbol_id": best,
            "add_reference": True
            if action is Action.CONFIRMED and self._rng.random() < 0.03
            else None,
            "seconds": self._habits.think_s,
            "also": [],
        }

    def _send(self, data: dict[str, Any]) -> None:
        self._press(NEXT, "decide", data, self._said_of(data))

    def _in_other_tab(self, data: dict[str, Any]) -> None:
        """Press in the other tab; of a press that was sent twice, one is noted."""
        said = self._said_of(data)
        try:
            answer = self._other_tab.press("decide", data)
        except NoAnswerError:
            self._note(said, Outcome.UNKNOWN)
        else:
            self._note(said, Outcome.REFUSED if answer["error"] else Outcome.SAVED)

    def _press(
        self, what: str, event: str, data: dict[str, object], said: Said | None
    ) -> None:
        """Send a press, again where no answer comes, and write down what was said."""
        data = {"request_id": said.request_id if said else _new_id(), **data}
        self._sent_s = time.monotonic()
        for left in reversed(range(_REPEATS)):
            try:
                answer = self._tab.press(event, data)
                break
            except NoAnswerError as err:
                self.journal.troubles.append(str(err))
                if not left:
                    self._note(said, Outcome.UNKNOWN)
                    raise
        now = time.monotonic()
        self._answer = answer
        error = answer["error"]
        if error:
            self.journal.refused.append(error)
        else:
            self.journal.took.append(Took(what, 1000 * (now - self._sent_s)))
        self._note(said, Outcome.REFUSED if error else Outcome.SAVED)
        self._keep_hold(now, sure=not error)

    def _timed(self, what: str, ask: Callable[[], object]) -> None:
        began = time.monotonic()
        ask()
        self.journal.took.append(Took(what, 1000 * (time.monotonic() - began)))

    # --- what is written down ---------------------------------------------------------

    def _said_of(self, data: dict[str, Any]) -> Said:
        action = Action(data["action"])
        return self._said(
            data["request_id"], data["case_id"], data["region_id"], action
        )

    def _said(
        self,
        request_id: str,
        case_id: int,
        region_id: int | None,
        action: Action,
        undoes_id: int | None = None,
    ) -> Said:
        unknown = Outcome.UNKNOWN
        return Said(
            request_id, self._name, case_id, region_id, action, unknown, undoes_id
        )

    def _note(self, said: Said | None, outcome: Outcome) -> None:
        if said is not None:
            self.journal.note(said, outcome)

    def _keep_hold(self, now_s: float, *, sure: bool) -> None:
        """Know from an answer which case is surely this reviewer's, and since when."""
        case = self._case
        mine = case["id"] if sure and case and _is_mine(case) else None
        if self._held is not None and self._held[0] != mine:
            self._end_hold()
        if self._held is None and mine is not None:
            self._held = mine, now_s

    def _end_hold(self) -> None:
        """It may be another's from when the last press was sent."""
        if self._held is not None:
            case_id, since_s = self._held
            until_s = max(since_s, self._sent_s)
            self.journal.held.append(Held(case_id, self._name, since_s, until_s))
        self._held = None

    def _end_hold_now(self) -> None:
        self._sent_s = time.monotonic()
        self._end_hold()

    def _let_go(self) -> None:
        """Leave the case, as a tab that is closed does."""
        if self._held is not None:
            case_id = self._held[0]
            self._end_hold_now()
            self._tab.post(f"/review/claims/{case_id}/release")


def _is_mine(case: dict[str, Any]) -> bool:
    return bool(case["open"]) and not case["held_by"]


def _new_id() -> str:
    return str(uuid.uuid4())
