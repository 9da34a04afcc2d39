"""What `markwatch train mine` does: classes of a training, shown to a base model.

Owns drawing the crops and asking the model; the rules are in `hard_negatives`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from numpy.typing import NDArray

from recognizer.embedder import ClipEmbedder
from recognizer.training import embedder_parts
from recognizer.training.batches import CropStudio, show_classes
from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.hard_negatives import (
    LEAST_EDITS,
    HardNegative,
    confusion_of,
    mine_by_confusion,
    mine_by_name,
)

Log = Callable[[str], None]
_FILL = 124
_AT_ONCE = 256  # classes whose crops are held in memory together


@dataclass(frozen=True, slots=True)
class Mining:
    """What to mine. crops: shown of each class, beside as many that make its mean.

    names, confusion: the ways. invented_edits: least edit distance of invented names,
    which differ on purpose; names that were collected need three.
    """

    names: bool = True
    confusion: bool = True
    crops: int = 6
    invented_edits: int = 1


def mine(
    config: EmbedderTrainingConfig,
    mining: Mining,
    embedder: ClipEmbedder | None,
    *,
    log: Log,
) -> list[HardNegative]:
    """Return the hard negatives among the classes that a training of `config` has.

    embedder: the base model; needed for confusion only. Pairs by name come first, then
    those by confusion, each once.
    """
    torch.set_num_threads(config.threads)
    studio = embedder_parts.make_studio(config, _FILL, log)
    classes = embedder_parts.split_classes(studio, config).metric
    found: list[HardNegative] = []
    if mining.names:
        found.extend(_by_name(classes, mining))
        log(f"{len(found)} pairs by name, of {len(classes)} classes")
    if mining.confusion and embedder is not None:
        confusion = _confusion(studio, classes, config, mining, embedder, log)
        known = {(pair.class_name, pair.negative) for pair in found}
        confused = [
            pair
            for pair in mine_by_confusion(
                confusion, classes, embedder_parts.readable_name
            )
            if (pair.class_name, pair.negative) not in known
        ]
        confused.sort(key=lambda pair: -pair.amount)
        log(f"{len(confused)} pairs more by confusion")
        found.extend(confused)
    return found


def _by_name(classes: tuple[str, ...], mining: Mining) -> list[HardNegative]:
    invented = [name for name in classes if name.startswith("text:")]
    collected = [name for name in classes if not name.startswith("text:")]
    readable = embedder_parts.readable_name
    return list(
        chain(
            mine_by_name(invented, readable, least_edits=mining.invented_edits),
            mine_by_name(collected, readable, least_edits=LEAST_EDITS),
        )
    )


def _confusion(
    studio: CropStudio,
    classes: tuple[str, ...],
    config: EmbedderTrainingConfig,
    mining: Mining,
    embedder: ClipEmbedder,
    log: Log,
) -> NDArray[np.float64]:
    """Compare crops of every class with the class means of other crops."""
    means, vectors, labels = [], [], []
    for first in range(0, len(classes), _AT_ONCE):
        part = classes[first : first + _AT_ONCE]
        shown = show_classes(
            studio,
            part,
            2 * mining.crops,
            size_px=config.metric_px,
            seed=config.seed + 1 + first,
            workers=config.workers,
        )
        rows = embedder.embed(list(shown.pixels))
        rows = rows.reshape(len(part), 2 * mining.crops, -1)
        mean = rows[:, : mining.crops].mean(1)
        means.append(mean / np.linalg.norm(mean, axis=1, keepdims=True))
        vectors.append(rows[:, mining.crops :].reshape(-1, rows.shape[2]))
        own = np.arange(first, first + len(part), dtype=np.int64)
        labels.append(np.repeat(own, mining.crops))
        log(f"shown {first + len(part):,} of {len(classes):,} classes")
    return confusion_of(
        np.concatenate(means), np.concatenate(vectors), np.concatenate(labels)
    )
