import pytest


def test_a_new_workspace_has_three_lists_with_the_default_thresholds(call, call_json):
    code, out, _ = call("lists", "list")

    assert code == 0
    assert (
        "prohibited            severity 5  flagged from 30 %, certain from 95 %" in out
    )
    assert [one["name"] for one in call_json("lists", "list")] == [
        "prohibited", "trademark", "certification",
    ]  # fmt: skip


def test_a_list_is_added_and_edited(call, call_json):
    call("lists", "add", "fakes", "--severity", 5, "--policy", "Take it down.")

    edited = call_json("lists", "edit", "FAKES", "--rename", "copies", "--severity", 4)

    assert (edited["name"], edited["severity"]) == ("copies", 4)
    assert edited["policy_text"] == "Take it down."


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("edit", "trademark"), 2, "Say what to change"),  # empty
        (("edit", "brands", "--severity", 4), 1, "There are: prohibited, trademark"),
        (("add", "Trademark"), 1, "There is a list Trademark already"),
        (("thresholds", "trademark", "--undo"), 1, "no change of these thresholds"),
        (("thresholds", "trademark", "--suggested"), 1, "Too few decisions"),
        (("thresholds", "trademark", "--undo", "--inherit"), 2, "Give one of"),
        (("thresholds", "trademark", "--flag-from", 96), 2, "the lower one first"),
    ],
)
def test_what_cannot_be_done_is_said(call, words, code, said):
    got, _, err = call("lists", *words)

    assert got == code
    assert said in err


def test_thresholds_of_a_list_are_previewed_set_and_taken_back(call, call_json):
    asked = call("lists", "thresholds", "trademark", "--flag-from", 40, "--dry-run")[1]
    assert "With flagged from 40 %, certain from 95 %: " in asked
    assert "Nothing was changed." in asked
    assert "trademark: flagged from 30 %, certain from 95 % (the default)." in asked

    done = call_json("lists", "thresholds", "trademark", "--flag-from", 40)
    assert done["thresholds"]["own"] == {"uncertain": 0.4, "known": 0.95}
    assert done["effect"]["images_in"] == 0

    back = call("lists", "thresholds", "trademark", "--undo")[1]
    assert back.startswith("Taken back. The queue stays as it is.")
    assert "(the default)" in back


def test_a_symbol_takes_over_from_its_list_until_it_sets_its_own(call, logos):
    call("symbols", "add", "Heron", logos / "Heron/a.png")
    call("lists", "thresholds", "trademark", "--flag-from", 40)
    taken_over = call("symbols", "thresholds", "heron")[1]

    own = call("symbols", "thresholds", "heron", "--flag-from", 50)[1]

    assert (
        "flagged from 40 %, certain from 95 % (from the list trademark)" in taken_over
    )
    assert "flagged from 50 %, certain from 95 % (set for this symbol)" in own
    assert "10 confirmed matches and 10 rejected matches to go" in own
    inherited = call("symbols", "thresholds", "heron", "--inherit")[1]
    assert "(from the list trademark)" in inherited


def test_the_rules_of_a_list_are_shown_and_set(call, call_json):
    assert "become references when the reviewer says so." in call("lists", "list")[1]

    edited = call_json(
        "lists", "edit", "prohibited",
        "--references", "new_looks", "--approved-by", "curator",
    )  # fmt: skip

    assert (edited["reference_rule"], edited["approved_by"]) == ("new_looks", "curator")
    shown = call("lists", "list")[1]
    assert "where they look new; a curator approves what reviewers bring in." in shown
    assert call("lists", "edit", "prohibited", "--references", "perhaps")[0] == 2
