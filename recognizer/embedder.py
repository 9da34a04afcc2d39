"""Crops to unit vectors, by any open_clip model. The open_clip import of inference.

The built-in model follows Hubenthal & Kumar, "Image-Text Pre-Training for Logo
Recognition", WACV 2023 (arXiv 2309.10206), at a size that runs on a CPU.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import torch
from torch.nn import functional as F

from recognizer.byte_tokenizer import VOCABULARY, ByteTokenizer
from recognizer.errors import ModelError
from recognizer.image_tower import Backend, ImageTower, start_tower
from recognizer.images import pad_to_square
from recognizer.model_files import BUILTIN_EMBEDDER, model_id_of, read_card
from recognizer.types import RGB, Embeddings, SimilarityThresholds
from recognizer.views import Views, load_views

BUILTIN = "builtin"
_BATCH = 32  # twice as many take 200 MB more and no less time a crop
# Cosines of general CLIP models crowd near 1: wide of what the built-in one gives.
_FOREIGN_THRESHOLDS = SimilarityThresholds(uncertain=0.75, known=0.88)


@dataclass(frozen=True, slots=True)
class EmbedderSource:
    """What `--embedder` named: an open_clip model name, its weights, and our id.

    views: None where a crop is seen once, at the size that the model takes.
    """

    model_name: str
    pretrained: str | None
    model_id: str
    thresholds: SimilarityThresholds
    views: Views | None = None


class ClipEmbedder:
    """Embeds crops, padded to squares and never squashed, and texts.

    spec: "builtin"; a folder with `open_clip_config.json` and weights; or
    `NAME/WEIGHTS`, an open_clip model name with a pretrained tag or a checkpoint
    file, as in `ViT-B-16/laion2b_s34b_b88k` or `ViT-B-32/weights/logo.pt`.
    backend: what computes embeddings of crops; `runs_by` says what does, and why.
    cache_dir: where the export that makes it fast is kept; None makes it anew.
    Raises ModelError where that names nothing that can be loaded.
    """

    def __init__(
        self,
        spec: str = BUILTIN,
        *,
        backend: Backend = Backend.AUTO,
        cache_dir: Path | None = None,
    ) -> None:
        source = resolve(spec)
        self.model_id = source.model_id
        self.thresholds = source.thresholds
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model: Any = _create(source, spec).eval().requires_grad_(False)
        self._model = model.to(self._device, memory_format=torch.channels_last)
        self._source = source
        settings: dict[str, Any] = self._model.visual.preprocess_cfg
        self._views = source.views or Views((_side(settings["size"]),))
        mean_grey = round(255 * float(np.mean(settings["mean"])))
        self._fill = int(settings.get("fill_color") or mean_grey)
        tower = ImageTower(model, mean=settings["mean"], std=settings["std"])
        self._tower = start_tower(
            tower.to(self._device),
            self._views.largest_px,
            any_size=len(self._views.sizes_px) > 1,
            backend=backend,
            model_id=self.model_id,
            cache_dir=cache_dir,
        )
        if self.backend is Backend.OPENVINO:
            self._model.visual = None  # its weights are in the export
        self.dim = self._embed_batch([np.zeros((8, 8, 3), np.uint8)]).shape[1]

    @property
    def backend(self) -> Backend:
        """What computes embeddings of crops: OPENVINO or TORCH."""
        return self._tower.backend

    @property
    def runs_by(self) -> str:
        """What computes embeddings of crops and, where it is not the fastest, why."""
        return self._tower.said

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        """Return (N, D) float32 unit rows, in the order of the crops."""
        if not crops:
            return np.zeros((0, self.dim), np.float32)
        starts = range(0, len(crops), _BATCH)
        return np.concatenate(
            [self._embed_batch(crops[i : i + _BATCH]) for i in starts]
        )

    def embed_text(self, texts: Sequence[str]) -> Embeddings:
        """Return (N, D) float32 unit rows in the same space as the crops'."""
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        with torch.inference_mode():
            tokens = self._tokenizer(list(texts)).to(self._device)
            rows = _unit_rows(self._model.encode_text(tokens))
        return self._views.whitened(rows)

    @cached_property
    def _tokenizer(self) -> Any:
        """Made at the first text: some tokenizers are files that are not here."""
        if getattr(self._model, "vocab_size", None) == VOCABULARY:
            return ByteTokenizer(self._model.context_length)
        return open_clip.get_tokenizer(self._source.model_name)

    def _embed_batch(self, crops: Sequence[RGB]) -> Embeddings:
        return self._views.joined(
            [
                self._tower.run(
                    np.stack([pad_to_square(c, size, fill=self._fill) for c in crops])
                )
                for size in self._views.sizes_px
            ]
        )


