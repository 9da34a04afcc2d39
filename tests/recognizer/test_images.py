"""Every readable kind of image becomes upright RGB; the rest is refused in words."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from recognizer import images
from recognizer.errors import ImageError
from recognizer.images import ImageLimits
from recognizer.types import Detections


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def two_halves(mode: str = "RGB") -> Image.Image:
    """Red above, blue below: shows a wrong rotation and a wrong channel order."""
    picture = Image.new("RGB", (40, 20), "blue")
    picture.paste("red", (0, 0, 40, 10))
    return picture.convert(mode)


def test_what_others_do_to_pillow_changes_no_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask_for_a_plugin(*args: object, **options: object) -> None:
        raise ModuleNotFoundError("No module named 'pi_heif'")

    monkeypatch.setattr(Image, "open", ask_for_a_plugin)  # as ultralytics does

    with pytest.raises(ImageError, match="a is not an image that can be read"):
        images.decode(b"no image", name="a")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_reads_every_format(kind: str) -> None:
    image = images.decode(encoded(two_halves(), kind), name="a")

    assert image.shape == (20, 40, 3)
    assert image.dtype == np.uint8
    np.testing.assert_allclose(image[3, 20], (255, 0, 0), atol=30)
    np.testing.assert_allclose(image[16, 20], (0, 0, 255), atol=30)


def test_applies_the_orientation_of_exif() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by 90 degrees

    image = images.decode(encoded(two_halves(), "JPEG", exif=exif), name="a")

    assert image.shape == (40, 20, 3)
    np.testing.assert_allclose(image[20, 16], (255, 0, 0), atol=30)


def test_lays_transparency_over_white() -> None:
    clear = Image.new("RGBA", (4, 4), (200, 0, 0, 0))

    assert images.decode(encoded(clear, "PNG"), name="a").min() == 255


def test_lays_a_transparent_palette_over_white() -> None:
    picture = Image.new("P", (4, 4), 0)
    picture.putpalette([200, 0, 0] + [0] * 765)

    data = encoded(picture, "PNG", transparency=0)

    assert images.decode(data, name="a").min() == 255


def test_converts_cmyk() -> None:
    image = images.decode(encoded(two_halves("CMYK"), "JPEG"), name="a")

    np.testing.assert_allclose(image[3, 20], (255, 0, 0), atol=40)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_scales_sixteen_bits_to_eight(kind: str) -> None:
    values = np.array([[0, 32896, 65535]], np.uint16)

    image = images.decode(encoded(Image.fromarray(values), kind), name="a")

    assert image[0, :, 0].tolist() == [0, 128, 255]


def test_takes_the_first_frame_of_an_animation() -> None:
    red, blue = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")

    data = encoded(red, "GIF", save_all=True, append_images=[blue])

    assert images.decode(data, name="a")[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not an image"),
        (b"PK\x03\x04 not a picture", "not an image"),
        (encoded(two_halves(), "PNG")[:60], "is damaged"),
        (encoded(two_halves(), "JPEG")[:-200], "is damaged"),
    ],
)
def test_refuses_what_it_cannot_read_by_name_and_reason(
    data: bytes, reason: str
) -> None:
    with pytest.raises(ImageError, match=rf"shelf\.jpg.*{reason}"):
        images.decode(data, name="shelf.jpg")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ImageLimits(max_bytes=10), "the limit is 0.0 MiB"),
        (ImageLimits(max_pixels=799), "40 x 20 pixels; the limit is 799 pixels"),
    ],
)
def test_refuses_what_is_over_a_limit(limits: ImageLimits, reason: str) -> None:
    data = encoded(two_halves(), "PNG")

    with pytest.raises(ImageError, match=reason):
        images.decode(data, name="a.png", limits=limits)


def test_accepts_exactly_the_limit() -> None:
    data = encoded(two_halves(), "PNG")

    limits = ImageLimits(max_bytes=len(data), max_pixels=800)

    assert images.decode(data, name="a.png", limits=limits).shape == (20, 40, 3)


def test_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r"gone\.png cannot be read: No such file"):
        images.load(tmp_path / "gone.png")


@pytest.mark.parametrize(
    ("xyxy", "size_hw"),
    [
        ((10, 5, 30, 15), (10, 20)),
        ((-50, -50, 500, 500), (20, 40)),  # reaches outside on all sides
        ((39.5, 19.5, 39.6, 19.6), (1, 1)),  # smaller than a pixel
        ((60, 60, 70, 70), (1, 1)),  # wholly outside
    ],
)
def test_crops_inside_the_image(
    xyxy: tuple[float, float, float, float], size_hw: tuple[int, int]
) -> None:
    image = np.array(two_halves())

    assert images.crop(image, xyxy, pad=0).shape[:2] == size_hw


def test_pads_a_crop_by_its_longer_side() -> None:
    image = np.zeros((100, 100, 3), np.uint8)

    assert images.crop(image, (40, 45, 60, 55), pad=0.1).shape[:2] == (14, 24)


def test_crops_nothing_from_no_detections() -> None:
    assert images.crops(np.array(two_halves()), Detections.empty()) == []


@pytest.mark.parametrize("size_hw", [(1, 1), (1, 300), (300, 1), (20, 40), (500, 90)])
def test_pads_to_a_square_without_squashing(size_hw: tuple[int, int]) -> None:
    image = np.zeros((*size_hw, 3), np.uint8)

    square = images.pad_to_square(image, 64, fill=255)

    assert square.shape == (64, 64, 3)
    dark = square[:, :, 0] < 128
    height, width = dark.any(1).sum(), dark.any(0).sum()
    assert max(height, width) == 64
    assert min(height, width) == max(1, round(64 * min(size_hw) / max(size_hw)))


def test_thumbnails_keep_the_shape_and_fit() -> None:
    image = np.zeros((50, 200, 3), np.uint8)

    small = images.decode(images.thumbnail(image, longest_px=100), name="a")

    assert small.shape == (25, 100, 3)


def test_png_gives_back_every_pixel() -> None:
    image = np.random.default_rng(0).integers(0, 256, (9, 7, 3), np.uint8)

    again = images.decode(images.encode_png(image), name="a")

    np.testing.assert_array_equal(again, image)


def test_a_size_is_read_as_the_picture_is_seen(tmp_path: Path) -> None:
    picture = Image.new("RGB", (30, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # a quarter turn
    picture.save(tmp_path / "turned.jpg", exif=exif)
    picture.save(tmp_path / "plain.png")

    assert images.read_size(tmp_path / "plain.png") == (30, 20)
    assert images.read_size(tmp_path / "turned.jpg") == (20, 30)
    height, width = images.load(tmp_path / "turned.jpg").shape[:2]
    assert (width, height) == (20, 30)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "is not there"), (b"", "is no image"), (b"GIF89a", "is no image")],
)
def test_what_has_no_size_is_named(
    content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "a.png").write_bytes(content)

    with pytest.raises(ImageError, match=f"a.png {message}"):
        images.read_size(tmp_path / "a.png")
