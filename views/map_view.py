"""The map on the page: the map's own page in a frame, told what to show by this run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from geo.translation import Language, Translator
from services.routes import map_address
from views.address import View, write_address
from views.search import Target, targets_by_id
from views.state import choose_zone, hear
from views.streamlit_compat.map_frame import show_map_frame

KEY: Final = "map"
_PAINTED: Final = "map_painted"
TIANDITU_KEY: Final = "tianditu_key"


def clicked_zone(message: Mapping[str, object], plan: Plan) -> str | None:
    """Return the zone a message of the map names, or none."""
    zone = message.get("zone")
    return zone if isinstance(zone, str) and zone in set(plan.zones["zone_id"]) else None


def map_is_painted() -> bool:
    """Whether the map is drawn, or was waited for long enough; what is below waits for that."""
    return bool(st.session_state.get(_PAINTED))


def stop_waiting() -> None:
    """Let what is below the map follow: the map has said that it is drawn, or took too long."""
    st.session_state[_PAINTED] = True


def _hear(message: Mapping[str, object], plan: Plan) -> None:
    """Take a message of the map: it is drawn, or a zone was chosen or let go."""
    hear()
    if message.get("event") == "painted":
        stop_waiting()
    elif message.get("event") == "zone":
        choose_zone(clicked_zone(message, plan))


def client_view(view: View, plan: Plan, language: Language, *, key: str) -> dict[str, Any]:
    """Return the view in the form the map client takes, with the address to write for it."""
    target = targets_by_id(plan).get(view.focus or "")
    return {
        "zone": view.zone,
        "layers": list(view.layers),
        "basemap": view.basemap,
        "key": key,
        "subdistrict": view.subdistrict,
        "focus": _focus(target) if target is not None and target.lat is not None else None,
        "address": write_address(view, language),
    }


def _focus(target: Target) -> dict[str, Any]:
    focus: dict[str, Any] = {"id": target.id, "lat": target.lat, "lon": target.lon}
    if target.bounds is not None:
        focus["bounds"] = [list(corner) for corner in target.bounds]
    return focus


def show_map(plan: Plan, view: View, say: Translator) -> None:
    """Draw the map; a click on it chooses a zone."""
    show_map_frame(
        f"plan_map_{say.language}",
        map_address(plan, say.language),
        client_view(view, plan, say.language, key=st.session_state.get(TIANDITU_KEY, "")),
        key=KEY,
        hear=lambda message: _hear(message, plan),
    )
