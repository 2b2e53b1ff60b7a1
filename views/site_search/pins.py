"""The map of 选址: what was found as numbered pins, ground drawn by hand, and what it says back."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from geo.search.findings import Finding
from geo.search.positions import Ground
from geo.translation import Translator
from services.routes import map_address
from views.map_view import TIANDITU_KEY
from views.site_search.answer import Answer
from views.site_search.naming import described, letter, number_of
from views.site_search.results import shown_matches
from views.site_search.settings import Search, write_address
from views.site_search.state import SEARCH, ask_for, choose
from views.state import shown_view
from views.streamlit_compat.map_frame import show_map_frame

KEY: Final = "search_map"
_LAYERS: Final = ("zones", "metro", "parks")
_MOST_CORNERS: Final = 60
_RADIUS_M: Final = (50.0, 10_000.0)
_PARAMETERS: Final = "search_parameters"


def show_map(plan: Plan, answer: Answer, search: Search, version: str, say: Translator) -> None:
    """Draw the map; a click on a pin chooses what it stands for, drawn ground is asked for."""
    show_map_frame(
        f"search_map_{say.language}",
        map_address(plan, say.language),
        client_view(plan, answer, search, version, say),
        key=KEY,
        hear=lambda message: _follow(message, answer),
    )


def client_view(
    plan: Plan, answer: Answer, search: Search, version: str, say: Translator
) -> dict[str, Any]:
    """Return the view in the form the map client takes, with the address to write for it."""
    ground = search.query.ground
    chosen = search.chosen[0] if len(search.chosen) == 1 else None
    row = answer.row(chosen) if chosen else {}
    return {
        "zone": chosen if row.get("kind") == "zone" else None,
        "park": chosen if row.get("kind") == "park" else None,
        "layers": list(_LAYERS),
        "basemap": shown_view(plan).basemap,
        "key": st.session_state.get(TIANDITU_KEY, ""),
        "subdistrict": None,
        "focus": None,
        "tools": True,
        "quiet": True,
        "pins": pins(answer, search, say) if search.query.asked else [],
        "chosen": list(search.chosen),
        "ground": {"points": ground.points, "radius_m": ground.radius_m} if ground else None,
        "address": _address(write_address(search, say.language, version)),
    }


def _address(parameters: Mapping[str, str]) -> dict[str, str | None]:
    """Return what is to stand in the address: those of ours that no longer hold are taken out."""
    gone = {name for name in st.query_params if name != "at"}
    gone |= set(st.session_state.get(_PARAMETERS, ()))
    st.session_state[_PARAMETERS] = tuple(parameters)
    return {**dict.fromkeys(sorted(gone)), **parameters}


def pins(answer: Answer, search: Search, say: Translator) -> list[dict[str, Any]]:
    """Return a pin for everything listed that has a place, the best first."""
    findings = answer.findings
    numbered = [
        (finding, str(number), "match")
        for number, finding in enumerate(shown_matches(answer), start=1)
    ]
    near = [(finding, letter(index), "near") for index, finding in enumerate(findings.near_misses)]
    is_near = any((finding.candidate_id,) == search.chosen for finding, _, _ in near)
    listed = [*numbered, *(near if is_near or not numbered else [])]
    if len(search.chosen) > 1:
        listed = [one for one in listed if one[0].candidate_id not in search.chosen]
    listed += _others_chosen(answer, search, {finding.candidate_id for finding, _, _ in listed})
    drawn = (_pin(answer, *one, say) for one in listed)
    return [pin for pin in drawn if pin is not None]


def _others_chosen(
    answer: Answer, search: Search, listed: set[str]
) -> list[tuple[Finding, str, str]]:
    """Return what is chosen beyond the list: a combination's pieces, or one of the shortlist."""
    others = [key for key in search.chosen if key not in listed]
    return [
        (answer.finding(key), str(number) if len(others) > 1 else number_of(answer, key), "piece")
        for number, key in enumerate(others, start=1)
    ]


def _pin(
    answer: Answer, finding: Finding, number: str, kind: str, say: Translator
) -> dict[str, Any] | None:
    row = answer.row(finding.candidate_id)
    if row["lon"] is None or row["lat"] is None:
        return None
    found = described(answer, finding, number, say)
    return {
        "id": finding.candidate_id,
        "lat": round(row["lat"], 6),
        "lon": round(row["lon"], 6),
        "number": number,
        "kind": kind,
        "tip": [
            found.name,
            found.place,
            say("得分 {score}", score=f"{finding.score:.0f}"),
            found.reason,
        ],
    }


def _follow(message: Mapping[str, Any], answer: Answer) -> None:
    """Take a message of the map: a pin or a zone was chosen, or ground was drawn."""
    if message.get("event") == "ground":
        ask_for(SEARCH.settings.query.replace(ground=drawn_ground(message)))
    elif message.get("event") == "pin":
        _choose(answer, message.get("candidate"))
    elif message.get("event") == "zone" and answer.candidates.source == "plan":
        _choose(answer, message.get("zone"))


def _choose(answer: Answer, candidate_id: object) -> None:
    """Choose a candidate; nothing lets go of what is chosen, what is not known changes nothing."""
    if candidate_id is None:
        choose(*SEARCH.settings.chosen)
    elif isinstance(candidate_id, str) and candidate_id in answer.candidates.ids:
        choose(candidate_id)


def drawn_ground(message: Mapping[str, Any]) -> Ground | None:
    """Return the ground a message of the map holds; none where it was deleted or makes no sense."""
    given = message.get("points")
    points = given if isinstance(given, list) else []
    corners = [tuple(point) for point in points if _is_place(point)]
    radius = message.get("radius_m")
    if len(corners) != len(points) or len(corners) > _MOST_CORNERS:
        return None
    if isinstance(radius, (int, float)) and not isinstance(radius, bool):
        is_circle = len(corners) == 1 and _RADIUS_M[0] <= radius <= _RADIUS_M[1]
        return Ground(tuple(corners), float(radius)) if is_circle else None
    return Ground(tuple(corners)) if len(corners) > 2 and radius is None else None


def _is_place(point: object) -> bool:
    if not isinstance(point, (list, tuple)) or len(point) != 2:
        return False
    lon, lat = point
    if not (isinstance(lon, (int, float)) and isinstance(lat, (int, float))):
        return False
    return isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 85
