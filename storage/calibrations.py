"""Which calibration counts for an embedder: one fitted here, else one that ships.

Owns the folder of the calibrations that were fitted for a workspace. Files are read
anew when they change, so that a running app follows `markwatch calibrate` at once.
"""

import hashlib
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from recognizer.calibration import (
    FILE,
    Calibration,
    CalibrationError,
    calibrated,
    calibrated_all,
    load_calibrations,
    save_calibrations,
)
from recognizer.model_files import BUILTIN_EMBEDDER
from recognizer.types import Match

CALIBRATIONS = "calibrations"
SHIPPED = (BUILTIN_EMBEDDER / FILE,)
_NO_FILE = (0, 0)


class Calibrations:
    """Finds the calibration of an embedder. Safe to use from several threads.

    folder: of those fitted here, which win. shipped: files that come with models.
    with_text: whether matches are made with what a reader read.
    """

    def __init__(
        self,
        folder: Path,
        *,
        shipped: Sequence[Path] = SHIPPED,
        with_text: bool = True,
    ) -> None:
        self.with_text = with_text
        self._folder = folder
        self._shipped = tuple(shipped)
        self._lock = threading.Lock()
        self._read: dict[Path, tuple[tuple[int, int], list[Calibration]]] = {}

    def find(self, embedder_id: str) -> Calibration | None:
        """Return the calibration for matches of an embedder; None if there is none.

        Raises CalibrationError where the file that counts is broken.
        """
        for path in (self.path(embedder_id), *self._shipped):
            for calibration in self._load(path):
                fits = calibration.with_text is self.with_text
                if fits and calibration.embedder_id == embedder_id:
                    return calibration
        return None

    def save(self, calibrations: Sequence[Calibration]) -> Path:
        """Keep calibrations of one embedder; return the file.

        One that was fitted here before stays if no new one is of its kind. A broken
        file is replaced.
        """
        path = self.path(calibrations[0].embedder_id)
        new = {each.with_text for each in calibrations}
        try:
            before = self._load(path)
        except CalibrationError:
            before = []
        kept = [each for each in before if each.with_text not in new]
        save_calibrations(path, [*kept, *calibrations])
        return path

    def path(self, embedder_id: str) -> Path:
        """Say where a calibration of an embedder is kept, fitted or not."""
        digest = hashlib.sha256(embedder_id.encode()).hexdigest()[:8]
        readable = re.sub(r"[^A-Za-z0-9.@-]+", "_", embedder_id)[:80]
        return self._folder / f"{readable}-{digest}.json"

    def _load(self, path: Path) -> list[Calibration]:
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
        except OSError:
            return []
        with self._lock:
            if self._read.get(path, (_NO_FILE, []))[0] != stamp:
                self._read[path] = (stamp, load_calibrations(path))
            return self._read[path][1]


def with_probabilities(
    regions: Sequence[Sequence[Match]],
    rejected: Sequence[Sequence[bool]],
    calibration: Calibration | None,
) -> list[tuple[Match, ...]]:
    """Fill in the probabilities of regions' matches.

    rejected: which of them are looks that people rejected for the symbol. These do not
    compete with the others: what is out of question leaves no doubt about the rest.
    """
    found = calibrated_all(regions, calibration)
    for row, flags in enumerate(rejected):
        if not any(flags):
            continue
        standing = [m for m, out in zip(regions[row], flags, strict=True) if not out]
        anew = {m.symbol_id: m.probability for m in calibrated(standing, calibration)}
        found[row] = tuple(
            replace(match, probability=anew.get(match.symbol_id, match.probability))
            for match in found[row]
        )
    return found
