"""Which files of a browser may be touched."""

from pathlib import Path

import pytest

from storage.errors import NotFoundError
from ui.uploads import find_upload


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inside = tmp_path / "uploads"
    inside.mkdir()
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(inside))
    return inside


def put(folder: Path, name: str) -> Path:
    path = folder / "hash" / name
    path.parent.mkdir()
    path.write_bytes(b"abc")
    return path


def test_an_upload_is_found_and_discarded_with_its_folder(folder: Path) -> None:
    path = put(folder, "acme.png")

    upload = find_upload(str(path))
    assert (upload.path, upload.name) == (path, "acme.png")
    upload.discard()
    upload.discard()

    assert not path.parent.exists()
    assert folder.exists()


def test_a_folder_that_holds_another_upload_stays(folder: Path) -> None:
    path = put(folder, "acme.png")
    (path.parent / "other.png").write_bytes(b"x")

    find_upload(str(path)).discard()

    assert [one.name for one in path.parent.iterdir()] == ["other.png"]


def test_only_files_inside_the_folder_are_touched(folder: Path) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text("secret")
    (folder / "link.png").symlink_to(outside)

    for path in (
        "",
        "\0",
        str(outside),
        str(folder),
        f"{folder}/../secret.txt",
        str(folder / "link.png"),
        str(folder / "missing.png"),
        "/etc/passwd",
    ):
        with pytest.raises(NotFoundError, match="choose or drop the file again"):
            find_upload(path)
