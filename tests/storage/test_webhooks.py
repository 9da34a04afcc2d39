"""Webhooks: in the decision's transaction, signed, tried again, never doubled."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import func, select

from storage.acting import Person, Role, acting_as
from storage.audit import AuditFilter, list_audit
from storage.deliveries import BACKOFF, deliver_due, send_http, send_test, signature
from storage.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from storage.models import Decision, Delivery
from storage.people import add_user
from storage.quality_rules import Checks
from storage.records import Action
from storage.undo import undo
from storage.webhooks import (
    add_webhook,
    list_deliveries,
    list_webhooks,
    pause_webhook,
    redeliver,
    remove_webhook,
    retry_webhook,
)
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, press, scan, take

URL = "https://shop.example/decisions"
BEGAN = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Receiver:
    """Stands for the network: keeps what is sent, and answers as it is told."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes, Mapping[str, str]]] = []
        self.answer: int | OSError = 204

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.sent.append((url, body, headers))
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer

    def decisions(self) -> list[dict[str, object]]:
        return [json.loads(body)["decision"] for _, body, _ in self.sent]


def decide(ws: Workspace, action: Action = Action.CONFIRMED) -> int:
    """Decide one more image; return the id of the decision."""
    scan(ws, Placed(1))
    case = take(ws)
    symbol_id = case.regions[0].matches[0].symbol_id
    return press(
        ws,
        case,
        action,
        symbol_id=symbol_id if action is Action.CONFIRMED else None,
    ).decision.id


def later(ws: Workspace, delta: timedelta) -> None:
    ws.now = lambda: BEGAN + delta


@pytest.fixture
def ws(any_workspace: Workspace) -> Workspace:
    add(any_workspace, "Acorn", 1)
    later(any_workspace, timedelta())
    return any_workspace


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


def test_without_webhooks_nothing_is_put_out(ws: Workspace, receiver: Receiver) -> None:
    decide(ws)
    add_webhook(ws, URL, by="op")  # what was before is not sent

    assert deliver_due(ws, receiver) == 0
    assert list_webhooks(ws)[0].waiting == 0


def test_a_decision_arrives_once_and_signed(ws: Workspace, receiver: Receiver) -> None:
    _, secret = add_webhook(ws, URL, by="op")
    decision_id = decide(ws)

    assert deliver_due(ws, receiver) == 1
    assert deliver_due(ws, receiver) == 0

    [(url, body, headers)] = receiver.sent
    [decision] = receiver.decisions()
    assert url == URL
    assert (decision["decision_id"], decision["action"], decision["symbol"]) == (
        decision_id,
        "confirmed",
        "Acorn",
    )
    stamp, _, digest = headers["Markwatch-Signature"].partition(",v1=")
    signed = stamp.removeprefix("t=").encode() + b"." + body
    assert digest == hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert stamp == f"t={int(BEGAN.timestamp())}"
    [webhook] = list_webhooks(ws)
    assert (webhook.arrived, webhook.waiting, webhook.problem) == (1, 0, "")


def test_another_body_or_time_has_another_signature() -> None:
    base = signature("secret", BEGAN, b"body")

    assert base == signature("secret", BEGAN, b"body")
    for other in (
        signature("Secret", BEGAN, b"body"),
        signature("secret", BEGAN + timedelta(seconds=1), b"body"),
        signature("secret", BEGAN, b"Body"),
    ):
        assert other != base


@pytest.mark.parametrize(
    ("action", "is_final"),
    [
        (Action.CONFIRMED, True),
        (Action.REJECTED, True),
        (Action.NOT_A_LOGO, True),
        (Action.SKIPPED, False),
        (Action.ESCALATED, False),
    ],
)
def test_only_final_decisions_are_reported(
    ws: Workspace, receiver: Receiver, action: Action, is_final: bool
) -> None:
    add_webhook(ws, URL, by="op")

    decide(ws, action)

    assert deliver_due(ws, receiver) == int(is_final)


