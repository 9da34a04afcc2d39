"""The Gallery screen without a browser: real database, fake models."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from recognizer.images import encode_png
from recognizer.types import RGB
from storage.queue_status import queue_status
from storage.records import NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbol_lookup import find_symbol_by_name, get_symbol
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, draw_scene, scene_png
from ui import gallery, gallery_symbol, gallery_upload
from ui.form import Form
from ui.fragments import Reply, reply_to

HOSTILE = "<img src=x onerror=alert(1)>${alert(1)}"
Send = Callable[[str, bytes], str]


@pytest.fixture
def send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Put a file where a browser's uploads wait, and return its path."""
    folder = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))

    def put(name: str, data: bytes) -> str:
        path = folder / str(len(list(folder.glob("*")))) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        return str(path)

    return put


def opened(workspace: Workspace, query: str) -> str:
    return gallery.open_view(workspace, Form({"query": query})).parts["view"]


def add(workspace: Workspace, name: str, seed: int, **fields: object) -> int:
    wanted = SymbolInput(name, "trademark", **fields)  # type: ignore[arg-type]
    crops = [NewReference(draw_mark(seed), f"{name}.png")]
    return add_symbol(workspace, wanted, crops, by="anna").symbol.id


def form_of(paths: list[str], **fields: object) -> Form:
    keys = [f"k{number}" for number in range(len(paths))]
    boxes = fields.pop("boxes", [""] * len(paths))
    values = {"picture": paths, "box": boxes, "key": keys, "list": "trademark"}
    return Form({**values, **fields})


# --- looking --------------------------------------------------------------------


def test_an_empty_gallery_says_how_to_begin(workspace: Workspace) -> None:
    assert "The gallery is empty" in opened(workspace, "")


def test_symbols_are_listed_with_their_first_reference(workspace: Workspace) -> None:
    symbol_id = add(workspace, "Acme", 1)
    [reference] = get_symbol(workspace, symbol_id).references

    html = opened(workspace, "")

    assert "Acme" in html
    assert f"/media/reference/{reference.id}" in html
    assert "1–1 of 1 symbol<" in html


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=acm", {"Acme"}),
        ("?list=prohibited", set()),
        ("?state=disabled", {"Brill"}),
        ("?state=enabled", {"Acme"}),
    ],
)
def test_filters_narrow_the_listing(
    workspace: Workspace, query: str, names: set[str]
) -> None:
    add(workspace, "Acme", 1)
    disabled = add(workspace, "Brill", 2)
    gallery_symbol.enable(
        workspace, "anna", Form({"symbol": disabled, "enabled": "no"})
    )

    html = opened(workspace, query)

    assert {name for name in ("Acme", "Brill") if name in html} == names
    assert ("No symbol is like that" in html) == (not names)


def test_a_name_is_never_markup(workspace: Workspace) -> None:
    symbol_id = add(
        workspace, HOSTILE, 1, policy_text="</textarea>" + HOSTILE, aliases=(HOSTILE,)
    )

    for query in ("", f"?symbol={symbol_id}", f"?add=1&symbol={symbol_id}"):
        html = opened(workspace, query)
        assert "<img src=x" not in html
        assert "&lt;img src=x" in html


def test_a_symbol_that_is_not_there_is_a_sentence(workspace: Workspace) -> None:
    reply = reply_to(
        lambda form: gallery.open_view(workspace, form), Form({"query": "?symbol=99"})
    )

    assert reply.is_error
    assert reply.notice


# --- changing -------------------------------------------------------------------


def test_details_are_saved(workspace: Workspace) -> None:
    symbol_id = add(workspace, "Acme", 1)

    reply = gallery_symbol.update(
        workspace,
        "anna",
        Form(
            {
                "symbol": symbol_id,
                "name": "Acme Foods",
                "list": "prohibited",
                "severity": "5",
                "aliases": "ACME, A. C. M. E.",
                "policy_text": "Ask legal.",
            }
        ),
    )

    saved = get_symbol(workspace, symbol_id)
    assert (saved.name, saved.list_name, saved.severity) == (
        "Acme Foods",
        "prohibited",
        5,
    )
    assert saved.aliases == ("ACME", "A. C. M. E.")
    assert saved.policy_text == "Ask legal."
    assert reply.notice == "Acme Foods is saved."


