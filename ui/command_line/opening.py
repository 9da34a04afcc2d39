"""From settings to an open workspace. Models load at the first need, not here."""

from functools import partial
from pathlib import Path

from recognizer.calibration import FILE
from recognizer.images import ImageLimits
from storage.calibrations import CALIBRATIONS, SHIPPED, Calibrations
from storage.quality_rules import Checks
from storage.workspace import Workspace, open_workspace
from ui.command_line import models
from ui.settings import Settings

_MIB = 1024 * 1024


def open_from(
    settings: Settings, *, calibrations: Calibrations | None = None
) -> Workspace:
    """Open the workspace that the settings name, making it where there is none.

    calibrations: of another workspace; by default its own.
    """
    return open_workspace(
        data_dir=settings.data_dir,
        database_url=settings.database_url,
        blobs_url=settings.blobs_url,
        recognizer=partial(models.build_recognizer, settings),
        image_limits=image_limits(settings),
        claim_s=60.0 * settings.claim_minutes,
        reject_reasons=settings.reject_reason,
        audit_share=settings.audit_share,
        calibrations=calibrations or calibrations_of(settings),
    )


def calibrations_of(settings: Settings) -> Calibrations:
    """Find those fitted in the data folder, and those that the models come with."""
    own = (Path(settings.embedder) / FILE,) if settings.embedder else ()
    return Calibrations(
        settings.data_dir / CALIBRATIONS,
        shipped=(*own, *SHIPPED),
        with_text=settings.reader,
    )


def checks_of(settings: Settings) -> Checks:
    """Return how the reviewers of a team are checked."""
    return Checks(
        second_share=settings.second_share,
        second_severity=settings.second_severity or None,
        gold_share=settings.gold_share,
        gold_feedback=settings.gold_feedback,
    )


def image_limits(settings: Settings) -> ImageLimits:
    """Return what an image may have at most."""
    return ImageLimits(
        max_bytes=settings.max_image_mb * _MIB,
        max_pixels=settings.max_megapixels * 1_000_000,
    )
