"""The handlers of the Review screen, without a browser."""

from collections.abc import Callable
from typing import Any

import gradio as gr
import pytest

from storage.records import NewReference, ScanProgress, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, fake_calibration, scene_png
from ui.progress_board import ScanProgressBoard
from ui.review import ReviewScreen

Card = dict[str, Any]
ACORN, BIRCH, UNSEEN = 1, 2, 9


def add(workspace: Workspace, name: str, seed: int) -> int:
    symbol = SymbolInput(name, "trademark")
    reference = NewReference(draw_mark(seed), f"{name}.png")
    return add_symbol(workspace, symbol, [reference], by="kim").symbol.id


def scan(workspace: Workspace, name: str, *marks: Placed) -> None:
    scan_image(workspace, scene_png(*marks), name=name)


@pytest.fixture
def screen(workspace: Workspace) -> ReviewScreen:
    return ReviewScreen(workspace, reviewer="kim", scan_progress=None)


def send(handler: Callable[[gr.EventData], Card], **data: object) -> Card:
    """Send an event as the card does."""
    return handler(gr.EventData(None, {"request_id": "r", **data}))


def decide(screen: ReviewScreen, card: Card, region: int = 0, **data: object) -> Card:
    case = card["case"]
    press = {
        "request_id": f"press-{case['id']}-{case['version']}-{region}",
        "case_id": case["id"],
        "case_version": case["version"],
        "region_id": case["regions"][region]["id"],
    }
    return send(screen.decide, **{**press, **data})


def test_an_empty_workspace_has_no_case(screen: ReviewScreen) -> None:
    card = send(screen.open, request_id="a", case_id=None)

    assert card["case"] is None
    assert card["answered"] == "a"
    assert card["error"] == ""
    assert card["queue"]["images"] == 0
    assert [item["name"] for item in card["lists"]]


def test_the_next_case_opens_with_its_matches(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    acorn = add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))

    case = send(screen.open, case_id=None)["case"]

    [region] = case["regions"]
    assert region["waiting"]
    assert region["decision"] is None
    [match] = region["matches"]
    assert (match["symbol_id"], match["name"]) == (acorn, "Acorn")
    assert match["probability"] is None
    assert match["likelihood"] is None
    assert match["verdict"] == "known"
    assert case["image"]["src"].startswith("/media/image/")


def test_a_calibrated_match_says_how_likely_it_is(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    workspace.calibrations.save([fake_calibration(even=0.8)])
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))

    case = send(screen.open, case_id=None)["case"]

    [match] = case["regions"][0]["matches"]
    assert match["likelihood"] == "98 %, almost certain"
    assert match["verdict"] == "known"


def test_deciding_the_last_box_brings_the_next_case(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    acorn = add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    scan(workspace, "two.png", Placed(ACORN, x=150))
    first = send(screen.open, case_id=None)

    second = decide(screen, first, action="confirmed", symbol_id=acorn)
    third = decide(screen, second, action="rejected")

    assert second["case"]["id"] != first["case"]["id"]
    assert third["case"] is None
    assert third["queue"]["today"] == 2
    assert [row["action"] for row in third["recent"]] == ["rejected", "confirmed"]


def test_a_repeated_press_counts_once(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    acorn = add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN), Placed(UNSEEN, x=200))
    first = send(screen.open, case_id=None)

    decide(screen, first, action="confirmed", symbol_id=acorn)
    again = decide(screen, first, action="confirmed", symbol_id=acorn)

    assert again["error"] == ""
    assert again["queue"]["today"] == 1


def test_a_new_symbol_says_which_earlier_images_match_now(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "earlier.png", Placed(UNSEEN, x=150))
    scan(workspace, "later.png", Placed(ACORN), Placed(UNSEEN, x=200))
    card = send(screen.open, case_id=None)
    if card["case"]["image"]["name"] == "earlier.png":
        card = send(screen.open, case_id=card["case"]["id"] + 1)
    unknown = next(
        index
        for index, region in enumerate(card["case"]["regions"])
        if region["verdict"] == "unknown"
    )

    typed = {"name": "Dandelion", "list_name": "prohibited", "severity": 5}
    after = decide(screen, card, unknown, action="new_symbol", new_symbol=typed)

    assert after["error"] == ""
    assert after["notice"]["text"].startswith("1 earlier image matches now")
    [picture] = after["notice"]["pictures"]
    assert picture["label"] == "earlier.png"
    assert picture["href"].startswith("/?case=")


