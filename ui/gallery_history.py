"""The history in the Gallery screen: who changed what, and when."""

from storage.gallery_history import gallery_history
from storage.lists import get_list
from storage.symbol_lookup import get_symbol
from storage.version_preview import recorded_versions
from storage.workspace import Workspace
from ui.fragments import Reply, render
from ui.gallery_query import GalleryQuery
from ui.history_words import field_words, history_words

PAGE_SIZE = 50


def show(workspace: Workspace, asked: GalleryQuery) -> Reply:
    """Show a page of the history: of all, of one symbol, or of one list."""
    of = _of(workspace, asked)
    first, now = recorded_versions(workspace)
    entries = gallery_history(
        workspace,
        symbol_id=asked.symbol,
        list_id=asked.list_id,
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
    )
    context = {
        "of": of,
        "first_version": first,
        "now_version": now,
        "asked": asked,
        "entries": entries,
        "page_size": PAGE_SIZE,
        "address": lambda page: _address(asked, page),
        "words": history_words,
        "field_words": field_words,
    }
    return Reply(parts={"view": render("gallery_history.html", context)})


def _of(workspace: Workspace, asked: GalleryQuery) -> str:
    """Return the name of what the history is of; empty for all of the gallery."""
    if asked.symbol is not None:
        return get_symbol(workspace, asked.symbol).name
    if asked.list_id is not None:
        return get_list(workspace, asked.list_id).name
    return ""


def _address(asked: GalleryQuery, page: int) -> str:
    of = ""
    if asked.symbol is not None:
        of = f"&symbol={asked.symbol}"
    elif asked.list_id is not None:
        of = f"&list_id={asked.list_id}"
    return f"/gallery?view=history{of}&page={page}"
