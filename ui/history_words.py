"""The gallery's history in words."""

from storage.records import FieldChange, HistoryEntry, HistoryKind
from ui.threshold_words import percent

_FIELDS = {
    "name": "name",
    "aliases": "other names",
    "list": "list",
    "severity": "severity",
    "policy_text": "policy",
    "purpose": "purpose",
    "reference_rule": "confirmed regions become references",
    "approved_by": "approved by",
    "blurred": "pictures are blurred",
    "greyscale": "pictures are grey",
    "uncertain": "flag from",
    "known": "certain from",
    "threshold_uncertain": "flag from",
    "threshold_known": "certain from",
    "enabled": "enabled",
    "proposed": "waits for approval",
    "merged_into": "merged into",
}
_RULES = {"asked": "when asked", "new_looks": "where they look new"}
_NAMED_ONLY = (HistoryKind.MERGED, HistoryKind.SPLIT, HistoryKind.RESTORED)
_THRESHOLDS = ("uncertain", "known", "threshold_uncertain", "threshold_known")
_TAKEN_OVER = (*_THRESHOLDS, "severity")
_LONGEST = 80


def history_words(entry: HistoryEntry) -> str:
    """Say what was changed, without whose it is."""
    words = _words(entry)
    return f"Taken back: {words}" if entry.undoes else words


def field_words(entry: HistoryEntry) -> tuple[str, ...]:
    """Say each field that changed, with what it was before."""
    if entry.kind in _NAMED_ONLY:
        return ()
    fields = [one for one in entry.fields if one.name in _FIELDS]
    if entry.kind is HistoryKind.LIST_ADDED:
        fields = [one for one in fields if one.after and one.name == "severity"]
    return tuple(changed_field(one) for one in fields)


def _words(entry: HistoryEntry) -> str:
    match entry.kind:
        case HistoryKind.SYMBOL_ADDED:
            return "added"
        case HistoryKind.SYMBOL_EDITED | HistoryKind.LIST_EDITED:
            return "edited"
        case HistoryKind.SYMBOL_ENABLED:
            return "enabled"
        case HistoryKind.SYMBOL_DISABLED:
            return "disabled"
        case HistoryKind.REFERENCE_ADDED:
            return f"{_references(entry.count)} added"
        case HistoryKind.REFERENCE_REMOVED:
            return f"{_references(entry.count)} removed"
        case HistoryKind.LIST_ADDED:
            return "list added"
        case HistoryKind.THRESHOLDS:
            return "thresholds set"
        case HistoryKind.MERGED:
            into = {one.name: one.before or one.after for one in entry.fields}
            return f"merged into {into.get('into_name', 'another symbol')}"
        case HistoryKind.SPLIT:
            into = {one.name: one.before or one.after for one in entry.fields}
            name = into.get("into_name", "another symbol")
            return f"split: {_references(entry.count)} to {name}"
        case HistoryKind.RESTORED:
            was = {one.name: one.after for one in entry.fields}
            return f"the gallery restored as it was at version {was.get('version', '')}"
        case HistoryKind.APPROVED:
            return "approved"
        case HistoryKind.REFUSED:
            return "a proposed reference refused"
        case HistoryKind.REEMBEDDED:
            return "all embeddings computed again"


def _references(count: int) -> str:
    return "1 reference" if count == 1 else f"{count:,} references"


def changed_field(one: FieldChange) -> str:
    """Say a field that changes, with what it was before."""
    name = _FIELDS[one.name]
    before, after = (_value(one.name, text) for text in (one.before, one.after))
    return f"{name}: {before} → {after}"


def _value(name: str, text: str) -> str:
    if name == "reference_rule":
        return _RULES.get(text, text)
    if not text:
        return "taken over" if name in _TAKEN_OVER else "none"
    if name in _THRESHOLDS:
        return percent(float(text))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
