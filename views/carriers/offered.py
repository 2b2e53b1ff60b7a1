"""Places where an area can be held: zones, parks, and carriers with floor area to let."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.search.criteria.area import area_text
from geo.translation import Translator
from views.carriers.listing import found_carriers
from views.markup import show_hint

PLACE: Final = "hold_place"
"""Key of the chosen place: `zone/…`, `park/…`, `carrier/…`."""

MOST_OFFERED: Final = 200
"""How many carriers can be chosen from; of more, those that are looked for.

The browser is sent the whole list with every run: with tens of thousands it would wait seconds.
"""


def show_sought(plan: Plan, inventory: Inventory, say: Translator) -> dict[str, str]:
    """Return the places to choose from by name; where they are too many, draw a field for words."""
    free = _free(inventory, "")
    if len(free) > MOST_OFFERED:
        sought = st.text_input(
            say("查找载体"), placeholder=say("编号、名称、楼宇、来源"), key="hold_sought"
        )
        free = _free(inventory, sought)
        count = f"{len(free):,}"
        if len(free) > MOST_OFFERED:
            told = say(
                "{count} 个载体可预留，下面只列前 {most} 个：写几个字，按回车缩小范围。",
                count=count,
                most=MOST_OFFERED,
            )
        else:
            told = say("找到 {count} 个可预留的载体，在下面选。", count=count)
        show_hint(told)
    listed = [f"carrier/{own_id}" for own_id in free["carrier_id"].head(MOST_OFFERED)]
    zones = [f"zone/{own_id}" for own_id in plan.zones["zone_id"]]
    parks = [f"park/{own_id}" for own_id in plan.parks["park_id"]]
    kept = _still_there(st.session_state.get(PLACE), inventory)
    offered = dict.fromkeys([*zones, *parks, *listed, *kept])
    return _names(offered, plan, inventory, say)


@lru_cache(maxsize=8)
def _free(inventory: Inventory, sought: str) -> pd.DataFrame:
    """Return the carriers with floor area to let in which some words are found."""
    found = found_carriers(inventory, sought)
    return found[found["available_gfa_m2"] > 0]


def _still_there(chosen: str | None, inventory: Inventory) -> list[str]:
    """Return the chosen carrier, which stays on offer whatever is looked for next."""
    kind, _, own_id = (chosen or "").partition("/")
    is_there = kind == "carrier" and (inventory.carriers["carrier_id"] == own_id).any()
    return [str(chosen)] if is_there else []


def _names(
    places: Iterable[str], plan: Plan, inventory: Inventory, say: Translator
) -> dict[str, str]:
    """Return places by name, in their order; with a carrier's name goes what it has to let."""
    rows = {f"zone/{row['zone_id']}": say.name(row) for row in plan.zones.to_dict("records")}
    rows |= {f"park/{row['park_id']}": say.name(row) for row in plan.parks.to_dict("records")}
    ids = [place.partition("/")[2] for place in places if place.startswith("carrier/")]
    own = inventory.carriers[inventory.carriers["carrier_id"].isin(ids)]
    rows |= {
        f"carrier/{own_id}": f"{name} · {area_text(area, say)}"
        for own_id, name, area in zip(
            own["carrier_id"], own["name"], own["available_gfa_m2"], strict=True
        )
    }
    return {place: rows[place] for place in places}


def place_words(place: str, plan: Plan, inventory: Inventory, say: Translator) -> str:
    """Return the name of one place that was offered."""
    kind, _, own_id = place.partition("/")
    if kind == "carrier":
        return str(inventory.carriers.set_index("carrier_id").at[own_id, "name"])
    return _names([place], plan, inventory, say)[place]


def holder_of(place: str, plan: Plan, inventory: Inventory) -> dict[str, Any]:
    """Return zone, park and carrier of a place."""
    kind, _, own_id = place.partition("/")
    if kind == "zone":
        return {"zone_id": own_id, "park_id": None, "carrier_id": None}
    if kind == "park":
        zones = plan.parks.set_index("park_id")["zone_id"]
        return {"zone_id": zones[own_id], "park_id": own_id, "carrier_id": None}
    row = inventory.carriers.set_index("carrier_id").loc[own_id]
    return {"zone_id": row["zone_id"], "park_id": row["park_id"], "carrier_id": own_id}
