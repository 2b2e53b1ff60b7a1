"""Changes to an inventory, each a new inventory: what was stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from geo.carriers.availability import most_at_once, require_available
from geo.carriers.inventory import Inventory, no_commitments
from geo.carriers.phasing import Phasing, shares
from geo.carriers.schema import CARRIER_COLUMNS, PRIVATE_CHOICES
from geo.errors import PlanningError
from geo.plan import Plan

Mode = Literal["add", "replace"]


class EditError(PlanningError):
    """A change that would break the inventory."""


def with_carriers(inventory: Inventory, carriers: pd.DataFrame, mode: Mode) -> Inventory:
    """Return the inventory with more carriers, or with others in place of all.

    Raises `EditError` where an added carrier has the id of another, or where a commitment would
    lose its carrier.
    """
    if mode == "add":
        twice = sorted({*inventory.carriers["carrier_id"]} & {*carriers["carrier_id"]})
        if twice:
            named = "、".join(twice[:5])
            raise EditError(
                f"{len(twice)} 个载体编号已在台账中（{named}）：请改编号，或选择替换全部"
            )
        carriers = (
            pd.concat([inventory.carriers, carriers]) if len(inventory.carriers) else carriers
        )
    kept = {*carriers["carrier_id"]}
    held = {*inventory.commitments["carrier_id"].dropna()}
    if lost := sorted(held - kept):
        raise EditError(f"载体 {'、'.join(lost[:5])} 还有预留：请先释放预留，再替换")
    ordered = carriers[list(CARRIER_COLUMNS)].sort_values("carrier_id", kind="stable")
    ordered = ordered.reset_index(drop=True)
    _require_what_is_held(inventory, ordered)
    return replace(inventory, carriers=ordered, commitments=_moved(inventory, ordered))


def _require_what_is_held(inventory: Inventory, carriers: pd.DataFrame) -> None:
    """Refuse carriers with less available than is held in them."""
    held = inventory.commitments
    available = carriers.set_index("carrier_id")["available_gfa_m2"]
    for carrier_id, own in held.groupby("carrier_id"):
        if (most := most_at_once(own)) > available[carrier_id]:
            raise EditError(
                f"载体 {carrier_id} 已预留 {most:,.10g} ㎡，"
                f"文件里可用的只有 {available[carrier_id]:,.10g} ㎡：请先释放预留，或改正文件"
            )


def _moved(inventory: Inventory, carriers: pd.DataFrame) -> pd.DataFrame:
    """Return the commitments, each with the zone and park that its carrier has now."""
    held = inventory.commitments.copy()
    in_carriers = held["carrier_id"].notna()
    places = carriers.set_index("carrier_id")[["zone_id", "park_id"]]
    now = places.loc[held.loc[in_carriers, "carrier_id"]].to_numpy()
    held.loc[in_carriers, ["zone_id", "park_id"]] = now
    return held


def without_demo(inventory: Inventory) -> Inventory:
    """Return the inventory without demo carriers and what is held in them."""
    carriers = inventory.carriers
    real = carriers[~carriers["is_demo"]].reset_index(drop=True)
    demo = {*carriers.loc[carriers["is_demo"], "carrier_id"]}
    held = inventory.commitments
    return replace(
        inventory,
        carriers=real,
        commitments=held[~held["carrier_id"].isin(demo)].reset_index(drop=True),
    )


def with_commitment(plan: Plan, inventory: Inventory, commitment: Mapping[str, Any]) -> Inventory:
    """Return the inventory with one more commitment (COMMITMENT_FIELDS but its id).

    Raises a `CommitmentError` where too little is left for it.
    """
    require_available(plan, inventory, dict(commitment))
    numbers = [int(name[1:]) for name in inventory.commitments["commitment_id"]]
    row = {"commitment_id": f"p{max(numbers, default=0) + 1}", **commitment}
    added = pd.DataFrame({name: [row.get(name)] for name in no_commitments().columns})
    added = added.astype(no_commitments().dtypes.to_dict())
    held = inventory.commitments
    return replace(
        inventory,
        commitments=pd.concat([held, added], ignore_index=True) if len(held) else added,
    )


def without_commitment(inventory: Inventory, commitment_id: str) -> Inventory:
    """Return the inventory with one commitment released."""
    held = inventory.commitments
    if commitment_id not in {*held["commitment_id"]}:
        raise EditError(f"没有预留 {commitment_id}：可能已被释放，请刷新")
    left = held[held["commitment_id"] != commitment_id].reset_index(drop=True)
    return replace(inventory, commitments=left)


def with_phasing(plan: Plan, inventory: Inventory, phasing: Phasing) -> Inventory:
    """Return the inventory with another phasing; raises a `PhasingError` for one that is none."""
    shares(plan, phasing)
    return replace(inventory, phasing=tuple((int(year), float(share)) for year, share in phasing))


def with_private_fields(inventory: Inventory, fields: Iterable[str]) -> Inventory:
    """Return the inventory with these fields private; the contact always is."""
    asked = {"contact", *fields}
    if unknown := sorted(asked - {*PRIVATE_CHOICES}):
        raise EditError(f"{'、'.join(unknown)} 不能设为不公开：可选 {'、'.join(PRIVATE_CHOICES)}")
    return replace(inventory, private_fields=frozenset(asked))
