"""Numbered pins on a map: each where it belongs, moved aside where several would lie on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

import shapely

from briefings.box import Box
from briefings.ground import Ground
from layers import palette

PX: Final = 0.75
"""A screen pixel in points."""
RADIUS_PX: Final = 11.0
_RINGS: Final = (2.3, 3.6, 4.9, 6.2, 7.5)
"""How far a pin may be moved aside, in radii: the nearest free place is taken."""
_ANGLES: Final = 16
_CLEAR: Final = 2.15
"""Least distance between the middles of two pins, in radii."""


@dataclass(frozen=True)
class Pin:
    """A number at a point (EPSG:4326), and what is there."""

    number: str
    point: shapely.Point
    name: str
    colour: str = palette.FOCUS

    @property
    def symbol(self) -> dict[str, object]:
        """The pin as a symbol of the map (`features.Drawn.symbol`)."""
        return pin_symbol(self.number, colour=self.colour)

    @property
    def dot(self) -> dict[str, object]:
        """What marks its place, as a symbol, where the pin is moved aside."""
        return {"shape": "dot", "radius": 3, "fill": palette.PAPER, "line": self.colour}


def pin_symbol(
    number: str, *, radius: float = RADIUS_PX, colour: str = palette.FOCUS
) -> dict[str, object]:
    """Return a number in a circle as a symbol; the radius in px."""
    return {"shape": "circle", "radius": radius, "fill": colour, "glyph": number}


@dataclass(frozen=True)
class PlacedPin:
    """A pin, where it stands on the page, and the place it belongs to, points."""

    pin: Pin
    at: tuple[float, float]
    place: tuple[float, float]

    @property
    def is_aside(self) -> bool:
        """Whether it was moved: a line then leads to its place."""
        return self.at != self.place


def placed_pins(pins: Sequence[Pin], ground: Ground, unit: float) -> list[PlacedPin]:
    """Return where pins stand on a map so that none hides another; earlier ones move less."""
    radius = RADIUS_PX * PX * unit
    inside = ground.box.inset(radius + 2 * unit)
    placed: list[PlacedPin] = []
    for pin in pins:
        place = ground.point(ground.metres(pin.point).centroid)
        spots = [spot for spot in _spots(place, radius) if _holds(inside, spot)]
        free = [spot for spot in spots if all(_apart(spot, other, radius) for other in placed)]
        placed.append(PlacedPin(pin, (free or spots or [place])[0], place))
    return placed


def _spots(place: tuple[float, float], radius: float) -> Iterator[tuple[float, float]]:
    """Yield a pin's place, then places around it, right of it first."""
    x, y = place
    yield place
    for ring in _RINGS:
        for step in range(_ANGLES):
            turn = 2 * pi * step / _ANGLES
            yield (x + ring * radius * cos(turn), y + ring * radius * sin(turn))


def _holds(box: Box, spot: tuple[float, float]) -> bool:
    return box.left <= spot[0] <= box.right and box.bottom <= spot[1] <= box.top


def _apart(spot: tuple[float, float], other: PlacedPin, radius: float) -> bool:
    return hypot(spot[0] - other.at[0], spot[1] - other.at[1]) >= _CLEAR * radius


def covered_by(placed: Sequence[PlacedPin], unit: float) -> list[Box]:
    """Return what pins cover of a map, with the lines to their places."""
    radius = (RADIUS_PX + 1.5) * PX * unit
    pins = [Box(pin.at[0] - radius, pin.at[1] - radius, 2 * radius, 2 * radius) for pin in placed]
    dots = [
        Box(pin.place[0] - radius / 3, pin.place[1] - radius / 3, radius / 1.5, radius / 1.5)
        for pin in placed
        if pin.is_aside
    ]
    return [*pins, *dots]
