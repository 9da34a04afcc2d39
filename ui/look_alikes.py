"""Symbols in the gallery that a sent picture looks like, shown beside it."""

from collections.abc import Sequence

from markupsafe import Markup

from recognizer.types import RGB
from storage.records import SimilarSymbol
from storage.symbol_lookup import find_similar_symbols
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import render
from ui.pictures import Picture, data_uri

_CROP_PX = 160


def look_alikes(
    workspace: Workspace, crop: RGB, *, besides: int | None
) -> list[SimilarSymbol]:
    """Return the look-alikes of a crop, closest first, but for the symbol itself."""
    found = find_similar_symbols(workspace, crop)
    return [one for one in found if one.symbol_id != besides]


def look_alikes_html(similar: Sequence[SimilarSymbol], crop: RGB) -> Markup:
    """Show a crop side by side with its look-alikes; empty where there are none."""
    if not similar:
        return Markup()
    context = {"similar": similar, "crop": data_uri(crop, longest_px=_CROP_PX)}
    return render("gallery_similar.html", context)


def unseen_parts(
    workspace: Workspace,
    form: Form,
    pictures: Sequence[Picture],
    *,
    besides: int | None,
) -> dict[str, str]:
    """Return, by part of the screen, the look-alikes that the curator has not seen."""
    seen = set(form.texts("seen"))
    parts: dict[str, str] = {}
    for picture in pictures:
        similar = look_alikes(workspace, picture.crop, besides=besides)
        if any(str(one.symbol_id) not in seen for one in similar):
            html = look_alikes_html(similar, picture.crop)
            parts[part_name(picture.key)] = html
    return parts


def part_name(key: str) -> str:
    """Return the name of the part that shows the look-alikes of a picture."""
    return f"similar-{key}"
