"""The layers of the map in the legend's order, and what identifies this version of drawing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from geo.crs import Datum
from geo.plan import Plan
from geo.translation import CHINESE, Language, Translator
from layers import base, capacity, metro, parks, places, zones
from layers.features import MapLayer, collection

BASE: Final = base.LAYER
SWITCHABLE: Final[dict[str, MapLayer]] = {
    layer.key: layer
    for layer in (zones.LAYER, capacity.LAYER, metro.LAYER, parks.LAYER, places.LAYER)
}
"""The layers a user can switch, in the order of the switches."""

ALL: Final[dict[str, MapLayer]] = {**SWITCHABLE, BASE.key: BASE}
SHOWN_FIRST: Final = tuple(key for key, layer in SWITCHABLE.items() if layer.shown_first)


def in_order(keys: Collection[str]) -> tuple[str, ...]:
    """Return those of some layers that can be switched, in the order of the switches."""
    return tuple(key for key in SWITCHABLE if key in keys)


def present(plan: Plan) -> dict[str, MapLayer]:
    """Return the layers a user can switch that have something to show of a plan.

    A layer of which the legend has nothing to say shows nothing.
    """
    return {key: layer for key, layer in SWITCHABLE.items() if layer.legend(plan, CHINESE)}


@cache
def drawing_version() -> str:
    """Return a digest of what draws: a new release draws anew, whatever browsers have kept."""
    digest = hashlib.sha256()
    layers = Path(__file__).parent
    for package in (layers, layers.parent / "geo"):
        for path in sorted(path for path in package.rglob("*") if path.suffix in _DRAWN_BY):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


_DRAWN_BY: Final = {".py", ".js", ".css", ".po"}


def version(plan: Plan) -> str:
    """Return what names the map of this plan, drawn by this release, in addresses."""
    return f"{plan.version}-{drawing_version()}"


def layer_json(plan: Plan, key: str, language: Language, datum: Datum) -> bytes:
    """Return one layer's features as GeoJSON text (UTF-8), ready to serve."""
    features = collection(ALL[key].draw(plan, Translator(language)), datum)
    return json.dumps(features, ensure_ascii=False, separators=(",", ":")).encode()
