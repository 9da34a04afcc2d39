"""Owns the files of the demo images: photographs, manifest, ground truth."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assets.demo.drawing import designs, scenes
from assets.demo.drawing.shot import SHOTS, Shot, take

PREVIEW_SCALE, PREVIEW_SAMPLES = 0.4, 3

assert designs.__all__
assert scenes.__all__


def draw_images(
    root: Path, *, only: Sequence[str] = (), preview: Path | None = None
) -> None:
    """Photograph the shots (all, or those named); then write manifest and truth."""
    folder = preview or root / "images"
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / "truth.json" if preview else root / "truth.json"
    truth: dict[str, Any] = json.loads(book.read_text()) if book.exists() else {}
    for one in SHOTS.values():
        if only and one.name not in only:
            continue
        small = {"scale": PREVIEW_SCALE, "samples": PREVIEW_SAMPLES} if preview else {}
        marks = take(one, folder / f"{one.name}.jpg", **small)
        truth[f"{one.name}.jpg"] = {"size_wh": list(one.size_wh), "marks": marks}
        _write_truth(book, truth)
    if not preview:
        _write_manifest(root)


def _write_truth(book: Path, truth: dict[str, Any]) -> None:
    kept = {f"{n}.jpg": truth[f"{n}.jpg"] for n in SHOTS if f"{n}.jpg" in truth}
    book.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def _write_manifest(root: Path) -> None:
    with (root / "images.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("image", "product_id", "title", "source_uri", "seller"))
        for number, one in enumerate(SHOTS.values()):
            if (root / "images" / f"{one.name}.jpg").exists():
                writer.writerow(_row(number, one))


def _row(number: int, one: Shot) -> tuple[str, ...]:
    product = f"MK-{10427 + 37 * number}"
    uri = f"https://market.example/{one.seller}/item/{product.lower()}"
    return f"images/{one.name}.jpg", product, one.title, uri, one.seller
