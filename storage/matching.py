"""Searching regions in the gallery and writing down what was found."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from recognizer.images import decode
from recognizer.types import TextRead
from storage.contexts import searched_regions, stored_contexts
from storage.embedder_in_use import check_embedder, embedder_in_use
from storage.judged import RegionMatches
from storage.live_gallery import SearchedRegion
from storage.match_views import judged_match_views
from storage.models import MatchRow, Region
from storage.records import DetectionMatches, ImageMatches
from storage.region_rows import match_rows
from storage.workspace import DEFAULT_MATCHES_K, Workspace

_AT_ONCE = 500


def search_stored(
    ws: Workspace, session: Session, regions: Sequence[Region]
) -> list[RegionMatches]:
    """Search stored regions and replace their matches; verdicts in order."""
    found: list[RegionMatches] = []
    for start in range(0, len(regions), _AT_ONCE):
        part = regions[start : start + _AT_ONCE]
        around = stored_contexts(session, {region.image_id for region in part})
        searched = [
            SearchedRegion(
                r.embedding,
                TextRead(r.text, r.text_confidence),
                r.id,
                around.get(r.id, ""),
            )
            for r in part
        ]
        results = ws.gallery.search(session, searched, k=ws.matches_k)
        _replace_matches(session, part, results)
        found.extend(results)
    return found


def refresh_image(ws: Workspace, session: Session, image_id: int) -> bool:
    """Search an image's regions again if the gallery has grown since; say if so.

    Regions whose embedding is of another embedder keep what they have.
    """
    version = ws.gallery.version(session)
    stale = session.scalars(
        select(Region)
        .where(Region.image_id == image_id, Region.gallery_version != version)
        .where(Region.embedder_id == embedder_in_use(session).embedder_id)
        .order_by(Region.id)
    ).all()
    search_stored(ws, session, stale)
    return bool(stale)


def _replace_matches(
    session: Session, regions: Iterable[Region], results: Iterable[RegionMatches]
) -> None:
    pairs = list(zip(regions, results, strict=True))
    ids = [region.id for region, _ in pairs]
    session.execute(delete(MatchRow).where(MatchRow.region_id.in_(ids)))
    for region, result in pairs:
        region.verdict = result.verdict
        region.gallery_version = result.gallery_version
        session.add_all(match_rows(region.id, result))
    session.flush()


def match_image(
    ws: Workspace, data: bytes, *, name: str, k: int = DEFAULT_MATCHES_K
) -> ImageMatches:
    """Find and match the symbols of an image without storing anything.

    Raises ImageError for what is no readable image.
    """
    image = decode(data, name=name, limits=ws.image_limits)
    [seen] = ws.recognizer.perceive([image])
    searched = searched_regions(seen)
    with ws.reading() as session:
        check_embedder(session, seen.embedder_id)
        results = ws.gallery.search(session, searched, k=k)
        views = [judged_match_views(session, result) for result in results]
    boxes = zip(
        seen.detections.xyxy.tolist(),
        seen.detections.confidence.tolist(),
        seen.texts,
        results,
        views,
        strict=True,
    )
    detections = tuple(
        DetectionMatches((x0, y0, x1, y1), confidence, text.text, result.verdict, own)
        for (x0, y0, x1, y1), confidence, text, result, own in boxes
    )
    width, height = seen.size_wh
    return ImageMatches(
        name=name,
        width=width,
        height=height,
        detections=detections,
        boxes_cut=seen.detections.cut,
    )
