"""What the pages rely on in the order of a run: callbacks, values set before a widget is drawn.

`views/state.py` and its like keep what is chosen apart from the widgets, and give it to them.
"""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.views.streamlit_compat.release import VERSION

_PAGE = """
import streamlit as st
state = st.session_state
state.setdefault("order", []).append("script")
if "word" not in state:
    state.word = "set before"
if not state.get("away"):
    st.text_input("Word", key="word", on_change=lambda: state.order.append("callback"))
state.rows = {"selection": {"rows": [1], "columns": [], "cells": []}}
event = st.dataframe({"x": [1, 2]}, on_select="rerun", selection_mode="single-row", key="rows")
state.seen = event["selection"]["rows"]
"""


def test_a_callback_runs_before_the_script() -> None:
    page = AppTest.from_string(_PAGE).run()
    page.text_input[0].set_value("typed").run()
    assert page.session_state.order == ["script", "callback", "script"], (
        f"{VERSION} no longer runs callbacks first: a choice shows one run late (views/state.py)"
    )


def test_a_widget_takes_the_value_it_is_given_before_it_is_drawn() -> None:
    page = AppTest.from_string(_PAGE).run()
    assert page.text_input[0].value == "set before", (
        f"{VERSION} no longer takes a widget's value from the session: widgets do not show what "
        "the map or the address chose (views/state.py)"
    )


def test_a_widget_that_is_not_drawn_is_forgotten() -> None:
    page = AppTest.from_string(_PAGE).run()
    page.text_input[0].set_value("typed").run()
    page.session_state.away = True
    page.run()
    page.session_state.away = False
    page.run()
    assert page.text_input[0].value == "set before", (
        f"{VERSION} keeps the value of a widget that is not drawn: views/state.py need not keep "
        "what is chosen apart from the widgets"
    )


def test_the_row_of_a_table_can_be_chosen_from_here() -> None:
    assert AppTest.from_string(_PAGE).run().session_state.seen == [1], (
        f"{VERSION} no longer takes a table's selection from the session: the table does not mark "
        "the zone that the map chose (views/spatial_layout/figures_table.py)"
    )
