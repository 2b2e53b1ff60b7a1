"""The zones, parks and figures a briefing is about."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from briefings.brief import TEMPLATES, Brief, Subject, subjects_of
from geo.measure import shared_land_m2
from geo.plan import Plan

Record = dict[Hashable, Any]


@dataclass(frozen=True)
class Scope:
    """A plan and the part of it that a briefing is about."""

    plan: Plan
    zones: tuple[str, ...]
    parks: tuple[str, ...]
    whole: bool
    """Whether it is about all of the plan: only then do totals say something."""

    subdistrict: bool = False
    """Whether figures are of zones that reach beyond the ground in question."""

    @property
    def zone_rows(self) -> list[Record]:
        """The zones, in the plan's order."""
        return _rows(self.plan.zones, "zone_id", self.zones)

    @property
    def park_rows(self) -> list[Record]:
        """The parks, in the plan's order."""
        return _rows(self.plan.parks, "park_id", self.parks)

    @property
    def figures(self) -> pd.DataFrame:
        """The figures of these zones and parks (`geo.plan.accounts.figures`)."""
        table = self.plan.figures
        is_zone = table["park_id"].isna()
        in_zone, in_park = table["zone_id"].isin(self.zones), table["park_id"].isin(self.parks)
        return table[(is_zone & in_zone) | (~is_zone & in_park)]


def scope_of(plan: Plan, brief: Brief) -> Scope:
    """Return what a sound brief is about: its subjects, or the whole plan where it has none.

    A park is shown with the zone it belongs to, a sub-district with the zones that share ground
    with it and the parks on it.
    """
    if not TEMPLATES[brief.template].most:
        return Scope(plan, tuple(plan.zones["zone_id"]), tuple(plan.parks["park_id"]), whole=True)
    subjects = [subjects_of(plan)[key] for key in brief.subjects]
    zones = {zone_id for subject in subjects for zone_id in _zones_of(plan, subject)}
    parks = {park_id for subject in subjects for park_id in _parks_of(plan, subject)}
    is_subdistrict = any(subject.kind == "subdistrict" for subject in subjects)
    return Scope(plan, tuple(zones), tuple(parks), whole=False, subdistrict=is_subdistrict)


def _zones_of(plan: Plan, subject: Subject) -> list[str]:
    if subject.kind == "zone":
        return [subject.id]
    if subject.kind == "park":
        return list(plan.parks.loc[plan.parks["park_id"] == subject.id, "zone_id"])
    return list(plan.zones.loc[shared_land_m2(plan.zones, subject.ground).index, "zone_id"])


def _parks_of(plan: Plan, subject: Subject) -> list[str]:
    if subject.kind == "park":
        return [subject.id]
    if subject.kind == "zone":
        return list(plan.parks.loc[plan.parks["zone_id"] == subject.id, "park_id"])
    return list(plan.parks.loc[plan.parks.intersects(subject.ground), "park_id"])


def _rows(table: gpd.GeoDataFrame, column: str, ids: tuple[str, ...]) -> list[Record]:
    return list(table[table[column].isin(ids)].to_dict("records"))
