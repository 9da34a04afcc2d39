"""What restoring a version of the gallery would do, in words."""

from storage.records import RestoredKind, RestorePreview

KINDS = {
    RestoredKind.BACK: "Comes back",
    RestoredKind.GONE: "Goes",
    RestoredKind.CHANGED: "Changes",
}


def restore_words(found: RestorePreview) -> str:
    """Say in one sentence what a restore would do."""
    kinds = [one.kind for one in found.symbols]
    parts = [
        _part(kinds.count(RestoredKind.BACK), "symbol", "back"),
        _part(kinds.count(RestoredKind.GONE), "symbol", "gone"),
        _part(kinds.count(RestoredKind.CHANGED), "symbol", "changed"),
        _part(found.references_back, "reference", "back"),
        _part(found.references_gone, "reference", "gone"),
        _part(found.references_moved, "reference", "moved"),
        _part(len(found.lists), "list", "changed"),
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}." if said else "The gallery is as it was then."


def _part(number: int, noun: str, what: str) -> str:
    if not number:
        return ""
    return f"{number:,} {noun}{'' if number == 1 else 's'} {what}"
