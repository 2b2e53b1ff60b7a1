"""Symbols of the map and swatches of its legend as native shapes that hold their own text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from briefings.box import Box
from briefings.deck.outlines import PX, fill_of, outline_of
from briefings.deck.surface import Lettering, Look, Surface, middled
from briefings.deck.text_style import line, solid, words
from layers import palette

_EDGE_PX: Final = 1.6
_GEOMETRY: Final = {
    "circle": "ellipse",
    "dot": "ellipse",
    "diamond": "diamond",
    "badge": "roundRect",
}


_CHIP: Final = Look("roundRect", solid(palette.PAPER), round_share=0.08)
"""Behind the swatches of a legend on a dark slide."""


def draw_symbol(
    surface: Surface, symbol: Mapping[str, Any], x: float, y: float, *, name: str
) -> None:
    """Draw a symbol (`features.Drawn.symbol`) centred on a point of the slide."""
    scale = PX * surface.unit
    radius = float(symbol["radius"]) * scale
    shape = str(symbol["shape"])
    weight = float(symbol.get("weight", _EDGE_PX)) * scale
    dash = [float(length) * scale for length in str(symbol.get("dash") or "").split()]
    edge = line(str(symbol.get("line", palette.PAPER)), weight, dash=dash)
    surface.shape(
        Box(x - radius, y - radius, 2 * radius, 2 * radius),
        Look(_GEOMETRY[shape], solid(str(symbol["fill"])), edge),
        _glyph(symbol, scale),
        name=name,
    )


def _glyph(symbol: Mapping[str, Any], scale: float) -> Lettering | None:
    glyph = str(symbol.get("glyph") or "")
    if not glyph:
        return None
    radius = float(symbol["radius"])
    size = min(18.0, radius * (1.2 if radius < 12 else 0.8)) * scale
    return middled(words(glyph, size, bold=True, colour=palette.PAPER, align="ctr"))


def draw_swatch(surface: Surface, swatch: Mapping[str, Any], box: Box, *, name: str) -> None:
    """Draw the picture before a line of the legend, from the same styles as the map."""
    x, y = box.middle
    scale = PX * surface.unit
    if surface.is_dark:
        high = min(box.height, 20 * scale)
        field = Box(box.left - 2 * scale, y - high / 2, box.width + 4 * scale, high)
        surface.shape(field, _CHIP, name=name)
    if "area" in swatch:
        style = swatch["area"]
        field = Box(box.left, y - 5 * scale, box.width, 10 * scale)
        look = Look(fill=fill_of(style), outline=outline_of(style, surface.unit))
        surface.shape(field, look, name=name)
    elif "line" in swatch:
        dash = [float(length) * scale for length in str(swatch.get("dash") or "").split()]
        width = float(swatch.get("weight", 1.6)) * scale
        surface.rule(
            Box(box.left, y, box.width, 0), line(swatch["line"], width, dash=dash), name=name
        )
    else:
        draw_symbol(surface, _symbol_of(swatch), x, y, name=name)


def _symbol_of(swatch: Mapping[str, Any]) -> dict[str, Any]:
    """Return the symbol that a swatch stands for."""
    for shape, radius in (("circle", 9.0), ("diamond", 6.0), ("badge", 7.0)):
        if shape in swatch:
            glyph = swatch.get("glyph", "")
            return {"shape": shape, "radius": radius, "fill": swatch[shape], "glyph": glyph}
    return {
        "shape": "dot",
        "radius": 4.0,
        "fill": palette.PAPER,
        "line": swatch["dot"],
        "dash": swatch.get("dash", ""),
    }


def draw_rings(
    surface: Surface, rings: Sequence[Mapping[str, Any]], box: Box, *, size: float
) -> None:
    """Draw the scale of the circles: round figures inside one another, each with its amount."""
    scale = PX * surface.unit
    most = max(float(ring["radius"]) for ring in rings) * scale
    x = box.left + most
    if surface.is_dark:
        field = Box(box.left, box.bottom, 2 * most + 9 * surface.unit, box.height)
        surface.shape(field.inset(-2 * surface.unit), _CHIP, name=str(rings[0]["text"]))
    for ring in rings:
        radius = float(ring["radius"]) * scale
        edge = line(str(ring["line"]), 0.75 * surface.unit)
        circle = Box(x - radius, box.bottom, 2 * radius, 2 * radius)
        surface.shape(circle, Look("ellipse", outline=edge), name=str(ring["text"]))
        end = x + most + 8 * surface.unit
        surface.rule(Box(x, circle.top, end - x, 0), edge, name=str(ring["text"]))
        field = Box(end + 3 * surface.unit, circle.top - size * 0.7, box.right - end, size * 1.4)
        surface.text(field, middled(words(str(ring["text"]), size)), name=str(ring["text"]))
