"""The pages around the screens: header, navigation, theme switch, head.

Owns what every page shares. What is on a page belongs to its screen's module.
"""

import gradio as gr
from gradio.components.navbar import Navbar

from storage.acting import Role
from storage.workspace import Workspace
from ui import audit, decisions, gallery, insights, people, programs, review, scan
from ui.progress_board import ScanProgressBoard

# Name, address, and who sees the link: each page is refused to others by itself.
_PAGES = (
    ("Review", "/", Role.REVIEWER),
    ("Gallery", "/gallery", Role.REVIEWER),
    ("Scan", "/scan", Role.CURATOR),
    ("Decisions", "/decisions", Role.REVIEWER),
    ("Insights", "/insights", Role.CURATOR),
    ("People", "/people", Role.ADMIN),
    ("Programs", "/programs", Role.ADMIN),
    ("Audit", "/audit", Role.ADMIN),
)

_HEAD = """
<meta name="color-scheme" content="light dark">
<link rel="preload" href="/static/fonts/IBMPlexSans/IBMPlexSans-Regular.woff2"
  as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/static/fonts/IBMPlexSans/IBMPlexSans-Bold.woff2"
  as="font" type="font/woff2" crossorigin>
<link rel="icon" href="/web/img/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/web/style.css?v={style_version}">
<script src="/web/js/theme.js"></script>
<script src="/web/js/account.js"></script>
"""

# Uploads that nobody took over are looked for every hour and go after a day.
_UPLOADS_S = (3600, 86400)

_MARK = (
    '<svg class="mw-mark" viewBox="0 0 24 24" aria-hidden="true">'
    '<path d="M3 8V4a1 1 0 0 1 1-1h4M16 3h4a1 1 0 0 1 1 1v4M21 16v4a1 1 0 0 1-1 1h-4'
    'M8 21H4a1 1 0 0 1-1-1v-4"/><circle cx="12" cy="12" r="4"/></svg>'
)


def head(*, style_version: str) -> str:
    """Return what goes into the head of every page, all from this host."""
    return _HEAD.format(style_version=style_version)


def build_pages(
    workspace: Workspace, *, scan_progress: ScanProgressBoard | None
) -> gr.Blocks:
    """Build all pages. Nothing of a user is in them: screens load that when opened."""
    pages: gr.Blocks = gr.Blocks(
        title="Markwatch", analytics_enabled=False, delete_cache=_UPLOADS_S
    )
    with pages:
        _header("Review")
        review.build(workspace, scan_progress=scan_progress)
    for name, address, build in (
        ("Gallery", "/gallery", gallery.build),
        ("Scan", "/scan", scan.build),
        ("Decisions", "/decisions", decisions.build),
        ("Insights", "/insights", insights.build),
        ("People", "/people", people.build),
        ("Programs", "/programs", programs.build),
        ("Audit", "/audit", audit.build),
    ):
        with pages.route(name, address):
            _header(name)
            build(workspace)
    # Presses of one reviewer must not wait for another's.
    pages.queue(default_concurrency_limit=16)
    return pages


def _header(current: str) -> None:
    Navbar(visible=False)
    gr.HTML(
        header_html(current),
        elem_classes="mw-bare mw-header-block",
        apply_default_css=False,
        js_on_load=None,
    )


def header_html(current: str) -> str:
    """Return the header with the link of the current page marked.

    account.js fills in who one is: the pages are the same for everybody.
    """
    links = "".join(
        f'<a href="{path}" data-needs="{role}"{_current(name == current)}>{name}</a>'
        for name, path, role in _PAGES
    )
    return (
        '<header class="mw-header">'
        f'<a class="mw-brand" href="/" aria-label="Markwatch">{_MARK}'
        "<span>Markwatch</span></a>"
        f'<nav class="mw-nav" aria-label="Screens">{links}</nav>'
        '<span class="mw-who" data-mw-who></span>'
        '<form class="mw-sign-out" method="post" action="/logout" data-mw-sign-out '
        'hidden><button class="mw-button is-small">Sign out</button></form>'
        '<button type="button" class="mw-theme" data-mw-theme '
        'aria-label="Switch between light and dark"></button>'
        "</header>"
    )


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""
