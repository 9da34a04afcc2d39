"""The heading of a page."""

from html import escape

import gradio as gr


def title(text: str, lead: str) -> None:
    """Put the heading of a page, and the sentence that says what it is for."""
    gr.HTML(
        f'<div class="mw-title"><h1>{escape(text)}</h1><p>{escape(lead)}</p></div>',
        elem_classes="mw-bare",
        apply_default_css=False,
        js_on_load=None,
    )
