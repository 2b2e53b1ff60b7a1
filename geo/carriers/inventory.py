"""The inventory in memory: carriers, what is held for whom, and what is private."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from geo.carriers.schema import (
    CARRIER_COLUMNS,
    CARRIER_FIELDS,
    COMMITMENT_COLUMNS,
    COMMITMENT_FIELDS,
)
from geo.plan.schema import Field

_DTYPES = {"number": "float64", "date": "datetime64[s]"}
"""Column types; text and choices are `object` (missing is None), texts are tuples of str."""


def _empty(fields: tuple[Field, ...], columns: tuple[str, ...]) -> pd.DataFrame:
    types = {field.name: _DTYPES.get(field.type, "object") for field in fields}
    table = {name: pd.Series(dtype=types.get(name, "object")) for name in columns}
    return pd.DataFrame(table).astype({"is_demo": "bool"} if "is_demo" in columns else {})


def no_carriers() -> pd.DataFrame:
    """Return a table of carriers without a row, every column with its type."""
    return _empty(CARRIER_FIELDS, CARRIER_COLUMNS)


def no_commitments() -> pd.DataFrame:
    """Return a table of commitments without a row, every column with its type."""
    return _empty(COMMITMENT_FIELDS, COMMITMENT_COLUMNS)


class IdentityKey:
    """A table compared by identity: what is worked out from it alone can be cached with it.

    Holding an area makes another inventory, with the very same carriers.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityKey) and other.table is self.table


@dataclass(frozen=True, eq=False)
class Inventory:
    """Carriers (CARRIER_COLUMNS, by `carrier_id`) and commitments (COMMITMENT_COLUMNS).

    Compared by identity, so that what is computed from it can be cached with it.
    """

    carriers: pd.DataFrame = field(default_factory=no_carriers)
    commitments: pd.DataFrame = field(default_factory=no_commitments)
    private_fields: frozenset[str] = frozenset({"contact"})
    phasing: tuple[tuple[int, float], ...] = ()
    """Share of the plan's new floor area delivered by each year's end alone, adding up to 1; empty:
    the same share every year of the period."""
    version: str = "0"
    """Names this state of the inventory in caches and addresses."""

    @property
    def is_demo(self) -> bool:
        """Whether any carrier is 演示数据; whatever shows the inventory then says so."""
        return bool(self.carriers["is_demo"].any())
