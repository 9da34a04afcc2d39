"""Scenes written to a folder in the layout that YOLO trainings read.

Owns the files, the processes that draw them and going on where a run stopped. Scene
number i of a seed is the same whoever draws it.
"""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.errors import MarkwatchError
from recognizer.synthesis.logos import LogoFactory
from recognizer.synthesis.scenes import Scene, SceneFactory, SceneSettings
from recognizer.synthesis.sources import Sources

_CHUNK = 50


@dataclass(frozen=True, slots=True)
class SceneRange:
    """Scenes first to first + count - 1 of a seed."""

    seed: int
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class SceneRecipe:
    """Builds the factory of scenes in any process."""

    sources: Sources
    settings: SceneSettings = field(default_factory=SceneSettings)

    def __call__(self) -> SceneFactory:
        """Build the factory; renders drawings that were never rendered."""
        return SceneFactory(
            LogoFactory(self.sources),
            fonts=self.sources.fonts,
            photographs=self.sources.backgrounds,
            settings=self.settings,
        )


def yolo_lines(xyxy: NDArray[np.float32], size_wh: tuple[int, int]) -> str:
    """Boxes (N, 4) in pixels as lines "0 x y width height", shares of the image."""
    width, height = size_wh
    lines = []
    for x0, y0, x1, y1 in xyxy:
        centre = (x0 + x1) / 2 / width, (y0 + y1) / 2 / height
        sides = (x1 - x0) / width, (y1 - y0) / height
        lines.append("0 " + " ".join(f"{value:.6f}" for value in (*centre, *sides)))
    return "\n".join(lines) + ("\n" if lines else "")


def write_scene(folder: Path, name: str, scene: Scene) -> None:
    """Write images/NAME.jpg and labels/NAME.txt; the image last: the sign of done."""
    height, width = scene.rgb.shape[:2]
    label = folder / "labels" / f"{name}.txt"
    label.write_text(yolo_lines(scene.xyxy, (width, height)), "utf-8")
    bgr = cv2.cvtColor(scene.rgb, cv2.COLOR_RGB2BGR)
    _, packed = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 92])
    partial = folder / "images" / f"{name}.part"
    partial.write_bytes(packed.tobytes())
    partial.rename(folder / "images" / f"{name}.jpg")


def write_dataset(
    folder: Path,
    scenes: SceneRange,
    make_factory: Callable[[], SceneFactory],
    *,
    processes: int = 1,
    log: Callable[[str], None] = lambda line: None,
) -> None:
    """Draw the scenes that the folder does not hold yet.

    make_factory: called once in each process, so it must be picklable.

    Raises:
        MarkwatchError: the folder holds scenes of another seed.
    """
    for part in ("images", "labels"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    _check_seed(folder, scenes.seed)
    missing = [
        number
        for number in range(scenes.first, scenes.first + scenes.count)
        if not (folder / "images" / f"{scene_name(number)}.jpg").exists()
    ]
    chunks = [missing[at : at + _CHUNK] for at in range(0, len(missing), _CHUNK)]
    done = scenes.count - len(missing)
    for drawn in _draw(folder, scenes.seed, chunks, make_factory, processes):
        done += drawn
        log(f"scenes {done}/{scenes.count}")


def scene_name(number: int) -> str:
    """File name, without suffix, of scene `number`."""
    return f"scene{number:06d}"


def _draw(
    folder: Path,
    seed: int,
    chunks: list[list[int]],
    make_factory: Callable[[], SceneFactory],
    processes: int,
) -> Iterator[int]:
    if processes <= 1:
        factory = make_factory()
        for chunk in chunks:
            yield _draw_chunk(folder, seed, chunk, factory)
        return
    # Spawned, not forked: a fork of a process with threads (torch's) can hang.
    with ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_process,
        initargs=(make_factory,),
    ) as pool:
        futures = [pool.submit(_draw_in_process, folder, seed, each) for each in chunks]
        for future in futures:
            yield future.result()


_factory: SceneFactory | None = None


def _start_process(make_factory: Callable[[], SceneFactory]) -> None:
    global _factory
    os.nice(5)
    cv2.setNumThreads(1)
    _factory = make_factory()


def _draw_in_process(folder: Path, seed: int, numbers: list[int]) -> int:
    assert _factory is not None
    return _draw_chunk(folder, seed, numbers, _factory)


def _draw_chunk(
    folder: Path, seed: int, numbers: list[int], factory: SceneFactory
) -> int:
    for number in numbers:
        scene = factory.sample(np.random.default_rng([seed, number]))
        write_scene(folder, scene_name(number), scene)
    return len(numbers)


def _check_seed(folder: Path, seed: int) -> None:
    path = folder / "scenes.json"
    if not path.exists():
        path.write_text(json.dumps(asdict(SceneRange(seed, 0, 0))) + "\n", "utf-8")
        return
    written = json.loads(path.read_text("utf-8"))["seed"]
    if written != seed:
        raise MarkwatchError(
            f"{folder} holds scenes of seed {written}, not of seed {seed}: choose "
            "another folder or remove it."
        )
