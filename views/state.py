"""The view of one session: begun from the address, changed by clicks and widgets."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from views.address import View, checked, read_address
from views.kept import Kept

_REPORTED: Final = "zone_reported"
_HEARD: Final = "another_heard"


def hear() -> None:
    """Note that something else than a late report may have set off this run."""
    st.session_state[_HEARD] = True


VIEW: Final = Kept[View]("map", noted=hear)


def begin(plan: Plan) -> tuple[str, ...]:
    """Take the view from the address when the session begins; return what it names wrongly.

    Afterwards clicks and widgets lead, and the map writes the address (`client/bridge.js`): a
    write from here could overtake a click that is still on its way.
    """
    if not VIEW.is_begun:
        VIEW.begin(read_address(st.query_params, plan))
    another = st.session_state.pop(_HEARD, False)
    if _REPORTED in st.session_state:
        zone_id = st.session_state.pop(_REPORTED)
        if not another:
            VIEW.change(zone=zone_id)
            st.session_state.pop(_HEARD)
    return VIEW.reading.unknown


def current_view(plan: Plan) -> View:
    """Return what the session shows now; a name that the plan has lost meanwhile is let go."""
    return checked(VIEW.settings, plan).settings


def shown_view(plan: Plan) -> View:
    """Return what the map shows, or will show first where it has not been opened yet."""
    return current_view(plan) if VIEW.is_begun else View()


def change(**changes: Any) -> None:
    """Change parts of the view."""
    VIEW.change(**changes)


def choose_zone(zone_id: str | None) -> None:
    """Choose a zone for map, card, table and chart alike."""
    change(zone=zone_id)


def choose_zone_if_alone(zone_id: str | None) -> None:
    """Choose a zone unless anything else has set off this run: then it is a report of before."""
    st.session_state[_REPORTED] = zone_id
