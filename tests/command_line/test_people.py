"""Users, tokens, webhooks, the audit log and data sets, from the command line."""

import csv
import io
import json
import zipfile

import pytest

from ui.command_line import user as user_verb

PASSWORD = "four words are enough"


@pytest.fixture
def typed(monkeypatch):
    """Let the next passwords be what somebody types."""

    def give(*lines):
        monkeypatch.setattr(
            user_verb.sys, "stdin", io.StringIO("".join(f"{one}\n" for one in lines))
        )

    return give


def test_a_user_is_added_changed_and_kept_out(call, call_json, typed):
    assert call_json("user", "list") == []
    typed(PASSWORD)
    assert call("user", "add", "Ada", "--role", "admin")[0] == 0
    assert call("user", "add", "Omar", "--role", "reviewer", "--no-password")[0] == 0
    typed("another one, as long")
    assert call("user", "password", "Ada")[0] == 0
    assert call("user", "role", "Omar", "--role", "curator")[0] == 0
    assert call("user", "sign-out", "Ada")[1] == "0 logins ended.\n"
    assert call("user", "disable", "Omar")[0] == 0

    ada, omar = call_json("user", "list")
    assert (ada["role"], ada["has_password"], ada["enabled"]) == ("admin", True, True)
    assert (omar["role"], omar["has_password"], omar["enabled"]) == (
        "curator", False, False
    )  # fmt: skip
    assert PASSWORD not in str(ada)
    assert call("user", "enable", "omar")[0] == 0


WRONG = [
    # words, what is typed, code, says
    (["user", "add", "Ada", "--role", "admin"], [], 2, "No password came"),
    (["user", "add", "Ada", "--role", "admin"], ["short"], 2, "10 to 1,000"),
    (["user", "add", "Ada", "--role", "king"], [PASSWORD], 2, "king"),
    (["user", "disable", "Nobody"], [], 1, "No user is named"),
    (["token", "revoke", "Nobody"], [], 1, "No token is named"),
    (["webhook", "add", "shop.example"], [], 2, "no address of a webhook"),
    (["webhook", "remove", "7"], [], 1, "no webhook 7"),
    (["webhook", "test", "7"], [], 1, "no webhook 7"),
]


@pytest.mark.parametrize(("words", "lines", "code", "says"), WRONG)
def test_what_goes_wrong_is_said(call, typed, words, lines, code, says):
    typed(*lines)

    given, _, err = call(*words)

    assert (given, says in err) == (code, True), err


def test_a_token_is_shown_once(call, call_json):
    code, out, _ = call("token", "add", "Shop", "--role", "curator")
    secret = out.strip()
    [listed] = call_json("token", "list")

    assert code == 0
    assert secret.startswith("mw_")
    assert secret not in json.dumps(listed)
    assert call("token", "revoke", "shop")[0] == 0
    assert call_json("token", "list")[0]["revoked_at"]


def test_a_webhook_is_listed_and_removed(call, call_json):
    added = call_json("webhook", "add", "https://shop.example/decisions")
    [listed] = call_json("webhook", "list")

    assert len(added["secret"]) > 30
    assert listed["url"] == "https://shop.example/decisions"
    assert added["secret"] not in json.dumps(listed)
    assert call("webhook", "retry", added["number"])[0] == 0
    assert call_json("webhook", "pause", added["number"])["paused"]
    assert "(paused)" in call("webhook", "list")[1]
    assert not call_json("webhook", "resume", added["number"])["paused"]
    assert call("webhook", "remove", added["number"])[0] == 0
    assert call_json("webhook", "list") == []


def test_the_audit_log_is_exported_with_who_did_it(call, logos, tmp_path):
    call("symbols", "import", logos, "--reviewer", "ines")
    file = tmp_path / "audit.csv"

    code, out, _ = call("audit", "export", file, "--kind", "symbol")
    _, alone, _ = call("audit", "export", "-", "--kind", "symbol")

    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert code == 0
    assert out == f"2 changes written to {file}.\n"
    assert {(row["person"], row["door"], row["did"]) for row in rows} == {
        ("ines", "command line", "added")
    }
    assert len(list(csv.DictReader(io.StringIO(alone)))) == 2


def test_data_sets_and_json_lines_are_written(call, photos, logos, tmp_path):
    call("symbols", "import", logos)
    call("scan", photos)

    for kind in ("coco", "yolo"):
        code, out, _ = call("export", tmp_path / f"{kind}.zip", "--format", kind)
        assert code == 0
        assert out.startswith("0 confirmed boxes of 0 symbols on 0 images")
    assert call("export", tmp_path / "set", "--format", "yolo")[0] == 0
    assert call("export", "-", "--format", "jsonl")[1] == ""

    with zipfile.ZipFile(tmp_path / "coco.zip") as archive:
        assert archive.namelist() == ["annotations.json"]
    assert (tmp_path / "set" / "data.yaml").exists()
    assert call("export", "-", "--format", "coco")[0] == 2


def test_without_an_admin_nobody_could_log_in(call):
    code, _, err = call("serve", "--auth", "--port", 49871, "--empty")

    assert code == 2
    assert "markwatch user add NAME --role admin" in err
