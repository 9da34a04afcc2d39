"""How a scene is arranged: product shots, advertisements, shelves, streets.

Owns what stands where in a scene. The things themselves, the light and the camera are
not its business.
"""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis import surfaces
from recognizer.synthesis.artwork import Artwork, paste, shade
from recognizer.synthesis.backdrops import Backdrops, studio, table_before_wall, texture
from recognizer.synthesis.labels import (
    Layout,
    Press,
    plain_ground,
    print_distractors,
    print_legibly,
)
from recognizer.synthesis.outdoors import facade, van
from recognizer.synthesis.printing import fit
from recognizer.synthesis.repeats import repeats
from recognizer.synthesis.surfaces import project_box, rectangle_to, spin
from recognizer.synthesis.things import KINDS

U8 = NDArray[np.uint8]


def _stand(
    press: Press,
    canvas: Artwork,
    thing: Artwork,
    centre_xy: tuple[float, float],
) -> None:
    """Put a thing into the scene with a soft shadow under it."""
    width, height = thing.size_wh
    at_xy = int(centre_xy[0] - width / 2), int(centre_xy[1] - height / 2)
    if press.rng.random() < 0.5:
        _drop_shadow(press.rng, canvas, thing, at_xy)
    paste(canvas, thing, at_xy)


def _drop_shadow(
    rng: np.random.Generator, canvas: Artwork, thing: Artwork, at_xy: tuple[int, int]
) -> None:
    height, width = canvas.alpha.shape
    offset = rng.uniform(-0.06, 0.08, 2) * thing.size_wh
    move = np.array(
        [[1, 0, at_xy[0] + offset[0]], [0, 1, at_xy[1] + abs(offset[1])]], np.float32
    )
    dark = cv2.warpAffine(thing.alpha, move, (width, height))
    dark = cv2.blur(dark, (int(rng.integers(3, 25)),) * 2)
    strength = np.float32(rng.uniform(0.15, 0.5) / 255)
    shade(canvas, 1 - dark.astype(np.float32) * strength)


def _make_thing(press: Press, kind: str, height_px: int) -> Artwork:
    thing = KINDS[kind](press, max(height_px, 40))
    if press.rng.random() < 0.3:
        thing = spin(thing, float(press.rng.normal(0, 14)), 1.0)
    return thing


def stick_logos(press: Press, canvas: Artwork, count: int, layout: Layout) -> None:
    """Put logos by themselves on what is there: walls, cars, pages, glass."""
    rng = press.rng
    width, height = canvas.size_wh
    for _ in range(count):
        if press.is_full:
            return
        side = float(np.exp(rng.uniform(np.log(0.04), np.log(0.6))))
        rgba = fit(press.logo(), (width * side, height * side))
        if rng.random() < 0.5:
            rgba = _tilt(rng, rgba)
        if min(rgba.shape[:2]) < 8:
            continue
        at_xy = layout.place(rng, (rgba.shape[1], rgba.shape[0]), central=False)
        if at_xy is None:
            continue
        if rng.random() < 0.15:
            rgba = rgba.copy()
            rgba[..., 3] = (rgba[..., 3] * rng.uniform(0.6, 0.95)).astype(np.uint8)
        print_legibly(press, canvas, rgba, at_xy)


def _tilt(rng: np.random.Generator, rgba: U8) -> U8:
    height, width = rgba.shape[:2]
    quads = project_box(rng, (float(width), float(height), 1.0), turn=1.0)
    if "front" not in quads:
        return rgba
    quad = quads["front"] + 1
    far = np.ceil(quad.max(axis=0)).astype(int) + 2
    matrix = rectangle_to(quad, (width, height))
    tilted = cv2.warpPerspective(rgba, matrix, (int(far[0]), int(far[1])))
    return np.asarray(tilted, np.uint8)


def _any_backdrop(press: Press, backdrops: Backdrops, size_wh: tuple[int, int]) -> U8:
    rng = press.rng
    kind = rng.random()
    if kind < 0.3:
        return studio(rng, size_wh)
    if kind < 0.4:
        return texture(rng, size_wh)
    if kind < 0.5:
        return table_before_wall(rng, studio(rng, size_wh))
    return backdrops.photograph(rng, size_wh, blurred=bool(rng.random() < 0.6))


