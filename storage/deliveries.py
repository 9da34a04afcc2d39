"""Sending what is in the outbox: signed, and again after a while where it failed.

Several processes may send: each takes what is due for a minute, so that nothing is sent
twice at once. A receiver may still get one twice (its answer may be lost), and later
ones before earlier ones: it goes by the decision's id.
"""

import hashlib
import hmac
import ipaddress
import json
import logging
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select

from storage.acting import Role, check_role
from storage.audit_trail import note
from storage.models import Delivery, Webhook
from storage.webhooks import get_webhook
from storage.workspace import Workspace

# How long to wait after each failure; after the last one a decision is given up.
BACKOFF = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 60, 300, 1800, 7200, 21600, 43200, 86400, 86400, 86400)
)
TIMEOUT_S = 10.0
_LEASE = timedelta(seconds=60)
_AT_ONCE = 5
_LONGEST_PROBLEM = 300

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One decision for one address."""

    delivery_id: int
    decision_id: int
    url: str
    secret: str
    body: str
    tries: int


# Sends bytes to an address and returns the status of the answer. Raises OSError.
Send = Callable[[str, bytes, Mapping[str, str]], int]


def deliver_due(ws: Workspace, send: Send) -> int:
    """Try once all that is due now, a few at a time; return how many there were."""
    parcels = _take_due(ws)
    for parcel in parcels:
        _finish(ws, parcel, _try(ws, parcel, send))
    return len(parcels)


def send_test(ws: Workspace, webhook_id: int, send: Send) -> str:
    """Send a signed test to an address now; return what went wrong, "" for nothing.

    Nothing of it is in the outbox. Raises NotAllowedError, NotFoundError.
    """
    check_role(Role.ADMIN)
    with ws.writing() as session:
        webhook = get_webhook(session, webhook_id)
        url, secret = webhook.url, webhook.secret
        note(session, "webhook", "tested", subject=url, subject_id=webhook_id)
    body = json.dumps({"event": "test", "sent_at": ws.now().isoformat()})
    headers = _headers(ws, secret, body, event="test")
    return _post(send, url, body, headers)


def signature(secret: str, at: datetime, body: bytes) -> str:
    """Return the header: "t=SECONDS,v1=HEX", an HMAC-SHA256 over "SECONDS.BODY".

    The time is signed, too: a receiver refuses old ones, and nobody can replay them.
    """
    seconds = int(at.timestamp())
    signed = f"{seconds}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def send_http(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Post to exactly this address: no redirect is followed, no proxy asked.

    Nothing of the answer is read but its status. Raises OSError.
    """
    _check_address(url)
    request = urllib.request.Request(url, body, dict(headers), method="POST")
    try:
        with _opener().open(request, timeout=TIMEOUT_S) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as err:
        err.close()
        return err.code
    except HTTPException as err:
        raise OSError(f"{type(err).__name__}: no HTTP answer") from err


def _check_address(url: str) -> None:
    """Raise OSError for an address within which clouds tell machines their secrets."""
    parts = urlsplit(url)
    for *_, found in socket.getaddrinfo(parts.hostname, parts.port or 80):
        address = ipaddress.ip_address(str(found[0]).partition("%")[0])
        plain = getattr(address, "ipv4_mapped", None) or address
        if plain.is_link_local or plain.is_multicast:
            raise OSError(f"nothing is sent to {plain}: give another address")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())


def _take_due(ws: Workspace) -> list[Parcel]:
    now = ws.now()
    with ws.reading() as session:  # most often nothing is: then nobody waits for us
        if session.scalar(_due(now).limit(1)) is None:
            return []
    with ws.writing() as session:
        rows = session.scalars(
            _due(now)
            .order_by(Delivery.due_at, Delivery.id)
            .limit(_AT_ONCE)
            .with_for_update(of=Delivery, skip_locked=True)
        ).all()
        for row in rows:
            row.tries += 1
            row.due_at = now + _LEASE
        return [
            Parcel(
                delivery_id=row.id,
                decision_id=row.decision_id,
                url=row.webhook.url,
                secret=row.webhook.secret,
                body=row.body,
                tries=row.tries,
            )
            for row in rows
        ]


def _due(now: datetime) -> Select[Delivery]:
    """Select what is to be sent now; what is paused waits."""
    return (
        select(Delivery)
        .join(Webhook, Webhook.id == Delivery.webhook_id)
        .where(
            Delivery.due_at <= now,
            Webhook.removed_at.is_(None),
            Webhook.paused_at.is_(None),
        )
    )


def _try(ws: Workspace, parcel: Parcel, send: Send) -> str:
    """Send a parcel; return what went wrong, "" for nothing."""
    headers = _headers(ws, parcel.secret, parcel.body, event="decision")
    headers["Markwatch-Delivery"] = str(parcel.delivery_id)
    return _post(send, parcel.url, parcel.body, headers)


def _headers(ws: Workspace, secret: str, body: str, *, event: str) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Markwatch",
        "Markwatch-Event": event,
        "Markwatch-Signature": signature(secret, ws.now(), body.encode("utf-8")),
    }


def _post(send: Send, url: str, body: str, headers: Mapping[str, str]) -> str:
    try:
        status = send(url, body.encode("utf-8"), headers)
    except OSError as err:
        return f"{err}"[:_LONGEST_PROBLEM] or type(err).__name__
    return "" if 200 <= status < 300 else f"the answer was {status}"


def _finish(ws: Workspace, parcel: Parcel, problem: str) -> None:
    now = ws.now()
    with ws.writing() as session:
        row = session.get_one(Delivery, parcel.delivery_id)
        row.problem = problem
        webhook = row.webhook
        if not problem:
            row.arrived_at, row.due_at = now, None
            webhook.failing_since = None
            return
        webhook.failing_since = webhook.failing_since or now
        if row.due_at is None:  # the webhook was removed meanwhile
            return
        given_up = parcel.tries > len(BACKOFF)
        row.due_at = None if given_up else now + BACKOFF[parcel.tries - 1]
    last = " It is given up." if given_up else ""
    _log.warning(
        "Decision %s did not reach %s: %s.%s",
        parcel.decision_id,
        parcel.url,
        problem,
        last,
    )
