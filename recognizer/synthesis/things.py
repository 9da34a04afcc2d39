"""The things that scenes show: cans, bottles, packs, bags, clothes, signs, screens.

Owns what each thing is made of: which print goes on which surface. Where it stands in
the scene is not its business.
"""

from collections.abc import Callable

from recognizer.synthesis import surfaces
from recognizer.synthesis.artwork import Artwork
from recognizer.synthesis.grounds import fill, gradient, random_colour
from recognizer.synthesis.labels import (
    Layout,
    Press,
    back_label,
    front_label,
    plain_ground,
    print_distractors,
    print_logo,
    print_on,
)

# The longest side of a print, in pixels: beyond it detail is lost anyway.
_LONGEST_PRINT = 420


def _print_size(width: float, height: float) -> tuple[int, int]:
    scale = min(1.0, _LONGEST_PRINT / max(width, height))
    return max(int(width * scale), 24), max(int(height * scale), 24)


def pack(press: Press, height_px: int) -> Artwork:
    """A carton seen from any side."""
    rng = press.rng
    height = float(height_px)
    width, depth = height * rng.uniform(0.4, 1.7), height * rng.uniform(0.15, 1.0)
    quads = surfaces.project_box(rng, (width, height, depth), turn=1.0)
    side = (depth, height)
    sizes = {
        "front": (width, height),
        "left": side,
        "right": side,
        "top": (width, depth),
    }
    faces = {}
    for name in quads:
        draw = front_label if name == "front" or rng.random() < 0.4 else back_label
        faces[name] = draw(press, _print_size(*sizes[name]))
    return surfaces.box(rng, faces, quads)


def _turned(
    press: Press, height_px: int, kind: str, slim: tuple[float, float]
) -> Artwork:
    rng = press.rng
    width = max(int(height_px * rng.uniform(*slim)), 16)
    first = random_colour(rng)
    body = gradient(
        rng,
        (width, height_px),
        first,
        first if rng.random() < 0.6 else random_colour(rng),
    )
    rows = {"bottle": (rng.uniform(0.42, 0.55), rng.uniform(0.75, 0.95))}.get(
        kind, (rng.uniform(0.02, 0.25), rng.uniform(0.8, 0.99))
    )
    label_wh = _print_size(width * 1.57, height_px * (rows[1] - rows[0]))
    if rng.random() < 0.35:
        label = print_on(press, Artwork.opaque(fill(label_wh, first)), largest=0.7)
    else:
        label = front_label(press, label_wh, largest=0.7)
    return surfaces.turned(rng, body, label, kind, rows=rows)


def can(press: Press, height_px: int) -> Artwork:
    """A drink can or a food tin."""
    kind = str(press.rng.choice(["can", "can", "tin"]))
    return _turned(press, height_px, kind, (0.45, 0.8))


def bottle(press: Press, height_px: int) -> Artwork:
    """A bottle with a label or print on it."""
    return _turned(press, height_px, "bottle", (0.26, 0.42))


def jar(press: Press, height_px: int) -> Artwork:
    """A jar or a cup."""
    kind = str(press.rng.choice(["jar", "cup"]))
    return _turned(press, height_px, kind, (0.6, 1.1))


def bag(press: Press, height_px: int) -> Artwork:
    """A pouch of crisps, coffee or sweets."""
    rng = press.rng
    art = front_label(
        press, (max(int(height_px * rng.uniform(0.6, 1.1)), 24), height_px)
    )
    art = surfaces.rumpled(rng, art, depth=float(rng.uniform(0.01, 0.05)))
    surfaces.cut_out(art, surfaces.bag_outline(rng))
    return art


def shirt(press: Press, height_px: int) -> Artwork:
    """A shirt with print on the chest."""
    rng = press.rng
    size_wh = (int(height_px * rng.uniform(0.85, 1.0)), height_px)
    art = Artwork.opaque(fill(size_wh, random_colour(rng)))
    chest = Artwork(
        *(
            plane[
                int(height_px * 0.18) : int(height_px * 0.75),
                int(size_wh[0] * 0.25) : int(size_wh[0] * 0.75),
            ]
            for plane in (art.rgb, art.alpha, art.logo_ids)
        )
    )
    layout = Layout(chest.size_wh)
    if rng.random() < 0.7:
        print_logo(
            press, chest, layout, share=float(rng.uniform(0.5, 0.98)), central=True
        )
    else:
        print_logo(
            press, chest, layout, share=float(rng.uniform(0.15, 0.35)), central=False
        )
    art = surfaces.rumpled(rng, art, depth=float(rng.uniform(0.01, 0.05)))
    surfaces.cut_out(art, surfaces.SHIRT)
    return art


def sign(press: Press, height_px: int) -> Artwork:
    """A shop sign, a poster or a banner: one large logo, perhaps a line of text."""
    rng = press.rng
    size_wh = _print_size(height_px * rng.uniform(1.0, 4.5), height_px)
    art = (
        plain_ground(rng, size_wh)
        if rng.random() < 0.5
        else Artwork.opaque(fill(size_wh, random_colour(rng)))
    )
    layout = Layout(size_wh)
    for _ in range(int(rng.choice([1, 1, 1, 2]))):
        print_logo(
            press, art, layout, share=float(rng.uniform(0.5, 0.95)), central=True
        )
    print_distractors(press, art, layout, count=int(rng.choice([0, 0, 1, 2])))
    art = surfaces.frame(rng, art, border_share=float(rng.uniform(0.01, 0.1)))
    quads = surfaces.project_box(
        rng, (float(size_wh[0]), float(size_wh[1]), size_wh[1] * 0.12), turn=0.8
    )
    side = Artwork.opaque(fill((32, 32), random_colour(rng)))
    return surfaces.box(
        rng, {name: art if name == "front" else side for name in quads}, quads
    )


def screen(press: Press, height_px: int) -> Artwork:
    """A phone, a tablet or a monitor that shows a page with logos."""
    rng = press.rng
    size_wh = _print_size(height_px * rng.choice([0.5, 0.7, 1.4, 1.7]), height_px)
    level = int(rng.choice([255, 245, 20]))
    art = Artwork.opaque(fill(size_wh, (level, level, level)))
    layout = Layout(size_wh)
    for _ in range(int(rng.integers(1, 5))):
        print_logo(
            press, art, layout, share=float(rng.uniform(0.12, 0.6)), central=False
        )
    print_distractors(press, art, layout, count=int(rng.integers(2, 9)))
    art = surfaces.frame(rng, art, border_share=float(rng.uniform(0.02, 0.08)))
    quads = surfaces.project_box(
        rng, (float(size_wh[0]), float(size_wh[1]), 6.0), turn=0.7
    )
    side = Artwork.opaque(fill((16, 16), (40, 40, 40)))
    return surfaces.box(
        rng, {name: art if name == "front" else side for name in quads}, quads
    )


KINDS: dict[str, Callable[[Press, int], Artwork]] = {
    "pack": pack,
    "can": can,
    "bottle": bottle,
    "jar": jar,
    "bag": bag,
    "shirt": shirt,
    "sign": sign,
    "screen": screen,
}
