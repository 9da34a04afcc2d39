"""Owns the labels of the products that are photographed."""

from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.design import box, disc, fill, line, polygon, star


def beans_label() -> Artwork:
    """Return the paper label of a tin of baked beans (its front at the middle)."""
    art = Artwork(2400, 1000, "#0f7f88")
    art.add(box(2400, 170, "#c9962f", 1200, 915), box(2400, 14, "#fbf3dd", 1200, 825))
    art.symbol("Hallmer Baked Beans", 1200, 430, w=760)
    art.word("IN RICH TOMATO SAUCE", "oswald:600", 1200, 775, w=560, colour="#fbf3dd")
    art.word("415 g e", "oswald:700", 1200, 905, h=60, colour="#3a2208")
    art.word(
        "1 of your 5 a day", "caveat:700", 1690, 250, w=260, colour="#fbf3dd", turn=-8
    )
    art.facts(420, 400, w=380)
    art.copy(1820, 380, w=480, lines=7, colour="#fbf3dd")
    return art.barcode(2130, 640, w=300, h=190, seed=4)


def tomato_label(symbol: str, ground: str, band: str, line_text: str) -> Artwork:
    """Return a tin's label with a symbol over a band, and a tomato."""
    art = Artwork(2400, 1000, ground)
    art.add(box(2400, 240, band, 1200, 880))
    for x, r in ((1010, 78), (1200, 92), (1390, 78)):
        art.add(
            disc(r, "#c8281a", x, 800),
            disc(r * 0.22, "#ffffff55", x - r * 0.4, 800 - r * 0.4),
        )
        art.add(polygon(star(5, r * 0.5, r * 0.16, x=x, y=800 - r * 0.75), "#3f6a24"))
    art.symbol(symbol, 1200, 360, w=700)
    art.word(line_text, "oswald:600", 1200, 930, w=480, colour="#ffffff")
    art.facts(480, 400, w=400)
    art.copy(1780, 300, w=500, lines=7)
    return art.barcode(1950, 640, w=300, h=180, seed=9)


def beer_label(symbol: str, ground: str, rim: str, kind: str) -> Artwork:
    """Return a beer bottle's body label."""
    art = Artwork(1100, 800)
    art.add(box(1100, 800, rim, 550, 400, 40), box(1060, 760, ground, 550, 400, 30))
    art.symbol(symbol, 550, 330, w=560)
    art.word(kind, "oswald:600", 550, 640, w=300, colour=rim)
    art.word("0,5 l   alc. 4.9 % vol", "oswald:400", 550, 700, w=240, colour=rim)
    return art


def neck_label(text: str, ground: str, ink: str) -> Artwork:
    """Return a bottle's neck label."""
    art = Artwork(600, 260, ground)
    return art.word(text, "playfair-display:700:italic", 300, 130, w=300, colour=ink)


def jam_label(
    symbol: str,
    kind: str,
    *,
    ground: str = "#f7f0e2",
    ink: str = "#4a1942",
    seal: str = "",
) -> Artwork:
    """Return a jam jar's label, with a seal if asked."""
    art = Artwork(1100, 640)
    art.add(box(1100, 640, ground, 550, 320, 26))
    art.add(box(1050, 590, "none", 550, 320, 16, f'stroke="{ink}" stroke-width="6"'))
    art.symbol(symbol, 550, 250, w=480)
    art.word(kind, "dm-serif-display:400:italic", 550, 525, w=420, colour=ink)
    art.word("340 g", "josefin-sans:700", 150, 560, h=30, colour=ink)
    art.copy(64, 200, w=190, lines=6, colour=ink)
    if seal:
        art.symbol(seal, 950, 480, w=170)
    return art


def coffee_bag() -> Artwork:
    """Return the front of a bag of coffee."""
    art = Artwork(1000, 1500, "#1c1410")
    art.add(box(1000, 300, "#b5652b", 500, 1210), box(1000, 12, "#e9dcc3", 500, 1050))
    art.symbol("Corvane Coffee", 500, 560, w=620)
    art.word("ETHIOPIA GUJI", "cinzel:700", 500, 1150, w=560, colour="#1c1410")
    art.word(
        "washed · jasmine, bergamot, apricot",
        "josefin-sans:600",
        500,
        1225,
        w=620,
        colour="#1c1410",
    )
    art.word("WHOLE BEAN  250 g", "oswald:600", 500, 1300, w=330, colour="#1c1410")
    return art.symbol(
        "FairField Trade", 830, 930, w=150, colours="#e9dcc3 #b5652b #e9dcc3"
    )


