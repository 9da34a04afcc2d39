"""Open cases are counted from an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.drop_index("ix_cases_claimed_by", "cases")
    _index("claimed_by", "claimed_until", "closed_at")


def downgrade() -> None:
    op.drop_index("ix_cases_claimed_by", "cases")
    _index("claimed_by")


def _index(*columns: str) -> None:
    op.create_index(
        "ix_cases_claimed_by",
        "cases",
        list(columns),
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
