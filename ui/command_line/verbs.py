"""All verbs under one command. Only the one that is asked for is imported."""

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from ui.command_line.examples import examples

SENTENCES = {
    "serve": "Open the app: review, gallery, scan and decisions, in the browser.",
    "scan": "Scan product images and queue those that need a person.",
    "symbols": "Look after the gallery: add, import, list, disable, enable symbols.",
    "lists": "Look after lists: their severity, policy, thresholds and rules.",
    "match": "Find boxes in images and name the symbols that each matches best.",
    "export": "Write the decisions as CSV, oldest first, undone ones included.",
    "gold": "Look after gold cases: decided boxes that check the reviewers.",
    "user": "Look after the people who log in: add, list, role, password, disable.",
    "token": "Look after the tokens of programs that use the HTTP API.",
    "webhook": "Report every final decision to other programs, signed.",
    "audit": "Read the log of every change: who, when, what, from what to what.",
    "reembed": "Compute all embeddings again with another embedder.",
    "synthesize": "Draw logos as the embedder is trained on, to look at them.",
    "train": "Train the detector or the embedder; a run that was stopped goes on.",
    "evaluate": "Measure detector and embedder on labelled images.",
    "calibrate": "Make the probability beside each match true.",
    "bench": "Time search, detection, embedding and scanning on this computer.",
}
_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}


class LazyVerbs(TyperGroup):
    """Knows its verbs by name and sentence, and imports each when it is used."""

    def list_commands(self, ctx: object) -> list[str]:
        """Return the names in the order of the help."""
        return list(SENTENCES)

    def get_command(self, ctx: object, cmd_name: str) -> Any:
        """Import a verb; None for a name that is none."""
        return load_verb(cmd_name) if cmd_name in SENTENCES else None

    def format_commands(self, ctx: object, formatter: Any) -> None:
        """List the verbs for `--help` without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SENTENCES.items()))


def build_app() -> typer.Typer:
    """Put `markwatch` together; every help ends with examples."""
    app = typer.Typer(cls=LazyVerbs, no_args_is_help=True, **_PLAIN)
    app.callback(
        epilog=examples(
            "markwatch serve --open",
            "markwatch scan photos/",
            "markwatch match photo.jpg --json -",
            "markwatch export decisions.csv",
        )
    )(_markwatch)
    return app


def load_verb(name: str) -> Any:
    """Import a verb's module: it has a `group`, or a function of the verb's name."""
    module = import_module(f"ui.command_line.{name}")
    app = typer.Typer(**_PLAIN)
    app.callback()(lambda: None)  # or typer takes a lone command for the whole app
    epilog = examples(*module.EXAMPLES)
    if (group := _group_of(module)) is not None:
        app.add_typer(group, name=name, epilog=epilog)
    else:
        verb: Callable[..., None] = getattr(module, name)
        app.command(epilog=epilog)(verb)
    command: Any = get_command(app)
    return command.commands[name]


def _group_of(module: ModuleType) -> typer.Typer | None:
    return getattr(module, "group", None)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"markwatch {version('markwatch')}")
        raise typer.Exit


def _markwatch(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Say the version."
        ),
    ] = False,
) -> None:
    """Find logos and symbols in product images, and let a person decide."""
