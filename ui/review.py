"""The Review screen."""

import gradio as gr

from storage.workspace import Workspace
from ui.progress_board import ScanProgressBoard


def build(
    workspace: Workspace, *, reviewer: str, scan_progress: ScanProgressBoard | None
) -> None:
    """Put the review card on the page."""
    gr.HTML("<p>Review</p>")
