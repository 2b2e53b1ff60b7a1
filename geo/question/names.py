"""Names a question may call places, stations and lines by: those of the plan, and short ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.plan.industries import folded


@dataclass(frozen=True)
class Names:
    """Names as they are folded, each with what it means."""

    places: dict[str, tuple[str, str]]
    """Field of a query and id of a place."""
    shared: dict[str, tuple[str, ...]]
    """What people call the ground of one zone or several, with those zones: 西岸, 滨江.

    Only where it stands alone: 西岸智塔 and 黄浦滨江 are other places.
    """
    stations: dict[str, str]
    lines: frozenset[str]


_ASIDE: Final = re.compile(r"(?P<name>.+)\((?P<line>.+)\)")
"""景洪路（机场联络线） is called 机场联络线景洪路 too."""

_FEWEST_SHARED: Final = 3
"""How many places must begin alike for the beginning to be the name of where they are."""

_DASHES: Final = ("-", "–", "——", "~", "至", "到")
"""How people write the dash of a name: 漕河泾-华泾."""


@lru_cache(maxsize=4)
def names_of(plan: Plan) -> Names:
    """Return the names of a plan's places, stations and lines."""
    places: dict[str, tuple[str, str]] = {}
    layers = (
        ("zones", plan.zones, "zone_id", ("name", "alias", "title", "name_en", "alias_en")),
        ("parks", plan.parks, "park_id", ("name", "name_en")),
        ("subdistricts", plan.subdistricts, "subdistrict_id", ("name", "name_en")),
    )
    for kind, layer, column, texts in layers:
        for row in layer.to_dict("records"):
            for text in texts:
                if isinstance(row[text], str):
                    places.setdefault(folded(row[text]), (kind, row[column]))
    stations = {
        folded(row[text]): row["metro_id"]
        for row in plan.stations.to_dict("records")
        for text in ("name_en", "name", "planning_name")
        if isinstance(row[text], str)
    }
    for name, station_id in [*stations.items()]:
        if aside := _ASIDE.fullmatch(name):
            stations.setdefault(f"{aside['line']}{aside['name']}", station_id)
    for name, meaning in _short_names(places, stations).items():
        places.setdefault(name, meaning)
    for name, meaning in [*places.items()]:
        places.update({name.replace("—", dash): meaning for dash in _DASHES if "—" in name})
    lines = {line for listed in plan.stations["lines"] for line in listed}
    return Names(places, _shared_names(plan), stations, frozenset(lines))


def _shared_names(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the beginnings (two signs) that zones and parks share, with the zones they are in.

    And a zone's name without the district's, 滨江 for 徐汇滨江.
    """
    district = re.sub("[区县市]$", "", plan.profile.district)
    bare = {
        folded(name).removeprefix(district): (zone_id,)
        for name, zone_id in zip(plan.zones["name"], plan.zones["zone_id"], strict=True)
        if folded(name).startswith(district)
    }
    zones: dict[str, list[str]] = {}
    for layer in (plan.zones, plan.parks):
        for name, zone_id in zip(layer["name"], layer["zone_id"], strict=True):
            zones.setdefault(folded(name)[:2], []).append(zone_id)
    return bare | {
        name: tuple(dict.fromkeys(ids))
        for name, ids in zones.items()
        if len(ids) >= _FEWEST_SHARED and len(set(ids)) > 1
    }


def _short_names(
    places: dict[str, tuple[str, str]], stations: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """Return beginnings (two signs and more) and ends (three) that only one place has.

    Sub-districts go by their name without 街道, 路街道, 新村街道 or 镇, whatever else begins so.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for name, meaning in places.items():
        if name.isascii():
            continue
        parts = [name[:size] for size in range(2, len(name))] if meaning[0] != "zones" else []
        parts += [name[-size:] for size in range(3, len(name))] if meaning[0] == "parks" else []
        for part in parts:
            found.setdefault(part, set()).add(meaning)
    short = {
        part: meanings.pop()
        for part, meanings in found.items()
        if len(meanings) == 1 and not any(part in other for other in stations)
    }
    for name, meaning in places.items():
        if meaning[0] == "subdistricts" and not name.isascii():
            bare = re.sub(r"(?:街道|镇)$", "", name)
            for own in (bare, re.sub(r"(?:路|新村)$", "", bare)):
                short.setdefault(own, meaning)
    return {name: meaning for name, meaning in short.items() if name not in places}


def any_of(names: Iterable[str]) -> str:
    """Return the pattern of any of some names, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) for name in longest_first)
