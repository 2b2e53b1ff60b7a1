"""New capacity: one proportional circle a figure, by category, with its 万㎡ beside it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import Point

from geo.plan import Plan
from geo.schema import CAPACITY_CATEGORIES, CATEGORIES, N_
from layers import palette
from layers.features import Drawn, Label, LegendEntry, MapLayer, inner_anchor, touched_subdistricts
from layers.language import Translator
from layers.wording import qualified, quotation, wan_unit


def _anchor(plan: Plan, figure: dict[Hashable, Any]) -> Point:
    """Return where a figure's circle stands: on its park, else in its zone clear of the others."""
    parks = plan.parks.set_index("park_id").geometry
    park = parks.get(figure["park_id"])
    if park is not None:
        return inner_anchor(park) if park.area else park
    zones = plan.zones.set_index("zone_id").geometry
    own = zones[figure["zone_id"]]
    poles = zones[(plan.zones["kind"] == "pole").to_numpy()].drop(
        figure["zone_id"], errors="ignore"
    )
    alone = shapely.difference(own, poles.union_all()) if len(poles) else own
    return inner_anchor(own if alone.is_empty else alone)


def draw(plan: Plan, say: Translator) -> list[Drawn]:
    """Return a circle for every counted figure of what the plan brings about.

    A figure that is part of another is not drawn again: its words stand in the other's tooltip.
    """
    table = plan.figures
    shown = table[table["category"].isin(CAPACITY_CATEGORIES) & table["part_of"].isna()]
    rows = shown.sort_values("gfa_m2", ascending=False).to_dict("records")
    anchors = [_anchor(plan, row) for row in rows]
    touched = touched_subdistricts(plan, anchors)
    return [
        _circle(row, anchor, inside, table, say)
        for row, anchor, inside in zip(rows, anchors, touched, strict=True)
    ]


def _circle(
    figure: dict[Hashable, Any],
    anchor: Point,
    inside: list[str],
    table: pd.DataFrame,
    say: Translator,
) -> Drawn:
    category = CATEGORIES[figure["category"]]
    radius = palette.capacity_radius(figure["gfa_m2"])
    text = f"{say(category.label)} {_amount(figure, say)}"
    parts = table[(table["part_of"] == figure["zone_id"]) & (table["category"] == category.key)]
    return Drawn(
        figure["figure_id"],
        anchor,
        symbol={
            "shape": "circle",
            "radius": round(radius, 2),
            "fill": palette.CATEGORY_COLOURS[category.key],
            "glyph": say(palette.CATEGORY_GLYPHS[category.key]),
        },
        label=Label(text, 10, "capacity", anchor, beside=radius),
        tip=[
            f"{say.name(figure)} · {text}",
            quotation(say.name(figure, "quote"), figure["section"], say),
            *(
                say(
                    "其中 {name} {amount}，只计一次", name=say.name(part), amount=_amount(part, say)
                )
                for part in parts.to_dict("records")
            ),
        ],
        zone=figure["zone_id"],
        subdistricts=inside,
    )


def _amount(figure: dict[Hashable, Any], say: Translator) -> str:
    return f"{qualified(figure['gfa_m2'], [figure['qualifier']], say)} {wan_unit(say)}"


def legend(plan: Plan, say: Translator) -> list[LegendEntry]:
    """Return the categories the plan has, and two circles that show the scale."""
    present = set(plan.figures["category"])
    entries = [
        LegendEntry(
            f"{say(CATEGORIES[key].label)}",
            {
                "circle": palette.CATEGORY_COLOURS[key],
                "radius": 8,
                "glyph": say(palette.CATEGORY_GLYPHS[key]),
            },
        )
        for key in CAPACITY_CATEGORIES
        if key in present
    ]
    sizes = [
        LegendEntry(
            qualified(gfa_m2, [], say) + f" {wan_unit(say)}",
            {"ring": palette.MUTED, "radius": palette.capacity_radius(gfa_m2)},
        )
        for gfa_m2 in (1_000_000.0, 4_000_000.0)
    ]
    return [*entries, *sizes]


LAYER = MapLayer("capacity", N_("新增载体"), draw, legend, z_index=450)
