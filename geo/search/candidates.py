"""Candidates: carriers, or, where none are loaded, the zones and parks of the plan.

Candidates stand in the order of their ids, so that nothing depends on the order of a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal, TypeVar

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.plan import Plan
from geo.plan.industries import folded
from geo.search.positions import (
    PlaceKind,
    Positions,
    positions_of_carriers,
    positions_of_ground,
    stations_near,
)
from geo.search.stock import Stock, carrier_stock, phased_stock

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
T = TypeVar("T")

CANDIDATE_COLUMNS: Final = (
    "kind",
    "name",
    "name_en",
    "building",
    "floor",
    "unit",
    "zone_id",
    "park_id",
    "subdistrict_id",
    "lon",
    "lat",
    "total_gfa_m2",
    "available_gfa_m2",
    "ready_date",
    "rent_cny_m2_day",
    "price_cny_m2",
    "industries",
    "ceiling_height_m",
    "floor_load_kn_m2",
    "power_kva",
    "tenure",
    "status",
    "contact",
    "source",
    "as_of",
    "is_demo",
    "part_of",
)
"""Columns of `Candidates.table`, by `candidate_id`. `kind` is carrier, zone or park; `industries`
holds keys of the plan's vocabulary (a word it does not know stays as it is); `lon`, `lat` a point
of the ground (EPSG:4326); `part_of` the ids of candidates whose floor area contains this one's, so
that nobody adds them up. Other columns of an inventory follow."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """What can be found, with what is worked out once and asked again and again.

    Compared by identity: keep it as long as plan and inventory are the same.
    """

    plan: Plan
    inventory: Inventory
    source: Literal["carriers", "plan"]
    table: pd.DataFrame
    positions: Positions
    _known: dict[object, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def ids(self) -> pd.Index:
        """The candidates' ids, ascending."""
        return self.table.index

    def numbers(self, column: str) -> Numbers:
        """Return a column as numbers, nan where it is not known."""
        return self._once(("numbers", column), lambda: self._column(column).to_numpy(dtype=float))

    def codes(self, column: str) -> tuple[NDArray[np.intp], list[Any]]:
        """Return a column as indices into the list of its distinct values; -1 where not known."""

        def coded() -> tuple[NDArray[np.intp], list[Any]]:
            codes, values = pd.factorize(self._column(column).to_numpy(dtype=object))
            return codes, list(values)

        return self._once(("codes", column), coded)

    def inside(self, kind: PlaceKind, place_id: str) -> Flags:
        """Return which candidates belong to a place of the plan, or lie on its ground.

        Zones overlap: a carrier in a pole that lies in a belt is in the belt as well.
        """

        def belongs() -> Flags:
            codes, values = self.codes(f"{kind}_id")
            own = np.asarray(codes == (values.index(place_id) if place_id in values else -2))
            if self.source == "plan" and kind != "subdistrict":
                return own
            return np.asarray(own | self.positions.on_ground_of(self.plan, kind, place_id))

        return self._once(("inside", kind, place_id), belongs)

    def metres_to(self, line: str | None, station_id: str | None) -> Numbers:
        """Return the straight-line distance to a station, or the nearest of a line or all, m."""
        chosen = stations_near(self.plan, line, station_id)
        return self._once(
            ("metres", line, station_id), lambda: self.positions.metres_to(chosen.geometry)
        )

    def stock(self, ready_by: date | None, least_m2: float | None, *, today: date) -> Stock:
        """Return what of each candidate is free, and from when, for whoever needs it by a day."""
        if self.source == "plan":
            return phased_stock(self.plan, self.inventory, self.ids, ready_by, least_m2)
        return carrier_stock(
            self.ids,
            self.numbers("available_gfa_m2"),
            self.ready,
            self.inventory.commitments,
            ready_by or today,
        )

    @cached_property
    def ready(self) -> NDArray[np.datetime64]:
        """The day from which each carrier can be used."""
        return self.table["ready_date"].to_numpy(dtype="datetime64[D]")

    def _column(self, column: str) -> pd.Series:
        """Return a column; an inventory that does not have it knows nothing of it."""
        return self.table.get(column, pd.Series(np.nan, self.ids))

    def _once(self, key: object, work_out: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = work_out()
        known: T = self._known[key]
        return known


def candidates_of(plan: Plan, inventory: Inventory) -> Candidates:
    """Return the inventory's carriers; if there are none, the plan's zones and parks."""
    if inventory.carriers.empty:
        table = _plan_table(plan)[list(CANDIDATE_COLUMNS)]
        return Candidates(plan, inventory, "plan", table, positions_of_ground(plan, table))
    table = _carrier_table(plan, inventory.carriers)
    return Candidates(
        plan, inventory, "carriers", table, positions_of_carriers(table, plan.metric_crs)
    )


def _carrier_table(plan: Plan, carriers: pd.DataFrame) -> pd.DataFrame:
    ordered = carriers.sort_values("carrier_id", kind="stable").set_index("carrier_id")
    others = [column for column in ordered if column not in CANDIDATE_COLUMNS]
    return ordered.assign(
        kind="carrier",
        name_en=ordered["name"],
        industries=_known_industries(plan, ordered["industries"]),
        part_of=pd.Series([()] * len(ordered), index=ordered.index, dtype=object),
    )[[*CANDIDATE_COLUMNS, *others]].rename_axis("candidate_id")


def _known_industries(plan: Plan, listed: pd.Series) -> pd.Series:
    """Return the industries as keys of the vocabulary; many rows share the same few lists."""
    keys = plan.industries.by_spelling
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}

    def known(given: Any) -> tuple[str, ...]:
        key = tuple(given) if isinstance(given, (tuple, list)) else ()
        if key not in seen:
            seen[key] = tuple(dict.fromkeys(keys.get(folded(word), word) for word in key))
        return seen[key]

    return pd.Series([known(given) for given in listed], index=listed.index, dtype=object)


