"""The view of one session: begun from the address, changed by clicks and widgets.

The view is kept apart from the widgets' own state, which Streamlit forgets when a widget is not
drawn (another page, another language). A widget is given its value from the view before it is
drawn, and its callback puts what was chosen back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from geo.translation import Language
from layers.catalogue import SWITCHABLE
from views.address import View, checked, read_address

_VIEW: Final = "view"
_UNKNOWN: Final = "unknown_in_address"
_PAGE: Final = "page"
_REPORTED: Final = "zone_reported"
_HEARD: Final = "another_heard"


def arrived(page: str) -> bool:
    """Whether a page is shown that was not shown by the last run."""
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    return bool(before != page)


def begin(plan: Plan) -> tuple[str, ...]:
    """Take the view from the address when the session begins; return what it names wrongly.

    Afterwards clicks and widgets lead, and the map writes the address (`client/bridge.js`): a
    write from here could overtake a click that is still on its way.
    """
    if _VIEW not in st.session_state:
        reading = read_address(st.query_params, plan)
        st.session_state[_VIEW] = reading.view
        st.session_state[_UNKNOWN] = reading.unknown
    another = st.session_state.pop(_HEARD, False)
    if _REPORTED in st.session_state:
        zone_id = st.session_state.pop(_REPORTED)
        if not another:
            st.session_state[_VIEW] = replace(st.session_state[_VIEW], zone=zone_id)
    unknown: tuple[str, ...] = st.session_state[_UNKNOWN]
    return unknown


def current_view(plan: Plan) -> View:
    """Return what the session shows now; a name that the plan has lost meanwhile is let go."""
    return checked(st.session_state[_VIEW], plan).view


def shown_view(plan: Plan) -> View:
    """Return what the map shows, or will show first where it has not been opened yet."""
    return current_view(plan) if _VIEW in st.session_state else View()


def hear() -> None:
    """Note that something else than a late report may have set off this run."""
    st.session_state[_HEARD] = True


def change(**changes: Any) -> None:
    """Change parts of the view."""
    hear()
    st.session_state[_VIEW] = replace(st.session_state[_VIEW], **changes)


def bind(part: str, value: object, language: Language) -> dict[str, Any]:
    """Return `key` and `on_change` of a widget that shows and changes one part of the view.

    The key holds the language: a list whose labels change is another widget.
    """
    return bound(f"{part}_{language}", value, lambda chosen: change(**{part: chosen}))


def bind_layer(layer: str, view: View) -> dict[str, Any]:
    """Return `key` and `on_change` of the switch of one layer."""

    return bound(
        f"layer_{layer}", layer in view.layers, lambda shown: show_layer(layer, shown=shown)
    )


def show_layer(layer: str, *, shown: bool = True) -> None:
    """Show or hide a layer."""
    layers = {*st.session_state[_VIEW].layers, layer} - (set() if shown else {layer})
    change(layers=tuple(key for key in SWITCHABLE if key in layers))


def bound(key: str, value: object, take: Callable[[Any], None]) -> dict[str, Any]:
    """Return `key` and `on_change` of a widget that shows a value and hands over what is chosen."""
    if key not in st.session_state or st.session_state[key] != value:
        # Only then: a value set from here would undo a click that is still on its way.
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: take(st.session_state[key])}


def choose_zone(zone_id: str | None) -> None:
    """Choose a zone for map, card, table and chart alike."""
    change(zone=zone_id)


def choose_zone_if_alone(zone_id: str | None) -> None:
    """Choose a zone unless anything else has set off this run: then it is a report of before."""
    st.session_state[_REPORTED] = zone_id
