"""Choosing a zone: in map, table or chart, it is chosen everywhere, and its card says all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .layout_page import LayoutPage

TITLES = {
    "caohejing": "漕河泾产业创新增长极",
    "west-bund": "西岸数智谷产业集聚增长极",
    "riverside": "徐汇滨江人工智能高质量发展带",
    "caohejing-huajing": "漕河泾—华泾人工智能高质量创新带",
}
CAOHEJING, WEST_BUND, RIVERSIDE, HUAJING = TITLES.items()


def section(layout: LayoutPage, title: str) -> str:
    """Return the text of one section of the card."""
    heading = layout.page.get_by_role("heading", name=title, exact=True)
    return layout.card.locator("section").filter(has=heading).inner_text()


def test_click_on_a_pole_shows_its_figures_with_the_words_of_the_plan(layout: LayoutPage) -> None:
    layout.click_zone("caohejing")
    layout.expect_chosen(*CAOHEJING)
    existing, new = layout.card.locator(".amount").all_inner_texts()
    assert existing.split("\n") == [
        "现状",
        "≈550 万㎡",
        "毛容积率 1.27",
        "目前载体面积约550万方——《规划》四（一）1",
    ]
    assert new.split("\n") == [
        "新增",
        "预计 100 万㎡",
        "毛容积率 0.23",
        "“十四五”期间预计新增100万方——《规划》四（一）1",
    ]


def test_card_of_a_zone_says_its_ground_basis_and_error(layout: LayoutPage) -> None:
    layout.click_zone("caohejing")
    layout.expect_chosen(*CAOHEJING)
    ground = section(layout, "用地与边界")
    for words in ("4.33 km²", "虹梅路街道：东至桂林路，南至漕宝路", "±60 m", "“十四五”规划"):
        assert words in ground
    assert section(layout, "规划期").endswith("2021–2025")
    assert "高端芯片" in section(layout, "主导产业")


def test_card_of_a_belt_lists_parks_stations_and_what_is_counted_elsewhere(
    layout: LayoutPage,
) -> None:
    layout.click_zone("riverside")
    layout.expect_chosen(*RIVERSIDE)
    assert "西岸传媒港" in section(layout, "园区")
    assert "一港一谷一城一湾（范围未公布，不绘）" in section(layout, "园区")
    stations = section(layout, "轨道交通站（范围内 7 个）")
    assert "龙华中路、龙华、云锦路、龙耀路" in stations
    assert "龙启路、徐浦大桥、华泾路" in stations
    linked, park = layout.card.locator(".amount").all()
    expect(linked).to_contain_text("≥400 万㎡")
    expect(linked).to_contain_text("带动周边400余万方的“一港一谷一城一湾”联动发展")
    expect(park).to_contain_text("西岸数智谷特色园区")
    expect(park).to_contain_text("已计入西岸数智谷，合计只计一次")


def test_second_click_on_the_chosen_zone_lets_it_go(layout: LayoutPage) -> None:
    layout.click_zone("caohejing-huajing")
    layout.expect_chosen(*HUAJING)
    layout.click_zone("caohejing-huajing")
    layout.expect_nothing_chosen()


def test_escape_in_the_map_lets_the_chosen_zone_go(layout: LayoutPage) -> None:
    layout.click_zone("riverside")
    layout.expect_chosen(*RIVERSIDE)
    layout.page.keyboard.press("Escape")
    layout.expect_nothing_chosen()


def test_click_beside_all_zones_lets_the_chosen_zone_go(layout: LayoutPage) -> None:
    layout.click_zone("caohejing")
    layout.expect_chosen(*CAOHEJING)
    box = layout.ground.bounding_box()
    assert box is not None
    layout.ground.click(position={"x": box["width"] * 0.5, "y": 60})
    layout.expect_nothing_chosen()


def test_click_on_a_circle_chooses_its_zone(layout: LayoutPage) -> None:
    layout.map.locator(".symbol.circle[data-zone=west-bund]").click()
    layout.expect_chosen(*WEST_BUND)
    expect(layout.card).to_contain_text("规划图中作“西岸智慧谷”")


def test_row_of_the_table_chooses_its_zone_and_lets_it_go(layout: LayoutPage) -> None:
    layout.click_row("west-bund")
    layout.expect_chosen(*WEST_BUND)
    layout.click_row("caohejing")
    layout.expect_chosen(*CAOHEJING)
    layout.click_row("caohejing")
    layout.expect_nothing_chosen()


def test_bar_of_the_chart_chooses_its_zone(layout: LayoutPage) -> None:
    layout.click_bar("caohejing-huajing")
    layout.expect_chosen(*HUAJING)
    layout.click_bar("riverside")
    layout.expect_chosen(*RIVERSIDE)


def test_figure_written_on_a_bar_chooses_its_zone_too(layout: LayoutPage) -> None:
    layout.chart.locator("g.mark-text.role-mark text", has_text="≥400").click()
    layout.expect_chosen(*RIVERSIDE)


Deed = Callable[[LayoutPage, str], None]
MAP: Deed = LayoutPage.click_zone
TABLE: Deed = LayoutPage.click_row
CHART: Deed = LayoutPage.click_bar


@pytest.mark.parametrize(
    "deeds",
    [(MAP, CHART, TABLE), (CHART, TABLE, MAP), (TABLE, MAP, CHART)],
    ids=["map-chart-table", "chart-table-map", "table-map-chart"],
)
def test_map_table_and_chart_can_be_used_one_after_the_other(
    layout: LayoutPage, deeds: tuple[Deed, ...]
) -> None:
    for deed, chosen in zip(deeds, (RIVERSIDE, CAOHEJING, HUAJING), strict=True):
        deed(layout, chosen[0])
        layout.expect_chosen(*chosen)


@pytest.mark.parametrize("deed", [MAP, TABLE, CHART], ids=["map", "table", "chart"])
def test_zone_that_was_let_go_can_be_chosen_again_in_the_same_way(
    layout: LayoutPage, deed: Deed
) -> None:
    for _ in range(2):
        deed(layout, "riverside")
        layout.expect_chosen(*RIVERSIDE)
        layout.let_go()
