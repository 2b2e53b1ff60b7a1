"""The map stays where it is, and is never loaded again, whatever is switched beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .layout_page import LayoutPage
from .map_scripts import MapView

OSM = "https://tile.openstreetmap.org/"
FIRST = {"zones": "片区", "capacity": "新增载体", "metro": "轨道交通", "parks": "园区"}
SLOW_LINE = """
if (window === window.top) {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    addEventListener(type, hear, ...rest) {
      const late = (event) => setTimeout(() => hear.call(this, event), 200);
      super.addEventListener(type, type === "message" ? late : hear, ...rest);
    }
  };
}"""
"""Lets the server's words arrive 200 ms late, as from a distant server."""


@pytest.fixture(scope="module")
def opened(opened: LayoutPage) -> LayoutPage:
    """The page with a mark on the map's window, which would be lost if the map were reloaded."""
    opened.frame.evaluate("window.marker = '还在'")
    return opened


@pytest.fixture
def moved(opened: LayoutPage) -> Iterator[tuple[LayoutPage, MapView]]:
    """That page after someone has moved its map, and where the map is since."""
    before = opened.view()
    yield opened, opened.look_elsewhere()
    opened.look_at(before)


def expect_same_map(layout: LayoutPage) -> None:
    """Check that it is still the map of before."""
    layout.rested()
    assert layout.frame.evaluate("window.marker") == "还在"
    assert len(layout.watch.maps) == 1


def test_switching_layers_keeps_centre_and_zoom_and_the_same_map(
    moved: tuple[LayoutPage, MapView],
) -> None:
    layout, view = moved
    for key, title in FIRST.items():
        layout.switch_layer(title)
        expect(layout.map.locator(f"[data-painted~={key}]")).to_have_count(0)
        assert layout.view() == view
        layout.switch_layer(title)
        expect(layout.map.locator(f"[data-painted~={key}]")).to_be_visible()
        assert layout.view() == view
    expect_same_map(layout)


def test_file_of_a_layer_is_fetched_once_however_often_the_layer_is_switched(
    moved: tuple[LayoutPage, MapView],
) -> None:
    layout, _ = moved
    for _ in range(2):
        layout.switch_layer("机构与地点")
        expect(layout.map.locator("[data-painted~=places] .symbol.badge").first).to_be_visible()
        layout.switch_layer("机构与地点")
        expect(layout.map.locator("[data-painted~=places]")).to_have_count(0)
    assert len(layout.watch.asked("/places.json")) == 1
    expect_same_map(layout)


def test_switching_all_layers_off_leaves_the_ground_and_its_legend(
    moved: tuple[LayoutPage, MapView],
) -> None:
    layout, view = moved
    for key, title in FIRST.items():
        layout.switch_layer(title)
        expect(layout.map.locator(f"[data-painted~={key}]")).to_have_count(0)
        layout.rested()
    expect(layout.ground).to_have_attribute("data-painted", "base")
    expect(layout.map.locator(".legend h4")).to_have_text(["底图"])
    assert layout.parameter("layers") == "none"
    for key, title in FIRST.items():
        layout.switch_layer(title)
        expect(layout.map.locator(f"[data-painted~={key}]")).to_be_visible()
        layout.rested()
    assert layout.parameter("layers") is None
    assert layout.view() == view
    expect_same_map(layout)


def test_switches_clicked_fast_on_a_slow_line_all_take_effect(visit: Visit) -> None:
    layout = visit()
    layout.page.add_init_script(SLOW_LINE)
    layout.open()
    for painted in ("base", "zones capacity metro parks base"):
        for title in FIRST.values():
            layout.switch_layer(title)
        expect(layout.ground).to_have_attribute("data-painted", painted)


def test_choosing_a_zone_that_is_in_sight_keeps_the_map_where_it_is(
    moved: tuple[LayoutPage, MapView],
) -> None:
    layout, view = moved
    layout.click_zone("riverside")
    layout.expect_chosen("riverside", "徐汇滨江人工智能高质量发展带")
    layout.click_row("caohejing-huajing")
    layout.expect_chosen("caohejing-huajing", "漕河泾—华泾人工智能高质量创新带")
    assert layout.view() == view
    layout.let_go()
    assert layout.view() == view
    expect_same_map(layout)


def test_changing_the_basemap_keeps_the_same_map_and_zoom(
    moved: tuple[LayoutPage, MapView], tile: dict[str, Any]
) -> None:
    layout, view = moved
    layout.watch.expected = (OSM,)
    layout.page.route(f"{OSM}**", lambda route: route.fulfill(**tile))
    layout.choose_basemap("OpenStreetMap")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    assert layout.view() == view
    layout.choose_basemap("离线底图")
    expect(layout.map.locator("img.leaflet-tile")).to_have_count(0)
    assert layout.view() == view
    expect_same_map(layout)


def test_filtering_by_subdistrict_keeps_the_same_map(moved: tuple[LayoutPage, MapView]) -> None:
    layout, _ = moved
    layout.pick("街道（镇）", "龙华街道")
    expect(layout.map.locator(".leaflet-veil-pane path")).to_have_count(2)
    layout.clear("街道（镇）")
    expect(layout.map.locator(".leaflet-veil-pane path")).to_have_count(0)
    expect_same_map(layout)
