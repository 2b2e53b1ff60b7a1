"""Areas and lengths: geodesic, compared with the reference and with hand-worked cells."""

from __future__ import annotations

import math

import geopandas as gpd
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError
from geo.measure import (
    geodesic_area_m2,
    land_area_m2,
    overlaps,
    shared_land_m2,
    union_area_m2,
)
from geo.plan import Plan

KM2 = 1e6
WGS84_A = 6_378_137.0
WGS84_E2 = 0.006_694_379_990_14
WEB_MERCATOR = "EPSG:3857"


def cell_area_m2(west: float, south: float, east: float, north: float) -> float:
    """Return the area of a small lon/lat cell: M · N · cos φ · Δφ · Δλ at its middle."""
    latitude = math.radians((south + north) / 2)
    flattened = math.sqrt(1 - WGS84_E2 * math.sin(latitude) ** 2)
    meridian = WGS84_A * (1 - WGS84_E2) / math.pow(flattened, 3)
    prime_vertical = WGS84_A / flattened
    area = meridian * prime_vertical * math.cos(latitude)
    return area * math.radians(north - south) * math.radians(east - west)


def layer_of(*shapes: BaseGeometry | None, crs: str | None = "EPSG:4326") -> gpd.GeoDataFrame:
    ids = [f"zone-{number}" for number in range(1, len(shapes) + 1)]
    return gpd.GeoDataFrame({"zone_id": ids}, geometry=list(shapes), crs=crs)


# The shipped layers against the reference's figures.


@pytest.mark.parametrize(
    ("zone_id", "km2"),
    [
        ("caohejing", 4.335),
        ("west-bund", 0.338),
        ("riverside", 9.29),
        ("caohejing-huajing", 13.22),
    ],
)
def test_zone_land_is_the_reference_area(plan: Plan, zone_id: str, km2: float) -> None:
    assert plan.land_area_m2[zone_id] / KM2 == pytest.approx(km2, abs=0.005)


def test_ground_under_several_zones_is_counted_once(plan: Plan) -> None:
    assert plan.union_area_m2 / KM2 == pytest.approx(25.29, abs=0.005)


def test_the_union_is_the_sum_of_the_zones_less_their_overlaps(plan: Plan) -> None:
    # 4.335 + 0.338 + 9.291 + 13.220 = 27.184; less 1.556 and 0.338 leaves 25.290
    shared = plan.overlaps["overlap_m2"].sum()
    assert plan.union_area_m2 == pytest.approx(plan.land_area_m2.sum() - shared, abs=100)


def test_the_overlaps_are_those_of_the_reference(plan: Plan) -> None:
    km2 = plan.overlaps.set_index(["first", "second"])["overlap_m2"] / KM2
    assert km2.to_dict() == {
        ("caohejing", "caohejing-huajing"): pytest.approx(1.56, abs=0.005),
        ("west-bund", "riverside"): pytest.approx(0.338, abs=0.001),
    }


def test_the_district_is_the_reference_area(plan: Plan) -> None:
    assert land_area_m2(plan.district).iloc[0] / KM2 == pytest.approx(55.03, abs=0.005)


def test_web_mercator_would_be_a_third_too_large(plan: Plan) -> None:
    too_large = plan.zones.to_crs(WEB_MERCATOR).area.sum() / plan.land_area_m2.sum()
    assert too_large == pytest.approx(1.37, abs=0.005)


# Cells whose area is worked out from the ellipsoid's radii of curvature.


def test_a_cell_has_the_area_of_the_ellipsoid() -> None:
    # 1108.7 m of meridian × 955.0 m of parallel = 1.0588 km²
    cell = (121.40, 31.00, 121.41, 31.01)
    assert cell_area_m2(*cell) == pytest.approx(1.0588 * KM2, rel=1e-4)
    assert geodesic_area_m2(box(*cell)) == pytest.approx(cell_area_m2(*cell), rel=1e-6)


def test_the_direction_of_a_ring_does_not_change_its_area() -> None:
    ring = [(121.40, 31.00), (121.41, 31.00), (121.41, 31.01), (121.40, 31.01)]
    assert geodesic_area_m2(Polygon(ring)) == geodesic_area_m2(Polygon(ring[::-1]))


@pytest.mark.parametrize("clockwise", [False, True])
def test_a_hole_is_not_ground(clockwise: bool) -> None:
    outer, hole = (121.40, 31.00, 121.44, 31.04), (121.41, 31.01, 121.42, 31.02)
    inner = box(*hole, ccw=not clockwise).exterior.coords
    ground = Polygon(box(*outer).exterior.coords, [inner])
    expected = cell_area_m2(*outer) - cell_area_m2(*hole)
    assert geodesic_area_m2(ground) == pytest.approx(expected, rel=1e-6)


