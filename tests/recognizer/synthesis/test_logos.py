import numpy as np
import pytest

from recognizer.synthesis.arrangements import ARRANGEMENTS, Style, initials
from recognizer.synthesis.logos import LogoFactory
from recognizer.synthesis.palettes import contrast, draw_palette
from recognizer.synthesis.sources import Sources
from tests.recognizer.tiny_sources import SHAPES


def test_drawings_that_cannot_be_rendered_are_left_out(factory: LogoFactory) -> None:
    assert factory.mark_classes == ("norvik", "solara", "solara+words")
    assert {"broken", "empty"} < set(SHAPES)


def test_a_logo_is_visible_small_and_named(factory: LogoFactory) -> None:
    rng = np.random.default_rng(0)
    for _ in range(60):
        logo = factory.sample(rng)

        assert logo.rgba.dtype == np.uint8
        assert logo.rgba.shape[2] == 4
        assert max(logo.rgba.shape[:2]) <= 256
        assert logo.rgba[..., 3].max() > 200
        assert logo.caption == logo.caption.lower() != ""


def test_the_same_seed_draws_the_same_pixels(sources: Sources) -> None:
    first, second = (
        [LogoFactory(sources).sample(np.random.default_rng(s)) for s in range(12)]
        for _ in range(2)
    )

    for one, other in zip(first, second, strict=True):
        assert one.class_name == other.class_name
        assert np.array_equal(one.rgba, other.rgba)


def test_a_class_is_drawn_again_with_the_same_shape(factory: LogoFactory) -> None:
    name = factory.text_class("norvik gold", np.random.default_rng(3), seed=11)

    shapes = {
        factory.render(name, np.random.default_rng(s)).rgba.shape for s in range(20)
    }

    assert len(shapes) == 1


def test_a_text_class_comes_in_several_colours(factory: LogoFactory) -> None:
    name = factory.text_class("norvik", np.random.default_rng(0), seed=5)

    drawn = {
        factory.render(name, np.random.default_rng(s)).rgba.tobytes() for s in range(30)
    }

    assert len(drawn) > 1


def test_a_family_is_of_one_name_each(factory: LogoFactory) -> None:
    family = factory.sample_family(np.random.default_rng(0), 6)

    assert len({logo.class_name for logo in family}) == 6


def test_sources_without_a_font_are_refused(sources: Sources) -> None:
    bare = Sources((), (), (), sources.cache_dir)

    with pytest.raises(ValueError, match="at least one font"):
        LogoFactory(bare)


@pytest.mark.parametrize("name", ["a", "norvik", "norvik & son gold", "ii"])
@pytest.mark.parametrize(
    "layout", [layout for layout, _ in ARRANGEMENTS], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("amount", [0.0, 0.6, 0.99])
def test_every_arrangement_draws_every_name(
    sources: Sources, layout, name: str, amount: float
) -> None:
    palette = draw_palette(np.random.default_rng(0))
    font, second = sources.fonts
    style = Style(font, second, palette, 0.1, 0.2, 2, amount)

    image = layout(name, "since 1902", style, None)

    assert image.mode == "RGBA"
    assert np.asarray(image)[..., 3].max() > 200


@pytest.mark.parametrize(
    ("name", "expected"), [("", ""), ("norvik", "N"), ("a & b c d", "ABC")]
)
def test_initials_are_of_up_to_three_words(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_ink_can_be_told_from_paper() -> None:
    for seed in range(300):
        palette = draw_palette(np.random.default_rng(seed))

        assert contrast(palette.ink, palette.paper) > 1.9


def test_contrast_is_one_for_equal_and_21_for_black_on_white() -> None:
    assert contrast((9, 9, 9), (9, 9, 9)) == pytest.approx(1)
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
