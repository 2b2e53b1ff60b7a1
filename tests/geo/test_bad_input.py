"""What a planner's file can have wrong with it, and what the message must tell them.

Every test spoils a copy of the shipped zones file in one way. The message must name the zone and
the field and say what to do; whatever the file holds, the answer is a `PlanningError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest

from geo.crs import Datum, convert_coordinates
from geo.errors import CrsError, DataFileError, FaultsError, PlanningError
from geo.folders import SHIPPED
from geo.plan.digitise import CONTROL_POINTS
from geo.plan.folder import read_zones
from geo.plan.profile import PROFILE, read_profile

Change = Callable[[Any], object]
Edit = Callable[[str, Change], Path]

ZONE_NAMES = ("漕河泾", "西岸数智谷", "徐汇滨江", "漕河泾—华泾")
BOW_TIE = [[[121.40, 31.16], [121.42, 31.18], [121.42, 31.16], [121.40, 31.18], [121.40, 31.16]]]


def feature(zones: dict[str, Any], zone_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in zones["features"] if each["properties"]["zone_id"] == zone_id
    )
    return found


def with_value(name: str, value: object, zone_id: str = "caohejing") -> Change:
    """Set one property of one zone."""
    return lambda zones: feature(zones, zone_id)["properties"].update({name: value})


def with_geometry(geometry: object, zone_id: str = "caohejing") -> Change:
    """Set the geometry of one zone."""
    return lambda zones: feature(zones, zone_id).update(geometry=geometry)


def with_crs(name: str) -> Change:
    """Give the file the `crs` member of GeoJSON before RFC 7946."""
    return lambda zones: zones.update(crs={"type": "name", "properties": {"name": name}})


def moved_to(datum: Datum) -> Change:
    """Move every zone to a shifted datum, as an export from a web map does."""

    def move(zones: dict[str, Any]) -> None:
        for each in zones["features"]:
            each["geometry"]["coordinates"] = [
                convert_coordinates(np.array(ring), Datum.WGS84, datum).tolist()
                for ring in each["geometry"]["coordinates"]
            ]

    return move


@pytest.fixture
def zones_path(data_directory: Path) -> Path:
    return data_directory / "zones.geojson"


@pytest.fixture
def refusal(zones_path: Path) -> Callable[[], PlanningError]:
    """Read the copied zones file as the application does; return the error it must give."""

    def read() -> PlanningError:
        with pytest.raises(PlanningError) as refused:
            read_zones(zones_path)
        return refused.value

    return read


@pytest.fixture
def refused(edit: Edit, refusal: Callable[[], PlanningError]) -> Callable[[Change], str]:
    """Spoil the zones file and return the message it is refused with."""

    def spoil(change: Change) -> str:
        edit("zones.geojson", change)
        return str(refusal())

    return spoil


Refused = Callable[[Change], str]
Refusal = Callable[[], PlanningError]


def test_the_shipped_file_itself_is_accepted(zones_path: Path) -> None:
    assert tuple(read_zones(zones_path)["name"]) == ZONE_NAMES


# The file as a whole.


def test_a_missing_file_is_named_and_where_it_belongs(zones_path: Path, refusal: Refusal) -> None:
    zones_path.unlink()
    assert str(refusal()) == "找不到数据文件 zones.geojson：请把它放回 data/ 目录"


def test_a_directory_in_place_of_the_file_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="读不了"):
        read_zones(tmp_path)


def test_a_truncated_file_is_said_to_be_cut_off_and_where(
    zones_path: Path, refusal: Refusal
) -> None:
    lines = zones_path.read_text(encoding="utf-8").splitlines()[:100]
    zones_path.write_text("\n".join(lines), encoding="utf-8")
    message = str(refusal())
    assert "zones.geojson 不完整或不是 JSON（第 100 行" in message
    assert "文件可能被截断，请重新导出" in message


def test_an_empty_file_is_said_to_be_incomplete(zones_path: Path, refusal: Refusal) -> None:
    zones_path.write_bytes(b"")
    assert "zones.geojson 不完整或不是 JSON" in str(refusal())


def test_a_gbk_file_is_to_be_saved_as_utf_8(zones_path: Path, refusal: Refusal) -> None:
    text = zones_path.read_text(encoding="utf-8")
    zones_path.write_bytes(text.encode("gb18030"))  # what Windows calls GBK, and all our signs
    message = str(refusal())
    assert "zones.geojson 不是 UTF-8 编码" in message
    assert "可能是 GBK" in message
    assert "请另存为 UTF-8" in message


def test_a_byte_order_mark_does_no_harm(zones_path: Path) -> None:
    zones_path.write_bytes(b"\xef\xbb\xbf" + zones_path.read_bytes())
    assert len(read_zones(zones_path)) == 4


def test_a_file_too_large_for_the_server_is_to_be_split(
    zones_path: Path, refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.plan.geojson.MAX_FILE_BYTES", 1024)
    assert "请拆分后再用" in str(refusal())


def test_a_file_without_features_is_refused(refused: Refused) -> None:
    message = refused(lambda zones: zones.update(features=[]))
    assert message == "zones.geojson 里没有要素（features 为空）：请检查导出范围"


@pytest.mark.parametrize(
    "text", ["[]", "null", "5", '"zones"', '{"type": "Topology", "objects": {}}']
)
def test_json_that_is_no_feature_collection_is_refused(
    zones_path: Path, refusal: Refusal, text: str
) -> None:
    zones_path.write_text(text, encoding="utf-8")
    assert "zones.geojson 不是 GeoJSON 要素集合（FeatureCollection）" in str(refusal())


@pytest.mark.parametrize("brackets", ["[" * 100_000, "[" * 100_000 + "]" * 100_000])
def test_deeply_nested_brackets_are_refused(
    zones_path: Path, refusal: Refusal, brackets: str
) -> None:
    zones_path.write_text(brackets, encoding="utf-8")
    assert "zones.geojson 的括号嵌套过深" in str(refusal())


def test_a_disguised_virtual_file_is_refused_and_no_other_file_read(
    zones_path: Path, refusal: Refusal
) -> None:
    other = zones_path.rename(zones_path.with_name("secret.geojson"))
    zones_path.write_text(
        f"<OGRVRTDataSource><OGRVRTLayer name='zones'><SrcDataSource>{other}</SrcDataSource>"
        "</OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    assert len(gpd.read_file(zones_path)) == 4  # the attack is real: GDAL opens the other file
    message = str(refusal())
    assert "zones.geojson 不完整或不是 JSON" in message
    assert "secret" not in message


# Coordinates.


@pytest.mark.parametrize(("datum", "name"), [(Datum.GCJ02, "GCJ-02"), (Datum.BD09, "BD-09")])
def test_every_zone_in_a_shifted_datum_is_named_with_the_datum(
    refused: Refused, datum: Datum, name: str
) -> None:
    _, *lines = refused(moved_to(datum)).splitlines()
    assert len(lines) == 4
    for zone_name, line in zip(ZONE_NAMES, lines, strict=True):
        assert f"{zone_name}（" in line
        assert f"坐标像是 {name}" in line
        assert "请先转换为 WGS-84" in line


def test_one_shifted_zone_among_good_ones_is_the_only_one_named(refused: Refused) -> None:
    def move_riverside(zones: dict[str, Any]) -> None:
        moved_to(Datum.GCJ02)({"features": [feature(zones, "riverside")]})

    message = refused(move_riverside)
    assert "有 1 处问题" in message
    assert "徐汇滨江（riverside） · geometry" in message
    assert "GCJ-02" in message


def test_a_zone_far_from_its_control_points_is_named_with_the_distance(refused: Refused) -> None:
    def move_north(zones: dict[str, Any]) -> None:
        ring = feature(zones, "caohejing")["geometry"]["coordinates"][0]
        for point in ring:
            point[1] += 0.1  # 0.1° of latitude is 11 km

    message = refused(move_north)
    assert "漕河泾（caohejing） · geometry：偏离控制点约" in message
    assert "请检查坐标系或边界位置" in message
    assert "坐标像是" not in message


def test_projected_coordinates_are_said_not_to_be_degrees(zones_path: Path, edit: Edit) -> None:
    projected = json.loads(gpd.read_file(zones_path).geometry.to_crs("EPSG:4549").to_json())

    def project(zones: dict[str, Any]) -> None:
        for each, other in zip(zones["features"], projected["features"], strict=True):
            each["geometry"] = other["geometry"]

    edit("zones.geojson", project)
    with pytest.raises(CrsError, match="像是投影坐标：请转换到 WGS-84 经纬度"):
        read_zones(zones_path)


def test_an_old_style_crs_member_of_another_system_is_named(zones_path: Path, edit: Edit) -> None:
    edit("zones.geojson", with_crs("urn:ogc:def:crs:EPSG::4549"))
    with pytest.raises(CrsError, match=r"EPSG::4549，应为 WGS-84 经纬度（EPSG:4326）：请转换"):
        read_zones(zones_path)


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4490"]
)
def test_an_old_style_crs_member_of_degrees_is_accepted(
    zones_path: Path, edit: Edit, name: str
) -> None:
    edit("zones.geojson", with_crs(name))
    assert len(read_zones(zones_path)) == 4


# Geometry.


def test_a_self_intersecting_ring_is_named_with_the_place(refused: Refused) -> None:
    message = refused(with_geometry({"type": "Polygon", "coordinates": BOW_TIE}))
    # The two long sides of the bow tie cross in the middle.
    assert "漕河泾（caohejing） · geometry：边界自相交，在 (121.41, 31.17) 附近" in message
    assert "请修正边界" in message


def test_a_zone_without_geometry_is_named(refused: Refused) -> None:
    message = refused(with_geometry(None))
    assert "漕河泾（caohejing） · geometry：没有几何：请补画边界" in message


@pytest.mark.filterwarnings("ignore:GeoSeries.notna:UserWarning")
@pytest.mark.parametrize("coordinates", [[], None])
def test_an_empty_polygon_is_no_geometry(refused: Refused, coordinates: object) -> None:
    message = refused(with_geometry({"type": "Polygon", "coordinates": coordinates}))
    assert "漕河泾（caohejing） · geometry：没有几何：请补画边界" in message


@pytest.mark.parametrize(
    ("geometry_type", "coordinates"),
    [("Point", [121.4, 31.17]), ("LineString", [[121.40, 31.16], [121.42, 31.18]])],
)
def test_a_zone_that_is_no_area_is_named(
    refused: Refused, geometry_type: str, coordinates: object
) -> None:
    message = refused(with_geometry({"type": geometry_type, "coordinates": coordinates}))
    expected = f"漕河泾（caohejing） · geometry：是 {geometry_type}，应为 Polygon 或 MultiPolygon"
    assert expected in message


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[121.4, 31.1], [121.5, 31.1]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], [121.5, 31.1], [121.5, 31.2]]]},
        {"type": 5, "coordinates": []},
        {"coordinates": BOW_TIE},
        [121.4, 31.1],
        "POLYGON EMPTY",
    ],
)
def test_a_broken_geometry_is_named_and_not_mended(refused: Refused, geometry: object) -> None:
    message = refused(with_geometry(geometry))
    assert "漕河泾（caohejing） · geometry：几何不完整或写错" in message


def test_coordinates_beyond_every_number_are_refused(zones_path: Path, refusal: Refusal) -> None:
    text = zones_path.read_text(encoding="utf-8")
    zones_path.write_text(text.replace("121.4", "1e999", 1), encoding="utf-8")
    assert "漕河泾（caohejing） · geometry：几何不完整或写错" in str(refusal())


# Attributes.


def test_a_zone_id_used_twice_is_named(refused: Refused) -> None:
    message = refused(with_value("zone_id", "caohejing", zone_id="west-bund"))
    assert "西岸数智谷（caohejing） · zone_id：编号重复" in message
    assert "必须唯一" in message


def test_a_negative_area_is_named(refused: Refused) -> None:
    message = refused(with_value("existing_gfa_m2", -5_500_000))
    assert "漕河泾（caohejing） · existing_gfa_m2：为 -5500000，不能为负" in message
    assert "规划未给出的写 null" in message


@pytest.mark.parametrize("value", ["550万", "5500000", True, [5_500_000], {}])
def test_what_is_no_number_is_named_with_its_unit(refused: Refused, value: object) -> None:
    message = refused(with_value("existing_gfa_m2", value))
    assert f"漕河泾（caohejing） · existing_gfa_m2：“{value}”不是数字" in message
    assert "请写纯数字（单位 m²），没有请写 null" in message


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_nan_and_infinity_are_to_be_written_as_null(refused: Refused, number: float) -> None:
    message = refused(with_value("existing_gfa_m2", number))
    assert message.startswith(f"zones.geojson 含有 {json.dumps(number)}，不是合法的数字")
    assert "没有数值请写 null" in message


def test_an_overflowing_number_is_no_number(zones_path: Path, refusal: Refusal) -> None:
    text = zones_path.read_text(encoding="utf-8")
    zones_path.write_text(text.replace("5500000", "1e999"), encoding="utf-8")
    assert "漕河泾（caohejing） · existing_gfa_m2：“inf”不是数字" in str(refusal())


def test_zero_is_a_figure_and_null_is_none(zones_path: Path, edit: Edit) -> None:
    edit("zones.geojson", with_value("existing_gfa_m2", 0))
    existing = read_zones(zones_path).set_index("zone_id")["existing_gfa_m2"]
    assert existing["caohejing"] == 0
    assert np.isnan(existing["west-bund"])


@pytest.mark.parametrize("year", ["2021", 21, 2021.5, "“十四五”"])
def test_what_is_no_year_is_named(refused: Refused, year: object) -> None:
    message = refused(with_value("period_start", year))
    assert f"漕河泾（caohejing） · period_start：“{year}”不是年份：请写四位年份" in message


def test_a_period_that_ends_before_it_starts_is_named(refused: Refused) -> None:
    message = refused(with_value("period_end", 2020))
    assert "漕河泾（caohejing） · period_end：规划期止 2020 早于规划期起 2021" in message


def test_a_missing_field_is_named(refused: Refused) -> None:
    message = refused(
        lambda zones: feature(zones, "caohejing")["properties"].pop("new_gfa_section")
    )
    assert "漕河泾（caohejing） · new_gfa_section：缺少这个字段：请补上" in message


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_zone_without_a_name_is_named_by_its_id(refused: Refused, value: str | None) -> None:
    message = refused(with_value("name", value))
    assert "caohejing" in message
    assert "· name：" in message


def test_a_zone_with_neither_name_nor_id_is_named_by_its_place(refused: Refused) -> None:
    def strip(zones: dict[str, Any]) -> None:
        zones["features"][1]["properties"].update(name=None, zone_id=None)

    assert "第 2 个要素 · zone_id：缺少片区编号：请补上" in refused(strip)


def test_an_unknown_qualifier_is_answered_with_the_known_ones(refused: Refused) -> None:
    message = refused(with_value("existing_gfa_qualifier", "大约"))
    assert "漕河泾（caohejing） · existing_gfa_qualifier：“大约”不在可选值内" in message
    assert "about、at_least、expected" in message


def test_an_unknown_kind_is_answered_with_the_known_ones(zones_path: Path, edit: Edit) -> None:
    edit("zones.geojson", with_value("kind", "极"))
    with pytest.raises(FaultsError) as refusal:
        read_zones(zones_path, read_profile(SHIPPED / PROFILE))
    assert "漕河泾（caohejing） · kind：“极”不在可选值内：pole、belt" in str(refusal.value)


@pytest.mark.parametrize(
    ("field", "what"),
    [("existing_gfa_quote", "规划原文"), ("existing_gfa_section", "规划章节")],
)
def test_a_figure_without_the_words_of_the_plan_is_named(
    refused: Refused, field: str, what: str
) -> None:
    message = refused(with_value(field, None))
    assert f"漕河泾（caohejing） · {field}：有现状数字而无{what}：请补出处" in message


def test_industries_as_one_text_are_to_be_a_list(refused: Refused) -> None:
    message = refused(with_value("industries", "高端芯片、智能硬件"))
    assert "漕河泾（caohejing） · industries：应为文字列表" in message


@pytest.mark.parametrize("member", [None, 5, "zone", {"type": "Feature"}])
def test_what_is_no_feature_is_named_by_its_place(refused: Refused, member: object) -> None:
    message = refused(lambda zones: zones["features"].append(member))
    assert "第 5 个要素：不是 GeoJSON 要素：缺少 properties" in message


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "`${alert(1)}`",
        "{{ 7 * 7 }}",
        "'; DROP TABLE zones; --",
        "=HYPERLINK(1)",
        "{0.__class__} %s",
    ],
)
def test_malicious_text_in_a_name_is_kept_as_data(zones_path: Path, edit: Edit, name: str) -> None:
    edit("zones.geojson", with_value("name", name))
    assert read_zones(zones_path)["name"].iloc[0] == name


def test_malicious_text_in_a_message_is_only_quoted(refused: Refused) -> None:
    message = refused(with_value("new_gfa_qualifier", "{0.__class__} %s ${7*7}"))
    assert "“{0.__class__} %s ${7*7}”不在可选值内" in message


def test_properties_of_ones_own_are_left_out(zones_path: Path, edit: Edit) -> None:
    edit("zones.geojson", with_value("remark", "备注"))
    assert "remark" not in read_zones(zones_path).columns


# All faults in one pass.


def test_all_faults_of_a_file_are_reported_in_one_pass(edit: Edit, refusal: Refusal) -> None:
    def spoil(zones: dict[str, Any]) -> None:
        with_value("existing_gfa_m2", -1)(zones)
        with_value("new_gfa_quote", None)(zones)
        with_value("planned_gfa_qualifier", "大约", zone_id="west-bund")(zones)
        with_value("period_end", "2025年", zone_id="west-bund")(zones)
        with_geometry({"type": "Polygon", "coordinates": BOW_TIE}, zone_id="riverside")(zones)
        with_geometry(None, zone_id="caohejing-huajing")(zones)
        with_value("name_en", None, zone_id="caohejing-huajing")(zones)

    edit("zones.geojson", spoil)
    error = refusal()
    assert isinstance(error, FaultsError)
    assert {(fault.feature, fault.field) for fault in error.faults} == {
        ("漕河泾（caohejing）", "existing_gfa_m2"),
        ("漕河泾（caohejing）", "new_gfa_quote"),
        ("西岸数智谷（west-bund）", "planned_gfa_qualifier"),
        ("西岸数智谷（west-bund）", "period_end"),
        ("徐汇滨江（riverside）", "geometry"),
        ("漕河泾—华泾（caohejing-huajing）", "geometry"),
        ("漕河泾—华泾（caohejing-huajing）", "name_en"),
    }
    assert str(error).splitlines()[0] == "zones.geojson 有 7 处问题："
    assert len(str(error).splitlines()) == 8


def test_all_missing_fields_are_reported_in_one_pass(refused: Refused) -> None:
    def strip(zones: dict[str, Any]) -> None:
        for each in zones["features"]:
            del each["properties"]["role"]

    message = refused(strip)
    assert "有 4 处问题" in message
    assert all(f"{name}（" in message for name in ZONE_NAMES)


def test_a_missing_field_does_not_hide_another_fault(refused: Refused) -> None:
    def spoil(zones: dict[str, Any]) -> None:
        del feature(zones, "caohejing")["properties"]["role"]
        with_value("planned_gfa_m2", -1, zone_id="west-bund")(zones)

    message = refused(spoil)
    assert "role：缺少这个字段" in message
    assert "planned_gfa_m2：为 -1，不能为负" in message


def test_a_broken_geometry_does_not_hide_another_fault(refused: Refused) -> None:
    def spoil(zones: dict[str, Any]) -> None:
        with_geometry({"type": "Polygon"})(zones)
        with_value("planned_gfa_m2", -1, zone_id="west-bund")(zones)

    message = refused(spoil)
    assert "geometry：几何不完整或写错" in message
    assert "planned_gfa_m2：为 -1，不能为负" in message


@pytest.mark.parametrize("error_m", ["约60", None])
def test_a_boundary_error_that_is_no_number_is_named(refused: Refused, error_m: object) -> None:
    assert "漕河泾（caohejing） · error_m：" in refused(with_value("error_m", error_m))


def test_an_integer_beyond_every_float_is_named(refused: Refused) -> None:
    message = refused(with_value("existing_gfa_m2", 10**400))
    assert "漕河泾（caohejing） · existing_gfa_m2：" in message


def test_an_integer_of_thousands_of_digits_is_refused(zones_path: Path, refusal: Refusal) -> None:
    text = zones_path.read_text(encoding="utf-8")
    zones_path.write_text(text.replace("5500000", "9" * 5000), encoding="utf-8")
    assert "zones.geojson" in str(refusal())


def test_a_coordinate_beyond_every_float_is_named(refused: Refused) -> None:
    ring = [[10**400, 31], [121, 31], [121, 32], [10**400, 31]]
    message = refused(with_geometry({"type": "Polygon", "coordinates": [ring]}))
    assert "漕河泾（caohejing） · geometry：" in message


def test_an_unknown_geometry_type_is_named(refused: Refused) -> None:
    message = refused(with_geometry({"type": "Circle", "coordinates": [121.4, 31.1]}))
    assert "漕河泾（caohejing） · geometry：" in message


def test_a_geometry_collection_is_named(refused: Refused) -> None:
    polygon = {"type": "Polygon", "coordinates": [[[121, 31], [122, 31], [122, 32], [121, 31]]]}
    message = refused(with_geometry({"type": "GeometryCollection", "geometries": [polygon]}))
    assert "漕河泾（caohejing） · geometry：是 GeometryCollection，应为 Polygon" in message


def test_deeply_nested_coordinates_are_named(refused: Refused) -> None:
    coordinates: list[Any] = []
    for _ in range(900):
        coordinates = [coordinates]
    message = refused(with_geometry({"type": "MultiPolygon", "coordinates": coordinates}))
    assert "漕河泾（caohejing） · geometry：" in message


@pytest.mark.parametrize("properties", [None, "EPSG:4549"])
def test_a_crs_member_that_names_nothing_is_refused(refused: Refused, properties: object) -> None:
    message = refused(lambda zones: zones.update(crs={"type": "name", "properties": properties}))
    assert "zones.geojson 的坐标系是" in message


HEADER = "feature,kind,part,seq,name,lon,lat,error_m,source\n"


@pytest.mark.parametrize(
    "text",
    [
        "名称,经度,纬度\n漕河泾,121.4,31.17\n",
        f"{HEADER}zone:caohejing,polygon,0,0,,东经121.4,31.17,60,OSM\n",
        f"{HEADER}zone:caohejing,polygon,0,0,,,31.17,60,OSM\n",
        f"{HEADER}zone:caohejing,polygon,0,0,,121.4,31.17,60,OSM\n",
    ],
    ids=["other columns", "text in lon", "no lon", "a single point"],
)
def test_faulty_control_points_name_their_file(
    zones_path: Path, refusal: Refusal, text: str
) -> None:
    zones_path.with_name(CONTROL_POINTS).write_text(text, encoding="utf-8")
    error = refusal()
    assert isinstance(error, DataFileError)
    assert CONTROL_POINTS in str(error)
