"""Training of the embedder: stage A on captions, stage B on classes.

Stage A pairs crops with what is written on them (CLIP's contrastive loss) and crops
with other crops of the same logo. Stage B is ProxyNCAHN++ with proxies that start at
class means. Method: Hubenthal & Kumar, WACV 2023, arXiv 2309.10206. A stopped run
resumes at its last checkpoint, with the batches that would have come next.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F
from torch.utils.data import Dataset

from recognizer.training import embedder_model, embedder_parts
from recognizer.training.batches import CropBatch, show_classes, stream
from recognizer.training.clocks import Alarm, Clock, Speed
from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.embedder_losses import contrastive_loss, metric_loss
from recognizer.training.embedder_model import build_backbone
from recognizer.training.embedder_network import Network
from recognizer.training.embedder_parts import contrastive_batches, metric_batches
from recognizer.training.embedder_release import release
from recognizer.training.embedder_state import (
    CONTRASTIVE,
    DONE,
    METRIC,
    TrainingState,
)
from recognizer.training.embedder_validation import ValidationSets
from recognizer.training.frozen_blocks import freeze_blocks
from recognizer.training.parallel import Team, join_team

Log = Callable[[str], None]
LossOf = Callable[[CropBatch], Tensor]
_LOG_STEPS = 20
_PROXY_CROPS = 2
_MOST_PROJECTED = 1200  # logos that the first projection is found on


def train_embedder(config: EmbedderTrainingConfig, *, log: Log) -> None:
    """Train, or go on training, and leave the best weights in `config.out`/model.

    Under torchrun every process trains, and the first saves. Raises MarkwatchError
    where sources, disk, device or checkpoint do not allow it.
    """
    torch.set_num_threads(config.threads)
    with join_team(config.device) as team:
        run = EmbedderRun(config, log if team.leads else _silent, team)
        if config.resume:
            run.resume()
        else:
            run.start()
        run.train()
        run.export()


class EmbedderRun:
    """One run: network, training state, and what makes its crops."""

    def __init__(
        self, config: EmbedderTrainingConfig, log: Log, team: Team | None = None
    ) -> None:
        self.config = config
        self.log = log
        self.team = team = team or Team(torch.device("cpu"))
        self.clock = Clock()
        config.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed)
        backbone = build_backbone(config.model, size_px=config.metric_px)
        self._backbone = backbone
        embedder_parts.check_sizes(config, one_size=backbone.one_size)
        freeze_blocks(backbone.model.visual, config.frozen_blocks)  # type: ignore[arg-type]
        self.network = Network(
            backbone,
            team,
            bf16=config.bf16,
            checkpointing=config.gradient_checkpointing,
        )
        self.state = TrainingState(
            self.network.model,
            config,
            fingerprint=embedder_parts.fingerprint(config, self.network.config),
        )
        if not team.leads:
            team.wait()  # the first one renders what all of them draw from
        self._studio = embedder_parts.make_studio(
            config, self.network.fill, log, stop=self._time_is_up
        )
        if team.leads:
            team.wait()
        self.classes = embedder_parts.split_classes(self._studio, config)
        self._validation: ValidationSets | None = None

    def start(self) -> None:
        """Start from a trained model, or from an image tower of ImageNet's."""
        if self.config.weights is not None:
            embedder_model.load_weights(self.network.model, self.config.weights)
        elif not self._backbone.one_size:
            self._project()
        self.team.copy_from_leader(self.network.model.state_dict().values())
        self.state.restart_average()
        self._validate()

    def _project(self) -> None:
        """Fill the image tower from ImageNet; project on its main directions."""
        visual = self.network.visual
        if self.config.imagenet:
            embedder_model.load_imagenet_weights(visual.trunk)
        shown = self.show_some(size_px=self.config.metric_px)
        features = self.network.features(visual.trunk.eval(), shown.pixels)
        weight, bias = embedder_model.principal_projection(features, self.network.dim)
        visual.head.proj.weight.data.copy_(weight)
        visual.head.proj.bias.data.copy_(bias)

    def resume(self) -> None:
        """Go on from the checkpoint in the run folder."""
        self.state.load(self._checkpoint)
        progress = self.state.progress
        self.clock.before = progress.minutes
        self.log(f"resumed in stage {progress.stage}, step {progress.step}")

    def train(self) -> None:
        """Run both stages from where the progress stands, or until time is up."""
        progress = self.state.progress
        if progress.stage == CONTRASTIVE:
            steps = self.config.contrastive_steps
            if not self._loop(self.batches(CONTRASTIVE), self.contrastive_loss, steps):
                return
            self._begin_metric_stage()
        if progress.stage == METRIC and self._loop(
            self.batches(METRIC), self.metric_loss, self.config.metric_steps
        ):
            progress.stage = DONE
            self._save()

    def export(self) -> None:
        """Write the best weights as a model that open_clip and Markwatch read."""
        if self.team.leads:
            release(self)

    def _loop(self, batches: Dataset[CropBatch], loss_of: LossOf, steps: int) -> bool:
        """Train to the end of a stage; return False when time ran out before."""
        config, progress, team = self.config, self.state.progress, self.team
        speed = Speed()
        saving = Alarm(config.checkpoint_minutes)
        validating = Alarm(config.validation_minutes)
        recent: deque[float] = deque(maxlen=_LOG_STEPS)
        for batch in stream(
            batches,
            first=progress.step,
            last=steps,
            workers=config.workers,
            rank=team.rank,
            size=team.size,
        ):
            share = embedder_parts.rate_share(progress.step, steps)
            recent.append(self.step(batch, loss_of, rate_share=share))
            speed.crops += len(batch.labels) * team.size
            progress.minutes = self.clock.minutes
            if progress.step % _LOG_STEPS == 0:
                self._report(float(np.mean(recent)), steps, speed)
            time_is_up = team.agree(self._time_is_up())
            if time_is_up or saving.rings():
                self._save()
            if time_is_up:
                return False
            if validating.rings():
                self._validate()
        self._validate()
        self._save()
        return True

    def step(self, batch: CropBatch, loss_of: LossOf, *, rate_share: float) -> float:
        """Learn from one batch at a share of the top rates; return its loss."""
        self.state.prepare(rate_share)
        self.network.prepare_step()
        loss = loss_of(batch)
        loss.backward()  # type: ignore[no-untyped-call]
        self.team.average_gradients(self.state.learning())
        self.state.advance()
        self.network.limit_scale()
        return float(loss.detach())

    def contrastive_loss(self, batch: CropBatch) -> Tensor:
        """Return what stage A minimises."""
        return contrastive_loss(self.network, batch)

    def metric_loss(self, batch: CropBatch) -> Tensor:
        """Return what stage B minimises."""
        assert self.state.proxies is not None
        return metric_loss(
            self.network,
            batch,
            self.state.proxies,
            dict(enumerate(self.classes.lookalikes)),
            caption_weight=self.config.caption_weight,
        )

    def _begin_metric_stage(self) -> None:
        """Start proxies at the class means of the averaged model."""
        classes = self.classes.metric
        self.log(f"class means of {len(classes)} classes")
        shown = self.show(classes, _PROXY_CROPS)
        vectors = torch.from_numpy(self.embed(shown.pixels))
        means = torch.zeros(len(classes), self.network.dim)
        means.index_add_(0, torch.from_numpy(shown.labels), vectors)
        self.team.copy_from_leader([means])
        self.state.begin_metric_stage(F.normalize(means))
        self._save()

    def batches(self, stage: str) -> Dataset[CropBatch]:
        """Return the batches of a stage, by number."""
        make = contrastive_batches if stage == CONTRASTIVE else metric_batches
        return make(self._studio, self.classes, self.config)

    def _validate(self) -> None:
        """Measure the averaged model, and keep it if it is the best so far."""
        if not self.team.leads:
            return
        figures = self.validation_sets().measure(self.embed, self.read)
        self.log(f"validation: {figures.summary}")
        if figures.mean > self.state.progress.best:
            self.state.progress.best = figures.mean
            self.state.save_best(self.config.out / "best.pt", figures=asdict(figures))

    def validation_sets(self) -> ValidationSets:
        """Make the validation crops once."""
        if self._validation is None:
            self._validation = self.make_validation_sets(self.config.metric_px)
        return self._validation

    def make_validation_sets(self, size_px: int) -> ValidationSets:
        """Make the validation crops as squares of a size."""
        return embedder_parts.validation_sets(
            self._studio, self.classes, self.config, size_px
        )

    def embed(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Embed (N, S, S, 3) squares by the averaged model."""
        return self.network.embed(self.state.average, pixels)

    @property
    def read(self) -> Callable[[Sequence[str]], NDArray[np.float32]] | None:
        """What embeds captions by the averaged model; None where none are learnt."""
        if not (self.config.contrastive_steps or self.config.caption_weight):
            return None
        return partial(self.network.embed_captions, self.state.average)

    def _save(self) -> None:
        if self.team.leads:
            self.state.save(self._checkpoint)

    def _time_is_up(self) -> bool:
        limit = self.config.minutes
        return limit is not None and self.clock.minutes >= limit

    @property
    def _checkpoint(self) -> Path:
        return self.config.out / "checkpoint.pt"

    def show_some(self, *, size_px: int) -> CropBatch:
        """Make one crop each of at most 1,200 logos of stage B."""
        every = -(-len(self.classes.metric) // _MOST_PROJECTED)
        return self.show(self.classes.metric[::every], 1, size_px=size_px)

    def show(
        self, classes: tuple[str, ...], each: int, *, size_px: int | None = None
    ) -> CropBatch:
        """Make `each` crops of classes, in order, as squares of `size_px`."""
        config = self.config
        return show_classes(
            self._studio,
            classes,
            each,
            size_px=size_px or config.metric_px,
            seed=config.seed,
            workers=config.workers,
        )

    def _report(self, loss: float, steps: int, speed: Speed) -> None:
        progress = self.state.progress
        self.log(
            f"{progress.stage} {progress.step}/{steps} loss {loss:.3f} "
            f"{speed.crops_per_s:.1f} crops/s {progress.minutes:.1f} min"
        )


def _silent(line: str) -> None:
    """Say nothing: the first process speaks for all."""
