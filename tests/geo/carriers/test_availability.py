"""An area is held only where there is room for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.carriers.availability import CommitmentError, held_on, require_available
from geo.carriers.inventory import Inventory
from geo.plan import Plan

MakeInventory = Callable[..., Inventory]

ASKED: dict[str, Any] = {
    "company": "某公司",
    "zone_id": "west-bund",
    "park_id": None,
    "carrier_id": None,
    "area_m2": 400_000.0,
    "held_from": date(2022, 1, 1),
    "held_until": date(2023, 12, 31),
}
IN_CARRIER: dict[str, Any] = ASKED | {"zone_id": "caohejing", "carrier_id": "c0"}


def test_a_zone_takes_what_each_years_end_has_room_for(plan: Plan) -> None:
    require_available(plan, Inventory(), ASKED)  # 480,000 at the end of 2022, 720,000 of 2023
    require_available(plan, Inventory(), ASKED | {"area_m2": 480_000.0})
    with pytest.raises(
        CommitmentError, match=r"西岸数智谷 2022 年只剩 480,000 ㎡，放不下 480,001 ㎡"
    ):
        require_available(plan, Inventory(), ASKED | {"area_m2": 480_001.0})


def test_what_others_hold_is_no_room(plan: Plan, inventory_of: MakeInventory) -> None:
    held = {key: value for key, value in ASKED.items() if key != "company"}
    days = {"held_from": "2022-01-01", "held_until": "2023-12-31"}
    inventory = inventory_of(commitments=[held | days])
    with pytest.raises(CommitmentError, match="只剩 80,000 ㎡"):
        require_available(plan, inventory, ASKED)
    later = ASKED | {"held_from": date(2024, 1, 1), "held_until": date(2025, 12, 31)}
    require_available(plan, inventory, later)


def test_a_park_takes_no_more_than_its_zone_has_left(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = {
        "zone_id": "caohejing-huajing",
        "area_m2": 350_000.0,
        "held_from": "2022-01-01",
        "held_until": "2022-12-31",
    }
    asked = ASKED | {"zone_id": "caohejing-huajing", "park_id": "beiyang", "area_m2": 100_000.0}
    with pytest.raises(CommitmentError, match="漕河泾—华泾 2022 年只剩 50,000 ㎡"):
        require_available(plan, inventory_of(commitments=[held]), asked)


def test_what_is_held_for_part_of_a_year_is_no_room_then(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    held = {
        "zone_id": "west-bund",
        "area_m2": 900_000.0,  # of 960,000 at the end of 2024
        "held_from": "2024-02-01",
        "held_until": "2024-06-30",
    }
    inventory = inventory_of(commitments=[held])
    spring = ASKED | {"held_from": date(2024, 6, 30), "held_until": date(2024, 8, 1)}
    with pytest.raises(CommitmentError, match="2024 年只剩 60,000 ㎡"):
        require_available(plan, inventory, spring)
    require_available(plan, inventory, spring | {"held_from": date(2024, 7, 1)})


def test_after_the_period_what_others_hold_then_is_no_room(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    days = {"held_from": "2026-11-26", "held_until": "2026-12-31"}
    held = {"zone_id": "west-bund", "area_m2": 1_000_000.0, **days}
    asked = ASKED | {"held_from": date(2026, 12, 1), "held_until": date(2027, 6, 30)}
    with pytest.raises(CommitmentError, match="只剩 200,000 ㎡"):
        require_available(plan, inventory_of(commitments=[held]), asked)


def test_what_a_park_holds_is_no_room_in_the_zone_it_is_part_of(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    days = {"held_from": "2023-01-01", "held_until": "2025-12-31"}
    park = {"zone_id": "riverside", "park_id": "digital-valley"}
    inventory = inventory_of(commitments=[{**park, "area_m2": 500_000.0, **days}])
    pole = ASKED | {"held_from": date(2023, 1, 1)}  # 720,000 - 500,000 at the end of 2023
    with pytest.raises(CommitmentError, match="西岸数智谷 2023 年只剩 220,000 ㎡"):
        require_available(plan, inventory, pole)
    taken = inventory_of(commitments=[{"zone_id": "west-bund", "area_m2": 700_000.0, **days}])
    with pytest.raises(CommitmentError, match="西岸数智谷 2023 年只剩 20,000 ㎡"):
        require_available(plan, taken, pole | park)


def test_a_belt_within_a_pole_takes_no_more_than_the_pole_has_left(
    plan: Plan, inventory_of: MakeInventory
) -> None:
    days = {"held_from": "2023-01-01", "held_until": "2025-12-31"}
    taken = inventory_of(commitments=[{"zone_id": "west-bund", "area_m2": 700_000.0, **days}])
    belt = ASKED | {"zone_id": "riverside", "held_from": date(2023, 1, 1), "area_m2": 100_000.0}
    with pytest.raises(CommitmentError, match="西岸数智谷 2023 年只剩 20,000 ㎡"):
        require_available(plan, taken, belt)


def test_where_the_plan_gives_no_figure_nothing_can_be_held(plan: Plan) -> None:
    asked = ASKED | {"zone_id": "riverside", "park_id": "life-bay", "area_m2": 1.0}
    with pytest.raises(CommitmentError, match="西岸生命蓝湾 2022 年规划没有给出可用面积"):
        require_available(plan, Inventory(), asked)


def test_after_the_period_the_last_years_room_counts(plan: Plan) -> None:
    asked = ASKED | {"held_from": date(2027, 1, 1), "held_until": date(2028, 1, 1)}
    require_available(plan, Inventory(), asked | {"area_m2": 1_200_000.0})
    with pytest.raises(CommitmentError, match="2025 年只剩 1,200,000"):
        require_available(plan, Inventory(), asked | {"area_m2": 1_300_000.0})


def test_a_carrier_takes_what_is_left_on_every_day(plan: Plan, inventory_of: MakeInventory) -> None:
    def held(area: float, begins: str, ends: str) -> dict[str, Any]:
        return {"carrier_id": "c0", "area_m2": area, "held_from": begins, "held_until": ends}

    inventory = inventory_of(
        {"available_gfa_m2": 3000},
        commitments=[
            held(1000.0, "2022-01-01", "2022-06-30"),
            held(1500.0, "2022-06-30", "2022-09-30"),
            held(800.0, "2023-06-01", "2023-07-01"),
        ],
    )
    require_available(
        plan, inventory, IN_CARRIER | {"area_m2": 500.0}
    )  # on June 30th 2,500 are held
    with pytest.raises(CommitmentError, match="只剩 500 ㎡，放不下 501 ㎡"):
        require_available(plan, inventory, IN_CARRIER | {"area_m2": 501.0})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"area_m2": 0.0}, "不是正数"),
        ({"area_m2": float("nan")}, "不是正数"),
        ({"held_until": date(2021, 1, 1)}, "早于"),
        ({"carrier_id": "nobody"}, "没有载体“nobody”"),
        (
            {"carrier_id": None, "held_from": date(2019, 1, 1), "held_until": date(2020, 1, 1)},
            "早于规划期（2021 年起）",
        ),
        ({"carrier_id": None, "zone_id": "pudong"}, "没有片区“pudong”"),
    ],
)
def test_what_makes_no_sense_is_refused(
    plan: Plan, inventory_of: MakeInventory, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(CommitmentError, match=words):
        require_available(plan, inventory_of({}), IN_CARRIER | changes)


def test_both_days_of_a_commitment_are_held(inventory_of: MakeInventory) -> None:
    held = {"area_m2": 1.0, "held_from": "2024-01-01", "held_until": "2024-01-31"}
    commitments = inventory_of(commitments=[held]).commitments
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1)]
    assert [len(held_on(commitments, day)) for day in days] == [0, 1, 1, 0]
