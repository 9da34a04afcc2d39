"""Photographs of household and travel goods."""

from assets.demo.drawing import boxes, labels, props, rooms, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.design import box
from assets.demo.drawing.shapes import block, face, group_of, put, turned, wrap
from assets.demo.drawing.shot import shot


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
    rooms.floor(look.stone("#8a857c", "#5f5a52", scale=1.6, rough=0.85), size=24)
    rooms.wall(look.stone("#5d7a4a", "#3d5a32", scale=1.6), y=8, size=30)
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
    rooms.floor(look.stone("#d2d4d3", "#c3c6c5", rough=0.25, scale=5), size=20)
    rooms.wall(look.bricks("#f1f3f2", "#e8ebea", "#bcc2c1", wide=1.0, high=1.0), y=1.9)
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
        rooms.drape(look.cloth("#7fb6c9"), 1.4, 1.1, seed=66, rise=0.2),
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
    rooms.floor(look.stone("#7d7b77", "#5f5d5a", scale=1.0), size=24)
    rooms.wall(look.bricks("#b9b4aa", "#a8a298", "#85807a", wide=2.2, high=1.1), y=3.8)
    art = (
        Artwork(1200, 1100, "#f3f3f1")
        .add(box(1200, 160, "#10316b", 600, 1020))
        .symbol("Strada Uno", 600, 470, w=600)
        .word("OPEN FACE HELMET · M", "oswald:600", 600, 1020, w=560, colour="#ffffff")
        .symbol("SafeNest", 1060, 830, w=170)
    )
    put(
        boxes.carton(
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
