"""Pages of our own that are not Gradio's: the login, refusals. No script but the theme.

Owns their frame; every value is escaped.
"""

from collections.abc import Mapping

from starlette.responses import HTMLResponse

from ui.fragments import render
from ui.theme import style_version


def plain_page(
    template: str, context: Mapping[str, object], *, code: int = 200
) -> HTMLResponse:
    """Fill a template of assets/html; nobody keeps the answer."""
    html = render(template, {"style_version": style_version(), **context})
    return HTMLResponse(html, code, {"Cache-Control": "no-store"})
