import json
from pathlib import Path

import pytest

from recognizer.synthesis.packages import (
    FONT_PACKAGES,
    ICON_PACKAGES,
    AssetsError,
    install_packages,
)


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in for npm first on the path; it writes down how it was called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "npm"
    program.write_text(
        "#!/bin/sh\n"
        'echo "$@" >> calls\n'
        "mkdir -p node_modules && touch node_modules/.package-lock.json\n"
        'if [ -f refuse ]; then echo "no such version" >&2; exit 1; fi\n',
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return program


def test_exact_versions_are_installed_without_scripts(
    npm: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "packages"

    install_packages(folder, log=lambda line: None)

    manifest = json.loads((folder / "package.json").read_text("utf-8"))
    assert manifest["dependencies"] == {**ICON_PACKAGES, **FONT_PACKAGES}
    assert all(version[0].isdigit() for version in manifest["dependencies"].values())
    assert "--ignore-scripts" in (folder / "calls").read_text("utf-8")


def test_what_is_there_is_not_installed_again(npm: Path, tmp_path: Path) -> None:
    for _ in range(2):
        install_packages(tmp_path, log=lambda line: None)

    assert len((tmp_path / "calls").read_text("utf-8").splitlines()) == 1


def test_a_failure_says_what_npm_said_and_is_tried_again(
    npm: Path, tmp_path: Path
) -> None:
    (tmp_path / "refuse").touch()
    with pytest.raises(AssetsError, match="no such version"):
        install_packages(tmp_path, log=lambda line: None)
    (tmp_path / "refuse").unlink()

    install_packages(tmp_path, log=lambda line: None)

    assert len((tmp_path / "calls").read_text("utf-8").splitlines()) == 2


def test_without_npm_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(AssetsError, match=r"install Node\.js"):
        install_packages(tmp_path, log=lambda line: None)
