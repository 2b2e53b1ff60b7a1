"""A broken zones file: one clear message, no map, the server stays up and mends with the file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from geo.crs import Datum, convert_coordinates
from geo.plan import SHIPPED

from .conftest import Visit, serving
from .layout_page import LayoutPage

Spoil = Callable[[Path], object]
BOW_TIE = [[[121.40, 31.16], [121.42, 31.18], [121.42, 31.16], [121.40, 31.18], [121.40, 31.16]]]


def edited(change: Callable[[list[dict[str, Any]]], object]) -> Spoil:
    """Return what changes the features of a file."""

    def spoil(path: Path) -> None:
        collection = json.loads(path.read_text("utf-8"))
        change(collection["features"])
        path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")

    return spoil


def _shift(features: list[dict[str, Any]]) -> None:
    for feature in features:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [
            convert_coordinates(np.array(ring), Datum.WGS84, Datum.GCJ02).tolist() for ring in rings
        ]


def _to_gbk(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("gbk", errors="replace"))


def _cut(path: Path) -> None:
    path.write_text(path.read_text("utf-8")[:4000], "utf-8")


FAULTS: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "missing": (Path.unlink, ("找不到数据文件 zones.geojson", "请把它放回")),
    "truncated": (_cut, ("zones.geojson", "不完整或不是 JSON", "行", "列")),
    "not UTF-8": (_to_gbk, ("zones.geojson 不是 UTF-8 编码", "GBK", "请另存为 UTF-8")),
    "GCJ-02": (edited(_shift), ("漕河泾（caohejing）", "geometry", "像是 GCJ-02", "WGS-84")),
    "self-intersecting": (
        edited(lambda features: features[2]["geometry"].update(coordinates=BOW_TIE)),
        ("徐汇滨江（riverside）", "geometry", "自相交"),
    ),
    "duplicate id": (
        edited(lambda features: features[1]["properties"].update(zone_id="caohejing")),
        ("西岸数智谷（caohejing）", "zone_id", "编号重复"),
    ),
    "negative area": (
        edited(lambda features: features[0]["properties"].update(existing_gfa_m2=-5)),
        ("漕河泾（caohejing）", "existing_gfa_m2", "为 -5，不能为负"),
    ),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data that tests break and mend; it begins without its zones."""
    directory = Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("broken") / "data"))
    (directory / "zones.geojson").unlink()
    return directory


@pytest.fixture(scope="module")
def opened(shared_visit: Visit, data: Path) -> Iterator[LayoutPage]:
    """The page of one server for all tests of this file, started on broken data."""
    with serving(data) as address:
        layout = shared_visit(address)
        layout.page.goto(address)
        yield layout


@pytest.fixture
def zones_file(data: Path) -> Path:
    """The zones file, mended, for a test to break."""
    return Path(shutil.copy(SHIPPED / "zones.geojson", data / "zones.geojson"))


def expect_one_message(layout: LayoutPage, words: tuple[str, ...]) -> None:
    """Check that the page says these words, once, and shows neither a map nor a traceback."""
    message = layout.page.get_by_test_id("stCode")
    expect(message).to_have_count(1)
    for word in words:
        expect(message).to_contain_text(word)
    expect(layout.page.get_by_test_id("stAlert")).to_have_text(
        "数据有问题，地图暂不能显示。改正文件后刷新页面即可。"
    )
    expect(layout.page.get_by_test_id("stException")).to_have_count(0)
    expect(layout.page.get_by_text("Traceback")).to_have_count(0)
    expect(layout.page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("fault", FAULTS)
def test_broken_zones_file_is_explained_by_zone_and_field(
    opened: LayoutPage, zones_file: Path, fault: str
) -> None:
    spoil, words = FAULTS[fault]
    spoil(zones_file)
    opened.page.reload()
    expect_one_message(opened, words)


def test_several_faults_are_all_listed_at_once(opened: LayoutPage, zones_file: Path) -> None:
    words: tuple[str, ...] = ("zones.geojson 有 2 处问题",)
    for fault in ("negative area", "self-intersecting"):
        FAULTS[fault][0](zones_file)
        words += FAULTS[fault][1]
    opened.page.reload()
    expect_one_message(opened, words)


def test_page_works_again_as_soon_as_the_file_is_mended(
    opened: LayoutPage, zones_file: Path
) -> None:
    spoil, words = FAULTS["negative area"]
    spoil(zones_file)
    opened.page.reload()
    expect_one_message(opened, words)
    shutil.copy(SHIPPED / "zones.geojson", zones_file)
    opened.page.reload()
    opened.drawn()
    expect(opened.headline.locator(".figure").first).to_have_text("≈550 万㎡")
    expect(opened.page.get_by_test_id("stCode")).to_have_count(0)
