"""Lines, areas and symbols on paper, from the styles and symbols the screen is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt
from typing import Any, Final

import numpy as np
import shapely
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle
from matplotlib.path import Path as Outline
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from briefings.ground import Ground, outline
from briefings.lettering import text_width
from briefings.paper.canvas import RISE, Canvas, Type
from layers import palette

Symbol = Mapping[str, Any]
Place = tuple[float, float]

PX: Final = 0.75
"""A screen pixel in points, at a page's text scale of 1."""

_HATCH_GAP_PX: Final = 9.0
_HATCH_WEIGHT_PX: Final = 2.2
_HATCH_INK: Final = 0.38
_HATCH_GROUND: Final = 0.07
_DOTS_PX: Final = (8.0, 1.5)
"""Between the middles of a pattern's dots, and their radius."""
_DOTS_INK: Final = 0.5
_PATTERNS: Final = {"url(#hatch-right)": 1.0, "url(#hatch-left)": -1.0, "url(#dots)": 0.0}
"""How steep the lines of a pattern are; dots have none."""


def draw_shape(
    canvas: Canvas,
    geometry: BaseGeometry,
    style: Mapping[str, Any],
    ground: Ground,
    *,
    name: str,
) -> None:
    """Draw a line or area (in the map's CRS) with the screen's path options (`features.Drawn`)."""
    shape = outline(geometry, ground)
    if shape is None:
        return
    fill = str(style.get("fillColor", ""))
    if fill in _PATTERNS:
        _draw_pattern(canvas, geometry, ground, str(style["color"]), _PATTERNS[fill])
    canvas.path(shape, name=name, within=ground.box, **path_options(style, canvas.unit))


def path_options(style: Mapping[str, Any], unit: float) -> dict[str, Any]:
    """Return matplotlib's patch options for Leaflet's; lengths in px become points."""
    fill = str(style.get("fillColor", ""))
    filled = fill and fill not in _PATTERNS and style.get("fill", True)
    stroked = style.get("stroke", True)
    weight = float(style.get("weight", 3)) * PX * unit
    dash = str(style.get("dashArray", "") or "")
    return {
        "facecolor": to_rgba(fill, style.get("fillOpacity", 0.2)) if filled else "none",
        "edgecolor": to_rgba(style["color"], style.get("opacity", 1.0)) if stroked else "none",
        "linewidth": weight if stroked else 0.0,
        "linestyle": dash_pattern(dash, weight, unit),
        "capstyle": "round" if style.get("lineCap") == "round" else "butt",
        "joinstyle": "round",
    }


def dash_pattern(dash: str, weight: float, unit: float) -> Any:
    """Return matplotlib's line style for lengths in px; it takes them in line widths."""
    if not dash:
        return "solid"
    return (0, [float(length) * PX * unit / weight for length in dash.split()])


def _draw_pattern(
    canvas: Canvas, geometry: BaseGeometry, ground: Ground, colour: str, slope: float
) -> None:
    """Fill an area with real lines or dots, so that they look the same in every format."""
    shape = outline(geometry, ground)
    if shape is not None:
        tint = {"facecolor": to_rgba(colour, _HATCH_GROUND), "edgecolor": "none"}
        canvas.path(shape, within=ground.box, name="hatch-ground", **tint)
    seen, px = geometry.intersection(ground.extent()), PX * canvas.unit
    if not slope:
        gap, radius = (length * px for length in _DOTS_PX)
        centres = ground.on_page(dot_centres(seen, gap * ground.metres_per_point))
        ink = to_rgba(colour, _DOTS_INK)
        if len(centres):
            dots = _circles(centres, radius)
            canvas.path(dots, within=ground.box, name="dots", facecolor=ink, edgecolor="none")
        return
    lines = hatch_lines(seen, _HATCH_GAP_PX * px * ground.metres_per_point, slope)
    drawn = outline(lines, ground)
    if drawn is not None:
        canvas.path(
            drawn,
            within=ground.box,
            name="hatch",
            fill=False,
            edgecolor=to_rgba(colour, _HATCH_INK),
            linewidth=_HATCH_WEIGHT_PX * PX * canvas.unit,
            capstyle="butt",
        )


