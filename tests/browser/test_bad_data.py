"""A broken zones file: one clear message, no map, the server stays up and mends with the file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo.plan import SHIPPED

from .conftest import Visit, serving
from .layout_page import LayoutPage

BOW_TIE = [[[121.40, 31.16], [121.42, 31.18], [121.42, 31.16], [121.40, 31.18], [121.40, 31.16]]]
NEGATIVE = ("漕河泾（caohejing）", "existing_gfa_m2", "为 -5，不能为负")
CROSSED = ("徐汇滨江（riverside）", "geometry", "自相交")


def spoil(path: Path, *, crossed: bool = False) -> None:
    """Give a zone a negative area and, if asked, another a boundary that crosses itself."""
    collection = json.loads(path.read_text("utf-8"))
    collection["features"][0]["properties"]["existing_gfa_m2"] = -5
    if crossed:
        collection["features"][2]["geometry"]["coordinates"] = BOW_TIE
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")


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


def test_faults_are_explained_at_once_by_zone_and_field(
    opened: LayoutPage, zones_file: Path
) -> None:
    spoil(zones_file, crossed=True)
    opened.page.reload()
    expect_one_message(opened, ("zones.geojson 有 2 处问题", *NEGATIVE, *CROSSED))


def test_page_works_again_as_soon_as_the_file_is_mended(
    opened: LayoutPage, zones_file: Path
) -> None:
    spoil(zones_file)
    opened.page.reload()
    expect_one_message(opened, NEGATIVE)
    shutil.copy(SHIPPED / "zones.geojson", zones_file)
    opened.page.reload()
    opened.drawn()
    expect(opened.headline.locator(".figure").first).to_have_text("≈550 万㎡")
    expect(opened.page.get_by_test_id("stCode")).to_have_count(0)
