"""Places: institutions and sites the plan names. Those at one position share one symbol."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from geo.plan import Plan
from geo.plan.schema import PLACE_KINDS
from geo.translation import N_, Translator
from layers import palette
from layers.features import Card, Drawn, Label, LegendEntry, MapLayer, touched_subdistricts
from layers.wording import quotation


def place_card(row: dict[str, Any], say: Translator) -> Card:
    """Return what a click on a place opens: kind, the plan's words, how sure its position is."""
    rows = [
        (say("类别"), say(PLACE_KINDS[row["kind"]])),
        (say("规划原文"), quotation(say.name(row, "quote"), row["section"], say)),
        (say("位置依据"), say.name(row, "position_basis")),
    ]
    if pd.notna(row["error_m"]):
        rows.append((say("位置误差"), f"{row['error_m']:g} m"))
    return Card(say.name(row), rows)


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return one symbol a position; places not located are listed on the page, never drawn."""
    places = plan.places[plan.places.geometry.notna()]
    touched = touched_subdistricts(plan, places.geometry)
    stacks: dict[tuple[float, float], list[tuple[dict[str, Any], list[str]]]] = defaultdict(list)
    for row, inside in zip(places.to_dict("records"), touched, strict=True):
        stacks[row["geometry"].x, row["geometry"].y].append((row, inside))
    return [_symbol(stack, say) for stack in stacks.values()]


def _symbol(stack: list[tuple[dict[str, Any], list[str]]], say: Translator) -> Drawn:
    rows = [row for row, _ in stack]
    first = rows[0]
    name = say.name(first)
    several = len(rows) > 1
    return Drawn(
        first["place_id"],
        first["geometry"],
        symbol={
            "shape": "badge",
            "radius": 9,
            "fill": palette.PLACE,
            "glyph": str(len(rows)) if several else say(palette.PLACE_GLYPHS[first["kind"]]),
        },
        label=Label(
            say("{name} 等 {count} 处", name=name, count=len(rows)) if several else name,
            25,
            "place",
            first["geometry"],
            13,
            beside=11,
        ),
        tip=[say.name(row) for row in rows],
        cards=[place_card(row, say) for row in rows],
        subdistricts=stack[0][1],
    )


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the kinds of places that are on the map."""
    present = set(plan.places.loc[plan.places.geometry.notna(), "kind"])
    return [
        LegendEntry(say(label), {"badge": palette.PLACE, "glyph": say(palette.PLACE_GLYPHS[kind])})
        for kind, label in PLACE_KINDS.items()
        if kind in present
    ]


LAYER = MapLayer("places", N_("机构与地点"), draw, legend, z_index=440, shown_first=False)
