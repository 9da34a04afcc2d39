"""Final decisions on their way to webhooks: written in the decision's own transaction.

What is in the outbox is sent until it arrives, or is given up after days; who sends is
the affair of `deliveries`. A skip or an escalation is not final, nor is a second
opinion or a gold answer; an undo is, for it takes a final one back.
"""

import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import event, select
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from storage.decision_kinds import EFFECTIVE
from storage.decision_rows import plain_row, rows_by_id
from storage.models import Decision, Delivery, Webhook
from storage.records import Action

FINAL = frozenset(
    {
        Action.CONFIRMED,
        Action.REJECTED,
        Action.NOT_A_LOGO,
        Action.NEW_SYMBOL,
        Action.UNDONE,
    }
)
_PENDING = "markwatch.outbox"


def fill_outbox(writing: "sessionmaker[Session]", now: Callable[[], datetime]) -> None:
    """Let every session of this maker put its final decisions into the outbox."""

    def collect(session: Session, context: UOWTransaction) -> None:
        for row in session.new:
            if isinstance(row, Decision) and _is_final(row):
                session.info.setdefault(_PENDING, []).append(row.id)

    def write(session: Session) -> None:
        session.flush()
        decision_ids: list[int] = session.info.pop(_PENDING, [])
        if decision_ids:
            _enqueue(session, decision_ids, at=now())

    event.listen(writing, "after_flush", collect)
    event.listen(writing, "before_commit", write)


def _is_final(decision: Decision) -> bool:
    return decision.action in FINAL and decision.kind in EFFECTIVE


def _enqueue(session: Session, decision_ids: list[int], *, at: datetime) -> None:
    active = select(Webhook.id).where(Webhook.removed_at.is_(None))
    webhook_ids = session.scalars(active).all()
    if not webhook_ids:
        return
    for row in rows_by_id(session, decision_ids):
        body = {"event": "decision", "decision": plain_row(row)}
        for webhook_id in webhook_ids:
            session.add(
                Delivery(
                    webhook_id=webhook_id,
                    decision_id=row.decision_id,
                    body=json.dumps(body, ensure_ascii=False),
                    due_at=at,
                    created_at=at,
                )
            )
    session.flush()
