"""Replies, escaping, and errors that become sentences."""

import pytest

from storage.errors import ConflictError
from ui.form import Form
from ui.fragments import Reply, render, reply_to


@pytest.mark.parametrize(
    "hostile",
    ["<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "'><script>"],
)
def test_what_a_user_typed_is_escaped(hostile: str) -> None:
    html = render("gallery_refused.html", {"message": hostile})

    assert hostile not in html
    assert "&lt;" in html or "&#34;" in html


def test_each_value_differs_from_the_one_before() -> None:
    reply = Reply(parts={"view": "<p>same</p>"})

    assert reply.value("go-1") != reply.value("go-1")
    assert reply.value("go-1")["asked"] == "go-1"


@pytest.mark.parametrize(
    ("error", "notice"),
    [
        (ConflictError("Somebody else changed it."), "Somebody else changed it."),
        (KeyError("secret"), "Something went wrong, and nothing was saved."),
    ],
)
def test_what_goes_wrong_becomes_a_sentence(error: Exception, notice: str) -> None:
    def respond(form: Form) -> Reply:
        raise error

    reply = reply_to(respond, Form({}))

    assert reply.is_error
    assert reply.notice.startswith(notice)
    assert "secret" not in reply.notice
    assert not reply.parts
