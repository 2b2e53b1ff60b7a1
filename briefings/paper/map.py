"""A map on paper: the layers of the screen on a piece of ground, framed, named, with its scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import shapely
from matplotlib.colors import to_rgba
from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from briefings.brief import Brief
from briefings.ground import Ground, fitted, outline
from briefings.label_layout import NO_ROOM
from briefings.label_styles import Name
from briefings.paper import furniture
from briefings.paper.canvas import Canvas, Type
from briefings.paper.marks import PX, draw_shape, draw_symbol
from briefings.paper.names import draw_names
from briefings.paper.pictures import draw_picture
from briefings.paper.tiles import TilesError, tiled_ground
from briefings.pins import PlacedPin, covered_by, placed_pins
from briefings.scene import VEILED_Z, MapPart, Named, OnGround, features_shown, name_places
from geo.plan import Plan
from geo.translation import Translator
from layers import catalogue, palette
from layers.basemaps import BASEMAPS
from layers.features import MapLayer


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

    def layer(self, layer: MapLayer) -> None:
        """Draw one layer, areas and lines first, and remember its names."""
        features = self._features(layer)
        for item, _ in features:
            name = f"{layer.key}:{item.drawn.id}"
            if item.drawn.symbol is None:
                draw_shape(self.canvas, item.geometry, item.drawn.style, self.ground, name=name)
        for item, _ in features:
            if item.drawn.symbol is not None:
                self.symbols.append(_symbol(self.canvas, item, self.ground, layer.key))
        if self.online and layer is catalogue.BASE:
            return  # the tiles bring their own names
        self.names += [
            _name(item, text, features, self.ground, self.canvas.unit)
            for item, text in features
            if self.part.names(item, self.ground.zoom(self.canvas.unit))
        ]

    def _features(self, layer: MapLayer) -> list[Named]:
        """Return what of a layer the map shows; online tiles show the ground themselves."""
        shown = features_shown(self.plan, self.part, layer, self.translators, self.ground)
        return [
            (item, text)
            for item, text in shown
            if not (self.online and item.drawn.style.get("className") == "ground")
        ]


def draw_map(canvas: Canvas, box: Box, plan: Plan, part: MapPart, brief: Brief) -> Ground:
    """Draw a map into a box; return the ground it shows."""
    unit = canvas.unit
    round_scale = canvas.size.on_paper
    crs = plan.metric_crs
    ground = fitted(part.ground, box, crs=crs, margin=10 * unit, round_scale=round_scale)
    canvas.rectangle(box, facecolor=palette.LAND, edgecolor="none", name="land")
    online = _draw_tiles(canvas, ground, brief)
    drawing = _Drawing(canvas, plan, part, brief.translators, ground, online)
    for layer in (layer for layer in part.in_order if layer.z_index <= VEILED_Z):
        drawing.layer(layer)
    if part.about is not None:
        _veil(canvas, part.about, ground)
    for layer in (layer for layer in part.in_order if layer.z_index > VEILED_Z):
        drawing.layer(layer)
    pins = placed_pins(part.pins, ground, unit)
    spots = [spot for _, spot in drawing.symbols]
    covered = furniture.draw_map_furniture(canvas, ground, spots, plain=part.plain)
    covered += covered_by(pins, unit)
    if lost := draw_names(canvas, drawing.names, drawing.symbols, box, covered):
        say = brief.translators[0]
        names = say.join([name.split("\n")[0] for name in lost])
        canvas.remarks.append(say(NO_ROOM, names=names))
    _draw_pins(canvas, pins)
    canvas.rectangle(
        box, fill=False, edgecolor=palette.MUTED, linewidth=0.8 * unit, name="neatline"
    )
    return ground


def _draw_tiles(canvas: Canvas, ground: Ground, brief: Brief) -> bool:
    """Lay online tiles below the map if they are chosen; say so where they do not come.

    Where they have not come for one map of the sheet, the others do not wait for them again.
    """
    basemap = BASEMAPS[brief.basemap]
    if not basemap.tiles or canvas.is_offline:
        return False
    try:
        pixels = tiled_ground(ground, basemap, key=brief.basemap_key, unit=canvas.unit)
    except TilesError as problem:
        canvas.remarks.append(problem.said(brief.translators[0]))
        canvas.is_offline = True
        return False
    draw_picture(canvas, pixels, ground.box, name="tiles")
    unit = canvas.unit
    kind = Type(6.4 * unit, colour=palette.MUTED, align="right", halo=palette.PAPER)
    corner = (ground.box.right - 4 * unit, ground.box.bottom + 4 * unit)
    canvas.text(basemap.attribution, corner, kind, name="attribution")
    return True


def _name(
    item: OnGround, text: str, features: Sequence[Named], ground: Ground, unit: float
) -> Name:
    """Return a feature's name with the places where it may stand, on what the map shows of it."""
    assert item.drawn.label is not None and item.anchor is not None  # noqa: S101
    places = name_places(item, features, ground) or [item.anchor]
    points = [ground.point(place) for place in places]
    if item.drawn.symbol is not None:
        points = [_symbol_place(item, ground, unit)]
    own = None
    if "zone" in item.drawn.label.kind.split():
        own = shapely.transform(item.geometry.intersection(ground.extent()), ground.on_page)
    return Name(item.drawn.id, text, item.drawn.label, points[0], tuple(points[1:]), own)


def _symbol(canvas: Canvas, item: OnGround, ground: Ground, layer: str) -> tuple[str, Box]:
    assert item.drawn.symbol is not None  # noqa: S101 - asked by the caller
    x, y = _symbol_place(item, ground, canvas.unit)
    name = f"{layer}:{item.drawn.id}"
    draw_symbol(canvas, item.drawn.symbol, (x, y), name=name, within=ground.box)
    radius = float(item.drawn.symbol["radius"]) * PX * canvas.unit
    return item.drawn.id, Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _symbol_place(item: OnGround, ground: Ground, unit: float) -> tuple[float, float]:
    """Return where a symbol stands: where it belongs, or a large circle as near as it is whole."""
    assert item.drawn.symbol is not None  # noqa: S101 - asked by the caller
    at = ground.point(item.geometry.centroid)
    if item.drawn.symbol["shape"] != "circle":
        return at
    radius = (float(item.drawn.symbol["radius"]) + _RIM_PX) * PX * unit
    return ground.box.inset(radius).nearest(at)


_RIM_PX: Final = 3.0
"""Kept free between a circle and the frame."""


def _draw_pins(canvas: Canvas, pins: Sequence[PlacedPin]) -> None:
    """Draw numbered pins over everything, a line and a dot where one was moved aside."""
    unit = canvas.unit
    for pin in (pin for pin in pins if pin.is_aside):
        style = {"edgecolor": pin.pin.colour, "linewidth": 1.1 * unit}
        canvas.line([pin.place, pin.at], name="pin-line", **style)
        draw_symbol(canvas, {**pin.pin.dot, "weight": 1.6}, pin.place, name="pin-place")
    for pin in pins:
        draw_symbol(canvas, pin.pin.symbol, pin.at, name=f"pin:{pin.pin.number}")


def _veil(canvas: Canvas, about: BaseGeometry, ground: Ground) -> None:
    """Lighten everything but the ground the map is about, and outline it."""
    own = shapely.orient_polygons(ground.metres(about))
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