def tea_label() -> Artwork:
    """Return the label of a tea caddy."""
    art = Artwork(2400, 1080, "#123c33")
    art.add("".join(line(f"M0 {y} H2400", "#c99a3c", 5) for y in (70, 90, 990, 1010)))
    art.add(
        "".join(
            line(
                f"M{x} 110 q40 40 0 80 t0 80 t0 80 t0 80 t0 80 t0 80 t0 80 t0 80 t0 80 t0 80",  # noqa: E501
                "#1d5145",
                6,
            )
            for x in range(20, 2400, 80)
        )
    )
    art.symbol("Corbane Tea", 1200, 470, w=640)
    art.word("EARL GREY BLUE", "cinzel:700", 1200, 890, w=520, colour="#efe6cf")
    art.word("LOOSE LEAF 125 g", "josefin-sans:600", 1200, 950, w=260, colour="#c99a3c")
    return art.copy(1800, 400, w=420, lines=7, colour="#efe6cf")


def snack_bag(symbol: str, ground: str, burst: str, flavour: str, ink: str) -> Artwork:
    """Return the front of a bag of crisps."""
    art = Artwork(1000, 1400, ground)
    art.add(polygon(star(22, 640, 470, x=500, y=600), burst))
    art.symbol(symbol, 500, 520, w=780, turn=-6)
    art.word(flavour, "anton", 500, 890, w=560, colour=ink, turn=-6)
    for x, y, t in (
        (300, 1110, 20),
        (520, 1160, -14),
        (710, 1080, 40),
        (420, 1020, -30),
    ):
        art.add(
            f'<g transform="translate({x} {y}) rotate({t})">'
            + fill(
                "M-120 0 Q-90 -70 0 -64 Q100 -60 120 0 Q60 66 -20 60 Q-100 50 -120 0 Z",
                "#e8b23c",
            )
            + line("M-70 -10 Q0 -40 70 -8 M-60 22 Q0 0 60 24", "#c98d1c", 7)
            + "</g>"
        )
    art.word("150 g", "oswald:700", 850, 1300, h=40, colour=ink)
    return art.word("NEW!", "bungee", 160, 180, w=170, colour=ink, turn=-18)


def oil_label() -> Artwork:
    """Return an olive oil bottle's label."""
    art = Artwork(900, 1100)
    art.add(box(900, 1100, "#f6efdc", 450, 550, 20))
    art.add(box(850, 1050, "none", 450, 550, 10, 'stroke="#5a6b1d" stroke-width="6"'))
    art.symbol("Sol de Marra", 450, 440, w=600)
    art.word(
        "VIRGEN EXTRA",
        "josefin-sans:700",
        450,
        850,
        w=480,
        colour="#5a6b1d",
        tracking=0.1,
    )
    art.word(
        "primera prensada en frío",
        "cormorant-garamond:600:italic",
        450,
        920,
        w=420,
        colour="#3a2a12",
    )
    return art.word("500 ml", "josefin-sans:600", 450, 1000, h=30, colour="#3a2a12")


def salt_front() -> Artwork:
    """Return a salt carton's front."""
    art = Artwork(800, 1200, "#eef5f9")
    art.add(box(800, 320, "#2f7fb4", 400, 1040))
    art.symbol("Sal de Marra", 400, 420, w=620)
    art.word("FLOR DE SAL", "oswald:700", 400, 960, w=420, colour="#ffffff")
    art.word(
        "sea salt flakes, hand raked",
        "josefin-sans:600",
        400,
        1040,
        w=440,
        colour="#ffffff",
    )
    return art.word("250 g e", "oswald:600", 400, 1120, h=36, colour="#ffffff")


def spirit_label(symbol: str, ground: str, ink: str, strength: str) -> Artwork:
    """Return a spirit bottle's label."""
    art = Artwork(900, 1050)
    art.add(box(900, 1050, ground, 450, 525, 14))
    art.symbol(symbol, 450, 470, w=600)
    art.word(strength, "josefin-sans:600", 450, 950, w=420, colour=ink, tracking=0.08)
    return art.add(line("M90 905 H810", ink, 3))


