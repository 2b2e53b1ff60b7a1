"""A map on paper: the layers of the screen on a piece of ground, framed, named, with its scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import shapely
from matplotlib.colors import to_rgba
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from layers import catalogue, palette
from layers.features import Drawn, Label
from layers.language import Translator
from layers.paper import furniture
from layers.paper.anchors import alone, area_anchors, line_anchors
from layers.paper.canvas import Box, Canvas
from layers.paper.ground import Ground, fitted, outline, to_metres
from layers.paper.marks import PX, draw_shape, draw_symbol
from layers.paper.names import Name, draw_names


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
    """Without frame ticks and arrow, as for one of several maps."""


@dataclass(frozen=True)
class OnGround:
    """A drawn feature with its geometry and label anchor in metres (EPSG:4549)."""

    drawn: Drawn
    geometry: BaseGeometry
    anchor: shapely.Point | None


@lru_cache(maxsize=64)
def features_on_ground(plan: Plan, layer: str, say: Translator) -> tuple[OnGround, ...]:
    """Return a layer's features in metres; kept, because many sheets show the same ones."""
    found = []
    for drawn in catalogue.ALL[layer].draw(plan, say):
        anchor = to_metres(drawn.label.anchor).centroid if drawn.label else None
        shape = to_metres(drawn.geometry)
        if shape.geom_type in ("Polygon", "MultiPolygon"):
            shape = shapely.orient_polygons(shape)
        found.append(OnGround(drawn, shape, anchor))
    return tuple(found)


def draw_map(
    canvas: Canvas,
    box: Box,
    plan: Plan,
    part: MapPart,
    translators: Sequence[Translator],
) -> Ground:
    """Draw a map into a box; return the ground it shows."""
    unit = canvas.unit
    ground = fitted(part.ground, box, margin=10 * unit, round_scale=canvas.size.on_paper)
    canvas.rectangle(box, facecolor=palette.LAND, edgecolor="none", name="land")
    layers = _in_order(part.layers)
    extent = ground.extent()
    named: list[Name] = []
    symbols: list[tuple[str, Box]] = []
    for layer in layers:
        features = _features(plan, layer, translators, extent)
        if layer == "capacity" and part.zone:
            features = [pair for pair in features if pair[0].drawn.zone == part.zone]
        for item, _ in features:
            if item.drawn.symbol is None:
                draw_shape(
                    canvas, item.geometry, item.drawn.style, ground, name=f"{layer}:{item.drawn.id}"
                )
        for item, _ in features:
            if item.drawn.symbol is not None:
                symbols.append(_symbol(canvas, item, ground, layer))
        named += [
            _name(item, text, features, ground)
            for item, text in features
            if item.drawn.label and _wanted(item.drawn.label, part, ground, unit)
        ]
        if layer == _VEILED_UP_TO and part.about is not None:
            _veil(canvas, part.about, ground)
    covered = furniture.draw_map_furniture(canvas, ground, plain=part.plain)
    draw_names(canvas, named, symbols, box, covered)
    canvas.rectangle(
        box, fill=False, edgecolor=palette.MUTED, linewidth=0.8 * unit, name="neatline"
    )
    return ground


_VEILED_UP_TO: Final = "parks"


def _in_order(layers: Sequence[str]) -> list[str]:
    shown = {*layers, catalogue.BASE.key}
    return sorted(shown, key=lambda key: catalogue.ALL[key].z_index)


def _features(
    plan: Plan, layer: str, translators: Sequence[Translator], extent: BaseGeometry
) -> list[tuple[OnGround, str]]:
    """Return what of a layer lies on the map, each with its name in every language."""
    spoken = [features_on_ground(plan, layer, say) for say in translators]
    found = []
    for versions in zip(*spoken, strict=True):
        if not versions[0].geometry.intersects(extent):
            continue
        texts = [version.drawn.label.text for version in versions if version.drawn.label]
        found.append((versions[0], "\n".join(dict.fromkeys(texts))))
    return found


def _wanted(label: Label, part: MapPart, ground: Ground, unit: float) -> bool:
    zoom = ground.zoom(unit) + part.nearer
    kinds = set(label.kind.split())
    return label.min_zoom <= zoom <= label.max_zoom and not kinds & part.without_names


def _name(
    item: OnGround, text: str, features: Sequence[tuple[OnGround, str]], ground: Ground
) -> Name:
    """Return a feature's name with the places where it may stand, on what the map shows of it."""
    assert item.drawn.label is not None and item.anchor is not None  # noqa: S101
    places = [item.anchor]
    if item.drawn.symbol is None:
        shown = item.geometry.intersection(ground.extent())
        if shown.geom_type.endswith("Polygon"):
            if item.drawn.zone:
                shown = alone(shown, [o.geometry for o, _ in features if o is not item])
            found = area_anchors(shown, _APART_PT * ground.metres_per_point)
        else:
            found = line_anchors(shown)
        places = ([item.anchor] if item.anchor.within(ground.extent()) else []) + found
    points = [ground.point(place) for place in places] or [ground.point(item.anchor)]
    return Name(item.drawn.id, text, item.drawn.label, points[0], tuple(points[1:]))


_APART_PT: Final = 46.0


def _symbol(canvas: Canvas, item: OnGround, ground: Ground, layer: str) -> tuple[str, Box]:
    assert item.drawn.symbol is not None  # noqa: S101 - asked by the caller
    x, y = ground.point(item.geometry.centroid)
    name = f"{layer}:{item.drawn.id}"
    draw_symbol(canvas, item.drawn.symbol, (x, y), name=name, within=ground.box)
    radius = float(item.drawn.symbol["radius"]) * PX * canvas.unit
    return item.drawn.id, Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _veil(canvas: Canvas, about: BaseGeometry, ground: Ground) -> None:
    """Lighten everything but the ground the map is about, and outline it."""
    own = shapely.orient_polygons(to_metres(about))
    around = outline(shapely.orient_polygons(ground.extent().difference(own)), ground)
    if around is not None:
        canvas.path(
            around,
            within=ground.box,
            facecolor=to_rgba(palette.PAPER, 0.55),
            edgecolor="none",
            name="veil",
        )
    shape = outline(own, ground)
    if shape is not None:
        canvas.path(
            shape,
            within=ground.box,
            fill=False,
            edgecolor=palette.INK,
            linewidth=1.5 * canvas.unit,
            name="about",
        )
