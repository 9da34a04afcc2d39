"""Photographs of bags: of coffee, crisps, pet food, and to carry."""

from assets.demo.drawing import (
    boxes,
    crockery,
    labels,
    props,
    rooms,
    soft_packs,
    stage,
    wear,
)
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.design import box
from assets.demo.drawing.shapes import put
from assets.demo.drawing.shot import shot


@shot(
    "coffee-bag",
    "Corvane Coffee single origin Guji, whole bean 250 g",
    "bean-street",
    size=(960, 1200),
    exposure=0.3,
    warm=0.1,
)
def coffee_bag() -> None:
    """Stand a bag of coffee on slate with beans and a cup."""
    stage.empty(world="#9aa4ad", strength=0.4)
    rooms.floor(look.stone("#5a5853", "#393735", rough=0.55, scale=0.9))
    rooms.wall(look.wood("#6d4b2e", "#3f2916", planks=0.9), y=3.4)
    put(
        soft_packs.pouch(
            labels.coffee_bag(),
            1.15,
            1.75,
            ground="#1c1410",
            depth=0.3,
            seed=4,
            rough=0.42,
        ),
        -0.1,
        0,
        0.02,
        turn=-11,
        tilt=-2,
    )
    props.beans(120, seed=8, spread=(0.75, 0.4))
    plain = labels.Artwork(100, 100)
    put(crockery.mug(plain, colour="#d8d2c6", r=0.36, h=0.72), 0.98, 0.25, 0, turn=24)
    stage.lamp((-3.4, -1.6, 3.6), (0, 0, 0.8), 620, size=2.2, colour="#fff3e0")
    stage.lamp((3, 1, 2.4), (0, 0, 1), 160, size=1.4, tall=2.4, colour="#dfe8ff")
    stage.camera(
        (0.3, -5.2, 1.9), (0.12, 0, 0.78), lens=66, f=3.2, focus=(-0.1, -0.3, 0.9)
    )


@shot(
    "crisps-paprika",
    "Peckadillo crisps paprika 150 g party bag",
    "snackattack",
    size=(960, 1200),
    exposure=0.3,
    warm=0.05,
)
def crisps() -> None:
    """Stand a bag of crisps on a picnic cloth in the sun."""
    stage.empty(world="#a9c4e8", strength=0.7)
    rooms.floor(look.cloth("#e9e4da", weave=12, second="#2f5fa0"))
    put(
        rooms.drape(
            look.cloth("#e9e4da", weave=20, second="#b33a3a"), 7, 6, seed=5, rise=0.16
        ),
        0,
        0.6,
        0,
        turn=35,
    )
    rooms.wall(look.stone("#6f8a4c", "#3f5a2c", scale=1.5), y=6)
    art = labels.snack_bag("Peckadillo", "#d6192f", "#f0503c", "PAPRIKA", "#ffffff")
    put(
        soft_packs.pouch(
            art, 1.5, 2.05, ground="#d6192f", depth=0.42, seed=2, rough=0.22, metal=0.25
        ),
        0,
        0,
        0.08,
        turn=10,
        tilt=-12,
    )
    put(props.apple(), 1.15, 0.1, 0.1, tilt=10)
    put(props.apple(("#7a9a2c", "#b8b03a")), -1.2, 0.3, 0.1, tilt=-16)
    stage.sun(-38, 46, 4.0)
    stage.camera((0.25, -5.4, 2.1), (0.05, 0, 1.0), lens=62, f=4, focus=(0, -0.4, 1.0))


@shot(
    "crisps-two-bags",
    "2x Peckarillo cheese puffs imported",
    "bargain-barn-77",
    size=(1200, 900),
    exposure=0.55,
    warm=0.5,
    grain=0.03,
)
def crisps_two() -> None:
    """Lay two bags on a sofa cloth by a dim lamp."""
    stage.empty(world="#4a3a2c", strength=0.3)
    put(
        rooms.drape(look.cloth("#5d6270", weave=16), 9, 8, seed=15, rise=0.2, folds=3),
        0,
        0,
        0,
    )
    one = labels.snack_bag(
        "Peckarillo", "#4b2a86", "#6a45ad", "CHEESE PUFFS", "#ffe8a8"
    )
    two = labels.snack_bag("Peckarillo", "#2c7a4b", "#46a06a", "SOUR CREAM", "#fff3c4")
    put(
        soft_packs.pouch(
            one, 1.4, 1.9, ground="#4b2a86", depth=0.34, seed=11, rough=0.2, metal=0.3
        ),
        -0.85,
        0.0,
        0.3,
        turn=0,
        tilt=-87,
    ).rotation_euler[2] = 0.25
    put(
        soft_packs.pouch(
            two, 1.4, 1.9, ground="#2c7a4b", depth=0.34, seed=12, rough=0.2, metal=0.3
        ),
        0.85,
        0.15,
        0.3,
        tilt=-88,
    ).rotation_euler[2] = -0.3
    stage.lamp((-2.8, 2.2, 3.6), (0, 0.6, 0), 300, size=0.8, colour="#ffc98c")
    stage.lamp((2.5, -2.5, 4), (0, 0.6, 0), 60, size=2.5, colour="#ffdcb4")
    stage.camera((0.1, -3.6, 5.2), (0.0, 0.95, 0.2), lens=50, f=5.6, roll=4)


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
    rooms.floor(
        look.bricks("#b58a6a", "#a67c5e", "#8a8178", wide=1.6, high=1.6), size=20
    )
    rooms.wall(look.stone("#d4d0c6", "#c4bfb4", scale=0.4), y=3)
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
        soft_packs.pouch(
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
        boxes.carton(note, 0.75, 0.12, 1.05, ground="#26325f", rough=0.6),
        0.95,
        -0.35,
        0,
        turn=18,
        tilt=-12,
    )
    stage.lamp((-3.4, -2, 4), (0, 0, 1), 560, size=1.8, colour="#fff3e0")
    stage.lamp((3.4, -2, 3), (0, 0, 1), 140, size=2.2)
    stage.camera((0.2, -5.8, 2.0), (0.12, 0, 0.98), lens=60, f=5)


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
    rooms.floor(look.wood("#9a7650", "#6b4c30", planks=1.4), size=24)
    rooms.wall(look.wood("#cfc3b2", "#b3a694", planks=1.6, rough=0.6), y=1.0)
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
    "tote-rookline",
    "Rookline canvas tote, natural",
    "closet-clearout",
    size=(900, 1200),
    exposure=0.3,
    warm=0.05,
)
def tote_rookline() -> None:
    """Stand a tote against a plaster wall in side light."""
    stage.empty(world="#b4bdc8", strength=0.45)
    rooms.floor(look.wood("#8d6844", "#5f4228", planks=1.5), size=24)
    rooms.wall(look.stone("#cdbfae", "#b3a491", scale=0.4), y=1.0)
    put(
        wear.tote(
            labels.one_mark("Rookline", 1000, 1120, wide=0.5, y=0.52), "#dcd0b4", seed=4
        ),
        0,
        0.1,
        0.02,
        turn=-8,
        tilt=-5,
    )
    put(props.plant(seed=15, tall=2.2), -2.9, -0.2, 0, scale=1.2)
    stage.lamp((-5.5, -3, 5.5), (0, 0, 2), 1300, size=1.8, colour="#fff0da")
    stage.lamp((4.5, -5, 4), (0, 0, 2), 130, size=3, colour="#dbe6ff")
    stage.camera((0.7, -9.2, 2.8), (-0.05, 0, 2.6), lens=58, f=5.6)
