import json

from storage.queue_status import queue_status
from storage.workspace import open_workspace


def test_scanning_without_paths_is_wrong_use(call):
    assert call("scan")[0] == 2


def test_an_empty_folder_is_a_scan_of_nothing(call_json, tmp_path):
    (tmp_path / "none").mkdir()

    summary = call_json("scan", tmp_path / "none")

    assert (summary["new"], summary["errors"]) == (0, [])


def test_a_folder_is_stored_and_queued(call_json, photos, tmp_path):
    summary = call_json("scan", photos)

    assert (summary["new"], summary["regions"], summary["errors"]) == (3, 3, [])
    with open_workspace(data_dir=tmp_path / "data") as workspace:
        status = queue_status(workspace, reviewer="ines")
    assert status.images == 3
    assert status.open_cases == summary["flagged"]


def test_a_second_scan_skips_what_is_there(call, call_json, photos):
    call("scan", photos)

    summary = call_json("scan", photos)

    assert (summary["new"], summary["already_there"]) == (0, 3)


def test_inputs_that_fail_are_listed_and_exit_1(call, photos):
    (photos / "broken.png").write_bytes(b"no image")

    code, out, _ = call("scan", photos)

    assert code == 1
    assert "3 new images" in out
    assert "1 input failed:" in out
    assert "broken.png is not an image" in out


def test_json_goes_to_a_file_and_the_summary_to_the_terminal(call, photos, tmp_path):
    code, out, _ = call("scan", photos, "--json", tmp_path / "summary.json")

    assert code == 0
    assert "3 new images with 3 regions" in out
    assert json.loads((tmp_path / "summary.json").read_text("utf-8"))["new"] == 3


def test_an_image_over_the_limit_is_refused_by_name(call, photos):
    code, out, _ = call("scan", photos, "--max-megapixels", "1")
    assert code == 0, out

    (photos / "large.png").write_bytes(b"x" * (1024 * 1024 + 1))
    code, out, _ = call("scan", photos, "--max-image-mb", "1")

    assert code == 1
    assert "large.png has 1.0 MiB; the limit is 1.0 MiB" in out
