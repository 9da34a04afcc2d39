"""Which weights of an image tower stay as they are.

Owns finding the blocks of a tower, whatever open_clip or timm call them.
"""

from torch import nn

from recognizer.errors import MarkwatchError

_STACKS = ("trunk.blocks", "trunk.stages", "trunk.layers", "transformer.resblocks")


class FrozenBlocksError(MarkwatchError):
    """The first blocks of an image tower cannot be frozen as they were asked to."""


def freeze_blocks(tower: nn.Module, count: int) -> None:
    """Keep the first `count` blocks and all that comes before them as they are.

    0 keeps nothing. Raises FrozenBlocksError for a tower without a known stack of
    blocks, or with fewer.
    """
    if count == 0:
        return
    stack = _stack(tower)
    blocks = len(dict(tower.get_submodule(stack).named_children()))
    if count > blocks:
        raise FrozenBlocksError(
            f"frozen_blocks is {count}, but the image tower has {blocks}: give fewer."
        )
    kept = tuple(f"{stack}.{at}." for at in range(count))
    behind = False
    for name, parameter in tower.named_parameters():
        behind |= name.startswith(f"{stack}.")
        if name.startswith(kept) or not behind:
            parameter.requires_grad_(False)


def _stack(tower: nn.Module) -> str:
    for name in _STACKS:
        try:
            tower.get_submodule(name)
        except AttributeError:
            continue
        return name
    raise FrozenBlocksError(
        "The image tower has no stack of blocks that is known: set frozen_blocks to 0."
    )
