"""Webhooks can be paused, and say since when they fail."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    for name in ("paused_at", "failing_since"):
        op.add_column("webhooks", sa.Column(name, _TIME, nullable=True))


def downgrade() -> None:
    for name in ("paused_at", "failing_since"):
        op.drop_column("webhooks", name)