def product_shot(
    press: Press, backdrops: Backdrops, size_wh: tuple[int, int]
) -> Artwork:
    """One to four things, large, side by side or one before the other."""
    rng = press.rng
    canvas = Artwork.opaque(_any_backdrop(press, backdrops, size_wh))
    width, height = size_wh
    count = int(rng.choice([1, 1, 2, 2, 3, 4]))
    kind = str(rng.choice(list(KINDS)))
    for place in range(count):
        if rng.random() < 0.5:
            kind = str(rng.choice(list(KINDS)))
        tall = rng.uniform(0.5, 1.05) * height / (1 if count < 3 else 1.4)
        thing = _make_thing(press, kind, int(min(tall, width * 1.2)))
        x = (place + 0.5 + rng.normal(0, 0.12)) / count * width
        _stand(press, canvas, thing, (x, rng.normal(0.52, 0.06) * height))
    return canvas


def advertisement(
    press: Press, backdrops: Backdrops, size_wh: tuple[int, int]
) -> Artwork:
    """A web page or a poster: things, logos by themselves, headlines and prices."""
    rng = press.rng
    height = size_wh[1]
    canvas = Artwork.opaque(_any_backdrop(press, backdrops, size_wh))
    layout = Layout(size_wh)
    for _ in range(int(rng.integers(0, 4))):
        thing = _make_thing(
            press, str(rng.choice(list(KINDS))), int(rng.uniform(0.25, 0.7) * height)
        )
        at_xy = layout.place(rng, thing.size_wh, central=False)
        if at_xy is not None:
            paste(canvas, thing, at_xy)
    stick_logos(press, canvas, int(rng.integers(0, 7)), layout)
    print_distractors(press, canvas, layout, count=int(rng.integers(0, 7)))
    return canvas


def shelf(press: Press, backdrops: Backdrops, size_wh: tuple[int, int]) -> Artwork:
    """Rows of alike things on boards, with price tags."""
    rng = press.rng
    width, height = size_wh
    wall = (
        backdrops.photograph(rng, size_wh, blurred=True)
        if rng.random() < 0.6
        else texture(rng, size_wh)
    )
    canvas = Artwork.opaque(wall)
    rows = int(rng.integers(1, 4))
    for row in range(rows):
        floor = (row + 1) / rows * height
        tall = height / rows * rng.uniform(0.7, 0.95)
        x = rng.uniform(-0.1, 0.1) * width
        kind = str(rng.choice(["pack", "can", "bottle", "jar", "bag"]))
        while x < width and not press.is_full:
            if rng.random() < 0.25:
                kind = str(rng.choice(["pack", "can", "bottle", "jar", "bag"]))
            thing = _make_thing(press, kind, int(tall * rng.uniform(0.85, 1)))
            _stand(
                press,
                canvas,
                thing,
                (x + thing.size_wh[0] / 2, floor - thing.size_wh[1] / 2 - 8),
            )
            x += thing.size_wh[0] * rng.uniform(0.9, 1.15)
        cv2.rectangle(
            canvas.rgb,
            (0, int(floor) - 10),
            (width, int(floor)),
            tuple(map(int, rng.integers(0, 256, 3))),
            -1,
        )
        canvas.logo_ids[max(int(floor) - 10, 0) : int(floor) + 1] = 0
    return canvas


def street(press: Press, backdrops: Backdrops, size_wh: tuple[int, int]) -> Artwork:
    """A house front or a photograph with signs on it, or logos on walls and cars."""
    rng = press.rng
    height = size_wh[1]
    if rng.random() < 0.45:
        canvas = Artwork.opaque(facade(rng, size_wh))
    else:
        canvas = Artwork.opaque(
            backdrops.photograph(rng, size_wh, blurred=bool(rng.random() < 0.4))
        )
    layout = Layout(size_wh)
    for _ in range(int(rng.choice([0, 1, 1, 2]))):
        kind = str(rng.choice(["sign", "sign", "screen", "shirt", "van"]))
        tall = int(rng.uniform(0.12, 0.6) * height)
        thing = (
            van(press, max(tall, 40))
            if kind == "van"
            else _make_thing(press, kind, tall)
        )
        at_xy = layout.place(rng, thing.size_wh, central=False)
        if at_xy is not None:
            paste(canvas, thing, at_xy)
    stick_logos(press, canvas, int(rng.integers(0, 7)), layout)
    print_distractors(press, canvas, layout, count=int(rng.integers(0, 4)))
    return canvas


