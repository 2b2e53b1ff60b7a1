"""The view of one session: kept in widget keys, begun from the address."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.plan import Plan
from layers.catalogue import SWITCHABLE
from views.address import View, read_address

ZONE: Final = "chosen_zone"
BASEMAP: Final = "basemap"
SUBDISTRICT: Final = "subdistrict"
FOCUS: Final = "focus"
_ADOPTED: Final = "adopted_address"


def layer_key(layer: str) -> str:
    """Return the widget key of a layer's switch."""
    return f"layer_{layer}"


def adopt_address(plan: Plan) -> tuple[str, ...]:
    """Take the view from the address when the session begins; return what it names wrongly.

    Afterwards the widgets lead and the map writes the address (`layers/client/bridge.js`): a
    write from here could overtake a click that is still on its way.
    """
    if _ADOPTED in st.session_state:
        return st.session_state[_ADOPTED]  # type: ignore[no-any-return]
    reading = read_address(st.query_params, plan)
    view = reading.view
    st.session_state[ZONE] = view.zone
    st.session_state[BASEMAP] = view.basemap
    st.session_state[SUBDISTRICT] = view.subdistrict
    st.session_state[FOCUS] = view.focus
    for layer in SWITCHABLE:
        st.session_state[layer_key(layer)] = layer in view.layers
    st.session_state[_ADOPTED] = reading.unknown
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


def choose_zone(zone_id: str | None) -> None:
    """Choose a zone for map, card, table and chart alike."""
    st.session_state[ZONE] = zone_id
