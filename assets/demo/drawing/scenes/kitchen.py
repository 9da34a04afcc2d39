"""Photographs on kitchen tables and counters."""

from assets.demo.drawing import labels, packs, props, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.shapes import ball, block, face, put
from assets.demo.drawing.shot import shot

OAK = ("#a9753f", "#6b4320")


def _beans_scene() -> None:
    stage.empty(world="#8fa3b8", strength=0.45)
    props.floor(look.wood("#a3713f", "#623e20", planks=1.5, turn=0.12))
    props.wall(look.stone("#cfc6b6", "#b5aa98", scale=0.5), y=5)
    put(packs.can(labels.beans_label()), 0, 0, 0, turn=-14)
    put(
        props.drape(look.cloth("#d9d3c4", second="#9b2f2a"), 2.6, 2.0, seed=3),
        -1.15,
        0.55,
        0,
        turn=24,
    )
    put(props.tomato(0.3), 0.92, -0.18, 0, turn=30, tilt=12)
    put(props.tomato(0.26, 5), 1.3, 0.5, 0, turn=80, tilt=-20)
    put(props.tomato(0.24, 9), -0.95, 0.1, 0.08, turn=10, tilt=24)
    put(props.blurred_goods(9, seed=5), 0.3, 3.9, 0)
    stage.lamp((-4.5, -1.5, 4.2), (0, 0, 0.6), 900, size=2.6, colour="#fff4e4")
    stage.lamp((4, -3, 2.5), (0, 0, 0.5), 110, size=3, colour="#cfe0ff")


@shot(
    "beans-tin",
    "Hallmer baked beans in tomato sauce, 415 g tin",
    "cornershop-elver",
    exposure=0.3,
    warm=0.15,
)
def beans_tin() -> None:
    """Set a tin, tomatoes and a napkin on boards by a window."""
    _beans_scene()
    stage.camera(
        (0.5, -4.6, 1.75), (0.1, 0, 0.56), lens=66, f=2.8, focus=(0, -0.35, 0.6)
    )


@shot(
    "beans-tin-close",
    "Baked beans Hallmer 415g (closer picture)",
    "cornershop-elver",
    size=(960, 1080),
    exposure=0.5,
    warm=0.3,
    grain=0.02,
)
def beans_tin_close() -> None:
    """Go nearer to the same tin: a near duplicate."""
    _beans_scene()
    stage.camera(
        (0.1, -4.2, 1.9),
        (0.02, 0, 0.56),
        lens=92,
        f=3.5,
        focus=(0, -0.35, 0.6),
        roll=2.5,
    )


@shot(
    "tomato-tin-flash",
    "tomato sauce tins HALLNER 3x, best price",
    "bargain-barn-77",
    size=(1200, 900),
    look="Standard",
    warm=-0.1,
    grain=0.03,
    vignette=0.5,
    contrast=1.08,
)
def tomato_tins() -> None:
    """Flash three knock-off tins on a laminate top at night."""
    stage.empty(world="#20242c", strength=0.3)
    props.floor(look.stone("#8e8a84", "#6e6a66", rough=0.35, scale=6))
    props.wall(
        look.bricks("#e8e6e0", "#dedcd5", "#8f8c86", wide=1.5, high=1.5), y=1.7, z=0
    )
    for x, y, t in ((-0.95, 0.15, -16), (0.02, -0.1, 10), (0.98, 0.2, 38)):
        label = labels.tomato_label("Hallner", "#f4e6c4", "#a51d22", "SUGO DI POMODORO")
        put(packs.can(label), x, y, 0, turn=t)
    stage.lamp((0.35, -4.4, 2.1), (0, 0, 0.5), 150, size=0.12, colour="#f4f7ff")
    stage.camera((0.0, -4.4, 1.8), (0.05, 0, 0.5), lens=52, f=8, roll=-3)


