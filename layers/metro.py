"""Metro: the plan's spine line strong, the other lines quiet, stations with their names."""

from __future__ import annotations

from typing import Any

import geopandas as gpd

from geo.plan import Plan
from geo.schema import N_, STATION_STATUS
from layers import palette
from layers.features import Card, Drawn, Label, LegendEntry, MapLayer, touched_subdistricts
from layers.language import Translator


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
    tracks = plan.tracks
    spine = tracks["lines"].map(lambda lines: plan.info["spine_line"] in lines)
    drawn = []
    ground = plan.district.geometry.iloc[0]
    for is_spine, row in zip(
        sorted(spine),
        gpd.GeoDataFrame(tracks.loc[spine.sort_values().index]).to_dict("records"),
        strict=True,
    ):
        style = track_style(spine=is_spine)
        drawn.append(Drawn(f"{row['metro_id']}-casing", row["geometry"], _casing(style)))
        inside = row["geometry"].intersection(ground)
        line = row["geometry"] if inside.is_empty else inside
        line = max(getattr(line, "geoms", [line]), key=lambda part: part.length)
        anchor = line.interpolate(0.62, normalized=True)
        kind = "spine" if is_spine else "line"
        label = Label(say.name(row), 4 if is_spine else 45, kind, anchor, 11 if is_spine else 12.5)
        drawn.append(
            Drawn(row["metro_id"], row["geometry"], style, label=label, tip=[say.name(row)])
        )
    return drawn


def _stations(plan: Plan, say: Translator) -> list[Drawn]:
    stations = plan.stations
    touched = touched_subdistricts(plan, stations.geometry)
    drawn = []
    for row, inside in zip(stations.to_dict("records"), touched, strict=True):
        on_spine = plan.info["spine_line"] in row["lines"]
        building = row["status"] == "under_construction"
        colour = palette.SPINE if on_spine else palette.MUTED
        radius = 4.6 if on_spine else 3.0
        lines = say.join([_line_name(line, say) for line in row["lines"]])
        rows = [(say("线路"), lines)] if lines else []
        rows.append((say("状态"), say(STATION_STATUS[row["status"]])))
        if row["planning_name"]:
            rows.append((say("规划站名"), row["planning_name"]))
        rows.append((say("位置误差"), f"{row['error_m']:g} m"))
        drawn.append(
            Drawn(
                row["metro_id"],
                row["geometry"],
                symbol={
                    "shape": "dot",
                    "radius": radius,
                    "fill": palette.PAPER,
                    "line": palette.METRO if building else colour,
                    "weight": 2.2 if on_spine else 1.6,
                    "dash": "2 2" if building else "",
                },
                label=Label(
                    say.name(row),
                    20 if on_spine else 48,
                    "station spine-station" if on_spine else "station",
                    row["geometry"],
                    12 if on_spine else 13.5,
                    beside=radius + 2,
                ),
                tip=[say.name(row), lines or say(STATION_STATUS[row["status"]])],
                cards=[Card(say.name(row), rows)],
                subdistricts=inside,
            )
        )
    return sorted(drawn, key=lambda item: item.label.priority if item.label else 0, reverse=True)


def _line_name(line: str, say: Translator) -> str:
    return say("{line}号线", line=line) if line.isdigit() else say(line)


AIRPORT_LINK = N_("机场联络线")


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the spine, the other lines and stations under construction."""
    spine = plan.info["spine_line"]
    return [
        LegendEntry(
            say("{line}号线（规划纽带）", line=spine), {"line": palette.SPINE, "weight": 4.2}
        ),
        LegendEntry(say("其他轨道交通"), {"line": palette.METRO, "weight": 2}),
        LegendEntry(say("在建站"), {"dot": palette.METRO, "dash": "2 2"}),
    ]


LAYER = MapLayer("metro", N_("轨道交通"), draw, legend, z_index=420)
