import math

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from recognizer.training.losses import proxy_nca_hn


def by_definition(x, labels, proxies, hard, sigma):
    """Equations (1) to (5) of arXiv 2309.10206, written out in float64."""

    def d(a, b):
        return float(((a / np.linalg.norm(a) - b / np.linalg.norm(b)) ** 2).sum())

    losses = []
    for i, label in enumerate(labels):
        top = math.exp(-d(x[i], proxies[label]) / sigma)
        bottom = sum(math.exp(-d(x[i], z) / sigma) for z in proxies)
        bottom += sum(
            math.exp(-d(x[i], x[j]) / sigma) for j in range(len(x)) if hard[i][j]
        )
        losses.append(-math.log(top / bottom))
    return sum(losses) / len(losses)


def example(seed: int):
    rng = np.random.default_rng(seed)
    x, proxies = rng.normal(size=(6, 5)), rng.normal(size=(4, 5))
    labels = rng.integers(0, 4, 6)
    hard = (rng.random((6, 6)) < 0.4) & (labels[:, None] != labels[None])
    return x, labels, proxies, hard


@pytest.mark.parametrize("sigma", [0.06, 0.5])
@pytest.mark.parametrize("seed", range(5))
def test_the_loss_is_the_paper_s(seed: int, sigma: float) -> None:
    x, labels, proxies, hard = example(seed)

    loss = proxy_nca_hn(
        torch.tensor(x),
        torch.tensor(labels),
        torch.tensor(proxies),
        hard_negatives=torch.tensor(hard),
        sigma=sigma,
    )

    assert float(loss) == pytest.approx(by_definition(x, labels, proxies, hard, sigma))


def test_without_hard_negatives_it_is_cross_entropy_of_scaled_cosines() -> None:
    x, labels, proxies, hard = example(7)
    points, centres = torch.tensor(x), torch.tensor(proxies)
    cosines = F.normalize(points) @ F.normalize(centres).T
    expected = F.cross_entropy(cosines * 2 / 0.06, torch.tensor(labels))

    none = proxy_nca_hn(points, torch.tensor(labels), centres)
    empty = proxy_nca_hn(
        points,
        torch.tensor(labels),
        centres,
        hard_negatives=torch.zeros_like(torch.tensor(hard)),
    )

    assert float(none) == pytest.approx(float(expected))
    assert float(empty) == pytest.approx(float(expected))


def test_hard_negatives_only_add_to_the_loss() -> None:
    x, labels, proxies, hard = example(3)
    arguments = torch.tensor(x), torch.tensor(labels), torch.tensor(proxies)
    assert hard.any()

    with_them = proxy_nca_hn(*arguments, hard_negatives=torch.tensor(hard))

    assert with_them > proxy_nca_hn(*arguments)


def test_gradients_agree_with_finite_differences() -> None:
    x, labels, proxies, hard = example(1)
    points = torch.tensor(x, requires_grad=True)
    centres = torch.tensor(proxies, requires_grad=True)

    def loss(a, b):
        mask = torch.tensor(hard)
        return proxy_nca_hn(a, torch.tensor(labels), b, hard_negatives=mask, sigma=0.5)

    assert torch.autograd.gradcheck(loss, (points, centres))


def test_half_precision_embeddings_are_compared_in_single_precision() -> None:
    x, labels, proxies, _ = example(2)
    points = torch.tensor(x, dtype=torch.float32)
    centres = torch.tensor(proxies, dtype=torch.float32)

    loss = proxy_nca_hn(points.bfloat16(), torch.tensor(labels), centres)

    assert loss.dtype == torch.float32
    exact = proxy_nca_hn(points.bfloat16().float(), torch.tensor(labels), centres)
    assert float(loss) == pytest.approx(float(exact))
