"""Rendering drawings once: progress, a stop, and going on."""

from pathlib import Path

import pytest

from recognizer.synthesis import rasters
from recognizer.synthesis.rasters import (
    RenderingStoppedError,
    raster_path,
    render_drawings,
)
from recognizer.synthesis.sources import Sources
from tests.recognizer.tiny_sources import tiny_sources


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Return sources of which nothing is rendered; one drawing is a chunk."""
    monkeypatch.setattr(rasters, "_CHUNK", 1)
    (tmp_path / "sources").mkdir()
    return tiny_sources(tmp_path / "sources")


def missing(sources: Sources) -> int:
    return sum(not raster_path(sources, d).exists() for d in sources.drawings)


def test_it_says_how_many_there_are_and_when_all_are_done(fresh: Sources) -> None:
    said: list[str] = []

    render_drawings(fresh, log=said.append)

    assert missing(fresh) == 0
    assert said[0] == "rendering 5 drawings, once"
    assert said[-1] == "rendered 5 of 5 drawings"
    said.clear()
    render_drawings(fresh, log=said.append)
    assert said == []


def test_a_stop_keeps_what_was_rendered_and_the_next_run_goes_on(
    fresh: Sources,
) -> None:
    with pytest.raises(RenderingStoppedError, match=r"1 of 5 drawings .* goes on"):
        render_drawings(fresh, log=lambda line: None, stop=lambda: True)
    left = missing(fresh)
    assert left < 5

    said: list[str] = []
    render_drawings(fresh, log=said.append, stop=lambda: False)

    assert missing(fresh) == 0
    assert not left or said[0] == f"rendering {left} drawings, once"
