"""Online basemaps: what is drawn stays on its ground, keys stay private, failures fall back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Route, expect
from pyproj import Geod

from geo.crs import Datum, convert_coordinates
from geo.plan import SHIPPED, read_plan

from .layout_page import LayoutPage
from .map_scripts import MapView

GAODE = tuple(f"https://webrd0{server}.is.autonavi.com/" for server in range(1, 5))
TIANDITU = tuple(f"https://t{server}.tianditu.gov.cn/" for server in range(8))
OSM = ("https://tile.openstreetmap.org/",)
WGS84_ELLIPSOID = Geod(ellps="WGS84")
Tiles = Callable[[], None]


@pytest.fixture(scope="module")
def opened(opened: LayoutPage) -> LayoutPage:
    opened.watch.expected = GAODE + TIANDITU + OSM
    return opened


@pytest.fixture
def layout(opened: LayoutPage, tile: dict[str, Any]) -> Iterator[LayoutPage]:
    """The page on its offline base; online tiles answer, until a test says otherwise."""

    def answer(route: Route) -> None:
        route.fulfill(**tile)

    pattern = re.compile("autonavi|tianditu|tile.openstreetmap")
    opened.page.route(pattern, answer)
    yield opened
    opened.page.unroute(pattern)
    opened.choose_basemap("离线底图")
    expect(opened.map.locator("img.leaflet-tile")).to_have_count(0)
    opened.rested()


def drawn_corner(layout: LayoutPage, zone_id: str) -> tuple[float, float]:
    """Return where the first corner of a zone is drawn: longitude, latitude."""
    lat, lon = layout.ground.evaluate(
        "(_, zone) => { const path = LiangjiLiangdai.map.layers.get('zones').paths.get(zone);"
        " const { lat, lng } = path.getLatLngs().flat(3)[0]; return [lat, lng]; }",
        zone_id,
    )
    return lon, lat


def metres(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Return how far to the east and to the north one lon/lat is from another."""
    azimuth, _, distance = WGS84_ELLIPSOID.inv(*start, *end)
    return (
        distance * float(np.sin(np.radians(azimuth))),
        distance * float(np.cos(np.radians(azimuth))),
    )


def on_ground(view: MapView) -> tuple[float, float]:
    """Return the WGS-84 lon/lat of a map centre in GCJ-02."""
    place = np.array([[view.lon, view.lat]])
    lon, lat = convert_coordinates(place, Datum.GCJ02, Datum.WGS84)[0]
    return float(lon), float(lat)


def metres_a_pixel(view: MapView) -> float:
    """Return how much ground one pixel of the map shows (256 px a tile of Web Mercator)."""
    return float(40_075_017 * np.cos(np.radians(view.lat)) / (256 * 2**view.zoom))


def test_gaode_draws_the_zones_shifted_to_its_datum_and_keeps_the_ground_in_sight(
    layout: LayoutPage,
) -> None:
    corner, view = drawn_corner(layout, "caohejing"), layout.view()
    outline = layout.zone("caohejing").bounding_box()
    layout.choose_basemap("高德地图")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    layout.frame.wait_for_function(
        "before => LiangjiLiangdai.map.layers.get('zones').paths.get('caohejing')"
        ".getLatLngs().flat(3)[0].lng !== before",
        arg=corner[0],
    )
    shifted = convert_coordinates(np.array([corner]), Datum.WGS84, Datum.GCJ02)[0]
    assert drawn_corner(layout, "caohejing") == pytest.approx(tuple(shifted), abs=1e-6)
    east, north = metres(corner, drawn_corner(layout, "caohejing"))
    assert east == pytest.approx(441, abs=15)
    assert north == pytest.approx(-220, abs=40)
    off_m = np.hypot(*metres((view.lon, view.lat), on_ground(layout.view())))
    assert off_m < metres_a_pixel(view)
    moved = layout.zone("caohejing").bounding_box()
    assert outline is not None
    assert moved is not None
    for side in ("x", "y", "width", "height"):
        assert moved[side] == pytest.approx(outline[side], abs=2)
    assert layout.watch.asked("/gcj02/zones.json") != []
    expect(layout.map.locator(".leaflet-control-attribution")).to_contain_text("高德")


