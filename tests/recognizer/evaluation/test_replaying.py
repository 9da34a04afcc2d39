"""Each picture is perceived once, whatever it is asked for again."""

import numpy as np

from recognizer.evaluation.replaying import ReplayingRecognizer
from recognizer.pipeline import Recognizer
from tests.recognizer.evaluation.folders import picture
from tests.recognizer.evaluation.stand_ins import ColourEmbedder, PatchDetector


class CountingDetector(PatchDetector):
    def __init__(self):
        self.seen = 0

    def detect(self, images):
        self.seen += len(images)
        return super().detect(images)


def test_no_picture_is_perceived_as_nothing():
    plain = Recognizer(PatchDetector(), ColourEmbedder(), None)

    assert ReplayingRecognizer(plain).perceive([]) == []


def test_a_picture_is_perceived_once_and_says_the_same():
    plain = Recognizer(CountingDetector(), ColourEmbedder(), None)
    red = np.full((60, 60, 3), (250, 10, 10), np.uint8)
    expected = plain.perceive([red])[0]
    replaying = ReplayingRecognizer(plain)

    found = replaying.perceive([red, picture(1), red])
    again = replaying.perceive([red])

    assert plain.detector.seen == 3
    assert found[0] is found[2] is again[0]
    assert np.array_equal(found[0].embeddings, expected.embeddings)


def test_a_crop_is_perceived_once_and_is_no_image():
    plain = Recognizer(CountingDetector(), ColourEmbedder(), None)
    replaying = ReplayingRecognizer(plain)
    red = np.full((60, 60, 3), (250, 10, 10), np.uint8)

    first, again = (replaying.perceive_crop(red) for _ in range(2))

    assert first is again
    assert first.detections.xyxy.tolist() == [[0, 0, 60, 60]]
    assert plain.detector.seen == 0
