"""Bytes to RGB under limits, and crops of it. Owns every rule on what is readable.

Knows no model: sizes that a model wants are made where the model is.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from recognizer.errors import ImageError
from recognizer.types import RGB, Detections

# Pillow's own: ultralytics puts another in its place, which asks for a plugin, and
# fails without it, where an image cannot be identified.
_open_image = Image.open

# `ImageLimits` takes its place: settable, and checked before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = None

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff"}
)
_KEPT = {"JPEG": ".jpg", "PNG": ".png"}
_READABLE = "JPEG, PNG, WebP, AVIF, GIF, BMP or TIFF"
_MIB = 1024 * 1024
_ORIENTATION = 0x0112  # the EXIF tag, and its values that stand for a quarter turn
_TURNED = (5, 6, 7, 8)
_UNREADABLE = (OSError, UnidentifiedImageError, ValueError, SyntaxError)


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """The largest image that is decoded, in bytes and in pixels (width x height)."""

    max_bytes: int = 50 * _MIB
    max_pixels: int = 100_000_000


DEFAULT_LIMITS = ImageLimits()


def load(path: Path, *, limits: ImageLimits = DEFAULT_LIMITS) -> RGB:
    """Read an image file. Raises ImageError naming the file and the reason."""
    return decode(read_bytes(path, limits=limits), name=path.name, limits=limits)


def read_bytes(path: Path, *, limits: ImageLimits = DEFAULT_LIMITS) -> bytes:
    """Read a file if it is not over the limit. Raises ImageError naming the file."""
    try:
        size = path.stat().st_size
        _check_bytes(size, path.name, limits)
        return path.read_bytes()
    except OSError as err:
        reason = err.strerror or type(err).__name__
        raise ImageError(f"{path.name} cannot be read: {reason}.") from err


def read_size(path: Path) -> tuple[int, int]:
    """Return (width, height) of an image file, EXIF applied, decoding no pixel.

    Raises ImageError naming the file and the reason.
    """
    try:
        with _open_image(path, formats=FORMATS) as image:
            width, height = image.size
            turned = image.getexif().get(_ORIENTATION, 1) in _TURNED
    except FileNotFoundError as err:
        raise ImageError(f"{path.name} is not there.") from err
    except _UNREADABLE as err:
        raise ImageError(
            f"{path.name} is no image that can be read ({_READABLE})."
        ) from err
    return (height, width) if turned else (width, height)


def decode(data: bytes, *, name: str, limits: ImageLimits = DEFAULT_LIMITS) -> RGB:
    """Decode to (H, W, 3) uint8: first frame, EXIF applied, alpha over white.

    name: what the message calls the image. Raises ImageError with name and reason.
    """
    _check_bytes(len(data), name, limits)
    try:
        with _open_image(io.BytesIO(data), formats=FORMATS) as image:
            _check_pixels(image.size, name, limits)
            upright = ImageOps.exif_transpose(image)
            return np.array(_to_rgb(upright), dtype=np.uint8)
    except UnidentifiedImageError as err:
        raise ImageError(
            f"{name} is not an image that can be read: give {_READABLE}."
        ) from err
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as err:
        raise ImageError(f"{name} is damaged: {err}. Export it again.") from err


def upright_file(
    data: bytes, *, name: str, limits: ImageLimits = DEFAULT_LIMITS
) -> tuple[bytes, str]:
    """Return an image file whose pixels stand as EXIF says, and its suffix.

    Programs that read no EXIF see what Markwatch's boxes mean. Bytes that are so
    already, and of a format that all read, stay as they are. Raises as `decode` does.
    """
    _check_bytes(len(data), name, limits)
    try:
        with _open_image(io.BytesIO(data), formats=FORMATS) as image:
            kind = image.format or ""
            turned = image.getexif().get(_ORIENTATION, 1) != 1
    except _UNREADABLE as err:
        raise ImageError(f"{name} is no image that can be read ({_READABLE}).") from err
    if kind in _KEPT and not turned:
        return data, _KEPT[kind]
    return encode_png(decode(data, name=name, limits=limits)), ".png"


def _check_bytes(size: int, name: str, limits: ImageLimits) -> None:
    if size == 0:
        raise ImageError(f"{name} is empty.")
    if size > limits.max_bytes:
        raise ImageError(
            f"{name} has {size / _MIB:.1f} MiB; the limit is "
            f"{limits.max_bytes / _MIB:.1f} MiB. Make it smaller or raise the limit."
        )


def _check_pixels(size_wh: tuple[int, int], name: str, limits: ImageLimits) -> None:
    width, height = size_wh
    if width * height > limits.max_pixels:
        raise ImageError(
            f"{name} has {width} x {height} pixels; the limit is "
            f"{limits.max_pixels:,} pixels. Make it smaller or raise the limit."
        )


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode == "CMYK":
        return _from_cmyk(image)
    if image.mode.startswith(("I", "F")):
        image = _to_eight_bits(image)
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("RGB")
    return image.convert("RGB")


def _from_cmyk(image: Image.Image) -> Image.Image:
    """Use the image's own ink profile: without it printed reds turn neon."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
            if converted is not None:
                return converted
        except ImageCms.PyCMSError:
            pass  # a broken profile is no reason to refuse the picture
    return image.convert("RGB")


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16-bit, 32-bit and float grey to 8 bits, by the range of their kind."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    largest = values.max(initial=0)
    if largest <= 1 and image.mode.startswith("F"):
        scale = 255.0
    elif image.mode.startswith("I;16") or 255 < largest <= 65535:
        scale = 255 / 65535
    elif largest <= 255:
        scale = 1.0
    else:
        scale = 255 / largest
    return Image.fromarray((values * scale).clip(0, 255).astype(np.uint8))


