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
from geo.translation import Language
from layers.catalogue import SWITCHABLE
from views.address import View
from views.briefing.address import PARAMETERS, read_address
from views.briefing.settings import Settings, from_view
from views.map_view import TIANDITU_KEY
from views.state import arrived, bound, shown_view

_SETTINGS: Final = "briefing"
_UNKNOWN: Final = "briefing_unknown_in_address"
_SEEN: Final = "briefing_seen_view"


def begin(plan: Plan) -> tuple[str, ...]:
    """Take the settings from the address or the map; return what the address names wrongly.

    Whenever the page is come to, an address with a sheet in it leads: a link from elsewhere, the
    map's own, a step back in the browser. Without one the settings are as they were left, but for
    what has changed on the map since.
    """
    view = shown_view(plan)
    if arrived("briefing"):
        st.session_state[_UNKNOWN] = _take(plan, view)
        st.session_state[_SEEN] = view
    unknown: tuple[str, ...] = st.session_state[_UNKNOWN]
    return unknown


def _take(plan: Plan, view: View) -> tuple[str, ...]:
    """Set what the address asks for, else what the map shows; return what is unknown of it."""
    settings: Settings | None = st.session_state.get(_SETTINGS)
    unknown: tuple[str, ...] = ()
    if any(part in st.query_params for part in PARAMETERS):
        settings, unknown = read_address(st.query_params, plan, settings or _first_settings())
    elif settings is None:
        settings = from_view(_first_settings(), view)
    else:
        settings = from_view(settings, view, st.session_state[_SEEN])
    st.session_state[_SETTINGS] = settings
    return unknown


def _first_settings() -> Settings:
    key = st.session_state.get(TIANDITU_KEY) or os.environ.get("TIANDITU_KEY", "")
    return Settings(basemap_key=key)


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
