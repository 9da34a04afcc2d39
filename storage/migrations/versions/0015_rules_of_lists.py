"""Rules of lists: when a confirmed region becomes a reference, and who approves it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_CHOICE = sa.String(20)
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    for name, default in (("reference_rule", "asked"), ("approved_by", "nobody")):
        rule: sa.Column[str] = sa.Column(
            name, _CHOICE, nullable=False, server_default=default
        )
        op.add_column("lists", rule)
    op.execute(
        "UPDATE lists SET reference_rule = 'always' WHERE confirmed_becomes_reference"
    )
    op.drop_column("lists", "confirmed_becomes_reference")
    proposed: sa.Column[bool] = sa.Column(
        "proposed", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("symbols", proposed)
    _keep_proposals()


def _keep_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", _ID, nullable=False),
        sa.Column("decision_id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("symbol_id", _ID, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("state", _CHOICE, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.String(200), nullable=False),
        sa.Column("proposed_at", _TIME, nullable=False),
        sa.Column("answered_by", sa.String(200), nullable=True),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("reference_id", _ID, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{table}.id"], name=f"fk_proposals_{name}"
            )
            for name, table in (
                ("decision_id", "decisions"),
                ("region_id", "regions"),
                ("symbol_id", "symbols"),
                ("reference_id", "symbol_references"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint("decision_id", name="uq_proposals_decision_id"),
    )
    op.create_index("ix_proposals_reference_id", "proposals", ["reference_id"])
    op.create_index("ix_proposals_symbol_id", "proposals", ["symbol_id"])
    op.create_index(
        "ix_proposals_waiting",
        "proposals",
        ["id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )


def downgrade() -> None:
    op.drop_table("proposals")
    op.drop_column("symbols", "proposed")
    learns: sa.Column[bool] = sa.Column(
        "confirmed_becomes_reference",
        sa.Boolean(),
        nullable=False,
        server_default=sa.false(),
    )
    op.add_column("lists", learns)
    for name in ("reference_rule", "approved_by"):
        op.drop_column("lists", name)
