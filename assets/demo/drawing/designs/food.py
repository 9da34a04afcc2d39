"""Trademarks of fictional food makers, look-alikes among them on purpose."""

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

KEYSTONE = "M-178 -118 Q0 -160 178 -118 L142 118 Q0 150 -142 118 Z"

KEYSTONE_INNER = "M-163 -105 Q0 -144 163 -105 L130 106 Q0 136 -130 106 Z"


@design(
    "Hallmer",
    "trademark",
    size=(372, 292),
    colours="#b5142b #fbf3dd #c9962f",
    mono="kwk",
    severity=2,
    aliases=("Hallmer Foods",),
)
def hallmer(red: str, paper: str, gold: str) -> str:
    """Draw a keystone label with an arched serif name."""
    name = word("HALLMER", "playfair-display:900").crown(0.28).bend(20)
    return (
        fill(KEYSTONE, gold)
        + fill(KEYSTONE_INNER, red)
        + fill(name.fit(at=(0, -12), w=272), paper)
        + fill(
            word("SINCE 1887", "oswald:500", tracking=0.16).fit(at=(0, 72), w=120),
            paper,
        )
        + line("M-88 48 Q0 58 88 48", paper, 4)
    )


@design(
    "Hallmer Baked Beans",
    "trademark",
    size=(372, 292),
    colours="#0d7d86 #fbf3dd #c9962f #b5142b",
    severity=2,
    aliases=("Hallmer Beans",),
)
def hallmer_beans(teal: str, paper: str, gold: str, red: str) -> str:
    """Draw the keystone in teal, with a bean and a second line."""
    name = word("HALLMER", "playfair-display:900").crown(0.28).bend(20)
    bean = "M-26 -6 C-30 -30 14 -34 28 -12 C36 2 24 22 8 20 C-4 18 0 6 -10 6 C-20 6 -24 4 -26 -6 Z"
    return (
        fill(KEYSTONE, gold)
        + fill(KEYSTONE_INNER, teal)
        + fill(name.fit(at=(0, -36), w=248), paper)
        + box(236, 46, red, 0, 44, 6)
        + fill(
            word("BAKED BEANS", "oswald:700", tracking=0.06).fit(at=(0, 44), w=196),
            paper,
        )
        + group(fill(bean, gold), move=(-22, 92), scale=0.62)
        + group(fill(bean, gold), move=(24, 92), turn=150, scale=0.62)
    )


@design(
    "Hallner",
    "trademark",
    size=(360, 280),
    colours="#c2242e #fff8ea #d8a83e",
    severity=3,
    aliases=("Hallner Sauces",),
)
def hallner(red: str, paper: str, gold: str) -> str:
    """Draw the knock-off of Hallmer: one letter, a rounder label."""
    name = word("HALLNER", "playfair-display:800").crown(0.22).bend(16)
    label = "M-172 -104 Q0 -150 172 -104 L150 104 Q0 140 -150 104 Z"
    return (
        fill(label, red)
        + line("M-156 -92 Q0 -134 156 -92 L136 92 Q0 124 -136 92 Z", gold, 5)
        + fill(name.fit(at=(0, -8), w=256), paper)
        + polygon(star(5, 17, 7, y=70), gold)
        + polygon(star(5, 12, 5, x=-40, y=66), gold)
        + polygon(star(5, 12, 5, x=40, y=66), gold)
    )


@design(
    "Sol de Marra",
    "trademark",
    size=(330, 340),
    colours="#e8a317 #5a6b1d #3a2a12",
    mono="kkk",
    aliases=("Aceite Sol de Marra",),
)
def sol_de_marra(sun: str, olive: str, ink: str) -> str:
    """Draw half a sun over an olive twig."""
    rays = "".join(
        group(box(11, 44, sun, 0, -132, 5), turn=a) for a in range(-80, 81, 20)
    )
    leaves = "".join(
        group(fill("M0 0 Q22 -18 58 0 Q22 18 0 0 Z", olive), move=(x, 16), turn=a)
        for x, a in (
            (-96, -152),
            (-52, -28),
            (-14, 208),
            (38, -30),
            (60, 26),
            (-70, 152),
        )
    )
    return group(
        group(fill("M-92 0 A92 92 0 0 1 92 0 Z", sun), rays, move=(0, -4)),
        line("M-128 16 Q0 6 130 16", olive, 7),
        leaves,
        fill(
            word("Sol de Marra", "playfair-display:800:italic").fit(at=(0, 92), w=312),
            ink,
        ),
        fill(
            word("ACEITE DE OLIVA", "josefin-sans:600", tracking=0.14).fit(
                at=(0, 142), w=210
            ),
            olive,
        ),
    )


