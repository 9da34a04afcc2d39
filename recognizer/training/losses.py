"""ProxyNCA++ and ProxyNCAHN++ (Hubenthal & Kumar, WACV 2023, arXiv 2309.10206)."""

import torch
from torch import Tensor
from torch.nn import functional as F

SIGMA = 0.06


def proxy_nca_hn(
    embeddings: Tensor,
    labels: Tensor,
    proxies: Tensor,
    *,
    hard_negatives: Tensor | None = None,
    sigma: float = SIGMA,
) -> Tensor:
    """Return the mean loss of a batch, equations (3) and (4, 5) of the paper.

    embeddings: (N, D) of any length. labels: (N,) rows of `proxies` (C, D).
    hard_negatives: (N, N) bool, true where the class of column j is a hard negative
    of the class of row i: those embeddings join the proxies in row i's denominator.
    None, or a row without any, gives ProxyNCA++.

    With squared distances of unit vectors, exp(-d / sigma) is a softmax over cosines
    of scale 2 / sigma; the constant -2 / sigma is kept so that each term is the
    paper's.
    """
    unit = F.normalize(embeddings.float() if _is_half(embeddings) else embeddings)
    centres = F.normalize(proxies)
    logits = _closeness(unit @ centres.T, sigma)  # (N, C)
    if hard_negatives is not None:
        others = _closeness(unit @ unit.T, sigma)  # (N, N)
        others = others.masked_fill(~hard_negatives, float("-inf"))
        logits = torch.cat([logits, others], dim=1)
    return F.cross_entropy(logits, labels)


def _closeness(cosines: Tensor, sigma: float) -> Tensor:
    """Return -d / sigma of unit vectors, where d = 2 - 2 cos."""
    return (2 * cosines - 2) / sigma


def _is_half(tensor: Tensor) -> bool:
    return tensor.dtype in (torch.float16, torch.bfloat16)
