"""Photographs of food in cartons, on tables and shelves."""

from assets.demo.drawing import boxes, crockery, labels, props, rooms, soft_packs, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.design import box
from assets.demo.drawing.shapes import block, face, group_of, put, turned, wrap
from assets.demo.drawing.shot import shot


@shot(
    "sea-salt",
    "Sal de Marra sea salt flakes 250 g",
    "despensa-sur",
    exposure=0.25,
    look="Standard",
    vignette=0.08,
    grain=0.008,
)
def sea_salt() -> None:
    """Stand a salt carton in a studio with a pinch of salt before it."""
    stage.empty(world="#ffffff", strength=0.45)
    rooms.sweep("#dfe6ea")
    side = labels.side_panel("#eef5f9", "#12324a", seed=21)
    put(
        boxes.carton(labels.salt_front(), 0.9, 0.5, 1.35, side=side, ground="#eef5f9"),
        0,
        0,
        0,
        turn=-28,
    )
    props.beans(
        90, seed=12, spread=(0.34, 0.12), colour="#e9eef2", size=0.022
    ).location = (0.25, -0.75, 0)
    put(props.lemon(0.22), 0.95, -0.1, 0, turn=20)
    stage.lamp((-3.2, -2.2, 3.6), (0, 0, 0.6), 260, size=2.6)
    stage.lamp((3.4, -1.4, 2.4), (0, 0, 0.6), 120, size=2.2)
    stage.camera((0.15, -4.9, 1.6), (0.12, 0, 0.64), lens=70, f=8)


@shot(
    "honey-biscuits",
    "Grizzleby honey biscuits 225 g, nut free",
    "snackattack",
    size=(1200, 900),
    exposure=0.3,
    warm=0.2,
)
def honey_biscuits() -> None:
    """Stand a biscuit box on a table with books and an apple."""
    stage.empty(world="#aebccb", strength=0.4)
    rooms.floor(look.wood("#c79a62", "#94683a", planks=1.8, turn=0.2))
    rooms.wall(look.stone("#d8cdbb", "#c6baa6", scale=0.4), y=4)
    side = labels.side_panel("#f2c27b", "#5b3416", seed=33)
    put(
        boxes.carton(
            labels.biscuit_front(), 1.75, 0.55, 1.2, side=side, ground="#f2c27b"
        ),
        -0.1,
        0,
        0,
        turn=-22,
    )
    put(props.apple(), 1.45, -0.25, 0)
    put(props.books(["#31506b", "#d8cfc0", "#7d2f2a"], seed=2), -1.7, 0.9, 0, turn=20)
    put(props.plant(seed=12), 1.9, 1.8, 0)
    stage.lamp((-3.6, -2, 3.8), (0, 0, 0.6), 700, size=2.2, colour="#fff2dd")
    stage.lamp((3.5, -2.5, 2.5), (0, 0, 0.6), 110, size=2.6, colour="#dbe7ff")
    stage.camera(
        (0.35, -5.2, 1.75), (0.12, 0, 0.58), lens=58, f=4, focus=(-0.1, -0.3, 0.6)
    )


@shot(
    "oats-shelf",
    "Kernelle rolled oats 1 kg, organic",
    "orchard-lane",
    size=(960, 1200),
    exposure=0.35,
    warm=-0.25,
    grain=0.014,
)
def oats_shelf() -> None:
    """Photograph a cereal box on a shop's shelf under tubes."""
    stage.empty(world="#dfe8ee", strength=0.35)
    shelf = look.plain("#e8e8e4", rough=0.35)
    put(block(9, 1.6, 0.12, shelf), 0, 0.3, -0.12)
    put(
        block(9, 0.05, 0.26, look.plain("#f2d21b", rough=0.3), edge=0.01),
        0,
        -0.52,
        -0.2,
    )
    rooms.wall(look.plain("#c9ccc8", rough=0.6), y=1.2)
    price = (
        labels.Artwork(500, 240, "#ffffff")
        .word("2.79", "oswald:700", 330, 120, h=130)
        .copy(30, 50, w=170, lines=4)
    )
    face(price, 0.5, 0.24, at=(0.25, -0.555, -0.07))
    side = labels.side_panel("#f7edd2", "#3b5323", seed=41)
    for x, y, t in ((-1.28, 0.25, 3), (0.02, 0.0, -6), (1.3, 0.22, -2)):
        put(
            boxes.carton(
                labels.oat_front(), 1.15, 0.42, 1.6, side=side, ground="#f7edd2"
            ),
            x,
            y,
            0,
            turn=t,
        )
    for x in (-1.5, 0.2, 1.9):
        stage.lamp(
            (x, -2.4, 3.8),
            (x * 0.6, 0, 0.6),
            110,
            size=0.25,
            tall=2.6,
            colour="#eef6ff",
        )
    stage.camera((0.3, -4.6, 1.25), (0.1, 0, 0.72), lens=60, f=4, focus=(0, -0.2, 0.8))


