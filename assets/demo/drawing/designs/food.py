"""Trademarks of fictional food makers, look-alikes among them on purpose."""

from assets.demo.drawing.design import (
    box,
    design,
    disc,
    fill,
    group,
    line,
    oval,
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
