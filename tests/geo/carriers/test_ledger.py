"""The ledger, worked by hand: 漕河泾 has 5,500,000 m² and adds 1,000,000 in 2021–2025."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.carriers.inventory import Inventory
from geo.carriers.ledger import LEDGER_COLUMNS, ledger, ledger_total
from geo.plan import Plan

MakeInventory = Callable[..., Inventory]

HELD: dict[str, Any] = {
    "area_m2": 300_000.0,
    "held_from": "2022-06-01",
    "held_until": "2024-06-30",
}


def row(book: pd.DataFrame, holder_id: str, year: int) -> dict[str, Any]:
    """Return one row of a ledger."""
    (found,) = book[(book["holder_id"] == holder_id) & (book["year"] == year)].to_dict("records")
    return {str(name): value for name, value in found.items()}


def test_existing_and_delivered_less_committed_is_available(plan: Plan) -> None:
    found = row(ledger(plan), "caohejing", 2024)
    assert found["existing_gfa_m2"] == 5_500_000
    assert found["delivered_gfa_m2"] == 800_000
    assert found["committed_gfa_m2"] == 0
    assert found["available_gfa_m2"] == 6_300_000
    assert not found["is_lower_bound"]


def test_without_what_stands_the_available_is_a_lower_bound(plan: Plan) -> None:
    found = row(ledger(plan), "west-bund", 2024)  # 1,200,000 planned
    assert np.isnan(found["existing_gfa_m2"])
    assert found["available_gfa_m2"] == 960_000
    assert found["is_lower_bound"]


def test_a_figure_within_another_zones_is_shown_as_nested(plan: Plan) -> None:
    book = ledger(plan)
    for holder_id in ("riverside", "digital-valley"):
        found = row(book, holder_id, 2024)
        assert found["delivered_gfa_m2"] == found["nested_gfa_m2"] == 800_000
    assert row(book, "caohejing-huajing", 2024)["nested_gfa_m2"] == 0


def test_what_is_held_in_a_zone_leaves_less_room_in_the_figures_within_it(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = {**HELD, "area_m2": 900_000.0, "zone_id": "west-bund", "park_id": None}
    book = ledger(plan, inventory_of(commitments=[held]))
    for holder_id in ("riverside", "digital-valley"):  # 600,000 of 720,000
        found = row(book, holder_id, 2023)
        assert found["committed_gfa_m2"] == 0
        assert found["available_gfa_m2"] == 600_000
        assert (found["reservable_gfa_m2"], found["limited_by"]) == (0, "west-bund")
    assert row(book, "west-bund", 2024)["limited_by"] == "west-bund"
    assert row(book, "life-bay", 2023)["limited_by"] == "life-bay"


def test_what_all_zones_deliver_counts_the_nested_once(plan: Plan) -> None:
    last = ledger(plan).query("kind == 'zone' and year == 2025")
    # 1,000,000 + 1,200,000 + (1,000,000 within the 1,200,000) + 1,000,000
    assert (last["delivered_gfa_m2"] - last["nested_gfa_m2"]).sum() == 3_200_000


def test_a_park_without_a_figure_has_none(plan: Plan) -> None:
    for holder_id in ("xian-media-port", "central-renewal", "port-valley-city-bay"):
        found = row(ledger(plan), holder_id, 2025)
        assert np.isnan(found["available_gfa_m2"])
        assert found["park_id"] == holder_id


def test_rows_are_zones_with_their_parks_by_year(plan: Plan) -> None:
    book = ledger(plan)
    assert list(book.columns) == list(LEDGER_COLUMNS)
    assert list(book["year"].unique()) == [2021, 2022, 2023, 2024, 2025]
    assert list(book["holder_id"].unique()) == [
        "caohejing",
        "west-bund",
        "riverside",
        *("digital-valley", "port-valley-city-bay"),
        *("xian-media-port", "xian-finance-city", "life-bay"),
        "caohejing-huajing",
        *("beiyang", "central-renewal"),
    ]
    assert book.loc[book["kind"] == "zone", "park_id"].isna().all()


def test_a_commitment_counts_in_the_years_at_whose_end_it_holds(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    book = ledger(plan, inventory_of(commitments=[HELD]))
    committed = [row(book, "caohejing", year)["committed_gfa_m2"] for year in range(2021, 2026)]
    assert committed == [0, 300_000, 300_000, 0, 0]
    assert row(book, "caohejing", 2023)["available_gfa_m2"] == 5_800_000


def test_a_commitment_in_a_park_counts_in_the_park_and_its_zone(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = HELD | {"zone_id": "caohejing-huajing", "park_id": "beiyang"}
    book = ledger(plan, inventory_of(commitments=[held]))
    for holder_id in ("beiyang", "caohejing-huajing"):
        assert row(book, holder_id, 2023)["available_gfa_m2"] == 300_000
    assert row(book, "caohejing", 2023)["committed_gfa_m2"] == 0


def test_a_commitment_in_a_park_counts_in_the_zone_its_figure_is_part_of(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = HELD | {"zone_id": "riverside", "park_id": "digital-valley"}
    book = ledger(plan, inventory_of(commitments=[held]))
    for holder_id in ("digital-valley", "riverside", "west-bund"):
        assert row(book, holder_id, 2023)["committed_gfa_m2"] == 300_000
    assert row(book, "west-bund", 2023)["available_gfa_m2"] == 420_000  # 720,000 - 300,000


def test_a_later_year_has_what_the_period_has_delivered(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = HELD | {"zone_id": "caohejing", "held_until": "2026-12-31"}
    book = ledger(plan, inventory_of(commitments=[held]), later=[2026, 2027])
    assert row(book, "caohejing", 2026)["available_gfa_m2"] == 6_200_000  # 6,500,000 - 300,000
    assert row(book, "caohejing", 2027)["available_gfa_m2"] == 6_500_000


def test_more_committed_than_there_is_leaves_nothing_and_is_listed(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = HELD | {"zone_id": "west-bund", "area_m2": 600_000.0}
    found = row(ledger(plan, inventory_of(commitments=[held])), "west-bund", 2022)
    assert found["available_gfa_m2"] == 0  # 480,000 are there
    assert found["excess_gfa_m2"] == 120_000


def test_the_phasing_says_when(plan: Plan) -> None:
    book = ledger(plan, Inventory(phasing=((2021, 0.5), (2025, 0.5))))
    delivered = [row(book, "caohejing", year)["delivered_gfa_m2"] for year in range(2021, 2026)]
    assert delivered == [500_000, 500_000, 500_000, 500_000, 1_000_000]


commitments = st.lists(
    st.fixed_dictionaries(
        {
            "zone_id": st.sampled_from(["caohejing", "west-bund", "caohejing-huajing"]),
            "area_m2": st.integers(1, 8_000_000).map(float),
            "held_from": st.dates(
                min_value=pd.Timestamp(2020, 1, 1).date(), max_value=pd.Timestamp(2026, 1, 1).date()
            ).map(str),
            "held_until": st.just("2024-12-31"),
        }
    ),
    max_size=6,
)


@given(held=commitments, order=st.randoms(use_true_random=False))
def test_nothing_is_negative_and_the_order_of_commitments_does_not_matter(
    plan: Plan, inventory_of: MakeInventory, held: list[dict[str, Any]], order: Any
) -> None:
    book = ledger(plan, inventory_of(commitments=held))
    numbers = book.filter(like="_gfa_m2").fillna(0)
    assert (numbers >= 0).all().all()
    mixed = list(held)
    order.shuffle(mixed)
    pd.testing.assert_frame_equal(book, ledger(plan, inventory_of(commitments=mixed)))


@given(held=commitments)
def test_available_and_committed_are_what_there_is_and_what_is_over(
    plan: Plan, inventory_of: MakeInventory, held: list[dict[str, Any]]
) -> None:
    book = ledger(plan, inventory_of(commitments=held)).dropna(subset="available_gfa_m2")
    there = book[["existing_gfa_m2", "delivered_gfa_m2"]].sum(axis=1)
    left = book["available_gfa_m2"] - book["excess_gfa_m2"]
    assert left.to_numpy() == pytest.approx((there - book["committed_gfa_m2"]).to_numpy())


def test_the_total_counts_every_figure_and_every_commitment_once(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    park = {**HELD, "zone_id": "riverside", "park_id": "digital-valley"}
    pole = {**HELD, "zone_id": "caohejing", "area_m2": 50_000.0}
    book = ledger_total(plan, inventory_of(commitments=[park, pole]), later=[2026])
    found = row(book, "total", 2023)
    assert found["existing_gfa_m2"] == 5_500_000  # only that of 漕河泾 is known
    # three fifths of 1,000,000 + 1,200,000 + 1,000,000; the park is within the 1,200,000
    assert found["delivered_gfa_m2"] == pytest.approx(1_920_000)
    assert found["committed_gfa_m2"] == 350_000
    assert found["available_gfa_m2"] == pytest.approx(7_070_000)
    assert found["is_lower_bound"]
    assert (found["kind"], found["nested_gfa_m2"]) == ("total", 0)
    assert row(book, "total", 2026)["available_gfa_m2"] == pytest.approx(8_700_000)


def test_what_is_held_anywhere_in_a_belt_within_a_pole_is_held_in_the_pole(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    book = ledger(plan, inventory_of(commitments=[{**HELD, "zone_id": "riverside"}]))
    assert row(book, "riverside", 2023)["committed_gfa_m2"] == 300_000
    assert row(book, "west-bund", 2023)["committed_gfa_m2"] == 300_000
    assert row(book, "digital-valley", 2023)["committed_gfa_m2"] == 0
    # 漕河泾—华泾 has a figure of its own: it does not lie within 漕河泾
    book = ledger(plan, inventory_of(commitments=[{**HELD, "zone_id": "caohejing-huajing"}]))
    assert row(book, "caohejing", 2023)["committed_gfa_m2"] == 0


def test_a_carrier_of_the_belt_outside_the_pole_takes_nothing_from_the_pole(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = {**HELD, "zone_id": "riverside", "carrier_id": "c0"}
    book = ledger(plan, inventory_of({"zone_id": "riverside"}, commitments=[held]))
    assert row(book, "riverside", 2023)["committed_gfa_m2"] == 300_000
    assert row(book, "west-bund", 2023)["committed_gfa_m2"] == 0
