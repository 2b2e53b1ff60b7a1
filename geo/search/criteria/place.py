"""Place: zones, parks and sub-districts of the plan."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import Criterion, Parameter, Values, Wants, read_list
from geo.search.judgement import Judgement, Part, binary
from geo.search.place_names import nearest_place_name, place_name
from geo.search.positions import PlaceKind
from geo.search.stock import Stock
from geo.translation import N_, Translator

PLACES: Final[dict[PlaceKind, str]] = {
    "zone": "zones",
    "park": "parks",
    "subdistrict": "subdistricts",
}
"""Kinds of place, with the layer of the plan; the field of a query is called like it."""


class Place(Criterion):
    """In one of the zones, and one of the parks, and one of the sub-districts asked for."""

    key, label = "place", N_("片区范围")
    fields, unasked = tuple(PLACES.values()), ()
    parameters = (
        Parameter("zone", "caohejing", "片区"),
        Parameter("park", "beiyang", "园区"),
        Parameter("subdistrict", "hongmei", "街道（镇）"),
    )

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        everyone = np.ones(len(candidates), dtype=bool)
        met, wanted = everyone.copy(), tuple(getattr(query, field) for field in self.fields)
        for kind, ids in zip(PLACES, wanted, strict=True):
            if ids:
                met &= np.logical_or.reduce([candidates.inside(kind, own) for own in ids])
        rows = candidates.table[[f"{kind}_id" for kind in PLACES]]

        def found(row: int) -> Any:
            return tuple(rows.iloc[row])

        return binary(self.key, met, everyone, found, wanted)

    def chip(self, query: Wants, plan: Plan, say: Translator) -> str:
        named = [
            say(" 或 ").join(place_name(plan, f"{kind}_id", own, say) for own in ids)
            for kind, field in PLACES.items()
            if (ids := getattr(query, field))
        ]
        return say("在{places}", places=say(" 且 ").join(named))

    def found_text(self, part: Part, query: Wants, plan: Plan, say: Translator) -> str:
        if part.verdict == "met":
            return self.chip(query, plan, say)
        name = self.value_text(part.found, plan, say)
        return say("在{places}", places=name) if name else say("不在所选范围")

    def value_text(self, found: tuple[Any, ...], plan: Plan, say: Translator) -> str:
        ids = zip((f"{kind}_id" for kind in PLACES), found, strict=True)
        return nearest_place_name(plan, dict(ids), say)

    def write(self, query: Wants) -> dict[str, str]:
        return {kind: ",".join(getattr(query, field)) for kind, field in PLACES.items()}

    def read(self, name: str, text: str, plan: Plan) -> tuple[Values, list[str]]:
        layer = next(layer for kind, layer in PLACES.items() if kind == name)
        keys, unknown = read_list(name, text, set(getattr(plan, layer)[f"{name}_id"]))
        return {layer: keys}, unknown
