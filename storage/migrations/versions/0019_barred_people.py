"""Find at once which cases a person must not get."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_barred_reviewer", "case_barred", ["reviewer"])


def downgrade() -> None:
    op.drop_index("ix_case_barred_reviewer", "case_barred")
