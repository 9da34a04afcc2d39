"""Prohibited symbols of a fictional marketplace policy: invented, abstract emblems.

None of them stands for, or resembles on purpose, anything that exists.
"""

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

BAN = "Emblem of a banned group (fictional). Remove the listing and escalate to the safety team."
DRUG = "Stamp of a forbidden substance (fictional). Remove the listing; do not contact the seller."


@design(
    "Cracked Bell",
    "prohibited",
    size=(300, 320),
    colours="#1a1a1a #a31621",
    mono="kw",
    severity=5,
    policy=BAN,
    aliases=("Order of the Cracked Bell",),
)
def cracked_bell(black: str, red: str) -> str:
    """Draw a bell with a crack under two bars."""
    return (
        fill(
            "M-104 92 Q-78 70 -76 -20 Q-72 -100 0 -106 Q72 -100 76 -20 Q78 70 104 92 Z",
            black,
        )
        + disc(20, black, 0, 118)
        + box(150, 15, black, 0, -128, 3)
        + box(76, 15, black, 0, -150, 3)
        + line("M10 -104 L-12 -58 L14 -26 L-8 14 L8 40", red, 11)
    )


@design(
    "Hollow Crown",
    "prohibited",
    size=(320, 300),
    colours="#3b0d3f #d4af37",
    mono="kk",
    severity=5,
    policy=BAN,
    aliases=("Hollow Crown Front",),
)
def hollow_crown(purple: str, gold: str) -> str:
    """Draw a crown round an empty eye."""
    return (
        fill(
            "M-144 -96 L-84 -20 L-52 -124 L0 -36 L52 -124 L84 -20 L144 -96 L118 74 H-118 Z",
            purple,
        )
        + fill("M-78 34 Q0 -34 78 34 Q0 92 -78 34 Z", gold)
        + disc(22, purple, 0, 32)
        + box(248, 20, purple, 0, 104, 4)
        + "".join(
            disc(11, gold, x, y)
            for x, y in ((-144, -104), (-52, -134), (52, -134), (144, -104))
        )
    )


@design(
    "Ashen Moth",
    "prohibited",
    size=(340, 280),
    colours="#2e2e2e #8c8c84",
    mono="kw",
    severity=4,
    policy=BAN,
    aliases=("Ashen Moth Brigade",),
)
def ashen_moth(dark: str, ash: str) -> str:
    """Draw a moth with barred wings."""
    wing = (
        fill("M8 -30 C60 -130 150 -128 162 -86 C160 -30 100 -6 10 0 Z", dark)
        + fill("M8 4 C80 10 116 50 96 100 C70 126 24 80 8 30 Z", dark)
        + disc(21, ash, 104, -72)
        + disc(10, dark, 104, -72)
        + line("M52 46 L82 78 M36 58 L60 92", ash, 7)
    )
    return (
        group(wing)
        + group(wing, scale="-1 1")
        + oval(12, 64, dark, 0, 12)
        + line("M-5 -48 Q-22 -96 -46 -108 M5 -48 Q22 -96 46 -108", dark, 7)
    )


@design(
    "Seven Nails",
    "prohibited",
    size=(300, 300),
    colours="#111111",
    mono="k",
    severity=4,
    policy=BAN,
    aliases=("7 Nails", "The Seven Nails"),
)
def seven_nails(black: str) -> str:
    """Draw seven nails fanned over a bar."""
    nail = box(44, 13, black, 0, -138, 3) + polygon(
        [(-9, -134), (9, -134), (4, -30), (-4, -30)], black
    )
    return group(
        "".join(group(nail, turn=a) for a in range(-72, 73, 24)), move=(0, 40)
    ) + fill("M-120 64 H120 L96 112 H-96 Z", black)


@design(
    "Grey Lantern",
    "prohibited",
    size=(260, 340),
    colours="#4a4f57 #e0c341",
    mono="kw",
    severity=3,
    policy=BAN,
    aliases=("Grey Lantern Circle",),
)
def grey_lantern(grey: str, flame: str) -> str:
    """Draw an eight-sided lantern whose flame hangs upside down."""
    return (
        ring(26, grey, 11, 0, -134)
        + fill("M-58 -108 H58 L102 -64 V84 L58 128 H-58 L-102 84 V-64 Z", grey)
        + fill("M-44 -84 H44 L74 -52 V72 L44 102 H-44 L-74 72 V-52 Z", flame)
        + fill("M0 74 Q-46 10 -22 -26 Q0 -50 22 -26 Q46 10 0 74 Z", grey)
        + box(132, 18, grey, 0, 146, 4)
    )


