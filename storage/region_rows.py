"""The rows of what was perceived and what it matches."""

from collections.abc import Sequence
from datetime import datetime

from recognizer.types import Match, Perception
from storage.judged import RegionMatches
from storage.models import MatchRow, Region
from storage.naming import storable
from storage.records import RegionSource


def region_rows(
    image_id: int,
    seen: Perception,
    results: Sequence[RegionMatches],
    *,
    at: datetime,
    drawn_by: str | None = None,
) -> list[Region]:
    """Make the rows of an image's regions, in order, with their verdicts.

    drawn_by: the reviewer whose boxes they are; None for the detector's.
    """
    source = RegionSource.DETECTOR if drawn_by is None else RegionSource.REVIEWER
    boxes = zip(
        seen.detections.xyxy.tolist(),
        seen.detections.confidence.tolist(),
        seen.embeddings,
        seen.texts,
        results,
        strict=True,
    )
    return [
        Region(
            image_id=image_id,
            x0=x0,
            y0=y0,
            x1=x1,
            y1=y1,
            confidence=confidence,
            source=source,
            drawn_by=drawn_by,
            embedding=embedding,
            embedder_id=seen.embedder_id,
            detector_id=seen.detector_id if drawn_by is None else "",
            text=storable(text.text),
            text_confidence=text.confidence,
            verdict=result.verdict,
            gallery_version=result.gallery_version,
            created_at=at,
        )
        for (x0, y0, x1, y1), confidence, embedding, text, result in boxes
    ]


def match_rows(region_id: int, result: RegionMatches) -> list[MatchRow]:
    """Turn a search result into rows."""
    return [
        MatchRow(
            region_id=region_id,
            rank=judged.match.rank,
            symbol_id=judged.match.symbol_id,
            reference_id=judged.match.reference_id,
            similarity=judged.match.similarity,
            visual_similarity=judged.match.visual_similarity,
            text_similarity=judged.match.text_similarity,
            context_similarity=judged.match.context_similarity,
            probability=judged.match.probability,
            rejected_before=judged.rejected_before,
        )
        for judged in result.matches
    ]


def match_of(row: MatchRow) -> Match:
    """Return a stored match as a search would give it."""
    return Match(
        symbol_id=row.symbol_id,
        reference_id=row.reference_id,
        similarity=row.similarity,
        visual_similarity=row.visual_similarity,
        text_similarity=row.text_similarity,
        probability=row.probability,
        rank=row.rank,
        context_similarity=row.context_similarity,
    )
