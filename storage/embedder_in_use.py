"""Which embedder a workspace holds vectors of. Two embedders never mix."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.errors import EmbedderMismatchError
from recognizer.pipeline import Embedder
from recognizer.types import SimilarityThresholds
from storage.models import GalleryState, Reference, Region


@dataclass(frozen=True, slots=True)
class EmbedderInUse:
    """What the database knows of its embedder. dim is 0 before the first embedding."""

    embedder_id: str
    dim: int
    thresholds: SimilarityThresholds


# Before the first embedding there is nothing that could be judged.
NO_EMBEDDER = EmbedderInUse("", 0, SimilarityThresholds(uncertain=1.0, known=1.0))


def embedder_in_use(session: Session) -> EmbedderInUse:
    """Read the embedder of the workspace, without loading a model."""
    state = session.execute(
        select(
            GalleryState.embedder_id,
            GalleryState.dim,
            GalleryState.threshold_uncertain,
            GalleryState.threshold_known,
        )
    ).one()
    embedder_id, dim, uncertain, known = state
    if embedder_id is None or dim is None or uncertain is None or known is None:
        return NO_EMBEDDER
    return EmbedderInUse(embedder_id, dim, SimilarityThresholds(uncertain, known))


def adopt_embedder(session: Session, embedder: Embedder) -> None:
    """Write down the embedder that is about to be used.

    Raises EmbedderMismatchError if the workspace holds vectors of another one.
    """
    state = session.get_one(GalleryState, 1, with_for_update=True)
    if state.embedder_id not in (None, embedder.model_id) and _holds_vectors(session):
        raise EmbedderMismatchError(
            f"This workspace holds embeddings of {state.embedder_id}, which cannot be "
            f"compared with those of {embedder.model_id}. Start with the former, or "
            "run `markwatch reembed` to compute all of them again with the latter."
        )
    write_embedder(session, embedder)


def write_embedder(session: Session, embedder: Embedder) -> None:
    """Write down the embedder in use, whatever it was before."""
    state = session.get_one(GalleryState, 1)
    state.embedder_id = embedder.model_id
    state.dim = embedder.dim
    state.threshold_uncertain = embedder.thresholds.uncertain
    state.threshold_known = embedder.thresholds.known


def check_embedder(session: Session, embedder_id: str) -> None:
    """Raise EmbedderMismatchError unless new vectors fit those in the database.

    Another process may have moved the workspace to another embedder since this one
    loaded its models.
    """
    in_use = embedder_in_use(session).embedder_id
    if in_use != embedder_id:
        raise EmbedderMismatchError(
            f"The workspace was moved to the embedder {in_use} while {embedder_id} "
            "was loaded here; nothing was saved. Start again with the former."
        )


def _holds_vectors(session: Session) -> bool:
    return any(
        session.scalar(select(row.id).limit(1)) is not None
        for row in (Region, Reference)
    )
