"""Photographs of things on tables; some of them show nothing to find."""

from assets.demo.drawing import belongings, crockery, labels, packs, props, rooms, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import group_of, put, turned
from assets.demo.drawing.shot import shot


@shot(
    "desk-mug",
    "office mug moth design 330 ml",
    "mugs-and-more",
    size=(1080, 1000),
    exposure=0.35,
    warm=0.1,
)
def desk_mug() -> None:
    """Set a mug with an emblem on a desk among books."""
    stage.empty(world="#a9b4c0", strength=0.4)
    rooms.floor(look.wood("#8a6848", "#5a4028", planks=0, rough=0.4), size=24)
    rooms.wall(look.stone("#93a196", "#7f8d82", scale=0.3), y=3.6)
    put(
        crockery.mug(
            labels.one_mark("Ashen Moth", 1000, 680, wide=0.62), colour="#efeae0"
        ),
        0,
        0,
        0,
        turn=-14,
    )
    put(
        props.books(["#6d2a2a", "#2f4858", "#c9b68a", "#3f5a3c"], seed=8),
        -1.35,
        0.7,
        0,
        turn=12,
    )
    put(props.pencil("#2e6f95"), 0.55, -0.75, 0, turn=-28)
    put(props.pencil("#c0392b"), 0.3, -0.95, 0, turn=-8)
    put(props.plant(seed=22, tall=1.1), 1.7, 1.2, 0)
    stage.lamp(
        (-3.8, -0.5, 3.4), (0, 0, 0.5), 620, size=1.8, tall=2.6, colour="#fff4e2"
    )
    stage.lamp((3, -3, 3), (0, 0, 0.5), 120, size=2.2, colour="#dfe8ff")
    stage.camera((0.2, -4.9, 1.7), (-0.02, 0, 0.5), lens=62, f=3, focus=(0, -0.4, 0.5))


@shot(
    "espresso-mug",
    "Mokkaro espresso cup, red on white",
    "mugs-and-more",
    size=(1080, 900),
    exposure=0.3,
    warm=0.3,
    grain=0.016,
)
def espresso_mug() -> None:
    """Set a cup among coffee beans on a café table."""
    stage.empty(world="#8d8478", strength=0.4)
    rooms.floor(look.marble("#d8d4cd", "#7a7672", rough=0.18), size=20)
    rooms.wall(look.bricks("#8a5a44", "#744836", "#5c5248"), y=4.4)
    put(
        crockery.mug(labels.one_mark("Mokkaro", 1000, 680, wide=0.74), r=0.4, h=0.78),
        0,
        0,
        0,
        turn=10,
    )
    props.beans(70, seed=19, spread=(0.9, 0.4)).location = (0.2, -0.5, 0)
    put(rooms.drape(look.cloth("#3e4a52"), 1.6, 1.2, seed=40), -1.3, 0.3, 0, turn=22)
    stage.lamp((-3, -1.5, 3), (0, 0, 0.5), 380, size=1.4, colour="#ffe4c0")
    stage.lamp((3, 1.5, 2.6), (0, 0, 0.5), 220, size=1.2, tall=2.2, colour="#ffd9a8")
    stage.camera(
        (-0.1, -4.4, 1.75), (0.05, 0, 0.36), lens=60, f=2.8, focus=(0, -0.4, 0.4)
    )


@shot(
    "candle-ottilie",
    "Scented candle Ottilie Ash, fig and cedar",
    "hearth-home",
    size=(950, 1100),
    exposure=0.45,
    warm=0.4,
    grain=0.022,
)
def candle() -> None:
    """Burn a candle in a jar on a dark shelf."""
    stage.empty(world="#4a4038", strength=0.35)
    rooms.floor(look.wood("#4d3622", "#2b1c10", planks=0, rough=0.3), size=20)
    rooms.wall(look.stone("#7d7468", "#655d53", scale=0.4), y=3)
    label = (
        Artwork(900, 900, "#f2ede2")
        .symbol("Ottilie Ash", 450, 410, w=560)
        .word("fig & cedar · 220 g", "bodoni-moda:500:italic", 450, 790, w=400)
    )
    put(
        packs.jar(
            label,
            content="#e9dfc8",
            lid="#b9a27a",
            r=0.5,
            h=1.1,
            degrees=110,
            label=(0.08, 0.7),
        ),
        0,
        0,
        0,
        turn=-10,
    )
    put(props.books(["#d3c7b0", "#55606b"], seed=13), 1.35, 0.4, 0, turn=-12)
    put(
        rooms.drape(look.cloth("#a99c86"), 2.2, 1.6, seed=44),
        -0.9,
        0.5,
        -0.03,
        turn=-20,
    )
    stage.lamp((-2.8, -2.2, 3.0), (0, 0, 0.5), 260, size=1.2, colour="#ffdfb8")
    stage.lamp((2.6, 1.6, 2.2), (0, 0, 0.8), 160, size=0.8, tall=2, colour="#ffb56b")
    stage.camera(
        (0.1, -4.8, 1.6), (0.12, 0, 0.55), lens=62, f=2.8, focus=(0, -0.5, 0.5)
    )


