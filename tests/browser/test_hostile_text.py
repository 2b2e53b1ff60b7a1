"""Text of the data is shown as it is, wherever it is shown, and never run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Visit, serving
from .layout_page import LayoutPage
from .mischief import HOSTILE, hostile_copy
from .search_page import SearchPage

ALL_LAYERS = "zones,capacity,metro,parks,places"


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application with a plan of attacks."""
    with serving(hostile_copy(tmp_path_factory.mktemp("hostile") / "data")) as address:
        yield address


@pytest.fixture(scope="module")
def opened(shared_visit: Visit, hostile_app: str) -> LayoutPage:
    return shared_visit(hostile_app).open(zone="riverside", layers=ALL_LAYERS)


@pytest.fixture
def layout(opened: LayoutPage) -> Iterator[LayoutPage]:
    """The page of the hostile plan; nothing in it may have run when a test ends."""
    yield opened
    for frame in opened.page.frames:
        assert frame.evaluate("window.hacked") is None
        assert frame.locator("img[src=x], svg[onload], a[href^=javascript]").count() == 0


def expect_text(place: Locator, name: str) -> None:
    """Check that a name stands there literally with all the attacks behind it."""
    assert f"{name} {HOSTILE}" in (place.text_content() or "")


def test_card_of_a_hostile_zone_shows_its_texts_as_they_are(layout: LayoutPage) -> None:
    expect_text(layout.card.get_by_role("heading", level=3), "徐汇滨江人工智能高质量发展带")
    for name in ("人工智能与艺术传媒", "西岸传媒港", "最具经济活力的核心承载区和高质量创新带"):
        expect_text(layout.card, name)
    for quotation in layout.card.locator("blockquote").all():
        expect_text(quotation, "")
    expect(layout.card.locator("script, img, svg, a, strong")).to_have_count(0)


def test_names_on_the_map_are_text(layout: LayoutPage) -> None:
    names = layout.map.locator(".name.zone span").all_text_contents()
    assert f"徐汇滨江 {HOSTILE}" in names
    expect(layout.map.locator(".name *:not(span, b)")).to_have_count(0)


def test_note_and_legend_on_the_map_are_text(layout: LayoutPage) -> None:
    expect_text(layout.map.locator(".note"), "审图号：GS(2026)1")


def test_tooltip_of_a_hostile_zone_is_text(layout: LayoutPage) -> None:
    layout.zone("riverside").focus()
    expect(layout.tooltip.locator("strong")).to_be_visible()
    expect_text(layout.tooltip.locator("strong"), "徐汇滨江人工智能高质量发展带")
    expect(layout.tooltip.locator("script, img, svg, a")).to_have_count(0)


@pytest.mark.parametrize(
    ("layer", "name", "rows"),
    [("places", "西岸智塔（AI Tower）", 4), ("metro", "云锦路", 3), ("parks", "西岸传媒港", 2)],
)
def test_popup_of_a_hostile_feature_is_text(
    layout: LayoutPage, layer: str, name: str, rows: int
) -> None:
    marker = layout.map.locator(f".leaflet-layer-{layer}-pane [aria-label^='{name}']").first
    marker.focus()
    marker.press("Enter")
    section = layout.popup.locator("section").filter(has_text=name).first
    expect(section).to_be_visible()
    expect_text(section.get_by_role("heading"), name)
    assert section.locator("dd").count() >= rows
    expect(layout.popup.locator("script, img, svg, a")).to_have_count(0)
    marker.press("Escape")


def test_table_and_chart_show_hostile_names_as_text(layout: LayoutPage) -> None:
    assert layout.cells("riverside")[0] == f"徐汇滨江 {HOSTILE}"
    bar = layout.chart.locator("path[aria-roledescription=bar]").first
    bar.hover(position={"x": 8, "y": 12})
    tooltip = layout.page.locator("#vg-tooltip-element")
    expect(tooltip).to_be_visible()
    expect_text(tooltip, "漕河泾")
    expect(tooltip.locator("script, img, svg, a")).to_have_count(0)


def test_headline_and_title_show_hostile_words_as_text(layout: LayoutPage) -> None:
    expect_text(layout.page.locator("header.title"), "两极两带")
    expect_text(layout.headline.first, "目前载体面积约550万方")
    expect(layout.page.locator("header.title, .headline").locator("script, img, a")).to_have_count(
        0
    )


def test_title_of_the_map_page_is_text(layout: LayoutPage) -> None:
    title = layout.frame.evaluate("document.title")
    assert " ".join(title.split()) == " ".join(f"两极两带 {HOSTILE}".split())


def test_search_list_and_notice_show_a_hostile_name_as_text(layout: LayoutPage) -> None:
    box = layout.sidebar.get_by_role("combobox", name="查找")
    box.fill("上海鲲鹏生态创新中心")
    option = layout.page.get_by_role("option").first
    expect_text(option, "上海鲲鹏生态创新中心")
    option.click()
    notice = layout.sidebar.locator(".remark")
    expect(notice).to_contain_text("位置未能核实")
    expect_text(notice, "上海鲲鹏生态创新中心")
    layout.clear("查找")


def test_subdistrict_card_shows_hostile_names_as_text(layout: LayoutPage) -> None:
    layout.ground.press("Escape")
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("规划总览")
    layout.rested()
    box = layout.sidebar.get_by_role("combobox", name="街道（镇）")
    box.scroll_into_view_if_needed()
    box.fill("龙华街道")
    layout.page.get_by_role("option").first.click()
    expect(layout.card.get_by_role("heading", level=3)).to_contain_text("龙华街道")
    expect_text(layout.card.get_by_role("heading", level=3), "龙华街道")
    expect_text(layout.card, "西岸传媒港")


def test_a_pin_of_a_hostile_place_says_its_name_as_text(
    shared_visit: Visit, hostile_app: str
) -> None:
    shown = shared_visit(hostile_app)
    search = SearchPage(shown.page, shown.address, shown.watch).open(area="3000-")
    tooltip = search.map.locator(".leaflet-tooltip")
    search.pins.first.hover()
    expect(tooltip).to_be_visible()
    expect_text(tooltip, "")
    expect(tooltip.locator("script, img, svg, a")).to_have_count(0)
    for frame in search.page.frames:
        assert frame.evaluate("window.hacked") is None
