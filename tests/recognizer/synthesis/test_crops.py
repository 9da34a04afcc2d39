import numpy as np
import pytest

from recognizer.synthesis import augment
from recognizer.synthesis.crops import Backgrounds, CropMaker
from recognizer.synthesis.logos import Logo, LogoFactory
from recognizer.synthesis.sources import Sources

EFFECTS = [
    augment.shift_colors,
    augment.fade_saturation,
    augment.light_gradient,
    augment.glare,
    augment.focus_blur,
    augment.motion_blur,
    augment.sensor_noise,
    augment.jpeg,
    augment.fabric,
]


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.__name__)
@pytest.mark.parametrize("shape", [(4, 4, 3), (16, 90, 3), (120, 31, 3)])
def test_an_effect_keeps_shape_and_input_and_changes_something(effect, shape) -> None:
    image = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    before = image.copy()
    changed = False
    for seed in range(5):
        result = effect(image, np.random.default_rng(seed))
        again = effect(image, np.random.default_rng(seed))

        assert result.shape == shape
        assert result.dtype == np.uint8
        assert np.array_equal(result, again)
        changed |= not np.array_equal(result, image)
    assert np.array_equal(image, before)
    assert changed


def test_fewer_pixels_blurs_what_is_larger_and_leaves_what_is_not() -> None:
    image = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    rng = np.random.default_rng(0)

    assert augment.fewer_pixels(image, rng, longest_px=16).std() < image.std() / 2
    same = augment.fewer_pixels(image, rng, longest_px=64)
    assert np.array_equal(same, image)


def test_at_most_a_part_is_hidden() -> None:
    image = np.zeros((80, 80, 3), np.uint8)
    cover = np.full((8, 8, 3), 255, np.uint8)

    shares = [
        augment.occlude(image, np.random.default_rng(s), cover=cover).mean() / 255
        for s in range(50)
    ]

    assert np.mean(shares) > 0
    assert max(shares) < 0.35


def test_the_same_seed_makes_the_same_crop(
    sources: Sources, factory: LogoFactory
) -> None:
    maker = CropMaker(Backgrounds(sources.backgrounds))
    for seed in range(20):
        first, second = (
            maker.make(factory.sample(rng), rng)
            for rng in (np.random.default_rng(seed), np.random.default_rng(seed))
        )

        assert np.array_equal(first, second)
        assert first.shape[2] == 3
        assert min(first.shape[:2]) >= 4


def test_crops_are_made_without_photographs(factory: LogoFactory) -> None:
    maker = CropMaker(Backgrounds([]))

    crop = maker.make(
        factory.sample(np.random.default_rng(0)), np.random.default_rng(0)
    )

    assert crop.size


def test_the_logo_stays_visible_on_any_surface() -> None:
    """A disc of one colour: its middle differs from the corners of the crop."""
    rgba = np.zeros((100, 100, 4), np.uint8)
    ys, xs = np.mgrid[:100, :100]
    rgba[np.hypot(ys - 50, xs - 50) < 45] = (90, 90, 90, 255)
    logo = Logo(rgba, "disc", "disc")
    maker = CropMaker(Backgrounds([]))
    differences = []
    for seed in range(60):
        crop = maker.make(logo, np.random.default_rng(seed)).astype(float)
        h, w = crop.shape[:2]
        middle = crop[h // 3 : 2 * h // 3, w // 3 : 2 * w // 3].mean((0, 1))
        corner = np.concatenate([crop[:3, :3], crop[-3:, -3:]]).mean((0, 1))
        differences.append(np.abs(middle - corner).sum())

    assert np.median(differences) > 60