def hatch_lines(area: BaseGeometry, gap: float, slope: float) -> BaseGeometry:
    """Return parallel lines `gap` apart that fill an area; `slope` 1 rises, -1 falls."""
    if area.is_empty:
        return area
    west, south, east, north = area.bounds
    step = gap * sqrt(2)
    height = north - south
    first = np.floor((west - height) / step) * step
    starts = np.arange(first, east + height, step)
    feet = south if slope > 0 else north
    heads = north if slope > 0 else south
    ends = np.stack(
        [
            np.column_stack([starts, np.full_like(starts, feet)]),
            np.column_stack([starts + height, np.full_like(starts, heads)]),
        ],
        axis=1,
    )
    crossing = shapely.intersection(area, shapely.MultiLineString(list(ends)))
    pieces = [part for part in shapely.get_parts(crossing) if part.geom_type == "LineString"]
    return shapely.MultiLineString(pieces)


def dot_centres(area: BaseGeometry, gap: float) -> NDArray[np.float64]:
    """Return the points (n, 2) of a square grid `gap` apart that lie in an area."""
    if area.is_empty:
        return np.empty((0, 2))
    west, south, east, north = (np.ceil(limit / gap) * gap for limit in area.bounds)
    x, y = np.meshgrid(np.arange(west, east, gap), np.arange(south, north, gap))
    centres = np.column_stack([x.ravel(), y.ravel()])
    return centres[shapely.contains_xy(area, centres)]


def _circles(centres: NDArray[np.float64], radius: float) -> Outline:
    circle = Outline.circle(radius=radius)
    points = (centres[:, np.newaxis, :] + np.asarray(circle.vertices)).reshape(-1, 2)
    return Outline(points, np.tile(np.asarray(circle.codes), len(centres)))


def draw_symbol(
    canvas: Canvas,
    symbol: Mapping[str, Any],
    at: tuple[float, float],
    *,
    name: str = "",
    within: Box | None = None,
) -> None:
    """Draw a point's symbol with its centre at a place."""
    _SYMBOLS[symbol["shape"]](canvas, symbol, at, name, within)


def _circle(
    canvas: Canvas,
    symbol: Mapping[str, Any],
    at: tuple[float, float],
    name: str,
    within: Box | None,
) -> None:
    x, y = at
    unit = PX * canvas.unit
    radius = float(symbol["radius"])
    canvas.add(
        Circle(
            (x, y),
            radius * unit,
            facecolor=to_rgba(symbol["fill"], 0.96),
            edgecolor=palette.PAPER,
            linewidth=1.6 * unit,
        ),
        name=name,
        within=within,
    )
    _glyph(canvas, symbol["glyph"], x, y, min(18.0, radius * (1.2 if radius < 12 else 0.8)) * unit)


def _dot(
    canvas: Canvas,
    symbol: Mapping[str, Any],
    at: tuple[float, float],
    name: str,
    within: Box | None,
) -> None:
    x, y = at
    unit = PX * canvas.unit
    weight = float(symbol["weight"]) * unit
    canvas.add(
        Circle(
            (x, y),
            float(symbol["radius"]) * unit,
            facecolor=symbol["fill"],
            edgecolor=symbol["line"],
            linewidth=weight,
            linestyle=dash_pattern(str(symbol.get("dash", "") or ""), weight, canvas.unit),
        ),
        name=name,
        within=within,
    )


def _diamond(
    canvas: Canvas,
    symbol: Mapping[str, Any],
    at: tuple[float, float],
    name: str,
    within: Box | None,
) -> None:
    x, y = at
    unit = PX * canvas.unit
    r = float(symbol["radius"]) * unit
    corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r)]
    canvas.path(
        Outline(np.array(corners), closed=True),
        name=name,
        within=within,
        facecolor=symbol["fill"],
        edgecolor=palette.PAPER,
        linewidth=1.6 * unit,
    )


