"""The README says what is so: its verbs, flags, files and commands exist."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from ui.command_line.verbs import SENTENCES, load_verb
from ui.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def shell_lines() -> list[str]:
    """Return the commands of the README: of its shell blocks, and after its prompts."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    plain = [line for block in blocks for line in block.splitlines() if line.strip()]
    return plain + re.findall(r"^\$ (.+)$", README, re.MULTILINE)


def markwatch_calls() -> list[list[str]]:
    """Return the words after `markwatch` of every call in the README's commands."""
    parts = [part for line in shell_lines() for part in re.split(r"&&|\|", line)]
    words = [shlex.split(part) for part in parts]
    return [w[1:] for w in words if w and w[0].rpartition("/")[2] == "markwatch"]


@pytest.mark.parametrize("verb", SENTENCES)
def test_the_readme_tells_of_every_verb(verb):
    assert f"`markwatch {verb}`" in README


def test_every_markwatch_call_of_the_readme_can_be_given():
    calls = markwatch_calls()

    assert len(calls) >= 4
    for verb, *rest in calls:
        command: Any = load_verb(verb)
        while hasattr(command, "commands"):
            command = command.commands[rest.pop(0)]
        known = {option for p in command.params for option in p.opts + p.secondary_opts}
        given = {word for word in rest if word.startswith("--")}
        assert given <= known, f"markwatch {verb}: {given - known}"


def test_every_flag_and_variable_of_the_readme_is_a_setting():
    rows = re.findall(r"^\| `(--[a-z-]+)`.*\| `MARKWATCH_([A-Z_]+)`", README, re.M)
    fields = {name.removesuffix("_url") for name in Settings.__dataclass_fields__}

    assert {v.lower().removesuffix("_url") for _, v in rows} == fields
    assert all(flag == "--" + v.lower().replace("_", "-") for flag, v in rows)


def test_every_link_of_the_readme_leads_to_a_file():
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_both_commands_install_what_the_project_names():
    installs = [line for line in shell_lines() if "pip install" in line]

    extras = re.findall(r"\.\[(\w+)\]", " ".join(installs))

    assert len(installs) == 2
    assert extras == ["dev"]
    assert "\ndev = [" in (ROOT / "pyproject.toml").read_text("utf-8")
