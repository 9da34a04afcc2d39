"""Symbols that photographs show and the gallery lacks: for a reviewer to add."""

from assets.demo.drawing.design import (
    around,
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
from assets.demo.drawing.outlines import word


@design(
    "Bramblewick", "", size=(380, 300), colours="#4a1942 #f6efe4 #7aa05a", mono="kwk"
)
def bramblewick(berry: str, cream: str, leaf: str) -> str:
    """Draw a jam maker's berry over a banner."""
    drupes = "".join(
        disc(17, berry, x, y)
        for x, y in (
            (-36, -86),
            (-12, -92),
            (12, -92),
            (36, -86),
            (-26, -64),
            (0, -68),
            (26, -64),
            (-14, -42),
            (14, -42),
            (0, -24),
        )
    )
    shine = "".join(
        disc(4, cream, x, y) for x, y in ((-40, -91), (8, -97), (22, -69), (-18, -47))
    )
    return (
        fill("M0 -104 C-10 -134 -56 -142 -72 -118 C-44 -116 -30 -104 0 -104 Z", leaf)
        + fill("M0 -104 C10 -134 56 -142 72 -118 C44 -116 30 -104 0 -104 Z", leaf)
        + drupes
        + shine
        + fill("M-186 2 Q0 -26 186 2 L170 44 L186 92 Q0 62 -186 92 L-170 44 Z", berry)
        + fill(
            word("Bramblewick", "dm-serif-display").bend(15).fit(at=(0, 34), w=300),
            cream,
        )
        + fill(
            word("COUNTRY PRESERVES", "josefin-sans:700", tracking=0.14)
            .bend(6)
            .fit(at=(0, 108), w=230),
            leaf,
        )
    )


@design("Koyari", "", size=(330, 330), colours="#f25f1c #1b1a17 #ffffff", mono="kkw")
def koyari(orange: str, black: str, white: str) -> str:
    """Draw a noodle bowl as a setting sun."""
    return (
        disc(160, orange)
        + fill("M-112 4 H112 Q104 96 0 96 Q-104 96 -112 4 Z", black)
        + "".join(
            line(f"M{x} -8 q-16 -30 0 -58 t0 -52", white, 9) for x in (-52, 0, 52)
        )
        + fill(word("KOYARI", "bungee").fit(at=(0, 42), w=150), white)
    )


@design("Driftmoor", "", size=(380, 200), colours="#22424f #d9a441", mono="kk")
def driftmoor(deep: str, sand: str) -> str:
    """Draw an outdoor label: a ridge over spaced capitals."""
    return (
        line("M-170 10 L-96 -66 L-58 -26 L6 -90 L70 -20 L104 -54 L170 10", deep, 13)
        + disc(22, sand, 104, -82)
        + fill(
            word("DRIFTMOOR", "unbounded:600", tracking=0.08).fit(at=(0, 56), w=366),
            deep,
        )
    )


@design("Ottilie Ash", "", size=(300, 300), colours="#3d3a38", mono="k")
def ottilie(ink: str) -> str:
    """Draw a candle maker's laurel and initials."""
    leaf = oval(7, 20, ink, 0, -124)
    return (
        "".join(
            group(leaf, turn=a) for a in (*range(30, 151, 15), *range(210, 331, 15))
        )
        + fill(word("O·A", "bodoni-moda:700").fit(at=(0, -14), w=130), ink)
        + fill(
            word("OTTILIE ASH", "bodoni-moda:600", tracking=0.1).fit(at=(0, 52), w=170),
            ink,
        )
        + line("M0 -86 q-10 -16 0 -32 q10 16 0 32", ink, 5)
    )


@design("Zappit!", "", size=(380, 220), colours="#ffe600 #e6007e #1a1a1a", mono="wwk")
def zappit(yellow: str, pink: str, black: str) -> str:
    """Draw a cleaning spray's burst."""
    burst = star(18, 108, 82)
    name = word("ZAPPIT!", "bungee").skew(0.2).crown(0.2).fit(at=(0, 0), w=330)
    outline = f'stroke="{black}" stroke-width="22" stroke-linejoin="round"'
    return (
        polygon([(x * 1.7, y) for x, y in burst], pink)
        + fill(name, black, outline)
        + fill(name, yellow)
    )


@design("Vasko", "", size=(340, 340), colours="#6a1b1a #f3ead8", mono="kw")
def vasko(red: str, cream: str) -> str:
    """Draw a chocolate maker's quartered square."""
    return (
        box(330, 330, red, 0, 0, 12)
        + ring(74, cream, 9, 0, -52)
        + around(8, line("M0 0 V-54", cream, 7), start=22.5).join(
            ('<g transform="translate(0 -52)">', "</g>")
        )
        + fill(word("VASKO", "limelight").fit(at=(0, 88), w=270), cream)
        + box(270, 5, cream, 0, 134)
    )
