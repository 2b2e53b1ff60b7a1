"""Fields that stay in the house: marked in the schema or in plan.json, absent from public copies.

What is left out is left out of everything that is drawn or added up, so nothing can be worked back:

- a floor area goes with its qualifier, its words and its section, a text with its English;
- where a figure that is counted is left out, its category is left out of zones and parks alike:
  a total of the other figures would be wrong, and the whole one would give the missing away.

Free text (a zone's role, the discrepancies in plan.json) is not searched for numbers.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np

from geo.plan.layer_files import LAYER_FILES
from geo.plan.model import Plan
from geo.plan.schema import CATEGORIES, Field

_COUNTED_IN: Final = ("zones", "parks")
_NO_VALUE: Final[dict[str, Any]] = {"number": np.nan, "year": np.nan}


@dataclass(frozen=True)
class LeftOut:
    """What a public copy lacks in one layer: a field with the columns that belong to it."""

    layer: str
    field: Field
    columns: tuple[str, ...]
    values: int
    """How many features had a value."""


def without_private(plan: Plan) -> tuple[Plan, tuple[LeftOut, ...]]:
    """Return the plan with every private value missing, and what was left out of it.

    Columns stay, so that whatever draws a plan draws this one. A plan without private fields is
    returned as it is; another has a `version` of its own, for it must not share a cache.
    """
    marked = {layer: _marked(plan, layer) for layer in plan.layers}
    counted_in = [layer for layer in _COUNTED_IN if layer in plan.layers]
    for category in CATEGORIES.values():
        if any(
            category.column in marked[layer] and _is_counted(plan.layers[layer], category.column)
            for layer in counted_in
        ):
            for layer in counted_in:
                marked[layer].add(category.column)
    left_out = tuple(
        _left_out(plan, layer, field)
        for layer, named in marked.items()
        for field in LAYER_FILES[layer].fields
        if field.name in named
    )
    if not left_out:
        return plan, ()
    layers = {layer: _emptied(plan, layer, left_out) for layer in plan.layers}
    version = f"{plan.version}-public"
    return dataclasses.replace(plan, version=version, layers=layers), left_out


def _marked(plan: Plan, layer: str) -> set[str]:
    """Return the private fields of a layer, each by the name that leads those that go with it."""
    named = plan.profile.private_fields.get(layer, ())
    fields = LAYER_FILES[layer].fields
    private = [field.name for field in fields if field.private or field.name in named]
    return {_leader(layer, name) for name in private}


def _leader(layer: str, name: str) -> str:
    for category in CATEGORIES.values():
        if name.startswith(f"{category.key}_gfa_"):
            return category.column
    chinese = name.removesuffix("_en")
    return chinese if chinese in {field.name for field in LAYER_FILES[layer].fields} else name


def _is_counted(layer: gpd.GeoDataFrame, column: str) -> bool:
    counted = layer["part_of"].isna() if "part_of" in layer else True
    return bool((layer[column].notna() & counted).any())


def _left_out(plan: Plan, layer: str, leader: Field) -> LeftOut:
    fields = LAYER_FILES[layer].fields
    columns = tuple(field.name for field in fields if _leader(layer, field.name) == leader.name)
    values = plan.layers[layer][list(columns)].notna().any(axis="columns").sum()
    return LeftOut(layer, leader, columns, int(values))


def _emptied(plan: Plan, layer: str, left_out: tuple[LeftOut, ...]) -> gpd.GeoDataFrame:
    columns = {column for item in left_out if item.layer == layer for column in item.columns}
    types = {field.name: field.type for field in LAYER_FILES[layer].fields}
    features = plan.layers[layer]
    return features.assign(**{name: _NO_VALUE.get(types[name]) for name in sorted(columns)})
