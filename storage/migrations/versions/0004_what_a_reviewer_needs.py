"""Groups of decisions, edited boxes, looks alike, orders of the queue, veiled lists."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("closed_at IS NULL")
_ESCALATED = sa.text("escalated_by IS NOT NULL")


def upgrade() -> None:
    op.add_column("decisions", sa.Column("group_id", sa.String(100)))
    op.create_index("ix_decisions_group_id", "decisions", ["group_id"])
    op.create_index(
        "ix_decisions_reviewer_decided_at", "decisions", ["reviewer", "decided_at"]
    )
    for table in ("regions", "images"):
        look = sa.Column("look_hash", sa.String(16), nullable=False, server_default="")
        op.add_column(table, look)
    op.add_column("regions", sa.Column("removed_at", _TIME))
    op.create_index("ix_images_look_hash", "images", ["look_hash"])
    for name in ("blurred", "greyscale"):
        veil: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        op.add_column("lists", veil)
    _order_the_queue()
    _keep_edits_of_boxes()


def _order_the_queue() -> None:
    doubt: sa.Column[float] = sa.Column(
        "uncertainty", sa.Double(), nullable=False, server_default="0"
    )
    op.add_column("cases", doubt)
    for name, columns in (
        ("ix_cases_by_age", ["opened_at", "id"]),
        ("ix_cases_by_uncertainty", ["uncertainty", "opened_at", "id"]),
    ):
        op.create_index(
            name, "cases", columns, sqlite_where=_OPEN, postgresql_where=_OPEN
        )
    op.create_index(
        "ix_case_regions_escalated_by",
        "case_regions",
        ["escalated_by"],
        sqlite_where=_ESCALATED,
        postgresql_where=_ESCALATED,
    )


def _keep_edits_of_boxes() -> None:
    op.create_table(
        "region_edits",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("new_region_id", _ID, nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("edited_by", sa.String(200), nullable=False),
        sa.Column("edited_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_region_edits_case_id"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_region_edits_region_id"
        ),
        sa.ForeignKeyConstraint(
            ["new_region_id"], ["regions.id"], name="fk_region_edits_new_region_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_region_edits"),
    )
    op.create_index("ix_region_edits_case_id", "region_edits", ["case_id"])
    op.create_index("ix_region_edits_region_id", "region_edits", ["region_id"])


def downgrade() -> None:
    op.drop_table("region_edits")
    op.drop_index("ix_case_regions_escalated_by", "case_regions")
    op.drop_index("ix_cases_by_uncertainty", "cases")
    op.drop_index("ix_cases_by_age", "cases")
    op.drop_column("cases", "uncertainty")
    for name in ("greyscale", "blurred"):
        op.drop_column("lists", name)
    op.drop_index("ix_images_look_hash", "images")
    op.drop_column("regions", "removed_at")
    for table in ("images", "regions"):
        op.drop_column(table, "look_hash")
    op.drop_index("ix_decisions_reviewer_decided_at", "decisions")
    op.drop_index("ix_decisions_group_id", "decisions")
    op.drop_column("decisions", "group_id")
