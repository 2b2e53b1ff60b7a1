"""Fields of where it is to be: near a line or station, in places of the plan, on drawn ground."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from geo.search.query import DEFAULT_METRO_M, Near, Query
from geo.search.sentences import line_words
from geo.translation import Translator
from views.markup import show_hint
from views.site_search.panel import Panel
from views.site_search.state import ask_for

_PLACES: Final = {
    "zone": ("zones", "zone_id"),
    "park": ("parks", "park_id"),
    "subdistrict": ("subdistricts", "subdistrict_id"),
}
"""Kinds of place: part of the query and layer of the plan, and its id."""


_ANY: Final = "any"
"""The choice of the nearest station, whatever its line."""


@lru_cache(maxsize=4)
def _stops(plan: Plan, say: Translator) -> dict[str, str]:
    """Return lines (`line/15`), then stations (`station/…`), with their names."""
    lines = {line for lines in plan.stations["lines"] for line in lines}
    ordered = sorted(lines, key=lambda line: (line.zfill(3) if line.isdigit() else "~", line))
    stations = plan.stations.sort_values("metro_id").to_dict("records")
    named = {f"line/{line}": line_words(line, say) for line in ordered}
    return (
        {_ANY: say("任意线路")}
        | named
        | {
            f"station/{row['metro_id']}": say("{station}站", station=say.name(row))
            for row in stations
        }
    )


def _stop_of(near: Near | None) -> str | None:
    if near is None:
        return None
    if near.station_id is not None:
        return f"station/{near.station_id}"
    return _ANY if near.line is None else f"line/{near.line}"


def _near(stop: str, metres: float) -> Near:
    if stop == _ANY:
        return Near(max_m=metres)
    kind, _, key = stop.partition("/")
    return Near(line=key, max_m=metres) if kind == "line" else Near(station_id=key, max_m=metres)


def show_metro(panel: Panel) -> None:
    """Draw a line or a station, and how near it is to be."""
    say, query, near = panel.say, panel.query, panel.query.near
    stops, stop = _stops(panel.plan, say), _stop_of(near)
    metres = near.max_m if near is not None else DEFAULT_METRO_M
    st.selectbox(
        say("轨道线路或站点"),
        list(stops),
        index=None,
        format_func=stops.__getitem__,
        placeholder=say("不限"),
        **panel.bind(
            "near",
            stop if stop in stops else None,
            lambda to: replace(query, near=_near(to, metres)) if to else query.without("metro"),
        ),
    )
    st.number_input(
        say("直线 ≤ m"),
        min_value=1.0,
        step=100.0,
        format="%.0f",
        disabled=stop is None,
        **panel.bind(
            "near_m",
            metres,
            lambda given: replace(query, near=_near(stop, given)) if stop else query,
        ),
    )


@lru_cache(maxsize=4)
def _named_places(plan: Plan, say: Translator) -> dict[str, str]:
    """Return the plan's places (`zone/…`, `park/…`, `subdistrict/…`) with their names."""
    return {
        f"{kind}/{row[column]}": str(say.name(row))
        for kind, (layer, column) in _PLACES.items()
        for row in getattr(plan, layer).to_dict("records")
    }


def _with_places(query: Query, places: list[str]) -> Query:
    parts: dict[str, Any] = {
        part: tuple(place.partition("/")[2] for place in places if place.startswith(f"{kind}/"))
        for kind, (part, _) in _PLACES.items()
    }
    return replace(query, **parts)


def show_places(panel: Panel) -> None:
    """Draw zones, parks and sub-districts in one list."""
    say, query, names = panel.say, panel.query, _named_places(panel.plan, panel.say)
    asked = [f"{kind}/{key}" for kind, (part, _) in _PLACES.items() for key in getattr(query, part)]
    st.multiselect(
        say("片区、园区、街道"),
        list(names),
        format_func=names.__getitem__,
        placeholder=say("不限"),
        **panel.bind(
            "places",
            [place for place in asked if place in names],
            lambda places: _with_places(query, places),
        ),
    )


def show_ground(panel: Panel) -> None:
    """Say how ground is drawn, or draw the button that takes it away."""
    say, query = panel.say, panel.query
    if query.ground is None:
        show_hint(say("圈选范围：用地图右上角的多边形或圆形按钮画。"))
        return
    st.button(
        say("删除圈选范围"),
        key=f"{panel.part_of}search_no_ground",
        width="stretch",
        icon=":material/delete:",
        on_click=ask_for,
        args=(query.without("ground"),),
    )