@design(
    "Sal de Marra",
    "trademark",
    size=(330, 320),
    colours="#2f7fb4 #9cc9e2 #12324a",
    mono="kkk",
    aliases=("Sal Marina de Marra",),
)
def sal_de_marra(sea: str, foam: str, ink: str) -> str:
    """Draw half a sun over waves: salt of the same coast."""
    rays = "".join(
        group(box(9, 38, foam, 0, -124, 4), turn=a) for a in range(-75, 76, 25)
    )
    waves = "".join(
        line(f"M-120 {y} q20 -22 40 0 t40 0 t40 0 t40 0 t40 0 t40 0", sea, 10)
        for y in (18, 44)
    )
    return (
        fill("M-84 -4 A84 84 0 0 1 84 -4 Z", foam)
        + rays
        + waves
        + fill(
            word("Sal de Marra", "playfair-display:800:italic").fit(at=(0, 106), w=312),
            ink,
        )
    )


@design(
    "Brunnhof",
    "trademark",
    size=(320, 360),
    colours="#173f7a #ffffff #7fb2e5",
    mono="kwk",
    aliases=("Molkerei Brunnhof",),
)
def brunnhof(blue: str, white: str, sky: str) -> str:
    """Draw a dairy's shield: mountains, a drop of milk, a blackletter name."""
    return (
        fill("M-148 -168 H148 V40 Q148 128 0 174 Q-148 128 -148 40 Z", blue)
        + fill("M-134 -154 H134 V38 Q134 118 0 158 Q-134 118 -134 38 Z", white)
        + fill("M-134 -154 H134 V-40 H-134 Z", sky)
        + polygon([(-134, -30), (-56, -126), (-18, -80), (30, -142), (134, -30)], blue)
        + polygon([(-56, -126), (-76, -101), (-54, -92), (-38, -104)], white)
        + polygon([(30, -142), (4, -108), (30, -94), (58, -112)], white)
        + fill(word("Brunnhof", "unifrakturmaguntia").fit(at=(0, 16), w=250), blue)
        + fill("M0 66 Q30 104 0 130 Q-30 104 0 66 Z", sky)
    )


@design(
    "Brunnhof Alpkäse",
    "trademark",
    size=(340, 340),
    colours="#8c1d18 #fdf3d8 #e7b23a",
    aliases=("Brunnhof Alpkaese", "Brunnhof Käse"),
)
def brunnhof_cheese(red: str, cream: str, gold: str) -> str:
    """Draw the dairy's cheese: a round stamp with the same name."""
    return (
        disc(168, red)
        + ring(154, gold, 4)
        + disc(104, gold)
        + fill("M-70 30 L60 -62 Q92 -20 84 30 Z", cream)
        + disc(12, gold, 30, -6)
        + disc(8, gold, 58, 10)
        + disc(7, gold, 4, 14)
        + box(286, 70, cream, 0, 56, 8)
        + fill(word("Brunnhof", "unifrakturmaguntia").fit(at=(0, 56), h=54), red)
        + fill(
            ring_word("ALPKÄSE", "alfa-slab-one", radius=116, size=36, tracking=0.12),
            cream,
        )
        + fill(
            ring_word(
                "MILD & NUSSIG",
                "oswald:600",
                radius=142,
                size=25,
                tracking=0.1,
                below=True,
            ),
            cream,
        )
    )


@design(
    "Kernelle",
    "trademark",
    size=(330, 330),
    colours="#f4b41a #3b5323 #fffdf2",
    mono="kww",
    aliases=("Kernelle Oats",),
)
def kernelle(gold: str, green: str, cream: str) -> str:
    """Draw a cereal disc: an ear of oats over the name."""
    grain = fill("M0 0 Q20 -22 0 -52 Q-20 -22 0 0 Z", gold)
    ear = "".join(
        group(grain, move=(0, y), turn=a) for y in (-30, -62, -94) for a in (-42, 42)
    ) + group(grain, move=(0, -100))
    return (
        disc(162, green)
        + ring(148, cream, 3)
        + line("M0 34 V-96", gold, 7)
        + ear
        + fill(word("kernelle", "yellowtail").fit(at=(0, 52), w=236), cream)
        + fill(
            ring_word(
                "WHOLE GRAIN MILL",
                "oswald:500",
                radius=138,
                size=21,
                tracking=0.18,
                below=True,
            ),
            gold,
        )
    )
