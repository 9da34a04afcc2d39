"""Finding and reading the files of a data set, the same way in every format."""

from collections.abc import Iterator
from pathlib import Path

from recognizer.evaluation.labelled import Collector, ProblemKind
from recognizer.images import SUFFIXES


def images_in(folder: Path) -> list[Path]:
    """Return every image file at any depth, in the order of the paths."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)


def image_beside(path: Path) -> Path | None:
    """Find the image with the same stem in the same folder."""
    same = (path.with_suffix(suffix) for suffix in _spellings())
    return next((candidate for candidate in same if candidate.is_file()), None)


def lines_of(path: Path, collector: Collector) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number from 1, words) of each line that is not blank."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as err:
        reason = err.strerror or "cannot be read"
        collector.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if words := line.split():
            yield number, words


def place(path: Path, line: int, folder: Path) -> str:
    """Name a line of a file, for a message."""
    short = path.relative_to(folder) if path.is_relative_to(folder) else path
    return f"{short.as_posix()}, line {line}"


def _spellings() -> list[str]:
    return [s for suffix in sorted(SUFFIXES) for s in (suffix, suffix.upper())]
