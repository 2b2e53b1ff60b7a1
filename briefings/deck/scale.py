"""Scale bar and north arrow of a map, as native shapes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefings.box import Box
from briefings.deck.surface import Look, Surface, middled
from briefings.deck.text_style import line, solid, words
from briefings.ground import Ground, bar_length_m
from briefings.lettering import text_width
from geo.translation import Translator
from layers import palette

_MOST: Final = 96.0
_SIZE: Final = 8.0
_FIELD: Final = Look("roundRect", solid(palette.PAPER, 0.82))


def draw_scale_bar(
    surface: Surface, ground: Ground, symbols: Sequence[Box], say: Translator
) -> Box:
    """Draw a bar of round ground length in the lower corner with fewer symbols.

    Returns what it covers.
    """
    unit = surface.unit
    length = bar_length_m(ground, min(_MOST * unit, ground.box.width * 0.4))
    points = length / ground.metres_per_point
    name = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    size = _SIZE * unit
    width, height = points + text_width(name, size) / 2 + 15 * unit, size * 1.4 + 14 * unit
    bottom = ground.box.bottom + 6 * unit
    corners = [
        Box(left, bottom, width, height)
        for left in (ground.box.left + 7 * unit, ground.box.right - 7 * unit - width)
    ]
    field = min(corners, key=lambda box: sum(overlap(box, symbol) for symbol in symbols))
    left, bottom = field.left + 7 * unit, field.bottom + 6 * unit
    with surface.group(say("比例尺")):
        surface.shape(field, _FIELD, name=say("比例尺"))
        edge = line(palette.INK, 0.6 * unit)
        for order in range(4):
            fill = solid(palette.PAPER if order % 2 else palette.INK)
            piece = Box(left + order * points / 4, bottom, points / 4, 3.2 * unit)
            surface.shape(
                piece, Look(fill=fill, outline=edge), name=f"{length / 4 * (order + 1):g} m"
            )
        for text, x in (("0", left), (name, left + points)):
            half = max(text_width(text, size), size) * 0.55
            spot = Box(x - half, bottom + 4.4 * unit, 2 * half, size * 1.4)
            text_line = words(text, size, colour=palette.INK, align="ctr")
            surface.text(spot, middled(text_line), name=text)
    return field


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )


def draw_north_arrow(surface: Surface, ground: Ground, say: Translator) -> Box:
    """Draw an arrow to the map's north in the upper right corner; return what it covers."""
    unit = surface.unit
    field = Box(ground.box.right - 32 * unit, ground.box.top - 46 * unit, 24 * unit, 38 * unit)
    x, foot, head = field.middle[0], field.bottom + 4 * unit, field.top - 13 * unit
    notch = foot + 5.5 * unit
    edge = line(palette.INK, 0.7 * unit)
    with surface.group(say("指北针")):
        surface.shape(field, _FIELD, name=say("指北针"))
        for side, fill in ((-1, palette.INK), (1, palette.PAPER)):
            corner = (x + side * 6.4 * unit, foot)
            surface.freeform(
                [[(x, head), corner, (x, notch)]],
                name=say("指北针"),
                closed=True,
                fill=solid(fill),
                outline=edge,
            )
        top = Box(field.left, field.top - 13 * unit, field.width, 12 * unit)
        north = words("N", 8.5 * unit, bold=True, colour=palette.INK, align="ctr")
        surface.text(top, middled(north), name="N")
    return field