def test_the_parts_of_a_zone_add_up() -> None:
    first, second = (121.40, 31.00, 121.41, 31.01), (121.50, 31.00, 121.51, 31.01)
    both = MultiPolygon([box(*first), box(*second)])
    expected = cell_area_m2(*first) + cell_area_m2(*second)
    assert geodesic_area_m2(both) == pytest.approx(expected, rel=1e-6)


def test_the_area_of_a_feature_without_geometry_is_missing_not_zero() -> None:
    areas = land_area_m2(layer_of(box(121.40, 31.00, 121.41, 31.01), None, Polygon()))
    assert areas.isna().tolist() == [False, True, True]


def test_a_point_covers_no_ground() -> None:
    assert geodesic_area_m2(Point(121.4, 31.0)) == 0


def test_overlapping_cells_share_their_common_part() -> None:
    layer = layer_of(box(121.40, 31.00, 121.42, 31.01), box(121.41, 31.00, 121.43, 31.01))
    (pair,) = overlaps(layer, id_column="zone_id").to_dict("records")
    assert (pair["first"], pair["second"]) == ("zone-1", "zone-2")
    assert pair["overlap_m2"] == pytest.approx(cell_area_m2(121.41, 31.00, 121.42, 31.01), rel=1e-6)


@pytest.mark.parametrize(("shared_m", "count"), [(4.0, 0), (6.0, 1)])
def test_a_sliver_is_no_overlap(shared_m: float, count: int) -> None:
    # 1,000 m long: 4,000 m² would be said as 0.00 km², 6,000 m² as 0.01.
    east, north = 1 / 111_320, 1 / 110_574
    first = box(0, 0, 1000 * east, 1000 * north)
    second = box(0, (1000 - shared_m) * north, 1000 * east, 2000 * north)
    layer = gpd.GeoDataFrame({"zone_id": ["a", "b"]}, geometry=[first, second], crs="EPSG:4326")
    assert len(overlaps(layer, id_column="zone_id")) == count


def test_cells_that_only_touch_do_not_overlap() -> None:
    layer = layer_of(box(121.40, 31.00, 121.41, 31.01), box(121.41, 31.00, 121.42, 31.01))
    assert overlaps(layer, id_column="zone_id").empty


def test_slivers_of_lines_drawn_twice_are_no_shared_land() -> None:
    layer = layer_of(box(121.40, 31.10, 121.42, 31.12), box(121.42, 31.10, 121.44, 31.12))
    ground = box(121.41, 31.10, 121.42001, 31.12)
    shared = shared_land_m2(layer, ground)
    assert list(shared.index) == [0]
    assert shared[0] == pytest.approx(geodesic_area_m2(box(121.41, 31.10, 121.42, 31.12)), rel=1e-6)
    assert shared_land_m2(layer, None).empty


def test_one_zone_has_nothing_to_overlap() -> None:
    layer = layer_of(box(121.40, 31.00, 121.41, 31.01))
    assert overlaps(layer, id_column="zone_id").empty


def test_a_zone_without_geometry_overlaps_nothing() -> None:
    layer = layer_of(box(121.40, 31.00, 121.41, 31.01), None)
    assert overlaps(layer, id_column="zone_id").empty


# Areas are never taken from a projected plane, nor from a layer whose plane is unknown.


def test_land_of_a_layer_without_a_crs_is_refused() -> None:
    with pytest.raises(CrsError, match="坐标系"):
        land_area_m2(layer_of(box(121.40, 31.00, 121.41, 31.01), crs=None))


def test_union_of_a_layer_without_a_crs_is_refused() -> None:
    with pytest.raises(CrsError, match="坐标系"):
        union_area_m2(layer_of(box(121.40, 31.00, 121.41, 31.01), crs=None))


def test_overlaps_of_a_layer_without_a_crs_are_refused() -> None:
    with pytest.raises(CrsError, match="坐标系"):
        overlaps(layer_of(box(121.40, 31.00, 121.41, 31.01), crs=None), id_column="zone_id")


def test_land_of_a_projected_layer_is_refused(plan: Plan) -> None:
    with pytest.raises(CrsError, match="EPSG:4326"):
        land_area_m2(plan.zones.to_crs(WEB_MERCATOR))
