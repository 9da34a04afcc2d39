"""`markwatch webhook`: where final decisions are reported to."""

from typing import Annotated

import typer

from storage.deliveries import send_http, send_test
from storage.errors import ConflictError
from storage.webhooks import (
    WebhookView,
    add_webhook,
    list_webhooks,
    pause_webhook,
    remove_webhook,
    retry_webhook,
)
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report, say
from ui.settings import Settings

EXAMPLES = (
    "markwatch webhook add https://shop.example/decisions",
    "markwatch webhook list",
)
group = typer.Typer(
    help="Report every final decision to other programs, signed.",
    no_args_is_help=True,
)
Number = Annotated[
    int, typer.Argument(metavar="NUMBER", help="As markwatch webhook list says.")
]


@group.command(epilog=examples("markwatch webhook add https://shop.example/decisions"))
@options.with_settings(*options.STORE, "reviewer")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="http or https.")],
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Report decisions to an address from now on. The secret is shown once, here."""
    with open_from(settings) as workspace:
        webhook, secret = add_webhook(workspace, url, by=settings.reviewer)
    say(f"Decisions go to {webhook.url}, signed with this secret (shown this once):")
    report(secret, {"number": webhook.id, "secret": secret}, json_to=json_to)


@group.command("list", epilog=examples("markwatch webhook list"))
@options.with_settings(*options.STORE)
def list_(json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """List the webhooks, what arrived, and what went wrong last."""
    with open_from(settings) as workspace:
        webhooks = list_webhooks(workspace)
    lines = [*map(_line, webhooks), count_of(len(webhooks), "webhook")]
    report("\n".join(lines), webhooks, json_to=json_to)


@group.command(epilog=examples("markwatch webhook remove 1"))
@options.with_settings(*options.STORE, "reviewer")
def remove(
    number: Number, json_to: options.JsonTo = None, *, settings: Settings
) -> None:
    """Report nothing more to an address."""
    with open_from(settings) as workspace:
        webhook = remove_webhook(workspace, number)
    report(f"Nothing more goes to {webhook.url}.", webhook, json_to=json_to)


@group.command(epilog=examples("markwatch webhook retry 1"))
@options.with_settings(*options.STORE, "reviewer")
def retry(
    number: Number, json_to: options.JsonTo = None, *, settings: Settings
) -> None:
    """Send again all that did not arrive, also what was given up."""
    with open_from(settings) as workspace:
        count = retry_webhook(workspace, number)
    text = f"{count_of(count, 'decision')} will be sent again by markwatch serve."
    report(text, {"decisions": count}, json_to=json_to)


@group.command(epilog=examples("markwatch webhook pause 1"))
@options.with_settings(*options.STORE, "reviewer")
def pause(
    number: Number, json_to: options.JsonTo = None, *, settings: Settings
) -> None:
    """Let what goes to an address wait; nothing of it is lost."""
    with open_from(settings) as workspace:
        webhook = pause_webhook(workspace, number, paused=True)
    report(f"What goes to {webhook.url} waits now.", webhook, json_to=json_to)


@group.command(epilog=examples("markwatch webhook resume 1"))
@options.with_settings(*options.STORE, "reviewer")
def resume(
    number: Number, json_to: options.JsonTo = None, *, settings: Settings
) -> None:
    """Send what waited while an address was paused, and go on."""
    with open_from(settings) as workspace:
        webhook = pause_webhook(workspace, number, paused=False)
    text = f"Decisions go to {webhook.url} again: {webhook.waiting:,} waited."
    report(text, webhook, json_to=json_to)


@group.command("test", epilog=examples("markwatch webhook test 1"))
@options.with_settings(*options.STORE, "reviewer")
def send(number: Number, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Send a signed test to an address, and say whether it arrived."""
    with open_from(settings) as workspace:
        problem = send_test(workspace, number, send_http)
    if problem:
        raise ConflictError(f"The test did not arrive: {problem}. Nothing was changed.")
    report("The test arrived.", {"problem": problem}, json_to=json_to)


def _line(webhook: WebhookView) -> str:
    problem = f"  last problem: {webhook.problem}" if webhook.problem else ""
    paused = "  (paused)" if webhook.paused else ""
    since = webhook.failing_since
    failing = f"  failing since {since:%Y-%m-%d %H:%M} UTC" if since else ""
    return (
        f"{webhook.id:4}  {webhook.url}  {webhook.arrived:,} arrived, "
        f"{webhook.waiting:,} waiting, {webhook.given_up:,} given up"
        f"{paused}{failing}{problem}"
    )
