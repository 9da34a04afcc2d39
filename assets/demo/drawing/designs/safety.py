"""Safety marks of fictional bodies."""

from assets.demo.drawing.design import (
    box,
    design,
    disc,
    fill,
    line,
    polygon,
    ring,
    star,
)
from assets.demo.drawing.outlines import ring_word, word

PAPERS = "Only sellers with a certificate on file may show this mark (fictional)."


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
