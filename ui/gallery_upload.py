"""Adding pictures in the Gallery screen: upload, box, look-alikes, save.

A picture is a file that the browser has sent; its box comes back in its own pixels.
Nothing is kept until `save`, and one picture that cannot be read stops no other.
"""

import secrets

from recognizer.errors import ImageError
from recognizer.images import SUFFIXES
from storage.errors import InvalidInputError
from storage.lists import list_lists
from storage.records import NewReference, SymbolChange
from storage.symbol_lookup import get_symbol
from storage.symbols import add_references, add_symbol
from storage.workspace import Workspace
from ui import gallery_symbol
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_fields import symbol_input
from ui.look_alikes import look_alikes, look_alikes_html, part_name, unseen_parts
from ui.pictures import cut, data_uri, read_picture, sent_pictures
from ui.retro_hunt import hunt_sentence
from ui.uploads import find_upload

PREVIEW_PX = 1100
_UNSEEN = (
    "Nothing is added yet: this looks like a symbol in the gallery. "
    "Compare the two, then add it again or add it to the one that is there."
)


def show(workspace: Workspace, symbol_id: int | None) -> Reply:
    """Show the upload for a new symbol, or for one that is there."""
    context = {
        "symbol": None if symbol_id is None else get_symbol(workspace, symbol_id),
        "lists": list_lists(workspace),
        "suffixes": sorted(SUFFIXES),
    }
    return Reply(parts={"view": render("gallery_upload.html", context)})


def take_picture(workspace: Workspace, form: Form) -> Reply:
    """Show a sent picture, ready for its box, or say why it cannot be used.

    Its look-alikes come with `check_picture`, which the browser asks for next.
    """
    upload = find_upload(form.text("picture"))
    try:
        image = read_picture(upload, limits=workspace.image_limits)
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
        "preview": data_uri(image, longest_px=PREVIEW_PX),
    }
    return Reply(append={"crops": render("gallery_crop.html", context)})


def check_picture(workspace: Workspace, form: Form) -> Reply:
    """Look for symbols that a picture's box looks like, and show them beside it."""
    upload = find_upload(form.text("picture"))
    image = read_picture(upload, limits=workspace.image_limits)
    crop = cut(image, form.text("box"))
    similar = look_alikes(workspace, crop, besides=form.integer("symbol"))
    name = part_name(form.text("key"))
    return Reply(parts={name: look_alikes_html(similar, crop)})


def save(workspace: Workspace, by: str, form: Form) -> Reply:
    """Add all pictures to one symbol, unless one looks like another symbol unseen."""
    symbol_id = form.integer("symbol")
    pictures = list(sent_pictures(form, limits=workspace.image_limits))
    if not pictures:
        raise InvalidInputError("Choose at least one picture of the symbol first.")
    unseen = unseen_parts(workspace, form, pictures, besides=symbol_id)
    if unseen:
        return Reply(parts=unseen, notice=_UNSEEN, is_error=True)
    crops = [NewReference(one.crop, one.upload.name) for one in pictures]
    if symbol_id is None:
        wanted = symbol_input(workspace, form, by=by)
        change = add_symbol(workspace, wanted, crops, by=by)
    else:
        change = add_references(workspace, symbol_id, crops, by=by)
    for one in pictures:
        one.upload.discard()
    done = added_sentence(change, sent=len(crops), is_new=symbol_id is None)
    matched = len(change.retro_hunt.image_ids)
    return gallery_symbol.page(workspace, change.symbol, done=done, matched=matched)


def added_sentence(change: SymbolChange, *, sent: int, is_new: bool) -> str:
    """Say what was added, what was there already, and how many images match."""
    count, name = len(change.reference_ids), change.symbol.name
    if not count:
        return f"Nothing new: {name} has these pictures already."
    pictures = "1 reference" if count == 1 else f"{count} references"
    what = f"{name} is added with {pictures}." if is_new else f"Added {pictures}."
    missing = sent - count
    again = f" {missing} of the pictures were there already." if missing else ""
    return f"{what}{again} {hunt_sentence(change.retro_hunt)}"
