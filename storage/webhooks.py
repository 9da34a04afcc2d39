"""Webhooks: the addresses that operators let decisions be reported to."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.acting import Role, check_role
from storage.audit_trail import note
from storage.errors import InvalidInputError, NotFoundError
from storage.models import Delivery, Webhook
from storage.workspace import Workspace

_LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class WebhookView:
    """A webhook, without its secret.

    waiting: decisions on their way. given_up: those that never arrived. problem: of the
    latest try that failed, "" where the latest arrived. failing_since: the first
    failure after the latest that arrived. paused: whether all of it waits.
    """

    id: int
    url: str
    created_at: datetime
    created_by: str
    arrived: int
    waiting: int
    given_up: int
    problem: str
    failing_since: datetime | None
    paused: bool


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One decision on its way. due_at: of the next try; None: arrived, or given up."""

    id: int
    decision_id: int
    created_at: datetime
    tries: int
    due_at: datetime | None
    arrived_at: datetime | None
    problem: str


def add_webhook(ws: Workspace, url: str, *, by: str) -> tuple[WebhookView, str]:
    """Report decisions to an address from now on; return also the signing secret.

    Raises InvalidInputError for an address that is not http or https, and
    NotAllowedError, as all of this module does, where whoever acts is no admin.
    """
    check_role(Role.ADMIN)
    cleaned = _checked(url)
    secret = secrets.token_urlsafe(32)
    with ws.writing() as session:
        webhook = Webhook(
            url=cleaned, secret=secret, created_at=ws.now(), created_by=by
        )
        session.add(webhook)
        session.flush()
        return _view(session, webhook), secret


def list_webhooks(ws: Workspace) -> tuple[WebhookView, ...]:
    """Return the webhooks that count, oldest first."""
    check_role(Role.ADMIN)
    active = select(Webhook).where(Webhook.removed_at.is_(None)).order_by(Webhook.id)
    with ws.reading() as session:
        return tuple(_view(session, one) for one in session.scalars(active).all())


def remove_webhook(ws: Workspace, webhook_id: int) -> WebhookView:
    """Report nothing more to an address; what was on its way is given up."""
    check_role(Role.ADMIN)
    with ws.writing() as session:
        webhook = get_webhook(session, webhook_id)
        webhook.removed_at = ws.now()
        mine = Delivery.webhook_id == webhook_id
        session.execute(update(Delivery).where(mine).values(due_at=None))
        return _view(session, webhook)


def pause_webhook(ws: Workspace, webhook_id: int, *, paused: bool) -> WebhookView:
    """Let what goes to an address wait, or go on: nothing of it is lost meanwhile."""
    check_role(Role.ADMIN)
    with ws.writing() as session:
        webhook = get_webhook(session, webhook_id)
        if paused is not (webhook.paused_at is not None):
            webhook.paused_at = ws.now() if paused else None
        return _view(session, webhook)


def list_deliveries(
    ws: Workspace, webhook_id: int, *, limit: int = 10
) -> tuple[DeliveryView, ...]:
    """Return the latest decisions that went, or go, to an address, newest first."""
    check_role(Role.ADMIN)
    rows = select(Delivery).where(Delivery.webhook_id == webhook_id)
    with ws.reading() as session:
        found = session.scalars(rows.order_by(Delivery.id.desc()).limit(limit))
        return tuple(map(_delivery_view, found))


def redeliver(ws: Workspace, delivery_id: int) -> DeliveryView:
    """Send one decision again from the first try on, also where it had arrived."""
    check_role(Role.ADMIN)
    with ws.writing() as session:
        row = session.get(Delivery, delivery_id)
        if row is None or row.webhook.removed_at is not None:
            raise NotFoundError("This is not in the outbox any more. Reload the page.")
        row.due_at, row.arrived_at, row.tries, row.problem = ws.now(), None, 0, ""
        _note_again(session, row.webhook, decisions=1)
        return _delivery_view(row)


def retry_webhook(ws: Workspace, webhook_id: int) -> int:
    """Send again all that did not arrive; return how many decisions that are."""
    check_role(Role.ADMIN)
    with ws.writing() as session:
        webhook = get_webhook(session, webhook_id)
        lost = (Delivery.webhook_id == webhook_id, Delivery.arrived_at.is_(None))
        count = select(func.count()).select_from(Delivery).where(*lost)
        number = session.execute(count).scalar_one()
        again = update(Delivery).where(*lost)
        session.execute(again.values(due_at=ws.now(), tries=0))
        _note_again(session, webhook, decisions=number)
        return number


def get_webhook(session: Session, webhook_id: int) -> Webhook:
    """Return a webhook that counts. Raises NotFoundError."""
    webhook = session.get(Webhook, webhook_id)
    if webhook is None or webhook.removed_at is not None:
        raise NotFoundError(
            f"There is no webhook {webhook_id}. Numbers: markwatch webhook list"
        )
    return webhook


def _note_again(session: Session, webhook: Webhook, *, decisions: int) -> None:
    note(
        session,
        "webhook",
        "sent again",
        subject=webhook.url,
        subject_id=webhook.id,
        new={"decisions": decisions},
    )


def _checked(url: str) -> str:
    cleaned = url.strip()
    try:
        parts = urlsplit(cleaned)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    plain = cleaned.isascii() and cleaned.isprintable() and " " not in cleaned
    if parts.scheme not in ("http", "https") or not host or not plain:
        raise InvalidInputError(
            f"{url!r} is no address of a webhook: write it like "
            "https://shop.example/decisions."
        )
    if parts.username or parts.password or parts.fragment:
        raise InvalidInputError(
            "Leave user, password and # out of the address: what is sent is signed."
        )
    if len(cleaned) > _LONGEST_URL:
        raise InvalidInputError(f"The address is longer than {_LONGEST_URL:,} signs.")
    return cleaned


def _delivery_view(row: Delivery) -> DeliveryView:
    return DeliveryView(
        id=row.id,
        decision_id=row.decision_id,
        created_at=row.created_at,
        tries=row.tries,
        due_at=row.due_at,
        arrived_at=row.arrived_at,
        problem=row.problem,
    )


def _view(session: Session, webhook: Webhook) -> WebhookView:
    mine = Delivery.webhook_id == webhook.id
    arrived = Delivery.arrived_at.is_not(None)
    waiting = Delivery.due_at.is_not(None)
    given_up = Delivery.arrived_at.is_(None) & Delivery.due_at.is_(None)

    def count(*only: object) -> int:
        rows = select(func.count()).select_from(Delivery).where(mine, *only)  # type: ignore[arg-type]
        return session.execute(rows).scalar_one()

    latest = select(Delivery.problem).where(mine, Delivery.tries > 0)
    latest = latest.order_by(Delivery.id.desc()).limit(1)
    return WebhookView(
        id=webhook.id,
        url=webhook.url,
        created_at=webhook.created_at,
        created_by=webhook.created_by,
        arrived=count(arrived),
        waiting=count(waiting),
        given_up=count(given_up),
        problem=session.scalar(latest) or "",
        failing_since=webhook.failing_since,
        paused=webhook.paused_at is not None,
    )
