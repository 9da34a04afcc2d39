"""The look of every page: Gradio's theme on the project's own tokens.

Colours, type and spacing live in assets/css/tokens.css; this module maps Gradio's
variables to them, so that its components and ours are one design, light and dark.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import gradio as gr
from gradio.themes.utils.fonts import LocalFont

ASSETS = Path(__file__).resolve().parent.parent / "assets"

_TOKENS = {
    "body_background_fill": "var(--mw-ground)",
    "body_text_color": "var(--mw-ink)",
    "body_text_color_subdued": "var(--mw-ink-soft)",
    "background_fill_primary": "var(--mw-surface)",
    "background_fill_secondary": "var(--mw-sunken)",
    "border_color_primary": "var(--mw-line)",
    "border_color_accent": "var(--mw-accent)",
    "color_accent": "var(--mw-accent)",
    "color_accent_soft": "var(--mw-accent-soft)",
    "link_text_color": "var(--mw-accent-ink)",
    "link_text_color_hover": "var(--mw-accent-ink)",
    "link_text_color_visited": "var(--mw-accent-ink)",
    "block_background_fill": "var(--mw-surface)",
    "block_border_color": "var(--mw-line)",
    "block_label_background_fill": "var(--mw-surface)",
    "block_label_text_color": "var(--mw-ink-soft)",
    "block_title_text_color": "var(--mw-ink)",
    "block_info_text_color": "var(--mw-ink-soft)",
    "panel_background_fill": "var(--mw-surface)",
    "input_background_fill": "var(--mw-field)",
    "input_border_color": "var(--mw-line-strong)",
    "input_border_color_focus": "var(--mw-accent)",
    "input_placeholder_color": "var(--mw-ink-faint)",
    "button_primary_background_fill": "var(--mw-accent)",
    "button_primary_background_fill_hover": "var(--mw-accent-deep)",
    "button_primary_text_color": "var(--mw-on-accent)",
    "button_primary_border_color": "transparent",
    "button_secondary_background_fill": "var(--mw-surface)",
    "button_secondary_background_fill_hover": "var(--mw-sunken)",
    "button_secondary_text_color": "var(--mw-ink)",
    "button_secondary_border_color": "var(--mw-line-strong)",
    "button_cancel_background_fill": "var(--mw-bad)",
    "button_cancel_text_color": "var(--mw-on-accent)",
    "table_border_color": "var(--mw-line)",
    "table_even_background_fill": "var(--mw-surface)",
    "table_odd_background_fill": "var(--mw-surface)",
    "checkbox_background_color": "var(--mw-field)",
    "checkbox_border_color": "var(--mw-line-strong)",
    "checkbox_background_color_selected": "var(--mw-accent)",
    "checkbox_label_background_fill": "var(--mw-surface)",
    "slider_color": "var(--mw-accent)",
    "loader_color": "var(--mw-accent)",
    "error_background_fill": "var(--mw-bad-soft)",
    "error_text_color": "var(--mw-bad-ink)",
    "error_border_color": "var(--mw-bad)",
}


def theme() -> gr.themes.Base:
    """Return the theme; its fonts come from the gradio package, not from a host."""
    # Gradio ships the weights between as Cyrillic subsets: only these two are whole.
    base = gr.themes.Base(
        font=[LocalFont("IBM Plex Sans", weights=(400, 700)), "sans-serif"],
        font_mono=[LocalFont("IBM Plex Mono", weights=(400, 700)), "monospace"],
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
    )
    dark = {f"{name}_dark": _TOKENS[name] for name in _TOKENS if name != "color_accent"}
    return base.set(**_TOKENS, **dark, block_shadow="none", block_shadow_dark="none")


@lru_cache(maxsize=1)
def style_version() -> str:
    """Return what changes with the sheet, for its address."""
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:12]


def stylesheet() -> str:
    """Return all of assets/css as one sheet, tokens first.

    The rest is nested in Gradio's container: its resets of buttons and fields would
    outrank single classes. (As `css` of Gradio the rules would be rewritten, and broken
    where a selector holds a comma.)
    """
    tokens, *others = sorted(
        (ASSETS / "css").glob("*.css"), key=lambda sheet: sheet.name != "tokens.css"
    )
    nested = (f".gradio-container {{\n{_text(sheet)}}}\n" for sheet in sorted(others))
    return _text(tokens) + "".join(nested)


def _text(sheet: Path) -> str:
    return sheet.read_text("utf-8")
