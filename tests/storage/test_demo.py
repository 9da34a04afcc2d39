import csv

import pytest

from recognizer.images import encode_png
from storage.cases import next_case
from storage.demo import DEMO, demo_is_wanted, seed_demo
from storage.importing import import_symbols
from storage.lists import list_lists
from storage.queue_status import queue_status
from storage.scanning import scan_image
from storage.symbol_lookup import list_symbols
from tests.fakes import Placed, draw_mark, scene_png


@pytest.fixture
def small_demo(tmp_path):
    """A demo of one symbol and two images."""
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "heron.png").write_bytes(encode_png(draw_mark(1)))
    (folder / "one.png").write_bytes(scene_png(Placed(1)))
    (folder / "two.png").write_bytes(scene_png(Placed(9)))
    (folder / "symbols.csv").write_text("name,list,image\nHeron,prohibited,heron.png\n")
    (folder / "images.csv").write_text("image,product_id\none.png,P1\ntwo.png,P2\n")
    return folder


def test_an_empty_workspace_wants_the_demo(workspace):
    assert demo_is_wanted(workspace)


def test_a_workspace_with_an_image_or_a_symbol_does_not(workspace, small_demo):
    scan_image(workspace, scene_png(), name="mine.png")
    assert not demo_is_wanted(workspace)


def test_a_gallery_without_images_is_no_empty_workspace(workspace, small_demo):
    import_symbols(workspace, small_demo / "symbols.csv", by="ines")

    assert not demo_is_wanted(workspace)


def test_the_demo_leaves_a_queue_and_is_not_wanted_again(workspace, small_demo):
    seen = []

    summary = seed_demo(workspace, progress=seen.append, folder=small_demo)

    assert (summary.new, summary.errors) == (2, ())
    assert [(p.done, p.total) for p in seen] == [(1, 2), (2, 2)]
    case = next_case(workspace, reviewer="ines")
    assert case is not None
    assert case.image.product_id == "P1"
    assert case.regions[0].matches[0].symbol_name == "Heron"
    assert not demo_is_wanted(workspace)


def test_a_demo_that_was_cut_off_goes_on(workspace, small_demo):
    def stop(progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seed_demo(workspace, progress=stop, folder=small_demo)
    assert demo_is_wanted(workspace)

    seed_demo(workspace, folder=small_demo)

    assert queue_status(workspace, reviewer="ines").images == 2
    assert list_symbols(workspace).total == 1
    assert not demo_is_wanted(workspace)


def test_the_projects_demo_is_what_the_readme_promises(workspace):
    """40 symbols or more in three lists, 24 images or more, all of them there."""
    summary = import_symbols(workspace, DEMO / "symbols.csv", by="demo")
    listed = (DEMO / "images.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(listed))

    assert summary.errors == ()
    assert summary.symbols_added >= 40
    assert summary.references_added >= summary.symbols_added
    filled = {view.name for view in list_lists(workspace) if view.symbol_count}
    assert filled == {"prohibited", "trademark", "certification"}
    assert len(rows) >= 24
    assert all((DEMO / row["image"]).is_file() for row in rows)
