"""What a camera, a lamp, a surface and a file format do to a picture.

Each function takes an RGB image (H, W, 3) uint8 and a random generator and returns a
new one of the same shape. Owns single effects; which ones a crop gets is in `crops`.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

RGB = NDArray[np.uint8]
FloatMap = NDArray[np.float32]


def shift_colors(image: RGB, rng: np.random.Generator) -> RGB:
    """Change white balance, brightness, contrast and gamma, as exposure does."""
    gains = rng.normal(1.0, 0.08, 3) * rng.uniform(0.65, 1.25)
    contrast, gamma = rng.uniform(0.6, 1.2), rng.uniform(0.75, 1.35)
    levels = np.arange(256, dtype=np.float32) / 255
    curves = (levels[:, None] ** gamma - 0.5) * contrast + 0.5  # (256, 1)
    table = np.clip(curves * gains * 255, 0, 255).astype(np.uint8)[None]  # (1, 256, 3)
    return _u8(cv2.LUT(image, table))


def fade_saturation(image: RGB, rng: np.random.Generator) -> RGB:
    """Mix the image with its own grey."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None].repeat(3, axis=2)
    share = float(rng.uniform(0.2, 1.0))
    return _u8(cv2.addWeighted(image, 1 - share, grey, share, 0))


def light_gradient(image: RGB, rng: np.random.Generator) -> RGB:
    """Darken one side, as light from the other side does; sometimes with an edge."""
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    xs = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.cos(angle))
    ys = np.linspace(-1, 1, height, dtype=np.float32) * np.float32(np.sin(angle))
    ramp: FloatMap = np.add.outer(ys, xs)
    if rng.random() < 0.3:
        edge = np.float32(rng.uniform(-0.6, 0.6))
        ramp = np.clip((ramp - edge) * 12, -1, 1).astype(np.float32)
    strength = rng.uniform(0.08, 0.35)
    return _scaled(image, 1 + np.float32(strength) * ramp)


def glare(image: RGB, rng: np.random.Generator) -> RGB:
    """Add a soft highlight: a spot or a band."""
    height, width = image.shape[:2]
    cx, cy = rng.uniform(0, width), rng.uniform(0, height)
    rx, ry = rng.uniform(0.08, 0.5, 2) * max(height, width)
    xs = ((np.arange(width, dtype=np.float32) - cx) / rx) ** 2
    ys = ((np.arange(height, dtype=np.float32) - cy) / ry) ** 2
    if rng.random() < 0.4:
        ys = np.zeros_like(ys)
    spot = (np.exp(-(xs[None] + ys[:, None])) * rng.uniform(40, 170)).astype(np.uint8)
    return _u8(cv2.add(image, cv2.merge([spot, spot, spot])))


def focus_blur(image: RGB, rng: np.random.Generator) -> RGB:
    """Blur as an unfocused lens does, relative to the size of the image."""
    sigma = rng.uniform(0.003, 0.018) * max(image.shape[:2])
    return _u8(cv2.GaussianBlur(image, (0, 0), max(0.3, sigma)))


def motion_blur(image: RGB, rng: np.random.Generator) -> RGB:
    """Blur along a line."""
    length = max(3, int(rng.uniform(0.02, 0.07) * max(image.shape[:2])))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    centre = ((length - 1) / 2, (length - 1) / 2)
    turn = cv2.getRotationMatrix2D(centre, rng.uniform(0, 180), 1)
    turned = np.asarray(cv2.warpAffine(kernel, turn, (length, length)), np.float32)
    turned /= max(float(turned.sum()), 1e-6)
    return _u8(cv2.filter2D(image, -1, turned))


def fewer_pixels(image: RGB, rng: np.random.Generator, *, longest_px: float) -> RGB:
    """Lose detail as a photograph taken from afar does."""
    height, width = image.shape[:2]
    scale = min(1.0, longest_px / max(height, width))
    small_wh = (max(2, round(width * scale)), max(2, round(height * scale)))
    small = cv2.resize(image, small_wh, interpolation=cv2.INTER_AREA)
    smooth = cv2.INTER_CUBIC if rng.random() < 0.6 else cv2.INTER_LINEAR
    return _u8(cv2.resize(small, (width, height), interpolation=smooth))


def sensor_noise(image: RGB, rng: np.random.Generator) -> RGB:
    """Add noise, a little of it the same in all channels."""
    sigma = rng.uniform(2, 14)
    shape = image.shape if rng.random() < 0.5 else (*image.shape[:2], 1)
    noise = rng.standard_normal(shape, np.float32) * np.float32(sigma)
    if noise.shape[2] == 1:
        noise = np.repeat(noise, 3, axis=2)
    return _u8(cv2.add(image, noise, dtype=cv2.CV_8U))


def jpeg(image: RGB, rng: np.random.Generator) -> RGB:
    """Save and open as JPEG."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(18, 92))]
    _, encoded = cv2.imencode(".jpg", image, quality)
    return _u8(cv2.imdecode(encoded, cv2.IMREAD_COLOR))


def occlude(image: RGB, rng: np.random.Generator, *, cover: RGB) -> RGB:
    """Hide up to a quarter behind something cut out of the picture `cover`."""
    height, width = image.shape[:2]
    share_w, share_h = rng.uniform(0.1, 0.5, 2)
    if rng.random() < 0.5:  # from an edge, as a finger or a neighbouring product
        share_h = 1.0
        share_w *= 0.5
    centre = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
    axes = (int(share_w * width / 2) + 1, int(share_h * height / 2) + 1)
    mask = np.zeros((height, width), np.uint8)
    angle = float(rng.uniform(-30, 30))
    if rng.random() < 0.5:
        cv2.ellipse(mask, centre, axes, angle, 0, 360, 255, -1)
    else:
        corners = cv2.boxPoints((centre, (2 * axes[0], 2 * axes[1]), angle))
        cv2.fillPoly(mask, [corners.astype(np.int32)], 255)
    out = image.copy()
    behind = cv2.resize(cover, (width, height), interpolation=cv2.INTER_LINEAR)
    out[mask > 0] = behind[mask > 0]
    return out


def fabric(image: RGB, rng: np.random.Generator) -> RGB:
    """Print on woven cloth or rough card: a fine pattern of light and dark."""
    height, width = image.shape[:2]
    period = rng.uniform(2.0, 5.0)
    xs = np.sin(np.arange(width, dtype=np.float32) * np.float32(2 * np.pi / period))
    ys = np.sin(np.arange(height, dtype=np.float32) * np.float32(2 * np.pi / period))
    weave = 1 + np.float32(rng.uniform(0.03, 0.12)) * xs[None] * ys[:, None]
    return _scaled(image, weave)


def _scaled(image: RGB, factor: FloatMap) -> RGB:
    factors = cv2.merge([factor, factor, factor])
    return _u8(cv2.multiply(image, factors, dtype=cv2.CV_8U))


def _u8(image: object) -> RGB:
    return np.asarray(image).astype(np.uint8, copy=False)
