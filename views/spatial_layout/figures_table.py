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
    Language.CHINESE: {"existing": 56, "new": 74, "planned": 70, "linked": 54, "renewal": 70},
    Language.ENGLISH: {"existing": 66, "new": 62, "planned": 116, "linked": 62, "renewal": 72},
}
_OTHERS_PX: Final = {Language.CHINESE: (98, 42, 68, 58), Language.ENGLISH: (176, 50, 80, 66)}
"""Name, kind, land and error."""


def _widths(plan: Plan, say: Translator) -> list[int]:
    """Return the widths of the columns, px: those of the categories that the plan uses.

    Names longer than ours make their column wider, up to a limit.
    """
    name, kind, *ground = _OTHERS_PX[say.language]
    letter_px = 14 if say.language is Language.CHINESE else 8
    longest = max(len(say.name(zone)) for zone in plan.zones.to_dict("records"))
    name = min(max(name, 16 + letter_px * longest), _MOST_PX)
    return [name, kind, *(_WIDTHS_PX[say.language][key] for key in plan.categories), *ground]


_MOST_PX: Final = 300


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
        rows = [row for row, own in enumerate(plan.zones["zone_id"]) if own == zone_id]
        st.session_state[_BEFORE] = before
        st.session_state[KEY] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    show_heading(say("片区一览（{unit}）", unit=wan_unit(say)))
    table = zone_table(plan, say)
    widths = dict(zip(table.columns, _widths(plan, say), strict=True))
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