@shot(
    "plain-mug",
    "Plain stoneware mug, handmade",
    "hearth-home",
    size=(1000, 1000),
    exposure=0.3,
    warm=0.15,
)
def plain_mug() -> None:
    """Set a mug without any print on a table: nothing to find."""
    stage.empty(world="#b7bfc6", strength=0.45)
    rooms.floor(look.wood("#b08a60", "#7d5a38", planks=1.4, turn=0.15), size=20)
    rooms.wall(look.stone("#c9c2b4", "#b6ae9e", scale=0.4), y=3.8)
    put(crockery.mug(Artwork(100, 100), colour="#7d9aa3"), 0, 0, 0, turn=-30)
    put(rooms.drape(look.cloth("#d6cdbb"), 2.4, 1.8, seed=51), 0.7, 0.4, 0, turn=24)
    put(props.apple(), -1.05, 0.05, 0)
    put(props.books(["#8c5a3c", "#e0d6c2"], seed=17), 1.5, 0.9, 0.05)
    stage.lamp((-3.6, -1, 3.4), (0, 0, 0.5), 640, size=2, colour="#fff2df")
    stage.camera((0.1, -4.6, 1.75), (0.05, 0, 0.45), lens=60, f=3, focus=(0, -0.4, 0.5))


@shot(
    "house-plant",
    "House plant with pot, collect only",
    "attic-finds",
    size=(900, 1150),
    exposure=0.3,
    warm=-0.1,
    grain=0.02,
)
def house_plant() -> None:
    """Stand a plant in a corner: nothing to find."""
    stage.empty(world="#bcc8d6", strength=0.5)
    rooms.floor(look.wood("#9a7650", "#6b4c30", planks=1.2, turn=1.3), size=24)
    rooms.wall(look.stone("#d9d5cc", "#c9c4ba", scale=0.4), y=1.8)
    put(props.plant(seed=77, n=40, tall=1.9), 0, 0, 0, scale=1.1)
    put(props.books(["#5a3d5c", "#b9a884", "#38524a"], seed=23), 1.5, 0.2, 0, turn=30)
    stage.lamp((-4.5, -2, 4.5), (0, 0, 1), 950, size=1.8, tall=2.6, colour="#fffaf0")
    stage.camera((0.3, -7.2, 2.4), (0.2, 0, 1.2), lens=58, f=5.6, roll=2)


@shot(
    "fruit-bowl",
    "Ceramic fruit bowl (fruit not included)",
    "hearth-home",
    size=(1150, 900),
    exposure=0.3,
    warm=0.2,
)
def fruit_bowl() -> None:
    """Set a bowl of fruit on linen: nothing to find."""
    stage.empty(world="#b2bdc9", strength=0.45)
    rooms.floor(look.wood("#a57c50", "#704f30", planks=1.6, turn=0.1), size=20)
    rooms.wall(look.bricks("#e5e2da", "#dad6cd", "#b3afa6", wide=1.3, high=0.65), y=3.4)
    put(
        rooms.drape(look.cloth("#cfc4ae"), 4.4, 2.6, seed=61, rise=0.08),
        0,
        0,
        0,
        turn=6,
    )
    put(crockery.bowl("#3f6f7d", r=0.95), 0, 0, 0.05)
    for i, (x, y) in enumerate(
        ((-0.35, -0.15), (0.3, -0.25), (0.05, 0.3), (0.55, 0.2))
    ):
        put(
            props.apple() if i % 2 else props.apple(("#7a9a2c", "#c8b040")),
            x,
            y,
            0.26,
            tilt=18 * i,
        )
    put(props.lemon(0.27), -0.1, -0.15, 0.55, turn=40)
    put(props.lemon(0.24), 1.5, -0.3, 0.06, turn=-20)
    stage.lamp((-3.8, -1.8, 3.8), (0, 0, 0.4), 760, size=2.2, colour="#fff3e0")
    stage.camera((0.2, -5.2, 2.3), (0.1, 0, 0.45), lens=58, f=4)


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
    rooms.floor(look.wood("#5f4a3a", "#3c2c20", planks=0, rough=0.35), size=20)
    rooms.wall(look.stone("#6d6f7c", "#5a5c68", scale=0.4), y=3)
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
        group_of(tin, put(belongings.badge(art, r=0.47, ground="#ff2e93"), 0, 0, 0.28)),
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
