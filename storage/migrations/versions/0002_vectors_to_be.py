"""A place for the vectors of the next embedder, until all are there."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "next_embeddings",
        sa.Column("owner", sa.String(20), nullable=False),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("embedder_id", sa.String(length=200), nullable=False),
        sa.Column("embedding", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "owner_id", name="pk_next_embeddings"),
    )


def downgrade() -> None:
    op.drop_table("next_embeddings")
