"""Everything a mouse can do to a zone, the keyboard can do."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .layout_page import ZONES, LayoutPage

MOST_PRESSES = 12
FOCUSED_ZONE = "document.activeElement.dataset.zone || null"


def tab_to_first_zone(layout: LayoutPage) -> str:
    """Press Tab, from the last headline card, until the focus is on a zone; return which."""
    layout.headline.last.focus()
    for _ in range(MOST_PRESSES):
        layout.page.keyboard.press("Tab")
        zone: str | None = layout.frame.evaluate(FOCUSED_ZONE)
        if zone:
            return zone
    pytest.fail(f"no zone has the focus after {MOST_PRESSES} presses of Tab")


def test_tab_goes_from_the_headline_through_all_zones_of_the_map(layout: LayoutPage) -> None:
    reached = [tab_to_first_zone(layout)]
    for _ in range(3):
        layout.page.keyboard.press("Tab")
        reached.append(layout.frame.evaluate(FOCUSED_ZONE))
    assert sorted(reached) == sorted(ZONES)


def test_zone_with_the_focus_shows_its_figures_and_that_it_has_the_focus(
    layout: LayoutPage,
) -> None:
    tab_to_first_zone(layout)
    expect(layout.tooltip).to_have_count(1)
    expect(layout.tooltip).to_contain_text("万㎡")
    focused = layout.map.locator("path:focus-visible")
    expect(focused).to_have_css("stroke-width", "6px")
    assert "万㎡" in (focused.get_attribute("aria-label") or "")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_enter_or_space_chooses_the_zone_with_the_focus_and_escape_lets_it_go(
    layout: LayoutPage, key: str
) -> None:
    zone_id = tab_to_first_zone(layout)
    layout.page.keyboard.press(key)
    expect(layout.zone(zone_id)).to_contain_class("chosen")
    expect(layout.zone(zone_id)).to_have_attribute("aria-pressed", "true")
    expect(layout.card.get_by_role("heading", level=3)).to_contain_text(ZONES[zone_id])
    layout.rested()
    assert layout.frame.evaluate(FOCUSED_ZONE) == zone_id
    layout.page.keyboard.press("Escape")
    layout.expect_nothing_chosen()


def test_headline_card_with_the_focus_shows_the_words_of_the_plan(layout: LayoutPage) -> None:
    words = {
        0: "目前载体面积约550万方——《规划》四（一）1",
        1: "“十四五”期间预计新增100万方",
        2: "打造以西岸智塔（AI Tower）为旗舰的120万方人工智能产业集聚区",
        3: "带动周边 400 万方的“一港一谷一城一湾”联动发展",
        4: "撬动 400 万方中部融合升级区的存量更新和土地置换",
    }
    for place, quotation in words.items():
        card = layout.headline.nth(place)
        expect(card.locator(".words")).to_be_hidden()
        card.focus()
        expect(card.locator(".words")).to_be_visible()
        expect(card.locator(".words")).to_contain_text(quotation)
        expect(card.locator(".words")).to_be_in_viewport(ratio=1)


def test_headline_card_under_the_mouse_shows_what_is_counted_once(layout: LayoutPage) -> None:
    layout.headline.nth(2).hover()
    words = layout.headline.nth(2).locator(".words")
    expect(words).to_be_visible()
    expect(words).to_contain_text("西岸数智谷特色园区（含于上列数字，只计一次）")


def test_popup_opened_with_enter_is_closed_with_escape(layout: LayoutPage) -> None:
    park = layout.map.locator(".leaflet-layer-parks-pane [role=button]").first
    park.focus()
    park.press("Enter")
    expect(layout.popup).to_be_visible()
    layout.page.keyboard.press("Escape")
    expect(layout.popup).to_have_count(0)


def test_arrow_keys_move_the_map_and_plus_zooms_it(layout: LayoutPage) -> None:
    before = layout.view()
    layout.ground.press("ArrowRight")
    layout.frame.wait_for_function(
        "lon => LiangjiLiangdai.map.map.getCenter().lng > lon", arg=before.lon
    )
    layout.ground.press("+")
    layout.frame.wait_for_function(
        "zoom => LiangjiLiangdai.map.map.getZoom() > zoom", arg=before.zoom
    )
    layout.look_at(before)
