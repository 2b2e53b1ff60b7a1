"""The table of zones: figures as the plan states them, land, error. A row chooses a zone."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.plan import Plan
from layers.cards.table import number_formats, table_note, zone_table
from layers.language import Language, Translator
from layers.wording import wan_unit
from views.map_view import map_speaks
from views.markup import show_heading, show_hint
from views.state import choose_zone

KEY: Final = "zones_table"
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
    """Choose the row's zone, unless the map has just spoken: the row is that of before then."""
    if not map_speaks():
        choose_zone(selected_zone(st.session_state[KEY], plan))


def show_table(plan: Plan, zone_id: str | None, say: Translator) -> None:
    """Draw the table with the chosen zone's row marked."""
    if KEY not in st.session_state or selected_zone(st.session_state[KEY], plan) != zone_id:
        # Only then: a selection set from here would undo a click that is still on its way.
        rows = [place for place, own in enumerate(plan.zones["zone_id"]) if own == zone_id]
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
