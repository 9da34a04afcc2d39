import pytest

from storage.matching import match_image
from storage.workspace import open_workspace
from tests.fakes import Placed, fake_recognizer
from tests.storage.steps import add
from tests.storage.test_approving import propose
from ui.command_line import models


def test_an_empty_gallery_lists_nothing(call, call_json):
    assert call("symbols", "list")[:2] == (0, "0 symbols\n")
    assert call_json("symbols", "list") == []


def test_a_new_symbol_gets_its_list_severity_and_references(call_json, logos):
    change = call_json(
        "symbols", "add", "Heron", logos / "Heron/a.png", logos / "Heron/b.png",
        "--list", "prohibited", "--severity", 5, "--policy", "Take it down.",
    )  # fmt: skip

    (symbol,) = call_json("symbols", "list")
    assert symbol["name"] == "Heron"
    assert (symbol["list_name"], symbol["severity"]) == ("prohibited", 5)
    assert symbol["policy_text"] == "Take it down."
    assert len(symbol["references"]) == len(change["reference_ids"]) == 2


def test_adding_to_a_symbol_that_is_there_keeps_the_one_symbol(call, call_json, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png")

    code, out, _ = call("symbols", "add", "heron", logos / "Heron/b.png")

    assert code == 0
    assert out.startswith("Heron (trademark): 1 reference added.")
    (symbol,) = call_json("symbols", "list")
    assert len(symbol["references"]) == 2


def test_adding_does_not_move_a_symbol_on_the_side(call, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png")

    code, _, err = call(
        "symbols", "add", "Heron", logos / "Heron/b.png", "--list", "prohibited"
    )

    assert code == 2
    assert "Heron is there already, in the list trademark" in err


def test_a_reference_that_is_no_image_is_refused_by_name(call, call_json, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"no image")

    code, _, err = call("symbols", "add", "Heron", tmp_path / "broken.png")

    assert code == 1
    assert "broken.png is not an image" in err
    assert call_json("symbols", "list") == []


def test_earlier_images_that_match_a_new_symbol_are_counted(call, photos, logos):
    call("scan", photos)

    _, out, _ = call("symbols", "add", "Heron", logos / "Heron/a.png")

    assert "Earlier images that match: 1." in out


def test_a_folder_is_imported_by_the_names_of_its_symbols(call, call_json, logos):
    summary = call_json("symbols", "import", logos, "--list", "certification")

    assert (summary["symbols_added"], summary["references_added"]) == (2, 3)
    listed = call_json("symbols", "list", "--list", "certification")
    assert [s["name"] for s in listed] == ["Heron", "Skull"]
    assert call_json("symbols", "list", "--list", "prohibited") == []
    assert call("symbols", "list", "her")[1].splitlines()[-1] == "1 symbol"


def test_an_import_lists_what_failed_and_exits_1(call, logos):
    (logos / "Wreck.png").write_bytes(b"no image")

    code, out, _ = call("symbols", "import", logos)

    assert code == 1
    assert "2 new symbols, 3 new references" in out
    assert "Wreck.png" in out


def test_a_disabled_symbol_does_not_match_until_it_is_enabled(
    call, call_json, photos, logos
):
    call("symbols", "import", logos)

    def first_symbols():
        (found,) = call_json("match", photos / "skull.png")
        return [m["symbol"] for m in found["detections"][0]["matches"]][:1]

    assert first_symbols() == ["Skull"]
    assert call("symbols", "disable", "skull")[:2] == (0, "Skull is disabled.\n")
    assert first_symbols() == ["Heron"]
    assert "(disabled)" in call("symbols", "list")[1]
    assert call("symbols", "enable", "Skull")[1].startswith("Skull is enabled.")
    assert first_symbols() == ["Skull"]


@pytest.mark.parametrize("verb", ["disable", "enable"])
def test_a_name_that_nothing_has_is_said(call, verb):
    code, out, err = call("symbols", verb, "Nobody")

    assert (code, out) == (1, "")
    assert 'No symbol is named "Nobody".' in err


def test_listing_needs_no_models(call, monkeypatch, tmp_path):
    def load(settings):
        raise AssertionError("models were loaded")

    monkeypatch.setattr(models, "build_recognizer", load)

    assert call("symbols", "list")[0] == 0


def test_a_symbol_added_in_one_process_counts_in_another(call, photos, logos, tmp_path):
    data = (photos / "skull.png").read_bytes()
    with open_workspace(
        data_dir=tmp_path / "data", recognizer=fake_recognizer()
    ) as other:
        assert match_image(other, data, name="a").detections[0].matches == ()

        call("symbols", "import", logos)

        found = match_image(other, data, name="a").detections[0]
    assert found.matches[0].symbol_name == "Skull"


def test_a_dry_run_of_an_import_says_all_and_adds_nothing(call, call_json, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png")
    (logos / "Wreck.png").write_bytes(b"no image")

    code, out, _ = call("symbols", "import", logos, "--dry-run")

    assert code == 1
    assert "Would add 1 new symbol and 2 new references; 1 there already." in out
    assert "Heron/a.png: the same picture as a picture of Heron." in out
    assert "Wreck.png: Wreck.png is not an image" in out
    assert out.endswith("Nothing was added.\n")
    assert [s["name"] for s in call_json("symbols", "list")] == ["Heron"]
    (logos / "Wreck.png").unlink()
    check = call_json("symbols", "import", logos, "--dry-run")
    assert [one["name"] for one in check["symbols"]] == ["Heron", "Skull"]


def test_what_a_picture_would_match_is_said_and_nothing_is_added(
    call, call_json, photos, logos
):
    call("scan", photos)

    code, out, _ = call("symbols", "preview", logos / "Heron/a.png")

    assert code == 0
    assert out.startswith("1 box of 3 would match, on 1 image (flagged from 30 %")
    assert "1 image would come into the queue." in out
    assert "similarity 1.00  heron.png" in out
    assert call_json("symbols", "list") == []


def test_two_symbols_are_merged_and_parted(call, call_json, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png")
    call("symbols", "add", "Herons", logos / "Heron/b.png")

    merged = call_json("symbols", "merge", "herons", "--into", "HERON")

    assert (merged["symbol"]["name"], merged["references"]) == ("Heron", 1)
    (left,) = call_json("symbols", "list")
    assert (left["aliases"], len(left["references"])) == (["Herons"], 2)
    _, out, _ = call("symbols", "merge", "--undo", merged["edit_id"])
    assert out == "Herons is a symbol of its own again.\n"
    assert len(call_json("symbols", "list")) == 2


@pytest.mark.parametrize(
    "words", [(), ("Heron",), ("--into", "Heron"), ("A", "--into", "B", "--undo", 1)]
)
def test_a_merge_names_two_symbols_or_an_undo(call, words):
    code, _, err = call("symbols", "merge", *words)

    assert code == 2
    assert "Give a NAME with --into, or --undo" in err


def test_what_reviewers_propose_is_listed_and_answered(call, call_json, tmp_path):
    call("lists", "edit", "trademark", "--approved-by", "curator")
    with open_workspace(data_dir=tmp_path / "data", recognizer=fake_recognizer()) as ws:
        acme = add(ws, "Acme", 1).symbol
        propose(ws, acme.id)
        propose(ws, acme.id, Placed(1, other=3, blend=0.3))

    first, second = call_json("symbols", "approvals")
    listed = call("symbols", "approvals")[1]
    assert "by ann, on image.png  similarity 0.9" in listed
    assert "2 proposals for approval" in listed

    done = call_json("symbols", "approvals", "--approve", first["id"])
    assert (done["answered"], len(done["reference_ids"])) == (1, 1)
    code, out, _ = call(
        "symbols", "approvals", "--refuse", first["id"], "--refuse", second["id"]
    )
    assert code == 1
    assert "1 proposal refused." in out
    assert "was approved already, by" in out
    assert call("symbols", "approvals", "--approve", 1, "--refuse", 2)[0] == 2


def test_a_symbol_is_split_and_made_one_again(call, call_json, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png", logos / "Skull.png")
    [heron] = call_json("symbols", "list")
    second = heron["references"][1]["id"]

    words = ("symbols", "split", "Heron", "--suggested", "--new", "Skull")
    seen = call(*words, "--dry-run")[1]
    assert "would go to Skull (trademark), 1 reference would stay." in seen
    assert len(call_json("symbols", "list")) == 1

    done = call_json(
        "symbols", "split", "Heron", "--reference", second, "--new", "Skull"
    )
    assert (done["into"]["name"], done["references"]) == ("Skull", 1)
    back = call("symbols", "split", "--undo", done["edit_id"])[1]
    assert "Heron has its references back." in back
    assert len(call_json("symbols", "list")) == 1
    for wrong in (
        ("symbols", "split"),  # empty
        ("symbols", "split", "Heron", "--suggested"),
        ("symbols", "split", "Heron", "--new", "A", "--into", "B"),
        ("symbols", "split", "Heron", "--new", "A"),
    ):
        assert call(*wrong)[0] == 2


def test_a_version_of_the_gallery_is_restored(call, call_json, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png")
    call("symbols", "add", "Skull", logos / "Skull.png")
    versions = [one["version"] for one in call_json("symbols", "history")]
    assert versions == [2, 2, 1, 1]
    assert "Skull added, by" in call("symbols", "history", "--limit", 2)[1]

    seen = call("symbols", "restore", 1, "--dry-run")[1]
    assert "goes  Skull" in seen
    assert "1 symbol gone, 1 reference gone." in seen
    said = call("symbols", "restore", 1)[1]
    assert "To take it back: markwatch symbols restore 2" in said
    assert [one["name"] for one in call_json("symbols", "list")] == ["Heron"]
    assert call_json("symbols", "restore", 2)["gallery_version"] == 4
    assert len(call_json("symbols", "list")) == 2
    assert call("symbols", "restore", 99)[0] == 1
