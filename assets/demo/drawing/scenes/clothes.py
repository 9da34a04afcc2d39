"""Photographs of clothes, as private sellers take them."""

from assets.demo.drawing import belongings, labels, props, rooms, stage, wear
from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import put
from assets.demo.drawing.shot import shot


def _shirt_print(
    symbol: str,
    *,
    wide: float = 0.3,
    y: float = 0.36,
    colours: str = "",
    x: float = 0.5,
) -> Artwork:
    """Return a chest print on the shirt's square."""
    return labels.one_mark(symbol, 1200, 1040, wide=wide, y=y, x=x, colours=colours)


@shot(
    "running-shirt",
    "Zevarro running T-shirt, white, size M, worn twice",
    "closet-clearout",
    size=(1000, 1100),
    exposure=0.25,
    warm=0.2,
    grain=0.016,
)
def running_shirt() -> None:
    """Lay a white shirt on oak boards by a window."""
    stage.empty(world="#c3ccd6", strength=0.5)
    rooms.floor(look.wood("#b98d5c", "#8a6238", planks=1.7, turn=1.52), size=30)
    put(
        wear.shirt(_shirt_print("Zevarro", wide=0.33), "#eceae6", seed=3),
        0,
        -3.3,
        0,
        turn=-5,
    )
    put(props.plant(seed=4, tall=1.8), -4.6, 2.4, 0, scale=1.5)
    stage.lamp((-7, 2.5, 5.5), (0, 0, 0), 2600, size=3.5, colour="#fff6e6")
    stage.lamp((5, -5, 6), (0, 0, 0), 260, size=4)
    stage.camera((0.3, -3.2, 10.6), (0.0, -0.15, 0), lens=50, f=0)


@shot(
    "gym-shirt-flash",
    "ZEVARO sport shirt new with tags",
    "bargain-barn-77",
    size=(1100, 1000),
    look="Standard",
    grain=0.03,
    vignette=0.6,
    warm=-0.15,
)
def gym_shirt() -> None:
    """Flash a black knock-off shirt on a bed sheet."""
    stage.empty(world="#30343c", strength=0.3)
    put(
        rooms.drape(
            look.cloth("#8fa2b8", weave=14), 16, 16, seed=9, rise=0.22, folds=4
        ),
        0,
        0,
        -0.12,
    )
    put(
        wear.shirt(
            _shirt_print("Zevaro Sport", wide=0.31, colours="#e8e8e8 #d81f3c"),
            "#191a1d",
            seed=8,
            folds=1.3,
        ),
        0,
        -3.3,
        0.12,
        turn=8,
    )
    stage.lamp((0.9, -3.4, 9.0), (0, 0, 0), 900, size=0.25, colour="#f4f8ff")
    stage.camera((0.2, -3.9, 9.0), (0.1, 0.05, 0), lens=44, f=0, roll=-6)


@shot(
    "band-shirt",
    "vintage band tee, black, crown print, L",
    "attic-finds",
    size=(1000, 1100),
    exposure=0.5,
    warm=0.3,
    grain=0.024,
)
def band_shirt() -> None:
    """Lay a printed shirt on a rug in lamp light."""
    stage.empty(world="#5a4c3e", strength=0.35)
    rooms.floor(look.cloth("#7d6a58", weave=7), size=30)
    put(
        wear.shirt(
            _shirt_print("Hollow Crown", wide=0.34, colours="#c9b46a #191517"),
            "#26232a",
            seed=14,
            folds=1.4,
        ),
        0,
        -3.3,
        0,
        turn=-12,
    )
    put(props.books(["#3d2f4a", "#b7a276"], seed=6), 3.6, 2.3, 0, scale=1.5)
    stage.lamp((4.5, 4.0, 6.5), (0, 0, 0), 1500, size=1.4, colour="#ffc98c")
    stage.lamp((-5, -4, 6), (0, 0, 0), 280, size=4, colour="#cfdcff")
    stage.camera((-0.2, -4.4, 9.8), (0.0, -0.1, 0), lens=48, f=0, roll=3)