def test_taking_back_is_reported_too(ws: Workspace, receiver: Receiver) -> None:
    add_webhook(ws, URL, by="op")
    decision_id = decide(ws)
    undo(ws, decision_id=decision_id, reviewer="ann")

    deliver_due(ws, receiver)

    said, taken_back = receiver.decisions()
    assert (said["action"], taken_back["action"]) == ("confirmed", "undone")
    assert taken_back["undoes_decision_id"] == decision_id


def test_a_decision_that_is_not_saved_is_not_reported(
    ws: Workspace, receiver: Receiver
) -> None:
    add_webhook(ws, URL, by="op")
    scan(ws, Placed(1))
    case = take(ws)

    with pytest.raises(ConflictError):
        press(ws, case, Action.NOT_A_LOGO, version=case.version + 1)

    assert deliver_due(ws, receiver) == 0


def test_the_outbox_and_the_decision_stand_or_fall_together(ws: Workspace) -> None:
    add_webhook(ws, URL, by="op")
    before = counts(ws)

    def break_off() -> None:
        with ws.writing() as session:
            session.add(
                Decision(
                    request_id="broken",
                    case_id=case.id,
                    image_id=case.image.id,
                    action=Action.NOT_A_LOGO,
                    reviewer="ann",
                    decided_at=BEGAN,
                    gallery_version=1,
                )
            )
            session.flush()
            raise RuntimeError

    scan(ws, Placed(1))
    case = take(ws)
    with pytest.raises(RuntimeError):
        break_off()
    assert counts(ws) == before

    decide(ws)
    assert counts(ws) == (before[0] + 1, before[1] + 1)


def counts(ws: Workspace) -> tuple[int, int]:
    with ws.reading() as session:
        return tuple(  # type: ignore[return-value]
            session.execute(select(func.count()).select_from(row)).scalar_one()
            for row in (Decision, Delivery)
        )


@pytest.mark.parametrize("answer", [500, 404, 301, OSError("no route to host")])
def test_what_fails_is_tried_again_after_a_while(
    ws: Workspace, receiver: Receiver, answer: int | OSError
) -> None:
    add_webhook(ws, URL, by="op")
    decide(ws)
    receiver.answer = answer

    deliver_due(ws, receiver)
    assert deliver_due(ws, receiver) == 0  # not at once
    [webhook] = list_webhooks(ws)
    assert webhook.waiting == 1
    assert webhook.problem
    receiver.answer = 200
    later(ws, BACKOFF[0])
    assert deliver_due(ws, receiver) == 1

    [webhook] = list_webhooks(ws)
    assert (webhook.arrived, webhook.waiting, webhook.problem) == (1, 0, "")
    assert receiver.sent[0][1] == receiver.sent[1][1]  # the same, signed anew


def test_in_the_end_it_is_given_up_until_somebody_asks_again(
    ws: Workspace, receiver: Receiver
) -> None:
    webhook, _ = add_webhook(ws, URL, by="op")
    decide(ws)
    receiver.answer = 503
    waited = timedelta()
    for wait in (*BACKOFF, timedelta(days=30)):
        assert deliver_due(ws, receiver) == 1
        waited += wait
        later(ws, waited)

    assert deliver_due(ws, receiver) == 0
    assert list_webhooks(ws)[0].given_up == 1

    assert retry_webhook(ws, webhook.id) == 1
    receiver.answer = 200
    assert deliver_due(ws, receiver) == 1
    assert list_webhooks(ws)[0].arrived == 1


def test_what_is_paused_waits_and_none_of_it_is_lost(
    ws: Workspace, receiver: Receiver
) -> None:
    webhook, _ = add_webhook(ws, URL, by="op")
    first = decide(ws)
    assert pause_webhook(ws, webhook.id, paused=True).paused
    second = decide(ws)

    assert deliver_due(ws, receiver) == 0
    assert list_webhooks(ws)[0].waiting == 2

    assert not pause_webhook(ws, webhook.id, paused=False).paused
    deliver_due(ws, receiver)
    assert [one["decision_id"] for one in receiver.decisions()] == [first, second]


