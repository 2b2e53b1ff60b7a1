"""The ground on the page: true scale, round figures, holes."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from briefings.ground import (
    bar_length_m,
    degrees_minutes,
    fitted,
    outline,
    rounded_up,
    ticks,
    to_metres,
)
from briefings.paper.canvas import Canvas
from briefings.paper.size import SIZES
from geo.crs import metric_crs_at

DISTRICT = shapely.box(121.387, 31.103, 121.472, 31.222)
PAGE = Box(50, 50, 400, 400)
CRS = "EPSG:4549"


@pytest.mark.parametrize("bounds", [DISTRICT, shapely.box(121.44, 31.15, 121.45, 31.16)])
def test_a_scale_bar_is_true_on_the_ellipsoid_within_one_percent(bounds: BaseGeometry) -> None:
    ground = fitted(bounds, PAGE, crs=CRS, margin=10, round_scale=False)
    metres = bar_length_m(ground, 92)
    points = metres / ground.metres_per_point
    left, bottom = 60.0, 60.0
    ends = np.array([[left, bottom], [left + points, bottom]])
    on_ground = (ends - PAGE.middle) * ground.metres_per_point + (ground.x, ground.y)
    lon, lat = Transformer.from_crs("EPSG:4549", "EPSG:4326", always_xy=True).transform(
        on_ground[:, 0], on_ground[:, 1]
    )
    _, _, true = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])
    assert true == pytest.approx(metres, rel=0.01)
    assert points <= 92


@pytest.mark.parametrize("lon", [87.6, 114.3, 121.2])
def test_north_is_up_and_lengths_are_true_wherever_a_plan_lies(lon: float) -> None:
    bounds = shapely.box(lon - 0.05, 30.5, lon + 0.05, 30.6)
    ground = fitted(bounds, PAGE, crs=metric_crs_at(lon, 30.55), margin=10, round_scale=False)
    ends = np.array([(lon, 30.5), (lon, 30.51), (lon + 0.01, 30.5)])
    here, north, east = ground.on_page(
        shapely.get_coordinates(ground.metres(shapely.MultiPoint(ends)))
    )
    geod = Geod(ellps="WGS84")
    for there, end in ((north, (lon, 30.51)), (east, (lon + 0.01, 30.5))):
        _, _, true = geod.inv(lon, 30.5, *end)
        drawn_m = np.hypot(*(there - here)) * ground.metres_per_point
        assert drawn_m == pytest.approx(true, rel=0.01)
    across, up = north - here
    assert abs(np.degrees(np.arctan2(across, up))) < MOST_TURN[lon]


MOST_TURN = {87.6: 0.35, 114.3: 0.2, 121.2: 0.65}
"""The convergence of a 3° zone is Δλ·sin φ: 0.6° × 0.51 = 0.31° at 87.6°, 0.15° at 114.3°."""


def test_the_ground_lies_whole_in_the_box_with_its_margin() -> None:
    ground = fitted(DISTRICT, PAGE, crs=CRS, margin=10, round_scale=True)
    corners = ground.on_page(shapely.get_coordinates(to_metres(DISTRICT, CRS)))
    assert corners.min() >= 60 - 1e-6
    assert corners.max() <= 440 + 1e-6


def test_a_printed_scale_is_the_next_round_one() -> None:
    assert rounded_up(52_300) == 60_000
    assert rounded_up(100_000) == 100_000
    assert rounded_up(101_000) == 125_000


@given(st.floats(1_000, 5_000_000))
def test_a_round_scale_never_shows_less_ground(denominator: float) -> None:
    assert denominator * 0.999 <= rounded_up(denominator) <= denominator * 1.5


def test_degrees_carry_seconds_only_where_they_have_any() -> None:
    assert degrees_minutes(121.4) == "121°24′"
    assert degrees_minutes(31 + 10.5 / 60) == "31°10′30″"


@given(st.floats(121, 122), st.floats(0.001, 0.9))
def test_ticks_lie_between_and_are_not_too_many(low: float, span: float) -> None:
    found = ticks(low, low + span, 6)
    assert len(found) <= 6
    assert all(low - 1e-9 <= tick <= low + span + 1e-9 for tick in found)


def test_a_hole_stays_a_hole() -> None:
    ring = shapely.orient_polygons(
        shapely.box(0, 0, 100, 100).difference(shapely.box(40, 40, 60, 60))
    )
    ground = fitted(DISTRICT, PAGE, crs=CRS, margin=0, round_scale=False)
    wide = shapely.affinity.scale(ring, 100, 100, origin=(50, 50))
    shape = outline(shapely.affinity.translate(wide, ground.x - 50, ground.y - 50), ground)
    assert shape is not None
    canvas = Canvas(SIZES["hd"])
    canvas.path(shape, facecolor="black", edgecolor="none")
    agg: Any = FigureCanvasAgg(canvas.figure)
    canvas.figure.set_dpi(72)
    agg.draw()
    pixels = np.asarray(agg.buffer_rgba())[::-1, :, 0]
    middle_x, middle_y = (round(place) for place in PAGE.middle)
    aside = round(3500 / ground.metres_per_point)
    assert pixels[middle_y, middle_x] == 255
    assert pixels[middle_y, middle_x - aside] == 0


def test_nothing_has_no_outline() -> None:
    ground = fitted(DISTRICT, PAGE, crs=CRS, margin=0, round_scale=False)
    assert outline(shapely.Polygon(), ground) is None
