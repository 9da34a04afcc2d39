"""What every use case works in: the database, the blobs and the recognizer.

Holds the connections and the in-memory gallery; owns no rule of the work itself.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from recognizer.errors import ModelError
from recognizer.images import DEFAULT_LIMITS, ImageLimits
from recognizer.pipeline import Recognizer
from storage.audit_trail import keep_trail
from storage.blobs import Blobs
from storage.calibrations import CALIBRATIONS, Calibrations
from storage.database import WRITES, connect, migrate, sqlite_url, unavailable
from storage.embedder_in_use import adopt_embedder
from storage.errors import InvalidInputError
from storage.gallery_record import keep_record
from storage.live_gallery import LiveGallery
from storage.outbox import fill_outbox
from storage.quality_rules import NO_CHECKS, Checks
from storage.region_index import RegionIndex

RecognizerSource = Recognizer | Callable[[], Recognizer]
DEFAULT_MATCHES_K = 5
DEFAULT_CLAIM_S = 600.0
DEFAULT_REJECT_REASONS = (
    "looks alike only",
    "part of another mark",
    "too blurred to tell",
    "own product",
    "printed pattern",
)


class Workspace:
    """An open workspace. Threads may share it; processes may share what is below it.

    matches_k: matches kept for a region. claim_s: seconds that a claim lasts.
    reject_reasons: what a rejection can be given as its reason. audit_share: of the
    images without a flag, those that become cases all the same.
    checks: what is asked twice, and how much has a known answer.
    now: the clock, for tests of what time does.
    """

    def __init__(
        self,
        *,
        engine: Engine,
        blobs: Blobs,
        data_dir: Path,
        recognizer: RecognizerSource | None,
        image_limits: ImageLimits,
        matches_k: int,
        claim_s: float,
        reject_reasons: tuple[str, ...],
        audit_share: float,
        checks: Checks,
        calibrations: Calibrations,
    ) -> None:
        self.engine = engine
        self.blobs = blobs
        self.data_dir = data_dir
        self.image_limits = image_limits
        self.matches_k = matches_k
        self.claim_s = claim_s
        self.reject_reasons = reject_reasons
        self.audit_share = audit_share
        self.checks = checks
        self.calibrations = calibrations
        self.gallery = LiveGallery(calibrations)
        self.region_index = RegionIndex()
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._source = recognizer
        self._recognizer: Recognizer | None = None
        self._loading = threading.Lock()
        self._reading = sessionmaker(engine, expire_on_commit=False)
        writing_engine = engine.execution_options(**WRITES)
        self._writing = sessionmaker(writing_engine, expire_on_commit=False)
        keep_record(self._writing, lambda: self.now())
        keep_trail(self._writing, lambda: self.now())
        fill_outbox(self._writing, lambda: self.now())

    @property
    def recognizer(self) -> Recognizer:
        """The models, loaded at the first use.

        Raises ModelError if none was given, EmbedderMismatchError if the workspace
        holds embeddings of another embedder.
        """
        with self._loading:
            if self._recognizer is None:
                self._recognizer = self._load()
            return self._recognizer

    def _load(self) -> Recognizer:
        recognizer = self.build_recognizer()
        with self.writing() as session:
            adopt_embedder(session, recognizer.embedder)
        return recognizer

    def build_recognizer(self) -> Recognizer:
        """Load the models without asking whether they fit what is stored.

        Raises ModelError if none was given.
        """
        if self._source is None:
            raise ModelError("This workspace was opened without models: give some.")
        if isinstance(self._source, Recognizer):
            return self._source
        return self._source()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads."""
        with self._reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open the one transaction of a use case: all of it is kept, or nothing.

        Raises UnavailableError where the database is busy for long, or its disk full.
        """
        try:
            with self._writing.begin() as session:
                yield session
        except OperationalError as err:
            if (known := unavailable(err)) is None:
                raise
            raise known from err

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_workspace(
    *,
    data_dir: Path,
    database_url: str | None = None,
    blobs_url: str | None = None,
    recognizer: RecognizerSource | None = None,
    image_limits: ImageLimits = DEFAULT_LIMITS,
    matches_k: int = DEFAULT_MATCHES_K,
    claim_s: float = DEFAULT_CLAIM_S,
    reject_reasons: tuple[str, ...] = DEFAULT_REJECT_REASONS,
    audit_share: float = 0.0,
    checks: Checks = NO_CHECKS,
    calibrations: Calibrations | None = None,
) -> Workspace:
    """Open (or make) a workspace and bring its tables up to date.

    recognizer: one, or a function that loads it when it is first needed; None for
    work that needs no models. calibrations: of matches made with a reader, unless
    given: those fitted in the data folder, and the built-in one. Raises
    InvalidInputError where a folder or an address cannot be used.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise InvalidInputError(
            f"The data folder {data_dir} cannot be used: {err.strerror}. "
            "Give another with --data-dir."
        ) from err
    blobs = Blobs(blobs_url or str(data_dir.resolve() / "blobs"))
    engine = connect(database_url or sqlite_url(data_dir.resolve() / "markwatch.db"))
    migrate(engine)
    return Workspace(
        engine=engine,
        blobs=blobs,
        data_dir=data_dir,
        recognizer=recognizer,
        image_limits=image_limits,
        matches_k=matches_k,
        claim_s=claim_s,
        reject_reasons=reject_reasons,
        audit_share=audit_share,
        checks=checks,
        calibrations=calibrations or Calibrations(data_dir / CALIBRATIONS),
    )
