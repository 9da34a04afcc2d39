"""One tab of a reviewer's browser: signs in, sends presses and fetches pictures.

Speaks HTTP as the page does, over one connection that is kept. Decides nothing.
"""

import http.client
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from recognizer.errors import MarkwatchError

_PATIENCE_S = 60.0
_CARD = "review-card"


class NoAnswerError(MarkwatchError):
    """The server gave no answer that a page could use."""


@dataclass(frozen=True, slots=True)
class Session:
    """Where the server is, the cookie of a login, and the numbers of the events."""

    host: str
    port: int
    cookie: str
    events: dict[str, int]


def sign_in(url: str, name: str, password: str) -> Session:
    """Log in and read which events the page has. Raises NoAnswerError."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 80
    tab = Tab(Session(host, port, "", {}))
    form = urlencode({"name": name, "password": password, "next": "/"})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer, _ = tab.ask("POST", "/login", form.encode(), kind)
    tab.close()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    if answer.status != 303 or not cookie:
        raise NoAnswerError(f"{name} could not sign in: {answer.status}.")
    tab = Tab(Session(host, port, cookie, {}))
    config = json.loads(tab.get("/config"))
    tab.close()
    return Session(host, port, cookie, _events(config))


def _events(config: dict[str, Any]) -> dict[str, int]:
    """Find the numbers by which Gradio knows the events of the review card."""
    card = next(
        part["id"]
        for part in config["components"]
        if part["props"].get("elem_id") == _CARD
    )
    return {
        name: event["id"]
        for event in config["dependencies"]
        for target, name in event["targets"]
        if target == card
    }


class Tab:
    """A tab; threads must not share it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._hash = secrets.token_hex(6)
        self._connection = http.client.HTTPConnection(
            session.host, session.port, timeout=_PATIENCE_S
        )

    def press(self, event: str, data: dict[str, object]) -> dict[str, Any]:
        """Send an event of the card and return what it draws. Raises NoAnswerError."""
        answer, body = self.ask(
            "POST", "/gradio_api/run/predict", self._body(event, data)
        )
        if answer.status != 200:
            raise NoAnswerError(f"{event}: {answer.status} {body[:200]!r}")
        shown: dict[str, Any] = json.loads(body)["data"][0]
        return shown

    def press_and_leave(self, event: str, data: dict[str, object]) -> None:
        """Send an event, and hang up before its answer comes."""
        self._request("POST", "/gradio_api/run/predict", self._body(event, data), {})
        time.sleep(0.01)
        self.close()

    def get(self, path: str) -> bytes:
        """Fetch something; a refusal is as good as an answer."""
        return self.ask("GET", path)[1]

    def post(self, path: str) -> int:
        """Send what has no body; return the status."""
        return self.ask("POST", path)[0].status

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send one request and read its answer. Raises NoAnswerError."""
        try:
            self._request(method, path, body, headers or {})
            answer = self._connection.getresponse()
            return answer, answer.read()
        except (OSError, http.client.HTTPException) as err:
            self.close()
            raise NoAnswerError(f"{method} {path}: {err!r}") from err

    def close(self) -> None:
        """Hang up; the next request connects anew."""
        self._connection.close()

    def _request(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> None:
        session = self._session
        own = {"Origin": f"http://{session.host}:{session.port}"}
        if session.cookie:
            own["Cookie"] = session.cookie
        if body is not None:
            own["Content-Type"] = "application/json"
        self._connection.request(method, path, body, own | headers)

    def _body(self, event: str, data: dict[str, object]) -> bytes:
        number = self._session.events[event]
        asked = {
            "fn_index": number,
            "data": [],
            "session_hash": self._hash,
            "event_data": data,
        }
        return json.dumps(asked).encode()
