"""Places for a name on its feature: on what of it the map shows, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_SHARES: Final = (0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6)
_ROUNDS: Final = 5


def area_anchors(area: BaseGeometry, apart: float) -> list[shapely.Point]:
    """Return middles of the largest circles inside an area, each `apart` from those before.

    Lengths in the unit of the coordinates.
    """
    found: list[shapely.Point] = []
    rest = shapely.simplify(area, apart / 20)
    while len(found) < _ROUNDS and not rest.is_empty and rest.area > (apart / 4) ** 2:
        (circle,) = shapely.maximum_inscribed_circle(np.array([rest]), tolerance=apart / 10)
        middle = shapely.Point(circle.coords[0])
        found.append(middle)
        rest = rest.difference(middle.buffer(apart))
    return found


def line_anchors(line: BaseGeometry) -> list[shapely.Point]:
    """Return places along a line's longest part, its middle first."""
    parts = [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    if not parts:
        return []
    longest = max(parts, key=lambda part: part.length)
    return [shapely.line_interpolate_point(longest, share, normalized=True) for share in _SHARES]


def alone(own: BaseGeometry, others: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the part of an area that no other one shares; all of it where none is."""
    rest = own.difference(shapely.union_all(list(others)))
    return own if rest.is_empty else rest
