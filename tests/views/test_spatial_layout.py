"""The page 空间布局 as it runs: what a planner reads, chooses, and is told when data is faulty.

`AppTest` sees the map as an unknown element; what the map is told is read from its arguments.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox, Selectbox

from geo import __version__
from geo.plan import SHIPPED, directory_version
from views.map_view import KEY as MAP

MAIN: Final = Path(__file__).parents[2] / "views" / "main.py"
DATA_VARIABLE: Final = "LIANGJI_DATA"
PAINTED: Final = "map_painted"

Edit = Callable[[str, Callable[[Any], object]], Path]


def opening(**parameters: str) -> AppTest:
    """Return the page as an address opens it, before the map has said that it is drawn."""
    opened = AppTest.from_file(str(MAIN), default_timeout=60)
    opened.query_params.update(parameters)
    return opened.run()


def page(**parameters: str) -> AppTest:
    """Return the page of an address once the map is drawn."""
    opened = AppTest.from_file(str(MAIN), default_timeout=60)
    opened.query_params.update(parameters)
    opened.session_state[PAINTED] = True
    return opened.run()


def read(shown: AppTest) -> str:
    """Return what can be read on the page, side bar apart."""
    assert not shown.exception
    markup = "\n".join(html.value for html in shown.main.html)
    return str(Markup(markup).striptags())  # noqa: S704 - it is read here, never shown


def told(shown: AppTest) -> dict[str, Any]:
    """Return the view that the map is told to show."""
    (component,) = shown.main.get("component_instance")
    arguments: dict[str, Any] = json.loads(component.proto.json_args)
    assert arguments["key"] == MAP
    return dict(arguments["view"])


def box(shown: AppTest, label: str) -> Selectbox[Any]:
    """Return the list with a label."""
    return next(box for box in shown.selectbox if box.label == label)


def switch(shown: AppTest, label: str) -> Checkbox:
    """Return the switch with a label."""
    return next(switch for switch in shown.checkbox if switch.label == label)


@pytest.fixture
def served(data_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory that is served: a copy of the shipped one."""
    monkeypatch.setenv(DATA_VARIABLE, str(data_directory))
    return data_directory


def of_zone(zone_id: str, /, **properties: object) -> Callable[[Any], object]:
    """Set properties of one zone."""

    def change(collection: dict[str, Any]) -> None:
        for feature in collection["features"]:
            if feature["properties"]["zone_id"] == zone_id:
                feature["properties"].update(properties)

    return change


def test_the_page_opens_in_chinese_with_every_headline_figure() -> None:
    said = read(page())
    assert "两极两带" in said
    for figure in ("≈550 万㎡", "预计 100 万㎡", "220 万㎡", "≥400 万㎡", "400 万㎡"):
        assert figure in said


def test_the_page_opens_with_the_card_of_the_plan() -> None:
    assert "规划总览" in read(page())


def test_the_map_is_told_the_view_shown_first() -> None:
    view = told(page())
    assert view["layers"] == ["zones", "capacity", "metro", "parks"]
    assert (view["zone"], view["basemap"], view["subdistrict"]) == (None, "offline", None)


def test_a_switched_off_layer_is_not_on_the_map() -> None:
    shown = page()
    switch(shown, "轨道交通").uncheck().run()
    assert told(shown)["layers"] == ["zones", "capacity", "parks"]
    assert told(shown)["address"]["layers"] == "zones,capacity,parks"


def test_a_layer_switched_on_is_on_the_map() -> None:
    shown = page()
    assert switch(shown, "机构与地点").value is False
    switch(shown, "机构与地点").check().run()
    assert told(shown)["layers"] == ["zones", "capacity", "metro", "parks", "places"]


def test_the_chosen_basemap_is_on_the_map() -> None:
    shown = page()
    shown.radio[0].set_value("gaode").run()
    assert told(shown)["basemap"] == "gaode"


def test_the_basemaps_say_when_they_need_the_internet() -> None:
    assert page().radio[0].options == ["离线底图", "天地图", "高德地图", "OpenStreetMap"]