def soda_can(symbol: str, ground: str, second: str, flavour: str) -> Artwork:
    """Return a drinks can's print, its front at the middle."""
    art = Artwork(2100, 970, ground)
    for x in range(-100, 2300, 340):
        art.add(
            fill(
                f"M{x} 970 Q{x + 120} 700 {x + 60} 520 T{x + 160} 0 H{x + 250} Q{x + 90} 300 {x + 170} 520 T{x + 150} 970 Z",  # noqa: E501
                second,
                'opacity="0.5"',
            )
        )
    art.symbol(symbol, 1050, 420, w=640)
    art.word(flavour, "oswald:600", 1050, 690, w=330, colour="#ffffff")
    art.word("330 ml", "oswald:500", 1050, 860, h=30, colour="#ffffff")
    art.copy(1560, 300, w=360, lines=7, colour="#ffffff")
    return art.barcode(420, 600, w=260, h=180, seed=12)


def biscuit_front() -> Artwork:
    """Return a biscuit box's front."""
    art = Artwork(1300, 900, "#f2c27b")
    art.add(
        "".join(
            disc(26, "#f6d59d", x + (y // 100 % 2) * 50, y)
            for x in range(0, 1400, 100)
            for y in range(0, 960, 100)
        )
    )
    art.add(disc(370, "#fff6e6", 440, 450))
    art.symbol("Grizzleby", 440, 445, w=500)
    art.word("HONEY", "alfa-slab-one", 985, 290, w=360, colour="#5b3416")
    art.word("BISCUITS", "alfa-slab-one", 985, 380, w=420, colour="#5b3416")
    art.word("crunchy oat rounds", "caveat:700", 985, 470, w=380, colour="#8a4b12")
    art.symbol("Nut-Free Kitchen", 1130, 710, w=190)
    return art.word("225 g", "oswald:700", 880, 790, h=44, colour="#5b3416")


def side_panel(ground: str, ink: str, *, seed: int = 1) -> Artwork:
    """Return a carton's side with small print, a table and a bar code."""
    art = Artwork(600, 1000, ground)
    art.facts(300, 320, w=400)
    art.copy(60, 610, w=480, lines=7, colour=ink)
    return art.barcode(300, 890, w=320, h=130, seed=seed)


def oat_front() -> Artwork:
    """Return a cereal box's front."""
    art = Artwork(1000, 1400, "#f7edd2")
    art.add(
        box(1000, 360, "#3b5323", 500, 1240),
        fill("M0 1080 Q500 960 1000 1080 V1140 H0 Z", "#f4b41a"),
    )
    art.symbol("Kernelle", 500, 450, w=640)
    art.word("ROLLED OATS", "oswald:700", 500, 900, w=560, colour="#3b5323")
    art.word(
        "from one mill, stone rolled", "caveat:700", 500, 985, w=480, colour="#3b5323"
    )
    art.symbol("TerraSana Organic", 820, 1230, w=210)
    return art.word("1 kg e", "oswald:700", 180, 1290, h=60, colour="#fffdf2")


def milk_front() -> Artwork:
    """Return a milk carton's front."""
    art = Artwork(800, 1500, "#ffffff")
    art.add(
        fill("M0 900 Q200 780 400 900 T800 880 V1500 H0 Z", "#7fb2e5"),
        fill("M0 1060 Q200 960 400 1060 T800 1040 V1500 H0 Z", "#173f7a"),
    )
    art.symbol("Brunnhof", 400, 460, w=480)
    art.word("ALPINE MILK", "oswald:700", 400, 1190, w=480, colour="#ffffff")
    art.word("3.8 % fat · 1 litre", "oswald:500", 400, 1290, w=340, colour="#ffffff")
    return art.symbol("ReLoop Recycled", 660, 1390, w=86, colours="#ffffff")


def one_mark(
    symbol: str,
    w: float,
    h: float,
    *,
    wide: float,
    ground: str = "none",
    colours: str = "",
    x: float = 0.5,
    y: float = 0.5,
    turn: float = 0,
) -> Artwork:
    """Return an artwork with one symbol, `wide` of its width, at x, y (shares)."""
    return Artwork(w, h, ground).symbol(
        symbol, w * x, h * y, w=w * wide, colours=colours, turn=turn
    )
