"""Photographs of bottles and cans."""

from assets.demo.drawing import labels, packs, props, rooms, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.shapes import put
from assets.demo.drawing.shot import shot

OAK = ("#a9753f", "#6b4320")


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
    rooms.floor(look.wood("#5c371b", "#2d180b", planks=0, rough=0.22))
    rooms.wall(look.bricks("#7a4030", "#5f3024", "#4c443c"), y=4.2)
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
    rooms.floor(look.wood(*OAK, planks=1.2, turn=0.05))
    rooms.wall(look.stone("#d9c3a0", "#c0a780", scale=0.7), y=2.2)
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
    put(rooms.drape(look.cloth("#8a9a6a"), 1.6, 1.4, seed=21), 0.9, 0.5, 0, turn=40)
    stage.sun(-62, 34, 3.6, size=1.2, colour="#ffe2b0")
    stage.lamp((3, -4, 2.5), (0, 0, 1), 120, size=3, colour="#d9e6ff")
    stage.camera(
        (0.35, -6.0, 1.8), (0.08, 0, 1.12), lens=72, f=4, focus=(-0.1, -0.3, 1.0)
    )


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
    rooms.floor(look.wood("#3d2413", "#1c0f07", planks=0, rough=0.16))
    rooms.wall(look.stone("#2b3a4a", "#1c2833", scale=0.8), y=4)
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
    rooms.floor(look.cloth("#7a5648", weave=9))
    rooms.wall(look.stone("#d6d0c4", "#c6bfb2", scale=0.5), y=1.1)
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
    rooms.floor(look.wood("#b9a78c", "#8d7a60", planks=0.8, turn=1.45))
    rooms.wall(look.stone("#4f7a3a", "#2f5226", scale=2.0), y=7, size=24)
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
