"""The map on a slide: every layer a group of native shapes, with scale bar and north arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import shapely

from briefings.box import Box
from briefings.deck.marks import Shown, called, cut_off, draw_symbols
from briefings.deck.names import draw_leader, draw_name, placed_names
from briefings.deck.outlines import (
    draw_path,
    draw_veil,
    frame_of,
    is_patterned,
    on_slide,
)
from briefings.deck.scale import draw_north_arrow, draw_scale_bar
from briefings.deck.surface import Look, Surface
from briefings.deck.symbols import draw_symbol
from briefings.deck.text_style import line, solid
from briefings.ground import Ground, fitted
from briefings.label_layout import NO_ROOM, Surroundings
from briefings.label_styles import Name
from briefings.pins import PlacedPin, covered_by, placed_pins
from briefings.scene import VEILED_Z, MapPart, OnGround, features_shown, is_area, name_places
from geo.plan import Plan
from geo.translation import N_, Translator
from layers import palette, zones


def draw_map(
    surface: Surface, box: Box, plan: Plan, part: MapPart, translators: Sequence[Translator]
) -> list[str]:
    """Draw a map into a box; return what its reader should be told is not on it."""
    say = translators[0]
    crs = plan.metric_crs
    ground = fitted(part.ground, box, crs=crs, margin=10 * surface.unit, round_scale=False)
    shown = {
        layer: features_shown(plan, part, layer, translators, ground) for layer in part.in_order
    }
    with surface.group(say("地图"), _about(shown, say)):
        surface.shape(box, Look(fill=solid(palette.LAND)), name=say("图廓底色"))
        _draw_areas(surface, shown, ground, say)
        _draw_layers(surface, shown, ground, say)
        low = {layer: shown[layer] for layer in shown if layer.z_index <= VEILED_Z}
        high = {layer: shown[layer] for layer in shown if layer not in low}
        symbols = draw_symbols(surface, low, ground, say)
        if part.about is not None:
            draw_veil(surface, ground.metres(part.about), ground, name=say("衬托"))
        symbols += draw_symbols(surface, high, ground, say)
        frame = line(palette.MUTED, 0.9 * surface.unit)
        surface.shape(box, Look(outline=frame), name=say("图廓"))
        covered = [draw_scale_bar(surface, ground, [spot for _, spot in symbols], say)]
        if not part.plain:
            covered.append(draw_north_arrow(surface, ground, say))
        pins = placed_pins(part.pins, ground, surface.unit)
        covered += covered_by(pins, surface.unit)
        around = Surroundings(symbols, _strong_lines(shown, ground, surface.unit), covered)
        cut = cut_off(shown, ground, surface.unit)
        waiting = [
            name for name in _names(shown, part, ground, surface.unit) if name.owner not in cut
        ]
        layout = placed_names(surface, waiting, around, box)
        with surface.group(say("引线")):
            for name, spot in layout.placed:
                draw_leader(surface, name, spot, symbols)
        with surface.group(say("名称")):
            for name, spot in layout.placed:
                draw_name(surface, name, spot)
        if pins:
            _draw_pins(surface, pins, say)
    lost = [name.text.split("\n")[0] for name in layout.dropped if name.is_zone]
    told = {
        N_("位于图边，未画：{names}"): [name for name in cut.values() if name],
        NO_ROOM: lost,
    }
    return [say(message, names=say.join(names)) for message, names in told.items() if names]


def _about(shown: Shown, say: Translator) -> str:
    """Return what a reader who cannot see the map is told of it."""
    names = [text for _, text in shown.get(zones.LAYER, []) if text]
    return say("地图：{zones}", zones=say.join([name.replace("\n", " ") for name in names]))


def _lies_low(item: OnGround) -> bool:
    """Whether a feature lies under all lines: grounds, water, patterns (which are opaque)."""
    style = item.drawn.style
    return is_area(item.geometry) and (
        is_patterned(style) or (style.get("stroke") is False and style.get("fillOpacity") == 1.0)
    )


def _draw_areas(surface: Surface, shown: Shown, ground: Ground, say: Translator) -> None:
    """Draw what lies low. A pattern is opaque on a slide: roads and metro go over it."""
    for layer, features in shown.items():
        with surface.group(say("{layer}·底面", layer=say(layer.title))):
            for item, text in features:
                if _lies_low(item):
                    style = {**item.drawn.style, "stroke": False}
                    draw_path(
                        surface, item.geometry, style, ground, name=called(item, text, layer, say)
                    )


def _draw_layers(surface: Surface, shown: Shown, ground: Ground, say: Translator) -> None:
    """Draw lines and areas, layer by layer; of a patterned area its outline."""
    for layer, features in shown.items():
        with surface.group(say(layer.title)):
            for item, text in features:
                style = item.drawn.style
                if _lies_low(item):
                    style = {**style, "fill": False, "fillColor": ""}
                if (
                    style
                    and item.drawn.symbol is None
                    and (style.get("stroke") is not False or style.get("fillColor"))
                ):
                    name = called(item, text, layer, say)
                    draw_path(surface, item.geometry, style, ground, name=name)


def _draw_pins(surface: Surface, pins: Sequence[PlacedPin], say: Translator) -> None:
    """Draw numbered pins over everything, a line and a dot where one was moved aside."""
    with surface.group(say("编号")):
        for pin in (pin for pin in pins if pin.is_aside):
            name = f"{pin.pin.number} {pin.pin.name}"
            edge = line(pin.pin.colour, 1.1 * surface.unit)
            surface.freeform([[pin.place, pin.at]], name=name, closed=False, outline=edge)
            draw_symbol(surface, pin.pin.dot, *pin.place, name=name)
        for pin in pins:
            draw_symbol(surface, pin.pin.symbol, *pin.at, name=f"{pin.pin.number} {pin.pin.name}")


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


def _names(shown: Shown, part: MapPart, ground: Ground, unit: float) -> list[Name]:
    """Return the names that may appear at this scale, with the places where they may stand."""
    zoom, extent = ground.zoom(unit), ground.extent()
    found = []
    for features in shown.values():
        for item, text in features:
            if (label := item.drawn.label) is None or not part.names(item, zoom):
                continue
            if places := name_places(item, features, ground):
                points = [ground.point(place) for place in places]
                own = None
                if "zone" in label.kind.split():
                    own = shapely.transform(item.geometry.intersection(extent), ground.on_page)
                found.append(Name(item.drawn.id, text, label, points[0], tuple(points[1:]), own))
    return found
