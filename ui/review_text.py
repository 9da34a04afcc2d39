"""The texts of a box and of a match beside it, with what agrees told apart.

Owns which texts of a symbol are compared for the eye. Builds no HTML: the card makes
the marks, with text as text.
"""

from typing import TypeAlias

from recognizer.text_agreement import Part, agreeing_parts
from storage.records import MatchView

JSON: TypeAlias = dict[str, object]
PartsJSON: TypeAlias = list[list[object]]


def agreement_json(read: str, match: MatchView) -> JSON:
    """Return the texts in parts, [text, whether it agrees] each.

    read_parts: of what was read in the box; reference_parts, name_parts; alias_parts:
    of the alias that agrees most, null if none does. image_text: how well the symbol's
    texts agree with what stands on the whole image, where that is better.
    """
    known = [match.reference_text, match.symbol_name, *match.aliases]
    own, (reference, name, *aliases) = agreeing_parts(read, known)
    alias = max(aliases, key=_agreeing, default=())
    return {
        "read_parts": _parts_json(own),
        "reference_parts": _parts_json(reference),
        "name_parts": _parts_json(name),
        "alias_parts": _parts_json(alias) if _agreeing(alias) else None,
        "image_text": _image_text(match),
    }


def _image_text(match: MatchView) -> float | None:
    around = match.context_similarity or 0.0
    return around if around > (match.text_similarity or 0.0) else None


def _agreeing(parts: tuple[Part, ...]) -> int:
    return sum(len(part.text) for part in parts if part.agrees)


def _parts_json(parts: tuple[Part, ...]) -> PartsJSON:
    return [[part.text, part.agrees] for part in parts]
