"""The Programs screen, without a browser: real database, nothing is sent."""

import re
from collections.abc import Mapping
from functools import partial

import pytest

from storage.acting import Person, Role, acting_as
from storage.audit import list_audit
from storage.deliveries import deliver_due
from storage.errors import ConflictError, InvalidInputError
from storage.records import Action
from storage.tokens import add_token, find_token
from storage.webhooks import add_webhook, list_deliveries, list_webhooks
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, press, scan, take
from ui import programs
from ui.form import Form
from ui.fragments import Reply, reply_to

URL = "https://shop.example/decisions?a=1&b=2"
HOSTILE = "<img src=x onerror=alert(1)>"


def shown(reply: Reply) -> str:
    return str(reply.parts["view"])


def opened(workspace: Workspace) -> str:
    return shown(programs.open_view(workspace, Form({})))


def secret_in(reply: Reply) -> str:
    found = re.search(r'id="new-secret" value="([^"]+)"', shown(reply))
    assert found is not None
    return found[1]


def refuses(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    return 500


def test_at_first_it_says_what_programs_and_webhooks_are(workspace: Workspace) -> None:
    html = opened(workspace)

    assert "No program has a token yet" in html
    assert "No address is told of decisions yet" in html
    assert "new-secret" not in html


def test_a_token_is_shown_once_listed_and_revoked(workspace: Workspace) -> None:
    with acting_as(Person("Ada", Role.ADMIN)):
        reply = programs.make_token(
            workspace, "Ada", Form({"name": HOSTILE, "role": "curator"})
        )

    secret = secret_in(reply)
    person = find_token(workspace, secret)
    assert person is not None
    assert person.role is Role.CURATOR
    assert reply.focus == "new-secret"
    assert HOSTILE not in shown(reply)
    html = opened(workspace)
    assert secret not in html
    assert "by Ada" in html
    assert '<td data-label="Role">curator</td>' in html

    reply = programs.revoke(workspace, "Ada", Form({"token": HOSTILE}))
    assert find_token(workspace, secret) is None
    assert "revoked " in shown(reply)
    [revoked, added] = list_audit(workspace).items
    assert (added.kind, added.did, added.person) == ("token", "added", "Ada")
    assert secret not in str(added.new) + str(revoked.new) + str(revoked.old)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "Choose a role"),
        ({"name": "Shop", "role": "king"}, "Choose a role"),
        ({"role": "reviewer"}, "Give the token a name"),
        ({"name": "shop", "role": "reviewer"}, "There is a token shop already"),
    ],
)
def test_what_cannot_be_a_token_is_said(
    workspace: Workspace, values: dict[str, object], says: str
) -> None:
    add_token(workspace, "Shop", role=Role.REVIEWER, by="op")

    reply = reply_to(partial(programs.make_token, workspace, "Ada"), Form(values))

    assert reply.is_error
    assert says in reply.notice


def test_a_webhook_shows_its_secret_once_and_its_outbox(workspace: Workspace) -> None:
    reply = programs.report_to(workspace, "Ada", Form({"url": URL}))
    secret = secret_in(reply)
    [webhook] = list_webhooks(workspace)
    add(workspace, "Acorn", 1)
    scan(workspace, Placed(1))
    press(workspace, take(workspace), Action.NOT_A_LOGO)

    html = opened(workspace)
    assert secret not in html
    assert "0 arrived · 1 waiting · 0 given up" in html
    assert "Failing since" not in html
    assert "https://shop.example/decisions?a=1&amp;b=2" in html
    deliver_due(workspace, refuses)
    html = opened(workspace)
    assert "Failing since" in html
    assert "the answer was 500" in html

    [delivery] = list_deliveries(workspace, webhook.id)
    reply = programs.send_again(workspace, "Ada", Form({"delivery": str(delivery.id)}))
    assert reply.notice == f"Decision {delivery.decision_id} will be sent again."
    reply = programs.retry(workspace, "Ada", Form({"webhook": webhook.id}))
    assert reply.notice == "1 decision will be sent again."


def test_a_webhook_is_tested_paused_and_removed(workspace: Workspace) -> None:
    webhook, _ = add_webhook(workspace, URL, by="op")
    chosen = {"webhook": str(webhook.id)}

    answers = partial(programs.test, workspace, lambda *_: 204, "Ada")
    assert answers(Form(chosen)).notice == "The test arrived."
    with pytest.raises(ConflictError, match="did not arrive: the answer was 500"):
        programs.test(workspace, refuses, "Ada", Form(chosen))

    reply = programs.pause(workspace, "Ada", Form({**chosen, "paused": "1"}))
    assert "paused</span>" in shown(reply)
    assert "Resume" in shown(reply)
    reply = programs.pause(workspace, "Ada", Form({**chosen, "paused": "0"}))
    assert "Resume" not in shown(reply)
    programs.remove(workspace, "Ada", Form(chosen))
    assert list_webhooks(workspace) == ()
    with pytest.raises(InvalidInputError, match="No webhook was chosen"):
        programs.remove(workspace, "Ada", Form({}))
