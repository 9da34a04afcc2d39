"""Webhooks: the addresses that operators let decisions be reported to."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.errors import InvalidInputError, NotFoundError
from storage.models import Delivery, Webhook
from storage.workspace import Workspace

_LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class WebhookView:
    """A webhook, without its secret.

    waiting: decisions on their way. given_up: those that never arrived. problem: of the
    latest try that failed, "" where the latest arrived.
    """

    id: int
    url: str
    created_at: datetime
    created_by: str
    arrived: int
    waiting: int
    given_up: int
    problem: str


def add_webhook(ws: Workspace, url: str, *, by: str) -> tuple[WebhookView, str]:
    """Report decisions to an address from now on; return also the signing secret.

    Raises InvalidInputError for an address that is not http or https.
    """
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
    active = select(Webhook).where(Webhook.removed_at.is_(None)).order_by(Webhook.id)
    with ws.reading() as session:
        return tuple(_view(session, one) for one in session.scalars(active).all())


def remove_webhook(ws: Workspace, webhook_id: int) -> WebhookView:
    """Report nothing more to an address; what was on its way is given up."""
    with ws.writing() as session:
        webhook = _get(session, webhook_id)
        webhook.removed_at = ws.now()
        mine = Delivery.webhook_id == webhook_id
        session.execute(update(Delivery).where(mine).values(due_at=None))
        return _view(session, webhook)


def retry_webhook(ws: Workspace, webhook_id: int) -> int:
    """Send again all that did not arrive; return how many decisions that are."""
    with ws.writing() as session:
        _get(session, webhook_id)
        lost = (Delivery.webhook_id == webhook_id, Delivery.arrived_at.is_(None))
        count = select(func.count()).select_from(Delivery).where(*lost)
        number = session.execute(count).scalar_one()
        again = update(Delivery).where(*lost)
        session.execute(again.values(due_at=ws.now(), tries=0))
        return number


def _get(session: Session, webhook_id: int) -> Webhook:
    webhook = session.get(Webhook, webhook_id)
    if webhook is None or webhook.removed_at is not None:
        raise NotFoundError(
            f"There is no webhook {webhook_id}. Numbers: markwatch webhook list"
        )
    return webhook


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
    )