def test_a_symbol_can_move_to_a_list_that_is_made_for_it(workspace: Workspace) -> None:
    symbol_id = add(workspace, "Acme", 1)
    values = {"symbol": symbol_id, "name": "Acme", "list": "__new__", "severity": "2"}

    for name in ("watched", "Watched"):
        gallery_symbol.update(workspace, "anna", Form({**values, "new_list": name}))
        assert get_symbol(workspace, symbol_id).list_name == "watched"


def test_disabling_and_enabling_say_what_they_do(workspace: Workspace) -> None:
    symbol_id = add(workspace, "Acme", 1)

    off = gallery_symbol.enable(
        workspace, "anna", Form({"symbol": symbol_id, "enabled": "no"})
    )
    assert "Acme is disabled." in off.parts["view"]
    assert not get_symbol(workspace, symbol_id).enabled

    on = gallery_symbol.enable(
        workspace, "anna", Form({"symbol": symbol_id, "enabled": "yes"})
    )
    assert "Acme is enabled. No earlier image matches." in on.parts["view"]
    assert get_symbol(workspace, symbol_id).enabled


def test_a_removed_reference_is_gone(workspace: Workspace) -> None:
    symbol_id = add(workspace, "Acme", 1)
    [reference] = get_symbol(workspace, symbol_id).references

    reply = gallery_symbol.remove(workspace, "anna", Form({"reference": reference.id}))

    assert "The reference is removed" in reply.parts["view"]
    left = get_symbol(workspace, symbol_id).references
    assert not [one for one in left if one.enabled]


# --- adding ---------------------------------------------------------------------


def test_a_sent_picture_becomes_a_card_with_its_size(
    workspace: Workspace, send: Send
) -> None:
    path = send("acme.png", encode_png(draw_scene([], size_wh=(300, 200))))

    html = gallery_upload.take_picture(workspace, Form({"picture": path})).append[
        "crops"
    ]

    assert 'viewBox="0 0 300 200"' in html
    assert "data:image/webp;base64," in html


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.png", b"", "empty.png is empty."),
        ("notes.txt", b"hello", "notes.txt is not an image"),
        ("logo.svg", b"<svg/>", "logo.svg is an SVG drawing, which is not accepted"),
        ("cut.png", encode_png(draw_mark(1))[:200], "cut.png is damaged"),
    ],
)
def test_a_bad_upload_gets_a_sentence_and_leaves_nothing(
    workspace: Workspace, send: Send, name: str, data: bytes, sentence: str
) -> None:
    path = send(name, data)

    reply = gallery_upload.take_picture(workspace, Form({"picture": path}))

    assert sentence in reply.append["refused"]
    assert not Path(path).exists()


def test_pictures_become_a_symbol_and_earlier_images_join_the_queue(
    workspace: Workspace, send: Send
) -> None:
    scan_image(workspace, scene_png(Placed(7)), name="shelf.png")
    before = queue_status(workspace, reviewer="anna").open_cases
    path = send("acme.png", encode_png(draw_mark(7)))

    reply = gallery_upload.save(
        workspace, "anna", form_of([path], name="Acme", severity="4")
    )

    symbol = find_symbol_by_name(workspace, "Acme")
    assert symbol is not None
    assert (symbol.list_name, symbol.severity) == ("trademark", 4)
    assert "1 earlier image matches, and is in the queue." in reply.parts["view"]
    assert reply.url == f"/gallery?symbol={symbol.id}"
    assert queue_status(workspace, reviewer="anna").open_cases >= max(1, before)
    assert not Path(path).exists()


def test_only_what_the_box_holds_becomes_the_reference(
    workspace: Workspace, send: Send
) -> None:
    scan_image(workspace, scene_png(Placed(7)), name="shelf.png")
    two = draw_scene([Placed(7, x=20), Placed(8, x=200)])
    path = send("two.png", encode_png(two))

    reply = gallery_upload.save(
        workspace, "anna", form_of([path], name="Acme", boxes=["18,38,122,142"])
    )

    assert "1 earlier image matches" in reply.parts["view"]


