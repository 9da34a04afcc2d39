"""Each crop is read once, and what was read outlives the run."""

from dataclasses import replace

import numpy as np

from recognizer.evaluation.remembering import RememberingDetector, RememberingReader
from recognizer.types import Detections
from tests.recognizer.evaluation.folders import picture
from tests.recognizer.evaluation.stand_ins import ColourReader


class CountingReader(ColourReader):
    def __init__(self):
        self.seen = 0

    def read(self, crops):
        self.seen += len(crops)
        return super().read(crops)

    def read_regions(self, image, boxes):
        self.seen += len(boxes)
        return super().read_regions(image, boxes)


def red(height):
    crop = picture(0, (10, height)).copy()
    crop[:] = (250, 10, 10)
    return crop


def test_no_crop_is_read_as_nothing(tmp_path):
    assert RememberingReader(ColourReader(), tmp_path).read([]) == []


def test_a_crop_is_read_once_in_this_run_and_the_next(tmp_path):
    crops = [picture(1), red(8), picture(1)]
    plain, first = ColourReader().read(crops), CountingReader()

    found = RememberingReader(first, tmp_path).read(crops)
    again = CountingReader()
    found_again = RememberingReader(again, tmp_path).read([*crops, red(9)])

    assert found == plain
    assert first.seen == 2
    assert found_again == [*plain, plain[1]]
    assert again.seen == 1  # another shape is another crop


def test_a_line_that_a_stopped_run_left_half_is_read_anew(tmp_path):
    RememberingReader(ColourReader(), tmp_path).read([red(8)])
    (path,) = tmp_path.iterdir()
    path.write_text(path.read_text("utf-8")[:40] + "\n", "utf-8")
    reader = CountingReader()

    found = RememberingReader(reader, tmp_path).read([red(8)])

    assert found[0].text == "red"
    assert reader.seen == 1


def test_the_boxes_of_an_image_are_read_once_in_this_run_and_the_next(tmp_path):
    image = picture(1, (40, 40))
    boxes = Detections.of([(0, 0, 20, 20), (5, 5, 30, 30)])
    plain, first = ColourReader().read_regions(image, boxes), CountingReader()

    found = RememberingReader(first, tmp_path).read_regions(image, boxes)
    again = CountingReader()
    remembering = RememberingReader(again, tmp_path)

    assert found == remembering.read_regions(image, boxes) == plain
    assert again.seen == 0
    remembering.read_regions(image, Detections.of([(0, 0, 20, 20)]))
    assert again.seen > 0  # beside other boxes a box may be read otherwise


def test_a_detector_is_asked_once_and_its_lines_are_kept(tmp_path):
    corners = np.arange(16, dtype=np.float32).reshape(2, 4, 2)
    found = replace(Detections.of([(1, 2, 3, 4)]), lines=corners)

    class Lines:
        model_id = "lines"

        def detect(self, images):
            return [found for _ in images]

    for _ in range(2):
        detector = RememberingDetector(Lines(), tmp_path, settings="")
        [kept] = detector.detect([picture(1)])
        assert kept.lines.tolist() == corners.tolist()
        assert kept.xyxy.tolist() == found.xyxy.tolist()
