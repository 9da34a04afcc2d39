"""Training of the embedder: stage A on captions, stage B on classes.

Stage A pairs crops with what is written on them (CLIP's contrastive loss) and crops
with other crops of the same logo. Stage B is ProxyNCAHN++ with proxies that start at
class means. Method: Hubenthal & Kumar, WACV 2023, arXiv 2309.10206. A stopped run
resumes at its last checkpoint, with the batches that would have come next.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from recognizer.byte_tokenizer import ByteTokenizer
from recognizer.training import embedder_model, embedder_parts
from recognizer.training.averages import MovingAverage
from recognizer.training.batches import (
    ContrastiveBatches,
    CropBatch,
    MetricBatches,
    ShownClasses,
    stream,
)
from recognizer.training.checkpoints import load_checkpoint, save_checkpoint
from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.embedder_validation import (
    LabelledPixels,
    ValidationFigures,
    choose_thresholds,
    load_real_pixels,
    measure,
)
from recognizer.training.losses import proxy_nca_hn
from recognizer.training.samplers import hard_negative_mask

Log = Callable[[str], None]
CONTRASTIVE, METRIC, DONE = "contrastive", "metric", "done"
_HIGHEST_SCALE = float(np.log(100.0))
_LOG_STEPS = 20
_PROXY_CROPS = 2
_VALIDATION_CROPS = 4


def train_embedder(config: EmbedderTrainingConfig, *, log: Log) -> None:
    """Train, or go on training, and leave the best weights in `config.out`/model.

    Raises MarkwatchError where sources, disk or checkpoint do not allow it.
    """
    torch.set_num_threads(config.threads)
    run = _Run(config, log)
    if config.resume:
        run.resume()
    else:
        run.start()
    run.train()
    run.export()


@dataclass(slots=True)
class _Progress:
    """Where a run is. step: within the stage. minutes: spent in all sittings."""

    stage: str = CONTRASTIVE
    step: int = 0
    minutes: float = 0.0
    best: float = -1.0


class _Run:
    """One run with everything it holds: model, average, optimizers, classes."""

    def __init__(self, config: EmbedderTrainingConfig, log: Log) -> None:
        self.config = config
        self.log = log
        config.out.mkdir(parents=True, exist_ok=True)
        self.model_config = embedder_model.read_config_file(config.model_config)
        self.preprocess = self.model_config["preprocess_cfg"]
        self.fingerprint = embedder_parts.fingerprint(config, self.model_config)
        torch.manual_seed(config.seed)
        self.model = embedder_model.build_from_config(self.model_config)
        self.model.to(memory_format=torch.channels_last)
        text = self.model_config["model_cfg"]["text_cfg"]
        self.tokenizer = ByteTokenizer(text["context_length"])
        self.studio = embedder_parts.make_studio(config, self.preprocess, log)
        self.classes = embedder_parts.split_classes(self.studio.factory, config)
        self.average = MovingAverage(self.model, decay=config.average_decay)
        self.optimizer = embedder_parts.make_optimizer(self.model, config)
        self.clip_loss = embedder_model.make_clip_loss()
        self.proxies: nn.Parameter | None = None
        self.proxy_optimizer: torch.optim.Optimizer | None = None
        self.progress = _Progress()
        self._real: LabelledPixels | None = None
        self._held_out: CropBatch | None = None

    # Beginnings

    def start(self) -> None:
        """Fill the image tower from ImageNet and keep its main directions."""
        visual: Any = self.model.visual
        embedder_model.load_imagenet_weights(visual.trunk)
        shown = self._shown(self.classes.marks[:1200], 1, self.config.metric_px)
        features = self._features(visual.trunk.eval(), shown)
        weight, bias = embedder_model.principal_projection(
            features, self.model_config["model_cfg"]["embed_dim"]
        )
        visual.head.proj.weight.data.copy_(weight)
        visual.head.proj.bias.data.copy_(bias)
        self.average = MovingAverage(self.model, decay=self.config.average_decay)
        self._validate()

    def resume(self) -> None:
        """Go on from the checkpoint in the run folder."""
        path = self.config.out / "checkpoint.pt"
        state = load_checkpoint(path, fingerprint=self.fingerprint)
        self.model.load_state_dict(state["model"])
        self.average.load(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.progress = _Progress(**state["progress"])
        if state["proxies"] is not None:
            self._take_proxies(state["proxies"])
            assert self.proxy_optimizer is not None
            self.proxy_optimizer.load_state_dict(state["proxy_optimizer"])
        self.log(f"resumed in stage {self.progress.stage}, step {self.progress.step}")

    # The two stages

    def train(self) -> None:
        """Run both stages from where the progress stands."""
        config = self.config
        if self.progress.stage == CONTRASTIVE:
            batches = ContrastiveBatches(
                self.studio,
                mark_classes=self.classes.marks,
                batch=config.batch,
                size_px=config.contrastive_px,
                seed=config.seed,
            )
            steps = config.contrastive_steps
            if not self._loop(batches, self._contrastive_loss, steps):
                return
            self._begin_metric_stage()
        if self.progress.stage == METRIC:
            classes = MetricBatches(
                self.studio,
                classes=self.classes.metric,
                lookalikes=self.classes.lookalikes,
                batch=config.batch,
                crops_per_class=config.crops_per_class,
                size_px=config.metric_px,
                seed=config.seed,
            )
            if self._loop(classes, self._metric_loss, config.metric_steps):
                self.progress.stage = DONE
                self._save()

    def _loop(self, batches: Any, loss_of: Any, steps: int) -> bool:
        """Train to the end of a stage; return False when time ran out before."""
        config, progress = self.config, self.progress
        recent: deque[float] = deque(maxlen=_LOG_STEPS)
        saved = validated = began = time.monotonic()
        before = progress.minutes
        crops = 0
        for batch in stream(
            batches, first=progress.step, last=steps, workers=config.workers
        ):
            share = embedder_parts.rate_share(progress.step, steps)
            recent.append(self._step(batch, loss_of, share))
            crops += len(batch.labels)
            progress.step += 1
            now = time.monotonic()
            progress.minutes = before + (now - began) / 60
            if progress.step % _LOG_STEPS == 0:
                self.log(
                    f"{progress.stage} {progress.step}/{steps} "
                    f"loss {np.mean(recent):.3f} {crops / (now - began):.1f} crops/s "
                    f"{progress.minutes:.1f} min"
                )
            if now - validated > 60 * config.validation_minutes:
                self._validate()
                validated = time.monotonic()
            if now - saved > 60 * config.checkpoint_minutes:
                self._save()
                saved = time.monotonic()
            if config.minutes is not None and progress.minutes >= config.minutes:
                self._save()
                return False
        self._validate()
        self._save()
        return True

    def _step(self, batch: CropBatch, loss_of: Any, share: float) -> float:
        embedder_parts.keep_statistics(self.model)
        embedder_parts.set_rates(self.optimizer, share)
        optimizers = [self.optimizer]
        if self.proxy_optimizer is not None:
            embedder_parts.set_rates(self.proxy_optimizer, share)
            optimizers.append(self.proxy_optimizer)
        loss: Tensor = loss_of(batch)
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        for optimizer in optimizers:
            optimizer.step()
        scale: Any = self.model.logit_scale
        scale.data.clamp_(0.0, _HIGHEST_SCALE)
        self.average.update(self.model)
        return float(loss.detach())

    def _contrastive_loss(self, batch: CropBatch) -> Tensor:
        """Captions against crops, and crops against crops of the same logo."""
        images = self._image_vectors(batch)
        texts = self._text_vectors(batch.captions[::2])
        scale: Any = self.model.logit_scale
        first, second = images[::2], images[1::2]
        factor = scale.exp()
        with_words: Tensor = self.clip_loss(first, texts, factor)
        with_words = with_words + self.clip_loss(second, texts, factor)
        among: Tensor = self.clip_loss(first, second, torch.tensor(16.0))
        return with_words / 2 + among

    def _metric_loss(self, batch: CropBatch) -> Tensor:
        """ProxyNCAHN++, with captions at a small weight so that words stay near."""
        assert self.proxies is not None
        vectors = self._image_vectors(batch)
        near = dict(enumerate(self.classes.lookalikes))
        mask = torch.from_numpy(hard_negative_mask(batch.labels, near))
        labels = torch.from_numpy(batch.labels)
        loss = proxy_nca_hn(vectors, labels, self.proxies, hard_negatives=mask)
        if self.config.caption_weight == 0:
            return loss
        _, rows = np.unique(batch.captions, return_index=True)
        texts = self._text_vectors([batch.captions[row] for row in rows])
        scale: Any = self.model.logit_scale
        captions: Tensor = self.clip_loss(vectors[rows], texts, scale.exp())
        return loss + self.config.caption_weight * captions

    def _begin_metric_stage(self) -> None:
        """Start proxies at class means of the averaged model, and the schedule anew."""
        self.log(f"class means of {len(self.classes.metric)} classes")
        shown = self._shown(self.classes.metric, _PROXY_CROPS, self.config.metric_px)
        vectors = torch.from_numpy(self._embed(shown.pixels))
        means = torch.zeros(len(self.classes.metric), vectors.shape[1])
        means.index_add_(0, torch.from_numpy(shown.labels), vectors)
        self._take_proxies(F.normalize(means))
        self.optimizer = embedder_parts.make_optimizer(self.model, self.config)
        self.progress.stage, self.progress.step = METRIC, 0
        self._save()

    def _take_proxies(self, values: Tensor) -> None:
        self.proxies = nn.Parameter(values.clone())
        rate = self.config.proxy_rate
        groups = [{"params": [self.proxies], "lr": rate, "top_lr": rate}]
        self.proxy_optimizer = torch.optim.Adam(groups, eps=1.0)

    # Vectors

    def _image_vectors(self, batch: CropBatch) -> Tensor:
        inputs = self._inputs(batch.pixels)
        model: Any = self.model
        with torch.autocast("cpu", torch.bfloat16):
            vectors: Tensor = model.encode_image(inputs)
        return F.normalize(vectors.float())

    def _text_vectors(self, captions: Any) -> Tensor:
        model: Any = self.model
        with torch.autocast("cpu", torch.bfloat16):
            vectors: Tensor = model.encode_text(self.tokenizer(captions))
        return F.normalize(vectors.float())

    def _inputs(self, pixels: np.ndarray) -> Tensor:
        mean, std = self.preprocess["mean"], self.preprocess["std"]
        return embedder_parts.to_inputs(pixels, mean, std)

    @torch.inference_mode()
    def _features(self, network: nn.Module, shown: CropBatch) -> Tensor:
        rows = []
        for at in range(0, len(shown.pixels), 64):
            rows.append(network(self._inputs(shown.pixels[at : at + 64])).float())
        return torch.cat(rows).clone()

    def _embed(self, pixels: np.ndarray) -> np.ndarray:
        average: Any = self.average.model
        shown = CropBatch(pixels, np.zeros(len(pixels), np.int64), ())
        return F.normalize(self._features(average.visual, shown)).numpy()

    def _shown(self, classes: Any, each: int, size_px: int) -> CropBatch:
        shown = ShownClasses(
            self.studio,
            classes=classes,
            crops_per_class=each,
            size_px=size_px,
            seed=self.config.seed,
        )
        parts = list(
            stream(shown, first=0, last=len(shown), workers=self.config.workers)
        )
        return CropBatch(
            np.concatenate([part.pixels for part in parts]),
            np.concatenate([part.labels for part in parts]),
            tuple(caption for part in parts for caption in part.captions),
        )

    # Validation, saving

    def _validate(self) -> ValidationFigures:
        """Measure the averaged model, and keep it if it is the best so far."""
        held_out, real = self._validation_sets()
        vectors = self._embed(held_out.pixels)
        pair = None if real is None else (self._embed(real.pixels), real)
        figures = measure(vectors, held_out.labels, pair)
        self.log(
            f"validation: leave-one-out {figures.leave_one_out:.4f} "
            f"one-shot {figures.one_shot:.4f} real one-shot {figures.real_one_shot:.4f}"
        )
        if figures.mean > self.progress.best:
            self.progress.best = figures.mean
            state = {
                "model": self.average.model.state_dict(),
                "figures": asdict(figures),
                "progress": asdict(self.progress),
                "fingerprint": self.fingerprint,
            }
            save_checkpoint(state, self.config.out / "best.pt")
        return figures

    def _validation_sets(self) -> tuple[CropBatch, LabelledPixels | None]:
        if self._held_out is None:
            size_px = self.config.metric_px
            self._held_out = self._shown(
                self.classes.held_out, _VALIDATION_CROPS, size_px
            )
            if self.config.real_folder is not None:
                self._real = load_real_pixels(
                    self.config.real_folder, size_px=size_px, fill=self.studio.fill
                )
        return self._held_out, self._real

    def _save(self) -> None:
        proxies, optimizer = self.proxies, self.proxy_optimizer
        state = {
            "fingerprint": self.fingerprint,
            "model": self.model.state_dict(),
            "average": self.average.state(),
            "optimizer": self.optimizer.state_dict(),
            "proxies": None if proxies is None else proxies.data,
            "proxy_optimizer": None if optimizer is None else optimizer.state_dict(),
            "progress": asdict(self.progress),
        }
        save_checkpoint(state, self.config.out / "checkpoint.pt")

    def export(self) -> None:
        """Write the best weights with thresholds as a folder that open_clip reads."""
        best = load_checkpoint(
            self.config.out / "best.pt", fingerprint=self.fingerprint
        )
        self.average.model.load_state_dict(best["model"])
        held_out, real = self._validation_sets()
        vectors, labels = self._embed(held_out.pixels), held_out.labels
        if real is not None:
            vectors = np.concatenate([vectors, self._embed(real.pixels)])
            labels = np.concatenate([labels, real.labels + len(self.classes.held_out)])
        model_id = embedder_model.save_model(
            self.average.model,
            self.config.out / "model",
            config=self.model_config,
            thresholds=choose_thresholds(vectors, labels),
            training={
                "seed": self.config.seed,
                "stage": best["progress"]["stage"],
                "minutes": round(best["progress"]["minutes"], 1),
                "validation": {k: round(v, 4) for k, v in best["figures"].items()},
            },
        )
        self.log(f"wrote {model_id} to {self.config.out / 'model'}")
