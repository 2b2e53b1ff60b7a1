"""From the ground to the page: an extent in metres, fitted into a box in points.

Maps are drawn in the plan's metric CRS (`geo.plan.Plan.metric_crs`): conformal, and true to 0.05 %
in its zone, so one scale bar holds for the whole map and north is up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, floor, log2, log10, radians
from typing import Final

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from geo.crs import GEOGRAPHIC

_METRES_PER_POINT: Final = 0.0254 / 72
_EQUATOR_M_PER_PX: Final = 156_543.034
_PX: Final = 0.75
"""A screen pixel in points: symbols and lines keep the size they have on the screen."""
_STEPS: Final = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0, 10.0)


def to_metres(geometry: BaseGeometry, crs: str) -> BaseGeometry:
    """Return a geometry (EPSG:4326) in a projected CRS, metres."""
    transformer = _transformer(GEOGRAPHIC, crs)
    return shapely.transform(
        geometry, lambda at: np.column_stack(transformer.transform(at[:, 0], at[:, 1]))
    )


@lru_cache(maxsize=16)
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


@dataclass(frozen=True)
class Ground:
    """A piece of ground shown in a box: its middle (metres in `crs`) and metres a point."""

    box: Box
    x: float
    y: float
    metres_per_point: float
    latitude: float
    crs: str
    """The projected CRS in which the map is drawn."""

    @property
    def denominator(self) -> float:
        """N of the scale 1:N when the page is printed at its size."""
        return self.metres_per_point / _METRES_PER_POINT

    def zoom(self, unit: float) -> float:
        """Return the web map zoom that shows as much: labels appear as on the screen."""
        metres_per_px = self.metres_per_point * _PX * unit
        return log2(_EQUATOR_M_PER_PX * cos(radians(self.latitude)) / metres_per_px)

    def metres(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry (EPSG:4326) in the map's CRS."""
        return to_metres(geometry, self.crs)

    def degrees(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return coordinates of the map's CRS as longitudes and latitudes (EPSG:4326)."""
        lon, lat = _transformer(self.crs, GEOGRAPHIC).transform(x, y)
        return lon, lat

    def on_page(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return coordinates in metres (n, 2) as points of the page."""
        left, bottom = self.box.middle
        return (metres - (self.x, self.y)) / self.metres_per_point + (left, bottom)

    def point(self, geometry: shapely.Point) -> tuple[float, float]:
        """Return where a point (in the map's CRS) lies on the page."""
        ((x, y),) = self.on_page(np.array([[geometry.x, geometry.y]]))
        return (float(x), float(y))

    def extent(self) -> BaseGeometry:
        """Return the ground that the box shows, in the map's CRS."""
        across = self.box.width * self.metres_per_point / 2
        up = self.box.height * self.metres_per_point / 2
        return shapely.box(self.x - across, self.y - up, self.x + across, self.y + up)


def fitted(bounds: BaseGeometry, box: Box, *, crs: str, margin: float, round_scale: bool) -> Ground:
    """Return the ground around a geometry (EPSG:4326), as large as the box allows.

    The map is drawn in `crs`; `margin` in points is kept free on every side; `round_scale` takes
    the next smaller scale with a round denominator, as printed maps have.
    """
    west, south, east, north = to_metres(bounds, crs).bounds
    inner = box.inset(margin)
    metres = max((east - west) / inner.width, (north - south) / inner.height)
    if round_scale:
        metres = rounded_up(metres / _METRES_PER_POINT) * _METRES_PER_POINT
    latitude = (bounds.bounds[1] + bounds.bounds[3]) / 2
    return Ground(box, (west + east) / 2, (south + north) / 2, metres, latitude, crs)


def rounded_up(denominator: float) -> float:
    """Return the next round scale denominator: 52,300 becomes 60,000."""
    power = 10.0 ** floor(log10(denominator))
    return power * next(step for step in _STEPS if step * power >= denominator * 0.999999)


def bar_length_m(ground: Ground, most_points: float) -> float:
    """Return the round ground length of a scale bar that is not longer than `most_points`."""
    most = most_points * ground.metres_per_point
    power = 10.0 ** floor(log10(most))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most)


def outline(geometry: BaseGeometry, ground: Ground) -> Outline | None:
    """Return a geometry (in the map's CRS) as one outline on the page; none where there is nothing.

    Areas keep their holes: rings run in opposite directions.
    """
    if geometry.is_empty:
        return None
    parts = shapely.get_parts(geometry)
    lines = [
        ring
        for part in parts
        for ring in ([part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part])
    ]
    points = [ground.on_page(shapely.get_coordinates(line)) for line in lines]
    codes = np.concatenate(
        [_codes(len(piece), closed=line.is_ring) for piece, line in zip(points, lines, strict=True)]
    )
    return Outline(np.concatenate(points), codes)


def _codes(count: int, *, closed: bool) -> NDArray[np.uint8]:
    codes = np.full(count, Outline.LINETO, dtype=np.uint8)
    codes[0] = Outline.MOVETO
    if closed:
        codes[-1] = Outline.CLOSEPOLY
    return codes


def degrees_minutes(degrees: float) -> str:
    """Return an angle as degrees and minutes, with seconds where it has any: 121°24′30″."""
    minutes, seconds = divmod(round(degrees * 3600), 60)
    rest = f"{seconds:02d}″" if seconds else ""
    return f"{minutes // 60}°{minutes % 60:02d}′{rest}"


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round angles (degrees) between two, no more than `most`, for a map's frame."""
    for minutes in (0.5, 1, 2, 5, 10, 20, 30, 60):
        first, last = ceil(low * 60 / minutes), floor(high * 60 / minutes)
        if last - first + 1 <= most:
            return [number * minutes / 60 for number in range(first, last + 1)]
    return []
