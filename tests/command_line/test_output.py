import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from storage.errors import InvalidInputError
from storage.records import Action, RetroHuntResult
from ui.command_line.output import count_of, plain, report, write_array


@pytest.mark.parametrize("values", [[], [1], [{"a": "ä"}, {"a": None}]])
def test_a_streamed_array_reads_back(values):
    stream = StringIO()

    count = write_array(iter(values), stream)

    assert json.loads(stream.getvalue()) == values
    assert count == len(values)


def test_each_value_of_an_array_has_its_own_line():
    stream = StringIO()

    write_array([{"a": 1}, {"b": 2}], stream)

    assert stream.getvalue() == '[\n{"a": 1},\n{"b": 2}\n]\n'


def test_records_become_plain_values():
    when = datetime(2026, 1, 31, 12, tzinfo=UTC)

    assert plain(RetroHuntResult(region_ids=(1, 2)))["region_ids"] == [1, 2]
    assert plain({1: (when, Path("a"), Action.SKIPPED)}) == {
        "1": ["2026-01-31T12:00:00+00:00", "a", "skipped"]
    }


def test_json_on_standard_output_keeps_the_text_out_of_it(capsys):
    report("3 images.", {"images": 3}, json_to="-")

    out, err = capsys.readouterr()
    assert json.loads(out) == {"images": 3}
    assert err == "3 images.\n"


def test_json_in_a_file_leaves_the_text_on_standard_output(capsys, tmp_path):
    report("3 images.", {"images": 3}, json_to=str(tmp_path / "r.json"))

    assert json.loads((tmp_path / "r.json").read_text("utf-8")) == {"images": 3}
    assert capsys.readouterr() == ("3 images.\n", "")


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (0, "image", "0 images"),
        (1, "match", "1 match"),
        (2, "match", "2 matches"),
        (2, "box", "2 boxes"),
        (1200, "region", "1,200 regions"),
    ],
)
def test_counts_read_as_english(number, noun, expected):
    assert count_of(number, noun) == expected


def test_a_file_that_cannot_be_made_is_named(tmp_path):
    target = tmp_path / "no folder" / "r.json"

    with pytest.raises(InvalidInputError, match=r"r\.json cannot be written: No such"):
        report("", {}, json_to=str(target))
