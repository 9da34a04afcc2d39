"""Second opinions, gold cases, and images that wait although nothing was found."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("closed_at IS NULL")
_OPEN_WORK = sa.text("closed_at IS NULL AND purpose = 'work'")
_OPEN_FOR_ONE = sa.text("closed_at IS NULL AND only_for IS NOT NULL")
_WAITING = sa.text("waiting")
_UNSETTLED = sa.text("outcome IN ('open', 'disagreed')")
_LIVE = sa.text("removed_at IS NULL")


def upgrade() -> None:
    _tell_cases_apart()
    _tell_decisions_apart()
    _make_second_opinions()
    _make_gold()
    _make_what_is_asked()
    salt = op.create_table(
        "draw_salt",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draw_salt"),
    )
    op.bulk_insert(salt, [{"id": 1, "salt": secrets.token_hex(32)}])


def downgrade() -> None:
    for table in (
        "draw_salt",
        "case_barred",
        "asked_regions",
        "gold_asks",
        "gold_regions",
        "second_opinions",
    ):
        op.drop_table(table)
    op.drop_column("decisions", "proposed_symbol")
    op.drop_column("decisions", "kind")
    op.drop_index("ix_cases_only_for", "cases")
    _open_index(_OPEN)
    for name in ("bare", "only_for", "purpose"):
        op.drop_column("cases", name)


def _tell_cases_apart() -> None:
    purpose = sa.Column("purpose", sa.String(20), nullable=False, server_default="work")
    op.add_column("cases", purpose)
    op.add_column("cases", sa.Column("only_for", sa.String(200), nullable=True))
    op.add_column(
        "cases",
        sa.Column("bare", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _open_index(_OPEN_WORK)
    op.create_index(
        "ix_cases_only_for",
        "cases",
        ["only_for"],
        sqlite_where=_OPEN_FOR_ONE,
        postgresql_where=_OPEN_FOR_ONE,
    )


def _open_index(which: sa.TextClause) -> None:
    op.drop_index("uq_cases_image_id_open", "cases")
    op.create_index(
        "uq_cases_image_id_open",
        "cases",
        ["image_id"],
        unique=True,
        sqlite_where=which,
        postgresql_where=which,
    )


def _tell_decisions_apart() -> None:
    kind = sa.Column("kind", sa.String(20), nullable=False, server_default="first")
    op.add_column("decisions", kind)
    proposed = sa.Column(
        "proposed_symbol", sa.Text(), nullable=False, server_default=""
    )
    op.add_column("decisions", proposed)


def _make_second_opinions() -> None:
    op.create_table(
        "second_opinions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("decision_id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=True),
        sa.Column("dispute_id", _ID, nullable=True),
        sa.Column("first_reviewer", sa.String(200), nullable=False),
        sa.Column("second_id", _ID, nullable=True),
        sa.Column("final_id", _ID, nullable=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("look", sa.JSON(), nullable=False),
        sa.Column("best_symbol_id", _ID, nullable=True),
        sa.Column("asked_at", _TIME, nullable=False),
        *(
            _foreign("second_opinions", column, table)
            for column, table in (
                ("decision_id", "decisions"),
                ("region_id", "regions"),
                ("case_id", "cases"),
                ("dispute_id", "cases"),
                ("second_id", "decisions"),
                ("final_id", "decisions"),
                ("best_symbol_id", "symbols"),
            )
        ),
        *(
            sa.UniqueConstraint(column, name=f"uq_second_opinions_{column}")
            for column in ("decision_id", "second_id", "final_id")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_second_opinions"),
    )
    for column in ("case_id", "dispute_id"):
        op.create_index(f"ix_second_opinions_{column}", "second_opinions", [column])
    op.create_index(
        "ix_second_opinions_region_id_open",
        "second_opinions",
        ["region_id"],
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    )


def _make_gold() -> None:
    op.create_table(
        "gold_regions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("symbol_id", _ID, nullable=True),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("look", sa.JSON(), nullable=False),
        sa.Column("best_symbol_id", _ID, nullable=True),
        sa.Column("marked_by", sa.String(200), nullable=False),
        sa.Column("marked_at", _TIME, nullable=False),
        sa.Column("removed_by", sa.String(200), nullable=True),
        sa.Column("removed_at", _TIME, nullable=True),
        _foreign("gold_regions", "region_id", "regions"),
        _foreign("gold_regions", "symbol_id", "symbols"),
        _foreign("gold_regions", "best_symbol_id", "symbols"),
        sa.PrimaryKeyConstraint("id", name="pk_gold_regions"),
    )
    op.create_index(
        "uq_gold_regions_region_id_live",
        "gold_regions",
        ["region_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.create_table(
        "gold_asks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("gold_id", _ID, nullable=False),
        sa.Column("reviewer", sa.String(200), nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("before_case_id", _ID, nullable=False),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("decision_id", _ID, nullable=True),
        sa.Column("right", sa.Boolean(), nullable=True),
        _foreign("gold_asks", "gold_id", "gold_regions"),
        _foreign("gold_asks", "case_id", "cases"),
        _foreign("gold_asks", "before_case_id", "cases"),
        _foreign("gold_asks", "decision_id", "decisions"),
        sa.UniqueConstraint(
            "gold_id", "reviewer", name="uq_gold_asks_gold_id_reviewer"
        ),
        sa.UniqueConstraint("case_id", name="uq_gold_asks_case_id"),
        sa.UniqueConstraint("decision_id", name="uq_gold_asks_decision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_gold_asks"),
    )
    op.create_index(
        "ix_gold_asks_reviewer_before_case_id",
        "gold_asks",
        ["reviewer", "before_case_id"],
    )


def _make_what_is_asked() -> None:
    op.create_table(
        "asked_regions",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("opinion_id", _ID, nullable=True),
        sa.Column("gold_id", _ID, nullable=True),
        _foreign("asked_regions", "case_id", "cases"),
        _foreign("asked_regions", "region_id", "regions"),
        _foreign("asked_regions", "opinion_id", "second_opinions"),
        _foreign("asked_regions", "gold_id", "gold_regions"),
        sa.PrimaryKeyConstraint("case_id", "region_id", name="pk_asked_regions"),
    )
    op.create_index(
        "ix_asked_regions_region_id_waiting",
        "asked_regions",
        ["region_id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_table(
        "case_barred",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("reviewer", sa.String(200), nullable=False),
        _foreign("case_barred", "case_id", "cases"),
        sa.PrimaryKeyConstraint("case_id", "reviewer", name="pk_case_barred"),
    )


def _foreign(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}")
