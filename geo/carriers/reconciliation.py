"""Differences between zones, parks and carriers: what does not add up, and by how much."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from geo.carriers.inventory import Inventory
from geo.carriers.ledger import known_gfa_m2, ledger
from geo.plan import Plan

_SHARED: Final = ("holder_id", "name", "name_en", "year")
DIFFERENCE_COLUMNS: Final = (
    *("level", *_SHARED, "figure_gfa_m2", "parts_gfa_m2", "difference_gfa_m2"),
)
"""`level` is `parks` (a zone's figure against its parks' figures) or `carriers` (a zone's or park's
figure against the carriers in it); `difference` is figure less parts, m²."""


def reconcile(plan: Plan, inventory: Inventory | None = None) -> pd.DataFrame:
    """Return where a zone's new floor area is not its parks', or a holder's not its carriers'.

    Columns DIFFERENCE_COLUMNS, by year; only differences of 1 m² and more. Carriers count in the
    year they are ready, and are compared only where there are any in a zone or park.
    """
    inventory = inventory or Inventory()
    book = ledger(plan, inventory)
    zones, parks = (book[book["kind"] == kind] for kind in ("zone", "park"))
    sums = parks.groupby(["zone_id", "year"])["delivered_gfa_m2"].sum(min_count=1).to_dict()
    of_parks = [sums.get(key, np.nan) for key in zip(zones["zone_id"], zones["year"], strict=True)]
    found = [
        _compared("parks", zones, zones["delivered_gfa_m2"], of_parks),
        _compared("carriers", book, known_gfa_m2(book), _ready(book, inventory.carriers)),
    ]
    table = pd.concat(found, ignore_index=True)
    return table[table["difference_gfa_m2"].abs() >= 1].reset_index(drop=True)


def _compared(
    level: str, rows: pd.DataFrame, figure: pd.Series, parts: list[float]
) -> pd.DataFrame:
    table = rows[list(_SHARED)].assign(level=level, figure_gfa_m2=figure, parts_gfa_m2=parts)
    table["difference_gfa_m2"] = table["figure_gfa_m2"] - table["parts_gfa_m2"]
    return table[list(DIFFERENCE_COLUMNS)]


def _ready(book: pd.DataFrame, carriers: pd.DataFrame) -> list[float]:
    """Return the floor area of the carriers in each row that are ready by its year, else nan."""
    years = carriers["ready_date"].dt.year
    found = []
    for kind, holder_id, year in zip(book["kind"], book["holder_id"], book["year"], strict=True):
        inside = carriers["park_id" if kind == "park" else "zone_id"] == holder_id
        ready = carriers.loc[inside & (years <= year), "total_gfa_m2"].sum()
        found.append(float(ready) if inside.any() else np.nan)
    return found
