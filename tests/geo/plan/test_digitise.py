"""The shipped geometry: what the control points give, and what the ground demands of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon, shape

from geo.errors import DataFileError
from geo.plan import SHIPPED, Plan, read_plan
from geo.plan.digitise import (
    CONTROL_POINTS,
    control_geometry,
    digitise,
    digitised,
    read_control_points,
    river_polygon,
)
from geo.plan.geojson import read_json
from geo.plan.layer_files import LAYER_FILES

# How many features of each layer have control points; the others are points of the sources.
DIGITISED = {
    "zones": 4,
    "parks": 2,
    "subdistricts": 13,
    "district": 1,
    "metro": 9,
    "roads": 26,
    "river": 1,
}

# Line 15 through Xuhui, with the gaps that the reference measured along the track, in m.
SPINE = (
    "吴中路",
    "桂林路",
    "桂林公园",
    "上海南站",
    "华东理工大学",
    "罗秀路",
    "朱梅路",
    "景洪路",
)
SPINE_GAPS_M = (829, 1057, 1827, 1601, 1592, 819, 1235)
GAP_TOLERANCE_M = 60
"""Less than the 71 m (50 m × √2) that two stations of ±50 m allow together; more than the 29 m by
which generalising the track to 25 m shortens it between 吴中路 and 景洪路."""


def shipped_features(file_name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = read_json(SHIPPED / f"{file_name}.geojson")["features"]
    return features


def points_in_csv(feature: str) -> list[tuple[float, float]]:
    """Return one feature's control points in order, read without the code under test."""
    with (SHIPPED / CONTROL_POINTS).open(encoding="utf-8", newline="") as file:
        own = [row for row in csv.DictReader(file) if row["feature"] == feature]
    own.sort(key=lambda row: int(row["seq"]))
    return [(float(row["lon"]), float(row["lat"])) for row in own]


def control_points(*rows: tuple[str, str, int, float, float]) -> pd.DataFrame:
    """Return control points from (feature, kind, seq, lon, lat)."""
    columns = ["feature", "kind", "seq", "lon", "lat"]
    return pd.DataFrame(rows, columns=columns).assign(part=0)


def rings(layer: gpd.GeoDataFrame) -> Iterator[Polygon]:
    for geometry in layer.geometry.dropna():
        yield from (part for part in shapely.get_parts(geometry) if isinstance(part, Polygon))


@pytest.fixture(scope="module")
def points() -> pd.DataFrame:
    """The shipped control points."""
    return read_control_points(SHIPPED / CONTROL_POINTS)


# The shipped geometry is what the control points give.


@pytest.mark.parametrize("file_name", LAYER_FILES)
def test_the_shipped_geometry_is_what_the_control_points_give(
    file_name: str, points: pd.DataFrame
) -> None:
    shipped = read_json(SHIPPED / f"{file_name}.geojson")
    assert json.loads(json.dumps(digitised(file_name, shipped, points))) == shipped


@pytest.mark.parametrize(("file_name", "count"), DIGITISED.items())
def test_every_digitised_feature_finds_its_control_points(
    file_name: str, count: int, points: pd.DataFrame
) -> None:
    stripped = read_json(SHIPPED / f"{file_name}.geojson")
    for feature in stripped["features"]:
        feature["geometry"] = None
    drawn = [
        each for each in digitised(file_name, stripped, points)["features"] if each["geometry"]
    ]
    assert len(drawn) == count


@pytest.mark.parametrize(
    "feature", ["zone:caohejing", "zone:west-bund", "zone:riverside", "zone:caohejing-huajing"]
)
def test_a_zone_passes_through_its_control_points_in_order(feature: str) -> None:
    zone_id = feature.removeprefix("zone:")
    (geometry,) = (
        each["geometry"]
        for each in shipped_features("zones")
        if each["properties"]["zone_id"] == zone_id
    )
    expected = Polygon(points_in_csv(feature))
    assert shape(geometry).normalize().equals_exact(expected.normalize(), 0)


def test_digitising_the_shipped_data_again_changes_no_byte(data_directory: Path) -> None:
    digitise(data_directory)
    for path in SHIPPED.glob("*.geojson"):
        assert (data_directory / path.name).read_bytes() == path.read_bytes(), path.name


def test_digitising_moves_a_zone_to_its_new_control_points(data_directory: Path) -> None:
    path = data_directory / CONTROL_POINTS
    lon, lat = points_in_csv("zone:west-bund")[0]
    text = path.read_text(encoding="utf-8")
    moved = text.replace(
        f"zone:west-bund,polygon,0,0,,{lon},{lat}", f"zone:west-bund,polygon,0,0,,121.45,{lat}"
    )
    assert moved != text
    path.write_text(moved, encoding="utf-8")
    digitise(data_directory)
    zones = read_json(data_directory / "zones.geojson")["features"]
    assert [121.45, lat] in zones[1]["geometry"]["coordinates"][0]


