"""Trademarks of fictional makers of clothes, shoes and cosmetics."""

from assets.demo.drawing.design import (
    around,
    box,
    design,
    disc,
    fill,
    group,
    line,
    ngon,
    oval,
    polygon,
    ring,
)
from assets.demo.drawing.outlines import ring_word, word


def _wing(colour: str, feathers: int = 3) -> str:
    return "".join(
        fill(
            f"M{-150 + 44 * i} {-20 + 34 * i} C{-60 + 30 * i} {-30 + 30 * i} {60} {-60 + 20 * i} 170 {-118 + 34 * i} "
            f"C{110} {-20 + 24 * i} {0 + 20 * i} {22 + 24 * i} {-150 + 44 * i} {-20 + 34 * i} Z",
            colour,
        )
        for i in range(feathers)
    )


@design(
    "Zevarro",
    "trademark",
    size=(380, 270),
    colours="#111111 #e4002b",
    mono="kk",
    severity=3,
    aliases=("Zevarro Sports",),
)
def zevarro(ink: str, red: str) -> str:
    """Draw a sports wing of three feathers over an italic name."""
    return group(_wing(red), move=(0, -10)) + fill(
        word("ZEVARRO", "archivo-black").skew(0.24).fit(at=(0, 102), w=372), ink
    )


@design(
    "Zevaro Sport",
    "trademark",
    size=(380, 270),
    colours="#1b1b1b #d81f3c",
    mono="kk",
    severity=3,
    aliases=("Zevaro",),
)
def zevaro(ink: str, red: str) -> str:
    """Draw the knock-off of Zevarro: one R less, two feathers more."""
    return (
        group(_wing(red, 2), move=(0, -14), scale="-1 1")
        + fill(word("ZEVARO", "archivo-black").skew(-0.1).fit(at=(0, 78), w=372), ink)
        + fill(
            word("SPORT", "archivo-black", tracking=0.4).fit(at=(0, 122), w=150), red
        )
    )


@design(
    "Orrin & Pike",
    "trademark",
    size=(300, 300),
    colours="#b8935a",
    mono="k",
    severity=3,
    aliases=("Orrin and Pike", "OP"),
)
def orrin_pike(gold: str) -> str:
    """Draw a fashion house's monogram: O and P interlocked in a ring."""
    return (
        ring(142, gold, 7)
        + ring(128, gold, 2)
        + ring(62, gold, 17, -26, 6)
        + line("M18 92 V-74", gold, 17)
        + line("M18 -74 H40 A46 46 0 0 1 40 18 H18", gold, 17)
    )


@design(
    "Oberlin Parr",
    "trademark",
    size=(300, 300),
    colours="#8d8f96",
    mono="k",
    severity=2,
    aliases=("Oberlin & Parr",),
)
def oberlin_parr(silver: str) -> str:
    """Draw the monogram look-alike: O and P side by side in a lozenge."""
    return (
        polygon(ngon(4, 146), "none", f'stroke="{silver}" stroke-width="8"')
        + polygon(ngon(4, 128), "none", f'stroke="{silver}" stroke-width="2"')
        + ring(42, silver, 15, -34, 0)
        + line("M28 64 V-42 H44 A30 30 0 0 1 44 18 H28", silver, 15)
    )


@design(
    "Tundrafox",
    "trademark",
    size=(320, 330),
    colours="#0f3d3e #f2683c #f5efe2",
    mono="kkw",
    severity=2,
    aliases=("Tundra Fox", "Tundrafox Outdoor"),
)
def tundrafox(pine: str, fox: str, snow: str) -> str:
    """Draw a fox's head as four facets."""
    return (
        polygon(
            [
                (-112, -158),
                (-44, -98),
                (44, -98),
                (112, -158),
                (104, -44),
                (0, 58),
                (-104, -44),
            ],
            fox,
        )
        + polygon([(-104, -44), (-38, -32), (0, 58)], snow)
        + polygon([(104, -44), (38, -32), (0, 58)], snow)
        + polygon([(-20, 36), (20, 36), (0, 58)], pine)
        + polygon([(-62, -56), (-26, -46), (-44, -36)], pine)
        + polygon([(62, -56), (26, -46), (44, -36)], pine)
        + polygon([(-96, -130), (-62, -98), (-90, -84)], pine)
        + polygon([(96, -130), (62, -98), (90, -84)], pine)
        + fill(
            word("TUNDRAFOX", "staatliches", tracking=0.05).fit(at=(0, 116), w=306),
            pine,
        )
    )


@design(
    "Verdessa",
    "trademark",
    size=(320, 300),
    colours="#2e6b4f #a9c9a4",
    mono="kk",
    aliases=("Verdessa Botanica",),
)
def verdessa(green: str, mint: str) -> str:
    """Draw a cosmetics V out of two leaves."""
    return (
        fill("M0 62 C-20 -10 -60 -60 -112 -134 C-18 -130 14 -40 0 62 Z", green)
        + fill("M0 62 C20 -10 60 -60 112 -134 C18 -130 -14 -40 0 62 Z", mint)
        + line("M-4 40 C-20 -30 -50 -72 -86 -114", mint, 3)
        + fill(
            word("VERDESSA", "josefin-sans:600", tracking=0.2).fit(at=(0, 104), w=304),
            green,
        )
        + fill(
            word("BOTANICA", "josefin-sans:400", tracking=0.4).fit(at=(0, 138), w=150),
            green,
        )
    )


