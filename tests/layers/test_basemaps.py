"""The choice of ground: what needs internet, a key, another datum."""

from __future__ import annotations

import json
import re

import pytest

from geo.crs import Datum
from geo.translation import Language, Translator
from layers.basemaps import BASEMAPS, OFFLINE, OSM_ATTRIBUTION, client_options

CHINESE = Translator(Language.CHINESE)
ONLINE = [key for key in BASEMAPS if key != OFFLINE]
online = pytest.mark.parametrize("key", ONLINE)


def test_the_choice_is_offline_tianditu_gaode_and_openstreetmap() -> None:
    assert list(BASEMAPS) == ["offline", "tianditu", "gaode", "osm"]


def test_the_offline_base_asks_for_nothing() -> None:
    assert BASEMAPS[OFFLINE].tiles == ()
    assert not BASEMAPS[OFFLINE].needs_key


def test_gaode_tiles_are_gcj02() -> None:
    assert BASEMAPS["gaode"].datum is Datum.GCJ02


@pytest.mark.parametrize("key", ["offline", "tianditu", "osm"])
def test_all_other_ground_is_wgs84(key: str) -> None:
    assert BASEMAPS[key].datum is Datum.WGS84


def test_only_tianditu_needs_a_key_of_the_user() -> None:
    assert [key for key, basemap in BASEMAPS.items() if basemap.needs_key] == ["tianditu"]


def test_tianditu_draws_names_over_its_ground() -> None:
    layers = [re.findall(r"&LAYER=(\w+)", url) for url in BASEMAPS["tianditu"].tiles]
    assert layers == [["vec"], ["cva"]]


@online
def test_tiles_are_named_by_zoom_column_and_row(key: str) -> None:
    assert BASEMAPS[key].tiles
    for url in BASEMAPS[key].tiles:
        assert all(place in url for place in ("{z}", "{x}", "{y}"))


@online
def test_tiles_come_over_https(key: str) -> None:
    assert all(url.startswith("https://") for url in BASEMAPS[key].tiles)


@online
def test_a_template_names_subdomains_where_there_are_any(key: str) -> None:
    basemap = BASEMAPS[key]
    assert all(("{s}" in url) == bool(basemap.subdomains) for url in basemap.tiles)


@online
def test_a_template_has_no_place_that_nobody_fills(key: str) -> None:
    for url in BASEMAPS[key].tiles:
        assert set(re.findall(r"\{(\w+)\}", url)) <= {"x", "y", "z", "s", "key"}


@online
def test_online_ground_says_that_it_needs_the_internet(key: str) -> None:
    assert "需要互联网" in BASEMAPS[key].note


@online
def test_online_ground_names_its_source(key: str) -> None:
    assert BASEMAPS[key].attribution.startswith("©")


def test_openstreetmap_is_named_as_it_asks() -> None:
    assert BASEMAPS["osm"].attribution == OSM_ATTRIBUTION == "© OpenStreetMap contributors"


def test_the_client_gets_every_basemap_as_plain_json() -> None:
    options = client_options(CHINESE)
    assert json.loads(json.dumps(options, allow_nan=False)) == options
    assert list(options) == list(BASEMAPS)
    assert options["gaode"]["datum"] == "gcj02"
    assert options["gaode"]["title"] == "高德地图"