def test_digitising_keeps_the_attributes(data_directory: Path) -> None:
    digitise(data_directory)
    kept = [each["properties"] for each in read_json(data_directory / "zones.geojson")["features"]]
    assert kept == [each["properties"] for each in shipped_features("zones")]


# Points to geometry, by hand.


def test_points_are_joined_by_their_number_not_their_place_in_the_file() -> None:
    points = control_points(
        ("road:A", "line", 2, 121.3, 31.3),
        ("road:A", "line", 0, 121.1, 31.1),
        ("road:A", "line", 1, 121.2, 31.2),
    )
    expected = LineString([(121.1, 31.1), (121.2, 31.2), (121.3, 31.3)])
    assert control_geometry(points, "road:A") == expected


def test_a_road_in_numbered_parts_keeps_the_gap_between_them() -> None:
    points = control_points(
        ("road:A#1", "line", 0, 121.1, 31.1),
        ("road:A#1", "line", 1, 121.2, 31.2),
        ("road:A", "line", 0, 121.4, 31.4),
        ("road:A", "line", 1, 121.5, 31.5),
        ("road:AB", "line", 0, 121.8, 31.8),
        ("road:AB", "line", 1, 121.9, 31.9),
    )
    assert control_geometry(points, "road:A") == MultiLineString(
        [[(121.1, 31.1), (121.2, 31.2)], [(121.4, 31.4), (121.5, 31.5)]]
    )


def test_a_clockwise_ring_of_points_gives_a_counter_clockwise_polygon() -> None:
    points = control_points(
        ("zone:a", "polygon", 0, 121.0, 31.0),
        ("zone:a", "polygon", 1, 121.0, 31.1),
        ("zone:a", "polygon", 2, 121.1, 31.1),
    )
    ring = control_geometry(points, "zone:a")
    assert isinstance(ring, Polygon)
    assert ring.exterior.is_ccw
    assert ring.equals(Polygon([(121.0, 31.0), (121.1, 31.1), (121.0, 31.1)]))


def test_the_river_lies_between_its_banks() -> None:
    west = LineString([(121.0, 31.2), (121.0, 31.0)])
    east = LineString([(121.1, 31.2), (121.1, 31.0)])
    assert river_polygon(west, east).equals(shapely.box(121.0, 31.0, 121.1, 31.2))


def test_a_feature_without_control_points_is_named() -> None:
    points = control_points(("zone:a", "line", 0, 121.0, 31.0))
    with pytest.raises(DataFileError, match="控制点文件里没有 zone:b：请补上它的控制点"):
        control_geometry(points, "zone:b")


def test_a_missing_control_point_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"读不了控制点文件 control_points\.csv"):
        read_control_points(tmp_path / CONTROL_POINTS)


def test_the_name_member_of_a_layer_file_is_optional(data_directory: Path, edit: Any) -> None:
    edit("zones.geojson", lambda zones: zones.pop("name"))
    before = read_plan(data_directory).zones.geometry.to_wkt()
    digitise(data_directory)
    assert read_plan(data_directory).zones.geometry.to_wkt().equals(before)


# The sub-districts cover the district.


def test_sub_districts_neither_overlap_nor_leave_slivers(plan: Plan) -> None:
    assert shapely.coverage_is_valid(plan.subdistricts.geometry.to_numpy())


def test_sub_districts_together_are_the_district(plan: Plan) -> None:
    together = shapely.coverage_union_all(plan.subdistricts.geometry.to_numpy())
    assert isinstance(together, Polygon)  # in one piece, and without a hole
    assert not together.interiors
    assert together.equals(plan.district.geometry.iloc[0])


def test_the_zones_lie_in_the_district_within_their_error(plan: Plan) -> None:
    district = plan.district.to_crs("EPSG:4549").geometry.iloc[0]
    zones = plan.zones.to_crs("EPSG:4549")
    outside = [
        zone_id
        for zone_id, ground, error_m in zip(
            zones["zone_id"], zones.geometry, zones["error_m"], strict=True
        )
        if not district.buffer(error_m).covers(ground)
    ]
    assert outside == []


def test_west_bund_lies_wholly_in_the_riverside_belt(plan: Plan) -> None:
    ground = plan.zones.set_index("zone_id").geometry
    assert ground["riverside"].covers(ground["west-bund"])


# Line 15, the spine of the belt 漕河泾—华泾.


@pytest.fixture(scope="session")
def chainage_m(plan: Plan) -> pd.Series:
    """How far along the digitised track of Line 15 each of its stations lies, by name, m."""
    track = plan.tracks.set_index("metro_id").to_crs("EPSG:4549").geometry["line-15"]
    stations = plan.stations[plan.stations["lines"].map(lambda lines: "15" in lines)]
    located = stations.set_index("name").to_crs("EPSG:4549").geometry
    return pd.Series([track.project(point) for point in located], index=located.index)


