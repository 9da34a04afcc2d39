"""The curator's desk without a browser: thresholds, lists, previews, imports."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from recognizer.images import encode_png
from recognizer.types import Thresholds
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.lists import list_lists
from storage.records import Action, NewReference, SymbolInput, ThresholdOwner
from storage.scanning import scan_image
from storage.symbol_lookup import find_symbol_by_name, get_symbol, list_symbols
from storage.symbols import add_references, add_symbol
from storage.threshold_changes import get_thresholds
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, fake_calibration, scene_png
from tests.storage.steps import press, take
from tests.storage.test_suggestions import DOUBTFUL, SURE, say
from tests.ui.test_gallery import HOSTILE, Send, form_of, opened, send
from ui import (
    gallery_import,
    gallery_list,
    gallery_merge,
    gallery_restore,
    gallery_split,
    gallery_symbol,
    gallery_thresholds,
    gallery_would_match,
)
from ui.form import Form

__all__ = ["send"]


def add(workspace: Workspace, name: str = "Acme", seed: int = 1) -> int:
    crops = [NewReference(draw_mark(seed), f"{name}.png")]
    wanted = SymbolInput(name, "trademark")
    return add_symbol(workspace, wanted, crops, by="anna").symbol.id


def threshold_form(symbol_id: int, **fields: object) -> Form:
    return Form({"owner": "symbol", "owner_id": symbol_id, **fields})


# --- thresholds -----------------------------------------------------------------


def test_a_symbol_s_page_says_what_applies_and_where_it_comes_from(
    workspace: Workspace,
) -> None:
    symbol_id = add(workspace)

    html = opened(workspace, f"?symbol={symbol_id}")

    assert "from the default" in html
    assert "flagged from 30 %, certain from 95 %" in html
    assert "Not calibrated for this embedder" in html
    assert "10 confirmed matches and 10 rejected matches to go" in html
    assert "As the list says (3)" in html
    assert "Empty: the policy of the list applies" in html


def test_a_change_is_previewed_then_made_then_undone(workspace: Workspace) -> None:
    symbol_id = add(workspace)
    owner = ThresholdOwner.of_symbol(symbol_id)
    asked = threshold_form(symbol_id, uncertain="62", known="97,5")

    shown = gallery_thresholds.preview(workspace, asked)
    assert "Flagged from 62 %, certain from 97.5 %." in shown.parts["threshold-effect"]
    assert "The queue stays as it is." in shown.parts["threshold-effect"]
    assert get_thresholds(workspace, owner).own is None

    done = gallery_thresholds.save(workspace, "anna", asked)
    assert get_thresholds(workspace, owner).own == Thresholds(0.62, 0.975)
    assert done.notice.startswith("Now flagged from 62 %, certain from 97.5 %.")

    [edit] = re.findall(r'data-edit="(\d+)"', done.parts["thresholds"])
    back = gallery_thresholds.undo(workspace, "anna", Form({"edit": edit}))
    assert back.notice.startswith("Taken back: flagged from 30 %")
    assert 'id="threshold-undo"' not in back.parts["thresholds"]


def test_the_suggestion_is_applied_as_it_is_shown(workspace: Workspace) -> None:
    workspace.calibrations.save([fake_calibration()])
    symbol_id = add(workspace)
    scan_image(workspace, scene_png(Placed(1)), name="a.png")
    say(workspace, Action.CONFIRMED, symbol_id, *SURE)
    say(workspace, Action.REJECTED, symbol_id, *DOUBTFUL)

    html = opened(workspace, f"?symbol={symbol_id}")
    assert "Decisions so far suggest flagged from 61 %, certain from 95 %." in html
    assert "100 % (10 of 10) of this symbol’s confirmed matches stay" in html
    assert "90 % (9 of 10) of its rejected ones go" in html
    sent = dict(re.findall(r'data-(uncertain|known)="([^"]+)"', html))

    gallery_thresholds.save(workspace, "anna", threshold_form(symbol_id, **sent))

    owner = ThresholdOwner.of_symbol(symbol_id)
    assert get_thresholds(workspace, owner).own == Thresholds(0.61, 0.95)
    assert "suggest nothing better" in opened(workspace, f"?symbol={symbol_id}")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Flag from: give a number"),  # empty
        ({"uncertain": "x", "known": "95"}, "Flag from: give a number"),
        ({"uncertain": "4", "known": "95"}, "give 5 to 100 %"),
        ({"uncertain": "nan", "known": "95"}, "give 5 to 100 %"),
        ({"uncertain": "96", "known": "95"}, "give the lower one first"),
        ({"owner": "default", "uncertain": "62", "known": "95"}, "Reload the page"),
    ],
)
def test_what_cannot_be_thresholds_is_said(
    workspace: Workspace, fields: dict[str, str], said: str
) -> None:
    form = Form({"owner": "symbol", "owner_id": add(workspace), **fields})

    with pytest.raises(InvalidInputError, match=said):
        gallery_thresholds.save(workspace, "anna", form)


def test_names_are_escaped_in_the_panel(workspace: Workspace) -> None:
    own_list = gallery_list.add(workspace, "anna", Form({"name": HOSTILE}))
    assert HOSTILE not in own_list.parts["view"]
    crops = [NewReference(draw_mark(1), "a.png")]
    wanted = SymbolInput(HOSTILE, HOSTILE)
    symbol_id = add_symbol(workspace, wanted, crops, by=HOSTILE).symbol.id
    form = threshold_form(symbol_id, uncertain="62", known="95", list_name=HOSTILE)

    assert HOSTILE not in opened(workspace, f"?symbol={symbol_id}")
    assert HOSTILE not in gallery_thresholds.preview(workspace, form).parts.popitem()[1]
    done = gallery_thresholds.save(workspace, HOSTILE, form)
    assert HOSTILE not in done.parts["thresholds"]


# --- lists ----------------------------------------------------------------------


def test_lists_are_shown_added_and_edited(workspace: Workspace) -> None:
    assert "Needs the brand owner" in opened(workspace, "?view=lists")
    added = gallery_list.add(
        workspace,
        "anna",
        Form({"name": "fakes", "severity": "5", "purpose": "Copies of goods"}),
    )
    own = next(one for one in list_lists(workspace) if one.name == "fakes")
    assert added.url == f"/gallery?list_id={own.id}"

    form = {"list_id": own.id, "name": "Fakes", "severity": "4", "policy_text": "Away."}
    saved = gallery_list.update(workspace, "anna", Form(form))

    assert saved.notice == "The list Fakes is saved."
    own = next(one for one in list_lists(workspace) if one.name == "Fakes")
    assert (own.severity, own.policy_text, own.purpose) == (4, "Away.", "")
    assert "0 symbols" in opened(workspace, f"?list_id={own.id}")


def test_a_list_that_is_not_there_is_said(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="There is no such list"):
        opened(workspace, "?list_id=404")


def test_a_symbol_follows_its_list_until_it_has_a_severity_of_its_own(
    workspace: Workspace,
) -> None:
    symbol_id = add(workspace)
    trademark = next(one for one in list_lists(workspace) if one.name == "trademark")
    form = {"list_id": trademark.id, "name": "trademark", "severity": "5"}
    gallery_list.update(workspace, "anna", Form(form))
    assert list_symbols(workspace).items[0].severity == 5

    own = {"symbol": symbol_id, "name": "Acme", "list": "trademark", "severity": "2"}
    gallery_symbol.update(workspace, "anna", Form(own))
    assert list_symbols(workspace).items[0].severity == 2
    gallery_symbol.update(workspace, "anna", Form({**own, "severity": ""}))
    assert list_symbols(workspace).items[0].severity == 5


# --- what would this match? -----------------------------------------------------


def test_what_pictures_would_match_is_shown_with_pictures(
    workspace: Workspace, send: Send
) -> None:
    scan_image(workspace, scene_png(Placed(7)), name=f"{HOSTILE}.png")
    sent = send("seven.png", encode_png(draw_mark(7)))

    shown = gallery_would_match.would_match(workspace, form_of([sent], name="Seven"))

    html = shown.parts["would-match"]
    assert "1 box on 1 image would match; 1 image would come into the queue." in html
    assert "/media/region/1" in html
    assert HOSTILE not in html
    assert Path(sent).exists()
    assert find_symbol_by_name(workspace, "Seven") is None


def test_it_says_when_there_is_nothing_to_compare_with(
    workspace: Workspace, send: Send
) -> None:
    sent = send("seven.png", encode_png(draw_mark(7)))

    nothing = gallery_would_match.would_match(workspace, form_of([sent]))
    assert "Nothing is scanned yet" in nothing.parts["would-match"]

    scan_image(workspace, scene_png(Placed(8)), name="eight.png")
    none = gallery_would_match.would_match(workspace, form_of([sent], list="__new__"))
    assert "None of 1 scanned boxes would match." in none.parts["would-match"]


# --- import ---------------------------------------------------------------------


def test_an_import_is_looked_at_and_then_made(workspace: Workspace, send: Send) -> None:
    add(workspace, "Acme", 1)
    sent = {
        "Acme/1.png": encode_png(draw_mark(1)),
        "Akme/1.png": encode_png(draw_mark(1, other=2, blend=0.05)),
        "Bolt/1.png": encode_png(draw_mark(3)),
        "Bolt/2.png": b"broken",
    }
    files = [send(place.replace("/", "-"), data) for place, data in sent.items()]
    places = [f"logos/{place}" for place in sent]
    form = Form({"files": files, "places": places, "list": "prohibited"})

    html = gallery_import.check(workspace, form).parts["import"]

    assert "Would add 2 new symbols and 2 references" in html
    assert "Akme looks like Acme" in html
    assert "the same picture as a picture of Acme" in html
    assert "is not an image" in html
    assert list_symbols(workspace).total == 1
    [key] = set(re.findall(r'data-key="([^"]+)"', html))
    done = gallery_import.add(
        workspace, "anna", Form({"key": key, "list": "prohibited"})
    ).parts["import"]
    assert "2 symbols and 2 references are added. No earlier image matches." in done
    assert list_symbols(workspace, list_name="prohibited").total == 2
    with pytest.raises(NotFoundError, match="no longer there"):
        gallery_import.add(workspace, "anna", Form({"key": key}))


def test_a_csv_with_its_zip_is_imported(workspace: Workspace, send: Send) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.png", encode_png(draw_mark(1)))
    csv = b"name,image\nAcme,a.png\nBolt,/etc/passwd\n"
    files = [send("list.csv", csv), send("pictures.zip", packed.getvalue())]
    form = {"files": files, "places": ["list.csv", "pictures.zip"], "list": "trademark"}

    html = gallery_import.check(workspace, Form(form)).parts["import"]

    assert "Would add 1 new symbol and 1 reference" in html
    assert "/etc/passwd is outside the folder of the CSV." in html


def test_an_import_can_be_left(workspace: Workspace, send: Send) -> None:
    files = [send("Acme.png", encode_png(draw_mark(1)))]
    form = Form({"files": files, "places": ["Acme.png"], "list": "trademark"})
    html = gallery_import.check(workspace, form).parts["import"]
    [key] = set(re.findall(r'data-key="([^"]+)"', html))

    assert gallery_import.leave(Form({"key": key})).parts["import"] == ""

    assert list_symbols(workspace).total == 0
    with pytest.raises(NotFoundError, match="choose them again"):
        gallery_import.leave(Form({"key": key}))


@pytest.mark.parametrize("key", ["", "../import-0123456789abcdef", "import-0", "scan"])
def test_only_its_own_folders_are_found(
    workspace: Workspace, send: Send, key: str
) -> None:
    with pytest.raises(NotFoundError):
        gallery_import.leave(Form({"key": key}))


# --- references, merges, history ------------------------------------------------


def test_references_say_what_they_were_good_for(workspace: Workspace) -> None:
    acme = add(workspace)
    for number in range(2):
        scan_image(workspace, scene_png(Placed(1), salt=number), name="a.png")
    case = take(workspace)
    press(workspace, case, Action.REJECTED, symbol_id=acme)

    html = opened(workspace, f"?symbol={acme}")

    assert "Best match of 1 box<" in html
    assert "Wrong 1 of 1 time<" in html


def test_two_symbols_are_compared_merged_and_parted(workspace: Workspace) -> None:
    acme, other = add(workspace, "Acme", 1), add(workspace, HOSTILE, 2)

    asked = Form({"symbol": other, "into": "acme"})
    shown = gallery_merge.preview(workspace, asked).parts["merge"]
    assert "1 reference and its names move over" in shown
    assert HOSTILE not in shown

    form = Form({"symbol": other, "into_id": acme})
    merged = gallery_merge.merge(workspace, "anna", form)
    html = merged.parts["view"]
    assert merged.url == f"/gallery?symbol={acme}"
    assert "is a part of Acme now, with 1 reference." in html
    assert HOSTILE not in html
    [edit] = re.findall(r'id="symbol-undo"[^>]* data-edit="(\d+)"', html)

    history = opened(workspace, "?view=history")
    assert "merged into Acme" in history
    assert HOSTILE not in history
    parted = gallery_merge.undo(workspace, "anna", Form({"edit": edit}))
    assert parted.url == f"/gallery?symbol={other}"
    assert list_symbols(workspace).total == 2
    assert "Taken back: merged into Acme" in opened(workspace, "?view=history")


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ("", "Type the name"),  # empty
        ("Acme", "another symbol than this one"),
        ("Nobody", "There is no symbol Nobody"),
    ],
)
def test_what_cannot_be_merged_is_said(
    workspace: Workspace, into: str, said: str
) -> None:
    acme = add(workspace)

    with pytest.raises((InvalidInputError, NotFoundError), match=said):
        gallery_merge.preview(workspace, Form({"symbol": acme, "into": into}))


def test_the_history_says_who_changed_what(workspace: Workspace) -> None:
    assert "Nothing was changed yet" in opened(workspace, "?view=history")
    symbol_id = add(workspace)
    form = threshold_form(symbol_id, uncertain="62", known="95")
    gallery_thresholds.save(workspace, "dan", form)

    html = opened(workspace, f"?view=history&symbol={symbol_id}")

    assert "History of Acme" in html
    assert "flag from: taken over → 62 %" in html
    assert '<span class="history-who">dan</span>' in html
    assert "1 reference added" in html


# --- splits and restores ----------------------------------------------------------


def test_a_symbol_is_split_after_a_look_and_made_one_again(
    workspace: Workspace,
) -> None:
    acme = add(workspace, HOSTILE, 1)
    add_references(workspace, acme, [NewReference(draw_mark(2), "b.png")], by="anna")
    scan_image(workspace, scene_png(Placed(2)), name="a.png")
    first, second = (one.id for one in get_symbol(workspace, acme).references)

    page = opened(workspace, f"?view=split&symbol={acme}")
    assert HOSTILE not in page
    assert page.count('name="reference[]"') == 2
    assert page.count(" checked>") == 2  # one suggested reference, and "a new symbol"
    asked = {"symbol": acme, "reference": [second], "seen": [first, second]}
    new = asked | {"to": "new", "name": "Bolt", "list": "prohibited"}
    shown = gallery_split.preview(workspace, Form(new)).parts["split"]
    assert "1 reference stays" in shown
    assert "1 scanned box matches a reference that goes; 1 open case is" in shown
    assert list_symbols(workspace).total == 1

    sent = dict(re.findall(r'data-([a-z]+)="([^"]*)"', shown.partition("split-now")[2]))
    done = gallery_split.split(workspace, "anna", Form(sent))

    html = done.parts["view"]
    assert "goes to Bolt now." in html
    [edit] = re.findall(r'data-act="undo_split" data-edit="(\d+)"', html)
    assert "split: 1 reference to Bolt" in opened(workspace, "?view=history")
    with pytest.raises(ConflictError, match="changed since you looked"):
        gallery_split.split(workspace, "anna", Form(sent | {"name": "Other"}))
    back = gallery_split.undo(workspace, "anna", Form({"edit": edit}))
    assert back.url == f"/gallery?symbol={acme}"
    assert list_symbols(workspace).total == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Tick the references"),  # empty
        ({"reference": [1], "to": "other"}, "Type the name"),
        ({"reference": [1], "to": "other", "into": "Nobody"}, "There is no symbol"),
        ({"reference": [1], "to": "new", "list": "trademark"}, "a name"),
    ],
)
def test_what_cannot_be_split_is_said(
    workspace: Workspace, fields: dict[str, object], said: str
) -> None:
    acme = add(workspace)
    add_references(workspace, acme, [NewReference(draw_mark(2), "b.png")], by="anna")

    form = Form({"symbol": acme, "seen": "1,2", **fields})
    with pytest.raises((InvalidInputError, NotFoundError), match=said):
        gallery_split.preview(workspace, form)


def test_a_version_is_looked_at_and_restored(workspace: Workspace) -> None:
    acme = add(workspace, HOSTILE, 1)
    add(workspace, "Bolt", 2)
    form = {"symbol": acme, "name": "Acme", "list": "prohibited", "severity": "5"}
    gallery_symbol.update(workspace, "anna", Form(form))
    history = opened(workspace, "?view=history")
    assert "Restore v1" in history
    assert "v3, now" in history

    page = opened(workspace, "?view=restore&version=1")
    assert HOSTILE not in page
    assert "1 symbol gone, 1 symbol changed, 1 reference gone." in page
    assert "list: prohibited → trademark" in page
    [seen] = re.findall(r'data-seen="(\d+)"', page)
    done = gallery_restore.restore(
        workspace, "anna", Form({"version": "1", "seen": seen})
    )

    assert done.notice.startswith("The gallery is what it was at version 1; it is ")
    assert [one.name for one in list_symbols(workspace).items] == [HOSTILE]
    assert "the gallery restored as it was at version 1" in done.parts["view"]
    with pytest.raises(ConflictError, match="changed since you looked"):
        gallery_restore.restore(workspace, "anna", Form({"version": "3", "seen": seen}))
    same = opened(workspace, "?view=restore&version=4")
    assert "The gallery is as it was then" in same
    with pytest.raises(InvalidInputError, match="Choose a version"):
        opened(workspace, "?view=restore")