def test_return_from_gaode_puts_everything_back_where_it_was(layout: LayoutPage) -> None:
    corner, view = drawn_corner(layout, "riverside"), layout.view()
    layout.choose_basemap("高德地图")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    layout.choose_basemap("离线底图")
    expect(layout.map.locator("img.leaflet-tile")).to_have_count(0)
    layout.wait_until_at(view.lat, view.lon, view.zoom)
    layout.frame.wait_for_function(
        "lng => LiangjiLiangdai.map.layers.get('zones').paths.get('riverside')"
        ".getLatLngs().flat(3)[0].lng === lng",
        arg=corner[0],
    )


def test_openstreetmap_is_drawn_beneath_the_plan_and_named(layout: LayoutPage) -> None:
    layout.choose_basemap("OpenStreetMap")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    expect(layout.zone("caohejing")).to_be_visible()
    expect(layout.notice).to_be_hidden()
    attribution = layout.map.locator(".leaflet-control-attribution")
    expect(attribution).to_have_text("© OpenStreetMap contributors")
    assert layout.watch.asked(OSM[0]) != []


def test_tianditu_asks_for_a_key_sends_it_with_each_tile_and_keeps_it_out_of_the_address(
    layout: LayoutPage,
) -> None:
    key = "a&b=c d/密"
    layout.choose_basemap("天地图")
    expect(layout.notice).to_contain_text("请在左侧填写天地图密钥")
    assert layout.watch.asked("tianditu") == []
    field = layout.sidebar.get_by_label("天地图密钥（tk）", exact=True)
    expect(field).to_have_attribute("type", "password")
    field.fill(key)
    field.press("Enter")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    tiles = layout.watch.asked("tianditu")
    assert {"LAYER=vec", "LAYER=cva"} <= {part for url in tiles for part in url.split("&")}
    assert all(url.endswith(f"&tk={quote(key, safe='')}") for url in tiles)
    assert "tk=" not in layout.page.url
    assert quote(key, safe="") not in layout.page.url
    assert key not in layout.page.url
    expect(layout.notice).to_be_hidden()


@pytest.mark.parametrize("title", ["高德地图", "OpenStreetMap"])
def test_basemap_that_does_not_load_falls_back_with_a_notice_and_can_be_tried_again(
    layout: LayoutPage, title: str
) -> None:
    working = False

    def answer_or_not(route: Route) -> None:
        if working:
            route.fallback()
        else:
            route.abort()

    pattern = re.compile("autonavi|tile.openstreetmap")
    layout.page.route(pattern, answer_or_not)
    view, corner = layout.view(), drawn_corner(layout, "caohejing")
    layout.choose_basemap(title)
    expect(layout.notice).to_contain_text(f"{title}未能加载（需要互联网），已换回离线底图。")
    expect(layout.ground).not_to_contain_class("online")
    expect(layout.map.locator("img.leaflet-tile")).to_have_count(0)
    assert layout.view() == pytest.approx(tuple(view), abs=1e-9)
    assert drawn_corner(layout, "caohejing") == corner
    working = True
    layout.notice.get_by_role("button", name="重试").click()
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    expect(layout.notice).to_be_hidden()
    expect(layout.ground).to_contain_class("online")
    layout.page.unroute(pattern, answer_or_not)


def test_notice_of_a_failed_basemap_goes_when_another_one_is_chosen(layout: LayoutPage) -> None:
    pattern = re.compile("autonavi")
    layout.page.route(pattern, lambda route: route.abort())
    layout.choose_basemap("高德地图")
    expect(layout.notice).to_contain_text("未能加载")
    layout.choose_basemap("OpenStreetMap")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    expect(layout.notice).to_be_hidden()


def test_place_found_on_gaode_is_where_its_symbol_is_drawn(layout: LayoutPage) -> None:
    station = read_plan(SHIPPED).stations.set_index("name").geometry["云锦路"]
    lon, lat = convert_coordinates(np.array([[station.x, station.y]]), Datum.WGS84, Datum.GCJ02)[0]
    layout.choose_basemap("高德地图")
    expect(layout.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
    layout.pick("查找", "云锦路 · 轨道交通站")
    layout.wait_until_at(lat, lon, 15)
    expect(layout.popup).to_contain_text("云锦路")
    layout.clear("查找")
    expect(layout.map.locator(".pin")).to_have_count(0)
