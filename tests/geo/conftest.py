"""A small inventory to search: the rows a test gives, the rest as usual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from geo.carriers.inventory import Inventory, no_carriers, no_commitments
from geo.plan import Plan
from geo.search.candidates import Candidates, candidates_of

MakeInventory = Callable[..., Inventory]
MakeCandidates = Callable[..., Candidates]

USUAL: dict[str, Any] = {
    "name": "甲楼",
    "building": "甲楼",
    "floor": 3.0,
    "zone_id": "caohejing",
    "lon": 121.396,
    "lat": 31.168,
    "total_gfa_m2": 5000.0,
    "available_gfa_m2": 3000.0,
    "ready_date": "2024-06-30",
    "rent_cny_m2_day": 4.0,
    "industries": ("芯片设计",),
    "tenure": "lease",
    "status": "vacant",
    "source": "测试",
    "as_of": "2024-01-31",
    "is_demo": False,
}


def _table(empty: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    if not rows:
        return empty
    columns = {name: [row.get(name) for row in rows] for name in empty.columns}
    return pd.DataFrame(columns).astype(empty.dtypes.to_dict())


@pytest.fixture(scope="session")
def inventory_of() -> MakeInventory:
    """Return an inventory of the given carriers; `commitments` as rows, the rest by name."""

    def make(
        *rows: dict[str, Any], commitments: list[dict[str, Any]] | None = None, **more: Any
    ) -> Inventory:
        carriers = [{"carrier_id": f"c{place}"} | USUAL | row for place, row in enumerate(rows)]
        held = [
            {"commitment_id": "p1", "company": "某公司", "zone_id": "caohejing"} | row
            for row in commitments or []
        ]
        return Inventory(_table(no_carriers(), carriers), _table(no_commitments(), held), **more)

    return make


@pytest.fixture(scope="session")
def candidates_from(plan: Plan, inventory_of: MakeInventory) -> MakeCandidates:
    """Return the candidates of the given carriers."""

    def make(*rows: dict[str, Any], **more: Any) -> Candidates:
        return candidates_of(plan, inventory_of(*rows, **more))

    return make


@pytest.fixture(scope="session")
def day() -> date:
    """The day on which tests search."""
    return date(2024, 3, 1)
