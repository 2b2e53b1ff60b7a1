"""The table of zones: figures as the plan states them, land, error. A row chooses a zone."""

from __future__ import annotations

from typing import Final

import streamlit as st

from briefings.cards.table import number_formats, table_note, zone_table
from geo.plan import Plan
from geo.translation import Language, Translator
from layers.wording import wan_unit
from views.markup import show_heading, show_hint
from views.state import choose_zone, choose_zone_if_alone

KEY: Final = "zones_table"
_BEFORE: Final = "zones_table_before"
_WIDTHS_PX: Final = {
    Language.CHINESE: (98, 42, 56, 74, 70, 54, 70, 68, 58),
    Language.ENGLISH: (176, 50, 66, 62, 116, 62, 72, 80, 66),
}


def selected_zone(state: object, plan: Plan) -> str | None:
    """Return the zone of a table event's row, or none."""
    selection = state.get("selection", {}) if hasattr(state, "get") else {}
    rows = selection.get("rows", [])
    return (
        str(plan.zones["zone_id"].iloc[rows[0]])
        if rows and 0 <= rows[0] < len(plan.zones)
        else None
    )


def _choose_row(plan: Plan) -> None:
    """Choose the row's zone. The table learns late that another is chosen, and may report the old.

    So a row that was let go counts only where nothing else has set off this run.
    """
    zone_id = selected_zone(st.session_state[KEY], plan)
    is_of_before = zone_id == st.session_state.get(_BEFORE)
    (choose_zone_if_alone if is_of_before else choose_zone)(zone_id)


def show_table(plan: Plan, zone_id: str | None, say: Translator) -> None:
    """Draw the table with the chosen zone's row marked."""
    before = selected_zone(st.session_state.get(KEY), plan)
    if KEY not in st.session_state or before != zone_id:
        # Only then: a selection set from here would undo a click that is still on its way.
        rows = [place for place, own in enumerate(plan.zones["zone_id"]) if own == zone_id]
        st.session_state[_BEFORE] = before
        st.session_state[KEY] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    show_heading(say("片区一览（{unit}）", unit=wan_unit(say)))
    table = zone_table(plan, say)
    widths = dict(zip(table.columns, _WIDTHS_PX[say.language], strict=True))
    numbers = number_formats(say)
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            column: st.column_config.NumberColumn(format=numbers[column], width=width)
            if column in numbers
            else st.column_config.Column(width=width)
            for column, width in widths.items()
        },
        on_select=lambda: _choose_row(plan),
        selection_mode="single-row",
        key=KEY,
    )
    show_hint(table_note(say))
