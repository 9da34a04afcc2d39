"""Reports are one file, open nothing else, and say what a person asks of them."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from recognizer.evaluation.figures import Figure
from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.perceptual_hash import HashEmbedder
from recognizer.evaluation.report.detection_report import write_detection_report
from recognizer.evaluation.report.end_to_end_report import write_end_to_end_report
from recognizer.evaluation.report.framing import framed
from recognizer.evaluation.report.page import Page, Picture
from recognizer.evaluation.report.retrieval_report import write_retrieval_report
from recognizer.evaluation.runs import run_detection, run_end_to_end, run_retrieval
from recognizer.pipeline import Recognizer
from tests.recognizer.evaluation.folders import picture, voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    PatchDetector,
    patched,
)

LEFT, RIGHT = (10, 20, 40, 50), (90, 20, 150, 80)
NASTY = "<script>alert(1)</script>"
FIGURE = Figure(0.5, 0.4, 0.6, 9)


@pytest.fixture
def data(tmp_path):
    """Photographs with a confusion, a logo without a box and a false match."""
    cases = [
        ("a", [("red", LEFT)], [("red", LEFT)]),
        ("b", [("red", LEFT)], [("red", LEFT)]),
        ("c", [("green", LEFT)], [(NASTY.replace("<", "&lt;"), LEFT)]),
        ("d", [("green", LEFT)], [(NASTY.replace("<", "&lt;"), LEFT)]),
        ("e", [("red", LEFT)], [(NASTY.replace("<", "&lt;"), LEFT)]),
        ("f", [("red", LEFT)], [("red", LEFT), ("red", RIGHT)]),
    ]
    for speck, (name, patches, labels) in enumerate(cases):
        patched(tmp_path / f"JPEGImages/{name}.png", patches, speck=speck)
        write(tmp_path / f"Annotations/{name}.xml", voc_xml(*labels))
    return load_data_set(tmp_path)


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.found += [v for k, v in attrs if k in {"src", "href"} and v]


def checked(path):
    """Return the page's text, once it is known to be well made and to need no other."""
    text = path.read_text("utf-8")
    links = Links()
    links.feed(text)
    outside = [v for v in links.found if not v.startswith(("data:", "#"))]
    assert path.name == "index.html"
    assert outside == []
    assert "script" not in links.tags
    assert NASTY not in text
    return text


def test_a_retrieval_report_shows_the_worst_confusions(data, tmp_path):
    embedders = [ColourEmbedder(), HashEmbedder()]
    run = run_retrieval(data, embedders, reader=None, seed=0)

    text = checked(write_retrieval_report(run, tmp_path / "report"))

    assert "recall_at_1.all_strict" in text
    assert "perceptual-hash less colours" in text
    assert re.search(r"taken for red</span>.*similarity 1\.000", text)
    assert text.count("<svg") == 3  # two symbols: nothing can be unknown


def test_a_retrieval_report_without_strict_queries_ends_with_the_figures(tmp_path):
    for name, colour in (("a", "red"), ("b", "green")):
        boxes = [(colour, LEFT), (colour, RIGHT)]
        patched(tmp_path / f"JPEGImages/{name}.png", boxes)
        write(tmp_path / f"Annotations/{name}.xml", voc_xml(*boxes))
    run = run_retrieval(
        load_data_set(tmp_path), [ColourEmbedder()], reader=None, seed=0
    )

    text = checked(write_retrieval_report(run, tmp_path / "report"))

    assert "recall_at_1.all" in text
    assert "Worst confusions" not in text


def test_a_detection_report_shows_missed_logos(data, tmp_path):
    run = run_detection(data, PatchDetector(), confidence=0.5, seed=0)

    text = checked(write_detection_report(run, tmp_path / "report"))

    assert "f.png, 60 x 60 px" in text
    assert "a.png" not in text


def test_a_detection_report_of_no_box_at_all_is_written(data, tmp_path):
    class BlindDetector(PatchDetector):
        def _detect(self, image):
            return super()._detect(np.zeros_like(image))

    run = run_detection(data, BlindDetector(), confidence=0.5, seed=0)

    assert "a.png" in checked(write_detection_report(run, tmp_path / "report"))


def test_an_end_to_end_report_shows_false_matches_and_misses(data, tmp_path):
    recognizer = Recognizer(PatchDetector(), ColourEmbedder(), None)
    run = run_end_to_end(data, recognizer, shots=1, seed=3)

    text = checked(write_end_to_end_report(run, tmp_path / "report"))

    assert "false_matches_per_1000" in text
    assert "Worst false matches" in text
    assert re.search(r"Worst false matches</h2>.*named (red|&lt;script).*\.png", text)
    assert "Worst confusions" in text
    assert re.search(r"Missed logos</h2>.*f\.png, 60 px", text)


def test_what_was_left_out_is_in_the_report(data, tmp_path):
    write(data.folder / "Annotations/g.xml", voc_xml(("red", LEFT)))
    run = run_detection(
        load_data_set(data.folder), PatchDetector(), confidence=0.5, seed=0
    )

    text = checked(write_detection_report(run, tmp_path / "report"))

    assert "annotation without an image left out" in text


def test_texts_of_a_data_set_are_escaped(tmp_path):
    page = Page(NASTY, NASTY)
    page.heading(NASTY, NASTY)
    page.sentences([NASTY])
    page.table([NASTY], [[NASTY]])
    page.headline({NASTY: FIGURE})
    page.bars({NASTY: {NASTY: FIGURE, "other": FIGURE}})
    page.plots({NASTY: "<svg></svg>"})
    page.pictures([Picture((picture(0),), (f'"{NASTY}',), NASTY)])

    text = checked(page.save(tmp_path))

    # The title and a heading twice, the alternative text and its line, all else once.
    assert text.count("&lt;script&gt;") == 16


def test_the_same_run_gives_the_same_report(data, tmp_path):
    pages = []
    for name in ("one", "two"):
        run = run_detection(data, PatchDetector(), confidence=0.5, seed=0)
        path = write_detection_report(run, tmp_path / name)
        pages.append(path.read_text("utf-8"))

    assert pages[0] == pages[1]


def test_a_box_is_drawn_around_and_never_over_the_logo():
    image = np.zeros((100, 160, 3), np.uint8)
    image[20:50, 10:40] = 255

    shown = framed(image, (10, 20, 40, 50))

    assert (shown == 255).all(2).sum() == 30 * 30
    assert (shown == (255, 0, 90)).all(2).any()
    assert not (image == (255, 0, 90)).all(2).any()


@pytest.mark.parametrize(
    "box", [(0, 0, 160, 100), (-5, -5, 20, 20), (150, 90, 170, 110)]
)
def test_a_box_at_the_edge_can_be_drawn(box):
    shown = framed(np.zeros((100, 160, 3), np.uint8), box)

    assert shown.size
