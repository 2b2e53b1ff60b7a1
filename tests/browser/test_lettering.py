"""What stands on the map to be read: names that are apart, a true scale, sources and notes."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Final

import pytest
from playwright.sync_api import expect
from pyproj import Geod

from .conftest import Visit
from .layout_page import ZONES, LayoutPage
from .map_scripts import MapView

Box = dict[str, float]

OPENING: Final = (31.1655, 121.4044)
"""The centre the map opens with: the district beside the legend."""

ZOOMS: Final = (11.5, 12.0, 12.5, 13.0, 13.5, 14.0, 14.5, 15.0)
_BOXES: Final = """(nodes) => nodes
  .filter((node) => getComputedStyle(node).visibility === "visible")
  .map((node) => { const { left, top, right, bottom } = node.getBoundingClientRect();
    return { text: node.textContent, left, top, right, bottom }; })"""


def names(layout: LayoutPage) -> list[Box]:
    """Return the boxes of the names that can be seen."""
    boxes: list[Box] = layout.map.locator(".name").evaluate_all(_BOXES)
    return boxes


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share a pixel."""
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 0.5
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5
    )


_COVERS: Final = ".legend, .note, .buttons:not([hidden])"


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_two_names_overlap_and_none_is_under_legend_note_or_buttons(
    bilingual: LayoutPage, zoom: float
) -> None:
    bilingual.look_at(MapView(*OPENING, zoom))
    shown = names(bilingual)
    assert len(shown) >= 5
    pairs = [(one["text"], two["text"]) for one, two in combinations(shown, 2) if overlap(one, two)]
    assert pairs == []
    covers: list[Box] = bilingual.map.locator(_COVERS).evaluate_all(_BOXES)
    assert len(covers) == 3
    assert [box["text"] for box in shown for cover in covers if overlap(box, cover)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_names_as_the_page_opens_hide_no_circle_and_are_whole(
    shared_visit: Visit, width: int, language: str
) -> None:
    opened = shared_visit(viewport={"width": width, "height": 900}).open(f"lang={language}")
    expect(opened.map.locator(".name.zone")).to_have_count(4)
    expect(opened.map.locator(".name.capacity")).to_have_count(5)
    strong = opened.map.locator(".name.zone, .name.capacity, .name.spine")
    lettering: list[Box] = strong.evaluate_all(_BOXES)
    frame = opened.ground.bounding_box()
    assert frame is not None
    for name in lettering:
        assert name["left"] >= 0, name["text"]
        assert name["right"] <= frame["width"] + 0.5, name["text"]
    glyphs: list[Box] = opened.map.locator(".symbol.circle text").evaluate_all(_BOXES)
    assert len(glyphs) == 5
    assert [name["text"] for name in lettering for glyph in glyphs if overlap(name, glyph)] == []


def test_every_zone_is_seen_as_the_page_opens(visit: Visit) -> None:
    opened = visit().open()
    for zone_id in ZONES:
        opened.zone(zone_id).scroll_into_view_if_needed()
        assert opened.zone(zone_id).evaluate(_SEEN) > 0.3, zone_id


_SEEN: Final = """(zone) => {
  const box = zone.getBoundingClientRect();
  let inside = 0;
  let seen = 0;
  for (let x = box.left + 1; x < box.right; x += 3) {
    for (let y = box.top + 1; y < box.bottom; y += 3) {
      const here = document.elementsFromPoint(x, y);
      if (!here.includes(zone)) continue;
      inside += 1;
      if (!here[0].closest(".symbol")) seen += 1;
    }
  }
  return seen / inside;
}"""
"""The share of a zone that no symbol lies over."""


@pytest.mark.parametrize("zoom", [11.5, 12.0, 12.5, 13.0])
def test_all_four_zones_are_named_where_all_can_be_seen(bilingual: LayoutPage, zoom: float) -> None:
    bilingual.look_at(MapView(*OPENING, zoom))
    expect(bilingual.map.locator(".name.zone")).to_have_count(4)


@pytest.mark.parametrize("zoom", [11.5, 12.25, 13.0, 14.0, 15.0, 16.5])
def test_scale_bar_is_as_long_as_it_says(bilingual: LayoutPage, zoom: float) -> None:
    bilingual.look_at(MapView(*OPENING, zoom))
    bar = bilingual.map.locator(".leaflet-control-scale-line")
    said = re.fullmatch(r"(\d+) (k?m)", bar.inner_text())
    assert said is not None
    said_m = float(said[1]) * (1000 if said[2] == "km" else 1)
    box = bar.bounding_box()
    assert box is not None
    ends = bilingual.ground.evaluate(
        "(_, width) => { const { map } = LiangjiLiangdai.map; const { x, y } = map.getSize();"
        " return [-1, 1].map((side) =>"
        " map.containerPointToLatLng([x / 2 + side * width / 2, y / 2]))"
        " .flatMap(({ lat, lng }) => [lng, lat]); }",
        box["width"],
    )
    _, _, true_m = Geod(ellps="WGS84").inv(*ends)
    assert said_m == pytest.approx(true_m, rel=0.01)


def test_attribution_names_the_source_and_no_flag(bilingual: LayoutPage) -> None:
    attribution = bilingual.map.locator(".leaflet-control-attribution")
    expect(attribution).to_have_count(1)
    expect(attribution).to_have_text("© OpenStreetMap contributors")
    expect(attribution.locator("svg")).to_have_count(0)
    expect(bilingual.ground).not_to_contain_text("Leaflet")
    expect(bilingual.ground).not_to_contain_text("🇺🇦")


def test_note_says_that_the_map_is_schematic_and_has_room_for_its_approval(
    bilingual: LayoutPage,
) -> None:
    note = bilingual.map.locator(".note")
    expect(note).to_be_visible()
    words = {
        "zh": ("示意图", "边界非法定界线", "60–500 m", "审图号：（未填）"),
        "en": ("Schematic map", "not statutory", "60–500 m", "Map approval no.: (not given)"),
    }
    for word in words[bilingual.parameter("lang") or "zh"]:
        expect(note).to_contain_text(word)


def test_legend_explains_each_shown_layer_and_the_circles(bilingual: LayoutPage) -> None:
    legend = bilingual.map.locator(".legend")
    titles = {
        "zh": ["片区", "新增载体", "轨道交通", "园区", "机构与地点", "底图"],
        "en": ["Zones", "New capacity", "Metro", "Parks", "Institutions and places", "Basemap"],
    }
    language = bilingual.parameter("lang") or "zh"
    expect(legend.locator("h4")).to_have_text(titles[language])
    rings = legend.locator(".capacity svg text").all_text_contents()
    unit = {"zh": ["400 万㎡", "100 万㎡"], "en": ["4 million m²", "1 million m²"]}[language]
    assert rings[-2:] == unit
