"""Datum shifts, checked against two other implementations, and the guard on coordinate systems."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import eviltransform
import geopandas as gpd
import numpy as np
import prcoords
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from shapely.geometry import Point, Polygon, box

from geo.crs import Datum, convert_coordinates, convert_datum, require_geographic
from geo.errors import CrsError

Coordinates = NDArray[np.float64]

# Xuhui with a margin, one point about every 1.5 km.
GRID: Coordinates = np.array(
    list(product(np.linspace(121.38, 121.48, 8), np.linspace(31.08, 31.23, 12)))
)
CHINA: Coordinates = np.array(list(product(np.linspace(73.5, 135, 70), np.linspace(3.5, 53.5, 60))))
SHIFTED = (Datum.GCJ02, Datum.BD09)
CHECK_POINT: Coordinates = np.array([[121.43, 31.165]])

# Both take and return (lat, lon). Their inverses stop at 1e-6° or are one step only (up to 0.27 m
# off here), so an inverse of ours is judged by their exact forward formulas.
_FORWARD: dict[tuple[str, Datum], Callable[[float, float], tuple[float, float]]] = {
    ("eviltransform", Datum.GCJ02): eviltransform.wgs2gcj,
    ("eviltransform", Datum.BD09): eviltransform.wgs2bd,
    ("prcoords", Datum.GCJ02): lambda lat, lon: prcoords.wgs_gcj((lat, lon), False),
    ("prcoords", Datum.BD09): lambda lat, lon: prcoords.gcj_bd(prcoords.wgs_gcj((lat, lon), False)),
}
# prcoords makes degrees of metres on Krasovsky's ellipsoid, as we do; eviltransform on that of
# WGS-84, whose radius is 1.7e-5 smaller: 1.2 cm where the shift is 700 m.
AGREES_TO_M = {"eviltransform": 0.015, "prcoords": 1e-6}


def second_opinion(
    lon_lat: Coordinates, target: Datum, library: str = "eviltransform"
) -> Coordinates:
    """Return WGS-84 lon/lat in the target datum, by another implementation."""
    converted = [_FORWARD[library, target](lat, lon) for lon, lat in lon_lat]
    return np.array([(lon, lat) for lat, lon in converted])


def furthest_m(first: Coordinates, second: Coordinates) -> float:
    """Return the greatest geodesic distance between corresponding points, in m."""
    _, _, distances = Geod(ellps="WGS84").inv(*first.T, *second.T)
    return float(np.max(distances))


@pytest.mark.parametrize("library", AGREES_TO_M)
@pytest.mark.parametrize("target", SHIFTED)
def test_shifts_over_china_agree_with_two_other_implementations(
    target: Datum, library: str
) -> None:
    ours = convert_coordinates(CHINA, Datum.WGS84, target)
    assert furthest_m(ours, second_opinion(CHINA, target, library)) <= AGREES_TO_M[library]


@pytest.mark.parametrize("library", AGREES_TO_M)
@pytest.mark.parametrize("source", SHIFTED)
def test_other_implementations_shift_our_inverse_back(source: Datum, library: str) -> None:
    ours = convert_coordinates(CHINA, source, Datum.WGS84)
    tolerance_m = AGREES_TO_M[library] + 0.001
    assert furthest_m(second_opinion(ours, source, library), CHINA) <= tolerance_m


def test_gcj_to_bd_agrees_with_a_second_implementation() -> None:
    gcj = second_opinion(GRID, Datum.GCJ02)
    bd = second_opinion(GRID, Datum.BD09)
    assert furthest_m(convert_coordinates(gcj, Datum.GCJ02, Datum.BD09), bd) <= 0.1
    assert furthest_m(convert_coordinates(bd, Datum.BD09, Datum.GCJ02), gcj) <= 0.1


def test_the_shift_at_the_check_point_is_that_of_the_reference() -> None:
    # The reference measured -438.5 m east, +214.4 m north on the grid of UTM 51N.
    wgs = convert_coordinates(CHECK_POINT, Datum.GCJ02, Datum.WGS84)
    grid = Transformer.from_crs("EPSG:4326", "EPSG:32651", always_xy=True)
    shift = np.subtract(grid.transform(*wgs[0]), grid.transform(*CHECK_POINT[0]))
    assert shift == pytest.approx([-438.5, 214.4], abs=0.1)


def test_a_shifted_map_is_about_half_a_kilometre_off() -> None:
    gcj = convert_coordinates(CHECK_POINT, Datum.WGS84, Datum.GCJ02)
    # √(438.5² + 214.4²) = 488 m
    assert furthest_m(gcj, CHECK_POINT) == pytest.approx(488, abs=1)


@pytest.mark.parametrize("datum", SHIFTED)
@given(
    lon=st.floats(min_value=73.5, max_value=135.1),
    lat=st.floats(min_value=3.4, max_value=53.6),
)
def test_a_round_trip_over_china_comes_back_within_a_millimetre(
    datum: Datum, lon: float, lat: float
) -> None:
    start = np.array([[lon, lat]])
    there = convert_coordinates(start, Datum.WGS84, datum)
    assert furthest_m(convert_coordinates(there, datum, Datum.WGS84), start) <= 0.001


@pytest.mark.parametrize(("source", "target"), [*product(Datum, Datum)])
def test_a_point_is_shifted_the_same_whatever_stands_beside_it(
    source: Datum, target: Datum
) -> None:
    together = convert_coordinates(np.vstack([CHINA, [[np.nan, np.nan]]]), source, target)
    alone = [convert_coordinates(CHINA[[row]], source, target)[0] for row in range(0, 4200, 420)]
    assert together[:-1:420] == pytest.approx(np.array(alone), abs=1e-12)
    assert np.isnan(together[-1]).all()
    assert convert_coordinates(np.empty((0, 2)), source, target).shape == (0, 2)


@pytest.mark.parametrize("datum", list(Datum))
def test_a_conversion_to_the_same_datum_changes_nothing(datum: Datum) -> None:
    assert np.array_equal(convert_coordinates(GRID, datum, datum), GRID)


def test_a_conversion_leaves_its_input_alone() -> None:
    before = GRID.copy()
    convert_coordinates(GRID, Datum.WGS84, Datum.BD09)
    assert np.array_equal(GRID, before)


def test_points_abroad_are_shifted_too() -> None:
    # The formula's rough outline of China ends at 72°E: no coordinate is left behind in silence.
    abroad = np.array([[71.0, 31.0]])
    assert furthest_m(convert_coordinates(abroad, Datum.WGS84, Datum.GCJ02), abroad) > 100


def test_every_vertex_of_a_zone_is_shifted_and_its_label_kept() -> None:
    ring = box(121.42, 31.16, 121.44, 31.17)
    shifted = convert_datum(
        gpd.GeoSeries([ring], index=["zone"], crs="EPSG:4326"), Datum.WGS84, Datum.GCJ02
    )
    expected = second_opinion(np.array(ring.exterior.coords), Datum.GCJ02)
    assert furthest_m(np.array(shifted["zone"].exterior.coords), expected) <= 0.1
    assert shifted.crs == "EPSG:4326"


def test_missing_and_empty_geometries_stay_as_they_are() -> None:
    layer = gpd.GeoSeries([None, Polygon(), Point(121.43, 31.165)], crs="EPSG:4326")
    shifted = convert_datum(layer, Datum.WGS84, Datum.GCJ02)
    assert shifted.isna().tolist() == [True, False, False]
    assert shifted.is_empty.tolist()[1:] == [True, False]


def test_a_geographic_layer_is_accepted() -> None:
    require_geographic(gpd.GeoSeries([Point(121.43, 31.165)], crs="EPSG:4326"))


def test_a_layer_without_a_crs_is_refused() -> None:
    with pytest.raises(CrsError, match="没有坐标系：请在导入时选择坐标系"):
        require_geographic(gpd.GeoSeries([Point(121.43, 31.165)]))


@pytest.mark.parametrize("projected", ["EPSG:3857", "EPSG:4549"])
def test_a_projected_layer_is_refused_by_name(projected: str) -> None:
    layer = gpd.GeoSeries([Point(121.43, 31.165)], crs="EPSG:4326").to_crs(projected)
    with pytest.raises(CrsError, match="应为 WGS-84 经纬度（EPSG:4326）") as refused:
        require_geographic(layer)
    assert layer.crs.name in str(refused.value)


def test_a_layer_without_a_crs_is_not_shifted() -> None:
    with pytest.raises(CrsError, match="坐标系"):
        convert_datum(gpd.GeoSeries([Point(121.43, 31.165)]), Datum.GCJ02, Datum.WGS84)
