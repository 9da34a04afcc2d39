import json
from pathlib import Path

import pytest

from storage.queue_status import queue_status
from storage.workspace import open_workspace


def by_name(documents):
    return {Path(d["image"]).name: d for d in documents}


def test_matching_without_images_is_wrong_use(call):
    assert call("match")[0] == 2


def test_an_empty_folder_gives_an_empty_array(call_json, tmp_path):
    (tmp_path / "none").mkdir()

    assert call_json("match", tmp_path / "none") == []


def test_with_an_empty_gallery_boxes_are_unknown_and_match_nothing(call_json, photos):
    found = by_name(call_json("match", photos))

    assert len(found["heron.png"]["detections"]) == 2
    assert found["nothing.png"]["detections"] == []
    for detection in found["heron.png"]["detections"]:
        assert detection["verdict"] == "unknown"
        assert detection["matches"] == []


def test_each_image_has_its_boxes_with_their_symbols_best_first(
    call, call_json, photos, logos
):
    call("symbols", "import", logos, "--list", "prohibited")

    found = by_name(call_json("match", photos))

    assert set(found["heron.png"]) == {
        "image", "width", "height", "detections", "boxes_cut"
    }  # fmt: skip
    heron, stranger = found["heron.png"]["detections"]
    assert heron["box"] == pytest.approx([40, 40, 140, 140], abs=1)
    assert heron["confidence"] == 1
    assert heron["text"] == ""
    assert heron["verdict"] == "known"
    first = heron["matches"][0]
    assert (first["rank"], first["symbol"], first["list"]) == (1, "Heron", "prohibited")
    assert first["similarity"] == pytest.approx(1, abs=0.02)
    assert set(first) == {
        "rank", "symbol", "list", "similarity", "visual_similarity", "text_similarity",
        "probability",
    }  # fmt: skip
    ranked = [m["similarity"] for m in heron["matches"]]
    assert ranked == sorted(ranked, reverse=True)
    assert stranger["verdict"] == "unknown"


def test_top_k_limits_the_symbols_of_a_box(call, call_json, photos, logos):
    call("symbols", "import", logos)

    (found,) = call_json("match", photos / "skull.png", "--top-k", 1)

    assert [m["symbol"] for m in found["detections"][0]["matches"]] == ["Skull"]


def test_references_of_a_folder_leave_the_data_folder_alone(
    call_json, photos, logos, tmp_path
):
    (found,) = call_json("match", photos / "skull.png", "--references", logos)

    assert found["detections"][0]["matches"][0]["symbol"] == "Skull"
    assert not (tmp_path / "data").exists()


def test_references_without_a_picture_are_wrong_use(call, photos, tmp_path):
    (tmp_path / "none").mkdir()

    code, out, err = call("match", photos, "--references", tmp_path / "none")

    assert (code, out) == (2, "")
    assert "none holds no picture of a symbol" in err


def test_matching_stores_nothing(call, call_json, photos, logos, tmp_path):
    call("symbols", "import", logos)

    call_json("match", photos)

    with open_workspace(data_dir=tmp_path / "data") as workspace:
        status = queue_status(workspace, reviewer="ines")
    assert (status.images, status.symbols) == (0, 2)


def test_an_image_that_fails_is_listed_and_the_rest_goes_on(call, photos):
    (photos / "broken.png").write_bytes(b"no image")

    code, out, err = call("match", photos, "--json", "-")

    found = by_name(json.loads(out))
    assert code == 1
    assert found["broken.png"]["detections"] == []
    assert "broken.png is not an image" in found["broken.png"]["error"]
    assert len(found) == 4
    assert "broken.png is not an image" in err
    assert "1 input failed" in err


def test_people_read_a_line_for_each_box_and_match(call, photos, logos):
    code, out, _ = call("match", photos / "skull.png", "--references", logos)

    assert code == 0
    first, box, match, *_ = out.splitlines()
    assert first.endswith("skull.png: 1 box")
    assert "known" in box
    assert "confidence 1.00" in box
    assert "1. Skull (trademark)  similarity 1.00" in match
    assert match.endswith("not calibrated for this embedder")
