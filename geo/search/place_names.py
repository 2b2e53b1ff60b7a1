"""Names of a plan's places, and which of them share floor area."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from geo.plan import Plan
from geo.translation import CHINESE, Translator

_LAYERS: Final = {
    "park_id": "parks",
    "zone_id": "zones",
    "subdistrict_id": "subdistricts",
    "metro_id": "stations",
}


@lru_cache(maxsize=16)
def _rows(plan: Plan, column: str) -> dict[Any, Mapping[Any, Any]]:
    """Return the places of one layer by id, with their names."""
    layer = getattr(plan, _LAYERS[column])
    names = layer[[name for name in ("name", "name_en") if name in layer]].to_dict("records")
    return dict(zip(layer[column], names, strict=True))


def place_name(plan: Plan, column: str, place_id: Any, say: Translator = CHINESE) -> str:
    """Return the name of a zone, park, sub-district or station; empty where the plan has none.

    `column` says which of them it is (`zone_id`, `metro_id`, …).
    """
    row = _rows(plan, column).get(place_id) if isinstance(place_id, str) else None
    return str(say.name(row)) if row else ""


def nearest_place_name(plan: Plan, row: Mapping[Any, Any], say: Translator = CHINESE) -> str:
    """Return the park a candidate is in, else its zone, else its sub-district; empty without."""
    columns = ("park_id", "zone_id", "subdistrict_id")
    return next((name for key in columns if (name := place_name(plan, key, row[key], say))), "")


def holder_text(plan: Plan, row: Mapping[Any, Any], say: Translator = CHINESE) -> str:
    """Return what a zone or park of the plan is, and whose floor area contains its own."""
    if row["kind"] == "park":
        kind = say("{zone}的园区", zone=place_name(plan, "zone_id", row["zone_id"], say))
    else:
        own = plan.kind_of(row["zone_id"])
        kind = say("规划片区（{kind}）", kind=say.name(own, "label"))
    return " · ".join(text for text in (kind, _shared(plan, row, say)) if text)


def _shared(plan: Plan, row: Mapping[Any, Any], say: Translator) -> str:
    """Return in whose floor area a candidate's is contained, so that nobody adds them up."""
    holders = [place_name(plan, "zone_id", holder, say) for holder in row["part_of"]]
    return say("面积已含在{places}内", places=say.join(holders)) if holders else ""
