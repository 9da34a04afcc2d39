"""Streets without photographs: house fronts, and vans that stand before them.

Owns what is drawn there beside logos: bricks, windows, wheels. What is printed on it
comes from the press.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis import surfaces
from recognizer.synthesis.artwork import Artwork
from recognizer.synthesis.grounds import (
    Colour,
    fill,
    gradient,
    random_colour,
    smooth_noise,
)
from recognizer.synthesis.labels import Layout, Press, print_distractors, print_logo

U8 = NDArray[np.uint8]


def facade(rng: np.random.Generator, size_wh: tuple[int, int]) -> U8:
    """A house front under the sky, with windows and a pavement, (H, W, 3)."""
    width, height = size_wh
    roof, floor = (
        int(rng.uniform(-0.3, 0.4) * height),
        int(rng.uniform(0.75, 1.1) * height),
    )
    picture = gradient(rng, size_wh, (120, 170, 225), (225, 235, 245))
    wall = _wall(rng, size_wh)
    picture[max(roof, 0) : floor] = wall[max(roof, 0) : floor]
    _draw_windows(rng, picture, max(roof, 0), min(floor, height))
    if floor < height:
        level = int(rng.integers(60, 170))
        picture[floor:] = fill((width, height - floor), (level, level, level + 5))
    if rng.random() < 0.4:
        blurred = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.8, 4))
        picture = np.asarray(blurred, np.uint8)
    if rng.random() < 0.2:  # the night
        picture = (picture * rng.uniform(0.12, 0.4)).astype(np.uint8)
    return picture


def _wall(rng: np.random.Generator, size_wh: tuple[int, int]) -> U8:
    width, height = size_wh
    wall = fill(size_wh, random_colour(rng))
    if rng.random() < 0.5:
        joint = random_colour(rng)
        course = int(rng.integers(5, 26))
        for row, y in enumerate(range(0, height, course)):
            cv2.line(wall, (0, y), (width, y), joint, 1)
            for x in range((row % 2) * course, width, 2 * course):
                cv2.line(wall, (x, y), (x, y + course), joint, 1)
    stains = 1 + 0.15 * smooth_noise(rng, size_wh, cells=int(rng.integers(3, 12)))
    return np.clip(wall * stains[..., None], 0, 255).astype(np.uint8)


def _draw_windows(rng: np.random.Generator, picture: U8, top: int, bottom: int) -> None:
    width = picture.shape[1]
    across, down = int(rng.integers(1, 7)), int(rng.integers(1, 5))
    cell_w, cell_h = width / across, max(bottom - top, 8) / down
    share = rng.uniform(0.3, 0.85, 2)
    frame, colours = random_colour(rng), (random_colour(rng), random_colour(rng))
    for row in range(down):
        for column in range(across):
            if rng.random() < 0.2:
                continue
            x0 = int((column + (1 - share[0]) / 2) * cell_w)
            y0 = int(top + (row + (1 - share[1]) / 2) * cell_h)
            x1, y1 = int(x0 + share[0] * cell_w), int(y0 + share[1] * cell_h)
            if x1 - x0 < 4 or y1 - y0 < 4:
                continue
            pane = gradient(rng, (x1 - x0, y1 - y0), *colours) // 2
            area = picture[y0:y1, x0:x1]
            area[...] = pane[: area.shape[0], : area.shape[1]]
            cv2.rectangle(picture, (x0, y0), (x1, y1), frame, 2)
            cv2.line(picture, ((x0 + x1) // 2, y0), ((x0 + x1) // 2, y1), frame, 1)


def van(press: Press, height_px: int) -> Artwork:
    """The side of a van or a car with print on it, its wheels and its windows."""
    rng = press.rng
    width = int(height_px * rng.uniform(1.6, 2.6))
    body = Artwork.opaque(fill((width, height_px), random_colour(rng)))
    print_height = int(height_px * rng.uniform(0.55, 0.75))
    side = Artwork(
        body.rgb[:print_height, : int(width * 0.72)],
        body.alpha[:print_height, : int(width * 0.72)],
        body.logo_ids[:print_height, : int(width * 0.72)],
    )
    layout = Layout(side.size_wh)
    print_logo(press, side, layout, share=float(rng.uniform(0.3, 0.95)), central=True)
    print_distractors(press, side, layout, count=int(rng.choice([0, 1, 2])))
    _draw_window(rng, body)
    body = surfaces.frame(rng, body, border_share=0.01)
    _cut_corners(body)
    _add_wheels(rng, body)
    return surfaces.spin(body, float(rng.normal(0, 3)), 1.0)


def _draw_window(rng: np.random.Generator, body: Artwork) -> None:
    width, height = body.size_wh
    shade: Colour = (int(rng.integers(20, 70)),) * 3
    corners = np.array([[0.76, 0.1], [0.9, 0.1], [0.97, 0.45], [0.76, 0.45]]) * (
        width,
        height,
    )
    cv2.fillPoly(body.rgb, [corners.astype(np.int32)], shade, cv2.LINE_AA)


def _cut_corners(body: Artwork) -> None:
    outline = np.array(
        [[0, 0.03], [0.02, 0], [0.9, 0], [0.99, 0.5], [1, 0.86], [0, 0.86]]
    )
    surfaces.cut_out(body, outline)


def _add_wheels(rng: np.random.Generator, body: Artwork) -> None:
    width, height = body.size_wh
    radius = int(height * rng.uniform(0.11, 0.15))
    spokes = int(rng.choice([0, 5, 6, 8]))
    for share in (0.18, 0.82):
        centre = int(width * share), height - radius - 2
        cv2.circle(body.rgb, centre, radius, (25, 25, 27), -1, cv2.LINE_AA)
        cv2.circle(
            body.rgb, centre, int(radius * 0.6), (150, 152, 156), -1, cv2.LINE_AA
        )
        for spoke in range(spokes):
            angle = 2 * np.pi * spoke / spokes
            tip = np.array([np.cos(angle), np.sin(angle)]) * radius * 0.6 + centre
            cv2.line(body.rgb, centre, tuple(map(int, tip)), (70, 70, 74), 2)
        cv2.circle(body.alpha, centre, radius, 255, -1, cv2.LINE_AA)
        cv2.circle(body.logo_ids, centre, radius, 0, -1)
