"""The thread that empties the outbox beside the server."""

import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from storage.records import Action
from storage.webhooks import add_webhook
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, press, scan, take
from ui.delivery_worker import DeliveryWorker

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_it_sends_what_comes_also_after_a_failure(workspace: Workspace) -> None:
    arrived = threading.Event()
    tries: list[str] = []

    def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        tries.append(url)
        if len(tries) == 1:
            raise RuntimeError("what nobody thought of")
        arrived.set()
        return 200

    workspace.now = lambda: NOW
    add(workspace, "Acorn", 1)
    add_webhook(workspace, "https://a.example", by="op")
    add_webhook(workspace, "https://b.example", by="op")
    scan(workspace, Placed(1))
    press(workspace, take(workspace), Action.NOT_A_LOGO)
    worker = DeliveryWorker(workspace, send=send, poll_s=0.01)

    began = time.monotonic()
    workspace.now = lambda: NOW + timedelta(hours=time.monotonic() - began)
    worker.start()

    assert arrived.wait(20)
    worker.stop(timeout_s=20)
    assert not worker.running
