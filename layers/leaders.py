"""Where a zone's name had to stand away from its ground: the line that leads it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import LineString, Point, get_coordinates
from shapely import box as rectangle
from shapely.geometry.base import BaseGeometry

from layers.naming import Name
from layers.paper.canvas import Box

Place = tuple[float, float]


@dataclass(frozen=True)
class Leader:
    """A line from a name's plate to the zone's ground; a dot ends it unless a symbol does."""

    start: Place
    end: Place
    has_dot: bool


def leader_of(name: Name, box: Box, symbols: Sequence[tuple[str, Box]]) -> Leader | None:
    """Return what leads a name in a box to its ground; None where it stands there."""
    plate = rectangle(box.left, box.bottom, box.right, box.top)
    if name.ground is None or name.ground.intersects(plate):
        return None
    free = [at for at in (name.at, *name.also) if not any(spot.holds(at) for _, spot in symbols)]
    x, y = min(free or (name.at, *name.also), key=lambda at: Point(at).distance(plate))
    start = (min(max(x, box.left), box.right), min(max(y, box.bottom), box.top))
    line: BaseGeometry = LineString([start, (x, y)])
    for _, spot in symbols:
        line = line.difference(Point(spot.middle).buffer(spot.width / 2))
    points = get_coordinates(line)
    if not len(points):
        return None
    return Leader(start, (float(points[-1][0]), float(points[-1][1])), bool(free))
