"""Text that is plainly there is read; where there is none, none is made up."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from recognizer.reader import Backend, OcrReader, TextLineDetector, best_backend
from recognizer.types import RGB, Detections, TextRead


@pytest.fixture(scope="module")
def reader() -> OcrReader:
    return OcrReader(threads=1)


@pytest.fixture(scope="module")
def line_detector() -> TextLineDetector:
    return TextLineDetector(threads=1)


def printed(*lines: str, size_px: int = 40) -> RGB:
    picture = Image.new("RGB", (320, 70 * len(lines)), "white")
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((12, 12 + 70 * row), line, "black", ImageFont.load_default(size_px))
    return np.array(picture)


def test_no_crops_give_no_texts(reader: OcrReader) -> None:
    assert reader.read([]) == []


def test_reads_lines_from_top_to_bottom(reader: OcrReader) -> None:
    (text,) = reader.read([printed("VANDELAY", "Industries")])

    assert text.text == "VANDELAY Industries"
    assert 0.8 < text.confidence <= 1


def test_reads_crops_in_their_order(reader: OcrReader) -> None:
    texts = reader.read([printed("HOOLI"), printed("INITECH", size_px=20)])

    assert [text.text for text in texts] == ["HOOLI", "INITECH"]


@pytest.mark.parametrize("size_hw", [(1, 1), (1, 400), (400, 1), (64, 64)])
def test_reads_nothing_where_nothing_is(
    reader: OcrReader, size_hw: tuple[int, int]
) -> None:
    blank = np.full((*size_hw, 3), 90, np.uint8)

    assert reader.read([blank]) == [TextRead()]


def page() -> RGB:
    """A large page with two words, far from each other."""
    pixels = np.full((900, 1600, 3), 255, np.uint8)
    pixels[300:370, 700:1020] = printed("VANDELAY")
    pixels[600:670, 200:520] = printed("HOOLI")
    return pixels


def test_finds_the_lines_of_a_large_image_in_its_own_pixels(
    line_detector: TextLineDetector,
) -> None:
    (found,) = line_detector.detect([page()])

    assert len(found) == 2
    highest = found.xyxy[np.argmin(found.xyxy[:, 1])]
    np.testing.assert_allclose(highest, (712, 315, 935, 355), atol=20)
    assert found.lines is not None
    np.testing.assert_allclose(found.lines.min(1), found.xyxy[:, :2], atol=1)


@pytest.mark.parametrize("size_hw", [(1, 1), (1, 3000), (200, 200)])
def test_finds_no_lines_where_nothing_is(
    line_detector: TextLineDetector, size_hw: tuple[int, int]
) -> None:
    blank = np.zeros((*size_hw, 3), np.uint8)

    (found,) = line_detector.detect([blank])

    assert len(found) == 0
    assert found.lines is not None
    assert found.lines.shape == (0, 4, 2)


VANDELAY, HOOLI = (690.0, 290.0, 960.0, 370.0), (190.0, 590.0, 400.0, 670.0)
BOTH, NEITHER = (150.0, 250.0, 1000.0, 700.0), (1200.0, 50.0, 1400.0, 150.0)


@pytest.mark.parametrize("who_finds_lines", ["reader", "detector"])
def test_each_box_has_the_lines_that_lie_in_it(
    reader: OcrReader, line_detector: TextLineDetector, who_finds_lines: str
) -> None:
    boxes = Detections.of([HOOLI, BOTH, NEITHER, VANDELAY])
    if who_finds_lines == "detector":
        (found,) = line_detector.detect([page()])
        boxes = replace(boxes, lines=found.lines)

    texts = reader.read_regions(page(), boxes)

    said = [text.text for text in texts]
    assert said == ["HOOLI", "VANDELAY HOOLI", "", "VANDELAY"]


def test_a_line_in_many_boxes_is_read_once(
    reader: OcrReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    recognise = reader._engine.recognise
    monkeypatch.setattr(
        reader._engine,
        "recognise",
        lambda lines: read.append(len(lines)) or recognise(lines),
    )

    reader.read_regions(page(), Detections.of([HOOLI] * 5 + [BOTH]))

    assert sum(read) == 2


def test_a_box_in_which_no_line_was_found_is_read_as_a_crop(reader: OcrReader) -> None:
    nothing_found = np.zeros((0, 4, 2), np.float32)
    tiny = (700.0, 300.0, 960.0, 310.0)
    boxes = replace(Detections.of([VANDELAY, tiny]), lines=nothing_found)

    texts = reader.read_regions(page(), boxes)

    assert [text.text for text in texts] == ["VANDELAY", ""]


def test_no_boxes_have_no_texts(reader: OcrReader) -> None:
    assert reader.read_regions(page(), Detections.empty()) == []


def test_both_backends_read_the_same() -> None:
    other = next(b for b in Backend if b is not best_backend())

    (text,) = OcrReader(threads=1, backend=other).read([printed("VANDELAY")])

    assert text.text == "VANDELAY"


def test_reads_japanese(reader: OcrReader) -> None:
    fonts = sorted(Path("/usr/share/fonts").rglob("*CJK*.ttc"))
    if not fonts:
        pytest.skip("no Japanese font is installed to print with")
    picture = Image.new("RGB", (320, 80), "white")
    font = ImageFont.truetype(fonts[0], 40)
    ImageDraw.Draw(picture).text((12, 12), "キリン", "black", font)

    (text,) = reader.read([np.array(picture)])

    assert text.text == "キリン"


READS_ONCE = """
import numpy as np
from recognizer.reader import Backend, OcrReader
for backend in Backend:
    OcrReader(threads=1, backend=backend).read([np.zeros((20, 20, 3), np.uint8)])
"""


def test_reading_leaves_no_mark_of_a_reporter_at_home(tmp_path: Path) -> None:
    """Telemetry begins with a device id in the home folder."""
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}

    words = [sys.executable, "-c", READS_ONCE]
    subprocess.run(words, env=environment, check=True, timeout=60)

    assert not list(tmp_path.rglob("deviceid"))
    assert not list(tmp_path.rglob("openvino_ga_cid"))
