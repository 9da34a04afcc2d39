"""The listing of the Gallery screen: symbols as cards, filters, pages."""

from storage.approving import count_proposals
from storage.lists import list_lists
from storage.symbol_lookup import list_symbols
from storage.workspace import Workspace
from ui.fragments import Reply, render
from ui.gallery_query import GalleryQuery

PAGE_SIZE = 40


def show(workspace: Workspace, asked: GalleryQuery) -> Reply:
    """Show a page of the symbols that the address asks for."""
    symbols = list_symbols(
        workspace,
        query=asked.q,
        list_name=asked.list_name or None,
        enabled=asked.enabled,
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
    )
    context = {
        "asked": asked,
        "lists": list_lists(workspace),
        "symbols": symbols,
        "page_size": PAGE_SIZE,
        "proposals": count_proposals(workspace),
    }
    return Reply(parts={"view": render("gallery_browse.html", context)})
