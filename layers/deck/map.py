"""The map on a slide: every layer a group of native shapes, with scale bar and north arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from layers import catalogue, palette
from layers.deck.ink import line, solid
from layers.deck.names import draw_names
from layers.deck.outlines import (
    PX,
    draw_path,
    draw_veil,
    frame_of,
    is_area,
    is_hatched,
    on_slide,
)
from layers.deck.pen import Look, Pen
from layers.deck.scale import draw_north_arrow, draw_scale_bar
from layers.deck.symbols import draw_symbol
from layers.language import Translator
from layers.paper.anchors import alone, area_anchors, line_anchors
from layers.paper.canvas import Box
from layers.paper.ground import Ground, fitted, to_metres
from layers.paper.map import MapPart, OnGround, features_on_ground
from layers.paper.names import Name


def draw_map(
    pen: Pen, box: Box, plan: Plan, part: MapPart, translators: Sequence[Translator]
) -> Ground:
    """Draw a map into a box; return the ground it shows."""
    say = translators[0]
    ground = fitted(part.ground, box, margin=10 * pen.unit, round_scale=False)
    shown = {key: _features(plan, key, translators, ground) for key in _in_order(part.layers)}
    if part.zone:
        shown["capacity"] = [
            pair for pair in shown.get("capacity", []) if pair[0].drawn.zone == part.zone
        ]
    with pen.group(say("地图"), _about(shown, say)):
        pen.shape(box, Look(fill=solid(palette.LAND)), name=say("图廓底色"))
        _draw_areas(pen, shown, ground, say)
        _draw_layers(pen, shown, ground, say)
        low = {key: shown[key] for key in shown if catalogue.ALL[key].z_index <= _VEILED_Z}
        high = {key: shown[key] for key in shown if key not in low}
        symbols = _draw_symbols(pen, low, ground, say)
        if part.about is not None:
            draw_veil(pen, to_metres(part.about), ground, name=say("衬托"))
        symbols += _draw_symbols(pen, high, ground, say)
        frame = line(palette.MUTED, 0.9 * pen.unit)
        pen.shape(box, Look(outline=frame), name=say("图廓"))
        covered = [draw_scale_bar(pen, ground, [spot for _, spot in symbols], say)]
        if not part.plain:
            covered.append(draw_north_arrow(pen, ground, say))
        with pen.group(say("名称")):
            kept_clear = [*symbols, *_strong_lines(shown, ground, pen.unit)]
            draw_names(pen, _names(shown, part, ground, pen.unit), kept_clear, box, covered)
    return ground


_VEILED_Z: Final = catalogue.ALL["parks"].z_index
"""The veil lies over areas, lines and stations, under places and capacity."""

Shown = dict[str, list[tuple[OnGround, str]]]


def _in_order(layers: Sequence[str]) -> list[str]:
    return sorted({*layers, catalogue.BASE.key}, key=lambda key: catalogue.ALL[key].z_index)


def _features(
    plan: Plan, key: str, translators: Sequence[Translator], ground: Ground
) -> list[tuple[OnGround, str]]:
    """Return what of a layer lies on the map, each with its name in every language."""
    extent = ground.extent()
    spoken = [features_on_ground(plan, key, say) for say in translators]
    found = []
    for versions in zip(*spoken, strict=True):
        if versions[0].geometry.intersects(extent):
            texts = [version.drawn.label.text for version in versions if version.drawn.label]
            found.append((versions[0], "\n".join(dict.fromkeys(texts))))
    return found


def _about(shown: Shown, say: Translator) -> str:
    """Return what a reader who cannot see the map is told of it."""
    names = [text for _, text in shown.get("zones", []) if text]
    return say("地图：{zones}", zones=say.join([name.replace("\n", " ") for name in names]))


def _title(key: str, say: Translator) -> str:
    return say(catalogue.ALL[key].title)


def _called(item: OnGround, text: str, key: str, say: Translator) -> str:
    """Return the name of a shape in the selection pane."""
    own = text or (item.drawn.tip[0] if item.drawn.tip else item.drawn.id)
    return f"{_title(key, say)} {own}".replace("\n", " ")


def _lies_low(item: OnGround) -> bool:
    """Whether a feature lies under all lines: grounds, water, hatched areas (which are opaque)."""
    style = item.drawn.style
    return is_area(item.geometry) and (
        is_hatched(style) or (style.get("stroke") is False and style.get("fillOpacity") == 1.0)
    )


def _draw_areas(pen: Pen, shown: Shown, ground: Ground, say: Translator) -> None:
    """Draw what lies low. A hatch is opaque on a slide: roads and metro go over it."""
    for key, features in shown.items():
        with pen.group(say("{layer}·底面", layer=_title(key, say))):
            for item, text in features:
                if _lies_low(item):
                    style = {**item.drawn.style, "stroke": False}
                    draw_path(pen, item.geometry, style, ground, name=_called(item, text, key, say))


def _draw_layers(pen: Pen, shown: Shown, ground: Ground, say: Translator) -> None:
    """Draw lines and areas, layer by layer; of a hatched area its outline."""
    for key, features in shown.items():
        with pen.group(_title(key, say)):
            for item, text in features:
                style = item.drawn.style
                if _lies_low(item):
                    style = {**style, "fill": False, "fillColor": ""}
                if (
                    style
                    and item.drawn.symbol is None
                    and (style.get("stroke") is not False or style.get("fillColor"))
                ):
                    name = _called(item, text, key, say)
                    draw_path(pen, item.geometry, style, ground, name=name)


def _draw_symbols(pen: Pen, shown: Shown, ground: Ground, say: Translator) -> list[tuple[str, Box]]:
    """Draw the symbols that lie whole in the frame; return what they cover, by feature."""
    covered = []
    for key, features in shown.items():
        with pen.group(say("{layer}·符号", layer=_title(key, say))):
            for item, text in features:
                symbol = item.drawn.symbol
                if symbol is None:
                    continue
                x, y = ground.point(shapely.centroid(item.geometry))
                radius = (float(symbol["radius"]) + 1) * PX * pen.unit
                field = Box(x - radius, y - radius, 2 * radius, 2 * radius)
                if _inside(field, ground.box):
                    draw_symbol(pen, symbol, x, y, name=_called(item, text, key, say))
                    covered.append((item.drawn.id, field))
    return covered


def _strong_lines(shown: Shown, ground: Ground, unit: float) -> list[tuple[str, Box]]:
    """Return small boxes along the broad dark lines, which would spoil a name."""
    boxes = []
    for features in shown.values():
        for item, _ in features:
            if item.geometry.geom_type not in _LINES or not _is_strong(item):
                continue
            seen = on_slide(item.geometry, ground).intersection(frame_of(ground.box))
            for x, y in shapely.get_coordinates(shapely.segmentize(seen, _STEP * unit)):
                half = _STEP * unit / 3
                boxes.append((item.drawn.id, Box(x - half, y - half, 2 * half, 2 * half)))
    return boxes


_LINES: Final = ("LineString", "MultiLineString")
_STRONG_PX: Final = 4.0
_STEP: Final = 5.0


def _is_strong(item: OnGround) -> bool:
    style = item.drawn.style
    return float(style.get("weight", 0)) >= _STRONG_PX and item.drawn.label is not None


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left
        and inner.right <= outer.right
        and inner.bottom >= outer.bottom
        and inner.top <= outer.top
    )


def _names(shown: Shown, part: MapPart, ground: Ground, unit: float) -> list[Name]:
    """Return the names that may appear at this scale, with the places where they may stand."""
    zoom = ground.zoom(unit) + part.nearer
    found = []
    for features in shown.values():
        for item, text in features:
            label = item.drawn.label
            if label is None or set(label.kind.split()) & part.without_names:
                continue
            if label.min_zoom <= zoom <= label.max_zoom:
                others = [other.geometry for other, _ in features if other is not item]
                points = [ground.point(place) for place in _places(item, others, ground)]
                if points:
                    found.append(Name(item.drawn.id, text, label, points[0], tuple(points[1:])))
    return found


def _places(item: OnGround, others: Sequence[BaseGeometry], ground: Ground) -> list[shapely.Point]:
    """Return where a feature's name may stand on what the map shows of it (EPSG:4549)."""
    extent = ground.extent()
    own = [item.anchor] if item.anchor is not None and item.anchor.within(extent) else []
    if item.drawn.symbol is not None:
        return own
    seen = item.geometry.intersection(extent)
    if not is_area(seen):
        return own + line_anchors(seen)
    seen = alone(seen, others) if item.drawn.zone else seen
    return own + area_anchors(seen, _APART * ground.metres_per_point)


_APART: Final = 46.0
"""How far apart the places for an area's name are, points."""
