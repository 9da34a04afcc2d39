"""Photographs of tools, parcels, gadgets and market goods."""

from assets.demo.drawing import labels, packs, props, stage, wear
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.design import box
from assets.demo.drawing.shapes import block, face, group_of, put, turned, wrap
from assets.demo.drawing.shot import shot


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
    props.floor(
        look.wood("#8b6f50", "#5a452f", planks=1.1, rough=0.6, turn=0.1), size=20
    )
    props.wall(look.stone("#8f9498", "#777c80", scale=0.6), y=3.6)
    art = Artwork(1500, 1000, "#22262b").add(box(1500, 260, "#ffc400", 750, 870))
    art.symbol("Kestro", 750, 360, w=900).word(
        "IMPACT DRILL 850 W", "barlow-condensed:800", 750, 870, w=820
    ).symbol("VoltSure", 1340, 650, w=190)
    side = labels.side_panel("#22262b", "#ffffff", seed=61)
    put(
        packs.carton(art, 1.85, 0.8, 1.2, side=side, ground="#22262b", rough=0.5),
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
    props.floor(look.stone("#8a8781", "#6d6a65", scale=0.8), size=20)
    props.wall(look.bricks("#b5aea3", "#a39b8f", "#7d776e"), y=4)
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
    "pill-tin",
    "small metal tin pink, collectible",
    "pin-palace",
    size=(1000, 1000),
    exposure=0.3,
    warm=0.1,
    grain=0.024,
)
def pill_tin() -> None:
    """Lay a stamped tin on a table by night."""
    stage.empty(world="#5c5a66", strength=0.4)
    props.floor(look.wood("#5f4a3a", "#3c2c20", planks=0, rough=0.35), size=20)
    props.wall(look.stone("#6d6f7c", "#5a5c68", scale=0.4), y=3)
    art = labels.one_mark("Pixie Nine", 600, 600, wide=0.88, ground="#ff2e93")
    tin = turned(
        [
            (0.001, 0.0),
            (0.5, 0.0),
            (0.52, 0.03),
            (0.52, 0.17),
            (0.54, 0.18),
            (0.54, 0.3),
            (0.5, 0.33),
            (0.001, 0.33),
        ],
        look.brushed("#c9c4c8"),
    )
    put(
        group_of(tin, put(wear.badge(art, r=0.47, ground="#ff2e93"), 0, 0, 0.28)),
        0,
        0,
        0,
        turn=24,
    )
    props.beans(
        16, seed=71, spread=(0.35, 0.2), colour="#f3c3d8", size=0.06
    ).location = (0.85, -0.35, 0)
    put(props.books(["#2f3a4a", "#8d7a5c"], seed=29), -1.35, 0.8, 0, turn=30)
    stage.lamp((-2, 1.8, 2.6), (0, 0, 0.2), 160, size=0.7, colour="#ffd8b0")
    stage.lamp((2.4, -2.2, 2.6), (0, 0, 0.2), 70, size=1.4, colour="#cfd8ff")
    stage.camera((0.15, -3.0, 2.3), (0.1, -0.02, 0.18), lens=60, f=4)


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
    props.floor(look.plain("#d6d8da", rough=0.3), size=20)
    props.wall(look.stone("#6f7d92", "#5f6c80", scale=0.3), y=3.6)
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
        '<path d="M270 980 v-80 a230 230 0 0 1 460 0 v80" fill="none" '
        'stroke="#8d7bb5" stroke-width="34"/>',
        box(90, 190, "#b48cff", 275, 960, 0, 'ry="40"'),
        box(90, 190, "#b48cff", 725, 960),
    )
    two = (
        Artwork(1000, 800, "#f1f6f6")
        .symbol("Hexaly", 500, 300, w=700)
        .word("MESH ROUTER AX", "montserrat:600", 500, 540, w=460, colour="#12343b")
    )
    put(
        packs.carton(
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
    put(packs.carton(two, 1.0, 0.45, 0.8, ground="#f1f6f6"), 0.85, -0.3, 0, turn=16)
    put(props.plant(seed=34, tall=1.0), 1.7, 1.3, 0)
    stage.lamp((-3.2, -1.4, 3.6), (0, 0, 0.8), 380, size=1.6, tall=2.6)
    stage.lamp((3.2, -1, 3), (0, 0, 0.8), 170, size=1.2, tall=2.6, colour="#dfe8ff")
    stage.camera((0.25, -5.6, 1.8), (0.12, 0, 0.74), lens=60, f=5)


@shot(
    "noodle-cup",
    "Koyari instant noodles, spicy, cup",
    "snackattack",
    size=(1000, 1050),
    exposure=0.35,
    warm=0.1,
)
def noodle_cup() -> None:
    """Stand a noodle cup on a kitchen counter."""
    stage.empty(world="#b2bac4", strength=0.45)
    props.floor(look.stone("#4d4f52", "#36383b", rough=0.3, scale=3), size=20)
    props.wall(look.bricks("#e3e6e4", "#d8dcda", "#aab0ae", wide=0.9, high=0.9), y=2.8)
    art = (
        Artwork(2000, 900, "#fff4dc")
        .add(box(2000, 210, "#1b1a17", 1000, 800))
        .symbol("Koyari", 1000, 360, w=500)
    )
    art.word("SPICY MISO RAMEN", "bungee", 1000, 790, w=460, colour="#ffffff").copy(
        1420, 200, w=360, lines=7
    ).facts(520, 360, w=330)

    def radius(z: float) -> float:
        return 0.34 + 0.14 * z

    cup = turned(
        [
            (0.001, 0.03),
            (0.31, 0.0),
            (0.345, 0.02),
            (0.34 + 0.14 * 1.05, 1.05),
            (0.51, 1.06),
            (0.51, 1.1),
            (0.47, 1.1),
            (0.001, 1.09),
        ],
        look.plain("#fff4dc", rough=0.4),
    )
    put(
        group_of(cup, wrap(art, radius, 0.06, 1.02, degrees=360, rough=0.35)),
        0,
        0,
        0,
        turn=-12,
    )
    put(packs.bowl("#b23a2a", r=0.5), 1.1, 0.35, 0)
    put(props.lemon(0.2), -0.95, -0.15, 0, turn=40)
    put(props.pencil("#8a5a34"), 0.55, -0.75, 0, turn=12)
    put(props.pencil("#8a5a34"), 0.58, -0.85, 0, turn=15)
    stage.lamp((-3, -2, 3.6), (0, 0, 0.6), 420, size=1.8, colour="#fff6e6")
    stage.lamp((2.6, 0.8, 3.2), (0, 0, 0.6), 150, size=1.4)
    stage.camera(
        (0.1, -4.7, 1.8), (0.08, 0, 0.52), lens=60, f=3.5, focus=(0, -0.4, 0.55)
    )


@shot(
    "cleaning-spray",
    "ZAPPIT! grease remover 750 ml",
    "drogerie-nord",
    size=(900, 1150),
    look="Standard",
    exposure=0.1,
    vignette=0.12,
    grain=0.014,
)
def cleaning_spray() -> None:
    """Stand a spray bottle in a tiled kitchen, in shop light."""
    stage.empty(world="#eef3f6", strength=0.35)
    props.floor(look.stone("#d2d4d3", "#c3c6c5", rough=0.25, scale=5), size=20)
    props.wall(look.bricks("#f1f3f2", "#e8ebea", "#bcc2c1", wide=1.0, high=1.0), y=1.9)
    art = (
        Artwork(1400, 1300)
        .symbol("Zappit!", 700, 380, w=620)
        .word(
            "GREASE REMOVER", "barlow-condensed:800", 700, 640, w=460, colour="#1a1a1a"
        )
    )
    art.word("with orange oil", "caveat:700", 700, 720, w=300, colour="#e6007e").symbol(
        "ReLoop Recycled", 700, 980, w=150, colours="#1a1a1a"
    ).word("750 ml", "oswald:600", 700, 1180, h=36)
    shell = look.plain("#ffe600", rough=0.3, coat=0.4)
    body = turned(
        [
            (0.001, 0.02),
            (0.36, 0.0),
            (0.4, 0.05),
            (0.4, 1.2),
            (0.34, 1.4),
            (0.16, 1.62),
            (0.14, 1.72),
            (0.001, 1.72),
        ],
        shell,
    )
    head = put(
        block(0.28, 0.62, 0.26, look.plain("#e6007e", rough=0.3), edge=0.08),
        0.0,
        -0.1,
        1.8,
    )
    ring = turned(
        [(0.17, 1.66), (0.18, 1.68), (0.18, 1.8), (0.12, 1.84), (0.001, 1.84)],
        look.plain("#e6007e", rough=0.3),
    )
    trigger = put(
        block(0.1, 0.09, 0.34, look.plain("#e6007e", rough=0.3), edge=0.03),
        0,
        -0.27,
        1.52,
        tilt=-18,
    )
    put(
        group_of(
            body,
            head,
            ring,
            trigger,
            wrap(art, 0.4, 0.08, 1.14, degrees=200, rough=0.3, coat=0.3),
        ),
        0,
        0,
        0,
        turn=22,
    )
    put(
        props.drape(look.cloth("#7fb6c9"), 1.4, 1.1, seed=66, rise=0.2),
        1.0,
        -0.1,
        0,
        turn=18,
    )
    put(props.lemon(0.22), -0.85, -0.1, 0, turn=-30)
    stage.lamp((-2.6, -3, 4), (0, 0, 0.9), 230, size=2.4)
    stage.lamp((3.2, -2, 2.6), (0, 0, 0.9), 110, size=1.6)
    stage.camera((0.15, -5.6, 1.9), (0.1, 0, 0.98), lens=60, f=7)


@shot(
    "jam-market",
    "Country preserves at the market, all sorts",
    "grandmas-pantry",
    size=(1200, 900),
    exposure=0.35,
    warm=0.2,
    grain=0.02,
)
def jam_market() -> None:
    """Photograph a row of jars on a market stall, from the side."""
    stage.empty(world="#b5c4d8", strength=0.55)
    props.floor(look.cloth("#b8413a", weave=10, second="#e8e0d0"), size=20)
    props.wall(look.stone("#57703f", "#3b5229", scale=1.4), y=7, size=24)
    kinds = (
        ("Strawberry", "#8a0f1c", "#b23a3a"),
        ("Apricot", "#d07a12", "#d0a52f"),
        ("Greengage", "#7d8a1c", "#7aa05a"),
        ("Plum", "#3a1030", "#5a3a66"),
    )
    for i, (kind, content, lid) in enumerate(kinds):
        art = labels.jam_label("Bramblewick", kind)
        put(
            packs.jar(art, content=content, lid=lid),
            -1.35 + 0.95 * i,
            -0.35 + 0.34 * i,
            0,
            turn=26 - 9 * i,
        )
    put(props.apple(), -0.6, -1.05, 0)
    put(props.apple(("#7a9a2c", "#c8b040")), -0.05, -1.2, 0, tilt=14)
    stage.sun(-48, 52, 3.2, size=2)
    stage.camera(
        (-1.5, -4.6, 1.9),
        (0.0, 0.05, 0.42),
        lens=54,
        f=3.2,
        focus=(-0.6, -0.4, 0.5),
        roll=-1.5,
    )


@shot(
    "bramblewick-tote",
    "Shopping bag with berries, cotton",
    "hearth-home",
    size=(900, 1150),
    exposure=0.3,
    warm=0.15,
    grain=0.018,
)
def bramblewick_tote() -> None:
    """Hang a printed bag before a boarded wall."""
    stage.empty(world="#b4bcc6", strength=0.45)
    props.floor(look.wood("#9a7650", "#6b4c30", planks=1.4), size=24)
    props.wall(look.wood("#cfc3b2", "#b3a694", planks=1.6, rough=0.6), y=1.0)
    put(
        wear.tote(
            labels.one_mark("Bramblewick", 1000, 1120, wide=0.66, y=0.52),
            "#efe8d8",
            seed=12,
            strap="#5a2a50",
        ),
        0,
        0.1,
        0.02,
        turn=11,
        tilt=-5,
    )
    put(props.apple(), 2.1, -0.6, 0, scale=1.2)
    stage.lamp((5.2, -3, 5.2), (0, 0, 2), 1150, size=2, colour="#fff0da")
    stage.lamp((-4.5, -5, 4), (0, 0, 2), 150, size=3, colour="#dbe6ff")
    stage.camera((-0.6, -9.2, 2.9), (0.05, 0, 2.6), lens=58, f=5.6, roll=1)


@shot(
    "water-bottle",
    "Steel water bottle with filter, AquaPure class 3",
    "camp-corner",
    size=(900, 1150),
    exposure=0.3,
    warm=-0.05,
)
def water_bottle() -> None:
    """Stand a steel bottle on a rock-like slab outdoors."""
    stage.empty(world="#a8c6ee", strength=0.6)
    props.floor(look.stone("#8a857c", "#5f5a52", scale=1.6, rough=0.85), size=24)
    props.wall(look.stone("#5d7a4a", "#3d5a32", scale=1.6), y=8, size=30)
    art = (
        Artwork(1400, 1500)
        .symbol("Tundrafox", 700, 420, w=330, colours="#f5efe2 #f2683c #f5efe2")
        .symbol("AquaPure 3", 560, 1220, w=120, colours="#f5efe2 #23433f")
        .symbol("Halden Steel 18", 830, 1235, w=170, colours="#f5efe2 #23433f")
    )
    body = turned(
        [
            (0.001, 0.02),
            (0.34, 0.0),
            (0.37, 0.04),
            (0.37, 1.75),
            (0.3, 1.92),
            (0.22, 1.98),
            (0.001, 1.98),
        ],
        look.plain("#23433f", rough=0.45, coat=0.2, grain=0.12),
    )
    lid = turned(
        [(0.25, 1.96), (0.26, 1.98), (0.26, 2.3), (0.22, 2.34), (0.001, 2.34)],
        look.brushed("#b9bcc0"),
    )
    put(
        group_of(
            body, lid, wrap(art, 0.37, 0.15, 1.7, degrees=200, rough=0.45, bump=0)
        ),
        0,
        0,
        0,
        turn=-14,
    )
    put(props.plant(seed=41, tall=1.4), -1.9, 1.7, 0)
    put(props.apple(), 0.85, -0.2, 0)
    stage.sun(-40, 42, 3.6, size=1.2)
    stage.camera(
        (0.2, -5.8, 1.9), (0.08, 0, 1.12), lens=62, f=3.5, focus=(0, -0.35, 1.0)
    )


@shot(
    "hoodie-print",
    "Driftmoor shirt, washed green, L",
    "closet-clearout",
    size=(1000, 1050),
    exposure=0.35,
    warm=0.05,
    grain=0.018,
)
def driftmoor_shirt() -> None:
    """Lay an unknown maker's shirt on concrete in shade."""
    stage.empty(world="#b9c9df", strength=0.6)
    props.floor(look.stone("#a29e97", "#86827b", scale=0.6), size=30)
    put(
        wear.shirt(
            labels.one_mark(
                "Driftmoor", 1200, 1040, wide=0.34, y=0.34, colours="#efe6d2 #d9a441"
            ),
            "#5d6f5a",
            seed=23,
            folds=1.2,
        ),
        0,
        -3.3,
        0,
        turn=7,
    )
    stage.lamp((5.5, 4.5, 7.0), (0, 0, 0), 2100, size=3.5, colour="#f2f7ff")
    stage.camera((0.1, -3.6, 10.2), (0.1, -0.1, 0), lens=49, f=0, roll=-2)


@shot(
    "scooter-sticker",
    "Helmet box Strada Uno, size M, with sticker",
    "toolshed-24",
    size=(1050, 1000),
    exposure=0.35,
    warm=0.1,
    grain=0.02,
)
def helmet_box() -> None:
    """Set a helmet carton on a garage floor, a cooler box behind it."""
    stage.empty(world="#a4adb6", strength=0.45)
    props.floor(look.stone("#7d7b77", "#5f5d5a", scale=1.0), size=24)
    props.wall(look.bricks("#b9b4aa", "#a8a298", "#85807a", wide=2.2, high=1.1), y=3.8)
    art = (
        Artwork(1200, 1100, "#f3f3f1")
        .add(box(1200, 160, "#10316b", 600, 1020))
        .symbol("Strada Uno", 600, 470, w=600)
        .word("OPEN FACE HELMET · M", "oswald:600", 600, 1020, w=560, colour="#ffffff")
        .symbol("SafeNest", 1060, 830, w=170)
    )
    put(
        packs.carton(
            art,
            1.7,
            1.3,
            1.5,
            side=labels.side_panel("#f3f3f1", "#161616", seed=90),
            ground="#f3f3f1",
        ),
        -0.1,
        0.2,
        0,
        turn=-24,
    )
    cooler = Artwork(1000, 700).symbol("Polarra", 500, 350, w=440)
    chest = block(
        1.6, 1.0, 0.95, look.plain("#dfe7ec", rough=0.4, grain=0.1), edge=0.08
    )
    lid = put(
        block(1.66, 1.06, 0.2, look.plain("#1d3557", rough=0.4, grain=0.1), edge=0.06),
        0,
        0,
        0.95,
    )
    put(
        group_of(chest, lid, face(cooler, 1.1, 0.77, at=(0, -0.505, 0.46))),
        1.75,
        0.9,
        0,
        turn=10,
    )
    stage.lamp((-3.6, -3, 4.6), (0, 0, 0.7), 650, size=1.6, colour="#fff3e2")
    stage.lamp((4, -3, 3), (0, 0, 0.7), 170, size=2.2)
    stage.camera((0.6, -6.4, 2.5), (0.3, 0.1, 0.72), lens=56, f=6)


@shot(
    "pet-food",
    "Pawlo dog food 3 kg bag and notebook offer",
    "cornershop-elver",
    size=(950, 1150),
    exposure=0.3,
    warm=0.15,
    grain=0.018,
)
def pet_food() -> None:
    """Stand a bag of pet food on tiles, a notebook leaning on it."""
    stage.empty(world="#b5bcc4", strength=0.45)
    props.floor(
        look.bricks("#b58a6a", "#a67c5e", "#8a8178", wide=1.6, high=1.6), size=20
    )
    props.wall(look.stone("#d4d0c6", "#c4bfb4", scale=0.4), y=3)
    art = (
        Artwork(1000, 1450, "#fff1e6")
        .add(box(1000, 420, "#2d1e2f", 500, 1240))
        .symbol("Pawlo", 500, 420, w=700)
    )
    art.word(
        "ADULT · CHICKEN & RICE", "oswald:600", 500, 640, w=560, colour="#2d1e2f"
    ).word("3 kg", "titan-one", 500, 1240, h=110, colour="#ff5a36").symbol(
        "Nimbra Nine", 800, 900, w=220
    )
    put(
        packs.pouch(
            art,
            1.5,
            2.1,
            ground="#fff1e6",
            depth=0.42,
            seed=31,
            rough=0.45,
            zigzag=False,
        ),
        -0.2,
        0.1,
        0.02,
        turn=-9,
        tilt=-3,
    )
    note = (
        Artwork(700, 1000, "#26325f")
        .symbol("Quillmark", 350, 380, w=480, colours="#f0e6cc #d9a441")
        .word("ruled · 96 sheets", "caveat:600", 350, 820, w=260, colour="#f0e6cc")
    )
    put(
        packs.carton(note, 0.75, 0.12, 1.05, ground="#26325f", rough=0.6),
        0.95,
        -0.35,
        0,
        turn=18,
        tilt=-12,
    )
    stage.lamp((-3.4, -2, 4), (0, 0, 1), 560, size=1.8, colour="#fff3e0")
    stage.lamp((3.4, -2, 3), (0, 0, 1), 140, size=2.2)
    stage.camera((0.2, -5.8, 2.0), (0.12, 0, 0.98), lens=60, f=5)
