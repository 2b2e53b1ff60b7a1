"""Metro: the plan's spine line, if it has one, strong, the others quiet, stations with names."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

from geo.plan import Plan
from geo.plan.schema import STATION_STATUS
from geo.search.criteria.metro import line_text
from geo.translation import N_, Translator
from layers import palette
from layers.features import (
    Card,
    Drawn,
    Label,
    LegendEntry,
    MapLayer,
    middle_of,
    split_by_ground,
    touched_subdistricts,
)
from layers.label_anchors import line_anchors

_FADED: Final = 0.4


def track_style(*, spine: bool) -> dict[str, Any]:
    """Return the path options of a line: the spine is dark and broad."""
    return {
        "color": palette.SPINE if spine else palette.METRO,
        "weight": 4.2 if spine else 2.0,
        "opacity": 1.0,
        "fill": False,
        "lineCap": "round",
        "lineJoin": "round",
    }


def _casing(style: dict[str, Any]) -> dict[str, Any]:
    return {**style, "color": palette.PAPER, "weight": style["weight"] + 3, "opacity": 0.9}


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return tracks (each over a white casing), the spine last, then stations."""
    return [*_tracks(plan, say), *_stations(plan, say)]


def _tracks(plan: Plan, say: Translator) -> list[Drawn]:
    drawn = []
    spine_last = sorted(plan.tracks.to_dict("records"), key=lambda row: _is_spine(plan, row))
    for row in spine_last:
        spine = _is_spine(plan, row)
        style = track_style(spine=spine)
        inside, outside = split_by_ground(plan, row["geometry"])
        tip = [say.name(row)]
        drawn.append(Drawn(f"{row['metro_id']}-casing", row["geometry"], _casing(style)))
        if outside is not None:
            faded = {**style, "opacity": _FADED}
            drawn.append(Drawn(f"{row['metro_id']}-around", outside, faded, tip=tip))
        anchor = middle_of(inside if inside is not None else row["geometry"], at=0.62)
        label = Label(
            say.name(row),
            4 if spine else 45,
            "spine" if spine else "line",
            anchor,
            11 if spine else 12.5,
            also=line_anchors(inside) if spine and inside is not None else (),
        )
        drawn.append(Drawn(row["metro_id"], inside or row["geometry"], style, label=label, tip=tip))
    return drawn


def _is_spine(plan: Plan, row: dict[Hashable, Any]) -> bool:
    return plan.profile.spine_line in row["lines"]


def _stations(plan: Plan, say: Translator) -> list[Drawn]:
    stations = plan.stations
    touched = touched_subdistricts(plan, stations.geometry)
    inside = stations.intersects(plan.ground)
    drawn = [
        _station(row, own, is_inside, _is_spine(plan, row), say)
        for row, own, is_inside in zip(stations.to_dict("records"), touched, inside, strict=True)
    ]
    return sorted(drawn, key=lambda item: item.label.priority if item.label else 0, reverse=True)


def _station(
    row: dict[Hashable, Any],
    subdistricts: list[str],
    inside: bool,
    on_spine: bool,
    say: Translator,
) -> Drawn:
    building = row["status"] == "under_construction"
    radius = (4.6 if on_spine else 3.0) if inside else 2.4
    name, status = say.name(row), say(STATION_STATUS[row["status"]])
    lines = say.join([line_text(line, say) for line in row["lines"]])
    rows = [(say("线路"), lines)] if lines else []
    rows.append((say("状态"), status))
    if row["planning_name"]:
        rows.append((say("规划站名"), row["planning_name"]))
    rows.append((say("位置误差"), f"{row['error_m']:g} m"))
    colour = palette.SPINE if on_spine else palette.MUTED
    return Drawn(
        row["metro_id"],
        row["geometry"],
        symbol={
            "shape": "dot",
            "radius": radius,
            "fill": palette.PAPER,
            "line": colour if inside and not building else palette.METRO,
            "weight": 2.2 if on_spine and inside else 1.6,
            "dash": "2 2" if building else "",
        },
        label=Label(
            name,
            (20 if on_spine else 48) if inside else 55,
            "station spine-station" if on_spine and inside else "station",
            row["geometry"],
            (12 if on_spine else 13.5) if inside else 13.5,
            beside=radius + 2,
        ),
        tip=[name, lines or status],
        cards=[Card(name, rows)],
        subdistricts=subdistricts,
    )


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the spine, the other lines and stations under construction, those there are."""
    spine = plan.profile.spine_line
    on_spine = [_is_spine(plan, row) for row in plan.tracks.to_dict("records")]
    entries = []
    if spine is not None and any(on_spine):
        swatch = {"line": palette.SPINE, "weight": 4.2}
        entries.append(LegendEntry(spine_text(plan, spine, say), swatch))
    if not all(on_spine):
        others = say("其他轨道交通") if any(on_spine) else say("轨道交通")
        entries.append(LegendEntry(others, {"line": palette.METRO, "weight": 2}))
    if not on_spine and len(plan.stations):
        entries.append(LegendEntry(say("轨道交通站"), {"dot": palette.MUTED}))
    if (plan.stations["status"] == "under_construction").any():
        entries.append(LegendEntry(say("在建站"), {"dot": palette.METRO, "dash": "2 2"}))
    return entries


def spine_text(plan: Plan, line: str, say: Translator) -> str:
    """Return the spine line's name with what the plan calls it: 15号线（规划纽带）."""
    name, role = line_text(line, say), say.name(plan.profile, "spine_role")
    return say("{line}（{role}）", line=name, role=role) if role else name


LAYER = MapLayer("metro", N_("轨道交通"), draw, legend, z_index=420)
