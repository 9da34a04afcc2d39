"""The detector's backbone: EfficientNet-Lite0 that starts from ImageNet weights.

Owns building it as a plain timm network, so that saved detectors load wherever timm is,
without this package. The input is RGB in [0, 1], as ultralytics gives it.
"""

import timm
import torch
from torch import nn

_STRIDES_8_16_32 = (2, 3, 4)


def build_backbone() -> nn.Module:
    """Build the backbone with random weights; its forward gives three maps."""
    backbone: nn.Module = timm.create_model(
        "efficientnet_lite0", features_only=True, out_indices=_STRIDES_8_16_32
    )
    return backbone


def load_imagenet(backbone: nn.Module) -> None:
    """Fill the backbone with the packaged ImageNet weights.

    They were made for inputs in [-1, 1]; that scaling is folded into the first layer.
    """
    # An extra of training only, as is open_clip behind the embedder's module.
    from recognizer.training.embedder_model import load_imagenet_weights

    trunk = timm.create_model("tf_efficientnet_lite0", num_classes=0)
    load_imagenet_weights(trunk)
    source = trunk.state_dict()
    backbone.load_state_dict({name: source[name] for name in backbone.state_dict()})
    fold_input_scale(backbone)


def fold_input_scale(backbone: nn.Module) -> None:
    """Make a network for 2x - 1 take x: conv(2x - 1) = 2 conv(x) - sum of weights."""
    stem, norm = backbone.get_submodule("conv_stem"), backbone.get_submodule("bn1")
    weight, mean = stem.get_parameter("weight"), norm.get_buffer("running_mean")
    with torch.no_grad():
        mean.add_(weight.sum(dim=(1, 2, 3)))
        weight.mul_(2)
