"""A row of the table or a bar of the chart chooses its zone; anything else chooses none."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.plan import Plan
from views.spatial_layout import figures_chart, figures_table


def row(*rows: Any) -> dict[str, Any]:
    return {"selection": {"rows": list(rows), "columns": [], "cells": []}}


def bar(*points: Any) -> dict[str, Any]:
    return {"selection": {"zone": list(points)}}


NOTHING: list[Any] = [None, {}, {"selection": {}}, [], "riverside", 3]


@pytest.mark.parametrize(
    ("place", "zone"),
    list(enumerate(["caohejing", "west-bund", "riverside", "caohejing-huajing"])),
)
def test_a_row_of_the_table_is_its_zone(plan: Plan, place: int, zone: str) -> None:
    assert figures_table.selected_zone(row(place), plan) == zone


@pytest.mark.parametrize("state", [*NOTHING, row()], ids=repr)
def test_a_table_without_a_chosen_row_is_no_zone(plan: Plan, state: Any) -> None:
    assert figures_table.selected_zone(state, plan) is None


@pytest.mark.parametrize("place", [4, 100, -1])
def test_a_row_the_table_does_not_have_is_no_zone(plan: Plan, place: int) -> None:
    assert figures_table.selected_zone(row(place), plan) is None


@pytest.mark.parametrize("zone", ["caohejing", "riverside"])
def test_a_bar_of_the_chart_is_its_zone(plan: Plan, zone: str) -> None:
    assert figures_chart.selected_zone(bar({"zone_id": zone}), plan) == zone


@pytest.mark.parametrize("state", [*NOTHING, bar(), bar({})], ids=repr)
def test_a_chart_without_a_chosen_bar_is_no_zone(plan: Plan, state: Any) -> None:
    assert figures_chart.selected_zone(state, plan) is None


@pytest.mark.parametrize("zone", ["nowhere", "", None, 0, "<script>"])
def test_a_bar_of_no_zone_of_the_plan_is_no_zone(plan: Plan, zone: Any) -> None:
    assert figures_chart.selected_zone(bar({"zone_id": zone}), plan) is None


PAGE = """
import streamlit as st

from geo.plan import SHIPPED, read_plan
from views.state import begin, change, choose_zone_if_alone, current_view

plan = read_plan(SHIPPED)
begin(plan)
st.checkbox("row", on_change=lambda: choose_zone_if_alone("riverside"))
st.checkbox("ground", on_change=lambda: change(subdistrict="longhua"))
view = current_view(plan)
st.text(f"{view.zone} {view.subdistrict}")
"""


def test_a_zone_reported_alone_is_chosen() -> None:
    page = AppTest.from_string(PAGE).run()
    page.checkbox[0].check().run()
    assert page.text[0].value == "riverside None"
    page.checkbox[1].check().run()
    assert page.text[0].value == "riverside longhua"


def test_a_zone_reported_beside_another_widget_is_of_before() -> None:
    page = AppTest.from_string(PAGE).run()
    page.checkbox[0].check()
    page.checkbox[1].check().run()
    assert page.text[0].value == "None longhua"
    page.checkbox[0].uncheck().run()
    assert page.text[0].value == "riverside longhua"
