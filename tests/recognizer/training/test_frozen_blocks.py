"""Freezing keeps exactly the first blocks, in towers of several makes."""

import open_clip
import pytest
from torch import nn

from recognizer.training.frozen_blocks import FrozenBlocksError, freeze_blocks

VIT = {"image_size": 16, "layers": 3, "width": 16, "head_width": 8, "patch_size": 8}
TIMM = {"timm_model_pretrained": False, "timm_pool": "", "timm_proj": "linear"}
EFFICIENTNET = {**TIMM, "timm_model_name": "test_efficientnet", "image_size": 32}
CONVNEXT = {**TIMM, "timm_model_name": "test_convnext", "image_size": 32}
TEXT = {"context_length": 8, "vocab_size": 9, "width": 8, "heads": 1, "layers": 1}


def tower(vision: dict) -> nn.Module:
    return open_clip.CustomTextCLIP(8, vision, TEXT).visual


@pytest.mark.parametrize(
    ("vision", "first", "last"),
    [
        (VIT, "transformer.resblocks.1.", "transformer.resblocks.2."),
        (EFFICIENTNET, "trunk.blocks.1.", "trunk.blocks.2."),
        (CONVNEXT, "trunk.stages.1.", "trunk.stages.2."),
    ],
    ids=["open_clip ViT", "timm EfficientNet", "timm ConvNeXt"],
)
def test_what_comes_before_the_next_block_is_frozen_and_no_more(
    vision: dict, first: str, last: str
) -> None:
    visual = tower(vision)
    freeze_blocks(visual, 2)

    names = list(dict(visual.named_parameters()))
    frozen = [n for n, p in visual.named_parameters() if not p.requires_grad]

    assert any(name.startswith(first) for name in frozen)
    assert frozen == names[: len(frozen)]
    assert names[len(frozen)].startswith(last)


def test_none_are_frozen_by_default() -> None:
    visual = tower(VIT)
    freeze_blocks(visual, 0)

    assert all(parameter.requires_grad for parameter in visual.parameters())


def test_more_blocks_than_there_are_is_said() -> None:
    with pytest.raises(FrozenBlocksError, match="is 4, but the image tower has 3"):
        freeze_blocks(tower(VIT), 4)


def test_a_tower_without_known_blocks_is_said() -> None:
    with pytest.raises(FrozenBlocksError, match="set frozen_blocks to 0"):
        freeze_blocks(nn.Linear(2, 2), 1)
