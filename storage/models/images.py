"""Images, their regions, and what those match now."""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from recognizer.types import Verdict
from storage.columns import EmbeddingBytes, UtcDateTime, choice
from storage.models.base import Id, Row
from storage.records import RegionSource


class Image(Row):
    """A product image, once by the SHA-256 of its bytes."""

    __tablename__ = "images"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    product_id: Mapped[str] = mapped_column(Text, default="", index=True)
    title: Mapped[str] = mapped_column(Text, default="")
    source_uri: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    detector_id: Mapped[str] = mapped_column(String(200))
    boxes_cut: Mapped[int] = mapped_column(default=0)
    look_hash: Mapped[str] = mapped_column(String(16), default="", index=True)
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Region(Row):
    """A stored detection. verdict and gallery_version are those of its last search.

    look_hash: its perceptual hash as 16 hex digits, "" if none was made.
    removed_at: when a reviewer took the box away; it is kept for its decisions.
    """

    __tablename__ = "regions"
    __table_args__ = (Index("ix_regions_embedder_id_id", "embedder_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    x0: Mapped[float]
    y0: Mapped[float]
    x1: Mapped[float]
    y1: Mapped[float]
    confidence: Mapped[float]
    source: Mapped[RegionSource] = mapped_column(choice(RegionSource))
    drawn_by: Mapped[str | None] = mapped_column(String(200))
    embedding: Mapped[NDArray[np.float32]] = mapped_column(EmbeddingBytes)
    embedder_id: Mapped[str] = mapped_column(String(200))
    detector_id: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    text_confidence: Mapped[float] = mapped_column(default=0.0)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    gallery_version: Mapped[int] = mapped_column(BigInteger)
    look_hash: Mapped[str] = mapped_column(String(16), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MatchRow(Row):
    """A current match of a region; all of a region's are replaced together."""

    __tablename__ = "matches"

    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    symbol_id: Mapped[int] = mapped_column(ForeignKey("symbols.id"), index=True)
    reference_id: Mapped[int] = mapped_column(
        ForeignKey("symbol_references.id"), index=True
    )
    similarity: Mapped[float]
    visual_similarity: Mapped[float]
    text_similarity: Mapped[float | None]
    context_similarity: Mapped[float | None]
    probability: Mapped[float | None]
    rejected_before: Mapped[bool] = mapped_column(default=False)