def test_tianditu_asks_for_the_users_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIANDITU_KEY", raising=False)
    shown = page()
    assert not shown.text_input
    shown.radio[0].set_value("tianditu").run()
    shown.text_input[0].set_value("my-own-key").run()
    assert told(shown)["key"] == "my-own-key"
    assert "my-own-key" not in json.dumps(told(shown)["address"])


def test_the_switch_to_english_shows_english() -> None:
    shown = page()
    shown.segmented_control[0].set_value("en").run()
    said = read(shown)
    assert "Two Poles, Two Belts" in said
    assert "≈5.5 million m²" in said
    assert "两极两带" not in said
    assert told(shown)["address"]["lang"] == "en"


def test_an_english_address_opens_in_english() -> None:
    assert "Two Poles, Two Belts" in read(page(lang="en"))


def test_the_switch_back_to_chinese_shows_chinese() -> None:
    shown = page(lang="en")
    shown.segmented_control[0].set_value("zh").run()
    assert "两极两带" in read(shown)


def test_another_language_keeps_the_view() -> None:
    shown = page(zone="riverside", layers="zones,places", subdistrict="longhua", basemap="osm")
    shown.segmented_control[0].set_value("en").run()
    assert "Xuhui Riverside belt" in read(shown)
    view = told(shown)
    assert view["layers"] == ["zones", "places"]
    assert (view["subdistrict"], view["basemap"]) == ("longhua", "osm")


def test_an_unknown_language_is_chinese_and_says_so() -> None:
    said = read(page(lang="<b>xx"))
    assert "两极两带" in said
    assert "地址中的 lang=<b>xx 不属于本规划，已忽略。" in said
    assert "已忽略" not in read(page())


def test_a_chosen_subdistrict_shows_its_card() -> None:
    shown = page()
    box(shown, "街道（镇）").select("hongmei").run()
    said = read(shown)
    assert "虹梅路街道" in said
    assert "漕河泾 4.3" in said  # the pole's ground lies in it
    assert told(shown)["subdistrict"] == "hongmei"


def test_an_address_with_a_zone_opens_its_card() -> None:
    said = read(page(zone="riverside"))
    assert "徐汇滨江人工智能高质量发展带" in said
    assert "规划总览" not in said


def test_the_address_reopens_layers_basemap_and_subdistrict() -> None:
    view = told(page(layers="zones,places", basemap="osm", subdistrict="longhua"))
    assert view["layers"] == ["zones", "places"]
    assert (view["basemap"], view["subdistrict"]) == ("osm", "longhua")


def remarks(shown: AppTest) -> list[str]:
    """What the page remarks on, as its markup."""
    return [
        element.proto.body
        for element in shown.get("html")
        if "class='remark'" in element.proto.body
    ]


def test_an_address_that_names_nothing_of_the_plan_is_said_to_be_ignored() -> None:
    shown = page(zone="nowhere", layers="zones,buildings")
    (remark,) = remarks(shown)
    assert "zone=nowhere" in remark
    assert "layers=buildings" in remark
    assert told(shown)["layers"] == ["zones"]


def test_a_good_address_is_not_warned_about() -> None:
    assert not remarks(page(zone="riverside"))


def test_a_found_zone_opens_its_card() -> None:
    shown = page()
    box(shown, "查找").select("zones/west-bund").run()
    assert "西岸数智谷产业集聚增长极" in read(shown)
    assert told(shown)["focus"]["id"] == "zones/west-bund"


def test_a_found_station_is_told_to_the_map() -> None:
    shown = page()
    box(shown, "查找").select("metro/station-longhua").run()
    assert told(shown)["focus"]["id"] == "metro/station-longhua"
    assert not remarks(shown)


def test_a_found_place_that_is_not_located_says_so() -> None:
    shown = page()
    box(shown, "查找").select("places/caict").run()
    (remark,) = remarks(shown)
    assert "信通院" in remark
    assert told(shown)["focus"] is None


def test_chart_and_table_wait_for_the_map() -> None:
    shown = opening()
    assert "≈550 万㎡" in read(shown)
    assert told(shown)["layers"] == ["zones", "capacity", "metro", "parks"]
    assert not shown.dataframe
    assert not shown.main.get("vega_lite_chart")


