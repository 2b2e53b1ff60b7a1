"""The address is the view: copied into another browser, it opens the same."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .layout_page import ZONES, LayoutPage
from .map_scripts import SETTLED

TITLE = "漕河泾—华泾人工智能高质量创新带"


def opened_elsewhere(visit: Visit, layout: LayoutPage) -> LayoutPage:
    """Return the page another person gets from this page's address."""
    other = visit()
    query = layout.page.url.partition("?")[2]
    return other.open(query)


def expect_same_view(other: LayoutPage, layout: LayoutPage) -> None:
    """Check that zone, layers, centre and zoom are the same, and the address still is."""
    assert other.painted() == layout.painted()
    assert other.view().zoom == layout.view().zoom
    assert other.view() == pytest.approx(tuple(layout.view()), abs=1e-4)
    chosen = [page.map.locator("path.chosen").all() for page in (other, layout)]
    zones = [[path.get_attribute("data-zone") for path in paths] for paths in chosen]
    assert zones[0] == zones[1]
    assert other.page.url.partition("?")[2] == layout.page.url.partition("?")[2]


def test_view_made_by_hand_is_the_same_in_another_browser(visit: Visit) -> None:
    layout = visit().open()
    layout.switch_layer("园区")
    expect(layout.map.locator("[data-painted~=parks]")).to_have_count(0)
    layout.rested()
    layout.switch_layer("机构与地点")
    expect(layout.map.locator("[data-painted~=places]")).to_be_visible()
    layout.rested()
    layout.pick("街道（镇）", "凌云路街道")
    expect(layout.map.locator(".leaflet-veil-pane path")).to_have_count(2)
    layout.rested()
    layout.click_zone("caohejing-huajing")
    layout.expect_chosen("caohejing-huajing", TITLE)
    layout.look_elsewhere()
    other = opened_elsewhere(visit, layout)
    assert other.painted() == ["zones", "capacity", "metro", "places", "base"]
    expect(other.map.locator(".leaflet-veil-pane path")).to_have_count(2)
    other.expect_chosen("caohejing-huajing", TITLE)
    expect_same_view(other, layout)


def test_found_station_in_a_subdistrict_is_the_same_in_another_browser(visit: Visit) -> None:
    layout = visit().open(subdistrict="longhua")
    found = "云锦路 · 轨道交通站"
    layout.pick("查找", found)
    expect(layout.popup).to_be_visible()
    layout.frame.wait_for_function(SETTLED)
    layout.rested()
    other = opened_elsewhere(visit, layout)
    expect(other.map.locator(".leaflet-veil-pane path")).to_have_count(2)
    expect(other.map.locator(".pin")).to_be_visible()
    expect(other.popup).to_contain_text("云锦路")
    expect(other.sidebar.get_by_role("combobox", name="查找")).to_have_value(found)
    expect_same_view(other, layout)


def test_moved_map_on_gaode_opens_on_the_same_ground(visit: Visit, tile: dict[str, Any]) -> None:
    layout = visit()
    layout.watch.expected = tuple(f"https://webrd0{n}.is.autonavi.com/" for n in range(1, 5))
    layout.page.route(re.compile("autonavi"), lambda route: route.fulfill(**tile))
    layout.open()
    layout.look_elsewhere()
    layout.choose_basemap("高德地图")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    layout.rested()
    view = layout.view()
    layout.page.reload()
    layout.drawn()
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    assert layout.view() == pytest.approx(tuple(view), abs=1e-4)


def test_address_written_by_hand_opens_zone_layers_place_and_language(visit: Visit) -> None:
    layout = visit().open("zone=riverside&layers=zones,metro&at=31.17000,121.45000,13.5&lang=en")
    assert layout.painted() == ["zones", "metro", "base"]
    assert layout.view() == pytest.approx((31.17, 121.45, 13.5), abs=1e-4)
    heading = layout.card.get_by_role("heading", level=3)
    expect(heading).to_have_text("Xuhui Riverside belt for high-quality AI development")
    expect(layout.zone("riverside")).to_contain_class("chosen")


def test_names_in_the_address_that_the_plan_does_not_know_are_reported_as_text_and_ignored(
    visit: Visit,
) -> None:
    layout = visit()
    attack = "![x](http://evil.example/x.png) **b** <img src=x onerror=window.hacked=1> $x$"
    unknown = {
        "zone": attack,
        "basemap": "mars",
        "subdistrict": "lujiazui",
        "focus": "metro/nowhere",
    }
    layout.open(**unknown, layers="zones,moon", at="north,pole,9")
    said = layout.page.locator(".remark")
    expect(said).to_contain_text("不属于本规划，已忽略")
    for name, value in {**unknown, "layers": "moon"}.items():
        expect(said).to_contain_text(f"{name}={value}")
    layout.expect_nothing_chosen()
    assert layout.painted() == ["zones", "base"]
    for zone_id in ZONES:
        expect(layout.zone(zone_id)).to_be_in_viewport(ratio=0.99)
    assert layout.watch.outside == []
    assert layout.page.evaluate("window.hacked") is None
