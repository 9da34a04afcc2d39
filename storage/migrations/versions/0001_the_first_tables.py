"""The first tables."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_CHOICE = sa.String(20)
_LISTS = (
    ("prohibited", 5, "Must not be sold."),
    ("trademark", 3, "Needs the brand owner's permission."),
    ("certification", 2, "Needs a valid certificate."),
)


def _where(condition: str) -> dict[str, Any]:
    return {
        "sqlite_where": sa.text(condition),
        "postgresql_where": sa.text(condition),
    }


def _gallery_state() -> None:
    op.create_table(
        "gallery_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("embedder_id", sa.String(length=200), nullable=True),
        sa.Column("dim", sa.Integer(), nullable=True),
        sa.Column("threshold_uncertain", sa.Double(), nullable=True),
        sa.Column("threshold_known", sa.Double(), nullable=True),
        sa.CheckConstraint("id = 1", name="ck_gallery_state_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_gallery_state"),
    )


def _images() -> None:
    op.create_table(
        "images",
        sa.Column("id", _ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source_uri", sa.Text(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("detector_id", sa.String(length=200), nullable=False),
        sa.Column("boxes_cut", sa.Integer(), nullable=False),
        sa.Column("scanned_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_images"),
        sa.UniqueConstraint("sha256", name="uq_images_sha256"),
    )
    op.create_index("ix_images_product_id", "images", ["product_id"])


def _lists() -> None:
    op.create_table(
        "lists",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("policy_text", sa.Text(), nullable=False),
        sa.Column("threshold_uncertain", sa.Double(), nullable=True),
        sa.Column("threshold_known", sa.Double(), nullable=True),
        sa.Column("confirmed_becomes_reference", sa.Boolean(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lists"),
        sa.UniqueConstraint("name_key", name="uq_lists_name_key"),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", _ID, nullable=False),
        sa.Column("image_id", _ID, nullable=False),
        sa.Column("reason", _CHOICE, nullable=False),
        sa.Column("priority", sa.Double(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=200), nullable=True),
        sa.Column("claimed_until", _TIME, nullable=True),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name="fk_cases_image_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index(
        "ix_cases_claimed_by", "cases", ["claimed_by"], **_where("closed_at IS NULL")
    )
    op.create_index("ix_cases_image_id", "cases", ["image_id"])
    op.create_index(
        "ix_cases_queue",
        "cases",
        ["priority", "opened_at", "id"],
        **_where("closed_at IS NULL"),
    )
    op.create_index(
        "uq_cases_image_id_open",
        "cases",
        ["image_id"],
        unique=True,
        **_where("closed_at IS NULL"),
    )


def _regions() -> None:
    op.create_table(
        "regions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("image_id", _ID, nullable=False),
        sa.Column("x0", sa.Double(), nullable=False),
        sa.Column("y0", sa.Double(), nullable=False),
        sa.Column("x1", sa.Double(), nullable=False),
        sa.Column("y1", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("source", _CHOICE, nullable=False),
        sa.Column("drawn_by", sa.String(length=200), nullable=True),
        sa.Column("embedding", sa.LargeBinary(), nullable=False),
        sa.Column("embedder_id", sa.String(length=200), nullable=False),
        sa.Column("detector_id", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_confidence", sa.Double(), nullable=False),
        sa.Column("verdict", _CHOICE, nullable=False),
        sa.Column("gallery_version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["image_id"], ["images.id"], name="fk_regions_image_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_regions"),
    )
    op.create_index("ix_regions_embedder_id_id", "regions", ["embedder_id", "id"])
    op.create_index("ix_regions_image_id", "regions", ["image_id"])


def _symbols() -> None:
    op.create_table(
        "symbols",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("list_id", _ID, nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("policy_text", sa.Text(), nullable=False),
        sa.Column("threshold_uncertain", sa.Double(), nullable=True),
        sa.Column("threshold_known", sa.Double(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("removed_at", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["lists.id"], name="fk_symbols_list_id"),
        sa.PrimaryKeyConstraint("id", name="pk_symbols"),
        sa.UniqueConstraint("name_key", name="uq_symbols_name_key"),
    )
    op.create_index("ix_symbols_list_id", "symbols", ["list_id"])


def _case_regions() -> None:
    op.create_table(
        "case_regions",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("escalated_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_regions_case_id"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_case_regions_region_id"
        ),
        sa.PrimaryKeyConstraint("case_id", "region_id", name="pk_case_regions"),
    )
    op.create_index("ix_case_regions_region_id", "case_regions", ["region_id"])


def _case_skips() -> None:
    op.create_table(
        "case_skips",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("reviewer", sa.String(length=200), nullable=False),
        sa.Column("skipped_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_skips_case_id"
        ),
        sa.PrimaryKeyConstraint("case_id", "reviewer", name="pk_case_skips"),
    )


def _hunted_regions() -> None:
    op.create_table(
        "hunted_regions",
        sa.Column("gallery_version", sa.BigInteger(), nullable=False),
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("raised", sa.Boolean(), nullable=False),
        sa.Column("opened_case", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_hunted_regions_case_id"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_hunted_regions_region_id"
        ),
        sa.PrimaryKeyConstraint(
            "gallery_version", "region_id", name="pk_hunted_regions"
        ),
    )
    op.create_index("ix_hunted_regions_case_id", "hunted_regions", ["case_id"])


def _rejections() -> None:
    op.create_table(
        "rejections",
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("symbol_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_rejections_region_id"
        ),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_rejections_symbol_id"
        ),
        sa.PrimaryKeyConstraint("region_id", "symbol_id", name="pk_rejections"),
    )
    op.create_index("ix_rejections_symbol_id", "rejections", ["symbol_id"])


def _symbol_references() -> None:
    op.create_table(
        "symbol_references",
        sa.Column("id", _ID, nullable=False),
        sa.Column("symbol_id", _ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("embedding", sa.LargeBinary(), nullable=False),
        sa.Column("embedder_id", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_confidence", sa.Double(), nullable=False),
        sa.Column("origin", _CHOICE, nullable=False),
        sa.Column("removed_at", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_symbol_references_symbol_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_symbol_references"),
    )
    op.create_index(
        "ix_symbol_references_embedder_id_id",
        "symbol_references",
        ["embedder_id", "id"],
    )
    op.create_index(
        "ix_symbol_references_symbol_id", "symbol_references", ["symbol_id"]
    )
    op.create_index(
        "uq_symbol_references_symbol_id_sha256",
        "symbol_references",
        ["symbol_id", "sha256"],
        unique=True,
        **_where("removed_at IS NULL"),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("request_id", sa.String(length=100), nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("image_id", _ID, nullable=False),
        sa.Column("region_id", _ID, nullable=True),
        sa.Column("action", _CHOICE, nullable=False),
        sa.Column("symbol_id", _ID, nullable=True),
        sa.Column("refused_symbol_ids", sa.JSON(), nullable=False),
        sa.Column("reviewer", sa.String(length=200), nullable=False),
        sa.Column("decided_at", _TIME, nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("similarity", sa.Double(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("threshold_uncertain", sa.Double(), nullable=True),
        sa.Column("threshold_known", sa.Double(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("undoes_id", _ID, nullable=True),
        sa.Column("added_reference_id", _ID, nullable=True),
        sa.Column("created_symbol_id", _ID, nullable=True),
        sa.Column("detector_id", sa.String(length=200), nullable=False),
        sa.Column("embedder_id", sa.String(length=200), nullable=False),
        sa.Column("gallery_version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_reference_id"],
            ["symbol_references.id"],
            name="fk_decisions_added_reference_id",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_decisions_case_id"),
        sa.ForeignKeyConstraint(
            ["created_symbol_id"], ["symbols.id"], name="fk_decisions_created_symbol_id"
        ),
        sa.ForeignKeyConstraint(
            ["image_id"], ["images.id"], name="fk_decisions_image_id"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_decisions_region_id"
        ),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_decisions_symbol_id"
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["decisions.id"], name="fk_decisions_undoes_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("request_id", name="uq_decisions_request_id"),
        sa.UniqueConstraint("undoes_id", name="uq_decisions_undoes_id"),
    )
    op.create_index(
        "ix_decisions_added_reference_id", "decisions", ["added_reference_id"]
    )
    op.create_index("ix_decisions_case_id", "decisions", ["case_id"])
    op.create_index("ix_decisions_decided_at", "decisions", ["decided_at"])
    op.create_index("ix_decisions_image_id", "decisions", ["image_id"])
    op.create_index("ix_decisions_region_id", "decisions", ["region_id"])
    op.create_index("ix_decisions_reviewer_id", "decisions", ["reviewer", "id"])
    op.create_index("ix_decisions_symbol_id", "decisions", ["symbol_id"])


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("region_id", _ID, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("symbol_id", _ID, nullable=False),
        sa.Column("reference_id", _ID, nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        sa.Column("visual_similarity", sa.Double(), nullable=False),
        sa.Column("text_similarity", sa.Double(), nullable=True),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("rejected_before", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"], ["symbol_references.id"], name="fk_matches_reference_id"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_matches_region_id"
        ),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_matches_symbol_id"
        ),
        sa.PrimaryKeyConstraint("region_id", "rank", name="pk_matches"),
    )
    op.create_index("ix_matches_reference_id", "matches", ["reference_id"])
    op.create_index("ix_matches_symbol_id", "matches", ["symbol_id"])


def _gallery_changes() -> None:
    op.create_table(
        "gallery_changes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("kind", _CHOICE, nullable=False),
        sa.Column("symbol_id", _ID, nullable=True),
        sa.Column("reference_id", _ID, nullable=True),
        sa.Column("region_id", _ID, nullable=True),
        sa.Column("decision_id", _ID, nullable=True),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.Column("followed_up_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name="fk_gallery_changes_decision_id"
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["symbol_references.id"],
            name="fk_gallery_changes_reference_id",
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name="fk_gallery_changes_region_id"
        ),
        sa.ForeignKeyConstraint(
            ["symbol_id"], ["symbols.id"], name="fk_gallery_changes_symbol_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gallery_changes"),
    )
    op.create_index(
        "ix_gallery_changes_pending",
        "gallery_changes",
        ["version"],
        **_where("followed_up_at IS NULL"),
    )
    op.create_index("ix_gallery_changes_version", "gallery_changes", ["version"])


def _seed() -> None:
    """Fill in what every workspace begins with: three lists and version 0."""
    now = datetime.now(UTC)
    lists = sa.table(
        "lists",
        *(sa.column(name) for name in ("name", "name_key", "severity", "policy_text")),
        sa.column("confirmed_becomes_reference", sa.Boolean),
        sa.column("created_at", _TIME),
    )
    op.bulk_insert(
        lists,
        [
            {
                "name": name,
                "name_key": name,
                "severity": severity,
                "policy_text": policy_text,
                "confirmed_becomes_reference": False,
                "created_at": now,
            }
            for name, severity, policy_text in _LISTS
        ],
    )
    state = sa.table("gallery_state", sa.column("id"), sa.column("version"))
    op.bulk_insert(state, [{"id": 1, "version": 0}])


def upgrade() -> None:
    _gallery_state()
    _images()
    _lists()
    _cases()
    _regions()
    _symbols()
    _case_regions()
    _case_skips()
    _hunted_regions()
    _rejections()
    _symbol_references()
    _decisions()
    _matches()
    _gallery_changes()
    _seed()


def downgrade() -> None:
    for table in (
        "gallery_changes",
        "matches",
        "decisions",
        "symbol_references",
        "rejections",
        "hunted_regions",
        "case_skips",
        "case_regions",
        "symbols",
        "regions",
        "cases",
        "lists",
        "images",
        "gallery_state",
    ):
        op.drop_table(table)