def test_chart_table_and_side_bar_come_in_the_end_without_a_word_of_the_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = opening(zone="riverside", layers="zones")
    assert not waiting.dataframe
    monkeypatch.setattr("views.spatial_layout.page._PATIENCE_S", -1.0)
    shown = waiting.run()
    assert shown.dataframe
    assert switch(shown, "片区").value is True
    assert switch(shown, "轨道交通").value is False


def test_chart_and_table_are_drawn_once_the_map_is() -> None:
    shown = page()
    assert not shown.exception
    assert len(shown.main.get("vega_lite_chart")) == 1
    (table,) = shown.dataframe
    assert list(table.value["片区"]) == ["漕河泾", "西岸数智谷", "徐汇滨江", "漕河泾—华泾"]


def test_the_page_says_that_categories_are_not_added_and_a_dash_is_not_zero() -> None:
    said = read(page())
    assert "不作合计" in said
    assert "— 表示规划未给出，不是 0" in said


def test_the_english_page_draws_chart_and_table() -> None:
    shown = page(lang="en", zone="riverside")
    assert not shown.exception
    assert len(shown.dataframe) == 1


IMAGE_ELSEWHERE: Final = "![x](https://evil.example/x.png)"


def markdown(shown: AppTest) -> str:
    """Return all text of the page that Streamlit reads as Markdown."""
    parts = [*shown.warning, *shown.info, *shown.error, *shown.caption, *shown.markdown]
    return "\n".join(str(part.value) for part in parts)


@pytest.mark.parametrize(
    "attack",
    [
        IMAGE_ELSEWHERE,
        "[here](https://evil.example)",
        ":material/delete:",
        "<img src=https://evil.example/x.png onerror=alert(1)>",
        "</p><script>alert(1)</script>",
    ],
)
def test_an_address_cannot_write_markup_into_the_page(attack: str) -> None:
    shown = page(zone=attack)
    (remark,) = remarks(shown)
    assert "已忽略" in remark
    assert attack not in markdown(shown)
    assert "<" not in attack or attack not in remark


@pytest.mark.parametrize("attack", [IMAGE_ELSEWHERE, "<img src=https://evil.example/x.png>"])
def test_a_name_of_the_plan_cannot_write_markup_into_a_notice(
    served: Path, edit: Edit, attack: str
) -> None:
    def rename(places: dict[str, Any]) -> None:
        for feature in places["features"]:
            feature["properties"]["name"] = attack

    edit("places.geojson", rename)
    assert served.is_dir()
    shown = page(focus="places/caict")
    assert not shown.exception
    (remark,) = remarks(shown)
    assert attack not in markdown(shown)
    assert "<" not in attack or attack not in remark


def test_a_faulty_file_is_one_message_with_zone_and_field(served: Path, edit: Edit) -> None:
    edit("zones.geojson", of_zone("caohejing", existing_gfa_m2=-1))
    assert served.is_dir()
    shown = page()
    assert not shown.exception
    assert len(shown.error) == 1
    (problem,) = shown.code
    assert "漕河泾（caohejing）" in problem.value
    assert "existing_gfa_m2" in problem.value


def test_every_fault_of_a_file_is_said_at_once(served: Path, edit: Edit) -> None:
    edit("zones.geojson", of_zone("caohejing", existing_gfa_m2=-1))
    edit("zones.geojson", of_zone("riverside", kind="circle"))
    assert served.is_dir()
    (problem,) = page().code
    assert "existing_gfa_m2" in problem.value
    assert "徐汇滨江（riverside） · kind" in problem.value


@pytest.mark.parametrize("address", [{}, {"lang": "en"}])
def test_the_foot_says_which_release_and_which_data_these_are(address: dict[str, str]) -> None:
    version = {"": "版本 {}", "en": "Version {}"}[address.get("lang", "")].format(__version__)
    assert read(page(**address)).endswith(f"{directory_version(SHIPPED)}")
    assert f"{version} · " in read(page(**address))


def test_the_foot_says_the_release_though_the_data_are_faulty(served: Path, edit: Edit) -> None:
    edit("zones.geojson", of_zone("caohejing", existing_gfa_m2=-1))
    assert read(page()).endswith(f"版本 {__version__}")


