"""Areas and lines of the map as freeforms: clipped to the frame, light, holes kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from briefings.deck.surface import Points, Surface
from briefings.deck.text_style import NO_FILL, NO_LINE, blended, hatched, line, solid
from briefings.ground import Ground
from briefings.scene import is_area
from layers import palette

PX: Final = 0.75
"""A screen pixel in points, on a slide 960 points wide."""
_TOLERANCE_PX: Final = 0.3
_LEAST_AREA: Final = 0.5
_PATTERNS: Final = {
    "url(#hatch-right)": "wdUpDiag",
    "url(#hatch-left)": "wdDnDiag",
    "url(#dots)": "dotGrid",
}
_HATCH_INK: Final = 0.42
_HATCH_GROUND: Final = 0.07


def on_slide(geometry: BaseGeometry, ground: Ground) -> BaseGeometry:
    """Return a geometry (map's CRS) in points of the slide, without detail nobody can see."""
    placed = shapely.transform(geometry, ground.on_page)
    return shapely.simplify(placed, _TOLERANCE_PX * PX)


def frame_of(box: Box, inset: float = 0.0) -> BaseGeometry:
    """Return a box as an area, less a margin."""
    return shapely.box(box.left + inset, box.bottom + inset, box.right - inset, box.top - inset)


def rings_of(area: BaseGeometry) -> list[Points]:
    """Return the rings of an area, holes turning against their outlines."""
    return [
        [tuple(point) for point in shapely.get_coordinates(ring)]
        for part in shapely.get_parts(shapely.orient_polygons(area))
        if part.geom_type == "Polygon" and part.area > _LEAST_AREA
        for ring in (part.exterior, *part.interiors)
    ]


def lines_of(geometry: BaseGeometry) -> list[Points]:
    """Return the lines of a geometry, joined where they meet."""
    parts = shapely.get_parts(geometry)
    kept = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(list(kept))))
    return [
        [tuple(point) for point in shapely.get_coordinates(piece)]
        for piece in merged
        if piece.length > 0
    ]


def fill_of(style: Mapping[str, Any]) -> str:
    """Return the fill of a path's style (Leaflet's options)."""
    name = str(style.get("fillColor", ""))
    if name in _PATTERNS:
        ink, ground = (
            blended(str(style["color"]), palette.DISTRICT_FILL, share)
            for share in (_HATCH_INK, _HATCH_GROUND)
        )
        return hatched(_PATTERNS[name], ink, ground)
    if not name or style.get("fill") is False:
        return NO_FILL
    return solid(name, float(style.get("fillOpacity", 0.2)))


def is_patterned(style: Mapping[str, Any]) -> bool:
    """Whether a style fills with a pattern."""
    return style.get("fillColor") in _PATTERNS


def outline_of(style: Mapping[str, Any], unit: float) -> str:
    """Return the outline of a path's style; widths and dashes in px become points."""
    if style.get("stroke") is False or "color" not in style:
        return NO_LINE
    scale = PX * unit
    width = float(style.get("weight", 3)) * scale
    dash = [float(length) * scale for length in str(style.get("dashArray") or "").split()]
    cap = "rnd" if style.get("lineCap") == "round" and not dash else "flat"
    return line(
        str(style["color"]), width, opacity=float(style.get("opacity", 1)), dash=dash, cap=cap
    )


def draw_path(
    surface: Surface, geometry: BaseGeometry, style: Mapping[str, Any], ground: Ground, *, name: str
) -> None:
    """Draw an area or line (map's CRS); where the frame cuts an area its cut is not outlined."""
    shape = on_slide(geometry, ground)
    outline, fill = outline_of(style, surface.unit), fill_of(style)
    room = float(style.get("weight", 3)) * PX * surface.unit / 2 if outline != NO_LINE else 0.0
    inner = frame_of(ground.box, room)
    if not is_area(shape):
        _draw_lines(surface, shapely.intersection(shape, inner), outline, name)
        return
    whole = frame_of(ground.box, room).covers(shape)
    if fill != NO_FILL or whole:
        seen = shape if whole else shapely.intersection(shape, frame_of(ground.box))
        rings = rings_of(seen)
        if rings:
            edge = outline if whole else NO_LINE
            surface.freeform(rings, name=name, closed=True, fill=fill, outline=edge)
    if not whole and outline != NO_LINE:
        _draw_lines(surface, shapely.intersection(shape.boundary, inner), outline, name)


def _draw_lines(surface: Surface, geometry: BaseGeometry, outline: str, name: str) -> None:
    if not geometry.is_empty and (parts := lines_of(geometry)):
        surface.freeform(parts, name=name, closed=False, outline=outline)


def draw_veil(surface: Surface, about: BaseGeometry, ground: Ground, *, name: str) -> None:
    """Lighten everything but the ground a map is about (map's CRS)."""
    around = frame_of(ground.box).difference(on_slide(about, ground))
    if rings := rings_of(around):
        surface.freeform(rings, name=name, closed=True, fill=solid(palette.PAPER, 0.55))
