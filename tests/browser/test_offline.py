"""The whole page without internet: every figure, the map, and not one request to another host."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .layout_page import ZONES, LayoutPage

HEADLINE = {
    "zh": [
        ("现状", "≈550 万㎡"),
        ("新增", "预计 100 万㎡"),
        ("规划集聚", "220 万㎡"),
        ("联动", "≥400 万㎡"),
        ("存量更新", "400 万㎡"),
    ],
    "en": [
        ("Existing", "≈5.5 million m²"),
        ("New", "exp. 1 million m²"),
        ("Planned cluster", "2.2 million m²"),
        ("Linked", "≥4 million m²"),
        ("Renewal", "4 million m²"),
    ],
}
NAMES = {
    "zh": ["带徐汇滨江", "带漕河泾—华泾", "极漕河泾", "极西岸数智谷"],
    "en": [
        "BeltCaohejing–Huajing",
        "BeltXuhui Riverside",
        "PoleCaohejing",
        "PoleWest Bund Digital Valley",
    ],
}


@pytest.fixture(scope="module")
def chinese(shared_visit: Visit) -> LayoutPage:
    return shared_visit().open()


@pytest.fixture(scope="module")
def english(shared_visit: Visit) -> LayoutPage:
    return shared_visit().open(lang="en")


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page_in(lang: str, chinese: LayoutPage, english: LayoutPage) -> LayoutPage:
    """The page in either language; for reading only."""
    return {"zh": chinese, "en": english}[lang]


def test_headline_gives_the_five_figures_of_the_plan_with_their_qualifiers(
    page_in: LayoutPage, lang: str
) -> None:
    names, figures = zip(*HEADLINE[lang], strict=True)
    expect(page_in.headline.get_by_role("heading")).to_have_text(list(names))
    expect(page_in.headline.locator(".figure")).to_have_text(list(figures))


def test_whole_page_is_drawn_and_asks_no_other_host_for_anything(page_in: LayoutPage) -> None:
    assert page_in.painted() == ["zones", "capacity", "metro", "parks", "base"]
    for zone_id in ZONES:
        expect(page_in.zone(zone_id)).to_be_visible()
    expect(page_in.card).to_be_visible()
    expect(page_in.chart.locator("path[aria-roledescription=bar]")).to_have_count(7)
    expect(page_in.table.locator("tbody tr")).to_have_count(4)
    assert len(page_in.watch.asked("ws://127.0.0.1")) == 1
    assert page_in.watch.outside == []


def test_map_names_the_four_zones_as_poles_and_belts(page_in: LayoutPage, lang: str) -> None:
    assert sorted(page_in.map.locator(".name.zone").all_text_contents()) == sorted(NAMES[lang])


def test_table_gives_each_figure_with_its_qualifier_and_no_zero_for_what_is_not_said(
    chinese: LayoutPage,
) -> None:
    assert chinese.cells("caohejing")[:7] == ["漕河泾", "极", "≈550", "预计 100", "—", "—", "—"]
    assert chinese.cells("west-bund")[:7] == ["西岸数智谷", "极", "—", "—", "120", "—", "—"]
    assert chinese.cells("riverside")[:7] == ["徐汇滨江", "带", "—", "—", "（100）", "≥400", "—"]
    assert chinese.cells("caohejing-huajing")[2:7] == ["—", "—", "100", "—", "400"]


def test_chart_draws_each_figure_once_and_pale_what_is_counted_elsewhere(
    chinese: LayoutPage,
) -> None:
    labels = chinese.chart.locator("g.mark-text.role-mark text")
    assert sorted(labels.all_text_contents()) == sorted(
        ["≈550", "预计 100", "120", "≥400", "400", "100", "100"]
    )
    pale = chinese.chart.locator("path[aria-roledescription=bar][fill-opacity='0.25']")
    expect(pale).to_have_count(1)
    expect(pale).to_have_attribute("aria-label", re.compile("已计入西岸数智谷"))


def test_plan_card_says_what_ground_is_shared_and_where_the_plan_says_two_things(
    chinese: LayoutPage,
) -> None:
    for words in ("漕河泾 ∩ 漕河泾—华泾", "1.56 km²", "西岸数智谷 ∩ 徐汇滨江", "0.34 km²"):
        expect(chinese.card).to_contain_text(words)
    expect(chinese.card.locator(".notes li")).to_have_count(3)


def test_title_says_that_the_period_of_the_plan_has_ended(chinese: LayoutPage) -> None:
    title = chinese.page.locator("header.title")
    expect(title).to_contain_text("规划期 2021–2025")
    expect(title).to_contain_text("规划期已结束，以下为规划所述数字，非现状统计")


def test_view_that_nobody_changed_leaves_nothing_in_the_address(chinese: LayoutPage) -> None:
    assert chinese.page.url == f"{chinese.address}/"


def test_switch_of_language_changes_the_whole_page_and_back(visit: Visit) -> None:
    layout = visit().open()
    layout.choose_language("English")
    expect(layout.headline.get_by_role("heading").first).to_have_text("Existing")
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("The plan at a glance")
    expect(layout.map.locator(".name.zone.solid").first).to_contain_text("Pole")
    expect(layout.page).to_have_url(re.compile(r"[?&]lang=en"))
    layout.choose_language("中文")
    expect(layout.card.get_by_role("heading", level=3)).to_have_text("规划总览")
    expect(layout.map.locator(".name.zone.solid").first).to_contain_text("极")
    expect(layout.page).not_to_have_url(re.compile(r"lang="))
