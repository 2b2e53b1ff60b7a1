"""Layout of the names of a map, on paper and on a slide, and the leaders of zones' names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely import LineString, Point, get_coordinates
from shapely import box as rectangle
from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from briefings.label_styles import Name, cores_of_large, rectangle_of
from geo.translation import N_
from layers.label_placement import NEEDED_UP_TO, Obstacle, Wanted, place

NO_ROOM: Final = N_("图上没有位置写这些片区的名称：{names}")

Place = tuple[float, float]
Symbols = Sequence[tuple[str, Box]]


@dataclass(frozen=True)
class Surroundings:
    """What names keep clear of: symbols and strong lines by feature, and what hides them."""

    symbols: Symbols
    lines: Symbols
    covered: Sequence[Box]


@dataclass(frozen=True)
class LabelLayout:
    """The names that found a place, with it, and those that found none."""

    placed: list[tuple[Name, Box]]
    dropped: list[Name]

    @property
    def zones_dropped(self) -> int:
        """How many zones have no name on the map."""
        return sum(name.is_zone for name in self.dropped)


def label_layout(
    names: Sequence[Name],
    measure: Callable[[str, Name], Wanted],
    around: Surroundings,
    frame: Box,
    unit: float,
) -> LabelLayout:
    """Return where names stand in a frame; `measure` says how large each one is, by a key.

    A name in two languages that a map cannot do without tries again in the first alone. Names of
    zones are lettered smaller where one would find no place otherwise.
    """
    found = []
    for scale in _SCALES:
        sized = [replace(name, scale=scale) if name.is_zone else name for name in names]
        found.append(_layout(sized, measure, around, frame, unit))
        if not found[-1].zones_dropped:
            break
    return min(found, key=lambda layout: layout.zones_dropped)


_SCALES: Final = (1.0, 0.85, 0.72)


def _layout(
    names: Sequence[Name],
    measure: Callable[[str, Name], Wanted],
    around: Surroundings,
    frame: Box,
    unit: float,
) -> LabelLayout:
    obstacles = [
        Obstacle(rectangle_of(box), owner) for owner, box in (*around.symbols, *around.lines)
    ]
    taken = [rectangle_of(box) for box in (*around.covered, *cores_of_large(around.symbols, unit))]
    placed: list[tuple[Name, Box]] = []

    def settle(waiting: Sequence[Name]) -> list[Name]:
        wanted = {f"{order}": name for order, name in enumerate(waiting)}
        placement = place(
            [measure(key, name) for key, name in wanted.items()],
            frame=rectangle_of(frame),
            obstacles=obstacles,
            covered=taken,
            gap=1.2 * unit,
        )
        for key, spot in placement.placed.items():
            taken.append(spot)
            box = Box(spot.x0, spot.y0, spot.x1 - spot.x0, spot.y1 - spot.y0)
            placed.append((wanted[key], box))
        return [wanted[key] for key in placement.dropped]

    dropped = settle(names)
    again = [name for name in dropped if "\n" in name.text and name.label.priority <= NEEDED_UP_TO]
    lost = settle([replace(name, text=name.text.split("\n")[0]) for name in again])
    return LabelLayout(placed, [*(name for name in dropped if name not in again), *lost])


@dataclass(frozen=True)
class Leader:
    """A line from a name's plate to the zone's ground; a dot ends it unless a symbol does."""

    start: Place
    end: Place
    dot: Place | None


def leader_of(name: Name, box: Box, symbols: Symbols) -> Leader | None:
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
    return Leader(start, (float(points[-1][0]), float(points[-1][1])), (x, y) if free else None)