@design(
    "Verdissima",
    "trademark",
    size=(330, 290),
    colours="#3c7a3a #c6d98f",
    mono="kk",
    severity=2,
    aliases=("Verdissima Garden",),
)
def verdissima(green: str, lime: str) -> str:
    """Draw the garden look-alike of Verdessa: three leaves, another word."""
    return (
        fill("M0 50 C-24 4 -64 -20 -120 -72 C-36 -84 10 -30 0 50 Z", green)
        + fill("M0 50 C24 4 64 -20 120 -72 C36 -84 -10 -30 0 50 Z", green)
        + fill("M0 50 C-44 -20 -34 -80 0 -136 C34 -80 44 -20 0 50 Z", lime)
        + fill(
            word("VERDISSIMA", "josefin-sans:600", tracking=0.14).fit(
                at=(0, 106), w=318
            ),
            green,
        )
    )


@design(
    "Rookline",
    "trademark",
    size=(300, 350),
    colours="#101010 #f4f4f0",
    mono="kw",
    severity=2,
    aliases=("Rook Line", "Rookline Street"),
)
def rookline(black: str, white: str) -> str:
    """Draw a street label's chess rook."""
    rook = (
        "M-84 -166 H-44 V-134 H-20 V-166 H20 V-134 H44 V-166 H84 V-100 L56 -74 L66 22 H-66 L-56 -74 L-84 -100 Z"
        "M-92 36 H92 V72 H-92 Z"
    )
    return (
        fill(rook, black)
        + box(116, 8, white, 0, -86)
        + fill("M-15 22 V-16 Q0 -38 15 -16 V22 Z", white)
        + fill(
            word("ROOKLINE", "bebas-neue", tracking=0.06).fit(at=(0, 126), w=284), black
        )
    )


@design(
    "Rooklyn",
    "trademark",
    size=(300, 350),
    colours="#182448 #f4f4f0",
    mono="kw",
    severity=3,
    aliases=("Rooklyn Wear",),
)
def rooklyn(navy: str, white: str) -> str:
    """Draw the knock-off of Rookline: the rook wears an arch."""
    rook = (
        "M-76 -160 H-48 V-132 H-14 V-160 H14 V-132 H48 V-160 H76 V-92 Q42 -78 46 -20 L70 40 H-70 L-46 -20 Q-42 -78 -76 -92 Z"
        "M-90 50 H90 V74 H-90 Z"
    )
    return (
        fill(rook, navy)
        + box(98, 9, white, 0, -96)
        + disc(14, white, 0, -44)
        + fill(
            word("ROOKLYN", "bebas-neue", tracking=0.1).fit(at=(0, 126), w=276), navy
        )
    )


@design(
    "Mirabelle",
    "trademark",
    size=(390, 190),
    colours="#b0436e #f3c6d3 #5c8a4d",
    mono="kkk",
    aliases=("Savon Mirabelle", "Mirabelle Savon"),
)
def mirabelle(rose: str, blush: str, leaf: str) -> str:
    """Draw a soap's script with a blossom on its M."""
    blossom = around(
        5, oval(13, 21, blush, 0, -22, f'stroke="{rose}" stroke-width="3"')
    ) + disc(9, rose)
    return (
        fill("M-128 -60 Q-104 -84 -78 -70 Q-96 -44 -128 -60 Z", leaf)
        + group(blossom, move=(-146, -54), scale=0.84)
        + fill(word("Mirabelle", "pacifico").fit(at=(8, -2), w=352), rose)
        + fill(
            word("SAVON DE FLEURS", "cinzel:600", tracking=0.2).fit(at=(10, 82), w=210),
            leaf,
        )
    )


@design(
    "Morrow & Sons",
    "trademark",
    size=(360, 360),
    colours="#23201d #d9cfbd",
    mono="kw",
    aliases=("Morrow and Sons", "Morrow Boots"),
)
def morrow(black: str, cream: str) -> str:
    """Draw a bootmaker's crossed awls in a rope ring."""
    awl = (
        box(13, 92, black, 0, -6, 6)
        + polygon([(-5, 38), (5, 38), (0, 84)], black)
        + oval(16, 26, black, 0, -58)
    )
    return (
        ring(170, black, 6)
        + ring(160, black, 7, more='stroke-dasharray="12 9"')
        + group(awl, turn=38, move=(0, -4), scale=0.86)
        + group(awl, turn=-38, move=(0, -4), scale=0.86)
        + fill(
            ring_word("MORROW & SONS", "rye", radius=112, size=38, tracking=0.03), black
        )
        + fill(
            ring_word(
                "BOOTMAKERS 1904",
                "special-elite",
                radius=134,
                size=29,
                tracking=0.05,
                below=True,
            ),
            black,
        )
    )
