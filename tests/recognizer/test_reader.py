"""Text that is plainly there is read; where there is none, none is made up."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from recognizer.reader import OcrReader, TextLineDetector
from recognizer.types import RGB, TextRead


@pytest.fixture(scope="module")
def reader() -> OcrReader:
    return OcrReader(threads=1)


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


def test_finds_the_lines_of_a_large_image_in_its_own_pixels() -> None:
    page = np.full((900, 1600, 3), 255, np.uint8)
    page[300:370, 700:1020] = printed("VANDELAY")

    (found,) = TextLineDetector(threads=1).detect([page])

    assert len(found) == 1
    np.testing.assert_allclose(found.xyxy[0], (712, 315, 935, 355), atol=20)


@pytest.mark.parametrize("size_hw", [(1, 1), (1, 3000), (200, 200)])
def test_finds_no_lines_where_nothing_is(size_hw: tuple[int, int]) -> None:
    blank = np.zeros((*size_hw, 3), np.uint8)

    (found,) = TextLineDetector(threads=1).detect([blank])

    assert len(found) == 0


READS_ONCE = """
import numpy as np
from recognizer.reader import OcrReader
OcrReader(threads=1).read([np.zeros((20, 20, 3), np.uint8)])
"""


def test_reading_leaves_no_mark_of_a_reporter_at_home(tmp_path: Path) -> None:
    """onnxruntime's telemetry begins with a device id in the home folder."""
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}

    words = [sys.executable, "-c", READS_ONCE]
    subprocess.run(words, env=environment, check=True, timeout=60)

    assert not list(tmp_path.rglob("deviceid"))
