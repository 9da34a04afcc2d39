"""What stands elsewhere on an image counts, at the scan as at every later search."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from recognizer.types import SimilarityThresholds
from storage.boxes import draw_region
from storage.cases import get_case
from storage.contexts import context_beside, stored_contexts
from storage.matching import search_stored
from storage.models import Image, MatchRow, Region
from storage.workspace import Workspace, open_workspace
from tests.fakes import FakeEmbedder, Placed, fake_recognizer
from tests.storage.steps import ANN, add, scan, take

TEXTS = {1: "HEINE", 2: "KEN", 3: "", 4: "Bolt"}


@pytest.fixture
def reading(any_workspace: Workspace) -> Iterator[Workspace]:
    embedder = FakeEmbedder(thresholds=SimilarityThresholds(0.3, 0.95))
    with open_workspace(
        data_dir=any_workspace.data_dir,
        database_url=any_workspace.engine.url.render_as_string(hide_password=False),
        recognizer=fake_recognizer(embedder=embedder, texts=TEXTS),
    ) as ws:
        yield ws


def cut_word(ws: Workspace) -> None:
    """Scan an image on which a word stands in two boxes, and a mark without words."""
    scan(ws, Placed(1), Placed(2, x=150), Placed(3, x=260, y=180))


def matches(ws: Workspace) -> list[tuple[int, int, float | None, float]]:
    with ws.reading() as session:
        rows = session.scalars(
            select(MatchRow).order_by(MatchRow.region_id, MatchRow.rank)
        )
        return [
            (row.region_id, row.symbol_id, row.context_similarity, row.similarity)
            for row in rows
        ]


def test_no_images_have_no_contexts(reading: Workspace) -> None:
    with reading.reading() as session:
        assert stored_contexts(session, []) == {}


def test_a_word_cut_in_two_finds_its_symbol(reading: Workspace) -> None:
    symbol = add(reading, "Heineken", 9).symbol

    cut_word(reading)

    found = {region: context for region, _, context, _ in matches(reading)}
    assert list(found.values()) == pytest.approx([1.0] * 3)
    region = take(reading).regions[0]
    assert region.matches[0].symbol_id == symbol.id
    assert region.matches[0].context_similarity == pytest.approx(1.0)


def test_a_later_search_says_what_the_scan_said(reading: Workspace) -> None:
    add(reading, "Heineken", 9)
    cut_word(reading)
    before = matches(reading)

    with reading.writing() as session:
        regions = session.scalars(select(Region).order_by(Region.id)).all()
        search_stored(reading, session, regions)

    assert matches(reading) == before


def test_a_symbol_that_comes_later_finds_the_cut_word(reading: Workspace) -> None:
    cut_word(reading)

    change = add(reading, "Heineken", 9)

    assert change.retro_hunt.image_ids
    assert take(reading).regions[0].matches[0].symbol_id == change.symbol.id


def test_an_image_with_one_text_has_no_context_for_it(reading: Workspace) -> None:
    add(reading, "Bolt", 9)

    scan(reading, Placed(4), Placed(3, x=200))

    own, other = (context for _, _, context, _ in matches(reading))
    assert own is None
    assert other == pytest.approx(1.0)


def test_a_drawn_box_is_searched_with_what_stands_around_it(
    reading: Workspace,
) -> None:
    add(reading, "Heineken", 9)
    cut_word(reading)
    case = take(reading)

    case = draw_region(
        reading, case_id=case.id, reviewer=ANN, xyxy=(255, 175, 365, 285)
    )

    drawn = get_case(reading, case.id, reviewer=ANN).regions[-1]
    assert drawn.matches[0].context_similarity == pytest.approx(1.0)


def test_a_box_that_was_taken_away_says_nothing(reading: Workspace) -> None:
    cut_word(reading)
    with reading.writing() as session:
        first = session.scalars(select(Region).order_by(Region.id)).first()
        assert first is not None
        first.removed_at = reading.now()

    with reading.reading() as session:
        image_id = session.scalars(select(Image.id)).one()
        around = stored_contexts(session, [image_id])
        beside = context_beside(session, image_id, (0, 0, 20, 20), "Heine")

    assert set(around.values()) == {"", "ken"}
    assert beside == "heine ken"
