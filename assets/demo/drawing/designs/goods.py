"""Trademarks of fictional makers of clothes, tools, phones and household goods."""

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
    "Lumovia",
    "trademark",
    size=(400, 150),
    colours="#3d5afe #151a30",
    mono="kk",
    severity=2,
    aliases=("Lumovia Mobile",),
)
def lumovia(blue: str, ink: str) -> str:
    """Draw a phone maker's rising disc and its name."""
    mark = (
        fill("M-58 0 A58 58 0 0 1 58 0 Z", blue)
        + box(104, 12, blue, 0, 16, 6)
        + box(76, 12, blue, 0, 36, 6)
        + box(40, 12, blue, 0, 56, 6)
    )
    return group(mark, move=(-136, 0)) + fill(
        word("lumovia", "poppins:600").fit(at=(68, 4), w=252), ink
    )


@design(
    "Lumova",
    "trademark",
    size=(400, 150),
    colours="#5b6cff #22263d",
    mono="kk",
    severity=3,
    aliases=("Lumova Tech",),
)
def lumova(blue: str, ink: str) -> str:
    """Draw the knock-off of Lumovia: the disc is a sinking one."""
    mark = (
        fill("M-58 8 A58 58 0 0 0 58 8 Z", blue)
        + box(104, 12, blue, 0, -10, 6)
        + box(76, 12, blue, 0, -30, 6)
    )
    return group(mark, move=(-136, 0)) + fill(
        word("lumova", "quicksand:700").fit(at=(70, 2), w=242), ink
    )


@design(
    "Kestro",
    "trademark",
    size=(400, 170),
    colours="#ffc400 #161616",
    mono="wk",
    severity=2,
    aliases=("Kestro Tools",),
)
def kestro(yellow: str, black: str) -> str:
    """Draw a tool maker's slanted plate with a hexagonal nut."""
    return (
        polygon([(-170, -80), (198, -80), (170, 80), (-198, 80)], black)
        + polygon([(-161, -69), (184, -69), (161, 69), (-184, 69)], yellow)
        + fill(word("KESTRO", "russo-one").skew(0.18).fit(at=(44, 0), w=236), black)
        + polygon(ngon(6, 44, x=-122), black)
        + disc(18, yellow, -122, 0)
    )


