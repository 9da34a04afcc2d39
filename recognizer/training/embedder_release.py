"""The end of an embedder run: the best weights as a model to use, with its figures.

Owns how the finished model sees a crop (`recognizer.views`), its thresholds, and what
is written beside the weights.
"""

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from recognizer.training import embedder_model
from recognizer.training.checkpoints import whole_folder
from recognizer.training.config_file import write_config
from recognizer.training.embedder_validation import choose_thresholds, embed_views
from recognizer.views import Views, fit_views

if TYPE_CHECKING:
    from recognizer.training.embedder import EmbedderRun

CONFIG_FILE = "training.toml"


def release(run: "EmbedderRun") -> None:
    """Write the best weights of a run to `model/` in its folder.

    Raises CheckpointError where no best weights are there, or the disk refuses.
    """
    config, folder = run.config, run.config.out / "model"
    progress, _ = run.state.load_best(config.out / "best.pt")
    views = _fit_views(run)
    embed = partial(embed_views, run.embed, views or Views((config.metric_px,)))
    sets = run.validation_sets()
    if views is not None:
        sets = run.make_validation_sets(views.largest_px)
    figures = sets.measure(embed)
    if run.read is not None:  # captions meet crops as trained, not as seen in the end
        words = run.validation_sets().measure_captions(run.embed, run.read)
        figures = replace(figures, captions=words)
    run.log(f"validation of the finished model: {figures.summary}")
    with whole_folder(folder) as part:
        model_id = embedder_model.save_model(
            run.state.average,
            part,
            name=run.network.name,
            config=run.network.config,
            thresholds=choose_thresholds(*sets.vectors(embed)),
            views=views,
            training={
                "seed": config.seed,
                "stage": progress.stage,
                "minutes": round(progress.minutes, 1),
                "validation": _rounded(asdict(figures)),
            },
        )
        write_config(config, part / CONFIG_FILE)
    run.log(f"wrote {model_id} to {folder}")


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Return figures to four places, those that were not measured left out."""
    nested = {
        name: _rounded(value) if isinstance(value, dict) else round(value, 4)
        for name, value in figures.items()
        if value is not None and value == value  # not NaN, which JSON has no word for
    }
    return nested


def _fit_views(run: "EmbedderRun") -> Views | None:
    """Whiten by crops of logos that were trained on; None where it is not asked for."""
    sizes = run.config.sizes_px
    if not sizes:
        return None
    shown = run.show_some(size_px=max(sizes))
    return fit_views(sizes, embed_views(run.embed, Views(sizes), shown.pixels))
