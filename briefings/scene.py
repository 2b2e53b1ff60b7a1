"""The content of a map before it is drawn on paper or a slide: features on the ground, and names.

A map names its layers and its ground (`MapPart`); here that becomes features in metres of the
plan's metric CRS, in every language, with the places where their names may stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from briefings.ground import Ground, to_metres
from briefings.pins import Pin
from geo.plan import Plan
from geo.translation import Translator
from layers import catalogue
from layers.features import Drawn, MapLayer
from layers.label_anchors import alone, area_anchors, line_anchors


@dataclass(frozen=True)
class MapPart:
    """One map of a sheet: which layers, what ground it must show, what it is about."""

    layers: tuple[str, ...]
    ground: BaseGeometry
    """What the map must show whole (EPSG:4326)."""
    about: BaseGeometry | None = None
    """The ground it is about: what lies around is veiled (EPSG:4326)."""
    without_names: frozenset[str] = frozenset()
    """Kinds of labels that would crowd this map."""
    zone: str = ""
    """The only zone whose capacity is shown; all when empty."""
    nearer: float = 0.25
    """How many zoom steps earlier than on the screen names appear."""
    plain: bool = False
    """Without frame ticks, arrow and the names of other zones, as for one of several maps."""
    own: tuple[MapLayer, ...] = ()
    """Layers of this map alone, not among those that can be switched."""
    pins: tuple[Pin, ...] = ()
    """Numbers on the map, over everything else."""

    @property
    def in_order(self) -> list[MapLayer]:
        """The layers from bottom to top, the base below them."""
        shown = [catalogue.ALL[key] for key in {*self.layers, catalogue.BASE.key}]
        return sorted([*shown, *self.own], key=lambda layer: layer.z_index)

    def names(self, item: OnGround, zoom: float) -> bool:
        """Whether a feature's name may appear at a zoom of the web map."""
        label = item.drawn.label
        kinds = set() if label is None else set(label.kind.split())
        if label is None or self.without_names & kinds:
            return False
        if self.plain and "zone" in kinds and item.drawn.zone != self.zone:
            return False
        return label.min_zoom <= zoom + self.nearer <= label.max_zoom


@dataclass(frozen=True)
class OnGround:
    """A drawn feature with its geometry and label anchor in the plan's metric CRS."""

    drawn: Drawn
    geometry: BaseGeometry
    anchor: shapely.Point | None


Named = tuple[OnGround, str]
"""A feature and its name, in every language of the map, one a line."""

VEILED_Z: Final = catalogue.ALL["parks"].z_index
"""Layers up to this one lie below the veil, symbols of places and capacity above it."""


@lru_cache(maxsize=64)
def features_on_ground(plan: Plan, layer: str, say: Translator) -> tuple[OnGround, ...]:
    """Return a layer's features in metres; kept, because many sheets show the same ones."""
    return _on_ground(plan, catalogue.ALL[layer], say)


def _on_ground(plan: Plan, layer: MapLayer, say: Translator) -> tuple[OnGround, ...]:
    found = []
    crs = plan.metric_crs
    for drawn in layer.draw(plan, say):
        anchor = to_metres(drawn.label.anchor, crs).centroid if drawn.label else None
        shape = to_metres(drawn.geometry, crs)
        if is_area(shape):
            shape = shapely.orient_polygons(shape)
        found.append(OnGround(drawn, shape, anchor))
    return tuple(found)


def features_shown(
    plan: Plan, part: MapPart, layer: MapLayer, translators: Sequence[Translator], ground: Ground
) -> list[Named]:
    """Return what of a layer lies on a map, each feature with its name in every language."""
    extent = ground.extent()
    if layer in part.own:
        spoken = [_on_ground(plan, layer, say) for say in translators]
    else:
        spoken = [features_on_ground(plan, layer.key, say) for say in translators]
    only = part.zone if layer.key == "capacity" else ""
    found = []
    for versions in zip(*spoken, strict=True):
        first = versions[0]
        if first.geometry.intersects(extent) and (not only or first.drawn.zone == only):
            texts = [version.drawn.label.text for version in versions if version.drawn.label]
            found.append((first, "\n".join(dict.fromkeys(texts))))
    return found


def name_places(item: OnGround, features: Sequence[Named], ground: Ground) -> list[shapely.Point]:
    """Return where a feature's name may stand on what the map shows of it, best first (metres).

    `features` are those of its layer: a zone is named on ground that is its alone, if it has any.
    """
    extent = ground.extent()
    own = [item.anchor] if item.anchor is not None and item.anchor.within(extent) else []
    if item.drawn.symbol is not None:
        return own
    seen = item.geometry.intersection(extent)
    if not is_area(seen):
        return own + line_anchors(seen)
    if item.drawn.zone:
        seen = alone(seen, [other.geometry for other, _ in features if other is not item])
    return own + area_anchors(seen, _APART_PT * ground.metres_per_point)


_APART_PT: Final = 46.0
"""How far apart the places for an area's name are, points."""


def is_area(geometry: BaseGeometry) -> bool:
    """Whether a geometry covers ground."""
    return geometry.geom_type in ("Polygon", "MultiPolygon")
