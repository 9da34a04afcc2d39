"""Thresholds are probabilities now; who edited the gallery, and how; merged symbols.

Thresholds that were set as similarities mean nothing as probabilities: they are
cleared, so that the default applies until a curator sets new ones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _clear_thresholds()
    op.add_column(
        "lists", sa.Column("purpose", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("matches", sa.Column("context_similarity", sa.Double()))
    op.create_table(
        "gallery_edits",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("list_id", _ID, nullable=True),
        sa.Column("symbol_id", _ID, nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("undoes_id", _ID, nullable=True),
        sa.Column("edited_by", sa.String(200), nullable=False),
        sa.Column("edited_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["lists.id"], name="fk_gallery_edits_list_id"
        ),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_gallery_edits_symbol_id"
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["gallery_edits.id"], name="fk_gallery_edits_undoes_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gallery_edits"),
        sa.UniqueConstraint("undoes_id", name="uq_gallery_edits_undoes_id"),
    )
    op.create_index("ix_gallery_edits_list_id", "gallery_edits", ["list_id"])
    op.create_index("ix_gallery_edits_symbol_id", "gallery_edits", ["symbol_id"])
    op.create_table(
        "symbol_merges",
        sa.Column("symbol_id", _ID, autoincrement=False, nullable=False),
        sa.Column("into_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_symbol_merges_symbol_id"
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["symbols.id"], name="fk_symbol_merges_into_id"
        ),
        sa.PrimaryKeyConstraint("symbol_id", name="pk_symbol_merges"),
    )
    op.create_index("ix_symbol_merges_into_id", "symbol_merges", ["into_id"])


def downgrade() -> None:
    op.drop_table("symbol_merges")
    op.drop_table("gallery_edits")
    op.drop_column("matches", "context_similarity")
    op.drop_column("lists", "purpose")
    _clear_thresholds()


def _clear_thresholds() -> None:
    for name in ("lists", "symbols"):
        op.execute(
            f"UPDATE {name} SET threshold_uncertain = NULL, threshold_known = NULL"
        )
