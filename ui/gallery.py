"""The Gallery screen, for curators: its parts put together.

Browsing is in gallery_browse, a symbol's page in gallery_symbol, a list's in
gallery_list, thresholds in gallery_thresholds, adding pictures in gallery_upload.
"""

from functools import partial

import gradio as gr

from storage.workspace import Workspace
from ui import (
    fragments,
    gallery_approvals,
    gallery_browse,
    gallery_history,
    gallery_import,
    gallery_list,
    gallery_merge,
    gallery_restore,
    gallery_split,
    gallery_symbol,
    gallery_thresholds,
    gallery_upload,
    gallery_would_match,
)
from ui.form import Form
from ui.fragments import Reply, Respond
from ui.gallery_query import parse_gallery_query

SCRIPTS = (
    "dropping.js",
    "crop_box.js",
    "symbol_upload.js",
    "symbol_import.js",
    "approvals.js",
)


def build(workspace: Workspace) -> None:
    """Put the screen on the page."""
    events: dict[str, Respond] = {
        "go": partial(open_view, workspace),
        "preview_thresholds": partial(gallery_thresholds.preview, workspace),
        "picture": partial(gallery_upload.take_picture, workspace),
        "check": partial(gallery_upload.check_picture, workspace),
        "preview_split": partial(gallery_split.preview, workspace),
        "preview_merge": partial(gallery_merge.preview, workspace),
        "check_import": partial(gallery_import.check, workspace),
        "leave_import": gallery_import.leave,
        "would_match": partial(gallery_would_match.would_match, workspace),
    }
    changes = {
        "update": partial(gallery_symbol.update, workspace),
        "enable": partial(gallery_symbol.enable, workspace),
        "remove_reference": partial(gallery_symbol.remove, workspace),
        "save": partial(gallery_upload.save, workspace),
        "merge_symbols": partial(gallery_merge.merge, workspace),
        "restore_version": partial(gallery_restore.restore, workspace),
        "split_symbol": partial(gallery_split.split, workspace),
        "undo_split": partial(gallery_split.undo, workspace),
        "undo_merge": partial(gallery_merge.undo, workspace),
        "approve": partial(gallery_approvals.approve, workspace),
        "refuse": partial(gallery_approvals.refuse, workspace),
        "import_symbols": partial(gallery_import.add, workspace),
        "add_list": partial(gallery_list.add, workspace),
        "update_list": partial(gallery_list.update, workspace),
        "set_thresholds": partial(gallery_thresholds.save, workspace),
        "undo_thresholds": partial(gallery_thresholds.undo, workspace),
    }
    with gr.Column(elem_classes="mw-page"):
        fragments.screen("gallery", events, changes=changes, scripts=SCRIPTS)


def open_view(workspace: Workspace, form: Form) -> Reply:
    """Show what the address asks for: the listing, one symbol, or the upload."""
    asked = parse_gallery_query(form.text("query"))
    if asked.view == "history":
        return gallery_history.show(workspace, asked)
    if asked.adding:
        return gallery_upload.show(workspace, asked.symbol)
    if asked.view == "lists":
        return gallery_list.show_all(workspace)
    if asked.view == "restore":
        return gallery_restore.show(workspace, asked)
    if asked.view == "approvals":
        return gallery_approvals.show(workspace, asked)
    if asked.view == "import":
        return gallery_import.show(workspace)
    if asked.list_id is not None:
        return gallery_list.show(workspace, asked.list_id)
    if asked.view == "split" and asked.symbol is not None:
        return gallery_split.show(workspace, asked.symbol)
    if asked.symbol is not None:
        return gallery_symbol.show(workspace, asked.symbol)
    return gallery_browse.show(workspace, asked)
