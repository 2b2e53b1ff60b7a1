"""A plan is read from a directory: the shipped one, a faulty one, and another plan altogether."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.errors import DataFileError, FaultsError, PlanningError
from geo.plan import SHIPPED, Plan, directory_version, read_plan
from geo.plan.accounts import totals
from geo.plan.digitise import CONTROL_POINTS
from geo.plan.layer_files import LAYER_FILES

Edit = Callable[[str, Callable[[Any], object]], Path]

ANOTHER_PLAN = {
    "caohejing": ("zizhu", "紫竹", "Zizhu"),
    "west-bund": ("qianwan", "前湾", "Qianwan"),
    "riverside": ("wusong", "吴淞滨江", "Wusong Riverside"),
    "caohejing-huajing": ("zizhu-qianwan", "紫竹—前湾", "Zizhu–Qianwan"),
}


def with_park(park_id: str, **properties: object) -> Callable[[Any], object]:
    """Set properties of one park."""

    def change(parks: dict[str, Any]) -> None:
        for feature in parks["features"]:
            if feature["properties"]["park_id"] == park_id:
                feature["properties"].update(properties)

    return change


def rename_the_plan(directory: Path, edit: Edit) -> None:
    """Make the copied directory a plan of 2026–2030 with other zones."""

    def rename(collection: dict[str, Any]) -> None:
        for feature in collection["features"]:
            properties = feature["properties"]
            properties.update(period_start=2026, period_end=2030)
            for field in ("zone_id", "part_of"):
                if properties.get(field):
                    properties[field] = ANOTHER_PLAN[properties[field]][0]

    def rename_zones(zones: dict[str, Any]) -> None:
        for feature in zones["features"]:
            _, name, name_en = ANOTHER_PLAN[feature["properties"]["zone_id"]]
            feature["properties"].update(name=name, name_en=name_en)

    edit("zones.geojson", rename_zones)
    edit("zones.geojson", rename)
    edit("parks.geojson", rename)
    edit(
        "plan.json",
        lambda info: info.update(
            plan_id="another-155",
            name="新规划",
            period_start=2026,
            period_end=2030,
            discrepancies=[],
        ),
    )
    (directory / CONTROL_POINTS).unlink()


# The shipped plan.


@pytest.mark.parametrize("name", LAYER_FILES)
def test_every_feature_of_every_file_is_read(plan: Plan, name: str) -> None:
    text = (SHIPPED / f"{name}.geojson").read_text(encoding="utf-8")
    assert len(plan.layer(name)) == len(json.loads(text)["features"])


@pytest.mark.parametrize("name", LAYER_FILES)
def test_every_layer_is_in_degrees(plan: Plan, name: str) -> None:
    assert plan.layer(name).crs == "EPSG:4326"


def test_the_plan_has_two_poles_and_two_belts(plan: Plan) -> None:
    assert plan.zones["kind"].tolist() == ["pole", "pole", "belt", "belt"]


def test_the_period_is_read_from_the_data(plan: Plan) -> None:
    assert (plan.profile.period_start, plan.profile.period_end) == (2021, 2025)
    assert set(plan.zones["period_start"]) == {2021}
    assert set(plan.zones["period_end"]) == {2025}


def test_stations_and_tracks_share_out_the_metro(plan: Plan) -> None:
    assert len(plan.stations) + len(plan.tracks) == len(plan.layer("metro"))
    assert set(plan.stations.geom_type) == {"Point"}


def test_land_is_looked_up_by_zone(plan: Plan) -> None:
    assert plan.land_area_m2.index.tolist() == plan.zones["zone_id"].tolist()


def test_the_parks_of_a_zone_are_those_on_its_ground(plan: Plan) -> None:
    inside = plan.inside_zone(plan.parks, "west-bund")["park_id"]
    assert "digital-valley" in set(inside)
    assert "beiyang" not in set(inside)


def test_parks_counted_elsewhere_point_to_an_existing_zone(plan: Plan) -> None:
    nested = plan.parks.set_index("park_id")["part_of"].dropna()
    assert nested.to_dict() == {
        "digital-valley": "west-bund",
        "port-valley-city-bay": "riverside",
        "central-renewal": "caohejing-huajing",
    }


def test_every_discrepancy_of_the_plan_is_told_in_both_languages(plan: Plan) -> None:
    assert len(plan.profile.discrepancies) == 3
    for discrepancy in plan.profile.discrepancies:
        assert discrepancy.text and discrepancy.text_en
        assert set(discrepancy.zone_ids) <= set(plan.zones["zone_id"])


# The version names what is cached.


def test_the_version_of_the_same_content_is_the_same(plan: Plan, data_directory: Path) -> None:
    assert directory_version(data_directory) == plan.version


@pytest.mark.parametrize(
    "file_name",
    [
        path.name
        for path in sorted(SHIPPED.glob("*.*"))
        if path.suffix in (".geojson", ".json", ".csv")
    ],
)
def test_the_version_changes_when_a_file_changes(data_directory: Path, file_name: str) -> None:
    before = directory_version(data_directory)
    path = data_directory / file_name
    path.write_bytes(path.read_bytes() + b"\n")
    assert directory_version(data_directory) != before


def test_the_version_changes_when_a_file_is_renamed(data_directory: Path) -> None:
    before = directory_version(data_directory)
    (data_directory / "roads.geojson").rename(data_directory / "streets.geojson")
    assert directory_version(data_directory) != before


# Faulty directories.


def test_every_faulty_file_is_named_in_one_message(data_directory: Path, edit: Edit) -> None:
    edit("zones.geojson", lambda zones: zones["features"][0]["properties"].update(error_m=-1))
    edit("roads.geojson", lambda roads: roads["features"][0]["properties"].update(error_m=-1))
    edit("parks.geojson", with_park("digital-valley", zone_id="xinzhuang"))
    (data_directory / "river.geojson").write_text("[", encoding="utf-8")
    (data_directory / "plan.json").write_text("{", encoding="utf-8")
    with pytest.raises(PlanningError) as refused:
        read_plan(data_directory)
    message = str(refused.value)
    assert "zones.geojson 有 1 处问题" in message
    assert "龙腾大道（road-longteng-avenue） · error_m" in message
    assert "· zone_id：片区“xinzhuang”不在片区文件中" in message
    assert "river.geojson 不完整或不是 JSON" in message
    assert "plan.json 不完整或不是 JSON" in message


@pytest.mark.parametrize("name", ["zones.geojson", "plan.json"])
def test_a_plan_needs_its_zones_and_its_profile(data_directory: Path, name: str) -> None:
    (data_directory / name).unlink()
    with pytest.raises(DataFileError, match=f"找不到数据文件 {name}"):
        read_plan(data_directory)


@pytest.mark.parametrize("name", sorted(set(LAYER_FILES) - {"zones", "metro"}))
def test_a_layer_without_a_file_is_empty_with_its_columns(data_directory: Path, name: str) -> None:
    (data_directory / f"{name}.geojson").unlink()
    plan = read_plan(data_directory)
    assert name not in plan.layers
    assert len(plan.layer(name)) == 0
    assert {field.name for field in LAYER_FILES[name].fields} < set(plan.layer(name).columns)
    assert plan.layer(name).crs == "EPSG:4326"


def test_a_directory_that_is_not_there_names_what_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(PlanningError) as refused:
        read_plan(tmp_path / "十五五")
    for name in ("zones.geojson", "plan.json"):
        assert f"找不到数据文件 {name}：请把它放回 十五五/ 目录" in str(refused.value)


KIND = {
    **{"label": "极", "label_en": "Pole", "plural_en": "poles"},
    **{"meaning": "增长极", "meaning_en": "growth pole", "style": "solid"},
}
NOTE = {"topic": "甲", "topic_en": "A", "text": "乙", "text_en": "B", "zone_ids": ["xinzhuang"]}


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"period_end": None}, "period_end", "缺少：请补上"),
        ({"name": " "}, "name", "应为文字，不能为空：请改正"),
        ({"subject": None}, "subject", "缺少：请补上"),
        ({"period_start": 0}, "period_start", "“0”不是年份：请写四位年份"),
        ({"period_start": True}, "period_start", "“True”不是年份：请写四位年份"),
        ({"period_start": "2021"}, "period_start", "“2021”不是年份：请写四位年份"),
        ({"period_start": 2026}, "period_end", "规划期止 2025 早于规划期起 2026：请改正"),
        ({"period_end": 2026}, "period_end", "为 2025，与 plan.json 的 2026 不一致：请统一"),
        ({"spine_line": "99"}, "spine_line", "轨道文件里没有线路“99”"),
        ({"spine_line": 15}, "spine_line", "应为文字"),
        ({"discrepancies": [{}]}, "discrepancies[1].topic", "缺少：请补上"),
        ({"discrepancies": [3]}, "discrepancies[1]", "应为对象，含 topic"),
        ({"discrepancies": {}}, "discrepancies", "应为列表"),
        ({"discrepancies": [NOTE]}, "discrepancies[1].zone_ids", "片区“xinzhuang”不在片区文件中"),
        ({"kinds": {}}, "kinds", "应为对象，每类片区一项"),
        ({"kinds": {"pole": {}}}, "kinds.pole.label", "缺少：请补上"),
        ({"kinds": {"pole": {**KIND, "style": "neon"}}}, "kinds.pole.style", "“neon”不在可选值内"),
        ({"kinds": {"pole": {**KIND, "colour": "red"}}}, "kinds.pole.colour", "不是颜色"),
        ({"kinds": {"pole": KIND}}, "kind", "“belt”不在可选值内：pole"),
        ({"categories": ["existing"]}, "new_gfa_m2", "plan.json 的 categories 没有“new”"),
        ({"categories": ["rent"]}, "categories[1]", "“rent”不在可选值内"),
        ({"categories": []}, "categories", "应列出用到的类别"),
        ({"circle_gfa_m2": [0]}, "circle_gfa_m2[1]", "“0”不是大于 0 的数字"),
        ({"metric_crs": "EPSG:4326"}, "metric_crs", "不是能量距离的投影坐标系"),
        ({"metric_crs": "EPSG:3857"}, "metric_crs", "不是能量距离的投影坐标系"),
        ({"metric_crs": "nonsense"}, "metric_crs", "不是能量距离的投影坐标系"),
        ({"plausible_bounds": [1, 2, 3]}, "plausible_bounds", "应为 [西, 南, 东, 北]"),
        ({"plausible_bounds": [122, 31, 120, 32]}, "plausible_bounds", "应为 [西, 南, 东, 北]"),
        ({"example_questions": "3000平"}, "example_questions", "应为列表"),
        ({"spine": "15"}, "spine", "没有这个键：请删去，或改为 plan_id、"),
    ],
)
def test_a_fault_of_the_profile_is_told_by_its_field(
    data_directory: Path, edit: Edit, change: dict[str, Any], field: str, message: str
) -> None:
    edit("plan.json", lambda profile: profile.update(change))
    with pytest.raises(PlanningError) as refusal:
        read_plan(data_directory)
    lines = str(refusal.value).splitlines()
    assert any(f" · {field}：" in line and message in line for line in lines), lines


def test_every_fault_of_the_profile_is_told_at_once(data_directory: Path, edit: Edit) -> None:
    edit("plan.json", lambda profile: profile.update(name="", period_end=0, discrepancies=[{}]))
    with pytest.raises(FaultsError) as refusal:
        read_plan(data_directory)
    assert {fault.field for fault in refusal.value.faults} == {
        *("name", "period_end"),
        *(f"discrepancies[1].{key}" for key in NOTE),
    }


def test_a_profile_may_leave_out_what_can_be_worked_out(data_directory: Path, edit: Edit) -> None:
    def strip(profile: dict[str, Any]) -> None:
        for key in ("spine_line", "metric_crs", "plausible_bounds", "circle_gfa_m2"):
            del profile[key]

    edit("plan.json", strip)
    plan = read_plan(data_directory)
    assert plan.profile.spine_line is None
    assert plan.metric_crs == "EPSG:4549"
    west, south, east, north = plan.plausible_bounds
    assert (west, east) == pytest.approx((121.39 - 0.6, 121.47 + 0.6), abs=0.02)
    assert (south, north) == pytest.approx((31.11 - 0.6, 31.22 + 0.6), abs=0.02)


def test_a_station_without_a_position_is_refused(data_directory: Path, edit: Edit) -> None:
    edit("metro.geojson", lambda metro: metro["features"][-1].update(geometry=None))
    with pytest.raises(FaultsError, match=r"· geometry：没有几何"):
        read_plan(data_directory)


def test_a_place_that_was_not_located_may_have_no_geometry(plan: Plan) -> None:
    kunpeng = plan.places.set_index("place_id").loc["kunpeng"]
    assert kunpeng.geometry is None


# Parks and the figures that contain them.


def test_a_park_larger_than_the_figure_it_is_part_of_is_refused(
    data_directory: Path, edit: Edit
) -> None:
    edit("parks.geojson", with_park("digital-valley", planned_gfa_m2=1_300_000))
    message = (
        "西岸数智谷特色园区（digital-valley） · planned_gfa_m2：合计大于或无从归入片区“west-bund”"
    )
    with pytest.raises(FaultsError, match=message):
        read_plan(data_directory)


def test_a_park_as_large_as_the_figure_it_is_part_of_is_accepted(
    data_directory: Path, edit: Edit
) -> None:
    edit("parks.geojson", with_park("digital-valley", planned_gfa_m2=1_200_000))
    assert len(read_plan(data_directory).parks) == 7


def test_a_park_that_is_part_of_a_figure_the_zone_lacks_is_refused(
    data_directory: Path, edit: Edit
) -> None:
    edit("parks.geojson", with_park("digital-valley", part_of="caohejing"))
    with pytest.raises(FaultsError, match="大于或无从归入片区“caohejing”的规划集聚数字"):
        read_plan(data_directory)


@pytest.mark.parametrize("field", ["zone_id", "part_of"])
def test_a_park_of_an_unknown_zone_is_refused(data_directory: Path, edit: Edit, field: str) -> None:
    edit("parks.geojson", with_park("digital-valley", **{field: "xinzhuang"}))
    message = f"· {field}：片区“xinzhuang”不在片区文件中：请改为已有的片区编号"
    with pytest.raises(FaultsError, match=message):
        read_plan(data_directory)


@pytest.mark.parametrize("field", ["zone_id", "part_of"])
def test_a_park_of_several_zones_is_refused(data_directory: Path, edit: Edit, field: str) -> None:
    edit("parks.geojson", with_park("digital-valley", **{field: ["west-bund", "riverside"]}))
    with pytest.raises(FaultsError, match=f"digital-valley） · {field}："):
        read_plan(data_directory)


def test_nested_parks_that_together_exceed_the_whole_are_refused(
    data_directory: Path, edit: Edit
) -> None:
    def add_a_second(parks: dict[str, Any]) -> None:
        second = copy.deepcopy(parks["features"][0])
        second["properties"].update(park_id="digital-valley-2", name="二期")
        parks["features"].append(second)  # 100 + 100 万 in 120 万

    edit("parks.geojson", add_a_second)
    with pytest.raises(FaultsError, match="planned_gfa_m2"):
        read_plan(data_directory)


# Another plan is another directory, and nothing else.


def test_another_plan_is_read_as_data_alone(data_directory: Path, edit: Edit) -> None:
    rename_the_plan(data_directory, edit)
    another = read_plan(data_directory)
    assert another.zones["name"].tolist() == ["紫竹", "前湾", "吴淞滨江", "紫竹—前湾"]
    assert set(another.parks["zone_id"]) == {"wusong", "zizhu-qianwan"}
    assert another.profile.name == "新规划"


def test_another_plans_figures_carry_its_period_and_names(data_directory: Path, edit: Edit) -> None:
    rename_the_plan(data_directory, edit)
    figures = read_plan(data_directory).figures
    assert set(figures["period_start"]) == {2026}
    assert set(figures["period_end"]) == {2030}
    assert figures["figure_id"].iloc[0] == "zizhu.existing"


def test_another_plans_totals_follow_its_own_zones(data_directory: Path, edit: Edit) -> None:
    rename_the_plan(data_directory, edit)
    by_zone = totals(read_plan(data_directory).figures, by="zone").dropna(subset=["gfa_m2"])
    planned = by_zone[by_zone["category"] == "planned"].set_index("zone_id")["gfa_m2"]
    assert planned.to_dict() == {"qianwan": 120e4, "zizhu-qianwan": 100e4}


def test_zones_unknown_to_the_control_points_are_not_checked_against_them(
    data_directory: Path, edit: Edit
) -> None:
    points = (data_directory / CONTROL_POINTS).read_bytes()
    rename_the_plan(data_directory, edit)
    (data_directory / CONTROL_POINTS).write_bytes(points)
    assert len(read_plan(data_directory).zones) == 4


def test_a_plan_may_have_one_zone_only(data_directory: Path, edit: Edit) -> None:
    edit("zones.geojson", lambda zones: zones.update(features=zones["features"][:1]))
    edit(
        "parks.geojson",
        lambda parks: parks.update(features=parks["features"][-1:]),
    )
    edit("parks.geojson", with_park("life-bay", zone_id="caohejing"))
    edit("plan.json", lambda profile: profile.update(discrepancies=[]))
    alone = read_plan(data_directory)
    assert alone.overlaps.empty
    assert alone.union_area_m2 == pytest.approx(alone.land_area_m2["caohejing"])
