"""Sends what is in the outbox, beside the server, as long as that runs."""

import logging
from threading import Event, Thread

from storage.deliveries import Send, deliver_due, send_http
from storage.workspace import Workspace

_POLL_S = 2.0

_log = logging.getLogger(__name__)


class DeliveryWorker:
    """A thread that looks into the outbox now and then."""

    def __init__(
        self, workspace: Workspace, *, send: Send = send_http, poll_s: float = _POLL_S
    ) -> None:
        self._workspace = workspace
        self._send = send
        self._poll_s = poll_s
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="deliveries", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self, *, timeout_s: float = 1.0) -> None:
        """Send no more; one that is under way is tried again later."""
        self._stopping.set()
        self._thread.join(timeout_s)

    @property
    def running(self) -> bool:
        """Whether it sends, or still ends."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                found = deliver_due(self._workspace, self._send)
            except Exception:  # a database that is away comes back
                _log.exception("The outbox could not be worked on; it is tried again")
                found = 0
            if not found:
                self._stopping.wait(self._poll_s)
