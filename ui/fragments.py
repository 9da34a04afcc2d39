"""Screens that Python renders and the browser swaps in, part by part.

Owns the frame: templates with every value escaped, the `gr.HTML` that holds a screen,
and the way from an event in the browser to a reply. Knows no screen.

Gradio evaluates what a `gr.HTML` template yields as JavaScript, so no text of a user
may pass through one: the frame is constant, and replies arrive in its value.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial

import gradio as gr
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from recognizer.errors import MarkwatchError
from storage.acting import acting_as
from storage.errors import NotAllowedError
from ui.access import check_declared, check_event
from ui.form import Form
from ui.theme import ASSETS

Respond = Callable[[Form], "Reply"]
# What is saved under the name of whoever asks, which comes first.
Change = Callable[[str, Form], "Reply"]

_FRAME = """
<div class="mw-fragment" data-part="view" aria-busy="true">
  <div class="mw-skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
</div>
<div class="mw-notices" data-notices></div>
<div class="mw-sr" role="status" aria-live="polite" data-live></div>
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the browser does after an event.

    parts: HTML that takes the place of the part of that name; append: is added to it.
    notice: one sentence, shown and read out. url: what the address bar says now.
    focus: id of the element that gets the keyboard. more: data for the script that
    asked.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    append: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    is_error: bool = False
    url: str = ""
    focus: str = ""
    more: Mapping[str, object] = field(default_factory=dict)

    def value(self, asked: str) -> dict[str, object]:
        """Return it as the component's value, unlike every value before it."""
        return {
            "asked": asked,
            "serial": time.time_ns(),
            "parts": dict(self.parts),
            "append": dict(self.append),
            "notice": self.notice,
            "is_error": self.is_error,
            "url": self.url,
            "focus": self.focus,
            "more": dict(self.more),
        }


def render(template: str, context: Mapping[str, object]) -> Markup:
    """Fill a template of assets/html; every value that is not Markup is escaped."""
    return Markup(_environment().get_template(template).render(context))


def screen(
    elem_id: str,
    events: Mapping[str, Respond],
    *,
    changes: Mapping[str, Change] | None = None,
    scripts: tuple[str, ...] = (),
) -> gr.HTML:
    """Put a screen on the page. It asks for `go` with its address when it opens.

    changes: events that are saved under the name of whoever asks. All events must be
    in ui.access.EVENTS. scripts: names in assets/js that its parts need, beside
    fragments.js.
    """
    named = {name: _nameless(look) for name, look in events.items()}
    named |= changes or {}
    tags = [_script_tag(name) for name in ("fragments.js", *scripts)]
    component = gr.HTML(
        value=None,
        html_template=_FRAME,
        js_on_load=(
            "markwatch.fragment(element, {trigger, props, watch, upload}, "
            f"{json.dumps(list(named))});"
        ),
        head="".join(tags),
        apply_default_css=False,
        elem_id=elem_id,
        elem_classes="mw-bare",
    )
    for name, respond in named.items():
        listen = getattr(component, name)
        listen(
            answering(elem_id, name, respond),
            outputs=component,
            show_progress="hidden",
            trigger_mode="multiple",
            api_visibility="private",
        )
    return component


def answering(
    screen_id: str, name: str, respond: Change
) -> Callable[[gr.EventData, gr.Request], dict[str, object]]:
    """Turn a function on forms into a Gradio handler that always replies.

    Raises ValueError for an event whose role nobody declared.
    """
    check_declared(screen_id, name)

    def answer(event: gr.EventData, request: gr.Request) -> dict[str, object]:
        form = Form(event._data if isinstance(event._data, dict) else {})
        asked = form.text("asked")
        try:
            person = check_event(request, screen_id, name)
        except NotAllowedError as err:
            return Reply(notice=str(err), is_error=True).value(asked)
        with acting_as(person):
            return reply_to(partial(respond, person.name), form).value(asked)

    return answer


def _nameless(respond: Respond) -> Change:
    return lambda by, form: respond(form)


def reply_to(respond: Respond, form: Form) -> Reply:
    """Answer a form; what went wrong becomes a sentence, and the screen stays."""
    try:
        return respond(form)
    except MarkwatchError as err:
        return Reply(notice=str(err), is_error=True)
    except Exception:
        _log.exception("A screen's event failed")
        message = "Something went wrong, and nothing was saved. The log says more."
        return Reply(notice=message, is_error=True)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = lambda moment: _utc(moment, "%-d %b %Y")
    environment.filters["minute"] = lambda moment: _utc(moment, "%-d %b %Y, %H:%M")
    return environment


def _utc(moment: datetime, pattern: str) -> str:
    return f"{moment:{pattern}}"


def _script_tag(name: str) -> str:
    """Return a tag whose address changes with the file, so that no old one is kept."""
    changed = (ASSETS / "js" / name).stat().st_mtime_ns
    return f'<script src="/web/js/{name}?{changed}"></script>'
