"""Certification marks of fictional bodies: organic, recycling, safety, fair trade."""

from assets.demo.drawing.design import (
    around,
    box,
    design,
    disc,
    fill,
    group,
    line,
    polygon,
    ring,
    star,
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
    "SafeNest",
    "certification",
    size=(310, 320),
    colours="#0059b3 #ffffff #ffd23f",
    mono="kww",
    severity=3,
    policy="Child-safety mark (fictional). The test report must be on file.",
    aliases=("Safe Nest", "SafeNest Child Safety"),
)
def safenest(blue: str, white: str, gold: str) -> str:
    """Draw a bird in a house-shaped shield."""
    return (
        fill("M0 -154 L148 -52 V66 Q148 132 82 132 H-82 Q-148 132 -148 66 V-52 Z", blue)
        + fill(
            "M-72 26 Q-72 -44 -6 -44 Q40 -44 52 -14 L86 -4 L54 10 Q50 58 -6 58 Q-72 58 -72 26 Z",
            white,
        )
        + disc(8, blue, 18, -14)
        + fill("M-44 20 Q-10 -12 16 24 Q-16 52 -44 20 Z", gold)
        + fill(word("SafeNest", "fredoka:600").fit(at=(0, 98), w=210), white)
        + polygon(star(5, 22, 9, y=-90), gold)
    )


@design(
    "VoltSure",
    "certification",
    size=(330, 230),
    colours="#d62828 #ffffff",
    mono="kw",
    severity=3,
    policy="Electrical-safety mark (fictional). Number and report must match.",
    aliases=("Volt Sure", "VoltSure Tested"),
)
def voltsure(red: str, white: str) -> str:
    """Draw a plug that is a tick."""
    return (
        box(322, 222, red, 0, 0, 40)
        + box(300, 200, "none", 0, 0, 30, f'stroke="{white}" stroke-width="6"')
        + line("M-116 -34 L-86 6 L-26 -72", white, 24)
        + line("M44 -72 V-42 M80 -72 V-42", white, 13)
        + fill("M24 -44 H100 V-22 Q100 14 62 14 Q24 14 24 -22 Z", white)
        + line("M62 12 V34", white, 11)
        + fill(word("VOLTSURE", "russo-one").fit(at=(0, 66), w=238), white)
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


@design(
    "Nut-Free Kitchen",
    "certification",
    size=(310, 310),
    colours="#8a4b12 #fff7e8 #c62828",
    mono="kwk",
    severity=3,
    policy="Allergen claim (fictional). Ask for the laboratory report.",
    aliases=("Nut Free Kitchen", "Nutfree"),
)
def nut_free(brown: str, cream: str, red: str) -> str:
    """Draw a struck-out nut in a ring."""
    return (
        disc(150, cream)
        + ring(143, brown, 13)
        + fill(
            "M-40 -34 Q-40 -66 0 -66 Q40 -66 40 -34 Q26 -18 40 14 Q44 54 0 56 Q-44 54 -40 14 Q-26 -18 -40 -34 Z",
            brown,
        )
        + line(
            "M-12 -42 h0.1 M14 -34 h0.1 M-10 10 h0.1 M14 22 h0.1 M0 -10 h0.1", cream, 9
        )
        + line("M-66 62 L66 -72", red, 17)
        + fill(
            ring_word("NUT-FREE", "archivo-black", radius=100, size=33, tracking=0.06),
            brown,
        )
        + fill(
            ring_word(
                "KITCHEN",
                "archivo-black",
                radius=124,
                size=32,
                tracking=0.1,
                below=True,
            ),
            brown,
        )
    )


@design(
    "AquaPure 3",
    "certification",
    size=(290, 340),
    colours="#0277bd #e1f5fe",
    mono="kw",
    severity=2,
    policy=PAPERS,
    aliases=("AquaPure", "Aqua Pure"),
)
def aquapure(blue: str, pale: str) -> str:
    """Draw a drop with three waves and its class."""
    return (
        fill(
            "M0 -166 Q120 -16 104 52 Q86 134 0 134 Q-86 134 -104 52 Q-120 -16 0 -166 Z",
            blue,
        )
        + "".join(
            line(f"M-70 {y} q18 -18 36 0 t36 0 t36 0 t36 0", pale, 9)
            for y in (58, 82, 106)
        )
        + fill(word("3", "archivo-black").fit(at=(0, -14), h=76), pale)
        + fill(
            word("AQUAPURE", "montserrat:800", tracking=0.06).fit(at=(0, 154), w=232),
            blue,
        )
    )


@design(
    "Halden Steel 18",
    "certification",
    size=(320, 200),
    colours="#37474f #ffffff",
    mono="kw",
    policy="Food-grade steel mark (fictional).",
    aliases=("Halden Steel",),
)
def halden(steel: str, white: str) -> str:
    """Draw a hallmark plate: three punched fields."""
    return (
        box(312, 120, steel, 0, -34, 14)
        + "".join(box(88, 94, white, x, -34, 20) for x in (-98, 0, 98))
        + fill(word("H", "cinzel:900").fit(at=(-98, -34), h=58), steel)
        + fill(word("18", "cinzel:900").fit(at=(0, -34), h=50), steel)
        + polygon(star(8, 34, 16, x=98, y=-34), steel)
        + fill(
            word("HALDEN STEEL", "oswald:600", tracking=0.16).fit(at=(0, 66), w=280),
            steel,
        )
    )
