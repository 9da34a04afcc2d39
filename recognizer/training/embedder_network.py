"""The model as the trainer uses it: pixels and captions to unit vectors.

Owns input preparation and precision; the weights' averaging and the losses are others'.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from recognizer.training import embedder_model
from recognizer.training.embedder_model import Backbone
from recognizer.training.parallel import Team

_HIGHEST_SCALE = float(np.log(100.0))  # as in CLIP: above it training turns unstable
_BATCH = 64


class Network:
    """A backbone with its own preprocessing and tokenizer, on the device of a team.

    bf16: compute in half precision where that is safe. checkpointing: keep fewer
    activations for the backward pass, and compute them again.
    """

    def __init__(
        self,
        backbone: Backbone,
        team: Team,
        *,
        bf16: bool = True,
        checkpointing: bool = False,
    ) -> None:
        self.config = backbone.config
        self.name = backbone.name
        model: Any = backbone.model
        if checkpointing:
            model.set_grad_checkpointing(True)
        self.model: nn.Module = model.to(team.device, memory_format=torch.channels_last)
        self.device = team.device
        self.clip_loss = embedder_model.make_clip_loss()
        self.shared_clip_loss = embedder_model.make_clip_loss(team.rank, team.size)
        self.dim = int(self.config["model_cfg"]["embed_dim"])
        self._bf16 = bf16
        self._tokenize = backbone.tokenize
        preprocess = self.config["preprocess_cfg"]
        self.fill = int(preprocess["fill_color"])
        mean, std = (torch.tensor(preprocess[key]) for key in ("mean", "std"))
        self._mean = mean.view(1, 3, 1, 1).to(self.device)
        self._std = std.view(1, 3, 1, 1).to(self.device)

    @property
    def visual(self) -> Any:
        """The image tower."""
        return self.model.visual

    @property
    def scale(self) -> Tensor:
        """The learned factor on cosines of stage A, not its logarithm."""
        scale: Any = self.model.logit_scale
        factor: Tensor = scale.exp()
        return factor

    def limit_scale(self) -> None:
        """Keep the learned factor between 1 and 100."""
        scale: Any = self.model.logit_scale
        scale.data.clamp_(0.0, _HIGHEST_SCALE)

    def prepare_step(self) -> None:
        """Train all but the batch-norm statistics: those of real images are better."""
        self.model.train()
        for module in self.model.modules():
            if isinstance(module, nn.modules.batchnorm._BatchNorm):
                module.eval()

    def image_vectors(self, pixels: NDArray[np.uint8]) -> Tensor:
        """Return (N, D) unit rows of (N, S, S, 3) pixels, with their gradient."""
        model: Any = self.model
        with self._half_precision():
            vectors: Tensor = model.encode_image(self._inputs(pixels))
        return F.normalize(vectors.float())

    def text_vectors(self, captions: Sequence[str]) -> Tensor:
        """Return (N, D) unit rows of captions, with their gradient."""
        model: Any = self.model
        tokens = self._tokenize(captions).to(self.device)
        with self._half_precision():
            vectors: Tensor = model.encode_text(tokens)
        return F.normalize(vectors.float())

    @torch.no_grad()
    def features(self, network: nn.Module, pixels: NDArray[np.uint8]) -> Tensor:
        """Return what any image network makes of the pixels, in full precision."""
        starts = range(0, len(pixels), _BATCH)
        rows = [network(self._inputs(pixels[at : at + _BATCH])) for at in starts]
        return torch.cat(rows)

    def embed(self, model: nn.Module, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return (N, D) unit rows by a model like this one, such as its average."""
        visual: Any = model.visual
        vectors: NDArray[np.float32] = (
            F.normalize(self.features(visual, pixels)).cpu().numpy()
        )
        return vectors

    @torch.no_grad()
    def embed_captions(
        self, model: nn.Module, captions: Sequence[str]
    ) -> NDArray[np.float32]:
        """Return (N, D) unit rows of captions by a model like this one."""
        tower: Any = model
        starts = range(0, len(captions), _BATCH)
        tokens = (self._tokenize(captions[at : at + _BATCH]) for at in starts)
        rows = [tower.encode_text(each.to(self.device)) for each in tokens]
        vectors: NDArray[np.float32] = F.normalize(torch.cat(rows)).cpu().numpy()
        return vectors

    def _inputs(self, pixels: NDArray[np.uint8]) -> Tensor:
        images = torch.from_numpy(pixels).to(self.device)
        images = images.permute(0, 3, 1, 2).float() / 255
        normal = (images - self._mean) / self._std  # (N, 3, S, S)
        return normal.contiguous(memory_format=torch.channels_last)

    def _half_precision(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self._bf16)
