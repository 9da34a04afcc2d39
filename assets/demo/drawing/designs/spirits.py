"""Trademarks of fictional brewers, vintners and distillers."""

from assets.demo.drawing.design import (
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
    star,
)
from assets.demo.drawing.outlines import word


@design(
    "Hallmeyer",
    "trademark",
    size=(400, 290),
    colours="#0f5a35 #f7f2e0 #c8102e #d7b66a",
    mono="kwkk",
    severity=2,
    aliases=("Hallmeyer Pils", "Brauerei Hallmeyer"),
)
def hallmeyer(green: str, paper: str, red: str, gold: str) -> str:
    """Draw a brewer's oval with a band and a star."""
    return (
        oval(196, 140, gold)
        + oval(186, 130, green)
        + oval(172, 117, "none", more=f'stroke="{paper}" stroke-width="3"')
        + polygon(star(5, 34, 14, y=-74), red, f'stroke="{paper}" stroke-width="4"')
        + fill("M-192 -26 Q0 -62 192 -26 L186 44 Q0 12 -186 44 Z", paper)
        + fill(
            word("Hallmeyer", "playfair-display:900").bend(16).fit(at=(0, -5), w=330),
            green,
        )
        + fill(
            word("PREMIUM PILS", "oswald:500", tracking=0.18).fit(at=(0, 68), w=156),
            paper,
        )
        + fill(
            word("BRAUHAUS · 1742", "oswald:400", tracking=0.14).fit(at=(0, 96), w=112),
            gold,
        )
    )


@design(
    "Hallmeyer Alkoholfrei",
    "trademark",
    size=(400, 290),
    colours="#1d4f91 #f7f2e0 #c8102e #c9d3de",
    severity=1,
    aliases=("Hallmeyer 0.0",),
)
def hallmeyer_free(blue: str, paper: str, red: str, silver: str) -> str:
    """Draw the brewer's oval in blue, without the alcohol."""
    return (
        oval(196, 140, silver)
        + oval(186, 130, blue)
        + oval(172, 117, "none", more=f'stroke="{paper}" stroke-width="3"')
        + polygon(star(5, 34, 14, y=-74), red, f'stroke="{paper}" stroke-width="4"')
        + fill("M-192 -26 Q0 -62 192 -26 L186 44 Q0 12 -186 44 Z", paper)
        + fill(
            word("Hallmeyer", "playfair-display:900").bend(16).fit(at=(0, -5), w=330),
            blue,
        )
        + fill(word("0,0", "alfa-slab-one").fit(at=(0, 70), w=74), paper)
        + fill(
            word("ALKOHOLFREI", "oswald:500", tracking=0.18).fit(at=(0, 104), w=112),
            paper,
        )
    )


@design(
    "Octavine",
    "trademark",
    size=(300, 390),
    colours="#5a0f2e #d8b25c",
    mono="kk",
    aliases=("Octavine Winery", "Bodega Octavine"),
)
def octavine(wine: str, gold: str) -> str:
    """Draw an eight of grapes and tendrils."""
    eight = (
        ring(48, wine, 22, 0, -112)
        + ring(64, wine, 22, 0, -4)
        + "".join(
            disc(13, gold, x, y)
            for x, y in ((-26, -10), (0, -14), (26, -10), (-13, 14), (13, 14), (0, 36))
        )
        + line("M34 -152 C70 -190 104 -150 78 -130", gold, 7)
        + fill("M40 -154 Q66 -190 106 -176 Q88 -138 40 -154 Z", gold)
    )
    return (
        eight
        + fill(
            word("OCTAVINE", "cormorant-garamond:700", tracking=0.1).fit(
                at=(0, 122), w=280
            ),
            wine,
        )
        + line("M-120 156 H-20 M20 156 H120", gold, 3)
        + polygon(ngon(4, 9, y=156), gold)
    )


@design(
    "Thornbury Gin",
    "trademark",
    size=(320, 400),
    colours="#0e2a47 #e8e2d0 #b08d57",
    mono="kwk",
    aliases=("Thornbury", "Thornbury London Dry"),
)
def thornbury(navy: str, paper: str, gold: str) -> str:
    """Draw a distiller's lozenge with a thistle."""
    thistle = (
        fill("M-34 -20 Q0 -66 34 -20 Q40 14 0 26 Q-40 14 -34 -20 Z", paper)
        + "".join(line(f"M0 -22 L{x} -74", gold, 6) for x in (-34, -18, 0, 18, 34))
        + line("M0 26 V66 M0 54 Q-30 48 -40 26 M0 54 Q30 48 40 26", paper, 7)
    )
    return (
        fill("M0 -198 L156 -92 V92 L0 198 L-156 92 V-92 Z", gold)
        + fill("M0 -186 L146 -87 V87 L0 186 L-146 87 V-87 Z", navy)
        + group(thistle, move=(0, -70))
        + fill(word("THORNBURY", "cinzel:800").fit(at=(0, 40), w=256), paper)
        + line("M-110 68 H110", gold, 3)
        + fill(
            word("LONDON DRY GIN", "josefin-sans:600", tracking=0.16).fit(
                at=(0, 92), w=180
            ),
            gold,
        )
        + fill(
            word("No 9", "playfair-display:700:italic").fit(at=(0, 132), h=26), paper
        )
    )


@design(
    "Thornwick Vodka",
    "trademark",
    size=(320, 400),
    colours="#20242b #eceff1 #9aa7b0",
    mono="kwk",
    severity=2,
    aliases=("Thornwick",),
)
def thornwick(black: str, paper: str, silver: str) -> str:
    """Draw the vodka look-alike: the same lozenge with a candle's wick."""
    wick = (
        box(34, 70, paper, 0, 24, 4)
        + fill("M0 -76 Q34 -34 0 -16 Q-34 -34 0 -76 Z", silver)
        + line("M0 -14 V-34", black, 5)
        + line("M-52 60 Q0 76 52 60", paper, 7)
    )
    return (
        fill("M0 -198 L156 -92 V92 L0 198 L-156 92 V-92 Z", silver)
        + fill("M0 -186 L146 -87 V87 L0 186 L-146 87 V-87 Z", black)
        + group(wick, move=(0, -70))
        + fill(word("THORNWICK", "cinzel:800").fit(at=(0, 40), w=256), paper)
        + line("M-110 68 H110", silver, 3)
        + fill(
            word("WINTER VODKA", "josefin-sans:600", tracking=0.16).fit(
                at=(0, 92), w=170
            ),
            silver,
        )
        + polygon(star(6, 20, 7, y=134), paper)
    )