def test_undo_brings_the_box_back_and_says_that_the_reference_left(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    card = send(screen.open, case_id=None)
    typed = {"name": "Acorn mark", "list_name": "trademark", "severity": 2}
    after = decide(screen, card, action="new_symbol", new_symbol=typed)

    undone = send(screen.undo, decision_id=after["recent"][0]["id"])

    assert undone["case"]["id"] == card["case"]["id"]
    assert undone["case"]["regions"][0]["waiting"]
    assert undone["focus_region"] == card["case"]["regions"][0]["id"]
    assert "left the gallery" in undone["notice"]["detail"]
    assert undone["recent"] == []


def test_an_error_is_said_on_the_case_that_it_is_about(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    acorn = add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    card = send(screen.open, case_id=None)

    stale = decide(screen, card, action="confirmed", symbol_id=acorn, case_version=-1)

    assert stale["error"]
    assert stale["case"]["id"] == card["case"]["id"]
    assert stale["case"]["regions"][0]["waiting"]
    assert stale["queue"]["today"] == 0


def test_a_drawn_box_is_searched_at_once(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    card = send(screen.open, case_id=None)

    drawn = send(
        screen.draw, case_id=card["case"]["id"], xyxy=[38.0, 38.0, 142.0, 142.0]
    )

    assert [region["source"] for region in drawn["case"]["regions"]] == [
        "detector",
        "reviewer",
    ]
    assert drawn["case"]["regions"][1]["matches"][0]["name"] == "Acorn"


def test_a_case_has_an_address_also_when_it_is_closed(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    acorn = add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    card = send(screen.open, case_id=None)
    decide(screen, card, action="confirmed", symbol_id=acorn)

    reopened = send(screen.open, case_id=card["case"]["id"])

    assert reopened["case"]["open"] is False
    assert reopened["case"]["regions"][0]["decision"]["symbol"] == "Acorn"


def test_an_unknown_address_says_so_and_shows_the_next_case(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))

    card = send(screen.open, case_id=999)

    assert card["error"]
    assert card["case"]["image"]["name"] == "one.png"


def test_skipped_images_can_be_brought_back(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    card = send(screen.open, case_id=None)

    skipped = decide(screen, card, action="skipped", region_id=None)
    back = send(screen.bring_back)

    assert skipped["case"] is None
    assert skipped["queue"]["skipped"] == 1
    assert back["case"]["id"] == card["case"]["id"]


def test_there_is_nothing_to_undo_at_first(screen: ReviewScreen) -> None:
    assert send(screen.undo, decision_id=None)["error"] == "There is nothing to undo."


def test_an_empty_queue_shows_how_far_a_scan_is(workspace: Workspace) -> None:
    board = ScanProgressBoard("Scanning demo images")
    result = scan_image(workspace, scene_png(), name="empty.png")
    board.update(ScanProgress(5, 24, 1.0, 19.0, result))
    screen = ReviewScreen(workspace, reviewer="kim", scan_progress=board)

    card = send(screen.open, case_id=None)

    assert card["scan"] == {
        "label": "Scanning demo images",
        "done": 5,
        "total": 24,
        "running": True,
        "error": "",
    }


def test_boxes_that_are_alike_are_decided_and_undone_together(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    acorn = add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN), Placed(ACORN, x=200))
    card = send(screen.open, case_id=None)
    also = card["case"]["regions"][0]["alike"]

    after = decide(screen, card, action="confirmed", symbol_id=acorn, also=also)
    undone = send(screen.undo, decision_id=after["recent"][0]["id"])

    assert after["notice"]["text"] == "2 boxes decided."
    assert [row["count"] for row in after["recent"]] == [2]
    assert undone["notice"]["text"] == "Undone. 2 boxes wait again."
    assert all(region["waiting"] for region in undone["case"]["regions"])


def test_a_box_is_moved_removed_and_put_back(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN), Placed(UNSEEN, x=200))
    card = send(screen.open, case_id=None)
    case_id = card["case"]["id"]
    there = {"case_id": case_id, "region_id": card["case"]["regions"][0]["id"]}

    moved = send(screen.move, **there, xyxy=[198.0, 38.0, 302.0, 142.0])
    new = moved["case"]["regions"][-1]["id"]
    removed = send(screen.remove, case_id=case_id, region_id=new)
    back = send(screen.restore, **removed["notice"]["restore"])

    assert moved["case"]["regions"][-1]["xyxy"] == [198.0, 38.0, 302.0, 142.0]
    assert removed["case"] is None
    assert back["focus_region"] == new
    assert back["case"]["regions"][-1]["waiting"]


def test_the_queue_is_what_the_address_asks_for(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    birch = add(workspace, "Birch", BIRCH)
    scan(workspace, "acorn.png", Placed(ACORN))
    scan(workspace, "birch.png", Placed(BIRCH))

    card = send(screen.open, case_id=None, symbol=birch, order="age", verdict="known")
    nothing = send(screen.open, case_id=None, list="prohibited")
    senseless = send(screen.open, case_id=None, order="loudest")

    assert card["case"]["image"]["name"] == "birch.png"
    assert card["filter"] == {"symbol_name": "Birch", "count": 1}
    assert (nothing["case"], nothing["filter"]["count"]) == (None, 0)
    assert senseless["case"]["image"]["name"] == "birch.png"


def test_a_case_of_another_is_shown_and_its_claim_can_be_ended(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    other = ReviewScreen(workspace, reviewer="lee", scan_progress=None)
    case_id = send(other.open, case_id=None)["case"]["id"]

    held = send(screen.open, case_id=case_id)
    refused = decide(screen, held, action="rejected")
    mine = send(screen.end_claim, case_id=case_id)
    late = decide(other, held, action="rejected")

    assert held["case"]["held_by"] == "lee"
    assert refused["error"].startswith("lee works on this case until")
    assert mine["case"]["held_by"] is None
    assert late["error"].startswith("kim works on this case until")
    assert late["case"]["held_by"] == "kim"


def test_an_escalation_needs_a_note_and_shows_it_to_the_next(
    workspace: Workspace, screen: ReviewScreen
) -> None:
    add(workspace, "Acorn", ACORN)
    scan(workspace, "one.png", Placed(ACORN))
    card = send(screen.open, case_id=None)

    without = decide(screen, card, action="escalated", request_id="a")
    decide(screen, card, action="escalated", request_id="b", note="Ours?")

    assert "note" in without["error"]
    other = ReviewScreen(workspace, reviewer="lee", scan_progress=None)
    [region] = send(other.open, case_id=None)["case"]["regions"]
    assert region["escalation"]["reviewer"] == "kim"
    assert region["escalation"]["note"] == "Ours?"