def resolve(spec: str) -> EmbedderSource:
    """Say what a spec names, without loading it. Raises ModelError if nothing."""
    folder = BUILTIN_EMBEDDER if spec == BUILTIN else Path(spec)
    if (folder / "open_clip_config.json").is_file():
        return _from_folder(folder)
    name, _, weights = spec.partition("/")
    if name not in open_clip.list_models() or not weights:
        raise ModelError(
            f"{spec} names no embedder: give builtin, a folder with "
            "open_clip_config.json, or NAME/WEIGHTS such as ViT-B-32/path.pt."
        )
    if Path(weights).is_file():
        model_id = model_id_of(name, Path(weights))
    elif weights in open_clip.list_pretrained_tags_by_model(name):
        model_id = f"{name}/{weights}"
    else:
        tags = ", ".join(open_clip.list_pretrained_tags_by_model(name)) or "none"
        raise ModelError(
            f"{weights} is no file and no pretrained tag of {name}. Its tags: {tags}."
        )
    return EmbedderSource(name, weights, model_id, _FOREIGN_THRESHOLDS)


def _from_folder(folder: Path) -> EmbedderSource:
    card = read_card(folder)
    own_id = card.values.get("model_id")
    model_id = str(own_id) if own_id else model_id_of(folder.name, folder)
    own = card.values.get("thresholds")
    thresholds = (
        SimilarityThresholds(float(own["uncertain"]), float(own["known"]))
        if isinstance(own, dict)
        else _FOREIGN_THRESHOLDS
    )
    views = None
    if (sizes := card.values.get("sizes_px")) is not None:
        if not isinstance(sizes, list) or not all(type(s) is int for s in sizes):
            raise ModelError(f"{card.path}: sizes_px must be a list of whole numbers.")
        views = load_views(folder, tuple(sizes))
    return EmbedderSource(f"local-dir:{folder}", None, model_id, thresholds, views)


def _create(source: EmbedderSource, spec: str) -> torch.nn.Module:
    logging.getLogger("open_clip").setLevel(logging.ERROR)
    try:
        model: torch.nn.Module = open_clip.create_model(
            source.model_name,
            pretrained=source.pretrained,
            require_pretrained=source.pretrained is not None,
            force_quick_gelu=_needs_quick_gelu(source),
        )
    except Exception as err:  # open_clip, torch and the hub each raise their own
        raise ModelError(
            f"The embedder {spec} cannot be loaded: {err} "
            "Without a connection, give a checkpoint file that is on this machine."
        ) from err
    return model


def _needs_quick_gelu(source: EmbedderSource) -> bool:
    """Tell whether weights were trained with it: OpenAI's were, the config says not."""
    if source.pretrained is None:
        return False
    tag = open_clip.get_pretrained_cfg(source.model_name, source.pretrained) or {}
    return bool(tag.get("quick_gelu", False))


def _side(size: int | Sequence[int]) -> int:
    return size if isinstance(size, int) else int(size[0])


def _unit_rows(features: torch.Tensor) -> Embeddings:
    rows: Embeddings = F.normalize(features.float(), dim=-1).cpu().numpy()
    return rows
