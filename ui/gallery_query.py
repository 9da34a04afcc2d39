"""The address of the Gallery screen, read into what it asks for and back."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from ui.form import Form

STATES = {"enabled": True, "disabled": False}
VIEWS = ("lists", "history", "import", "approvals", "split", "restore")


@dataclass(frozen=True, slots=True)
class GalleryQuery:
    """What the address asks for.

    symbol: its id, for its page; with `adding`, for references to add to it.
    page: from 1. state: "", "enabled" or "disabled". view: "" for the symbols, or one
    of VIEWS. list_id: of a list, for its page. version: of the gallery, to restore it.
    """

    q: str = ""
    list_name: str = ""
    state: str = ""
    page: int = 1
    symbol: int | None = None
    adding: bool = False
    view: str = ""
    list_id: int | None = None
    version: int | None = None

    @property
    def enabled(self) -> bool | None:
        """Return which symbols are wanted; None for all."""
        return STATES.get(self.state)

    @property
    def filters(self) -> bool:
        """Return whether anything narrows the listing."""
        return bool(self.q or self.list_name or self.state)

    def address(self, *, page: int = 1) -> str:
        """Return the address of a page of the same listing."""
        values = {"q": self.q, "list": self.list_name, "state": self.state}
        pairs = {name: text for name, text in values.items() if text}
        if page > 1:
            pairs["page"] = str(page)
        return f"/gallery?{urlencode(pairs)}" if pairs else "/gallery"


def parse_gallery_query(query: str) -> GalleryQuery:
    """Read "?q=acme&list=trademark&page=2"; what makes no sense is left out."""
    form = Form(dict(parse_qsl(query.removeprefix("?"))))
    state = form.text("state", limit=200)
    view = form.text("view", limit=200)
    return GalleryQuery(
        q=form.text("q", limit=200),
        list_name=form.text("list", limit=200),
        state=state if state in STATES else "",
        page=max(1, form.integer("page") or 1),
        symbol=form.integer("symbol"),
        adding=form.flag("add"),
        view=view if view in VIEWS else "",
        list_id=form.integer("list_id"),
        version=form.integer("version"),
    )
