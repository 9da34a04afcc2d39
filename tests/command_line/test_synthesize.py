"""`markwatch synthesize` leaves samples to look at."""

import pytest

from tests.recognizer.tiny_sources import write_sources
from ui.command_line.train import sources


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setattr(sources, "default_cache_dir", lambda: tmp_path / "cache")


def test_samples_are_drawn_from_a_folder_of_sources(call_json, tmp_path):
    (tmp_path / "own").mkdir()
    write_sources(tmp_path / "own")
    words = ["--no-packages", "--sources", tmp_path / "own", "--count", 5]

    told = call_json("synthesize", tmp_path / "out", *words, "--kind", "families")

    assert told["samples"] == 5
    assert told["per_second"] > 0
    assert len(list((tmp_path / "out").glob("0*.png"))) == 5
    assert (tmp_path / "out" / "index.html").is_file()


def test_without_a_font_it_says_what_to_give(call, tmp_path):
    (tmp_path / "own").mkdir()
    words = ["--no-packages", "--sources", tmp_path / "own"]

    code, _, err = call("synthesize", tmp_path / "out", *words)

    assert code == 1
    assert "There is no font" in err
