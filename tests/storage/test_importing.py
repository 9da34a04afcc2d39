"""Many symbols at once."""

from pathlib import Path

import pytest

from recognizer.images import encode_png
from storage.errors import InvalidInputError
from storage.importing import import_symbols
from storage.symbol_lookup import find_symbol_by_name, list_symbols
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark
from tests.storage.steps import scan


def write_mark(path: Path, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode_png(draw_mark(seed)))


def test_an_empty_folder_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()

    summary = import_symbols(workspace, tmp_path / "in", by="c")

    assert (summary.symbols_added, summary.errors) == (0, ())


def test_a_folder_gives_symbols_by_folder_or_by_file_name(
    any_workspace: Workspace, tmp_path: Path
) -> None:
    earlier = scan(any_workspace, Placed(1), Placed(3, x=200))
    for name, seed in (("Acme/1.png", 1), ("Acme/2.png", 2), ("Büro.png", 3)):
        write_mark(tmp_path / "in" / name, seed)
    (tmp_path / "in" / "Acme" / "bad.png").write_bytes(b"bad")
    steps: list[tuple[int, int]] = []

    summary = import_symbols(
        any_workspace,
        tmp_path / "in",
        by="c",
        list_name="certification",
        severity=4,
        progress=lambda done, total: steps.append((done, total)),
    )

    assert (summary.symbols_added, summary.references_added) == (2, 3)
    assert summary.errors == (
        "Acme/bad.png: bad.png is not an image that can be read: give JPEG, PNG, WebP, "
        "AVIF, GIF, BMP or TIFF.",
    )
    assert summary.retro_hunt.image_ids == (earlier.image_id,)
    assert len(summary.retro_hunt.case_ids_opened) == 1
    assert summary.retro_hunt.case_ids_updated == ()
    assert steps == [(1, 2), (2, 2)]
    acme = find_symbol_by_name(any_workspace, "acme")
    assert acme is not None
    assert (acme.list_name, acme.severity, len(acme.references)) == (
        "certification",
        4,
        2,
    )


def test_importing_again_adds_only_what_is_new(
    any_workspace: Workspace, tmp_path: Path
) -> None:
    write_mark(tmp_path / "in" / "Acme" / "1.png", 1)
    import_symbols(any_workspace, tmp_path / "in", by="c")
    write_mark(tmp_path / "in" / "acme" / "2.png", 2)

    summary = import_symbols(any_workspace, tmp_path / "in", by="c")

    assert (summary.symbols_added, summary.references_added) == (0, 1)
    assert summary.already_there == 1
    assert list_symbols(any_workspace).total == 1


def test_a_csv_gives_symbols_with_what_is_known_of_them(
    any_workspace: Workspace, tmp_path: Path
) -> None:
    write_mark(tmp_path / "marks" / "a.png", 1)
    write_mark(tmp_path / "marks" / "b.png", 2)
    (tmp_path / "symbols.csv").write_text(
        "Name,Image,List,Severity,policy_text,aliases\n"
        "Acme,marks/a.png,prohibited,4,Never.,Akme; A.C.M.E.\n"
        "Acme,marks/b.png,,,,\n"
        "Bolt,marks/b.png,,,,\n"
        "Cord,marks/gone.png,,,,\n"
        "Dusk,,,,,\n",
        "utf-8",
    )

    summary = import_symbols(any_workspace, tmp_path / "symbols.csv", by="c")

    assert (summary.symbols_added, summary.references_added) == (2, 3)
    assert summary.errors == (
        "symbols.csv, line 5: gone.png cannot be read: No such file or directory.",
        "symbols.csv, line 6: the column image is empty.",
    )
    acme, bolt = list_symbols(any_workspace).items
    assert (acme.list_name, acme.severity, acme.policy_text) == (
        "prohibited",
        4,
        "Never.",
    )
    assert acme.aliases == ("Akme", "A.C.M.E.")
    assert (bolt.list_name, bolt.severity) == ("trademark", 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column 'name'"),  # empty
        ("name,images\nAcme,a.png\n", "no column 'image'"),
        ("name,image,severity\nAcme,a.png,high\n", "line 2: severity goes from 1"),
    ],
)
def test_a_csv_that_cannot_be_used_is_refused(
    workspace: Workspace, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "symbols.csv").write_text(text)

    with pytest.raises(InvalidInputError, match=said):
        import_symbols(workspace, tmp_path / "symbols.csv", by="c")


def test_a_symbol_that_is_refused_does_not_stop_the_others(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_mark(tmp_path / "a.png", 1)
    (tmp_path / "symbols.csv").write_text(
        "name,image,list\nAcme,a.png,nowhere\nBolt,a.png,prohibited\n"
    )

    summary = import_symbols(workspace, tmp_path / "symbols.csv", by="c")

    assert summary.symbols_added == 1
    assert "There is no list nowhere" in summary.errors[0]


def test_a_path_that_is_not_there_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInputError, match="There is no folder or CSV"):
        import_symbols(workspace, tmp_path / "gone", by="c")
