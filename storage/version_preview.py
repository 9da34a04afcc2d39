"""What restoring a version of the gallery would do, for a person to look at first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.gallery_record import Fields
from storage.models import GalleryState, RecordedState, Symbol, SymbolList
from storage.records import (
    FieldChange,
    RestoredKind,
    RestoredList,
    RestoredSymbol,
    RestorePreview,
)
from storage.version_difference import (
    Difference,
    Pair,
    check_version,
    difference_to,
    first_version,
)
from storage.workspace import Workspace

_Names = Mapping[int, str]


def preview_restore(ws: Workspace, version: int) -> RestorePreview:
    """Say what restoring a version would do; change nothing.

    Raises NotFoundError for a version that is not recorded.
    """
    with ws.reading() as session:
        check_version(session, version)
        difference = difference_to(session, version)
        counts = difference.counts()
        made = select(func.max(RecordedState.recorded_at)).where(
            RecordedState.version <= version
        )
        return RestorePreview(
            version=version,
            gallery_version=session.execute(select(GalleryState.version)).scalar_one(),
            first_version=first_version(session),
            recorded_at=session.scalar(made),
            symbols=_symbols(session, difference),
            lists=_lists(difference),
            lists_added=difference.added_lists,
            references_back=counts["references_back"],
            references_gone=counts["references_gone"],
            references_moved=counts["references_moved"],
        )


def recorded_versions(ws: Workspace) -> tuple[int, int]:
    """Return the first and the newest version that can be looked at."""
    with ws.reading() as session:
        now = session.execute(select(GalleryState.version)).scalar_one()
        return first_version(session), now


def _symbols(session: Session, difference: Difference) -> tuple[RestoredSymbol, ...]:
    back, gone, moved = _references(difference)
    names = {i: name for i, name in session.execute(select(Symbol.id, Symbol.name))}
    lists = {
        i: name for i, name in session.execute(select(SymbolList.id, SymbolList.name))
    }
    found = [
        RestoredSymbol(
            symbol_id=symbol_id,
            name=_name(symbol_id, difference.symbols.get(symbol_id), names),
            kind=RestoredKind(
                difference.kind_of_symbol(symbol_id) or RestoredKind.CHANGED
            ),
            fields=_fields(difference.symbols.get(symbol_id), lists, names),
            back=tuple(back.get(symbol_id, ())),
            gone=tuple(gone.get(symbol_id, ())),
            moved=tuple(moved.get(symbol_id, ())),
        )
        for symbol_id in sorted({*difference.symbols, *back, *gone, *moved})
    ]
    order = list(RestoredKind)
    return tuple(
        sorted(
            (one for one in found if one.fields or _is_seen(one)),
            key=lambda one: (order.index(one.kind), one.name.casefold()),
        )
    )


def _is_seen(one: RestoredSymbol) -> bool:
    shown = one.back or one.gone or one.moved
    return bool(shown) or one.kind is not RestoredKind.CHANGED


def _references(
    difference: Difference,
) -> tuple[dict[int, list[int]], dict[int, list[int]], dict[int, list[int]]]:
    """Return what comes back and goes, and what moves, by the symbol it is shown at."""
    back: dict[int, list[int]] = defaultdict(list)
    gone: dict[int, list[int]] = defaultdict(list)
    moved: dict[int, list[int]] = defaultdict(list)
    for reference_id, (now, was) in sorted(difference.references.items()):
        was_live = was is not None and was["live"]
        if was is not None and was_live and now["live"]:
            moved[was["symbol_id"]].append(reference_id)
        elif was is not None and was_live:
            back[was["symbol_id"]].append(reference_id)
        elif now["live"]:
            gone[now["symbol_id"]].append(reference_id)
    return back, gone, moved


def _name(symbol_id: int, pair: Pair | None, names: _Names) -> str:
    if pair is not None and pair[1] is not None and pair[1]["live"]:
        return str(pair[0]["name"] if pair[0]["live"] else pair[1]["name"])
    return names.get(symbol_id, "")


def _fields(pair: Pair | None, lists: _Names, names: _Names) -> tuple[FieldChange, ...]:
    """Return what changes of a symbol that is there now and was there then."""
    now, was = pair or ({}, None)
    if was is None or not (now["live"] and was["live"]):
        return ()
    changed = [name for name in was if now.get(name) != was[name]]
    return tuple(
        FieldChange(
            "list" if name == "list_id" else name,
            _text(name, now.get(name), lists, names),
            _text(name, was[name], lists, names),
        )
        for name in changed
    )


def _text(name: str, value: object, lists: _Names, names: _Names) -> str:
    if value is None:
        return ""
    if name == "list_id" and isinstance(value, int):
        return lists.get(value, "")
    if name == "merged_into" and isinstance(value, int):
        return names.get(value, "")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _lists(difference: Difference) -> tuple[RestoredList, ...]:
    return tuple(
        RestoredList(list_id, str(now["name"]), _list_fields(now, was))
        for list_id, (now, was) in difference.lists
    )


def _list_fields(now: Fields, was: Fields) -> tuple[FieldChange, ...]:
    changed: Sequence[str] = [name for name in was if now.get(name) != was[name]]
    return tuple(
        FieldChange(
            name, _text(name, now.get(name), {}, {}), _text(name, was[name], {}, {})
        )
        for name in changed
    )
