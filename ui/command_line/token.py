"""`markwatch token`: which programs may use the HTTP API, and in which role."""

from typing import Annotated

import typer

from storage.acting import Role
from storage.tokens import TokenView, add_token, list_tokens, revoke_token
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report, say
from ui.settings import Settings

EXAMPLES = (
    'markwatch token add "Catalogue import" --role curator',
    "markwatch token list",
)
group = typer.Typer(
    help="Look after the tokens of programs that use the HTTP API.",
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the program is.")]


@group.command(epilog=examples('markwatch token add "Shop" --role reviewer'))
@options.with_settings(*options.STORE, "reviewer")
def add(
    name: Name,
    role: Annotated[
        Role,
        typer.Option(
            help="reviewer: reads cases and decisions. curator: also sends images and "
            "symbols. admin: also reads the audit log."
        ),
    ],
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Make a token. It is shown once, here."""
    with open_from(settings) as workspace:
        token, secret = add_token(workspace, name, role=role, by=settings.reviewer)
    say(f"The token of {token.name}, {token.role}. It is not shown again:")
    report(secret, {"name": token.name, "token": secret}, json_to=json_to)


@group.command("list", epilog=examples("markwatch token list"))
@options.with_settings(*options.STORE)
def list_(json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """List the tokens, revoked ones too, and when each was last used."""
    with open_from(settings) as workspace:
        tokens = list_tokens(workspace)
    lines = [*map(_line, tokens), count_of(len(tokens), "token")]
    report("\n".join(lines), tokens, json_to=json_to)


@group.command(epilog=examples('markwatch token revoke "Shop"'))
@options.with_settings(*options.STORE, "reviewer")
def revoke(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Let a token count no longer, from its next request on."""
    with open_from(settings) as workspace:
        token = revoke_token(workspace, name)
    report(f"The token of {token.name} is revoked.", token, json_to=json_to)


def _line(token: TokenView) -> str:
    used = f"used {token.used_at:%Y-%m-%d %H:%M} UTC" if token.used_at else "not used"
    off = "  (revoked)" if token.revoked_at else ""
    return f"{token.name:32}  {token.role:9}  {used}{off}"