@shot(
    "cap-rooklyn",
    "ROOKLYN cap navy, adjustable",
    "streetfit-outlet",
    size=(1100, 950),
    exposure=0.2,
    look="Standard",
    vignette=0.1,
    grain=0.012,
)
def cap_rooklyn() -> None:
    """Set a cap on concrete in a soft studio."""
    stage.empty(world="#dfe3e8", strength=0.35)
    rooms.floor(look.stone("#a5a29c", "#8b8883", rough=0.7, scale=0.7), size=30)
    rooms.wall(look.stone("#b9b6b0", "#a3a09a", scale=0.4), y=4)
    art = labels.one_mark(
        "Rooklyn", 1000, 700, wide=0.4, y=0.5, colours="#f0ede4 #25356b"
    )
    put(wear.cap(art, "#25356b", brim="#1a2549"), 0, 0.4, 0.14, turn=24)
    stage.lamp((-3.6, -2.4, 4.4), (0, 0, 0.5), 380, size=2.4)
    stage.lamp((3.6, -1, 3), (0, 0, 0.5), 130, size=2.2, colour="#fff0e0")
    stage.camera((0.3, -5.4, 2.0), (0.05, -0.2, 0.42), lens=62, f=6)


@shot(
    "shoe-box",
    "Morrow & Sons boots, brown, 43, in box",
    "streetfit-outlet",
    size=(1150, 950),
    exposure=0.35,
    warm=0.25,
    grain=0.016,
)
def shoe_box() -> None:
    """Set a shoe box on a door mat and boards."""
    stage.empty(world="#a9aeb4", strength=0.42)
    rooms.floor(look.wood("#7d5a3a", "#513822", planks=1.4, turn=0.3), size=30)
    rooms.wall(look.stone("#d5cec2", "#c4bcae", scale=0.3), y=4.2)
    lid = labels.one_mark("Morrow & Sons", 1600, 1000, wide=0.42)
    front = (
        Artwork(1600, 380)
        .symbol("Morrow & Sons", 260, 190, w=290)
        .word("MORROW & SONS", "rye", 850, 150, w=620)
        .word("DERBY BOOT  ·  BROWN  ·  43 EU", "special-elite", 850, 255, w=600)
        .barcode(1410, 190, w=240, h=150, seed=50)
    )
    put(belongings.shoe_box(lid, front, ground="#c49f6c"), 0, 0.2, 0, turn=-26)
    put(
        rooms.drape(look.cloth("#4d5a4a", weave=12), 5.4, 3.6, seed=18, rise=0.05),
        0.4,
        -0.4,
        -0.03,
        turn=14,
    )
    stage.lamp((-4.5, -2, 5.5), (0, 0, 0.6), 1150, size=2.2, colour="#fff0dc")
    stage.lamp((5, -3, 3.5), (0, 0, 0.6), 180, size=3)
    stage.camera((0.4, -7.0, 4.2), (0.05, 0.1, 0.6), lens=62, f=6)


@shot(
    "denim-badges",
    "3 enamel style badges for jackets",
    "pin-palace",
    size=(1100, 900),
    exposure=0.3,
    warm=0.0,
    grain=0.018,
)
def denim_badges() -> None:
    """Pin three tin badges on denim."""
    stage.empty(world="#b3bfcc", strength=0.4)
    put(
        rooms.drape(look.cloth("#33496b", weave=22), 6, 5, seed=25, rise=0.14, folds=4),
        0,
        0,
        -0.05,
    )
    for name, x, y, ground, turn, wide in (
        ("Seven Nails", -0.78, 0.1, "#e9e2d2", 14, 0.6),
        ("Astrobun", 0.0, -0.12, "#fff3e4", -6, 0.72),
        ("Cracked Bell", 0.8, 0.14, "#d9d6d0", -18, 0.56),
    ):
        art = labels.one_mark(name, 600, 600, wide=wide, ground=ground)
        put(belongings.badge(art, r=0.34, ground=ground), x, y, 0.1, turn=turn, tilt=6)
    stage.lamp((-2.4, 2.2, 3.2), (0, 0, 0), 240, size=1.2, colour="#fff4e6")
    stage.lamp((2.5, -2, 3), (0, 0, 0), 60, size=1.6)
    stage.camera((0.05, -1.5, 3.5), (0, 0.02, 0.05), lens=62, f=4)


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
    rooms.floor(look.stone("#a29e97", "#86827b", scale=0.6), size=30)
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