def close_up(press: Press, backdrops: Backdrops, size_wh: tuple[int, int]) -> Artwork:
    """One logo, or two side by side, that fill most of the picture."""
    rng = press.rng
    width, height = size_wh
    art = front_ground(press, backdrops, size_wh)
    count = int(rng.choice([1, 1, 1, 2]))
    wide = width >= height
    for place in range(count):
        if press.is_full:
            break
        share = rng.uniform(0.45, 0.98) / count
        box = (width * share, height * 0.95) if wide else (width * 0.95, height * share)
        rgba = fit(press.logo(), box)
        if rng.random() < 0.4:
            rgba = _tilt(rng, rgba)
        spot = np.array([0.5, 0.5])
        spot[0 if wide else 1] = (place + 0.5) / count
        corner = spot * size_wh - np.array(rgba.shape[1::-1]) / 2
        at_xy = int(corner[0] + rng.normal(0, 0.03) * width), int(corner[1])
        print_legibly(press, art, rgba, at_xy)
    if rng.random() < 0.3:
        art = spin(art, float(rng.normal(0, 6)), 1.15)
    return _cropped(art, size_wh)


def front_ground(
    press: Press, backdrops: Backdrops, size_wh: tuple[int, int]
) -> Artwork:
    """What a close-up is printed on: paper, paint, cloth or glass."""
    rng = press.rng
    kind = rng.random()
    if kind < 0.35:
        return plain_ground(rng, size_wh)
    if kind < 0.5:
        return surfaces.rumpled(rng, Artwork.opaque(texture(rng, size_wh)), depth=0.02)
    return Artwork.opaque(_any_backdrop(press, backdrops, size_wh))


def _cropped(art: Artwork, size_wh: tuple[int, int]) -> Artwork:
    """The middle of a drawing that is at least as large as `size_wh`."""
    x = (art.size_wh[0] - size_wh[0]) // 2
    y = (art.size_wh[1] - size_wh[1]) // 2
    rows, columns = slice(y, y + size_wh[1]), slice(x, x + size_wh[0])
    return Artwork(
        art.rgb[rows, columns], art.alpha[rows, columns], art.logo_ids[rows, columns]
    )


def nothing_to_find(
    press: Press, backdrops: Backdrops, size_wh: tuple[int, int]
) -> Artwork:
    """A scene with small print and patterns and no logo."""
    rng = press.rng
    canvas = Artwork.opaque(_any_backdrop(press, backdrops, size_wh))
    print_distractors(press, canvas, Layout(size_wh), count=int(rng.integers(0, 12)))
    return canvas


Composition = Callable[[Press, Backdrops, tuple[int, int]], Artwork]

COMPOSITIONS: tuple[tuple[Composition, float], ...] = (
    (product_shot, 0.22),
    (advertisement, 0.13),
    (shelf, 0.07),
    (street, 0.25),
    (close_up, 0.21),
    (repeats, 0.08),
    (nothing_to_find, 0.04),
)


def hide_parts(rng: np.random.Generator, canvas: Artwork, backdrops: Backdrops) -> None:
    """Let something stand before the scene: a blob or bar with a photograph's look."""
    width, height = canvas.size_wh
    for _ in range(int(rng.integers(1, 3))):
        size = (
            int(rng.uniform(0.04, 0.3) * width) + 8,
            int(rng.uniform(0.04, 0.3) * height) + 8,
        )
        cover = Artwork.opaque(backdrops.photograph(rng, size, blurred=True))
        angles = np.sort(rng.uniform(0, 2 * np.pi, 9))
        radii = rng.uniform(0.5, 1.0, 9)
        outline = (
            np.stack([np.cos(angles), np.sin(angles)], 1) * radii[:, None] / 2 + 0.5
        )
        mask = np.zeros(cover.alpha.shape, np.uint8)
        cv2.fillPoly(mask, [(outline * size).astype(np.int32)], 255, cv2.LINE_AA)
        cover.alpha = mask
        at_xy = int(rng.uniform(-0.1, 1) * width), int(rng.uniform(-0.1, 1) * height)
        paste(canvas, cover, at_xy)
