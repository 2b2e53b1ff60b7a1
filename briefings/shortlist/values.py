"""What a candidate has, in few words: for cells whose heading says which criterion it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from briefings.shortlist.shortlist import Record
from geo.carriers.schema import STATUSES, TENURES
from geo.plan import Plan
from geo.search.place_names import holder_words, place_name
from geo.search.query import LAYOUTS
from geo.search.sentences import area_words, industry_words
from geo.translation import Translator
from layers.wording import MISSING

FACTS: Final[dict[str, str]] = {
    "area": "available_gfa_m2",
    "ready": "ready_date",
    "rent": "rent_cny_m2_day",
    "price": "price_cny_m2",
    "industry": "industries",
    "ceiling_height": "ceiling_height_m",
    "floor_load": "floor_load_kn_m2",
    "power": "power_kva",
    "tenure": "tenure",
    "status": "status",
}
"""Criteria whose value stands in a column of the candidates, whether they are asked for or not."""

_MOST_NAMES: Final = 2


def fact(criterion: str, row: Record) -> Any:
    """Return what the inventory or the plan says of a criterion, None where it says nothing."""
    value = row[FACTS[criterion]] if criterion in FACTS else None
    if isinstance(value, tuple):
        return value or None
    return None if pd.isna(value) else value


def found_text(criterion: str, found: Any, plan: Plan, say: Translator) -> str:
    """Return what was found (`Part.found`) with its unit."""
    if found is None:
        return MISSING
    return _WRITERS[criterion](found, plan, say)


def _area(found: float, _plan: Plan, say: Translator) -> str:
    return area_words(round(found), say)


def _layout(found: str, _plan: Plan, say: Translator) -> str:
    return say(LAYOUTS[found])  # type: ignore[index]


def _day(found: Any, _plan: Plan, _say: Translator) -> str:
    return f"{found:%Y-%m-%d}"


def _yuan(found: float, _plan: Plan, say: Translator) -> str:
    return say("{number} 元/㎡", number=f"{found:,.10g}")


def _price(found: float, _plan: Plan, say: Translator) -> str:
    return say("{number} 元/㎡", number=f"{found:,.0f}")


def _budget(found: float, _plan: Plan, say: Translator) -> str:
    return say("{number} 元/月", number=f"{found:,.0f}")


def _industries(found: tuple[str, ...], plan: Plan, say: Translator) -> str:
    """Return the first few: a long list would push everything else aside."""
    text = industry_words(found[:_MOST_NAMES], plan, say)
    return say("{names} 等", names=text) if len(found) > _MOST_NAMES else text


def _metres(found: float, _plan: Plan, _say: Translator) -> str:
    return f"{found:,.0f} m"


def _place(found: tuple[Any, ...], plan: Plan, say: Translator) -> str:
    zone, park, subdistrict = found
    row = {"zone_id": zone, "park_id": park, "subdistrict_id": subdistrict}
    return place_of(plan, row, say) or MISSING


def _ground(found: float, _plan: Plan, say: Translator) -> str:
    return say("圈外 {metres} m", metres=f"{found:,.0f}") if found > 0 else say("在圈内")


_WRITERS: Final[dict[str, Callable[[Any, Plan, Translator], str]]] = {
    "area": _area,
    "layout": _layout,
    "ready": _day,
    "rent": _yuan,
    "price": _price,
    "budget": _budget,
    "industry": _industries,
    "metro": _metres,
    "place": _place,
    "ground": _ground,
    "ceiling_height": lambda found, _plan, _say: f"{found:g} m",
    "floor_load": lambda found, _plan, _say: f"{found:g} kN/㎡",
    "power": lambda found, _plan, _say: f"{found:,.10g} kVA",
    "tenure": lambda found, _plan, say: say(TENURES[found]),
    "status": lambda found, _plan, say: say(STATUSES[found]),
}


def place_of(plan: Plan, row: Mapping[Any, Any], say: Translator) -> str:
    """Return the park a candidate is in, else its zone, else its sub-district; empty without."""
    columns = ("park_id", "zone_id", "subdistrict_id")
    return next((name for key in columns if (name := place_name(plan, key, row[key], say))), "")


def whereabouts(plan: Plan, row: Record, say: Translator) -> str:
    """Return where a candidate is: its park or zone, building, floor and unit, what is known."""
    if row["kind"] != "carrier":
        return holder_words(plan, row, say)
    building = row["building"]
    parts = [place_of(plan, row, say)]
    parts.append(building if isinstance(building, str) and building not in row["name"] else "")
    if pd.notna(row["floor"]):
        floor = int(row["floor"])
        parts.append(say("{floor} 层", floor=floor) if floor > 0 else f"B{-floor}")
    unit = row["unit"]
    parts.append(unit if isinstance(unit, str) and unit not in row["name"] else "")
    return " · ".join(part for part in parts if part)
