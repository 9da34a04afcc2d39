"""What the gallery was at each version, from now on; and symbols that were split."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_AT_ONCE = 1000
_LIST = (
    "name, purpose, severity, policy_text, threshold_uncertain, threshold_known, "
    "reference_rule, approved_by, blurred, greyscale"
)
_SYMBOL = (
    "name, aliases, list_id, severity, policy_text, threshold_uncertain, "
    "threshold_known, enabled, proposed"
)
_FLAGS = ("blurred", "greyscale", "enabled", "proposed")


def upgrade() -> None:
    op.create_table(
        "symbol_splits",
        sa.Column("symbol_id", _ID, nullable=False),
        sa.Column("from_id", _ID, nullable=False),
        sa.Column("last_decision_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_symbol_splits_symbol_id"
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["symbols.id"], name="fk_symbol_splits_from_id"
        ),
        sa.PrimaryKeyConstraint("symbol_id", name="pk_symbol_splits"),
    )
    op.create_index("ix_symbol_splits_from_id", "symbol_splits", ["from_id"])
    op.create_table(
        "recorded_states",
        sa.Column("id", _ID, nullable=False),
        sa.Column("owner", sa.String(20), nullable=False),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("recorded_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recorded_states"),
    )
    op.create_index(
        "uq_recorded_states_owner_owner_id_version",
        "recorded_states",
        ["owner", "owner_id", "version"],
        unique=True,
    )
    op.create_index("ix_recorded_states_version", "recorded_states", ["version"])
    op.add_column("gallery_edits", sa.Column("gallery_version", sa.BigInteger()))
    _record_what_is_there()


def _record_what_is_there() -> None:
    bind = op.get_bind()
    version = bind.scalar(sa.text("SELECT version FROM gallery_state"))
    table = sa.table(
        "recorded_states",
        *(sa.column(name) for name in ("owner", "owner_id", "version")),
        sa.column("fields", sa.JSON),
        sa.column("recorded_at", _TIME),
    )
    now = datetime.now(UTC)
    rows = [
        {
            "owner": owner,
            "owner_id": owner_id,
            "version": version,
            "fields": fields,
            "recorded_at": now,
        }
        for owner, owner_id, fields in _states(bind)
    ]
    for start in range(0, len(rows), _AT_ONCE):
        op.bulk_insert(table, rows[start : start + _AT_ONCE])


def _states(bind: sa.Connection) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for row in bind.execute(sa.text(f"SELECT id, {_LIST} FROM lists")).mappings():
        yield "list", row["id"], _fields(row)
    pairs = bind.execute(sa.text("SELECT symbol_id, into_id FROM symbol_merges"))
    merged = {symbol_id: into_id for symbol_id, into_id in pairs}
    rows = bind.execute(sa.text(f"SELECT id, removed_at, {_SYMBOL} FROM symbols"))
    for row in rows.mappings():
        live = row["removed_at"] is None
        own = {"live": live, "merged_into": merged.get(row["id"])}
        yield "symbol", row["id"], _fields(row) | own
    rows = bind.execute(
        sa.text("SELECT id, symbol_id, removed_at FROM symbol_references")
    )
    for row in rows.mappings():
        live = row["removed_at"] is None
        yield "reference", row["id"], {"symbol_id": row["symbol_id"], "live": live}


def _fields(row: sa.RowMapping) -> dict[str, Any]:
    fields = {name: row[name] for name in row if name not in ("id", "removed_at")}
    for name in set(_FLAGS) & set(fields):
        fields[name] = bool(fields[name])
    if isinstance(fields.get("aliases"), str):
        fields["aliases"] = json.loads(fields["aliases"])
    return fields


def downgrade() -> None:
    op.drop_column("gallery_edits", "gallery_version")
    op.drop_table("recorded_states")
    op.drop_table("symbol_splits")
