"""Photographs of tins and jars."""

from assets.demo.drawing import crockery, labels, packs, props, rooms, stage
from assets.demo.drawing import materials as look
from assets.demo.drawing.shapes import ball, put
from assets.demo.drawing.shot import shot


def _beans_scene() -> None:
    stage.empty(world="#8fa3b8", strength=0.45)
    rooms.floor(look.wood("#a3713f", "#623e20", planks=1.5, turn=0.12))
    rooms.wall(look.stone("#cfc6b6", "#b5aa98", scale=0.5), y=5)
    put(packs.can(labels.beans_label()), 0, 0, 0, turn=-14)
    put(
        rooms.drape(look.cloth("#d9d3c4", second="#9b2f2a"), 2.6, 2.0, seed=3),
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
    rooms.floor(look.stone("#8e8a84", "#6e6a66", rough=0.35, scale=6))
    rooms.wall(
        look.bricks("#e8e6e0", "#dedcd5", "#8f8c86", wide=1.5, high=1.5), y=1.7, z=0
    )
    for x, y, t in ((-0.95, 0.15, -16), (0.02, -0.1, 10), (0.98, 0.2, 38)):
        label = labels.tomato_label("Hallner", "#f4e6c4", "#a51d22", "SUGO DI POMODORO")
        put(packs.can(label), x, y, 0, turn=t)
    stage.lamp((0.35, -4.4, 2.1), (0, 0, 0.5), 150, size=0.12, colour="#f4f7ff")
    stage.camera((0.0, -4.4, 1.8), (0.05, 0, 0.5), lens=52, f=8, roll=-3)


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
    rooms.floor(look.marble())
    rooms.wall(look.stone("#b9c4c0", "#a2afaa", scale=0.4), y=3.5)
    put(packs.can(labels.tea_label(), r=0.46, h=1.25), 0, 0, 0, turn=20)
    put(props.lemon(0.25), 0.95, -0.25, 0, turn=60)
    plain = labels.Artwork(100, 100)
    put(
        crockery.mug(plain, colour="#f7f6f2", r=0.38, h=0.6, drink="#8a3d10"),
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
    rooms.floor(look.wood("#cbb18c", "#a1825a", planks=1.1, turn=1.6))
    rooms.wall(look.stone("#e4dfd5", "#d3ccc0", scale=0.6), y=4)
    put(
        rooms.drape(look.cloth("#dfd6c6", weave=26), 3.4, 2.4, seed=8, rise=0.1),
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
    rooms.floor(look.marble(rough=0.2))
    rooms.wall(look.bricks("#dfe5e3", "#d5dddb", "#a9aeac", wide=1.4, high=0.7), y=2.6)
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
    rooms.floor(look.cloth("#b8413a", weave=10, second="#e8e0d0"), size=20)
    rooms.wall(look.stone("#57703f", "#3b5229", scale=1.4), y=7, size=24)
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
