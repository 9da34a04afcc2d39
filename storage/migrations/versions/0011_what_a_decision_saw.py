"""What a decision's match rested on, to calibrate from decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COLUMNS = ("visual_similarity", "text_similarity", "context_similarity", "margin")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("decisions", sa.Column(name, sa.Double()))


def downgrade() -> None:
    for name in reversed(_COLUMNS):
        op.drop_column("decisions", name)
