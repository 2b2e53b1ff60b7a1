"""Zones, parks and carriers: what does not add up is listed with the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from geo.carriers.inventory import Inventory
from geo.carriers.reconciliation import DIFFERENCE_COLUMNS, reconcile
from geo.plan import Plan, read_plan

MakeInventory = Callable[..., Inventory]


def test_the_shipped_plan_adds_up(plan: Plan) -> None:
    found = reconcile(plan)
    assert list(found.columns) == list(DIFFERENCE_COLUMNS)
    assert found.empty


def test_a_zone_that_is_not_its_parks_is_listed_by_year(data_directory: Any, edit: Any) -> None:
    def give_a_figure(zones: dict[str, Any]) -> None:
        (zone,) = (
            feature["properties"]
            for feature in zones["features"]
            if feature["properties"]["zone_id"] == "caohejing-huajing"
        )
        park = {name: zone[f"renewal_gfa_{name}"] for name in ("quote", "quote_en", "section")}
        zone.update(planned_gfa_m2=1_500_000, planned_gfa_qualifier=None)
        zone.update({f"planned_gfa_{name}": text for name, text in park.items()})

    def count_within(parks: dict[str, Any]) -> None:
        for feature in parks["features"]:
            if feature["properties"]["park_id"] == "beiyang":
                feature["properties"]["part_of"] = "caohejing-huajing"

    edit("zones.geojson", give_a_figure)
    edit("parks.geojson", count_within)
    found = reconcile(read_plan(data_directory))
    last = found[found["year"] == 2025].to_dict("records")
    assert [(row["level"], row["holder_id"]) for row in last] == [("parks", "caohejing-huajing")]
    assert last[0]["figure_gfa_m2"] == 1_500_000
    assert last[0]["parts_gfa_m2"] == 1_000_000
    assert last[0]["difference_gfa_m2"] == 500_000
    assert len(found) == 5


def test_carriers_count_from_the_year_they_are_ready(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    carriers = inventory_of(
        {"zone_id": "west-bund", "total_gfa_m2": 100_000.0, "ready_date": "2022-05-01"},
        {"zone_id": "west-bund", "total_gfa_m2": 900_000.0, "ready_date": "2024-12-31"},
    )
    found = reconcile(plan, carriers)
    assert set(found["level"]) == {"carriers"}
    assert set(found["holder_id"]) == {"west-bund"}
    # 240,000 a year against 0, 100,000, 100,000, 1,000,000, 1,000,000
    assert dict(zip(found["year"], found["difference_gfa_m2"], strict=True)) == {
        2021: 240_000,
        2022: 380_000,
        2023: 620_000,
        2024: -40_000,
        2025: 200_000,
    }


def test_what_adds_up_to_a_square_metre_is_not_listed(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    carriers = inventory_of(
        {"zone_id": "west-bund", "total_gfa_m2": 1_199_999.5, "ready_date": "2025-05-01"}
    )
    assert 2025 not in set(reconcile(plan, carriers)["year"])


def test_places_without_a_figure_are_not_compared(plan: Plan, inventory_of: MakeInventory) -> None:
    carriers = inventory_of({"zone_id": None, "park_id": "life-bay"})
    assert reconcile(plan, carriers).empty
