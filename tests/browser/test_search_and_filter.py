"""Finding a place by its name, and looking at one sub-district alone."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect
from shapely.geometry import Point

from geo.plan import SHIPPED, Plan, read_plan

from .conftest import Visit
from .layout_page import LayoutPage


@pytest.fixture(scope="module")
def shipped() -> Plan:
    return read_plan(SHIPPED)


@pytest.fixture(scope="module")
def opened(shared_visit: Visit) -> LayoutPage:
    return shared_visit().open(layers="zones,capacity,metro,parks,places")


@pytest.fixture
def layout(opened: LayoutPage) -> LayoutPage:
    """The page of this file's tests with nothing found, filtered or chosen."""
    for box in ("查找", "街道（镇）"):
        if opened.sidebar.get_by_role("combobox", name=box).input_value():
            opened.clear(box)
            expect(opened.sidebar.get_by_role("combobox", name=box)).to_have_value("")
            opened.rested()
            expect(opened.popup).to_have_count(0)
    opened.let_go()
    return opened


def expect_marked(layout: LayoutPage, place: Point) -> None:
    """Check that the map is zoomed to a place, which has a mark and is near the middle."""
    expect(layout.map.locator(".pin")).to_be_in_viewport(ratio=1)
    marked = layout.ground.evaluate(
        "() => { const { lat, lng } = LiangjiLiangdai.map.pin.getLatLng(); return [lng, lat]; }"
    )
    assert marked == pytest.approx([place.x, place.y], abs=1e-9)
    view = layout.view()  # a popup that needs room moves the map a little
    assert view.zoom == 15
    assert (view.lon, view.lat) == pytest.approx((place.x, place.y), abs=5e-3)


def test_found_station_is_zoomed_to_marked_and_described(layout: LayoutPage, shipped: Plan) -> None:
    place = shipped.stations.set_index("name").geometry["桂林公园"]
    layout.pick("查找", "桂林公园 · 轨道交通站")
    expect(layout.popup).to_contain_text("15号线")
    expect(layout.popup.get_by_role("heading")).to_have_text(["桂林公园"])
    expect_marked(layout, place)
    layout.page.wait_for_url("**/?*focus=metro/*")


def test_found_institution_is_zoomed_to_and_its_words_are_shown(
    layout: LayoutPage, shipped: Plan
) -> None:
    place = shipped.places.set_index("place_id").geometry["ai-tower"]
    layout.pick("查找", "西岸智塔（AI Tower） · 机构与地点")
    expect(layout.popup).to_contain_text("垂直硅谷")
    expect_marked(layout, place)
    expect(layout.popup.get_by_role("heading").first).to_have_text("西岸智塔（AI Tower）")


def test_found_park_is_zoomed_to_and_its_figure_is_shown(layout: LayoutPage) -> None:
    layout.pick("查找", "北杨人工智能小镇 · 园区")
    expect(layout.popup.get_by_role("heading")).to_have_text(["北杨人工智能小镇"])
    expect(layout.popup).to_contain_text("100 万㎡")
    expect(layout.popup).to_contain_text("围绕 100 万方北杨人工智能小镇")


def test_place_whose_position_is_not_known_says_so_and_moves_nothing(layout: LayoutPage) -> None:
    view = layout.view()
    layout.pick("查找", "上海鲲鹏生态创新中心 · 机构与地点（未定位）")
    notice = layout.sidebar.locator(".remark")
    expect(notice).to_have_text("上海鲲鹏生态创新中心：规划提及，位置未能核实，故不在图上绘出。")
    expect(layout.map.locator(".pin")).to_have_count(0)
    layout.rested()
    assert layout.view() == view


def test_found_zone_is_chosen(layout: LayoutPage) -> None:
    layout.pick("查找", "漕河泾—华泾 · 片区")
    layout.expect_chosen("caohejing-huajing", "漕河泾—华泾人工智能高质量创新带")


def test_found_zone_is_shown_whole_beside_the_legend(layout: LayoutPage) -> None:
    layout.pick("查找", "徐汇滨江 · 片区")
    layout.expect_chosen("riverside", "徐汇滨江人工智能高质量发展带")
    layout.frame.wait_for_function(_WHOLE_BESIDE_LEGEND)
    expect(layout.map.locator(".pin")).to_have_count(0)


