"""A YOLO of a few layers with random weights, for tests of what runs around one."""

import os
from pathlib import Path

TINY_YAML = """
nc: 2
backbone:
  - [-1, 1, Conv, [8, 3, 2]]
  - [-1, 1, Conv, [8, 3, 2]]
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 1, Conv, [16, 3, 2]]
head:
  - [[2, 3, 4], 1, Detect, [nc]]
"""


def save_tiny_yolo(folder: Path, *, size_px: int = 160) -> Path:
    """Write untrained weights and their card; return the path of the weights."""
    os.environ.setdefault("YOLO_OFFLINE", "true")
    os.environ.setdefault("YOLO_AUTOINSTALL", "false")
    os.environ.setdefault("YOLO_VERBOSE", "false")
    import torch
    from ultralytics.models import YOLO

    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.yaml").write_text(TINY_YAML)
    weights = folder / "untrained.pt"
    YOLO(str(folder / "tiny.yaml"), task="detect").save(weights)
    (folder / "markwatch.json").write_text(f'{{"image_size_px": {size_px}}}')
    return weights
