"""Do zones, parks and carriers add up? What does not is listed with the difference."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.plan import Plan

DIFFERENCE_COLUMNS: Final = (
    "level",
    "holder_id",
    "name",
    "name_en",
    "year",
    "figure_gfa_m2",
    "parts_gfa_m2",
    "difference_gfa_m2",
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
    found = [*_parks(book), *_carriers(book, inventory.carriers)]
    table = pd.DataFrame(found, columns=list(DIFFERENCE_COLUMNS))
    return table[table["difference_gfa_m2"].abs() >= 1].reset_index(drop=True)


def _difference(row: pd.Series, level: str, figure: float, parts: float) -> dict[str, object]:
    shared = {name: row[name] for name in ("holder_id", "name", "name_en", "year")}
    return {
        **shared,
        "level": level,
        "figure_gfa_m2": figure,
        "parts_gfa_m2": parts,
        "difference_gfa_m2": figure - parts,
    }


def _parks(book: pd.DataFrame) -> list[dict[str, object]]:
    parks = book[book["kind"] == "park"]
    sums = parks.groupby(["zone_id", "year"])["delivered_gfa_m2"].sum(min_count=1)
    found = []
    for _, zone in book[book["kind"] == "zone"].iterrows():
        parts = sums.get((zone["zone_id"], zone["year"]))
        if pd.notna(parts) and pd.notna(zone["delivered_gfa_m2"]):
            found.append(_difference(zone, "parks", zone["delivered_gfa_m2"], parts))
    return found


def _carriers(book: pd.DataFrame, carriers: pd.DataFrame) -> list[dict[str, object]]:
    """Compare what stands and is delivered with the carriers that are ready by then."""
    found = []
    years = carriers["ready_date"].dt.year
    for _, holder in book.iterrows():
        column = "park_id" if holder["kind"] == "park" else "zone_id"
        inside = carriers[column] == holder["holder_id"]
        if not inside.any():
            continue
        ready = carriers.loc[inside & (years <= holder["year"]), "total_gfa_m2"].sum()
        known = holder[["existing_gfa_m2", "delivered_gfa_m2"]].astype(float).sum(min_count=1)
        if pd.notna(known):
            found.append(_difference(holder, "carriers", float(known), float(ready)))
    return found
