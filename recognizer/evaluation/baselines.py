"""What any embedder must beat: ImageNet weights in the same tower, a perceptual hash.

The third baseline, the text alone, compares no vectors: see `text_evidence`.
"""

import json
from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional as F

from recognizer.evaluation.labelled import EvaluationError
from recognizer.evaluation.perceptual_hash import HashEmbedder
from recognizer.images import pad_to_square
from recognizer.model_files import BUILTIN_EMBEDDER
from recognizer.pipeline import Embedder
from recognizer.types import RGB, Embeddings, SimilarityThresholds

TEXT = "text"
BASELINES = ("imagenet", "hash", TEXT)
_MEAN = (0.485, 0.456, 0.406)
_STD = (0.229, 0.224, 0.225)
_GREY = 124  # the mean colour: what the padding of the built-in embedder is
_BATCH = 64


def baseline_embedder(name: str) -> Embedder:
    """Return a baseline that embeds. Raises EvaluationError for any other name."""
    if name == "imagenet":
        return ImageNetEmbedder()
    if name == "hash":
        return HashEmbedder()
    raise EvaluationError(f"{name} is no baseline. Give one of {', '.join(BASELINES)}.")


class ImageNetEmbedder:
    """The built-in embedder's image tower with the weights it started from.

    Raises EvaluationError where the package with these weights is not installed.
    """

    model_id = "imagenet-efficientnet-lite0"
    dim = 1280
    thresholds = SimilarityThresholds(uncertain=0.6, known=0.8)

    def __init__(self) -> None:
        try:
            import timm

            from recognizer.training.embedder_model import load_imagenet_weights

            self._trunk = timm.create_model("tf_efficientnet_lite0", num_classes=0)
            load_imagenet_weights(self._trunk)
        except ImportError as err:
            raise EvaluationError(
                f"The ImageNet baseline needs the package {err.name}: "
                "install markwatch with its extra `train`."
            ) from err
        self._trunk.eval().to(memory_format=torch.channels_last)
        self._size_px = _builtin_size_px()
        self._mean = torch.tensor(_MEAN).view(1, 3, 1, 1)
        self._std = torch.tensor(_STD).view(1, 3, 1, 1)

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        """Return (N, 1280) unit rows: pooled features, with no training on logos."""
        if not crops:
            return np.zeros((0, self.dim), np.float32)
        starts = range(0, len(crops), _BATCH)
        return np.concatenate([self._batch(crops[i : i + _BATCH]) for i in starts])

    def _batch(self, crops: Sequence[RGB]) -> Embeddings:
        squares = [pad_to_square(crop, self._size_px, fill=_GREY) for crop in crops]
        pixels = torch.from_numpy(np.stack(squares)).permute(0, 3, 1, 2)  # (N, 3, S, S)
        inputs = (pixels.float() / 255 - self._mean) / self._std
        with torch.inference_mode():
            features = self._trunk(inputs.to(memory_format=torch.channels_last))
        rows: Embeddings = F.normalize(features.float(), dim=-1).numpy()
        return rows


def _builtin_size_px() -> int:
    path = BUILTIN_EMBEDDER / "open_clip_config.json"
    config = json.loads(path.read_text("utf-8"))
    return int(config["model_cfg"]["vision_cfg"]["image_size"])
