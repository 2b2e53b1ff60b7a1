"""A map on paper: the layers of the screen on a piece of ground, framed, named, with its scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import shapely
from matplotlib.colors import to_rgba
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from layers import catalogue, palette
from layers.basemaps import BASEMAPS
from layers.brief import Brief
from layers.features import Drawn, Label
from layers.language import Translator
from layers.paper import furniture
from layers.paper.anchors import alone, area_anchors, line_anchors
from layers.paper.canvas import Box, Canvas, Type
from layers.paper.ground import Ground, fitted, outline, to_metres
from layers.paper.marks import PX, draw_shape, draw_symbol
from layers.paper.names import Name, draw_names
from layers.paper.pictures import draw_picture
from layers.paper.tiles import TilesError, tiled_ground


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


@dataclass
class _Drawing:
    """A map while it is drawn: what was named and which symbols stand in the way."""

    canvas: Canvas
    plan: Plan
    part: MapPart
    translators: Sequence[Translator]
    ground: Ground
    online: bool
    names: list[Name] = field(default_factory=list)
    symbols: list[tuple[str, Box]] = field(default_factory=list)

    def layer(self, key: str) -> None:
        """Draw one layer, areas and lines first, and remember its names."""
        features = self._features(key)
        for item, _ in features:
            name = f"{key}:{item.drawn.id}"
            if item.drawn.symbol is None:
                draw_shape(self.canvas, item.geometry, item.drawn.style, self.ground, name=name)
        for item, _ in features:
            if item.drawn.symbol is not None:
                self.symbols.append(_symbol(self.canvas, item, self.ground, key))
        if self.online and key == catalogue.BASE.key:
            return  # the tiles bring their own names
        self.names += [
            _name(item, text, features, self.ground)
            for item, text in features
            if item.drawn.label and self._wanted(item.drawn, item.drawn.label)
        ]

    def _features(self, key: str) -> list[tuple[OnGround, str]]:
        """Return what of a layer lies on the map, each with its name in every language."""
        spoken = [features_on_ground(self.plan, key, say) for say in self.translators]
        extent = self.ground.extent()
        found = []
        for versions in zip(*spoken, strict=True):
            first = versions[0]
            if not self._shows(key, first.drawn) or not first.geometry.intersects(extent):
                continue
            texts = [version.drawn.label.text for version in versions if version.drawn.label]
            found.append((first, "\n".join(dict.fromkeys(texts))))
        return found

    def _shows(self, key: str, drawn: Drawn) -> bool:
        if key == "capacity" and self.part.zone:
            return drawn.zone == self.part.zone
        return not (self.online and drawn.style.get("className") == "ground")

    def _wanted(self, drawn: Drawn, label: Label) -> bool:
        kinds = set(label.kind.split())
        if self.part.plain and "zone" in kinds and drawn.zone != self.part.zone:
            return False
        zoom = self.ground.zoom(self.canvas.unit) + self.part.nearer
        return label.min_zoom <= zoom <= label.max_zoom and not kinds & self.part.without_names


def draw_map(canvas: Canvas, box: Box, plan: Plan, part: MapPart, brief: Brief) -> Ground:
    """Draw a map into a box; return the ground it shows."""
    unit = canvas.unit
    ground = fitted(part.ground, box, margin=10 * unit, round_scale=canvas.size.on_paper)
    canvas.rectangle(box, facecolor=palette.LAND, edgecolor="none", name="land")
    online = _draw_tiles(canvas, ground, brief)
    drawing = _Drawing(canvas, plan, part, brief.translators, ground, online)
    layers = _in_order(part.layers)
    for key in (key for key in layers if catalogue.ALL[key].z_index <= _VEILED_Z):
        drawing.layer(key)
    if part.about is not None:
        _veil(canvas, part.about, ground)
    for key in (key for key in layers if catalogue.ALL[key].z_index > _VEILED_Z):
        drawing.layer(key)
    covered = furniture.draw_map_furniture(canvas, ground, plain=part.plain)
    draw_names(canvas, drawing.names, drawing.symbols, box, covered)
    canvas.rectangle(
        box, fill=False, edgecolor=palette.MUTED, linewidth=0.8 * unit, name="neatline"
    )
    return ground


_VEILED_Z: Final = catalogue.ALL["parks"].z_index
"""Areas and lines lie below the veil; symbols of places and capacity above it."""


def _draw_tiles(canvas: Canvas, ground: Ground, brief: Brief) -> bool:
    """Lay online tiles below the map if they are chosen; say so where they do not come."""
    basemap = BASEMAPS[brief.basemap]
    if not basemap.tiles:
        return False
    try:
        pixels = tiled_ground(ground, basemap, key=brief.basemap_key, unit=canvas.unit)
    except TilesError as problem:
        canvas.remarks.append(str(problem))
        return False
    draw_picture(canvas, pixels, ground.box, name="tiles")
    unit = canvas.unit
    kind = Type(6.4 * unit, colour=palette.MUTED, align="right", halo=palette.PAPER)
    corner = (ground.box.right - 4 * unit, ground.box.bottom + 4 * unit)
    canvas.text(basemap.attribution, corner, kind, name="attribution")
    return True


def _in_order(layers: Sequence[str]) -> list[str]:
    shown = {*layers, catalogue.BASE.key}
    return sorted(shown, key=lambda key: catalogue.ALL[key].z_index)


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