def test_pictures_are_added_to_a_symbol_that_is_there(
    workspace: Workspace, send: Send
) -> None:
    symbol_id = add(workspace, "Acme", 1)
    paths = [send(f"{seed}.png", encode_png(draw_mark(seed))) for seed in (2, 3)]

    reply = gallery_upload.save(workspace, "anna", form_of(paths, symbol=symbol_id))

    assert "Added 2 references." in reply.parts["view"]
    assert len(get_symbol(workspace, symbol_id).references) == 3


def similar_of(reply: Reply) -> str:
    return "".join(html for name, html in reply.parts.items() if "similar" in name)


def test_a_look_alike_is_shown_before_it_is_added(
    workspace: Workspace, send: Send
) -> None:
    symbol_id = add(workspace, "Acme", 7)
    path = send("copy.png", encode_png(draw_mark(7)))

    unseen = gallery_upload.save(workspace, "anna", form_of([path], name="Copy"))
    assert unseen.is_error
    assert "Add to Acme instead" in similar_of(unseen)
    assert find_symbol_by_name(workspace, "Copy") is None

    seen = form_of([path], name="Copy", seen=[str(symbol_id)])
    gallery_upload.save(workspace, "anna", seen)
    assert find_symbol_by_name(workspace, "Copy") is not None


def test_a_symbol_is_no_look_alike_of_itself(workspace: Workspace, send: Send) -> None:
    symbol_id = add(workspace, "Acme", 7)
    path = send("again.png", encode_png(draw_mark(7)))

    reply = gallery_upload.save(workspace, "anna", form_of([path], symbol=symbol_id))

    assert "Nothing new: Acme has these pictures already." in reply.parts["view"]


def test_moving_the_box_looks_for_look_alikes_again(
    workspace: Workspace, send: Send
) -> None:
    add(workspace, "Acme", 7)
    two = draw_scene([Placed(7, x=20), Placed(8, x=200)])
    path = send("two.png", encode_png(two))

    for box, found in (("18,38,122,142", True), ("198,38,302,142", False)):
        values = {"picture": path, "key": "k", "box": box}
        reply = gallery_upload.check_picture(workspace, Form(values))
        assert ("Acme" in reply.parts["similar-k"]) is found


@pytest.mark.parametrize(
    "box",
    ["1,2,3", "a,b,c,d", "5,5,5,9", "9,9,1,1", "nan,0,1,1", "0,0,inf,1", "0,0,1e99,1"],
)
def test_a_box_that_cannot_be_read_is_a_sentence(
    workspace: Workspace, send: Send, box: str
) -> None:
    path = send("acme.png", encode_png(draw_mark(1)))

    reply = reply_to(
        lambda form: gallery_upload.save(workspace, "anna", form),
        form_of([path], name="Acme", boxes=[box]),
    )

    assert reply.notice == "The box cannot be read: draw it again."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "Acme"}, "Choose at least one picture"),
        ({"name": "Acme", "picture": ["/etc/passwd"]}, "choose or drop the file again"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(
    workspace: Workspace, fields: dict[str, object], sentence: str
) -> None:
    paths = fields.pop("picture", [])
    reply = reply_to(
        lambda form: gallery_upload.save(workspace, "anna", form),
        form_of(list(paths), **fields),  # type: ignore[call-overload]
    )

    assert sentence in reply.notice
    assert find_symbol_by_name(workspace, "Acme") is None


def test_a_rotated_photograph_is_shown_and_cut_upright(
    workspace: Workspace, send: Send
) -> None:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rows and columns change places
    picture: RGB = draw_scene([], size_wh=(300, 200))
    Image.fromarray(picture).save(buffer, "JPEG", exif=exif)
    path = send("turned.jpg", buffer.getvalue())

    card = gallery_upload.take_picture(workspace, Form({"picture": path}))

    assert 'viewBox="0 0 200 300"' in card.append["crops"]