def test_it_says_since_when_an_address_fails(ws: Workspace, receiver: Receiver) -> None:
    add_webhook(ws, URL, by="op")
    decide(ws)
    assert list_webhooks(ws)[0].failing_since is None
    receiver.answer = 500
    deliver_due(ws, receiver)
    later(ws, BACKOFF[0])
    deliver_due(ws, receiver)
    assert list_webhooks(ws)[0].failing_since == BEGAN

    receiver.answer = 200
    later(ws, BACKOFF[0] + BACKOFF[1])
    deliver_due(ws, receiver)
    assert list_webhooks(ws)[0].failing_since is None
    kinds = [(row.kind, row.did) for row in list_audit(ws).items]
    assert ("webhook", "changed") not in kinds  # nobody changed anything


def test_one_decision_is_sent_again_though_it_arrived(
    ws: Workspace, receiver: Receiver
) -> None:
    webhook, _ = add_webhook(ws, URL, by="op")
    decide(ws), decide(ws)
    deliver_due(ws, receiver)
    newest, oldest = list_deliveries(ws, webhook.id)
    assert (newest.tries, newest.due_at, newest.arrived_at) == (1, None, BEGAN)

    again = redeliver(ws, oldest.id)

    assert (again.tries, again.due_at, again.arrived_at) == (0, BEGAN, None)
    assert deliver_due(ws, receiver) == 1
    ids = [one["decision_id"] for one in receiver.decisions()]
    assert ids == [oldest.decision_id, newest.decision_id, oldest.decision_id]
    remove_webhook(ws, webhook.id)
    for gone in (oldest.id, 404):
        with pytest.raises(NotFoundError, match="not in the outbox"):
            redeliver(ws, gone)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [(204, ""), (500, "the answer was 500"), (OSError("no route"), "no route")],
)
def test_a_test_is_signed_and_tells_at_once_what_went_wrong(
    ws: Workspace, receiver: Receiver, answer: int | OSError, problem: str
) -> None:
    webhook, secret = add_webhook(ws, URL, by="op")
    receiver.answer = answer

    assert send_test(ws, webhook.id, receiver) == problem

    [(url, body, headers)] = receiver.sent
    assert (url, json.loads(body)["event"]) == (URL, "test")
    assert headers["Markwatch-Event"] == "test"
    assert headers["Markwatch-Signature"] == signature(secret, BEGAN, body)
    assert list_deliveries(ws, webhook.id) == ()
    [noted] = list_audit(ws, AuditFilter(kind="webhook"), limit=1).items
    assert (noted.did, noted.subject) == ("tested", URL)


def test_only_an_admin_may_look_after_webhooks(
    ws: Workspace, receiver: Receiver
) -> None:
    webhook, _ = add_webhook(ws, URL, by="op")
    deeds: list[Callable[[], object]] = [
        lambda: add_webhook(ws, URL, by="cleo"),
        lambda: list_webhooks(ws),
        lambda: list_deliveries(ws, webhook.id),
        lambda: pause_webhook(ws, webhook.id, paused=True),
        lambda: redeliver(ws, 1),
        lambda: retry_webhook(ws, webhook.id),
        lambda: remove_webhook(ws, webhook.id),
        lambda: send_test(ws, webhook.id, receiver),
    ]
    for deed in deeds:
        curator = Person("cleo", Role.CURATOR)
        with acting_as(curator), pytest.raises(NotAllowedError, match="role admin"):
            deed()
    assert [(one.id, one.paused) for one in list_webhooks(ws)] == [(webhook.id, False)]
    assert receiver.sent == []


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest", "http://[fe80::1]/", "http://[::ffff:a9fe:a9fe]"],
)
def test_nothing_is_sent_to_where_clouds_keep_secrets(url: str) -> None:
    with pytest.raises(OSError, match="give another address"):
        send_http(url, b"{}", {})


