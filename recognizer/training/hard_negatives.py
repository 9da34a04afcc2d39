"""Hard negatives as pairs of classes: mined by names or by confusion, kept as a CSV.

Owns the rules and the file, which people may read and edit. Method: Hubenthal & Kumar,
WACV 2023 (arXiv 2309.10206), section 3.2.3.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from recognizer.errors import MarkwatchError
from recognizer.training.samplers import lookalike_names

NAME, CONFUSION = "name", "confusion"
LEAST_CONFUSED, MOST_CONFUSED = 0.05, 0.35
LEAST_EDITS = 3  # nearer names are taken for spellings of one brand
_COLUMNS = ("class", "hard_negative", "by", "amount")


class HardNegativesError(MarkwatchError):
    """A file of hard negatives that cannot be used."""


@dataclass(frozen=True, slots=True)
class HardNegative:
    """A class that another is easily taken for.

    by: NAME, with the edit distance as amount, or CONFUSION, with the share of crops.
    """

    class_name: str
    negative: str
    by: str
    amount: float


def mine_by_name(
    classes: Sequence[str],
    readable: Callable[[str], str],
    *,
    least_edits: int = LEAST_EDITS,
) -> Iterator[HardNegative]:
    """Yield pairs of classes whose names begin or end alike, by edit distance.

    readable: what a class is called. Names under `least_edits` apart are rejected:
    in collected data they are mostly one brand spelled twice.
    """
    names = [readable(name) for name in classes]
    for row, near in enumerate(lookalike_names(names)):
        for other in near:
            edits = Levenshtein.distance(names[row], names[other])
            if edits >= least_edits:
                yield HardNegative(classes[row], classes[other], NAME, float(edits))


def mine_by_confusion(
    confusion: NDArray[np.float64],
    classes: Sequence[str],
    readable: Callable[[str], str],
    *,
    least_edits: int = LEAST_EDITS,
) -> Iterator[HardNegative]:
    """Yield pairs that a base model confuses, the most confused first.

    confusion: (C, C), rows sum to 1: the share of crops of a class taken for each.
    Over 0.35 the labels are doubted, not the model; names under `least_edits` apart
    are rejected.
    """
    inside = (confusion >= LEAST_CONFUSED) & (confusion <= MOST_CONFUSED)
    np.fill_diagonal(inside, False)
    for row, other in np.argwhere(inside).tolist():
        edits = Levenshtein.distance(readable(classes[row]), readable(classes[other]))
        if edits >= least_edits:
            share = float(confusion[row, other])
            yield HardNegative(classes[row], classes[other], CONFUSION, share)


def confusion_of(
    references: NDArray[np.float32],
    vectors: NDArray[np.float32],
    labels: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the share of crops of each class whose nearest reference is each other's.

    references: (C, D) unit rows, one a class. vectors: (N, D); labels: (N,).
    """
    nearest = (vectors @ references.T).argmax(1)
    counts = np.zeros((len(references), len(references)))
    np.add.at(counts, (labels, nearest), 1)
    shares: NDArray[np.float64] = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    return shares


def write_pairs(pairs: Iterable[HardNegative], path: Path) -> int:
    """Write pairs as CSV, in order, whole or not at all; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    part = path.with_name(path.name + ".part")
    with part.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(_COLUMNS)
        for pair in pairs:
            count += 1
            amount = f"{pair.amount:g}" if pair.by == NAME else f"{pair.amount:.3f}"
            writer.writerow((pair.class_name, pair.negative, pair.by, amount))
    part.replace(path)
    return count


def read_pairs(path: Path) -> list[HardNegative]:
    """Read what `write_pairs` wrote. Raises HardNegativesError, with the line."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise HardNegativesError(f"{path} cannot be read as CSV: {err}.") from err
    pairs = []
    for line, row in enumerate(rows, start=2):
        try:
            name, negative, by, amount = (str(row[column]) for column in _COLUMNS)
            pairs.append(HardNegative(name, negative, by, float(amount)))
        except (KeyError, ValueError) as err:
            raise HardNegativesError(
                f"{path}, line {line}: must hold {', '.join(_COLUMNS)}, with a number "
                "as amount. `markwatch train mine` writes such a file."
            ) from err
    return pairs


def rows_of_pairs(
    pairs: Sequence[HardNegative], classes: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """Return, for each class, the rows of its hard negatives, in the file's order.

    Raises HardNegativesError where the pairs name none of the classes.
    """
    rows = {name: row for row, name in enumerate(classes)}
    found: list[dict[int, None]] = [{} for _ in classes]
    for pair in pairs:
        if pair.class_name in rows and pair.negative in rows:
            found[rows[pair.class_name]][rows[pair.negative]] = None
    if pairs and not any(found):
        raise HardNegativesError(
            f"None of the {len(pairs)} pairs names two classes of this training: mine "
            "them with the same config and seed."
        )
    return tuple(tuple(near) for near in found)
