"""Each crop is read once, and what was read outlives the run."""

from recognizer.evaluation.remembering import RememberingReader
from tests.recognizer.evaluation.folders import picture
from tests.recognizer.evaluation.stand_ins import ColourReader


class CountingReader(ColourReader):
    def __init__(self):
        self.seen = 0

    def read(self, crops):
        self.seen += len(crops)
        return super().read(crops)


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
