"""Many symbols at once."""

import zipfile
from pathlib import Path

import pytest

from recognizer.images import encode_png
from storage.errors import InvalidInputError
from storage.import_check import check_import
from storage.importing import import_symbols
from storage.records import CheckedSymbol, Duplicate, ImportCheck
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
    with pytest.raises(InvalidInputError, match="There is no folder, ZIP or CSV"):
        import_symbols(workspace, tmp_path / "gone", by="c")


# --- ZIP archives ----------------------------------------------------------------


def zip_of(path: Path, names: dict[str, int]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, seed in names.items():
            archive.writestr(name, encode_png(draw_mark(seed)))
    return path


@pytest.mark.parametrize("top", ["", "logos/"])
def test_a_zip_gives_symbols_as_the_folder_that_was_packed_would(
    workspace: Workspace, tmp_path: Path, top: str
) -> None:
    packed = {f"{top}Acme/1.png": 1, f"{top}Acme/2.png": 2, f"{top}Bolt/1.png": 3}

    summary = import_symbols(workspace, zip_of(tmp_path / "in.zip", packed), by="c")

    assert (summary.symbols_added, summary.references_added) == (2, 3)
    assert [s.name for s in list_symbols(workspace).items] == ["Acme", "Bolt"]


def test_a_csv_finds_its_images_in_a_zip_and_nowhere_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_mark(tmp_path / "secret.png", 9)
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "list.csv").write_text(
        "name,image\nAcme,a.png\nBolt,../secret.png\nCord,gone.png\n"
    )

    summary = import_symbols(
        workspace,
        sent / "list.csv",
        pictures=zip_of(tmp_path / "in.zip", {"a.png": 1}),
        allow_outside=False,
        by="c",
    )

    assert summary.symbols_added == 1
    assert summary.errors == (
        "list.csv, line 3: ../secret.png is outside the folder of the CSV.",
        "list.csv, line 4: there is no image gone.png in the ZIP.",
    )


def test_a_file_that_is_no_zip_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_bytes(b"no zip")

    with pytest.raises(InvalidInputError, match="is no ZIP that can be read"):
        import_symbols(workspace, tmp_path / "in.zip", by="c")


# --- the dry run -----------------------------------------------------------------


def test_the_dry_run_of_nothing_finds_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()

    check = check_import(workspace, tmp_path / "in")

    assert check == ImportCheck((), (), (), ())


def test_the_dry_run_says_what_the_import_then_does(
    any_workspace: Workspace, tmp_path: Path
) -> None:
    ws = any_workspace
    write_mark(tmp_path / "first" / "Acme" / "1.png", 1)
    import_symbols(ws, tmp_path / "first", by="c")
    for name, seed in (("Acme/1", 1), ("Acme/2", 2), ("Bolt/1", 3), ("Bolt/2", 3)):
        write_mark(tmp_path / "in" / f"{name}.png", seed)
    (tmp_path / "in" / "Bolt" / "bad.png").write_bytes(b"bad")
    before = ws.blobs

    check = check_import(ws, tmp_path / "in")

    assert list_symbols(ws).total == 1
    assert ws.blobs is before
    assert check.symbols == (
        CheckedSymbol("Acme", "trademark", is_new=False, references=1),
        CheckedSymbol("Bolt", "trademark", is_new=True, references=1),
    )
    assert check.duplicates == (
        Duplicate("Acme/1.png", "a picture of Acme"),
        Duplicate("Bolt/2.png", "Bolt/1.png"),
    )
    [problem] = check.problems
    assert problem.where == "Bolt/bad.png"
    done = import_symbols(ws, tmp_path / "in", by="c")
    assert done.symbols_added == check.symbols_added == 1
    assert done.references_added == check.references_added == 2
    assert done.already_there == len(check.duplicates)
    assert len(done.errors) == len(check.problems)


def test_near_twins_are_found_in_the_gallery_and_in_the_import(
    any_workspace: Workspace, tmp_path: Path
) -> None:
    ws = any_workspace
    write_mark(tmp_path / "first" / "Acme" / "1.png", 1)
    import_symbols(ws, tmp_path / "first", by="c")
    like_acme = encode_png(draw_mark(1, other=2, blend=0.05))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Akme.png").write_bytes(like_acme)
    write_mark(tmp_path / "in" / "Cord.png", 4)
    (tmp_path / "in" / "Kord.png").write_bytes(
        encode_png(draw_mark(4, other=5, blend=0.05))
    )
    write_mark(tmp_path / "in" / "Dusk.png", 6)

    twins = check_import(ws, tmp_path / "in").near_twins

    assert [(t.where, t.symbol, t.other) for t in twins] == [
        ("Akme.png", "Akme", "Acme"),
        ("Kord.png", "Kord", "Cord"),
    ]
    assert twins[0].reference_id is not None
    assert twins[1].reference_id is None
    assert min(t.similarity for t in twins) > 0.95


def test_the_dry_run_names_each_line_that_cannot_be_imported(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_mark(tmp_path / "a.png", 1)
    (tmp_path / "list.csv").write_text(
        "name,image,list,severity\n"
        "Acme,a.png,,high\n"
        ",a.png,,\n"
        "Bolt,,,\n"
        "Cord,a.png,nowhere,\n"
        "Dusk,a.png,,9\n"
        "Elm,a.png,prohibited,5\n"
    )

    check = check_import(workspace, tmp_path / "list.csv")

    assert [symbol.name for symbol in check.symbols] == ["Elm"]
    assert {p.where: p.message.split(".")[0] for p in check.problems} == {
        "list.csv, line 2": "severity goes from 1 to 5, got high",
        "list.csv, line 3": "the column name is empty",
        "list.csv, line 4": "the column image is empty",
        "list.csv, line 5": "There is no list nowhere",
        "list.csv, line 6": "severity goes from 1 to 5, got 9",
    }
    summary = import_symbols(workspace, tmp_path / "list.csv", by="c")
    assert len(summary.errors) == len(check.problems)