def test_two_processes_send_nothing_twice(ws: Workspace, receiver: Receiver) -> None:
    add_webhook(ws, URL, by="op")
    for _ in range(6):
        decide(ws)
    lock = threading.Lock()

    def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        with lock:
            return receiver(url, body, headers)

    threads = [
        threading.Thread(target=lambda: [deliver_due(ws, send) for _ in range(4)])
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    ids = [decision["decision_id"] for decision in receiver.decisions()]
    assert len(ids) == len(set(ids)) == 6


def test_what_a_dying_process_took_is_sent_by_another(
    ws: Workspace, receiver: Receiver
) -> None:
    add_webhook(ws, URL, by="op")
    decide(ws)

    def die(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver_due(ws, die)
    assert deliver_due(ws, receiver) == 0
    later(ws, timedelta(minutes=2))

    assert deliver_due(ws, receiver) == 1


def test_a_removed_webhook_gets_nothing_more(ws: Workspace, receiver: Receiver) -> None:
    webhook, _ = add_webhook(ws, URL, by="op")
    decide(ws)

    remove_webhook(ws, webhook.id)
    decide(ws)

    assert deliver_due(ws, receiver) == 0
    assert list_webhooks(ws) == ()
    with pytest.raises(NotFoundError, match="no webhook"):
        retry_webhook(ws, webhook.id)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shop.example",
        "ftp://shop.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https://user:pass@shop.example",
        "https://shop.example/#here",
        "https://shop.example/a b",
        "https://shop.example:99999/",
        "https://shop.example/\r\nX: y",
        "https://shop.example/" + "x" * 2000,
    ],
)
def test_an_address_of_no_sense_is_refused(workspace: Workspace, url: str) -> None:
    with pytest.raises(InvalidInputError):
        add_webhook(workspace, url, by="op")


class _Answers(BaseHTTPRequestHandler):
    seen: list[tuple[str, bytes]] = []  # noqa: RUF012  one server a test

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, body))
        code = int(self.path.strip("/") or 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    _Answers.seen = []
    with HTTPServer(("127.0.0.1", 0), _Answers) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("code", [200, 204, 302, 404, 500])
def test_the_status_is_told_and_no_redirect_is_followed(server: str, code: int) -> None:
    assert send_http(f"{server}/{code}", b"{}", {"X-Test": "1"}) == code
    assert _Answers.seen == [(f"/{code}", b"{}")]


def test_a_proxy_of_the_environment_is_not_asked(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    assert send_http(f"{server}/200", b"{}", {}) == 200


def test_where_nobody_listens_it_is_an_error() -> None:
    with pytest.raises(OSError, match="refused"):
        send_http("http://127.0.0.1:1/", b"{}", {})


def test_what_only_checks_people_is_reported_to_nobody(
    ws: Workspace, receiver: Receiver
) -> None:
    for name, role in (("ann", Role.REVIEWER), ("cara", Role.CURATOR)):
        add_user(ws, name, role=role, password=None, by="op")
    ws.checks = Checks(second_share=1.0)
    add_webhook(ws, URL, by="op")
    decide(ws)
    blind = take(ws, reviewer="bob")
    second = press(ws, blind, Action.NOT_A_LOGO, reviewer="bob")
    deliver_due(ws, receiver)
    assert [one["kind"] for one in receiver.decisions()] == ["first"]

    undo(ws, decision_id=second.decision.id, reviewer="bob")
    press(ws, take(ws, reviewer="bob"), Action.NOT_A_LOGO, reviewer="bob")
    press(ws, take(ws, reviewer="cara"), Action.REJECTED, reviewer="cara")

    deliver_due(ws, receiver)
    sent = [(one["kind"], one["action"]) for one in receiver.decisions()]
    assert sent == [("first", "confirmed"), ("first", "undone"), ("final", "rejected")]
