"""The table of zones: figures as the plan states them, cell by cell."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from briefings.cards.table import table_markup, zone_table
from geo.plan import Plan
from geo.translation import Language, Translator

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
FIGURES = ["现状", "新增", "规划集聚", "联动", "存量更新"]


def cells(plan: Plan, zone: str, say: Translator = CHINESE) -> list[str]:
    table = zone_table(plan, say)
    (found,) = table[table.iloc[:, 0] == zone].to_dict("records")
    return [str(value) for value in list(found.values())[2:7]]


def test_the_table_has_a_row_a_zone_in_the_order_of_the_plan(plan: Plan) -> None:
    table = zone_table(plan, CHINESE)
    assert list(table["片区"]) == ["漕河泾", "西岸数智谷", "徐汇滨江", "漕河泾—华泾"]
    assert list(table["类型"]) == ["极", "极", "带", "带"]


def test_the_table_has_a_column_a_category_then_land_and_error(plan: Plan) -> None:
    assert list(zone_table(plan, CHINESE).columns) == [
        "片区",
        "类型",
        *FIGURES,
        "用地 km²",
        "误差 m",
    ]


@pytest.mark.parametrize(
    ("zone", "figures"),
    [
        ("漕河泾", ["≈550", "预计 100", "—", "—", "—"]),
        ("西岸数智谷", ["—", "—", "120", "—", "—"]),
        ("徐汇滨江", ["—", "—", "（100）", "≥400", "—"]),
        ("漕河泾—华泾", ["—", "—", "100", "—", "400"]),
    ],
)
def test_every_cell_is_what_the_plan_says(plan: Plan, zone: str, figures: list[str]) -> None:
    assert cells(plan, zone) == figures


def test_what_the_plan_does_not_say_is_never_zero(plan: Plan) -> None:
    said = [cell for zone in plan.zones["name"] for cell in cells(plan, zone)]
    assert said.count("—") == 13
    assert "0" not in said


def test_the_english_table_counts_in_million_m2(plan: Plan) -> None:
    assert cells(plan, "Caohejing", ENGLISH) == ["≈5.5", "exp. 1", "—", "—", "—"]
    assert cells(plan, "Caohejing–Huajing", ENGLISH) == ["—", "—", "1", "—", "4"]


def test_land_and_error_are_numbers_that_sort(plan: Plan) -> None:
    table = zone_table(plan, CHINESE)
    assert list(table["误差 m"]) == [60, 200, 150, 500]
    assert list(table["用地 km²"]) == pytest.approx([4.33, 0.34, 9.29, 13.22], abs=0.005)


@pytest.mark.parametrize("say", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_no_two_columns_share_a_title(plan: Plan, say: Translator) -> None:
    assert zone_table(plan, say).columns.is_unique


def test_the_table_as_html_has_the_same_cells_with_land_and_error_written_out(plan: Plan) -> None:
    rows = re.findall(r"<tr data-zone='(.*?)'>(.*?)</tr>", table_markup(plan, CHINESE))
    assert [zone for zone, _ in rows] == list(plan.zones["zone_id"])
    riverside = re.findall(r"<t[dh].*?</t[dh]>", dict(rows)["riverside"])
    read = [Markup(cell).striptags() for cell in riverside]  # noqa: S704 - never shown
    assert read == ["徐汇滨江", "带", "—", "—", "（100）", "≥400", "—", "9.29", "± 150"]
