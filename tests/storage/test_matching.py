"""Matching without storing."""

import pytest
from sqlalchemy import func, select

from recognizer.errors import ImageError
from recognizer.types import Verdict
from storage.matching import match_image
from storage.models import Image
from storage.workspace import Workspace
from tests.fakes import Placed, scene_png
from tests.storage.steps import add


def test_an_image_with_nothing_on_it_has_no_detections(
    any_workspace: Workspace,
) -> None:
    found = match_image(any_workspace, scene_png(), name="a.png")

    assert (found.name, found.width, found.height) == ("a.png", 400, 300)
    assert (found.detections, found.boxes_cut) == ((), 0)


def test_an_image_is_matched_and_nothing_is_stored(any_workspace: Workspace) -> None:
    for name, seed in (("Acme", 1), ("Bolt", 2), ("Cord", 3)):
        add(any_workspace, name, seed)

    found = match_image(
        any_workspace, scene_png(Placed(1), Placed(9, x=200)), name="a.png", k=2
    )

    known, unknown = found.detections
    assert (known.xyxy, known.verdict) == ((40, 40, 140, 140), Verdict.KNOWN)
    assert [m.rank for m in known.matches] == [1, 2]
    assert (known.matches[0].symbol_name, known.matches[0].list_name) == (
        "Acme",
        "trademark",
    )
    assert unknown.verdict is Verdict.UNKNOWN
    with any_workspace.reading() as session:
        assert session.scalar(select(func.count(Image.id))) == 0


def test_what_is_no_image_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ImageError, match=r"bad\.png"):
        match_image(workspace, b"bad", name="bad.png")