def _plan_table(plan: Plan) -> pd.DataFrame:
    """Return zones and parks by `candidate_id`."""
    book = ledger(plan)
    last = book[book["year"] == plan.profile.period_end]
    zones = plan.zones.set_index("zone_id")
    grounds = {
        **zones.geometry.to_dict(),
        **plan.parks.set_index("park_id").geometry.to_dict(),
    }
    names = last["holder_id"].to_list()
    rows = [
        _plan_row(plan, holder, zones.loc[holder["zone_id"]], grounds[holder["holder_id"]])
        for _, holder in last.iterrows()
    ]
    table = pd.DataFrame(rows, index=pd.Index(names, name="candidate_id", dtype=object))
    return table.sort_index(kind="stable")


def _plan_row(plan: Plan, holder: pd.Series, zone: Any, ground: Any) -> dict[str, Any]:
    has_ground = ground is not None and not ground.is_empty
    point = shapely.point_on_surface(ground) if has_ground else None
    keys = plan.industries.key_of
    return {
        **dict.fromkeys(("building", "unit", "subdistrict_id", "tenure", "status", "contact")),
        **dict.fromkeys(("floor", "rent_cny_m2_day", "price_cny_m2", "ceiling_height_m"), np.nan),
        **dict.fromkeys(("floor_load_kn_m2", "power_kva"), np.nan),
        "kind": holder["kind"],
        "name": holder["name"],
        "name_en": holder["name_en"],
        "zone_id": holder["zone_id"],
        "park_id": holder["park_id"],
        "lon": point.x if point else np.nan,
        "lat": point.y if point else np.nan,
        "total_gfa_m2": holder["existing_gfa_m2"],
        "available_gfa_m2": holder["delivered_gfa_m2"],
        "ready_date": pd.NaT,
        "industries": tuple(keys(word) or word for word in zone["industries"]),
        "source": plan.profile.title,
        "as_of": pd.NaT,
        "is_demo": False,
        "part_of": _part_of(plan, holder),
    }


def _part_of(plan: Plan, holder: pd.Series) -> tuple[str, ...]:
    """Return who else's new floor area contains this one's: its zone's, and a nested figure's."""
    if not holder["delivered_gfa_m2"] > 0:
        return ()
    figures = plan.figures[plan.figures["zone_id"] == holder["zone_id"]]
    if holder["kind"] == "park":
        figures = figures[figures["park_id"] == holder["park_id"]]
    nested = figures.loc[figures["category"].isin(["new", "planned"]), "part_of"].dropna()
    own_zone = [holder["zone_id"]] if holder["kind"] == "park" else []
    return tuple(dict.fromkeys([*own_zone, *(zone for zone in nested if zone not in own_zone)]))
