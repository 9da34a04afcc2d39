"""Photographs of phones, tools and parcels."""

from assets.demo.drawing import belongings, boxes, labels, props, rooms, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.design import box
from assets.demo.drawing.shapes import block, face, group_of, put, turned, wrap
from assets.demo.drawing.shot import shot


@shot(
    "phone-lumovia",
    "Lumovia L5 smartphone 128 GB with box",
    "second-screen",
    size=(1100, 1000),
    exposure=0.25,
    warm=-0.05,
)
def phone_lumovia() -> None:
    """Lean a phone on its box on a desk."""
    stage.empty(world="#aab6c6", strength=0.45)
    rooms.floor(look.wood("#b58a5e", "#835c36", planks=0, rough=0.3), size=24)
    rooms.wall(look.stone("#8e9aa6", "#7c8894", scale=0.3), y=4)
    box_top = (
        Artwork(1000, 1700, "#f4f5f8")
        .symbol("Lumovia", 500, 760, w=680)
        .word("L5", "poppins:200", 500, 1420, h=120, colour="#3d5afe")
    )
    put(
        boxes.carton(box_top, 0.98, 0.32, 1.7, ground="#f4f5f8"),
        -0.35,
        0.35,
        0,
        turn=-14,
    )
    back = labels.one_mark(
        "Lumovia", 700, 1450, wide=0.52, y=0.66, colours="#dfe6ff #dfe6ff"
    )
    put(
        belongings.phone(back, colour="#22305f", rough=0.25),
        0.62,
        -0.15,
        0.0,
        turn=18,
        tilt=-12,
    )
    put(props.pencil(), 0.3, -0.95, 0, turn=20)
    put(props.books(["#c7bca8", "#3c4a5c"], seed=3), -1.9, 0.7, 0, turn=-8)
    stage.lamp((-3.4, -1, 4), (0, 0, 0.8), 560, size=2, tall=3)
    stage.lamp((3.4, 0.5, 3.2), (0, 0, 0.8), 260, size=1.2, tall=3, colour="#dce8ff")
    stage.camera(
        (0.25, -5.3, 1.95), (0.05, 0, 0.78), lens=60, f=4, focus=(0.3, -0.1, 0.8)
    )


@shot(
    "phone-case-lumova",
    "Case for Lumova, transparent bumper, 3 pcs",
    "gadget-lane",
    size=(1000, 1000),
    exposure=0.15,
    look="Standard",
    vignette=0.1,
    grain=0.012,
)
def phone_case() -> None:
    """Lay three phone cases on white card."""
    stage.empty(world="#ffffff", strength=0.35)
    rooms.floor(look.plain("#dfe0e2", rough=0.6), size=24)
    for x, y, turn, colour, ink in (
        (-0.95, 0.1, 12, "#e9b8c0", "#22263d #22263d"),
        (0.02, -0.1, -4, "#3a3f57", "#cfd6ff #cfd6ff"),
        (1.0, 0.12, -15, "#9fc9bd", "#22263d #22263d"),
    ):
        art = labels.one_mark("Lumova", 700, 1450, wide=0.62, y=0.6, colours=ink)
        put(
            belongings.phone(art, colour=colour, rough=0.35, metal=0),
            x,
            y,
            0.05,
            tilt=-90,
            turn=turn,
        )
    stage.lamp((-3, 3, 5), (0, 0.8, 0), 420, size=2.2)
    stage.lamp((4, -1, 4), (0, 0.8, 0), 150, size=2)
    stage.camera((0.05, -1.6, 5.4), (0.02, 0.72, 0), lens=58, f=0, roll=1)


@shot(
    "drill-box",
    "Kestro impact drill kit in carton, unused",
    "toolshed-24",
    size=(1150, 950),
    exposure=0.35,
    warm=-0.1,
    grain=0.02,
)
def drill_box() -> None:
    """Set a tool carton and an oil can on a scratched bench."""
    stage.empty(world="#a5b0bb", strength=0.4)
    rooms.floor(
        look.wood("#8b6f50", "#5a452f", planks=1.1, rough=0.6, turn=0.1), size=20
    )
    rooms.wall(look.stone("#8f9498", "#777c80", scale=0.6), y=3.6)
    art = Artwork(1500, 1000, "#22262b").add(box(1500, 260, "#ffc400", 750, 870))
    art.symbol("Kestro", 750, 360, w=900).word(
        "IMPACT DRILL 850 W", "barlow-condensed:800", 750, 870, w=820
    ).symbol("VoltSure", 1340, 650, w=190)
    side = labels.side_panel("#22262b", "#ffffff", seed=61)
    put(
        boxes.carton(art, 1.85, 0.8, 1.2, side=side, ground="#22262b", rough=0.5),
        -0.45,
        0.2,
        0,
        turn=-20,
    )
    oil = (
        Artwork(2000, 900, "#e9ebee")
        .add(box(2000, 200, "#1c2430", 1000, 800))
        .symbol("Kestrol", 1000, 350, w=560)
        .word(
            "CHAIN OIL 400 ml",
            "barlow-condensed:700",
            1000,
            800,
            w=380,
            colour="#ff8f1f",
        )
    )
    body = turned(
        [
            (0.001, 0.02),
            (0.28, 0.0),
            (0.3, 0.03),
            (0.3, 1.0),
            (0.24, 1.1),
            (0.11, 1.14),
            (0.11, 1.34),
            (0.001, 1.36),
        ],
        look.plain("#ff8f1f", rough=0.3, coat=0.4),
    )
    put(
        group_of(body, wrap(oil, 0.3, 0.08, 0.94, degrees=360, rough=0.3, coat=0.4)),
        1.2,
        -0.2,
        0,
        turn=14,
    )
    put(props.pencil(), 0.4, -0.95, 0, turn=-14)
    stage.lamp((-3, -2, 4.2), (0, 0, 0.6), 480, size=0.5, tall=3, colour="#eef6ff")
    stage.lamp((3.4, -1.5, 3.4), (0, 0, 0.6), 200, size=0.5, tall=3, colour="#eef6ff")
    stage.camera((0.35, -5.3, 1.95), (0.1, 0, 0.6), lens=58, f=5)


