"""Adding pictures in the Gallery screen: upload, box, look-alikes, save.

A picture is a file that the browser has sent; its box comes back in its own pixels.
Nothing is kept until `save`, and one picture that cannot be read stops no other.
"""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from recognizer import images
from recognizer.errors import ImageError
from recognizer.types import RGB
from storage.errors import InvalidInputError
from storage.lists import list_lists
from storage.records import NewReference, SimilarSymbol, SymbolChange
from storage.symbol_lookup import find_similar_symbols, get_symbol
from storage.symbols import add_references, add_symbol
from storage.workspace import Workspace
from ui import gallery_symbol
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_fields import symbol_input
from ui.retro_hunt import hunt_sentence
from ui.uploads import Upload, find_upload

PREVIEW_PX = 1100
CROP_PX = 160
MAX_PICTURES = 100


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A sent picture with its box cut out. key: names its card on the screen."""

    key: str
    upload: Upload
    crop: RGB


def show(workspace: Workspace, symbol_id: int | None) -> Reply:
    """Show the upload for a new symbol, or for one that is there."""
    context = {
        "symbol": None if symbol_id is None else get_symbol(workspace, symbol_id),
        "lists": list_lists(workspace),
        "suffixes": sorted(images.SUFFIXES),
    }
    return Reply(parts={"view": render("gallery_upload.html", context)})


def take_picture(workspace: Workspace, form: Form) -> Reply:
    """Show a sent picture, ready for its box, or say why it cannot be used."""
    upload = find_upload(form.text("picture"))
    try:
        image = read_picture(workspace, upload)
    except ImageError as err:
        upload.discard()
        refused = render("gallery_refused.html", {"message": str(err)})
        return Reply(append={"refused": refused})
    context = {
        "key": secrets.token_hex(6),
        "name": upload.name,
        "path": str(upload.path),
        "width": image.shape[1],
        "height": image.shape[0],
        "preview": _data_uri(image, longest_px=PREVIEW_PX),
        **_similar_context(workspace, image, besides=form.integer("symbol")),
    }
    return Reply(append={"crops": render("gallery_crop.html", context)})


def check_picture(workspace: Workspace, form: Form) -> Reply:
    """Look for symbols that a picture's box looks like, and show them beside it."""
    crop = cut(read_picture(workspace, find_upload(form.text("picture"))), form, "box")
    context = _similar_context(workspace, crop, besides=form.integer("symbol"))
    html = render("gallery_similar.html", context)
    return Reply(parts={f"similar-{form.text('key')}": html})


def save(workspace: Workspace, by: str, form: Form) -> Reply:
    """Add all pictures to one symbol, unless one looks like another symbol unseen."""
    symbol_id = form.integer("symbol")
    pictures = list(_pictures(workspace, form))
    if not pictures:
        raise InvalidInputError("Choose at least one picture of the symbol first.")
    unseen = _unseen(workspace, form, pictures, besides=symbol_id)
    if unseen is not None:
        return unseen
    crops = [NewReference(one.crop, one.upload.name) for one in pictures]
    if symbol_id is None:
        change = add_symbol(workspace, symbol_input(workspace, form), crops, by=by)
    else:
        change = add_references(workspace, symbol_id, crops, by=by)
    for one in pictures:
        one.upload.discard()
    return _added(workspace, change, sent=len(crops), is_new=symbol_id is None)


def read_picture(workspace: Workspace, upload: Upload) -> RGB:
    """Decode a sent picture. Raises ImageError naming it and the reason."""
    if upload.name.lower().endswith((".svg", ".svgz")):
        raise ImageError(
            f"{upload.name} is an SVG drawing, which is not accepted: "
            "export it as PNG first."
        )
    return images.load(upload.path, limits=workspace.image_limits)


def cut(image: RGB, form: Form, name: str) -> RGB:
    """Return the box "x0,y0,x1,y1" of an image; all of it where the box is empty."""
    text = form.text(name, limit=200)
    if not text:
        return image
    try:
        x0, y0, x1, y1 = (float(number) for number in text.split(","))
        known = all(abs(number) < 1e6 for number in (x0, y0, x1, y1))
    except ValueError:
        known = False
    if not known or x1 <= x0 or y1 <= y0:
        raise InvalidInputError("The box cannot be read: draw it again.")
    return images.crop(image, (x0, y0, x1, y1))


def _pictures(workspace: Workspace, form: Form) -> Iterable[Picture]:
    paths, boxes, keys = (form.texts(name) for name in ("picture", "box", "key"))
    if len(paths) > MAX_PICTURES:
        raise InvalidInputError(
            f"{len(paths)} pictures are too many for one go: add {MAX_PICTURES} first."
        )
    if not len(paths) == len(boxes) == len(keys):
        raise InvalidInputError("The pictures got mixed up. Reload the page.")
    for path, box, key in zip(paths, boxes, keys, strict=True):
        upload = find_upload(path)
        image = read_picture(workspace, upload)
        yield Picture(key, upload, cut(image, Form({"box": box}), "box"))


def _unseen(
    workspace: Workspace, form: Form, pictures: list[Picture], *, besides: int | None
) -> Reply | None:
    """Return the look-alikes if the curator has not seen all of them, else None."""
    seen = {
        int(text) for text in form.texts("seen") if text.isascii() and text.isdigit()
    }
    parts: dict[str, str] = {}
    for one in pictures:
        context = _similar_context(workspace, one.crop, besides=besides)
        if {similar.symbol_id for similar in context["similar"]} - seen:
            parts[f"similar-{one.key}"] = render("gallery_similar.html", context)
    if not parts:
        return None
    notice = (
        "Nothing is added yet: this looks like a symbol in the gallery. "
        "Compare the two, then add it again or add it to the one that is there."
    )
    return Reply(parts=parts, notice=notice, is_error=True)


def _similar_context(
    workspace: Workspace, crop: RGB, *, besides: int | None
) -> dict[str, object]:
    found = find_similar_symbols(workspace, crop)
    similar: list[SimilarSymbol] = [one for one in found if one.symbol_id != besides]
    return {
        "similar": similar,
        "crop": _data_uri(crop, longest_px=CROP_PX) if similar else "",
    }


def _added(
    workspace: Workspace, change: SymbolChange, *, sent: int, is_new: bool
) -> Reply:
    matched = len(change.retro_hunt.image_ids)
    done = added_sentence(change, sent=sent, is_new=is_new)
    return gallery_symbol.page(workspace, change.symbol, done=done, matched=matched)


def added_sentence(change: SymbolChange, *, sent: int, is_new: bool) -> str:
    """Say what was added, what was there already, and how many images match."""
    count, name = len(change.reference_ids), change.symbol.name
    if not count:
        return f"Nothing new: {name} has these pictures already."
    pictures = "1 reference" if count == 1 else f"{count} references"
    what = f"{name} is added with {pictures}." if is_new else f"Added {pictures}."
    again = (
        f" {sent - count} of the pictures were there already." if sent > count else ""
    )
    return f"{what}{again} {hunt_sentence(change.retro_hunt)}"


def _data_uri(image: RGB, *, longest_px: int) -> str:
    encoded = base64.b64encode(images.thumbnail(image, longest_px=longest_px))
    return f"data:image/webp;base64,{encoded.decode('ascii')}"
