"""Organic, recycling and fair-trade marks of fictional bodies."""

from assets.demo.drawing.design import (
    around,
    design,
    disc,
    fill,
    group,
    line,
    polygon,
    ring,
)
from assets.demo.drawing.outlines import ring_word, word

PAPERS = "Only sellers with a certificate on file may show this mark (fictional)."


@design(
    "TerraSana Organic",
    "certification",
    size=(320, 320),
    colours="#3a7d34 #ffffff #b6d77a",
    mono="kww",
    severity=2,
    policy=PAPERS,
    aliases=("TerraSana", "Terra Sana"),
)
def terrasana(green: str, white: str, lime: str) -> str:
    """Draw a sprout in a green ring."""
    return (
        disc(156, green)
        + disc(100, white)
        + fill(
            "M-6 66 C-12 10 -60 20 -70 -40 C-6 -42 6 0 -2 30 C4 -20 18 -62 74 -64 C72 -8 40 20 8 26 L8 66 Z",
            green,
        )
        + line("M-52 -26 Q-16 -6 -4 36 M58 -50 Q24 -20 6 24", lime, 4)
        + fill(
            ring_word(
                "TERRASANA", "montserrat:800", radius=113, size=35, tracking=0.08
            ),
            white,
        )
        + fill(
            ring_word(
                "CERTIFIED ORGANIC",
                "montserrat:700",
                radius=138,
                size=24,
                tracking=0.06,
                below=True,
            ),
            white,
        )
    )


@design(
    "Bio Verra",
    "certification",
    size=(320, 320),
    colours="#4b8b3b #ffffff",
    mono="kw",
    severity=2,
    policy=PAPERS,
    aliases=("BioVerra",),
)
def bio_verra(green: str, white: str) -> str:
    """Draw the organic look-alike: a leaf of dots in a ring of another word."""
    dots = "".join(
        disc(r, white, x, y)
        for x, y, r in (
            (-50, 30, 9),
            (-38, -6, 10),
            (-14, -34, 11),
            (18, -50, 11),
            (50, -56, 9),
            (54, -24, 10),
            (40, 8, 11),
            (14, 32, 11),
            (-18, 42, 10),
        )
    )
    return (
        disc(156, green)
        + ring(104, white, 6)
        + dots
        + line("M-62 62 Q-16 16 30 -24", white, 8)
        + fill(
            ring_word(
                "BIO VERRA", "montserrat:800", radius=117, size=34, tracking=0.12
            ),
            white,
        )
        + fill(
            ring_word(
                "ORGANIC FARMING",
                "montserrat:700",
                radius=141,
                size=23,
                tracking=0.06,
                below=True,
            ),
            white,
        )
    )


@design(
    "ReLoop Recycled",
    "certification",
    size=(300, 330),
    colours="#0f7b6c",
    mono="k",
    policy=PAPERS,
    aliases=("ReLoop", "Re-Loop"),
)
def reloop(teal: str) -> str:
    """Draw two arrows that chase each other round a square."""
    arrow = line("M-84 20 V-50 Q-84 -84 -50 -84 H30", teal, 30, cap="butt") + polygon(
        [(26, -122), (82, -84), (26, -46)], teal
    )
    return (
        group(around(2, arrow), move=(0, -36))
        + fill(word("R", "rubik-mono-one").fit(at=(0, -36), h=62), teal)
        + fill(word("ReLoop", "poppins:700").fit(at=(0, 124), w=200), teal)
    )


@design(
    "ReLoop Compost",
    "certification",
    size=(300, 330),
    colours="#7a5c2e",
    mono="k",
    policy=PAPERS,
    aliases=("ReLoop Compostable",),
)
def reloop_compost(brown: str) -> str:
    """Draw the compost variation of ReLoop: a leaf between the arrows."""
    arrow = line("M-84 20 V-50 Q-84 -84 -50 -84 H30", brown, 30, cap="butt") + polygon(
        [(26, -122), (82, -84), (26, -46)], brown
    )
    return (
        group(around(2, arrow), move=(0, -36))
        + fill("M-40 -2 Q-44 -66 40 -72 Q42 0 -16 -8 L-34 4 Z", brown)
        + fill(word("ReLoop", "poppins:700").fit(at=(0, 112), w=200), brown)
        + fill(
            word("COMPOST", "poppins:600", tracking=0.2).fit(at=(0, 150), w=150), brown
        )
    )


@design(
    "FairField Trade",
    "certification",
    size=(300, 320),
    colours="#00796b #fbc02d #101010",
    mono="kkk",
    severity=2,
    policy=PAPERS,
    aliases=("FairField", "Fair Field"),
)
def fairfield(teal: str, sun: str, black: str) -> str:
    """Draw fields under a sun, in an arch."""
    return (
        fill("M-140 90 V-10 A140 140 0 0 1 140 -10 V90 Z", black)
        + disc(42, sun, 0, -42)
        + fill("M-128 78 V30 Q-40 -10 128 50 V78 Z", teal)
        + line("M-128 60 Q-20 10 128 66 M-100 78 Q0 44 90 78", sun, 5)
        + fill(
            word("FAIRFIELD", "oswald:700", tracking=0.06).fit(
                at=(0, 112), w=272, h=36
            ),
            black,
        )
        + fill(word("TRADE", "oswald:500", tracking=0.5).fit(at=(6, 148), w=120), black)
    )
