"""Photographs of clothes and things at home, as private sellers take them."""

from assets.demo.drawing import labels, packs, props, stage, wear
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
    props.floor(look.wood("#b98d5c", "#8a6238", planks=1.7, turn=1.52), size=30)
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
        props.drape(
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
    props.floor(look.cloth("#7d6a58", weave=7), size=30)
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
    props.floor(look.wood("#8d6844", "#5f4228", planks=1.5), size=24)
    props.wall(look.stone("#cdbfae", "#b3a491", scale=0.4), y=1.0)
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
    props.floor(look.stone("#a5a29c", "#8b8883", rough=0.7, scale=0.7), size=30)
    props.wall(look.stone("#b9b6b0", "#a3a09a", scale=0.4), y=4)
    art = labels.one_mark(
        "Rooklyn", 1000, 700, wide=0.4, y=0.5, colours="#f0ede4 #25356b"
    )
    put(wear.cap(art, "#25356b", brim="#1a2549"), 0, 0.4, 0.14, turn=24)
    stage.lamp((-3.6, -2.4, 4.4), (0, 0, 0.5), 380, size=2.4)
    stage.lamp((3.6, -1, 3), (0, 0, 0.5), 130, size=2.2, colour="#fff0e0")
    stage.camera((0.3, -5.4, 2.0), (0.05, -0.2, 0.42), lens=62, f=6)


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
    props.floor(look.wood("#b58a5e", "#835c36", planks=0, rough=0.3), size=24)
    props.wall(look.stone("#8e9aa6", "#7c8894", scale=0.3), y=4)
    box_top = (
        Artwork(1000, 1700, "#f4f5f8")
        .symbol("Lumovia", 500, 760, w=680)
        .word("L5", "poppins:200", 500, 1420, h=120, colour="#3d5afe")
    )
    put(
        packs.carton(box_top, 0.98, 0.32, 1.7, ground="#f4f5f8"),
        -0.35,
        0.35,
        0,
        turn=-14,
    )
    back = labels.one_mark(
        "Lumovia", 700, 1450, wide=0.52, y=0.66, colours="#dfe6ff #dfe6ff"
    )
    put(
        wear.phone(back, colour="#22305f", rough=0.25),
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
    props.floor(look.plain("#dfe0e2", rough=0.6), size=24)
    for x, y, turn, colour, ink in (
        (-0.95, 0.1, 12, "#e9b8c0", "#22263d #22263d"),
        (0.02, -0.1, -4, "#3a3f57", "#cfd6ff #cfd6ff"),
        (1.0, 0.12, -15, "#9fc9bd", "#22263d #22263d"),
    ):
        art = labels.one_mark("Lumova", 700, 1450, wide=0.62, y=0.6, colours=ink)
        put(
            wear.phone(art, colour=colour, rough=0.35, metal=0),
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
    props.floor(look.wood("#7d5a3a", "#513822", planks=1.4, turn=0.3), size=30)
    props.wall(look.stone("#d5cec2", "#c4bcae", scale=0.3), y=4.2)
    lid = labels.one_mark("Morrow & Sons", 1600, 1000, wide=0.42)
    front = (
        Artwork(1600, 380)
        .symbol("Morrow & Sons", 260, 190, w=290)
        .word("MORROW & SONS", "rye", 850, 150, w=620)
        .word("DERBY BOOT  ·  BROWN  ·  43 EU", "special-elite", 850, 255, w=600)
        .barcode(1410, 190, w=240, h=150, seed=50)
    )
    put(wear.shoe_box(lid, front, ground="#c49f6c"), 0, 0.2, 0, turn=-26)
    put(
        props.drape(look.cloth("#4d5a4a", weave=12), 5.4, 3.6, seed=18, rise=0.05),
        0.4,
        -0.4,
        -0.03,
        turn=14,
    )
    stage.lamp((-4.5, -2, 5.5), (0, 0, 0.6), 1150, size=2.2, colour="#fff0dc")
    stage.lamp((5, -3, 3.5), (0, 0, 0.6), 180, size=3)
    stage.camera((0.4, -7.0, 4.2), (0.05, 0.1, 0.6), lens=62, f=6)


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
    props.floor(look.wood("#8a6848", "#5a4028", planks=0, rough=0.4), size=24)
    props.wall(look.stone("#93a196", "#7f8d82", scale=0.3), y=3.6)
    put(
        packs.mug(
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
    props.floor(look.marble("#d8d4cd", "#7a7672", rough=0.18), size=20)
    props.wall(look.bricks("#8a5a44", "#744836", "#5c5248"), y=4.4)
    put(
        packs.mug(labels.one_mark("Mokkaro", 1000, 680, wide=0.74), r=0.4, h=0.78),
        0,
        0,
        0,
        turn=10,
    )
    props.beans(70, seed=19, spread=(0.9, 0.4)).location = (0.2, -0.5, 0)
    put(props.drape(look.cloth("#3e4a52"), 1.6, 1.2, seed=40), -1.3, 0.3, 0, turn=22)
    stage.lamp((-3, -1.5, 3), (0, 0, 0.5), 380, size=1.4, colour="#ffe4c0")
    stage.lamp((3, 1.5, 2.6), (0, 0, 0.5), 220, size=1.2, tall=2.2, colour="#ffd9a8")
    stage.camera(
        (-0.1, -4.4, 1.75), (0.05, 0, 0.36), lens=60, f=2.8, focus=(0, -0.4, 0.4)
    )


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
        props.drape(look.cloth("#33496b", weave=22), 6, 5, seed=25, rise=0.14, folds=4),
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
        put(wear.badge(art, r=0.34, ground=ground), x, y, 0.1, turn=turn, tilt=6)
    stage.lamp((-2.4, 2.2, 3.2), (0, 0, 0), 240, size=1.2, colour="#fff4e6")
    stage.lamp((2.5, -2, 3), (0, 0, 0), 60, size=1.6)
    stage.camera((0.05, -1.5, 3.5), (0, 0.02, 0.05), lens=62, f=4)


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
    props.floor(look.marble("#f0ebe6", "#b39a92", rough=0.22), size=20)
    props.wall(look.stone("#d8b9b4", "#cbaaa5", scale=0.3), y=3.2)
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
    put(packs.carton(soap, 1.2, 0.5, 0.76, ground="#fbeef1"), -0.55, -0.15, 0, turn=-20)
    cream = (
        Artwork(2000, 1500)
        .symbol("Verdessa", 1000, 620, w=420)
        .word("HAND CREAM", "josefin-sans:600", 1000, 980, w=260, colour="#2e6b4f")
        .word("75 ml", "josefin-sans:400", 1000, 1250, h=26, colour="#2e6b4f")
    )
    put(packs.tube(cream, colour="#f3f1ea", cap="#2e6b4f"), 0.65, 0.1, 0, turn=16)
    put(props.plant(seed=30, tall=0.9, pot="#e0d2c4"), 1.6, 1.1, 0)
    stage.lamp((-3.4, -1.2, 3.4), (0, 0, 0.7), 520, size=2.2, colour="#fff6ee")
    stage.lamp((3, -2.6, 2.6), (0, 0, 0.7), 110, size=2.2)
    stage.camera(
        (0.15, -5.0, 1.75), (0.05, 0, 0.72), lens=62, f=4, focus=(0, -0.3, 0.7)
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
    props.floor(look.wood("#4d3622", "#2b1c10", planks=0, rough=0.3), size=20)
    props.wall(look.stone("#7d7468", "#655d53", scale=0.4), y=3)
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
        props.drape(look.cloth("#a99c86"), 2.2, 1.6, seed=44),
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
    props.floor(look.wood("#b08a60", "#7d5a38", planks=1.4, turn=0.15), size=20)
    props.wall(look.stone("#c9c2b4", "#b6ae9e", scale=0.4), y=3.8)
    put(packs.mug(Artwork(100, 100), colour="#7d9aa3"), 0, 0, 0, turn=-30)
    put(props.drape(look.cloth("#d6cdbb"), 2.4, 1.8, seed=51), 0.7, 0.4, 0, turn=24)
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
    props.floor(look.wood("#9a7650", "#6b4c30", planks=1.2, turn=1.3), size=24)
    props.wall(look.stone("#d9d5cc", "#c9c4ba", scale=0.4), y=1.8)
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
    props.floor(look.wood("#a57c50", "#704f30", planks=1.6, turn=0.1), size=20)
    props.wall(look.bricks("#e5e2da", "#dad6cd", "#b3afa6", wide=1.3, high=0.65), y=3.4)
    put(
        props.drape(look.cloth("#cfc4ae"), 4.4, 2.6, seed=61, rise=0.08),
        0,
        0,
        0,
        turn=6,
    )
    put(packs.bowl("#3f6f7d", r=0.95), 0, 0, 0.05)
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
