"""What people confirmed as COCO and YOLO: the boxes that stand, on upright images."""

import io
import itertools
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from PIL import Image

from recognizer.images import decode, upright_file
from storage.cases import next_case
from storage.decisions import decide
from storage.records import (
    Action,
    DecisionFilter,
    DecisionInput,
    NewReference,
    SymbolInput,
)
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.targets import Folder
from storage.training_set import (
    Layout,
    confirmed_images,
    write_training_set,
    zip_training_set,
)
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png

_presses = itertools.count()
ACORN, BIRCH = 1, 2


@pytest.fixture
def ws(any_workspace: Workspace) -> Workspace:
    """Two symbols; one image shows both, one shows the acorn alone."""
    for name, seed, in_list in (
        ("Acorn: a", ACORN, "trademark"),
        ("Birch", BIRCH, "prohibited"),
    ):
        reference = NewReference(draw_mark(seed), f"{name}.png")
        add_symbol(any_workspace, SymbolInput(name, in_list), [reference], by="kim")
    both = scene_png(Placed(ACORN), Placed(BIRCH, x=240, y=150))
    scan_image(any_workspace, both, name="both.png")
    scan_image(any_workspace, scene_png(Placed(ACORN)), name="acorn.png")
    return any_workspace


def say(ws: Workspace, name: str, *actions: Action, reviewer: str = "kim") -> list[int]:
    """Decide the waiting boxes of an image, one after another; return the ids."""
    ids = []
    for action in actions:
        case = next_case(ws, reviewer=reviewer)
        while case is not None and case.image.name != name:
            case = next_case(ws, reviewer=reviewer, after_case_id=case.id)
        assert case is not None
        region = next(one for one in case.regions if one.waiting)
        press = DecisionInput(
            request_id=f"press-{next(_presses)}",
            case_id=case.id,
            case_version=case.version,
            region_id=region.id,
            action=action,
            symbol_id=region.matches[0].symbol_id
            if action is Action.CONFIRMED
            else None,
            reviewer=reviewer,
        )
        ids.append(decide(ws, press).decision.id)
    return ids


def test_without_decisions_the_set_is_empty(ws: Workspace, tmp_path: Path) -> None:
    for layout in Layout:
        summary = write_training_set(ws, layout, Folder(tmp_path / layout))
        assert (summary.images, summary.boxes, summary.symbols) == (0, 0, 0)

    coco = json.loads((tmp_path / "coco" / "annotations.json").read_text("utf-8"))
    assert coco["images"] == coco["annotations"] == coco["categories"] == []
    assert yaml.safe_load((tmp_path / "yolo" / "data.yaml").read_text())["names"] == {}


def test_coco_holds_the_confirmed_boxes_alone(ws: Workspace, tmp_path: Path) -> None:
    say(ws, "both.png", Action.CONFIRMED, Action.REJECTED)

    summary = write_training_set(ws, Layout.COCO, Folder(tmp_path))

    coco = json.loads((tmp_path / "annotations.json").read_text("utf-8"))
    [image] = coco["images"]
    [box] = coco["annotations"]
    [category] = coco["categories"]
    assert (summary.images, summary.boxes, summary.symbols) == (1, 1, 1)
    assert (image["width"], image["height"], image["name"]) == (400, 300, "both.png")
    assert box["bbox"] == pytest.approx([40, 40, 100, 100], abs=1)
    assert box["area"] == pytest.approx(box["bbox"][2] * box["bbox"][3])
    assert (box["image_id"], box["category_id"]) == (image["id"], category["id"])
    assert (category["name"], category["supercategory"]) == ("Acorn: a", "trademark")
    assert (tmp_path / "images" / image["file_name"]).exists()


def test_yolo_says_the_same_in_parts_of_one(ws: Workspace, tmp_path: Path) -> None:
    say(ws, "both.png", Action.CONFIRMED, Action.CONFIRMED)
    say(ws, "acorn.png", Action.CONFIRMED)

    write_training_set(ws, Layout.YOLO, Folder(tmp_path))

    names = yaml.safe_load((tmp_path / "data.yaml").read_text("utf-8"))["names"]
    assert names == {0: "Acorn: a", 1: "Birch"}
    labels = sorted((tmp_path / "labels").glob("*.txt"))
    assert len(labels) == 2
    assert {p.stem for p in labels} == {p.stem for p in (tmp_path / "images").iterdir()}
    lines = [line.split() for p in labels for line in p.read_text().splitlines()]
    assert sorted(line[0] for line in lines) == ["0", "0", "1"]
    acorn = next(line for line in lines if line[0] == "0")
    parts = [float(part) for part in acorn[1:]]
    assert parts == pytest.approx([90 / 400, 90 / 300, 100 / 400, 100 / 300], abs=0.01)


def test_what_was_taken_back_does_not_count(ws: Workspace) -> None:
    [first] = say(ws, "acorn.png", Action.CONFIRMED)
    undo(ws, decision_id=first, reviewer="kim")
    assert list(confirmed_images(ws)) == []

    say(ws, "acorn.png", Action.REJECTED)

    assert list(confirmed_images(ws)) == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (DecisionFilter(), 2),
        (DecisionFilter(list_name="trademark"), 1),
        (DecisionFilter(reviewer="nobody"), 0),
    ],
)
def test_a_filter_chooses_boxes(
    ws: Workspace, wanted: DecisionFilter, count: int
) -> None:
    say(ws, "both.png", Action.CONFIRMED, Action.CONFIRMED)

    boxes = [row for image in confirmed_images(ws, wanted) for row in image.boxes]

    assert len(boxes) == count


def test_the_zip_streams_what_the_folder_holds(ws: Workspace, tmp_path: Path) -> None:
    say(ws, "both.png", Action.CONFIRMED, Action.CONFIRMED)
    say(ws, "acorn.png", Action.CONFIRMED)
    write_training_set(ws, Layout.COCO, Folder(tmp_path))

    pieces = list(zip_training_set(ws, Layout.COCO))

    assert len(pieces) > 2  # not held together in memory
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / name).read_bytes()
        assert len(archive.namelist()) == 3


def test_an_image_that_is_gone_stops_no_other(ws: Workspace, tmp_path: Path) -> None:
    say(ws, "both.png", Action.CONFIRMED)
    say(ws, "acorn.png", Action.CONFIRMED)
    [gone] = [one for one in confirmed_images(ws) if one.name == "both.png"]
    for file in (ws.data_dir / "blobs").rglob(f"*{gone.sha256}*"):
        file.unlink()

    summary = write_training_set(ws, Layout.YOLO, Folder(tmp_path))

    assert summary.images == 1
    [error] = summary.errors
    assert error.startswith("both.png: ")


def test_an_image_that_lies_on_its_side_is_written_upright() -> None:
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    turned, plain = io.BytesIO(), io.BytesIO()
    picture.save(turned, "JPEG", exif=exif)
    picture.save(plain, "JPEG")

    upright, suffix = upright_file(turned.getvalue(), name="turned.jpg")
    same, kept = upright_file(plain.getvalue(), name="plain.jpg")

    with Image.open(io.BytesIO(upright)) as shown:
        assert shown.size == (20, 40)
        assert shown.getexif().get(0x0112, 1) == 1
    assert decode(upright, name="u").shape == (40, 20, 3)
    assert (suffix, kept) == (".png", ".jpg")
    assert same == plain.getvalue()