def _badge(
    canvas: Canvas,
    symbol: Mapping[str, Any],
    at: tuple[float, float],
    name: str,
    _within: Box | None,
) -> None:
    x, y = at
    unit = PX * canvas.unit
    r = float(symbol["radius"]) * unit
    canvas.rectangle(
        Box(x - r, y - r, 2 * r, 2 * r),
        name=name,
        radius=4 * unit,
        facecolor=symbol["fill"],
        edgecolor=palette.PAPER,
        linewidth=1.4 * unit,
    )
    _glyph(canvas, symbol["glyph"], x, y, float(symbol["radius"]) * 1.25 * unit)


_SYMBOLS: Final[dict[str, Callable[..., None]]] = {
    "circle": _circle,
    "dot": _dot,
    "diamond": _diamond,
    "badge": _badge,
}


def _glyph(canvas: Canvas, glyph: str, x: float, y: float, size: float) -> None:
    baseline = y - size * (RISE / 2 - 0.06)
    width = text_width(glyph, size, bold=True)
    room = size * 1.5
    if width > room:
        size *= room / width
    canvas.text(glyph, (x, baseline), Type(size, bold=True, colour=palette.PAPER, align="center"))


def draw_swatch(canvas: Canvas, swatch: Symbol, box: Box, *, scale: float) -> None:
    """Draw a legend's swatch (`features.LegendEntry.swatch`) in a box, at a scale of its size."""
    kind = next(kind for kind in _SWATCHES if kind in swatch)
    _SWATCHES[kind](canvas, swatch, box, scale)


def _area_swatch(canvas: Canvas, swatch: Symbol, box: Box, scale: float) -> None:
    style = {**swatch["area"], "weight": swatch["area"]["weight"] * scale}
    patch = Box(box.left + 1, box.bottom + 1, box.width - 2, box.height - 2)
    fill = str(style.get("fillColor", ""))
    if fill in _PATTERNS:
        square = shapely.box(patch.left, patch.bottom, patch.right, patch.top)
        page = Ground(patch, *patch.middle, 1.0, 0.0, "")
        _draw_pattern(canvas, square, page, str(style["color"]), _PATTERNS[fill])
    canvas.rectangle(patch, name="swatch", **path_options(style, canvas.unit))


def _line_swatch(canvas: Canvas, swatch: Symbol, box: Box, scale: float) -> None:
    y = box.middle[1]
    style = {
        "color": swatch["line"],
        "weight": swatch.get("weight", 1.6) * scale,
        "dashArray": swatch.get("dash", ""),
        "fill": False,
    }
    ends = Outline(np.array([(box.left, y), (box.right, y)]))
    canvas.path(ends, name="swatch", **path_options(style, canvas.unit))


def _symbol_swatch(shape: str, colour: str, radius: float) -> Callable[..., None]:
    def draw(canvas: Canvas, swatch: Symbol, box: Box, scale: float) -> None:
        symbol = {
            "shape": shape,
            "fill": swatch[colour],
            "radius": swatch.get("radius", radius) * scale,
            "glyph": swatch.get("glyph", ""),
        }
        draw_symbol(canvas, symbol, box.middle, name="swatch")

    return draw


def _dot_swatch(canvas: Canvas, swatch: Symbol, box: Box, scale: float) -> None:
    symbol = {
        "shape": "dot",
        "fill": palette.PAPER,
        "line": swatch["dot"],
        "radius": 4 * scale,
        "weight": 1.6 * scale,
        "dash": swatch.get("dash", ""),
    }
    draw_symbol(canvas, symbol, box.middle, name="swatch")


_SWATCHES: Final[dict[str, Callable[..., None]]] = {
    "area": _area_swatch,
    "line": _line_swatch,
    "circle": _symbol_swatch("circle", "circle", 8),
    "diamond": _symbol_swatch("diamond", "diamond", 6),
    "badge": _symbol_swatch("badge", "badge", 8),
    "dot": _dot_swatch,
}
