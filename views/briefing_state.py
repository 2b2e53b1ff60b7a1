"""The settings of 简报出图 in one session: begun from the address or the map, changed by widgets.

As with the map's view, they are kept apart from the widgets, which Streamlit forgets when another
page is shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from layers.catalogue import SWITCHABLE
from layers.language import Language
from views.briefing_address import PARAMETERS, read_address
from views.briefing_settings import Settings, from_view
from views.map_view import TIANDITU_KEY
from views.state import bound, shown_view

_SETTINGS: Final = "briefing"
_UNKNOWN: Final = "briefing_unknown_in_address"
_SEEN: Final = "briefing_seen_view"


def begin(plan: Plan) -> tuple[str, ...]:
    """Take the settings from the address or the map; return what the address names wrongly.

    An address leads when the session begins with it. Later what has changed on the map since the
    page was last shown is taken over, and nothing else.
    """
    view = shown_view(plan)
    if _SETTINGS not in st.session_state:
        asked, unknown = read_address(st.query_params, plan)
        from_address = any(part in st.query_params for part in PARAMETERS)
        settings = asked if from_address else from_view(Settings(), view)
        key = st.session_state.get(TIANDITU_KEY) or os.environ.get("TIANDITU_KEY", "")
        st.session_state[_SETTINGS] = replace(settings, basemap_key=key)
        st.session_state[_UNKNOWN] = unknown
    else:
        before = st.session_state[_SEEN]
        if before != view:
            st.session_state[_SETTINGS] = from_view(current_settings(), view, before)
    st.session_state[_SEEN] = view
    unknown_parts: tuple[str, ...] = st.session_state[_UNKNOWN]
    return unknown_parts


def current_settings() -> Settings:
    """Return what the session has set."""
    settings: Settings = st.session_state[_SETTINGS]
    return settings


def change(**changes: Any) -> None:
    """Change parts of the settings."""
    st.session_state[_SETTINGS] = replace(current_settings(), **changes)


def bind(
    part: str, value: object, language: Language, *, kept_as: Callable[[Any], Any] | None = None
) -> dict[str, Any]:
    """Return `key` and `on_change` of a widget that shows and changes one part of the settings.

    `kept_as` turns what the widget gives into what the settings hold.
    """

    def take(chosen: Any) -> None:
        change(**{part: kept_as(chosen) if kept_as else chosen})

    return bound(f"briefing_{part}_{language}", value, take)


def bind_layer(layer: str, settings: Settings) -> dict[str, Any]:
    """Return `key` and `on_change` of the switch of one layer."""

    def switch(shown: bool) -> None:
        layers = {*current_settings().layers, layer} - (set() if shown else {layer})
        change(layers=tuple(key for key in SWITCHABLE if key in layers))

    return bound(f"briefing_layer_{layer}", layer in settings.layers, switch)