def crop(
    image: RGB, xyxy: tuple[float, float, float, float], *, pad: float = 0.05
) -> RGB:
    """Cut a box, widened by `pad` of its longer side and clipped; at least 1 x 1 px.

    xyxy: pixels of the image; may reach outside it.
    """
    height, width = image.shape[:2]
    x0, y0, x1, y1 = xyxy
    margin = pad * max(x1 - x0, y1 - y0)
    left = int(np.clip(np.floor(x0 - margin), 0, width - 1))
    top = int(np.clip(np.floor(y0 - margin), 0, height - 1))
    right = int(np.clip(np.ceil(x1 + margin), left + 1, width))
    bottom = int(np.clip(np.ceil(y1 + margin), top + 1, height))
    return image[top:bottom, left:right].copy()


def crops(image: RGB, detections: Detections, *, pad: float = 0.05) -> list[RGB]:
    """Cut every detection of one image, in their order."""
    boxes = detections.xyxy.tolist()
    return [crop(image, (x0, y0, x1, y1), pad=pad) for x0, y0, x1, y1 in boxes]


def pad_to_square(image: RGB, size_px: int, *, fill: int = 255) -> RGB:
    """Scale the longer side to `size_px` and centre on a square of grey `fill`."""
    height, width = image.shape[:2]
    scale = size_px / max(height, width)
    new_wh = (max(1, round(width * scale)), max(1, round(height * scale)))
    smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = cv2.resize(image, new_wh, interpolation=smooth)
    square = np.full((size_px, size_px, 3), fill, np.uint8)
    left, top = (size_px - new_wh[0]) // 2, (size_px - new_wh[1]) // 2
    square[top : top + new_wh[1], left : left + new_wh[0]] = resized
    return square


def thumbnail(image: RGB, *, longest_px: int) -> bytes:
    """Encode a WebP whose longer side is at most `longest_px`."""
    picture = Image.fromarray(image)
    picture.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    return _encode(picture, "WEBP", quality=82)


def encode_webp(image: RGB, *, quality: int = 92) -> bytes:
    """Encode as WebP."""
    return _encode(Image.fromarray(image), "WEBP", quality=quality)


def encode_png(image: RGB) -> bytes:
    """Encode as PNG, without loss."""
    return _encode(Image.fromarray(image), "PNG", quality=100)


def _encode(picture: Image.Image, kind: str, *, quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, quality=quality)
    return buffer.getvalue()
