"""Pictures that a curator sends: read, boxed, shown. Keeps none of them."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from recognizer import images
from recognizer.errors import ImageError
from recognizer.images import ImageLimits
from recognizer.types import RGB
from storage.errors import InvalidInputError
from ui.form import Form
from ui.uploads import Upload, find_upload

MAX_PICTURES = 100
_MAX_PIXEL = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A sent picture with its box cut out. key: names its card on the screen."""

    key: str
    upload: Upload
    crop: RGB


def read_picture(upload: Upload, *, limits: ImageLimits) -> RGB:
    """Decode a sent picture. Raises ImageError naming it and the reason."""
    if upload.name.lower().endswith((".svg", ".svgz")):
        raise ImageError(
            f"{upload.name} is an SVG drawing, which is not accepted: "
            "export it as PNG first."
        )
    return images.load(upload.path, limits=limits)


def sent_pictures(form: Form, *, limits: ImageLimits) -> Iterator[Picture]:
    """Yield the pictures of a form, cut to their boxes, in order.

    Raises ImageError, InvalidInputError or NotFoundError, each naming what to mend.
    """
    paths, boxes, keys = (form.texts(name) for name in ("picture", "box", "key"))
    if len(paths) > MAX_PICTURES:
        raise InvalidInputError(
            f"{len(paths)} pictures are too many for one go: add {MAX_PICTURES} first."
        )
    if not len(paths) == len(boxes) == len(keys):
        raise InvalidInputError("The pictures got mixed up. Reload the page.")
    for path, box, key in zip(paths, boxes, keys, strict=True):
        upload = find_upload(path)
        yield Picture(key, upload, cut(read_picture(upload, limits=limits), box))


def cut(image: RGB, box: str) -> RGB:
    """Return the box "x0,y0,x1,y1" of an image, in pixels; all of it where empty.

    Raises InvalidInputError for a box that is none.
    """
    if not box:
        return image
    try:
        x0, y0, x1, y1 = (float(number) for number in box.split(","))
    except ValueError as err:
        raise InvalidInputError("The box cannot be read: draw it again.") from err
    # Written so that NaN and infinity fail it too.
    if not (-_MAX_PIXEL < x0 < x1 < _MAX_PIXEL and -_MAX_PIXEL < y0 < y1 < _MAX_PIXEL):
        raise InvalidInputError("The box cannot be read: draw it again.")
    return images.crop(image, (x0, y0, x1, y1))


def data_uri(image: RGB, *, longest_px: int) -> str:
    """Return a picture for an `img`, encoded anew, at most so long."""
    encoded = base64.b64encode(images.thumbnail(image, longest_px=longest_px))
    return f"data:image/webp;base64,{encoded.decode('ascii')}"