@shot(
    "parcel-stamp",
    "Mystery parcel, unopened return goods 2 kg",
    "pallet-pirate",
    size=(1100, 1000),
    exposure=0.4,
    warm=0.25,
    grain=0.026,
)
def parcel_stamp() -> None:
    """Set a stamped parcel on a concrete floor."""
    stage.empty(world="#8f98a3", strength=0.4)
    rooms.floor(look.stone("#8a8781", "#6d6a65", scale=0.8), size=20)
    rooms.wall(look.bricks("#b5aea3", "#a39b8f", "#7d776e"), y=4)
    top = Artwork(1600, 1100).symbol(
        "Night Parcel", 420, 560, w=430, colours="#23263c #b58a5c", turn=14
    )
    top.add(box(640, 470, "#fbfaf4", 1130, 520)).copy(860, 330, w=430, lines=4).barcode(
        1110, 640, w=480, h=150, seed=70
    )
    front = (
        Artwork(1600, 760)
        .word("FRAGILE", "black-ops-one", 420, 380, w=520, colour="#a3241c", turn=-4)
        .symbol("ReLoop Recycled", 1380, 520, w=150, colours="#3a2c1c")
    )
    crate = block(2.4, 1.65, 1.14, look.cardboard(), edge=0.02)
    tape = put(
        block(
            2.41, 0.28, 0.004, look.plain("#c8a566", rough=0.15, coat=0.6), edge=0.001
        ),
        0,
        0,
        1.139,
    )
    paper = {"rough": 0.85}
    parcel = group_of(
        crate,
        tape,
        face(top, 2.36, 1.62, at=(0, 0, 1.146), turn=(-90, 0, 0), **paper),
        face(front, 2.36, 1.12, at=(0, -0.829, 0.57), **paper),
    )
    put(parcel, 0, 0.2, 0, turn=-28)
    put(block(1.0, 0.8, 0.5, look.cardboard("#a87f52")), -1.9, 1.4, 0, turn=20)
    stage.lamp((-3.5, -2.5, 5), (0, 0, 0.6), 800, size=1.6, colour="#ffefd8")
    stage.lamp((4, -2, 3), (0, 0, 0.6), 120, size=2.4)
    stage.camera((0.3, -5.4, 4.2), (0.05, 0.1, 0.55), lens=56, f=6)


@shot(
    "headphones-box",
    "Hexalon over-ear headphones, sealed",
    "gadget-lane",
    size=(1000, 1100),
    exposure=0.3,
    warm=-0.1,
)
def headphones_box() -> None:
    """Stand a gadget carton and a router carton on a desk: two hexagons."""
    stage.empty(world="#a2aec0", strength=0.4)
    rooms.floor(look.plain("#d6d8da", rough=0.3), size=20)
    rooms.wall(look.stone("#6f7d92", "#5f6c80", scale=0.3), y=3.6)
    one = Artwork(1000, 1200, "#1e1338").symbol(
        "Hexalon", 500, 300, w=760, colours="#b48cff #ffffff"
    )
    one.word("STUDIO ONE", "montserrat:800", 500, 480, w=420, colour="#b48cff").word(
        "wireless · 40 h · noise control",
        "inter:500",
        500,
        560,
        w=560,
        colour="#ffffff",
    ).symbol("VoltSure", 830, 1080, w=170)
    one.add(
        '<path d="M270 980 v-80 a230 230 0 0 1 460 0 v80" fill="none" stroke="#8d7bb5" stroke-width="34"/>',  # noqa: E501
        box(90, 190, "#b48cff", 275, 960, 0, 'ry="40"'),
        box(90, 190, "#b48cff", 725, 960),
    )
    two = (
        Artwork(1000, 800, "#f1f6f6")
        .symbol("Hexaly", 500, 300, w=700)
        .word("MESH ROUTER AX", "montserrat:600", 500, 540, w=460, colour="#12343b")
    )
    put(
        boxes.carton(
            one,
            1.25,
            0.55,
            1.5,
            side=labels.side_panel("#1e1338", "#ffffff", seed=80),
            ground="#1e1338",
            rough=0.25,
        ),
        -0.4,
        0.2,
        0,
        turn=-18,
    )
    put(boxes.carton(two, 1.0, 0.45, 0.8, ground="#f1f6f6"), 0.85, -0.3, 0, turn=16)
    put(props.plant(seed=34, tall=1.0), 1.7, 1.3, 0)
    stage.lamp((-3.2, -1.4, 3.6), (0, 0, 0.8), 380, size=1.6, tall=2.6)
    stage.lamp((3.2, -1, 3), (0, 0, 0.8), 170, size=1.2, tall=2.6, colour="#dfe8ff")
    stage.camera((0.25, -5.6, 1.8), (0.12, 0, 0.74), lens=60, f=5)
