"""What would this match? The pictures of an upload against all that was scanned."""

from storage.previewing import preview_symbol
from storage.records import NewReference, PreviewedRegion, SymbolInput, SymbolPreview
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_fields import NEW_LIST
from ui.pictures import data_uri, sent_pictures
from ui.threshold_words import pair_words, percent

PART = "would-match"
_PICTURE_PX = 120


def would_match(workspace: Workspace, form: Form) -> Reply:
    """Show what the pictures of the form would match, without keeping anything."""
    pictures = list(sent_pictures(form, limits=workspace.image_limits))
    crops = [NewReference(one.crop, one.upload.name) for one in pictures]
    symbol_id = form.integer("symbol")
    wanted = None if symbol_id is not None else _wanted(form)
    found = preview_symbol(workspace, crops, wanted=wanted, symbol_id=symbol_id)
    context = {
        "found": found,
        "summary": _summary(found),
        "pictures": [data_uri(one.crop, longest_px=_PICTURE_PX) for one in pictures],
        "thresholds": pair_words(found.thresholds),
        "chance": _chance,
        "new_list": symbol_id is None and form.text("list") == NEW_LIST,
    }
    html = render("gallery_would_match.html", context)
    return Reply(parts={PART: html}, focus="would-match-title")


def _wanted(form: Form) -> SymbolInput:
    """Return what is known of the new symbol; a list that is new is not made yet."""
    chosen = form.text("list")
    return SymbolInput(
        name=form.text("name"),
        list_name="trademark" if chosen == NEW_LIST else chosen,
        severity=form.integer("severity"),
        aliases=form.lines("aliases"),
    )


def _summary(found: SymbolPreview) -> str:
    if not found.scanned:
        return "Nothing is scanned yet, so there is nothing to compare with."
    if not found.regions:
        return f"None of {found.scanned:,} scanned boxes would match."
    boxes = "1 box" if found.regions == 1 else f"{found.regions:,} boxes"
    images = "1 image" if found.images == 1 else f"{found.images:,} images"
    return f"{boxes} on {images} would match; {_joins(found.images_in)}."


def _joins(images: int) -> str:
    match images:
        case 0:
            return "none of them would come into the queue that is not in it"
        case 1:
            return "1 image would come into the queue"
        case many:
            return f"{many:,} images would come into the queue"


def _chance(one: PreviewedRegion) -> str:
    if one.probability is None:
        return f"similarity {one.similarity:.2f}"
    return percent(round(min(one.probability, 0.99), 2))
