"""Keeping a calibration, and having stored images judged by it."""

from pathlib import Path
from typing import TYPE_CHECKING

from recognizer.calibration import save_calibrations
from storage.embedder_in_use import embedder_in_use
from storage.hunting import follow_up
from storage.recalibrating import record_calibration
from ui.command_line.opening import open_from
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.calibrating import Measured


def keep(settings: Settings, found: "list[Measured]", out: Path | None) -> str:
    """Keep what was fitted; say where, and who uses it from when on."""
    fitted = [each.calibration for each in found]
    if out is not None:
        save_calibrations(out, fitted)
        return f"Written to {out}. It is used where it lies beside that embedder."
    with open_from(settings) as workspace:
        path = workspace.calibrations.save(fitted)
        with workspace.reading() as session:
            in_use = embedder_in_use(session).embedder_id
        if in_use != fitted[0].embedder_id:
            return f"Kept in {path}: used once the workspace is of this embedder."
        record_calibration(workspace, by=settings.reviewer)
        follow_up(workspace)
    return f"Kept in {path}: in use from now on, and stored images are judged by it."
