"""The page on a phone and on large screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .layout_page import ZONES, LayoutPage

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SCREENS = {"laptop": (1440, 900), "desktop": (1920, 1080)}


@pytest.fixture(scope="module")
def phone(shared_visit: Visit) -> LayoutPage:
    return shared_visit(**PHONE).open()


@pytest.fixture(scope="module", params=SCREENS)
def screen(shared_visit: Visit, request: pytest.FixtureRequest) -> LayoutPage:
    width, height = SCREENS[request.param]
    return shared_visit(viewport={"width": width, "height": height}).open()


def too_wide(layout: LayoutPage) -> list[float]:
    """Return by how many px the page, and the map in it, are wider than their window."""
    script = "document.scrollingElement.scrollWidth - innerWidth"
    main = layout.page.get_by_test_id("stMain").evaluate(
        "node => node.scrollWidth - node.clientWidth"
    )
    return [layout.page.evaluate(script), main, layout.frame.evaluate(script)]


def test_phone_shows_headline_and_map_without_scrolling_sideways(phone: LayoutPage) -> None:
    assert max(too_wide(phone)) <= 0
    for card in phone.headline.all():
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    phone.ground.scroll_into_view_if_needed()
    expect(phone.ground).to_be_in_viewport(ratio=0.9)
    for zone_id in ZONES:
        expect(phone.zone(zone_id)).to_be_visible()


def test_phone_begins_with_side_bar_and_legend_folded(phone: LayoutPage) -> None:
    expect(phone.sidebar.get_by_role("combobox", name="查找")).not_to_be_in_viewport()
    expect(phone.map.locator(".legend .entries")).to_be_hidden()


def test_tap_on_a_zone_shows_its_card_below_the_map(phone: LayoutPage) -> None:
    phone.click_zone("caohejing", touch=True)
    heading = phone.card.get_by_role("heading", level=3)
    expect(heading).to_have_text("漕河泾产业创新增长极")
    expect(phone.zone("caohejing")).to_contain_class("chosen")
    below, above = phone.card.bounding_box(), phone.ground.bounding_box()
    assert below is not None
    assert above is not None
    assert below["y"] >= above["y"] + above["height"]
    assert max(too_wide(phone)) <= 0


def test_page_fits_its_screen(screen: LayoutPage) -> None:
    assert max(too_wide(screen)) <= 0
    expect(screen.headline).to_have_count(5)
    for part in (screen.headline.first, screen.headline.last, screen.ground):
        expect(part).to_be_in_viewport(ratio=0.99)


def test_all_zones_are_in_sight_beside_the_legend(screen: LayoutPage) -> None:
    legend = screen.map.locator(".legend").bounding_box()
    assert legend is not None
    for zone_id in ZONES:
        expect(screen.zone(zone_id)).to_be_in_viewport(ratio=0.99)
        box = screen.zone(zone_id).bounding_box()
        assert box is not None
        assert box["x"] >= legend["x"] + legend["width"]


def test_card_is_beside_the_map_and_figures_below_it(screen: LayoutPage) -> None:
    around = screen.ground.bounding_box()
    card, chart = screen.card.bounding_box(), screen.chart.bounding_box()
    assert around is not None
    assert card is not None
    assert chart is not None
    assert card["x"] >= around["x"] + around["width"]
    assert chart["y"] >= around["y"] + around["height"]


@pytest.mark.parametrize(
    ("path", "button"),
    [("", ".st-key-to_briefing a"), ("carriers", ".st-key-languages [role=radiogroup]")],
)
def test_title_of_a_phone_is_not_covered(shared_visit: Visit, path: str, button: str) -> None:
    shown = shared_visit(**PHONE)
    page = shown.page
    page.goto(f"{shown.address}/{path}?lang=en")
    expect(page.locator(button)).to_be_visible()
    over = page.locator(button).bounding_box()
    assert over is not None
    lines = page.locator("header.title h1").evaluate(
        "node => { const words = document.createRange(); words.selectNodeContents(node);"
        "return [...words.getClientRects()].map(line => [line.right, line.top, line.bottom]); }"
    )
    assert lines
    for right, top, bottom in lines:
        beside = right <= over["x"]
        assert beside or top >= over["y"] + over["height"] - 2 or bottom <= over["y"]
