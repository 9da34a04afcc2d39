"""What `markwatch match` says of one image, for scripts and for people."""

from dataclasses import dataclass

from storage.records import ImageMatches, MatchView
from ui.command_line.output import count_of
from ui.likelihood import likelihood


@dataclass(frozen=True, slots=True)
class MatchResult:
    """One input: what was found, or why it could not be read."""

    image: str
    found: ImageMatches | None
    error: str = ""


def as_document(result: MatchResult) -> dict[str, object]:
    """Return the JSON object of one image, as `--json` promises it to scripts."""
    if result.found is None:
        return {"image": result.image, "detections": [], "error": result.error}
    return {
        "image": result.image,
        "width": result.found.width,
        "height": result.found.height,
        "detections": [
            {
                "box": [round(v, 1) for v in found.xyxy],
                "confidence": round(found.confidence, 4),
                "text": found.text,
                "verdict": found.verdict,
                "matches": [_match_document(m) for m in found.matches],
            }
            for found in result.found.detections
        ],
        "boxes_cut": result.found.boxes_cut,
    }


def _match_document(match: MatchView) -> dict[str, object]:
    return {
        "rank": match.rank,
        "symbol": match.symbol_name,
        "list": match.list_name,
        "similarity": _rounded(match.similarity),
        "visual_similarity": _rounded(match.visual_similarity),
        "text_similarity": _rounded(match.text_similarity),
        "probability": _rounded(match.probability),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_text(result: MatchResult) -> str:
    if result.found is None:
        return f"{result.image}: not read"
    boxes = result.found.detections
    lines = [f"{result.image}: {count_of(len(boxes), 'box')}"]
    for found in boxes:
        x0, y0, x1, y1 = (round(v) for v in found.xyxy)
        read = f'  "{found.text}"' if found.text else ""
        lines.append(
            f"  {found.verdict:9}  {x0},{y0} to {x1},{y1}  "
            f"confidence {found.confidence:.2f}{read}"
        )
        lines += [
            f"    {m.rank}. {m.symbol_name} ({m.list_name})  {_likely(m)}"
            for m in found.matches
        ]
    return "\n".join(lines)


def _likely(match: MatchView) -> str:
    similar = f"similarity {match.similarity:.2f}"
    if match.probability is None:
        return f"{similar}, not calibrated for this embedder"
    return f"{likelihood(match.probability)}, {similar}"
