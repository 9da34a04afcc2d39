"""The built-in embedder, and every other way to name one."""

import json
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch

from recognizer.embedder import ClipEmbedder, resolve
from recognizer.errors import ModelError
from recognizer.image_tower import Backend
from recognizer.openvino_runtime import openvino_version
from recognizer.types import RGB

TINY = {
    "embed_dim": 16,
    "vision_cfg": {
        "image_size": 32,
        "layers": 1,
        "width": 32,
        "head_width": 16,
        "patch_size": 16,
    },
    "text_cfg": {
        "context_length": 77,
        "vocab_size": 49408,
        "width": 16,
        "heads": 1,
        "layers": 1,
    },
}


@pytest.fixture(scope="module")
def builtin() -> ClipEmbedder:
    return ClipEmbedder(backend=Backend.TORCH)


def pictures(count: int) -> list[RGB]:
    rng = np.random.default_rng(0)
    shapes = [(20, 60), (90, 30), (1, 1), (64, 64), (200, 3)]
    return [
        rng.integers(0, 256, (*shapes[i % 5], 3), dtype=np.uint8) for i in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 70])  # 70: more than one batch
def test_gives_one_unit_row_a_crop(builtin: ClipEmbedder, count: int) -> None:
    rows = builtin.embed(pictures(count))

    assert rows.shape == (count, builtin.dim)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_crop_embeds_alike_alone_and_in_a_batch(builtin: ClipEmbedder) -> None:
    crops = pictures(5)

    together = builtin.embed(crops)
    alone = np.concatenate([builtin.embed([crop]) for crop in crops])

    assert (together * alone).sum(1).min() > 0.9999


@pytest.mark.skipif(openvino_version() is None, reason="openvino is not installed")
def test_the_export_gives_what_torch_gives_and_is_kept(
    builtin: ClipEmbedder, tmp_path: Path
) -> None:
    crops = pictures(70)
    expected = builtin.embed(crops)
    for kept_before in (0, 1):
        assert len(list(tmp_path.glob("*.xml"))) == kept_before

        fast = ClipEmbedder(cache_dir=tmp_path)

        assert fast.runs_by.startswith("OpenVINO ")
        assert (fast.dim, fast.model_id) == (builtin.dim, builtin.model_id)
        assert (fast.embed(crops) * expected).sum(1).min() > 1 - 1e-3
        np.testing.assert_allclose(
            fast.embed_text(["Heinz"]), builtin.embed_text(["Heinz"]), atol=1e-5
        )


def test_texts_share_the_space_and_spelling_tells_them_apart(
    builtin: ClipEmbedder,
) -> None:
    heinz, heinz_again, other = builtin.embed_text(["Heinz", "heinz ", "Heinx"])

    assert heinz.shape == (builtin.dim,)
    assert heinz @ heinz_again == pytest.approx(1, abs=1e-5)
    assert heinz @ other < 0.9999
    assert builtin.embed_text([]).shape == (0, builtin.dim)


def test_takes_an_open_clip_name_with_a_checkpoint_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tiny-logo-clip.json").write_text(json.dumps(TINY))
    open_clip.add_model_config(tmp_path)
    model = open_clip.create_model("tiny-logo-clip")
    torch.save(model.state_dict(), tmp_path / "logo.pt")
    monkeypatch.chdir(tmp_path)

    embedder = ClipEmbedder("tiny-logo-clip/logo.pt")

    assert embedder.dim == 16
    assert embedder.model_id.startswith("tiny-logo-clip@")
    assert embedder.embed_text(["a"]).shape == (1, 16)


def test_a_pretrained_tag_names_itself() -> None:
    source = resolve("ViT-B-16/laion2b_s34b_b88k")

    assert source.pretrained == "laion2b_s34b_b88k"
    assert source.model_id == "ViT-B-16/laion2b_s34b_b88k"


@pytest.mark.parametrize(
    ("tag", "quick"), [("openai", True), ("laion2b_s34b_b79k", False)]
)
def test_weights_get_the_activation_that_they_were_trained_with(
    tag: str, quick: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    def create(name: str, **options: object) -> None:
        given.update(options)
        raise RuntimeError("no connection")

    monkeypatch.setattr(open_clip, "create_model", create)

    with pytest.raises(ModelError, match="no connection"):
        ClipEmbedder(f"ViT-B-32/{tag}")

    assert given["force_quick_gelu"] is quick


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ("", "names no embedder"),
        ("ViT-B-32", "names no embedder"),
        ("ViT-Z-99/openai", "names no embedder"),
        ("ViT-B-32/no-such-tag", "no file and no pretrained tag of ViT-B-32"),
    ],
)
def test_what_names_no_embedder_is_refused_in_words(spec: str, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        resolve(spec)


def test_a_broken_checkpoint_is_refused_in_words(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pt"
    broken.write_bytes(b"not weights")

    with pytest.raises(ModelError, match=r"broken\.pt cannot be loaded"):
        ClipEmbedder(f"ViT-B-32/{broken}")
