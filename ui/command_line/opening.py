"""From settings to an open workspace. Models load at the first need, not here."""

from functools import partial

from recognizer.images import ImageLimits
from storage.workspace import Workspace, open_workspace
from ui.command_line import models
from ui.settings import Settings

_MIB = 1024 * 1024


def open_from(settings: Settings) -> Workspace:
    """Open the workspace that the settings name, making it where there is none."""
    return open_workspace(
        data_dir=settings.data_dir,
        database_url=settings.database_url,
        blobs_url=settings.blobs_url,
        recognizer=partial(models.build_recognizer, settings),
        image_limits=image_limits(settings),
    )


def image_limits(settings: Settings) -> ImageLimits:
    """Return what an image may have at most."""
    return ImageLimits(
        max_bytes=settings.max_image_mb * _MIB,
        max_pixels=settings.max_megapixels * 1_000_000,
    )
