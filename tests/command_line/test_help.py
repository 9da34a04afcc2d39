"""Every verb explains itself: a sentence, its options, and examples that parse."""

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from ui.command_line.main import run
from ui.command_line.verbs import SENTENCES, build_app


def children(command: Any) -> dict[str, Any]:
    """Return the commands of a group by name; none of a verb."""
    names = command.list_commands(None) if hasattr(command, "list_commands") else []
    return {name: command.get_command(None, name) for name in names}


def walk(
    command: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words of every command that can be given, groups included."""
    yield path, command
    for name, child in children(command).items():
        yield from walk(child, (*path, name))


COMMANDS = dict(walk(get_command(build_app())))


def examples_of(words: tuple[str, ...]) -> list[list[str]]:
    lines = (COMMANDS[words].epilog or "").partition("Examples:\n")[2].splitlines()
    return [shlex.split(line) for line in lines]


def test_the_verbs_are_those_that_scripts_know():
    assert {words[0] for words in COMMANDS if words} == {
        "serve", "scan", "symbols", "lists", "match", "export", "reembed", "train",
        "synthesize",
        "evaluate", "calibrate", "bench", "user", "token", "audit", "webhook",
        "gold",
    }  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_of_every_verb_has_a_sentence_and_examples(words, capsys):
    assert run([*words, "--help"]) == 0

    said = capsys.readouterr().out
    assert said.startswith(" ".join(["Usage: markwatch", *words]))
    assert COMMANDS[words].help
    assert "  Examples:\n    markwatch " in said


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_example_is_a_command_that_exists(words):
    examples = examples_of(words)

    assert examples
    for program, *rest in examples:
        assert program == "markwatch"
        named = max(n for n in range(len(rest) + 1) if tuple(rest[:n]) in COMMANDS)
        command = COMMANDS[tuple(rest[:named])]
        assert not children(command)
        known = {option for p in command.params for option in p.opts + p.secondary_opts}
        assert {word for word in rest if word.startswith("--")} <= known


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_option_is_explained(words):
    options = [p for p in COMMANDS[words].params if p.param_type_name == "option"]

    unexplained = [p.name for p in options if not getattr(p, "help", None)]

    assert not unexplained


STORING = [
    "scan",
    "symbols add",
    "symbols import",
    "symbols list",
    "symbols thresholds",
    "lists list",
    "lists thresholds",
    "match",
    "export",
    "reembed",
    "user add",
    "user list",
    "token add",
    "token list",
    "audit export",
    "webhook add",
    "webhook list",
]


@pytest.mark.parametrize("verb", STORING)
def test_every_verb_of_the_workspace_takes_a_data_dir_and_json(verb):
    known = {option for p in COMMANDS[tuple(verb.split())].params for option in p.opts}

    assert {"--data-dir", "--json"} <= known


@pytest.mark.parametrize("verb", SENTENCES)
def test_the_list_of_verbs_says_what_each_says_of_itself(verb):
    assert COMMANDS[verb,].help.startswith(SENTENCES[verb])
