"""Trademarks of fictional makers of snacks and sweet things."""

from assets.demo.drawing.design import (
    design,
    disc,
    fill,
    group,
    line,
    oval,
    polygon,
    star,
)
from assets.demo.drawing.outlines import word


@design(
    "Peckadillo",
    "trademark",
    size=(400, 268),
    colours="#ffcf1f #d6192f #1c3f94 #ffffff",
    aliases=("Peckadillo Crisps",),
)
def peckadillo(yellow: str, red: str, blue: str, white: str) -> str:
    """Draw a bouncing snack name under an abstract bird."""
    name = word("Peckadillo", "titan-one").bend(34).fit(at=(0, 46), w=372)
    bird = (
        disc(52, yellow, 0, -66)
        + polygon([(40, -78), (96, -60), (42, -44)], red)
        + disc(13, white, 14, -78)
        + disc(7, blue, 17, -77)
        + fill("M-38 -104 Q-66 -140 -22 -128 Q-24 -154 6 -118 Z", red)
    )
    outline = f'stroke="{blue}" stroke-width="26" stroke-linejoin="round"'
    return bird + fill(name, blue, outline) + fill(name, yellow)


@design(
    "Peckarillo",
    "trademark",
    size=(400, 256),
    colours="#f7941d #ffffff #4b2a86 #e8412a",
    severity=3,
)
def peckarillo(orange: str, white: str, purple: str, red: str) -> str:
    """Draw the snack look-alike: another bird, another purse."""
    name = word("Peckarillo", "titan-one").bend(26).fit(at=(0, 54), w=366)
    bird = (
        oval(58, 46, orange, 0, -56)
        + polygon([(-44, -70), (-100, -50), (-46, -38)], red)
        + disc(12, white, -20, -68)
        + disc(6, purple, -23, -67)
        + fill("M10 -98 Q20 -136 34 -96 Q56 -124 48 -84 Z", red)
    )
    outline = f'stroke="{purple}" stroke-width="24" stroke-linejoin="round"'
    return bird + fill(name, purple, outline) + fill(name, white)


@design(
    "Astrobun",
    "trademark",
    size=(400, 250),
    colours="#ff6f59 #2b1b4d #ffd9a0",
    mono="kkw",
    aliases=("Astrobun Bakery",),
)
def astrobun(coral: str, night: str, cream: str) -> str:
    """Draw a bun as a planet with a ring."""
    planet = (
        fill("M-72 10 A72 66 0 0 1 72 10 Q72 34 40 34 H-40 Q-72 34 -72 10 Z", coral)
        + oval(9, 4, cream, -22, -26)
        + oval(9, 4, cream, 10, -36)
        + oval(9, 4, cream, 30, -12)
        + line("M-104 22 C-130 44 40 36 100 -18 C118 -36 96 -42 76 -36", night, 10)
    )
    return (
        group(planet, move=(0, -50))
        + fill(word("astrobun", "fredoka:700").fit(at=(0, 76), w=360), night)
        + polygon(star(4, 16, 5, x=-128, y=-70), coral)
        + polygon(star(4, 11, 4, x=140, y=-92), coral)
    )


@design(
    "Grizzleby",
    "trademark",
    size=(330, 350),
    colours="#5b3416 #f2c27b #fff6e6",
    mono="kww",
    aliases=("Grizzleby's", "Grizzleby Biscuits"),
)
def grizzleby(brown: str, honey: str, cream: str) -> str:
    """Draw a bear's face out of circles, over a slab name."""
    bear = (
        disc(34, brown, -76, -122)
        + disc(34, brown, 76, -122)
        + disc(17, honey, -76, -122)
        + disc(17, honey, 76, -122)
        + disc(104, brown, 0, -58)
        + oval(56, 44, honey, 0, -22)
        + oval(20, 14, brown, 0, -42)
        + line("M0 -30 V-12 M-22 -8 Q-10 4 0 -10 Q10 4 22 -8", brown, 6)
        + disc(10, cream, -38, -84)
        + disc(10, cream, 38, -84)
    )
    return bear + fill(
        word("GRIZZLEBY", "alfa-slab-one").bend(-16).fit(at=(0, 118), w=318), brown
    )


@design(
    "Maison Tourterel",
    "trademark",
    size=(420, 190),
    colours="#7a2048 #d9a7b8",
    mono="kk",
    aliases=("Tourterel",),
)
def tourterel(plum: str, rose: str) -> str:
    """Draw a confectioner's script between two flourishes."""
    return (
        fill(word("Tourterel", "great-vibes").fit(at=(0, 0), w=390), plum)
        + fill(
            word("MAISON", "cinzel:600", tracking=0.4).fit(at=(-20, -80), w=120), rose
        )
        + line("M-190 76 Q-80 52 0 76 T190 76", rose, 4)
        + polygon(star(4, 12, 4, y=76), plum)
    )