@shot(
    "beer-pair",
    "2 Flaschen Hallmeyer, Pils und alkoholfrei 0,5 l",
    "getraenke-lund",
    size=(960, 1200),
    exposure=0.5,
    grain=0.022,
    warm=0.35,
)
def beer_pair() -> None:
    """Stand two beers on a pub's dark counter under warm lamps."""
    stage.empty(world="#3a2a1c", strength=0.35)
    props.floor(look.wood("#5c371b", "#2d180b", planks=0, rough=0.22))
    props.wall(look.bricks("#7a4030", "#5f3024", "#4c443c"), y=4.2)
    brown = look.glass("#6b2c08")
    green = look.glass("#1d6a2c")
    pils = labels.beer_label("Hallmeyer", "#f7f2e0", "#0f5a35", "NACH ALTER ART")
    free = labels.beer_label(
        "Hallmeyer Alkoholfrei", "#eef3f7", "#1d4f91", "ISOTONISCH"
    )
    put(
        packs.bottle(
            pils,
            glass=green,
            label=(0.24, 1.0),
            neck_art=labels.neck_label("Hallmeyer", "#f7f2e0", "#0f5a35"),
        ),
        -0.4,
        0,
        0,
        turn=12,
    )
    put(
        packs.bottle(free, glass=brown, cap="#2b57a0", label=(0.24, 1.0)),
        0.45,
        0.25,
        0,
        turn=-18,
    )
    put(
        props.blurred_goods(
            12, seed=11, colours=("#8a5a1c", "#2d4d2b", "#5c1f16", "#c9a24c")
        ),
        0,
        3.4,
        0.6,
    )
    props.beans(26, seed=4, spread=(0.9, 0.3), colour="#c9a36a", size=0.06)
    stage.lamp((-2.6, -2.2, 3.6), (0, 0, 1), 260, size=1.2, tall=2.2, colour="#ffd9a8")
    stage.lamp((3.2, 1.6, 3.0), (0, 0, 1.2), 260, size=1.0, tall=2.4, colour="#ffc27a")
    stage.lamp((0, 3.6, 3.6), (0, 4.2, 0.5), 90, size=2, colour="#ff9d4a")
    stage.camera(
        (0.15, -6.2, 1.9), (0.02, 0, 1.12), lens=70, f=2.8, focus=(-0.2, -0.3, 1.0)
    )


@shot(
    "jam-raspberry",
    "Bramblewick raspberry preserve, organic, 340 g",
    "orchard-lane",
    size=(1080, 1080),
    exposure=0.35,
    warm=0.1,
)
def jam_raspberry() -> None:
    """Set a jam jar on linen among berries, by a bright window."""
    stage.empty(world="#c6d2dd", strength=0.5)
    props.floor(look.wood("#cbb18c", "#a1825a", planks=1.1, turn=1.6))
    props.wall(look.stone("#e4dfd5", "#d3ccc0", scale=0.6), y=4)
    put(
        props.drape(look.cloth("#dfd6c6", weave=26), 3.4, 2.4, seed=8, rise=0.1),
        0.2,
        0.2,
        0,
        turn=-12,
    )
    art = labels.jam_label("Bramblewick", "Raspberry & Lime", seal="TerraSana Organic")
    put(packs.jar(art, content="#7a0d22", lid="#7aa05a"), 0, 0, 0.05, turn=9)
    berry = look.skin("#b01030", "#6d0820", rough=0.3, scale=9, pits=0.9)
    for x, y, r in (
        (0.75, -0.35, 0.13),
        (0.98, -0.1, 0.12),
        (0.7, 0.2, 0.12),
        (-0.8, -0.3, 0.13),
        (1.2, -0.4, 0.11),
        (-1.05, -0.05, 0.12),
    ):
        put(ball(r, berry, squash=1.15), x, y, 0.06, tilt=20 * x, roll=50 * y)
    put(props.plant(seed=2, tall=1.2), -1.7, 1.6, 0)
    stage.lamp((4.2, 0.5, 3.4), (0, 0, 0.4), 800, size=2.4, colour="#fffaf0")
    stage.lamp((-3, -3, 2.2), (0, 0, 0.4), 90, size=3)
    stage.camera(
        (-0.4, -4.7, 1.65), (0.05, 0, 0.5), lens=68, f=2.4, focus=(0, -0.4, 0.5)
    )


