"""Floor-area accounts: what may be added to what.

The plan's rules (design of the accounts; the plan's chapter 四（一））:

- the five categories are different things and are never added to one another;
- a figure that is part of another (a park inside a cluster) is shown but counted once;
- what the plan does not say is missing, never 0;
- a figure's qualifier (约, 余, 预计) goes with every total it enters.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final, Literal

import geopandas as gpd
import pandas as pd

from geo.measure import land_area_m2
from geo.plan.schema import CATEGORIES, QUALIFIERS

By = Literal["all", "zone", "kind", "category"]

_WORDS: Final = (
    "qualifier",
    "quote",
    "quote_en",
    "section",
    "variant",
    "variant_en",
    "variant_section",
)
FIGURE_COLUMNS: Final = (
    "figure_id",
    "zone_id",
    "park_id",
    "name",
    "name_en",
    "kind",
    "category",
    "gfa_m2",
    *_WORDS,
    "period_start",
    "period_end",
    "part_of",
)
_GROUP_COLUMNS: Final[dict[By, list[str]]] = {
    "all": ["category"],
    "category": ["category"],
    "zone": ["zone_id", "category"],
    "kind": ["kind", "category"],
}


def figures(zones: pd.DataFrame, parks: pd.DataFrame) -> pd.DataFrame:
    """Return every figure of the plan, one a row, with the plan's words (columns FIGURE_COLUMNS).

    Zones first, then parks, each by category in the plan's order. `gfa_m2` is in m²; `part_of`
    names the zone whose figure of the same category already contains this one.
    """
    kinds = zones.set_index("zone_id")["kind"]
    rows = [
        _figure(row, category, park_id=None, part_of=None, kind=row["kind"])
        for row in zones.to_dict("records")
        for category in CATEGORIES
        if pd.notna(row[f"{category}_gfa_m2"])
    ]
    rows += [
        _figure(
            row,
            category,
            park_id=row["park_id"],
            part_of=row["part_of"],
            kind=kinds[row["zone_id"]],
        )
        for row in parks.to_dict("records")
        for category in CATEGORIES
        if pd.notna(row[f"{category}_gfa_m2"])
    ]
    table = pd.DataFrame(rows, columns=list(FIGURE_COLUMNS), dtype=object)
    table["gfa_m2"] = table["gfa_m2"].astype(float)
    return table


def _figure(
    row: dict[Hashable, Any],
    category: str,
    *,
    park_id: str | None,
    part_of: str | None,
    kind: str,
) -> dict[str, Any]:
    stem = f"{category}_gfa"
    words = {name: row[f"{stem}_{name}"] for name in _WORDS}
    shared = ("zone_id", "name", "name_en", "period_start", "period_end")
    return {
        **{name: row[name] for name in shared},
        **words,
        "figure_id": f"{park_id or row['zone_id']}.{category}",
        "park_id": park_id,
        "kind": kind,
        "category": category,
        "gfa_m2": row[f"{stem}_m2"],
        "part_of": part_of,
    }


def totals(table: pd.DataFrame, *, by: By = "all") -> pd.DataFrame:
    """Return totals per category of a `figures` table, grouped `by` zone, kind or not at all.

    Columns: the group (`zone_id` or `kind`; none for all and category), `category`, `gfa_m2`
    (m², missing where every figure is part of another group's), `qualifiers` (tuple, in the
    glossary's order), `nested_gfa_m2` (m² shown here but counted in the figure that contains it)
    and `figure_ids` of what was added. Groups without a figure have no row: missing is not 0.
    Whatever the grouping, the totals of a category add up to the same sum.
    """
    groups = _GROUP_COLUMNS[by]
    rows = []
    for key, group in table.groupby(groups, sort=False):
        counted = group[group["part_of"].isna()]
        nested = group[group["part_of"].notna()]
        rows.append(
            {
                **dict(zip(groups, key, strict=True)),
                "gfa_m2": counted["gfa_m2"].sum(min_count=1),
                "qualifiers": combined_qualifiers(counted if len(counted) else nested),
                "nested_gfa_m2": nested["gfa_m2"].sum(min_count=1),
                "figure_ids": tuple(counted["figure_id"]),
            }
        )
    columns = [*groups, "gfa_m2", "qualifiers", "nested_gfa_m2", "figure_ids"]
    order = {category: index for index, category in enumerate(CATEGORIES)}
    return (
        pd.DataFrame(rows, columns=columns)
        .sort_values("category", key=lambda column: column.map(order), kind="stable")
        .reset_index(drop=True)
    )


def combined_qualifiers(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the distinct qualifiers of some figures, in the glossary's order."""
    present = set(table["qualifier"].dropna())
    return tuple(qualifier for qualifier in QUALIFIERS if qualifier in present)


def gross_density(zones: gpd.GeoDataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return gross density by zone (rows) and category (columns): floor area ÷ zone land.

    m² of floor area per m² of ground (geodesic). The boundary is schematic and so is the
    density. Missing where the zone has no figure of its own in the category.
    """
    by_zone = totals(table, by="zone").pivot(index="zone_id", columns="category", values="gfa_m2")
    by_zone = by_zone.reindex(index=list(zones["zone_id"]), columns=list(CATEGORIES))
    land = land_area_m2(zones).set_axis(zones["zone_id"])
    return by_zone.astype(float).div(land, axis="index")
