"""Files, folders, archives and lists of images."""

import zipfile
from pathlib import Path

import pytest

from recognizer.errors import ImageError
from recognizer.images import ImageLimits
from storage import sources
from storage.errors import InvalidInputError
from storage.records import ScanItem
from storage.sources import items_from_paths


def contents(items: list[ScanItem]) -> dict[str, bytes]:
    return {item.name: item.read() for item in items}


def make_zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def test_no_paths_give_no_items() -> None:
    assert list(items_from_paths([])) == []


def test_an_empty_folder_gives_no_items(tmp_path: Path) -> None:
    assert list(items_from_paths([tmp_path])) == []


def test_a_folder_gives_its_images_by_name_and_nothing_else(tmp_path: Path) -> None:
    for name in (
        "b.PNG",
        "a.jpg",
        "sub/c.webp",
        "notes.txt",
        ".hidden.png",
        ".x/d.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())

    found = contents(list(items_from_paths([tmp_path])))

    assert found == {"a.jpg": b"a.jpg", "b.PNG": b"b.PNG", "sub/c.webp": b"sub/c.webp"}


def test_a_path_that_is_not_there_is_an_item_that_says_so(tmp_path: Path) -> None:
    [item] = items_from_paths([tmp_path / "gone.png"])

    with pytest.raises(ImageError, match=r"gone\.png cannot be read: No such file"):
        item.read()


def test_a_zip_gives_its_images(tmp_path: Path) -> None:
    entries = {"b/2.png": b"2", "1.jpg": b"1", "x.txt": b"", "__MACOSX/1.jpg": b""}
    path = make_zip(tmp_path / "shop.zip", entries)

    found = contents(list(items_from_paths([path])))

    assert found == {"shop.zip/1.jpg": b"1", "shop.zip/b/2.png": b"2"}


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "bomb.zip", {"big.png": b"\0" * 3_000_000, "ok.png": b"1"}
    )

    big, ok = items_from_paths([path], limits=ImageLimits(max_bytes=2**20))

    with pytest.raises(ImageError, match=r"unpacks to more than 1\.0 MiB"):
        big.read()
    assert ok.read() == b"1"


def test_a_zip_of_too_many_entries_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_ZIP_ENTRIES", 2)
    path = make_zip(tmp_path / "many.zip", {f"{n}.png": b"" for n in range(3)})

    [item] = items_from_paths([path])

    with pytest.raises(ImageError, match="3 entries; the limit is 2"):
        item.read()


def test_a_broken_zip_is_an_item_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK broken")

    [item] = items_from_paths([tmp_path / "x.zip"])

    with pytest.raises(ImageError, match=r"x\.zip is no ZIP"):
        item.read()


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_gives_images_with_what_is_known_of_them(
    tmp_path: Path, bom: str, separator: str
) -> None:
    (tmp_path / "pics").mkdir()
    (tmp_path / "pics" / "a.png").write_bytes(b"a")
    rows = [
        ["Image", "product_id", "title", "source_uri", "Größe", "empty"],
        ["pics/a.png", "7", "Bier", "https://x", "XL", ""],
    ]
    text = "\n".join(separator.join(row) for row in rows)
    (tmp_path / "list.csv").write_text(bom + text + "\n", "utf-8")

    [item] = items_from_paths([tmp_path / "list.csv"])

    assert (item.name, item.read()) == ("pics/a.png", b"a")
    assert (item.product_id, item.title) == ("7", "Bier")
    assert (item.source_uri, item.extra) == ("https://x", {"Größe": "XL"})


def test_a_csv_takes_images_from_the_zip_beside_it(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "pics.zip", {"in/a.png": b"a", "b.png": b"b"})
    (tmp_path / "list.csv").write_text("image,product_id\nin/a.png,7\n")

    listed, other = items_from_paths([path, tmp_path / "list.csv"])

    assert (listed.product_id, listed.read()) == ("7", b"a")
    assert (other.name, other.product_id) == ("pics.zip/b.png", "")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "line 2: the column image is empty"),  # empty
        ("gone.png", "line 2: there is no image gone.png"),
        ("../secret.png", "is outside the folder of the CSV"),
    ],
)
def test_a_row_without_its_image_is_an_item_that_says_so(
    tmp_path: Path, cell: str, said: str
) -> None:
    (tmp_path / "secret.png").write_bytes(b"")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "list.csv").write_text(f"image,x\n{cell},1\n")

    [item] = items_from_paths([tmp_path / "below" / "list.csv"])

    with pytest.raises(ImageError, match=said):
        item.read()


def test_a_csv_may_name_files_outside_where_that_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"a")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "list.csv").write_text(f"image\n{tmp_path / 'a.png'}\n")

    [item] = items_from_paths([tmp_path / "below" / "list.csv"], allow_outside=True)

    assert item.read() == b"a"


@pytest.mark.parametrize("text", ["", "title,price\nx,1\n"])
def test_a_csv_without_a_column_of_images_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.csv").write_text(text)

    with pytest.raises(InvalidInputError, match="no column 'image'"):
        list(items_from_paths([tmp_path / "list.csv"]))


def test_a_csv_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("image\nstraße.png\n".encode("latin-1"))

    with pytest.raises(InvalidInputError, match="Save it as UTF-8"):
        list(items_from_paths([tmp_path / "list.csv"]))
