"""Trademarks of fictional makers of tools, phones and household goods."""

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
)
from assets.demo.drawing.outlines import word


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