@design(
    "Kestrol",
    "trademark",
    size=(400, 170),
    colours="#ff8f1f #1c2430",
    mono="wk",
    severity=3,
    aliases=("Kestrol Oil", "Kestrol Lubricants"),
)
def kestrol(orange: str, navy: str) -> str:
    """Draw the lubricant that looks like the tool maker."""
    drop = "M0 -44 Q36 4 22 28 Q0 50 -22 28 Q-36 4 0 -44 Z"
    return (
        polygon([(-170, -80), (198, -80), (170, 80), (-198, 80)], navy)
        + fill(word("KESTROL", "russo-one").skew(0.18).fit(at=(44, 0), w=246), orange)
        + group(fill(drop, orange), move=(-128, 2))
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
    "Quillmark",
    "trademark",
    size=(360, 190),
    colours="#1f2a5a #c59b45",
    mono="kk",
    aliases=("Quillmark Paper",),
)
def quillmark(ink: str, gold: str) -> str:
    """Draw a feather whose quill underlines the name."""
    return (
        fill(
            "M-150 44 C-150 -40 -108 -88 -76 -90 C-84 -70 -72 -62 -86 -34 C-80 -30 -92 -4 -116 12 Z",
            gold,
        )
        + line("M-156 76 C-150 20 -120 -40 -86 -78", ink, 5)
        + line("M-156 76 Q20 54 174 74", ink, 5)
        + fill(
            word("Quillmark", "dm-serif-display:400:italic").fit(at=(42, 8), w=262), ink
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
    "Hexaly",
    "trademark",
    size=(380, 150),
    colours="#00a19a #12343b",
    mono="kk",
    aliases=("Hexaly Systems",),
)
def hexaly(teal: str, ink: str) -> str:
    """Draw an open hexagon beside the name."""
    return (
        line("M-128 -62 L-176 -34 V34 L-128 62 L-80 34 V6", teal, 17)
        + line("M-80 -34 L-102 -47", teal, 17)
        + disc(15, teal, -128, 0)
        + fill(word("hexaly", "montserrat:800").fit(at=(70, 10), w=230), ink)
    )


@design(
    "Hexalon",
    "trademark",
    size=(380, 150),
    colours="#7a3ff2 #1e1338",
    mono="kk",
    severity=2,
    aliases=("Hexalon Audio",),
)
def hexalon(violet: str, ink: str) -> str:
    """Draw the audio look-alike: sound bars in a closed hexagon."""
    bars = "".join(
        box(9, h, violet, -128 + x, 0, 4)
        for x, h in ((-24, 24), (-8, 52), (8, 36), (24, 16))
    )
    return (
        polygon(
            ngon(6, 62, x=-128),
            "none",
            f'stroke="{violet}" stroke-width="13" stroke-linejoin="round"',
        )
        + bars
        + fill(word("hexalon", "montserrat:800").fit(at=(72, -2), w=236), ink)
    )


@design(
    "Nimbra Nine",
    "trademark",
    size=(340, 270),
    colours="#14213d #8ecae6 #fca311",
    mono="kww",
    aliases=("Nimbra", "Nimbra 9"),
)
def nimbra(night: str, sky: str, sun: str) -> str:
    """Draw a nine that rains from a cloud."""
    return (
        disc(54, sun, 66, -66)
        + fill(
            "M-110 24 A46 46 0 0 1 -96 -64 A66 66 0 0 1 28 -88 A52 52 0 0 1 104 -22 A32 32 0 0 1 94 24 Z",
            sky,
        )
        + fill(word("9", "unbounded:800").fit(at=(-8, -22), h=74), night)
        + fill(word("NIMBRA NINE", "unbounded:700").fit(at=(0, 92), w=326), night)
        + "".join(line(f"M{x} 40 l-8 18", night, 7) for x in (-60, -10, 40))
    )


@design(
    "Pawlo",
    "trademark",
    size=(380, 160),
    colours="#ff5a36 #2d1e2f",
    mono="kk",
    aliases=("Pawlo Pets", "Pawlo Petfood"),
)
def pawlo(orange: str, ink: str) -> str:
    """Draw a pet food's name; its o is a paw."""
    paw = oval(34, 28, orange, 0, 14) + "".join(
        group(oval(11, 16, orange), move=(x, y), turn=t)
        for x, y, t in ((-34, -14, -24), (-13, -32, -8), (13, -32, 8), (34, -14, 24))
    )
    return fill(word("pawl", "fredoka:700").fit(at=(-58, 0), w=230), ink) + group(
        paw, move=(122, 24), scale=1.24
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


@design(
    "Strada Uno",
    "trademark",
    size=(320, 320),
    colours="#d7263d #ffffff #10316b",
    mono="kwk",
    severity=2,
    aliases=("Strada 1",),
)
def strada(red: str, white: str, blue: str) -> str:
    """Draw a road that is a figure one, in a quartered disc."""
    return (
        disc(156, blue)
        + disc(142, white)
        + fill("M0 -132 A132 132 0 0 1 132 0 H0 Z", red)
        + fill("M0 132 A132 132 0 0 1 -132 0 H0 Z", red)
        + fill("M-20 100 L-8 -58 L-44 -40 V-68 L8 -104 H22 L34 100 Z", blue)
        + line("M7 84 V62 M7 40 V18 M7 -4 V-26", white, 7)
        + box(304, 54, blue, 0, 92, 8)
        + fill(
            word("STRADA UNO", "oswald:700", tracking=0.08).fit(at=(0, 92), w=240),
            white,
        )
    )


@design(
    "Polarra",
    "trademark",
    size=(330, 330),
    colours="#1d3557 #a8dadc #ffffff",
    mono="kww",
    aliases=("Polarra Cooling",),
)
def polarra(navy: str, ice: str, white: str) -> str:
    """Draw an abstract ice crystal in a rounded square."""
    arm = line(
        "M0 0 V-84 M0 -50 L-24 -72 M0 -50 L24 -72 M0 -26 L-16 -40 M0 -26 L16 -40",
        ice,
        9,
    )
    return (
        box(318, 318, navy, 0, 0, 62)
        + group(around(6, arm), polygon(ngon(6, 16), white), move=(0, -34))
        + fill(
            word("POLARRA", "orbitron:800", tracking=0.06).fit(at=(0, 108), w=252),
            white,
        )
    )
