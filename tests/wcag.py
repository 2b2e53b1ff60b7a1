"""Contrast of colours as WCAG 2.2 measures it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def srgb(colour: str) -> NDArray[np.float64]:
    """Return red, green and blue, 0 to 1, of `#rrggbb`."""
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255


def luminance(colour: NDArray[np.float64]) -> float:
    """Return relative luminance."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)
