"""The address of the Gallery screen."""

import pytest

from ui.gallery_query import GalleryQuery, parse_gallery_query


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", GalleryQuery()),
        ("?", GalleryQuery()),
        (
            "?q=ac%20me&list=trademark&state=disabled&page=3",
            GalleryQuery(q="ac me", list_name="trademark", state="disabled", page=3),
        ),
        ("?symbol=12", GalleryQuery(symbol=12)),
        ("?add=1&symbol=12", GalleryQuery(symbol=12, adding=True)),
        ("?state=odd&page=-1&symbol=x&other=1", GalleryQuery()),
    ],
)
def test_an_address_says_what_is_asked(query: str, asked: GalleryQuery) -> None:
    assert parse_gallery_query(query) == asked


def test_an_address_survives_the_way_to_text_and_back() -> None:
    asked = GalleryQuery(q="ä&b=c", list_name="own list", state="enabled", page=2)

    assert parse_gallery_query(asked.address(page=2).partition("?")[2]) == asked
    assert GalleryQuery().address() == "/gallery"


@pytest.mark.parametrize(
    ("state", "enabled"), [("", None), ("enabled", True), ("disabled", False)]
)
def test_a_state_is_a_filter(state: str, enabled: bool | None) -> None:
    assert GalleryQuery(state=state).enabled is enabled
