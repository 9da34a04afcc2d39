"""What one gallery said of the images it was asked about, as rows to count.

Owns when a box sits on a logo, and when a match is right. Counts nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.boxes import assign, iou
from recognizer.evaluation.figures import Floats, Ints
from recognizer.evaluation.seeing import SeenImage
from recognizer.types import Match

IOU = 0.5
LOOSE_IOU = 0.3
ASIDE_IOU = 0.1  # under it a box shows none of the labelled logos
NOBODY = -1
Bools = NDArray[np.bool_]
_KINDS: dict[Any, type] = {Ints: np.int64, Floats: np.float64, Bools: np.bool_}


@dataclass(frozen=True, slots=True, eq=False)
class Logos:
    """Labelled logos that were asked about, (O,) each.

    value: of the best match on it, right or wrong: its probability, or similarity where
    nothing is calibrated; -inf without one. right_value: the same of right ones only.
    hit_1, hit_5: whether a box on it has its symbol first, or among the first five;
    hit_1_loose: on a looser box. has_box: whether any box sits on it. first_right:
    whether the match of `value` is right; claim: its row among the claims, or -1.
    """

    image: Ints
    label: Ints
    symbol: Ints
    side_px: Floats
    has_words: Bools
    value: Floats
    right_value: Floats
    first_right: Bools
    hit_1: Bools
    hit_1_loose: Bools
    hit_5: Bools
    has_box: Bools
    claim: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """The best match of every box that has one, (C,) each; boxes: (C, 4).

    reference: row of the reference. on_logo: whether the box sits on a logo of the
    symbol, each logo given once; shown: whether the image shows the symbol at all.
    covers: the symbol of the logo that the box sits on, or -1; aside: whether it lies
    beside all labelled logos.
    """

    image: Ints
    box: Floats
    symbol: Ints
    reference: Ints
    value: Floats
    on_logo: Bools
    shown: Bools
    covers: Ints
    aside: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """asked: rows of the images that were asked about; what came of it."""

    asked: Ints
    logos: Logos
    claims: Claims


class Tally:
    """Gathers the rows of one outcome, image by image."""

    def __init__(self) -> None:
        self._asked: list[int] = []
        self._logos: dict[str, list[object]] = {f.name: [] for f in fields(Logos)}
        self._claims: dict[str, list[object]] = {f.name: [] for f in fields(Claims)}

    def add(
        self, row: int, image: SeenImage, matches: Sequence[tuple[Match, ...]]
    ) -> None:
        """Say of each label and of each box of an image what the matches make of it."""
        overlaps = _overlaps(image)
        values = np.asarray([value_of(m[0]) if m else -np.inf for m in matches])
        self._asked.append(row)
        claim_of_box = self._add_claims(row, image, matches, overlaps, values)
        for label in range(len(image.symbol_ids)):
            self._add_logo(
                row, image, label, matches, overlaps[:, label], values, claim_of_box
            )

    def finish(self) -> Outcome:
        """Return all rows as arrays."""
        claims = _columns(Claims, self._claims)
        claims["box"] = claims["box"].reshape(-1, 4)
        return Outcome(
            asked=np.asarray(self._asked, np.int64),
            logos=Logos(**_columns(Logos, self._logos)),
            claims=Claims(**claims),
        )

    def _add_claims(
        self,
        row: int,
        image: SeenImage,
        matches: Sequence[tuple[Match, ...]],
        overlaps: Floats,
        values: Floats,
    ) -> dict[int, int]:
        """Take the best match of each box as a claim, the surest first."""
        order = [int(b) for b in np.argsort(-values, kind="stable") if matches[b]]
        symbols = {box: matches[box][0].symbol_id for box in order}
        on_logo = _given(order, symbols, image, overlaps)
        shown = set(image.symbol_ids.tolist())
        rows = {}
        for box in order:
            rows[box] = len(self._claims["image"])
            label = int(overlaps[box].argmax()) if overlaps.shape[1] else NOBODY
            best = float(overlaps[box, label]) if label >= 0 else 0.0
            _append(
                self._claims,
                image=row,
                box=image.perception.detections.xyxy[box].tolist(),
                symbol=symbols[box],
                reference=matches[box][0].reference_id,
                value=values[box],
                on_logo=on_logo[box],
                shown=symbols[box] in shown,
                covers=int(image.symbol_ids[label]) if best >= IOU else NOBODY,
                aside=best < ASIDE_IOU,
            )
        return rows

    def _add_logo(
        self,
        row: int,
        image: SeenImage,
        label: int,
        matches: Sequence[tuple[Match, ...]],
        overlaps: Floats,
        values: Floats,
        claim_of_box: dict[int, int],
    ) -> None:
        symbol_id = int(image.symbol_ids[label])
        first = np.asarray([m[0].symbol_id if m else NOBODY for m in matches], int)
        tight, loose = overlaps >= IOU, overlaps >= LOOSE_IOU
        right = tight & (first == symbol_id)
        named = np.flatnonzero(tight & np.isfinite(values))
        best = int(named[values[named].argmax()]) if len(named) else NOBODY
        _append(
            self._logos,
            image=row,
            label=label,
            symbol=symbol_id,
            side_px=_side_px(image, label),
            has_words=image.has_words[label],
            value=values[best] if best >= 0 else -np.inf,
            right_value=values[right].max(initial=-np.inf),
            first_right=best >= 0 and first[best] == symbol_id,
            hit_1=right.any(),
            hit_1_loose=(loose & (first == symbol_id)).any(),
            hit_5=any(
                m.symbol_id == symbol_id
                for box in np.flatnonzero(tight).tolist()
                for m in matches[box]
            ),
            has_box=tight.any(),
            claim=claim_of_box[best] if best >= 0 else NOBODY,
        )


def value_of(match: Match) -> float:
    """Return what thresholds are applied to: the probability, else the similarity."""
    return match.similarity if match.probability is None else match.probability


def _given(
    order: Sequence[int], symbols: dict[int, int], image: SeenImage, overlaps: Floats
) -> dict[int, bool]:
    """Give each box a logo of the symbol it claims, the surest box first."""
    on_logo: dict[int, bool] = {}
    for symbol_id in set(symbols.values()):
        boxes = [box for box in order if symbols[box] == symbol_id]
        labels = image.symbol_ids == symbol_id
        given = assign(overlaps[boxes][:, labels], at_least=IOU)
        on_logo |= {box: bool(g >= 0) for box, g in zip(boxes, given, strict=True)}
    return on_logo


def _overlaps(image: SeenImage) -> Floats:
    """Return (detections, labels) IoU; 1 where the whole image is the label."""
    xyxy = image.perception.detections.xyxy
    if image.boxes is None:
        return np.ones((len(xyxy), len(image.symbol_ids)))
    return iou(xyxy, image.boxes)


def _side_px(image: SeenImage, label: int) -> float:
    if image.boxes is None:
        return float(min(image.perception.size_wh))
    x0, y0, x1, y1 = image.boxes[label]
    return float(min(x1 - x0, y1 - y0))


def _columns(owner: type, rows: dict[str, list[object]]) -> dict[str, Any]:
    """Make arrays, perhaps empty ones, of the types that their owner declares."""
    kinds: dict[str, Any] = {f.name: _KINDS[f.type] for f in fields(owner)}
    return {name: np.asarray(own, kinds[name]) for name, own in rows.items()}


def _append(rows: dict[str, list[object]], **values: object) -> None:
    for name, value in values.items():
        rows[name].append(value)
