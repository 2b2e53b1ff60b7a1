"""One plan in memory: its profile, an open set of layers, and what is worked out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.crs import GEOGRAPHIC, metric_crs_at
from geo.measure import land_area_m2, overlaps, union_area_m2
from geo.plan.accounts import figures
from geo.plan.industries import Vocabulary
from geo.plan.layer_files import LAYER_FILES
from geo.plan.profile import Bounds, Kind, Profile
from geo.plan.schema import CATEGORIES, Category

_AROUND_DEG: Final = 0.6
"""Some 60 km: farther from the ground of a plan no position of its own can be."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan and its ground. Layers are GeoDataFrames in EPSG:4326 by name, areas in m².

    Every layer but `zones` may be missing; asked for, it has its columns and no features.
    """

    profile: Profile
    layers: Mapping[str, gpd.GeoDataFrame]
    industries: Vocabulary = field(default_factory=Vocabulary)
    version: str = field(default="")
    """A digest of the files' content: it names what is cached and served."""

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """Return a layer of `LAYER_FILES` by name (EPSG:4326); empty where the plan has none."""
        if name in self.layers:
            return self.layers[name]
        columns = [own.name for own in LAYER_FILES[name].fields]
        return gpd.GeoDataFrame(columns=[*columns, "geometry"], geometry="geometry", crs=GEOGRAPHIC)

    @cached_property
    def zones(self) -> gpd.GeoDataFrame:
        """The zones of the layout (areas)."""
        return self.layer("zones")

    @cached_property
    def parks(self) -> gpd.GeoDataFrame:
        """The named parts of zones (areas, points or without geometry)."""
        return self.layer("parks")

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """Institutes and places the plan names (points or without geometry)."""
        return self.layer("places")

    @cached_property
    def subdistricts(self) -> gpd.GeoDataFrame:
        """The sub-districts (areas)."""
        return self.layer("subdistricts")

    @cached_property
    def district(self) -> gpd.GeoDataFrame:
        """The district (one area)."""
        return self.layer("district")

    @cached_property
    def river(self) -> gpd.GeoDataFrame:
        """The rivers (areas)."""
        return self.layer("river")

    @cached_property
    def roads(self) -> gpd.GeoDataFrame:
        """The roads (lines)."""
        return self.layer("roads")

    @cached_property
    def stations(self) -> gpd.GeoDataFrame:
        """The metro stations (points)."""
        return self._metro("station")

    @cached_property
    def tracks(self) -> gpd.GeoDataFrame:
        """The metro tracks (lines)."""
        return self._metro("track")

    def _metro(self, kind: str) -> gpd.GeoDataFrame:
        metro = self.layer("metro")
        return metro[metro["kind"] == kind]

    @property
    def categories(self) -> dict[str, Category]:
        """The floor-area categories the plan uses, by key, in the glossary's order."""
        return {key: CATEGORIES[key] for key in self.profile.categories}

    def kind_of(self, zone_id: str) -> Kind:
        """Return the kind of a zone."""
        kinds = self.zones.set_index("zone_id")["kind"]
        return self.profile.kinds[kinds[zone_id]]

    @cached_property
    def zones_by_kind(self) -> dict[str, int]:
        """How many zones of each kind there are, by kind, without kinds that have none."""
        counts = self.zones["kind"].value_counts()
        return {key: int(counts[key]) for key in self.profile.kinds if key in counts}

    @cached_property
    def ground(self) -> BaseGeometry:
        """The ground the plan is about (EPSG:4326): its district, else its zones together."""
        own = self.district if len(self.district) else self.zones
        ground: BaseGeometry = own.geometry.union_all()
        return ground

    @cached_property
    def bounds(self) -> Bounds:
        """The bounds of the plan's ground."""
        west, south, east, north = map(float, self.ground.bounds)
        return west, south, east, north

    @cached_property
    def metric_crs(self) -> str:
        """The projected CRS in which distances are taken and sheets drawn, metres.

        The profile's, else the CGCS2000 3° zone of the ground's middle (`geo.crs.metric_crs_at`).
        """
        west, south, east, north = self.bounds
        return self.profile.metric_crs or metric_crs_at((west + east) / 2, (south + north) / 2)

    @cached_property
    def plausible_bounds(self) -> Bounds:
        """Where a position can be: within the profile's bounds, else some 60 km around."""
        west, south, east, north = self.bounds
        around = (
            max(west - _AROUND_DEG, -180.0),
            max(south - _AROUND_DEG, -90.0),
            min(east + _AROUND_DEG, 180.0),
            min(north + _AROUND_DEG, 90.0),
        )
        return self.profile.plausible_bounds or around

    @cached_property
    def has_openstreetmap_data(self) -> bool:
        """Whether a layer says that it is from OpenStreetMap, which must then be named."""
        columns = [
            layer[column].dropna().astype(str)
            for layer in self.layers.values()
            for column in ("source", "licence")
            if column in layer
        ]
        return any(own.str.contains("OpenStreetMap|ODbL").any() for own in columns)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure of the plan (`geo.plan.accounts.figures`)."""
        return figures(self.zones, self.parks)

    @cached_property
    def land_area_m2(self) -> pd.Series:
        """Ground area by zone id, geodesic, m²."""
        return land_area_m2(self.zones).set_axis(pd.Index(self.zones["zone_id"]))

    @cached_property
    def union_area_m2(self) -> float:
        """Ground the zones cover together, m²; overlaps once."""
        return union_area_m2(self.zones)

    @cached_property
    def overlaps(self) -> pd.DataFrame:
        """Pairs of zones that share ground (`geo.measure.overlaps`)."""
        return overlaps(self.zones, id_column="zone_id")

    def inside_zone(self, layer: gpd.GeoDataFrame, zone_id: str) -> gpd.GeoDataFrame:
        """Return the features of a layer that lie in, or touch, one zone's ground."""
        ground = self.zones.loc[self.zones["zone_id"] == zone_id].geometry.iloc[0]
        return layer[layer.intersects(ground)]