_WHOLE_BESIDE_LEGEND: Final = """() => {
  const ground = document.querySelector("path[data-zone=riverside]").getBoundingClientRect();
  const legend = document.querySelector(".legend").getBoundingClientRect();
  return ground.left >= legend.right && ground.right <= innerWidth
    && ground.top >= 0 && ground.bottom <= innerHeight;
}"""


def test_found_park_chooses_its_zone_and_is_opened_though_it_is_an_area(
    layout: LayoutPage,
) -> None:
    layout.click_row("west-bund")
    layout.expect_chosen("west-bund", "西岸数智谷产业集聚增长极")
    layout.pick("查找", "西岸传媒港 · 园区")
    expect(layout.popup.get_by_role("heading")).to_have_text(["西岸传媒港"])
    layout.expect_chosen("riverside", "徐汇滨江人工智能高质量发展带")


def test_what_was_found_before_is_closed_when_something_else_is(layout: LayoutPage) -> None:
    layout.pick("查找", "桂林公园 · 轨道交通站")
    expect(layout.popup.get_by_role("heading")).to_have_text(["桂林公园"])
    layout.rested()
    layout.pick("查找", "漕河泾 · 片区")
    expect(layout.popup).to_have_count(0)
    expect(layout.map.locator(".pin")).to_have_count(0)


def test_popup_lies_clear_of_the_legend(layout: LayoutPage) -> None:
    layout.pick("查找", "桂林公园 · 轨道交通站")
    expect(layout.popup).to_be_visible()
    legend = layout.map.locator(".legend").bounding_box()
    assert legend is not None
    layout.ground.evaluate("() => LiangjiLiangdai.map.map.closePopup()")
    layout.ground.evaluate("() => LiangjiLiangdai.map.map.panBy([150, 0], { animate: false })")
    layout.map.get_by_role("button", name="桂林公园").press("Enter")
    layout.frame.wait_for_function(
        "(edge) => document.querySelector('.leaflet-popup').getBoundingClientRect().left >= edge",
        arg=legend["width"],
    )


def test_found_institution_shows_its_layer(visit: Visit) -> None:
    opened = visit().open()
    opened.pick("查找", "西岸智塔（AI Tower） · 机构与地点")
    expect(opened.popup).to_contain_text("垂直硅谷")
    expect(opened.sidebar.get_by_role("checkbox", name="机构与地点")).to_be_checked()


def test_subdistrict_is_shown_alone_with_what_the_plan_has_in_it(layout: LayoutPage) -> None:
    stations = layout.map.locator(".leaflet-layer-metro-pane .symbol")
    everywhere = stations.count()
    layout.pick("街道（镇）", "龙华街道")
    expect(layout.map.locator(".leaflet-veil-pane path")).to_have_count(2)
    expect(stations).not_to_have_count(everywhere)
    shown = stations.evaluate_all("nodes => nodes.map((node) => node.getAttribute('aria-label'))")
    names = {label.split(",")[0] for label in shown}
    assert "云锦路" in names
    assert "景洪路" not in names
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("龙华街道")
    for words in ("西岸数智谷 0.34 km²", "云锦路", "西岸传媒港"):
        expect(layout.card).to_contain_text(words)
    expect(layout.card).not_to_contain_text("漕河泾—华泾")
    layout.page.wait_for_url("**/?*subdistrict=longhua*")


def test_leaving_a_subdistrict_lifts_the_veil_and_shows_the_whole_district(
    layout: LayoutPage,
) -> None:
    stations = layout.map.locator(".leaflet-layer-metro-pane .symbol")
    everywhere = stations.count()
    layout.pick("街道（镇）", "凌云路街道")
    expect(layout.map.locator(".leaflet-veil-pane path")).to_have_count(2)
    expect(stations).not_to_have_count(everywhere)
    layout.clear("街道（镇）")
    expect(layout.map.locator(".leaflet-veil-pane path")).to_have_count(0)
    expect(stations).to_have_count(everywhere)
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("规划总览")
    for zone_id in ("caohejing", "west-bund", "riverside", "caohejing-huajing"):
        expect(layout.zone(zone_id)).to_be_in_viewport()


def test_zone_chosen_inside_a_subdistrict_has_the_card_until_it_is_let_go(
    layout: LayoutPage,
) -> None:
    layout.pick("街道（镇）", "龙华街道")
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("龙华街道")
    layout.rested()
    layout.click_row("riverside")
    layout.expect_chosen("riverside", "徐汇滨江人工智能高质量发展带")
    layout.ground.press("Escape")
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("龙华街道")
