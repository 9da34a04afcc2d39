"""Trademarks of fictional coffees, teas and sodas."""

from assets.demo.drawing.design import (
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


@design(
    "Corvane Coffee",
    "trademark",
    size=(360, 360),
    colours="#20150f #e9dcc3 #b5652b",
    mono="kwk",
    severity=1,
    aliases=("Corvane", "Corvane Roasters"),
)
def corvane(dark: str, cream: str, copper: str) -> str:
    """Draw a round coffee badge with a raven."""
    raven = (
        fill(
            "M-70 46 C-78 -18 -34 -60 14 -62 C40 -64 52 -48 86 -38 C62 -30 52 -22 48 0 C42 40 6 60 -30 54 L-84 88 Z",
            cream,
        )
        + disc(6, dark, 30, -40)
        + line("M-46 34 C-26 30 -4 18 6 -6", dark, 6)
        + line("M-20 52 V80 M2 48 V80", cream, 7)
    )
    return (
        disc(178, dark)
        + ring(166, copper, 5)
        + ring(112, copper, 4)
        + group(raven, move=(0, -6), scale=0.98)
        + fill(
            ring_word("CORVANE", "cinzel:800", radius=124, size=46, tracking=0.1), cream
        )
        + fill(
            ring_word(
                "COFFEE ROASTERS",
                "cinzel:700",
                radius=152,
                size=28,
                tracking=0.06,
                below=True,
            ),
            cream,
        )
        + polygon(star(5, 13, 5, x=-139), copper)
        + polygon(star(5, 13, 5, x=139), copper)
    )


@design(
    "Corbane Tea",
    "trademark",
    size=(360, 360),
    colours="#123c33 #efe6cf #c99a3c",
    mono="kwk",
    aliases=("Corbane", "Corbane Tea House"),
)
def corbane(green: str, cream: str, gold: str) -> str:
    """Draw the tea look-alike of Corvane: the same badge with a crane and a leaf."""
    crane = (
        fill(
            "M-64 40 C-60 -10 -20 -34 20 -26 C22 -54 30 -74 54 -78 L92 -66 L58 -62 C46 -50 50 -20 40 2 C28 34 -10 50 -64 40 Z",
            cream,
        )
        + disc(5, green, 56, -70)
        + line("M-8 44 V92 M12 38 V92", cream, 6)
        + fill("M-34 20 Q-10 -14 26 0 Q6 34 -34 20 Z", green)
    )
    return (
        disc(178, green)
        + ring(166, gold, 5)
        + ring(112, gold, 4)
        + group(crane, move=(-4, -4))
        + fill(
            ring_word("CORBANE", "cinzel:800", radius=124, size=46, tracking=0.1), cream
        )
        + fill(
            ring_word(
                "FINE TEA HOUSE",
                "cinzel:700",
                radius=152,
                size=28,
                tracking=0.06,
                below=True,
            ),
            cream,
        )
        + disc(8, gold, -139)
        + disc(8, gold, 139)
    )


@design(
    "Fjellbrus",
    "trademark",
    size=(400, 220),
    colours="#0077c8 #ffffff #e4002b",
    mono="kwk",
    aliases=("Fjellbrus Cola",),
)
def fjellbrus(blue: str, white: str, red: str) -> str:
    """Draw a soda's name on a wave, with a peak and bubbles."""
    name = word("Fjellbrus", "lobster").wave(-9).fit(at=(-4, 4), w=350)
    return (
        fill("M-196 -22 Q-98 -104 0 -56 T196 -66 V42 Q98 104 0 62 T-196 66 Z", blue)
        + fill("M-196 74 Q-98 52 0 72 T196 52 V66 Q98 118 0 78 T-196 86 Z", red)
        + fill(name, white)
        + disc(9, white, 150, -46)
        + disc(6, white, 168, -62)
        + disc(4, white, 154, -72)
    )


@design(
    "Fjordbrus",
    "trademark",
    size=(400, 220),
    colours="#00897b #ffffff #ffb300",
    mono="kwk",
    severity=2,
    aliases=("Fjordbrus Lemon",),
)
def fjordbrus(teal: str, white: str, amber: str) -> str:
    """Draw the soda look-alike: the same wave in another colour."""
    name = word("Fjordbrus", "lobster").wave(-9).fit(at=(-4, 4), w=350)
    return (
        fill("M-196 -22 Q-98 -104 0 -56 T196 -66 V42 Q98 104 0 62 T-196 66 Z", teal)
        + fill("M-196 74 Q-98 52 0 72 T196 52 V66 Q98 118 0 78 T-196 86 Z", amber)
        + fill(name, white)
        + disc(22, amber, 150, -62)
        + disc(16, white, 150, -62)
    )


@design(
    "Mokkaro",
    "trademark",
    size=(400, 170),
    colours="#c1121f #ffffff #2b0d0d",
    mono="kwk",
    aliases=("Mokkaro Espresso",),
)
def mokkaro(red: str, white: str, dark: str) -> str:
    """Draw an espresso block: a cup stands for the O."""
    return (
        box(396, 150, red, 0, 6, 18)
        + fill(word("MOKKAR", "archivo-black").fit(at=(-50, 6), w=260), white)
        + fill("M94 -24 H166 V10 Q166 44 130 44 Q94 44 94 10 Z", white)
        + line("M168 -12 Q190 -10 186 8 Q182 24 162 22", white, 9)
        + line("M116 -40 q-8 -12 0 -22 M142 -40 q-8 -12 0 -22", white, 6)
        + box(92, 8, dark, 130, 60, 4)
    )