@pytest.mark.parametrize(
    ("first", "second", "gap_m"),
    [pytest.param(*pair, gap_m) for pair, gap_m in zip(pairwise(SPINE), SPINE_GAPS_M, strict=True)],
)
def test_stations_of_line_15_are_as_far_apart_as_the_reference_says(
    chainage_m: pd.Series, first: str, second: str, gap_m: int
) -> None:
    gap = abs(chainage_m[first] - chainage_m[second])
    assert gap == pytest.approx(gap_m, abs=GAP_TOLERANCE_M)


def test_line_15_is_as_long_in_xuhui_as_the_reference_says(chainage_m: pd.Series) -> None:
    # 829 + 1057 + 1827 + 1601 + 1592 + 819 + 1235 = 8960 m between two single-line stations
    assert sum(SPINE_GAPS_M) == 8960
    length = abs(chainage_m["吴中路"] - chainage_m["景洪路"])
    assert length == pytest.approx(8960, abs=GAP_TOLERANCE_M)


def test_stations_follow_each_other_along_the_track(chainage_m: pd.Series) -> None:
    along = chainage_m[list(SPINE)]
    assert along.is_monotonic_decreasing  # the track is digitised from south to north


def test_station_numbers_follow_the_line(plan: Plan) -> None:
    numbers = plan.stations.set_index("name")["sequence"]
    assert numbers[list(SPINE)].tolist() == [16, 17, 18, 19, 20, 21, 22, 23]


def test_the_belt_reaches_its_stations_within_its_error(plan: Plan) -> None:
    belt = plan.zones.set_index("zone_id").loc["caohejing-huajing"]
    spine = plan.stations[plan.stations["name"].isin(SPINE)]
    assert len(spine) == 8
    ground = plan.zones.to_crs("EPSG:4549").set_index("zone_id").geometry["caohejing-huajing"]
    assert (spine.to_crs("EPSG:4549").distance(ground) <= belt["error_m"]).all()


def test_all_stations_of_the_belt_in_the_district_lie_inside_it(plan: Plan) -> None:
    inside = plan.inside_zone(plan.stations, "caohejing-huajing")["name"]
    assert set(SPINE) - set(inside) == {"吴中路"}  # just north of the district


# RFC 7946 and provenance, in every layer file.


@pytest.mark.parametrize("file_name", LAYER_FILES)
def test_layer_files_are_plain_geojson_without_a_crs_member(file_name: str) -> None:
    collection = read_json(SHIPPED / f"{file_name}.geojson")
    assert collection["type"] == "FeatureCollection"
    assert collection["name"] == file_name
    assert "crs" not in collection


@pytest.mark.parametrize("file_name", LAYER_FILES)
def test_coordinates_are_longitude_then_latitude_in_shanghai(plan: Plan, file_name: str) -> None:
    west, south, east, north = plan.layer(file_name).total_bounds
    assert 120.8 < west <= east < 122.2
    assert 30.6 < south <= north < 31.9


@pytest.mark.parametrize("file_name", ["zones", "parks", "subdistricts", "district", "river"])
def test_exterior_rings_run_counter_clockwise_and_holes_clockwise(
    plan: Plan, file_name: str
) -> None:
    polygons = list(rings(plan.layer(file_name)))
    assert polygons
    assert all(polygon.exterior.is_ccw for polygon in polygons)
    assert not any(hole.is_ccw for polygon in polygons for hole in polygon.interiors)


@pytest.mark.parametrize("file_name", ["zones", "parks", "subdistricts", "district", "river"])
def test_rings_in_the_file_are_closed(file_name: str) -> None:
    geometries = [each["geometry"] for each in shipped_features(file_name)]
    polygons = [each for each in geometries if each and each["type"] == "Polygon"]
    assert polygons
    for polygon in polygons:
        assert all(ring[0] == ring[-1] for ring in polygon["coordinates"])


@pytest.mark.parametrize("file_name", LAYER_FILES)
def test_every_feature_names_its_source(file_name: str) -> None:
    assert all(each["properties"]["source"].strip() for each in shipped_features(file_name))


@pytest.mark.parametrize("file_name", LAYER_FILES)
def test_every_feature_on_the_ground_states_its_error(file_name: str) -> None:
    located = [each for each in shipped_features(file_name) if each["geometry"]]
    assert located
    assert all(each["properties"]["error_m"] > 0 for each in located)


@pytest.mark.parametrize("file_name", ["parks", "places"])
def test_what_could_not_be_located_states_no_error(file_name: str) -> None:
    unlocated = [each for each in shipped_features(file_name) if not each["geometry"]]
    assert unlocated
    assert all(each["properties"]["error_m"] is None for each in unlocated)