@shot(
    "milk-breakfast",
    "Brunnhof alpine milk 3.8 %, 1 litre",
    "dorfladen",
    size=(960, 1200),
    exposure=0.3,
    warm=0.05,
)
def milk_breakfast() -> None:
    """Stand milk on a breakfast table with fruit and a bowl."""
    stage.empty(world="#b7c9de", strength=0.5)
    rooms.floor(look.wood("#d2b48a", "#a98655", planks=1.3, turn=0.1))
    rooms.wall(look.stone("#e9e4d8", "#d9d2c4", scale=0.5), y=3.6)
    put(boxes.milk(labels.milk_front(), ground="#ffffff"), -0.2, 0, 0, turn=-24)
    bowl = crockery.bowl("#dfe7ea")
    put(bowl, 0.95, -0.1, 0)
    put(props.apple(), 0.85, -0.1, 0.14)
    put(props.apple(("#7a9a2c", "#c8b040")), 1.15, 0.05, 0.16, tilt=25)
    put(
        rooms.drape(look.cloth("#b9c8d6", second="#f0f0ec"), 2.0, 1.6, seed=31),
        -1.3,
        0.2,
        0,
        turn=16,
    )
    stage.lamp((3.8, 0.4, 3.4), (0, 0, 0.8), 700, size=2.2, colour="#fff8ea")
    stage.lamp((-3, -3, 2.6), (0, 0, 0.8), 120, size=2.6)
    stage.camera(
        (0.25, -5.4, 1.9), (0.1, 0, 0.84), lens=64, f=3.5, focus=(-0.2, -0.35, 0.9)
    )


@shot(
    "soap-gift",
    "Mirabelle flower soap and Verdessa hand cream set",
    "orchard-lane",
    size=(1000, 1100),
    exposure=0.3,
    warm=0.05,
)
def soap_gift() -> None:
    """Set a soap carton and a tube on marble with a plant."""
    stage.empty(world="#d3d0d6", strength=0.5)
    rooms.floor(look.marble("#f0ebe6", "#b39a92", rough=0.22), size=20)
    rooms.wall(look.stone("#d8b9b4", "#cbaaa5", scale=0.3), y=3.2)
    soap = (
        Artwork(1200, 760, "#fbeef1")
        .symbol("Mirabelle", 600, 330, w=820)
        .word(
            "savon à la violette · 100 g",
            "cormorant-garamond:600:italic",
            600,
            640,
            w=480,
            colour="#5c8a4d",
        )
    )
    put(boxes.carton(soap, 1.2, 0.5, 0.76, ground="#fbeef1"), -0.55, -0.15, 0, turn=-20)
    cream = (
        Artwork(2000, 1500)
        .symbol("Verdessa", 1000, 620, w=420)
        .word("HAND CREAM", "josefin-sans:600", 1000, 980, w=260, colour="#2e6b4f")
        .word("75 ml", "josefin-sans:400", 1000, 1250, h=26, colour="#2e6b4f")
    )
    put(soft_packs.tube(cream, colour="#f3f1ea", cap="#2e6b4f"), 0.65, 0.1, 0, turn=16)
    put(props.plant(seed=30, tall=0.9, pot="#e0d2c4"), 1.6, 1.1, 0)
    stage.lamp((-3.4, -1.2, 3.4), (0, 0, 0.7), 520, size=2.2, colour="#fff6ee")
    stage.lamp((3, -2.6, 2.6), (0, 0, 0.7), 110, size=2.2)
    stage.camera(
        (0.15, -5.0, 1.75), (0.05, 0, 0.72), lens=62, f=4, focus=(0, -0.3, 0.7)
    )


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
    rooms.floor(look.stone("#4d4f52", "#36383b", rough=0.3, scale=3), size=20)
    rooms.wall(look.bricks("#e3e6e4", "#d8dcda", "#aab0ae", wide=0.9, high=0.9), y=2.8)
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
    put(crockery.bowl("#b23a2a", r=0.5), 1.1, 0.35, 0)
    put(props.lemon(0.2), -0.95, -0.15, 0, turn=40)
    put(props.pencil("#8a5a34"), 0.55, -0.75, 0, turn=12)
    put(props.pencil("#8a5a34"), 0.58, -0.85, 0, turn=15)
    stage.lamp((-3, -2, 3.6), (0, 0, 0.6), 420, size=1.8, colour="#fff6e6")
    stage.lamp((2.6, 0.8, 3.2), (0, 0, 0.6), 150, size=1.4)
    stage.camera(
        (0.1, -4.7, 1.8), (0.08, 0, 0.52), lens=60, f=3.5, focus=(0, -0.4, 0.55)
    )
