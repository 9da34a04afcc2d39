"""A symbol's page in the Gallery screen: its references and its details."""

from storage.lists import list_lists
from storage.records import (
    ReferenceUse,
    ReferenceView,
    SymbolUpdate,
    SymbolView,
    ThresholdOwner,
)
from storage.reference_use import reference_use
from storage.symbol_lookup import get_symbol, list_symbols
from storage.symbols import remove_reference, set_symbol_enabled, update_symbol
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_fields import chosen_list
from ui.gallery_thresholds import PART, panel
from ui.retro_hunt import hunt_sentence

_NAMES = 300


def show(workspace: Workspace, symbol_id: int) -> Reply:
    """Show a symbol. Raises NotFoundError."""
    return page(workspace, get_symbol(workspace, symbol_id))


def page(
    workspace: Workspace,
    symbol: SymbolView,
    *,
    done: str = "",
    matched: int = 0,
    undo: tuple[str, int] | None = None,
) -> Reply:
    """Return the page of a symbol.

    done: a sentence on what was just done; matched: images that joined the queue by it.
    undo: the event that takes it back, and the edit that it takes back.
    """
    owner = ThresholdOwner.of_symbol(symbol.id)
    context = {
        "symbol": symbol,
        "lists": list_lists(workspace),
        "done": done,
        "matched": matched,
        "undo": undo,
        "references": _ranked(workspace, symbol),
        "others": _others(workspace, symbol),
        "thresholds": panel(workspace, owner, list_name=symbol.list_name),
        "thresholds_part": PART,
    }
    html = render("gallery_symbol.html", context)
    return Reply(
        parts={"view": html},
        url=f"/gallery?symbol={symbol.id}",
        focus="gallery-done" if done else "",
    )


def _ranked(
    workspace: Workspace, symbol: SymbolView
) -> list[tuple[ReferenceView, ReferenceUse]]:
    """Return the references with how they were used, most often the best first."""
    by_id = {one.id: one for one in symbol.references}
    used = reference_use(workspace, symbol.id)
    return [(by_id[one.reference_id], one) for one in used if one.reference_id in by_id]


def _others(workspace: Workspace, symbol: SymbolView) -> list[str]:
    """Return names of other symbols, to choose from."""
    found = list_symbols(workspace, limit=_NAMES).items
    return [one.name for one in found if one.id != symbol.id]


def update(workspace: Workspace, by: str, form: Form) -> Reply:
    """Save the details of a symbol: its names, list, severity and policy."""
    change = SymbolUpdate(
        name=form.text("name"),
        list_name=chosen_list(workspace, form, by=by),
        severity=form.integer("severity"),
        severity_of_list=form.integer("severity") is None,
        policy_text=form.text("policy_text"),
        aliases=form.lines("aliases"),
    )
    symbol = update_symbol(workspace, form.identity("symbol"), change, by=by)
    reply = page(workspace, symbol)
    return Reply(parts=reply.parts, url=reply.url, notice=f"{symbol.name} is saved.")


def enable(workspace: Workspace, by: str, form: Form) -> Reply:
    """Enable or disable a symbol."""
    enabled = form.flag("enabled")
    change = set_symbol_enabled(
        workspace, form.identity("symbol"), enabled=enabled, by=by
    )
    matched = len(change.retro_hunt.image_ids)
    state = "enabled" if enabled else "disabled"
    done = f"{change.symbol.name} is {state}."
    if enabled:
        done += " " + hunt_sentence(change.retro_hunt)
    return page(workspace, change.symbol, done=done, matched=matched)


def remove(workspace: Workspace, by: str, form: Form) -> Reply:
    """Take a reference out of the gallery."""
    symbol = remove_reference(workspace, form.identity("reference"), by=by)
    done = "The reference is removed; no image is compared with it any more."
    return page(workspace, symbol, done=done)