def break_by_truncating(zones: Path) -> None:
    zones.write_bytes(zones.read_bytes()[:5000])


def break_by_encoding(zones: Path) -> None:
    zones.write_bytes(zones.read_text("utf-8").encode("gb18030"))


def break_by_removing(zones: Path) -> None:
    zones.unlink()


@pytest.mark.parametrize("break_it", [break_by_truncating, break_by_encoding, break_by_removing])
def test_an_unreadable_file_is_one_message_that_names_it(
    served: Path, break_it: Callable[[Path], None]
) -> None:
    break_it(served / "zones.geojson")
    shown = page()
    assert not shown.exception
    assert len(shown.error) == 1
    assert "zones.geojson" in shown.code[0].value


def test_the_page_recovers_once_the_file_is_mended(served: Path, edit: Edit) -> None:
    zones = served / "zones.geojson"
    whole = zones.read_bytes()
    edit("zones.geojson", of_zone("caohejing", existing_gfa_m2=-1))
    shown = page(zone="riverside")
    assert shown.error
    zones.write_bytes(whole)
    shown.run()
    assert not shown.error
    assert "徐汇滨江人工智能高质量发展带" in read(shown)


def test_a_page_in_use_outlives_a_file_that_is_faulty_for_a_while(served: Path, edit: Edit) -> None:
    zones = served / "zones.geojson"
    whole = zones.read_bytes()
    shown = page(zone="riverside", layers="zones")
    edit("zones.geojson", of_zone("caohejing", existing_gfa_m2=-1))
    shown.run()
    assert shown.error
    zones.write_bytes(whole)
    shown.run()
    assert not shown.error
    assert "徐汇滨江人工智能高质量发展带" in read(shown)
    assert told(shown)["layers"] == ["zones"]


def test_a_page_in_use_outlives_the_zone_it_shows(served: Path, edit: Edit) -> None:
    shown = page(zone="riverside")
    for name in ("zones", "parks"):
        edit(f"{name}.geojson", of_zone("riverside", zone_id="new-riverside"))
    edit("parks.geojson", part_of_renamed)
    edit("plan.json", lambda profile: profile.update(discrepancies=[]))
    assert served.is_dir()
    shown.run()
    assert not shown.exception
    assert not shown.error
    assert "规划总览" in read(shown)


def part_of_renamed(parks: dict[str, Any]) -> None:
    for feature in parks["features"]:
        if feature["properties"]["part_of"] == "riverside":
            feature["properties"]["part_of"] = "new-riverside"


def test_a_page_in_use_outlives_the_place_it_found(served: Path, edit: Edit) -> None:
    shown = page(focus="places/sjtu")
    assert told(shown)["focus"]["id"] == "places/sjtu"
    edit("places.geojson", lambda places: places["features"].pop(place_index(places, "sjtu")))
    assert served.is_dir()
    shown.run()
    assert "规划总览" in read(shown)
    assert told(shown)["focus"] is None


def test_a_place_the_plan_has_lost_is_let_go_everywhere(served: Path, edit: Edit) -> None:
    shown = page(focus="places/sjtu", zone="riverside")
    edit("places.geojson", lambda places: places["features"].pop(place_index(places, "sjtu")))
    assert served.is_dir()
    shown.run()
    assert not shown.exception
    assert box(shown, "查找").value is None
    assert told(shown)["address"]["focus"] is None
    assert told(shown)["zone"] == "riverside"


def place_index(places: dict[str, Any], place_id: str) -> int:
    ids = [feature["properties"]["place_id"] for feature in places["features"]]
    return ids.index(place_id)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "switches"), [("xuhui-2026", 4), ("jiangcheng", 4), ("xicheng", 2)]
)
def test_the_page_of_another_plan_has_its_figures_and_its_switches_alone(
    second_plans: Path, monkeypatch: pytest.MonkeyPatch, name: str, switches: int, language: str
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(second_plans / name))
    shown = page(lang=language)
    said = read(shown)
    assert "nan" not in said.split()
    assert len(shown.sidebar.checkbox) == switches
    with_filter = [
        box.label for box in shown.selectbox if box.label in ("街道（镇）", "Sub-district")
    ]
    assert bool(with_filter) == (name != "xicheng")