@design(
    "Glass Adder",
    "prohibited",
    size=(300, 320),
    colours="#0b6e4f #f3f7f0",
    mono="kw",
    severity=4,
    policy=BAN,
    aliases=("Glass Adder Syndicate",),
)
def glass_adder(green: str, pale: str) -> str:
    """Draw a snake wound round a phial."""
    return (
        fill(
            "M-34 -146 H34 V-124 H24 V-64 Q84 -30 84 50 Q84 140 0 140 Q-84 140 -84 50 Q-84 -30 -24 -64 V-124 H-34 Z",
            green,
        )
        + line("M54 -16 C-20 -40 -90 0 -24 30 C60 60 60 104 -30 96", pale, 21)
        + disc(20, pale, 60, -18)
        + disc(5, green, 66, -22)
        + line("M78 -14 l20 6", pale, 5)
    )


@design(
    "Dead Signal",
    "prohibited",
    size=(300, 310),
    colours="#b00020 #101010",
    mono="kk",
    severity=4,
    policy=BAN,
    aliases=("Dead Signal Network",),
)
def dead_signal(red: str, black: str) -> str:
    """Draw a mast whose waves are struck out."""
    return (
        polygon([(-10, -60), (10, -60), (46, 142), (-46, 142)], black)
        + disc(22, black, 0, -78)
        + line("M-52 -42 A66 66 0 0 1 -52 -114 M52 -42 A66 66 0 0 0 52 -114", black, 14)
        + line(
            "M-88 -14 A112 112 0 0 1 -88 -142 M88 -14 A112 112 0 0 0 88 -142", black, 14
        )
        + line("M-128 96 L128 12", red, 24)
    )


@design(
    "Pixie Nine",
    "prohibited",
    size=(300, 300),
    colours="#ff2e93 #ffffff",
    mono="kw",
    severity=5,
    policy=DRUG,
    aliases=("Pixie 9", "P9"),
)
def pixie_nine(pink: str, white: str) -> str:
    """Draw a pill's stamp: a nine with wings."""
    wing = fill("M44 -20 Q120 -78 132 -26 Q124 10 88 8 Q104 34 46 36 Z", white)
    return (
        disc(146, pink)
        + ring(130, white, 6)
        + group(wing, move=(-6, 0))
        + group(wing, scale="-1 1", move=(6, 0))
        + fill(word("9", "abril-fatface").fit(at=(0, 6), h=150), white)
    )


@design(
    "Velvet Fang",
    "prohibited",
    size=(320, 300),
    colours="#5a1846 #f6e7ef",
    mono="kw",
    severity=4,
    policy=DRUG,
    aliases=("Velvetfang",),
)
def velvet_fang(plum: str, pale: str) -> str:
    """Draw a mouth with two fangs and a word that drips."""
    return (
        fill(
            "M-150 -60 Q-70 -130 0 -86 Q70 -130 150 -60 Q80 44 0 44 Q-80 44 -150 -60 Z",
            plum,
        )
        + fill("M-110 -56 Q0 -96 110 -56 Q60 6 0 6 Q-60 6 -110 -56 Z", pale)
        + polygon([(-62, -72), (-26, -80), (-42, -8)], plum)
        + polygon([(62, -72), (26, -80), (42, -8)], plum)
        + fill(word("VELVET FANG", "limelight").fit(at=(0, 100), w=300), plum)
    )


@design(
    "Night Parcel",
    "prohibited",
    size=(330, 330),
    colours="#14213d #f77f00",
    mono="kw",
    severity=3,
    policy="Mark of smuggled goods (fictional). Hold the shipment and ask the seller for papers.",
    aliases=("Nightparcel",),
)
def night_parcel(navy: str, orange: str) -> str:
    """Draw a parcel with a moon, in a notched stamp."""
    notches = polygon(star(26, 162, 148), navy)
    return (
        notches
        + ring(112, orange, 4)
        + fill("M-62 -26 L0 -58 L62 -26 V44 L0 76 L-62 44 Z", orange)
        + line("M-62 -26 L0 6 L62 -26 M0 6 V76", navy, 6)
        + fill("M18 14 a22 22 0 1 0 26 22 a17 17 0 1 1 -26 -22 Z", navy)
        + fill(
            ring_word(
                "NIGHT PARCEL", "black-ops-one", radius=120, size=27, tracking=0.06
            ),
            orange,
        )
        + fill(
            ring_word(
                "NO QUESTIONS",
                "black-ops-one",
                radius=138,
                size=24,
                tracking=0.06,
                below=True,
            ),
            orange,
        )
    )
