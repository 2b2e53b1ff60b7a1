"""The settings of 简报出图 in one session: begun from the address or from the map."""

from __future__ import annotations

import os
from typing import Final

import streamlit as st

from geo.plan import Plan
from views.address import View
from views.briefing.address import PARAMETERS, read_address
from views.briefing.settings import Settings, from_view
from views.kept import Kept, Reading
from views.map_view import TIANDITU_KEY
from views.state import shown_view

SETTINGS: Final = Kept[Settings]("briefing")
_SEEN: Final = "briefing_seen_view"


def begin(plan: Plan) -> tuple[str, ...]:
    """Take the settings from the address or the map; return what the address names wrongly.

    Whenever the page is come to, an address with a sheet in it leads: a link from elsewhere, the
    map's own, a step back in the browser. Without one the settings are as they were left, but for
    what has changed on the map since.
    """
    view = shown_view(plan)
    if SETTINGS.arrived():
        SETTINGS.begin(_taken(plan, view))
        st.session_state[_SEEN] = view
    return SETTINGS.reading.unknown


def _taken(plan: Plan, view: View) -> Reading[Settings]:
    """Return what the address asks for, else what the map shows."""
    before = SETTINGS.settings if SETTINGS.is_begun else None
    if any(part in st.query_params for part in PARAMETERS):
        return read_address(st.query_params, plan, before or _first_settings())
    if before is None:
        return Reading(from_view(_first_settings(), view))
    return Reading(from_view(before, view, st.session_state[_SEEN]))


def _first_settings() -> Settings:
    key = st.session_state.get(TIANDITU_KEY) or os.environ.get("TIANDITU_KEY", "")
    return Settings(basemap_key=key)
