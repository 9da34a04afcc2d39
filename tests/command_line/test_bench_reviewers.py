"""`markwatch bench reviewers`: people at once, in a short run against a real server."""

import json

from storage.accounting import Account
from ui.command_line.bench import reviewers
from ui.command_line.main import run


def test_reviewers_at_once_lose_and_double_nothing(capsys):
    words = ["--reviewers", "3", "--minutes", "0.08", "--think", "0", "--draw", "0"]

    assert run(["bench", "reviewers", *words, "--cases", "60", "--json", "-"]) == 0

    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["account"]["decisions"] >= found["saved"] > 0
    assert found["troubles"] == {}
    rows = {row["name"]: row for row in found["rows"]}
    row = rows["decide to next case"]
    assert 0 < row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
    assert "| decide to next case |" in said.err
    assert "Lost, doubled or held by two: nothing." in said.err


def test_a_decision_that_was_lost_fails_the_load_test(monkeypatch, capsys):
    account = Account(1, 0, ("rejected of box 1",), (), (), (), ())
    result = reviewers.LoadResult("SQLite", 1, 1.0, 0.0, 10, [], 2, 2.0, 0, {}, account)
    monkeypatch.setattr(reviewers._LoadTest, "run", lambda *_: result)

    assert run(["bench", "reviewers"]) == 1
    assert "1 lost (rejected of box 1)" in capsys.readouterr().err
