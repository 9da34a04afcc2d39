"""Imports point one way, each heavy library has its one module, imports do nothing."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from ui.command_line.environment import set_switches

ROOT = Path(__file__).parent.parent
PACKAGES = ("recognizer", "storage", "ui")
LAYERS = {"recognizer": 0, "storage": 1, "ui": 2, "app": 3}
# Training code may use a library too, in one module of its own.
HOMES = {
    "ultralytics": {"recognizer/detector.py", "recognizer/training/"},
    "open_clip": {"recognizer/embedder.py", "recognizer/training/"},
    "faiss": {"recognizer/gallery.py"},
    "rapidocr": {"recognizer/reader.py"},
    "openvino": {"recognizer/openvino_runtime.py"},
    "sqlalchemy": {"storage/"},
    "alembic": {"storage/"},
    "gradio": {"ui/"},
    "typer": {"ui/command_line/"},
}
MODULES = sorted(
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)


def imported_names(path: Path) -> set[str]:
    """Return the dotted names of all modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported_names(path)}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_down(module):
    layer = LAYERS[module.parts[0]]

    upward = {r for r in roots(ROOT / module) if LAYERS.get(r, -1) > layer}

    assert not upward


@pytest.mark.parametrize(("library", "homes"), HOMES.items(), ids=HOMES)
def test_a_heavy_library_stays_in_its_home(library, homes):
    users = [m.as_posix() for m in MODULES if library in roots(ROOT / m)]

    strangers = [u for u in users if not any(u.startswith(home) for home in homes)]

    assert users
    assert not strangers


@pytest.mark.parametrize("library", ["ultralytics", "open_clip"])
def test_training_uses_a_heavy_library_in_one_module(library):
    training = [m for m in MODULES if m.parts[:2] == ("recognizer", "training")]

    users = [str(m) for m in training if library in roots(ROOT / m)]

    assert len(users) <= 1


def dotted(modules: Iterable[Path]) -> list[str]:
    """Return the names under which modules are imported."""
    names = (".".join(m.with_suffix("").parts) for m in modules)
    return [name.removesuffix(".__init__") for name in names]


def run_python(code: str, *, cwd: Path) -> str:
    """Run code in a fresh interpreter that has nothing of this one's environment."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("MARKWATCH_")}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(cwd)}
    set_switches(env)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_storage_brings_no_model_library(tmp_path):
    names = [
        ".".join(m.with_suffix("").parts) for m in MODULES if m.parts[0] == "storage"
    ]
    heavy = ("torch", "ultralytics", "open_clip", "rapidocr", "gradio", "timm")

    code = "import importlib, sys\n"
    code += f"for name in {names}: importlib.import_module(name)\n"
    code += f"print([name for name in {heavy} if name in sys.modules])"

    assert run_python(code, cwd=tmp_path).strip() == "[]"


def test_importing_every_module_does_nothing(tmp_path):
    names = [*dotted(MODULES), "app"]
    code = f"""
import importlib, os, socket, sqlite3
def refuse(*args, **kwargs): raise AssertionError("an import did something")
socket.socket.connect = sqlite3.connect = refuse
for name in {names}: importlib.import_module(name)
import gradio
assert not gradio.context.Context.root_block
print({{k for k in os.environ if k.startswith("MARKWATCH_")}})
"""

    assert run_python(code, cwd=tmp_path).strip() == "set()"
    written = [p for p in tmp_path.rglob("*") if "markwatch" in p.name.lower()]
    assert not written
