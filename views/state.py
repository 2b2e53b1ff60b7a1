"""The view of one session: kept in widget keys, read from and written to the address."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.plan import Plan
from layers.catalogue import SWITCHABLE
from views.address import PARAMETERS, View, read_address, write_address

ZONE: Final = "chosen_zone"
BASEMAP: Final = "basemap"
SUBDISTRICT: Final = "subdistrict"
FOCUS: Final = "focus"
_WRITTEN: Final = "written_address"


def layer_key(layer: str) -> str:
    """Return the widget key of a layer's switch."""
    return f"layer_{layer}"


def adopt_address(plan: Plan) -> tuple[str, ...]:
    """Take the view from the address when it is new to the session; return what it names wrongly.

    New is the first run, and an address changed by hand or by the browser's back button.
    """
    present = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
    if st.session_state.get(_WRITTEN) == present:
        return ()
    reading = read_address(present, plan)
    view = reading.view
    st.session_state[ZONE] = view.zone
    st.session_state[BASEMAP] = view.basemap
    st.session_state[SUBDISTRICT] = view.subdistrict
    st.session_state[FOCUS] = view.focus
    for layer in SWITCHABLE:
        st.session_state[layer_key(layer)] = layer in view.layers
    return reading.unknown


def current_view() -> View:
    """Return what the widgets and clicks say now."""
    state = st.session_state
    return View(
        zone=state[ZONE],
        layers=tuple(layer for layer in SWITCHABLE if state[layer_key(layer)]),
        basemap=state[BASEMAP],
        subdistrict=state[SUBDISTRICT],
        focus=state[FOCUS],
    )


def remember(view: View) -> None:
    """Write the view into the address; what the map keeps there (`at`) stays."""
    wanted = write_address(view)
    present = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
    if wanted != present:
        others = {name: value for name, value in st.query_params.items() if name not in PARAMETERS}
        st.query_params.from_dict({**wanted, **others})
    st.session_state[_WRITTEN] = wanted


def choose_zone(zone_id: str | None) -> None:
    """Choose a zone for map, card, table and chart alike."""
    st.session_state[ZONE] = zone_id
