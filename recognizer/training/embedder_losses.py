"""What each stage minimises on one batch of crops.

Owns how vectors of crops and captions meet in the losses; the formulas themselves are
open_clip's and those of `losses`.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from recognizer.training.batches import CropBatch
from recognizer.training.embedder_network import Network
from recognizer.training.losses import proxy_nca_hn
from recognizer.training.samplers import hard_negative_mask

_AMONG_CROPS_SCALE = 16.0


def contrastive_loss(network: Network, batch: CropBatch) -> Tensor:
    """Stage A: crops against captions, and crops against crops of the same logo.

    The batch holds two crops of every logo, one after the other.
    """
    vectors = network.image_vectors(batch.pixels)
    texts = network.text_vectors(batch.captions[::2])
    first, second = vectors[::2], vectors[1::2]
    words = network.shared_clip_loss(first, texts, network.scale)
    words = words + network.shared_clip_loss(second, texts, network.scale)
    scale = torch.tensor(_AMONG_CROPS_SCALE)
    return words / 2 + network.shared_clip_loss(first, second, scale)


def metric_loss(
    network: Network,
    batch: CropBatch,
    proxies: Tensor,
    lookalikes: Mapping[int, Sequence[int]],
    *,
    caption_weight: float,
) -> Tensor:
    """Stage B: ProxyNCAHN++, and captions at a small weight so that words stay near."""
    vectors = network.image_vectors(batch.pixels)
    mask = torch.from_numpy(hard_negative_mask(batch.labels, lookalikes))
    labels = torch.from_numpy(batch.labels).to(network.device)
    mask = mask.to(network.device)
    loss = proxy_nca_hn(vectors, labels, proxies, hard_negatives=mask)
    if caption_weight == 0:
        return loss
    _, rows = np.unique(batch.captions, return_index=True)
    texts = network.text_vectors([batch.captions[row] for row in rows])
    captions = network.clip_loss(vectors[rows], texts, network.scale)
    return loss + caption_weight * captions