@shot(
    "marmalade-gift",
    "Two jars from the market: marmalade and blackcurrant",
    "grandmas-pantry",
    size=(1200, 900),
    exposure=0.2,
    warm=0.45,
    grain=0.022,
)
def marmalade_gift() -> None:
    """Set two jars on a marble top in the evening."""
    stage.empty(world="#6d5a44", strength=0.35)
    props.floor(look.marble(rough=0.2))
    props.wall(look.bricks("#dfe5e3", "#d5dddb", "#a9aeac", wide=1.4, high=0.7), y=2.6)
    one = labels.jam_label("Bramblewick", "Seville Marmalade", ground="#fbf6ea")
    two = labels.jam_label("Bramblewick", "Blackcurrant", ground="#efe6f0")
    put(packs.jar(one, content="#c4650a", lid="#c9a23a"), -0.5, 0.1, 0, turn=-22)
    put(
        packs.jar(two, content="#1d0a1e", lid="#b8b8b8", h=0.86),
        0.55,
        -0.15,
        0,
        turn=30,
    )
    put(props.lemon(0.3), 1.45, 0.35, 0, turn=40)
    put(props.lemon(0.27), 1.3, -0.4, 0, turn=-30)
    put(props.apple(("#d98a2b", "#c4650a")), -1.5, 0.3, 0, tilt=20)
    stage.lamp((-2.5, -1.5, 3.5), (0, 0, 0.4), 330, size=0.9, colour="#ffcf96")
    stage.lamp((2.6, -3, 2.6), (0, 0, 0.4), 80, size=2, colour="#ffe2bd")
    stage.camera(
        (0.25, -4.3, 1.9), (0.1, 0, 0.42), lens=56, f=4, focus=(0, -0.4, 0.5), roll=1.5
    )


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
    props.floor(look.stone("#5a5853", "#393735", rough=0.55, scale=0.9))
    props.wall(look.wood("#6d4b2e", "#3f2916", planks=0.9), y=3.4)
    put(
        packs.pouch(
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
    put(packs.mug(plain, colour="#d8d2c6", r=0.36, h=0.72), 0.98, 0.25, 0, turn=24)
    stage.lamp((-3.4, -1.6, 3.6), (0, 0, 0.8), 620, size=2.2, colour="#fff3e0")
    stage.lamp((3, 1, 2.4), (0, 0, 1), 160, size=1.4, tall=2.4, colour="#dfe8ff")
    stage.camera(
        (0.3, -5.2, 1.9), (0.12, 0, 0.78), lens=66, f=3.2, focus=(-0.1, -0.3, 0.9)
    )


@shot(
    "tea-caddy",
    "Corbane Earl Grey caddy, loose leaf",
    "teatime-deals",
    exposure=0.25,
    warm=-0.15,
    grain=0.016,
)
def tea_caddy() -> None:
    """Stand a tea caddy on marble with a lemon, in cool daylight."""
    stage.empty(world="#b9c6d4", strength=0.5)
    props.floor(look.marble())
    props.wall(look.stone("#b9c4c0", "#a2afaa", scale=0.4), y=3.5)
    put(packs.can(labels.tea_label(), r=0.46, h=1.25), 0, 0, 0, turn=20)
    put(props.lemon(0.25), 0.95, -0.25, 0, turn=60)
    plain = labels.Artwork(100, 100)
    put(
        packs.mug(plain, colour="#f7f6f2", r=0.38, h=0.6, drink="#8a3d10"),
        -1.05,
        0.1,
        0,
        turn=160,
    )
    put(props.plant(seed=6, tall=1.0, leaf="#4a6d33"), 1.6, 1.5, 0)
    stage.lamp((-3.6, 1.2, 3.2), (0, 0, 0.5), 620, size=2.6, colour="#eef5ff")
    stage.lamp((2.4, -3.5, 3.0), (0, 0, 0.5), 120, size=2.4)
    stage.camera(
        (-0.25, -4.7, 1.9), (0.0, 0, 0.58), lens=64, f=3.2, focus=(0, -0.4, 0.6)
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
    props.floor(look.cloth("#e9e4da", weave=12, second="#2f5fa0"))
    put(
        props.drape(
            look.cloth("#e9e4da", weave=20, second="#b33a3a"), 7, 6, seed=5, rise=0.16
        ),
        0,
        0.6,
        0,
        turn=35,
    )
    props.wall(look.stone("#6f8a4c", "#3f5a2c", scale=1.5), y=6)
    art = labels.snack_bag("Peckadillo", "#d6192f", "#f0503c", "PAPRIKA", "#ffffff")
    put(
        packs.pouch(
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
        props.drape(look.cloth("#5d6270", weave=16), 9, 8, seed=15, rise=0.2, folds=3),
        0,
        0,
        0,
    )
    one = labels.snack_bag(
        "Peckarillo", "#4b2a86", "#6a45ad", "CHEESE PUFFS", "#ffe8a8"
    )
    two = labels.snack_bag("Peckarillo", "#2c7a4b", "#46a06a", "SOUR CREAM", "#fff3c4")
    put(
        packs.pouch(
            one, 1.4, 1.9, ground="#4b2a86", depth=0.34, seed=11, rough=0.2, metal=0.3
        ),
        -0.85,
        0.0,
        0.3,
        turn=0,
        tilt=-87,
    ).rotation_euler[2] = 0.25
    put(
        packs.pouch(
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
    "olive-oil",
    "Aceite Sol de Marra virgen extra 500 ml",
    "despensa-sur",
    size=(900, 1200),
    exposure=0.35,
    warm=0.25,
)
def olive_oil() -> None:
    """Stand a bottle of oil with lemons against plaster in low sun."""
    stage.empty(world="#8fb0d8", strength=0.5)
    props.floor(look.wood(*OAK, planks=1.2, turn=0.05))
    props.wall(look.stone("#d9c3a0", "#c0a780", scale=0.7), y=2.2)
    put(
        packs.bottle(
            labels.oil_label(),
            glass=look.glass("#5a7a1c"),
            cap="#2e2a1c",
            crown=False,
            r=0.36,
            h=2.5,
            neck=0.14,
            shoulder=0.6,
            label=(0.28, 1.2),
            degrees=150,
        ),
        -0.15,
        0,
        0,
        turn=14,
    )
    put(props.lemon(0.28), 0.72, -0.1, 0, turn=35)
    put(props.lemon(0.25), 1.05, 0.4, 0, turn=-50)
    put(props.tomato(0.26, 3), -0.95, 0.05, 0, tilt=14)
    put(props.drape(look.cloth("#8a9a6a"), 1.6, 1.4, seed=21), 0.9, 0.5, 0, turn=40)
    stage.sun(-62, 34, 3.6, size=1.2, colour="#ffe2b0")
    stage.lamp((3, -4, 2.5), (0, 0, 1), 120, size=3, colour="#d9e6ff")
    stage.camera(
        (0.35, -6.0, 1.8), (0.08, 0, 1.12), lens=72, f=4, focus=(-0.1, -0.3, 1.0)
    )


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
    props.sweep("#dfe6ea")
    side = labels.side_panel("#eef5f9", "#12324a", seed=21)
    put(
        packs.carton(labels.salt_front(), 0.9, 0.5, 1.35, side=side, ground="#eef5f9"),
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
    "gin-bar",
    "Thornbury London Dry Gin No 9, 0.7 l",
    "spirits-direct",
    size=(900, 1200),
    exposure=0.6,
    warm=0.1,
    grain=0.018,
    vignette=0.45,
)
def gin_bar() -> None:
    """Light a gin bottle from behind on a bar."""
    stage.empty(world="#1a2430", strength=0.35)
    props.floor(look.wood("#3d2413", "#1c0f07", planks=0, rough=0.16))
    props.wall(look.stone("#2b3a4a", "#1c2833", scale=0.8), y=4)
    put(
        packs.bottle(
            labels.spirit_label(
                "Thornbury Gin", "#e8e2d0", "#0e2a47", "43 % VOL · 70 CL"
            ),
            glass=look.glass("#dfeef5"),
            cap="#b08d57",
            crown=False,
            r=0.46,
            h=2.3,
            neck=0.15,
            shoulder=0.64,
            label=(0.24, 1.25),
            degrees=130,
        ),
        0,
        0,
        0,
        turn=-8,
    )
    put(props.lemon(0.25), 0.85, -0.2, 0, turn=-40)
    put(
        props.blurred_goods(
            14, seed=31, colours=("#3d6a7d", "#6b3a1c", "#c9a24c", "#2d4d2b", "#84929e")
        ),
        0,
        3.2,
        0.3,
    )
    stage.lamp(
        (-2.6, -2.6, 2.6), (0, 0, 0.9), 160, size=1.0, tall=2.6, colour="#fff0d8"
    )
    stage.lamp((2.6, 1.8, 2.2), (0, 0, 1.2), 240, size=1.0, tall=2.6, colour="#8fc4ff")
    stage.lamp((-1.5, 3.2, 3.8), (0, 3.6, 0.8), 160, size=1.4, colour="#ffb066")
    stage.camera(
        (-0.1, -6.2, 1.6), (0.1, 0, 1.1), lens=74, f=2.4, focus=(0, -0.45, 0.9)
    )


@shot(
    "vodka-flash",
    "Vodka bottle Thornwick, unopened, from my late uncle's bar",
    "attic-finds",
    size=(900, 1200),
    look="Standard",
    grain=0.032,
    vignette=0.55,
    warm=0.15,
    contrast=1.05,
)
def vodka_flash() -> None:
    """Flash a vodka bottle on a carpet before a radiator-white wall."""
    stage.empty(world="#2a2622", strength=0.25)
    props.floor(look.cloth("#7a5648", weave=9))
    props.wall(look.stone("#d6d0c4", "#c6bfb2", scale=0.5), y=1.1)
    put(
        packs.bottle(
            labels.spirit_label(
                "Thornwick Vodka", "#f2f4f6", "#20242b", "40 % VOL · 1 L"
            ),
            glass=look.glass("#e8f0f4"),
            cap="#9aa7b0",
            crown=False,
            r=0.44,
            h=2.6,
            neck=0.16,
            shoulder=0.62,
            label=(0.3, 1.36),
            degrees=130,
        ),
        0.05,
        0,
        0,
        turn=16,
    )
    put(props.books(["#6d2a22", "#274b63", "#b59a5a"], seed=4), 1.15, 0.3, 0, turn=12)
    stage.lamp((0.3, -4.9, 2.4), (0, 0, 1.0), 170, size=0.12, colour="#f2f6ff")
    stage.camera((0.0, -4.9, 2.1), (0.15, 0, 1.1), lens=54, f=8, roll=-4)


@shot(
    "soda-cans",
    "Fjellbrus cola and Fjordbrus lemon, 33 cl each",
    "getraenke-lund",
    size=(1080, 1080),
    exposure=0.3,
    warm=-0.1,
)
def soda_cans() -> None:
    """Stand two look-alike cans on a garden table in the sun."""
    stage.empty(world="#9cc0ee", strength=0.6)
    props.floor(look.wood("#b9a78c", "#8d7a60", planks=0.8, turn=1.45))
    props.wall(look.stone("#4f7a3a", "#2f5226", scale=2.0), y=7, size=24)
    one = labels.soda_can("Fjellbrus", "#e4002b", "#b80022", "COLA")
    two = labels.soda_can("Fjordbrus", "#f5c518", "#d9a90c", "LEMON")
    put(packs.drink_can(one, under="#e4002b"), -0.42, 0.05, 0, turn=-10)
    put(packs.drink_can(two, under="#f5c518"), 0.45, -0.1, 0, turn=22)
    put(props.lemon(0.22), 1.15, 0.1, 0, turn=55)
    put(props.plant(seed=9, tall=1.6), -1.8, 2.2, 0)
    stage.sun(40, 40, 3.8)
    stage.camera(
        (0.15, -5.0, 1.85), (0.08, 0, 0.6), lens=68, f=2.8, focus=(0, -0.3, 0.6)
    )


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
    props.floor(look.wood("#c79a62", "#94683a", planks=1.8, turn=0.2))
    props.wall(look.stone("#d8cdbb", "#c6baa6", scale=0.4), y=4)
    side = labels.side_panel("#f2c27b", "#5b3416", seed=33)
    put(
        packs.carton(
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
    props.wall(look.plain("#c9ccc8", rough=0.6), y=1.2)
    price = (
        labels.Artwork(500, 240, "#ffffff")
        .word("2.79", "oswald:700", 330, 120, h=130)
        .copy(30, 50, w=170, lines=4)
    )
    face(price, 0.5, 0.24, at=(0.25, -0.555, -0.07))
    side = labels.side_panel("#f7edd2", "#3b5323", seed=41)
    for x, y, t in ((-1.28, 0.25, 3), (0.02, 0.0, -6), (1.3, 0.22, -2)):
        put(
            packs.carton(
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
    props.floor(look.wood("#d2b48a", "#a98655", planks=1.3, turn=0.1))
    props.wall(look.stone("#e9e4d8", "#d9d2c4", scale=0.5), y=3.6)
    put(packs.milk(labels.milk_front(), ground="#ffffff"), -0.2, 0, 0, turn=-24)
    bowl = packs.bowl("#dfe7ea")
    put(bowl, 0.95, -0.1, 0)
    put(props.apple(), 0.85, -0.1, 0.14)
    put(props.apple(("#7a9a2c", "#c8b040")), 1.15, 0.05, 0.16, tilt=25)
    put(
        props.drape(look.cloth("#b9c8d6", second="#f0f0ec"), 2.0, 1.6, seed=31),
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
