"""The ledger is made of what the runs wrote, and of nothing else."""

import json

import pytest

from recognizer.evaluation.figures import (
    Compared,
    Evaluation,
    Figure,
    SweptPoint,
    from_json,
    to_json,
)
from recognizer.evaluation.labelled import EvaluationError
from recognizer.evaluation.ledger import (
    END,
    RUNS,
    START,
    replace_between,
    write_tables,
)

NONE = float("nan")
BY_NAME = {run.name: run for run in RUNS}


def evaluation(task="retrieval", **more):
    figures = {"recall_at_1.one_shot": Figure(0.66, 0.606, 0.717, 1127)}
    better = {"recall_at_1.one_shot": Figure(0.799, 0.748, 0.833, 1127)}
    gain = {"recall_at_1.one_shot": Figure(0.139, 0.116, 0.142, 1127)}
    names = ("look + eye", "imagenet-efficientnet-lite0", "eye")
    compared = tuple(Compared(name, better, gain) for name in names)
    whole = {"embedder": "look", "figures": figures, "compared": compared, **more}
    return Evaluation(task=task, data="somewhere", **whole)


def write(folder, name, content):
    (folder / f"{name}.json").write_text(content, "utf-8")


def test_an_evaluation_survives_its_json():
    own = evaluation(
        left_out=("One.",),
        thresholds=(0.3, 0.95),
        calibrated=True,
        sweep=(SweptPoint(0.5, 0.25, 12.0),),
        words_told_by="reader",
        images=3,
    )

    assert from_json(to_json(own)) == own
    unknown = from_json(to_json(evaluation(figures={"x": Figure(NONE, NONE, NONE, 0)})))
    assert unknown.figures["x"].value != unknown.figures["x"].value


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"figures": 3}'])
def test_what_is_no_evaluation_is_refused(text, tmp_path):
    with pytest.raises(ValueError, match=r"evaluation|Expecting"):
        from_json(text)
    write(tmp_path, "retrieval-jp_beer", text)
    with pytest.raises(EvaluationError, match="--only retrieval-jp_beer"):
        write_tables(tmp_path)


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match="holds no result"):
        write_tables(tmp_path)


def test_every_way_has_a_column_and_the_gains_are_paired(tmp_path):
    write(tmp_path, "retrieval-flickrlogos27", to_json(evaluation()))

    text = write_tables(tmp_path)

    assert "markwatch evaluate retrieval --data DATA/test/flickrlogos27" in text
    head = "| figure | n | `look` | with text | ImageNet weights | text alone |"
    assert head in text
    row = "| `recall_at_1.one_shot` | 1,127 | 66.0 (60.6 to 71.7) | 79.9 (74.8 to 83.3)"
    assert row in text
    assert "| with text | `recall_at_1.one_shot` | +13.9 (+11.6 to +14.2) |" in text
    assert "Detection" not in text


def test_the_headline_may_be_look_and_text(tmp_path):
    own = evaluation("end-to-end", embedder="look + eye", detector="finder")
    others = ("look", "eye", "new")
    compared = tuple(Compared(name, own.figures, {}) for name in others)
    whole = Evaluation(
        task="end-to-end",
        data="somewhere",
        embedder="look + eye",
        figures=own.figures,
        compared=compared,
        thresholds=(0.3, 0.95),
        calibrated=True,
    )
    write(tmp_path, "end-to-end-jp_beer", to_json(whole))

    text = write_tables(tmp_path)

    assert "| `look + eye` | look alone | text alone | `new` |" in text
    assert "known from 0.95, on the probability" in text


def test_detection_is_one_table_with_a_column_a_run(tmp_path):
    figures = {"boxes_per_image": Figure(5.3, 4.9, 5.7, 200)}
    more = {"compared": (), "objects": 9, "images": 200, "detector": "finder"}
    own = evaluation("detection", figures=figures, **more)
    write(tmp_path, "detection-flickrlogos27-yolo", to_json(own))
    write(tmp_path, "detection-vn_beverage-both", to_json(own))

    text = write_tables(tmp_path)

    assert "| figure | FlickrLogos-27, yolo | Beverages, held out, both |" in text
    assert "| `boxes_per_image` | 5.3 (4.9 to 5.7) | 5.3 (4.9 to 5.7) |" in text
    assert "--data DATA/train/vn_beverage --held-out 0.15" in text
    assert "9 logos on 200 images; yolo: `finder`; both: `finder`." in text


def test_what_decisions_teach_is_a_table(tmp_path):
    figure = {"value": 0.5, "low": 0.4, "high": 0.6, "n": 9}
    row = {
        "decisions": 2000,
        "remembers_rejected": True,
        "adds_references": False,
        "precision": figure,
        "recall": dict.fromkeys(("value", "low", "high"), None) | {"n": 0},
        "boxes_per_image": 1.25,
        "precision_ratio": figure,
        "recall_ratio": None,
    }
    write(tmp_path, "learning-vn_beverage", json.dumps([row]))

    text = write_tables(tmp_path)

    wanted = "| 2,000 | remembered | do not | 50.0 (40.0 to 60.0) | - | 1.25 | "
    assert f"{wanted}0.500 (0.400 to 0.600) | - |" in text


def test_tables_go_between_the_marks_and_nowhere_else():
    text = f"before\n{START}\nold\n{END}\nafter"

    once = replace_between(text, "new\n")

    assert once == f"before\n{START}\n\nnew\n\n{END}\nafter"
    assert replace_between(once, "new\n") == once
    with pytest.raises(EvaluationError, match="has no lines"):
        replace_between(f"{START} only", "new")


def test_runs_have_names_of_their_own_and_name_their_data():
    assert len(BY_NAME) == len(RUNS)
    words = BY_NAME["detection-vn_beverage-text"].words("root")
    assert words[:4] == ["evaluate", "detection", "--data", "root/train/vn_beverage"]
    assert "--held-out" in words
