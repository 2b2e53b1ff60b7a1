"""Scope of a commitment: its own zone or park, and a zone of which that is part."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pandas as pd

from geo.plan import Plan

_COUNTED: Final = ("existing", "new", "planned")
"""Categories of which there is floor area to let."""


@lru_cache(maxsize=256)
def zones_around(plan: Plan, zone_id: str, park_id: str | None) -> tuple[str, ...]:
    """Return the other zones in which what is held in a park, or anywhere in a zone, is held too.

    Those of which the park's figure is part or, without a park, every figure of the zone.
    """
    zones = list(plan.zones["zone_id"])
    if park_id is None:
        return tuple(zone for zone in zones if zone_id in _zones_within(plan, zone))
    own = plan.figures[plan.figures["park_id"] == park_id]
    return tuple(sorted({*own["part_of"].dropna()} & {*zones}))


def _zones_within(plan: Plan, zone_id: object) -> set[str]:
    """Return the other zones that have figures to let, all of them part of this zone's."""
    figures = plan.figures[plan.figures["category"].isin(_COUNTED)]
    own = figures[figures["part_of"] != figures["zone_id"]]
    is_part = (own["part_of"] == zone_id).groupby(own["zone_id"]).all()
    return {*is_part.index[is_part]}


def committed_in(
    plan: Plan, commitments: pd.DataFrame, zone_id: object, park_id: object
) -> pd.DataFrame:
    """Return the commitments that take from a park or, without one, from a zone's figure."""
    if park_id is not None:
        return commitments[commitments["park_id"] == park_id]
    within = plan.figures.loc[plan.figures["part_of"] == zone_id, "park_id"].dropna()
    anywhere = commitments["park_id"].isna() & commitments["carrier_id"].isna()
    return commitments[
        (commitments["zone_id"] == zone_id)
        | commitments["park_id"].isin({*within})
        | (anywhere & commitments["zone_id"].isin(_zones_within(plan, zone_id)))
    ]
