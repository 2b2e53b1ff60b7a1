"""The search box's index: everything with a name, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from geo.translation import N_, Translator
from layers.features import inner_anchor

_KINDS: Final = {
    "zones": N_("片区"),
    "parks": N_("园区"),
    "places": N_("机构与地点"),
    "metro": N_("轨道交通站"),
    "subdistricts": N_("街道（镇）"),
}


Corners = tuple[tuple[float, float], tuple[float, float]]
"""The south-west and the north-east corner of an area, lat and lon."""


@dataclass(frozen=True)
class Target:
    """Something that can be found. `lat` and `lon` (EPSG:4326) are missing if it is not located."""

    id: str
    name: str
    name_en: str
    kind: str
    lat: float | None
    lon: float | None
    zone_id: str | None = None
    """The zone it is, or is part of."""
    bounds: Corners | None = None
    """Of an area that is shown whole when found."""

    @property
    def layer(self) -> str:
        """The key of the layer it lies in."""
        return self.id.partition("/")[0]

    def label(self, say: Translator) -> str:
        """Return how it stands in the list of the search box."""
        missing = "" if self.lat is not None else say("（未定位）")
        return f"{say.name(vars(self))} · {say(self.kind)}{missing}"


MOST_LISTED: Final = 500
"""A list of names serves up to some hundreds; a layer with more features is left out of it."""


def _sources(plan: Plan) -> dict[str, tuple[gpd.GeoDataFrame, str]]:
    return {
        "zones": (plan.zones, "zone_id"),
        "parks": (plan.parks, "park_id"),
        "places": (plan.places, "place_id"),
        "metro": (plan.stations, "metro_id"),
        "subdistricts": (plan.subdistricts, "subdistrict_id"),
    }


def layers_not_listed(plan: Plan) -> list[str]:
    """Return the kinds (message ids) that have too many features for the list."""
    return [
        _KINDS[layer]
        for layer, (features, _) in _sources(plan).items()
        if len(features) > MOST_LISTED
    ]


def _corners(ground: BaseGeometry) -> Corners:
    west, south, east, north = ground.bounds
    return (south, west), (north, east)


@lru_cache(maxsize=4)
def targets_by_id(plan: Plan) -> dict[str, Target]:
    """Return everything that can be found, in the order of the list."""
    found = [
        _target(row, f"{layer}/{row[id_column]}", layer)
        for layer, (features, id_column) in _sources(plan).items()
        if len(features) <= MOST_LISTED
        for row in features.to_dict("records")
    ]
    return {target.id: target for target in found}


def _target(row: dict[Any, Any], target_id: str, layer: str) -> Target:
    geometry = row["geometry"]
    anchor = inner_anchor(geometry) if geometry is not None and geometry.area else geometry
    return Target(
        id=target_id,
        name=row["name"],
        name_en=row["name_en"],
        kind=_KINDS[layer],
        lat=anchor.y if anchor is not None else None,
        lon=anchor.x if anchor is not None else None,
        zone_id=row["zone_id"] if layer in ("zones", "parks") else None,
        bounds=_corners(geometry) if layer in ("zones", "subdistricts") else None,
    )
