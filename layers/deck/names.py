"""Names on the map: text boxes placed clear of one another, a zone's name on a plate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from layers import palette
from layers.deck.ink import Align, Run, Words, line, solid, words
from layers.deck.outlines import PX
from layers.deck.pen import Look, Pen, middled
from layers.lettering import text_width
from layers.naming import (
    CLEAR_PX,
    LINE,
    Name,
    cores_of_large,
    lettering_of,
    rectangle_of,
    sized_lines,
)
from layers.paper.canvas import Box
from layers.placing import Obstacle, Wanted, place

_SLACK: Final = 1.05
"""How much wider a name's box is than its text in our font: other fonts run wider."""
_BADGE_PX: Final = 24.0


def draw_names(
    pen: Pen,
    names: Sequence[Name],
    symbols: Sequence[tuple[str, Box]],
    frame: Box,
    covered: Sequence[Box],
) -> tuple[str, ...]:
    """Write the names that find a place; return the texts of those left out."""
    wanted = {str(order): name for order, name in enumerate(names)}
    placement = place(
        [_wanted(pen, key, name) for key, name in wanted.items()],
        frame=rectangle_of(frame.inset(2 * pen.unit)),
        obstacles=[Obstacle(rectangle_of(box), owner) for owner, box in symbols],
        covered=[rectangle_of(box) for box in (*covered, *cores_of_large(symbols, pen.unit))],
        gap=1.2 * pen.unit,
    )
    for key, spot in placement.placed.items():
        box = Box(spot.x0, spot.y0, spot.x1 - spot.x0, spot.y1 - spot.y0)
        name = wanted[key]
        if "zone" in name.label.kind:
            _draw_plate(pen, name, box)
        else:
            _draw_name(pen, name, box)
    return tuple(wanted[key].text for key in placement.dropped)


def _wanted(pen: Pen, key: str, name: Name) -> Wanted:
    style = lettering_of(name.label.kind)
    lines = sized_lines(name, pen.unit)
    scale = PX * pen.unit
    width = max(text_width(text, size, bold=style.bold) for text, size in lines) * _SLACK
    height = sum(size * LINE for _, size in lines)
    if "zone" in name.label.kind:
        width += (_badge_width(name) + 14) * scale
        height += 5 * scale
    elif style.plate:
        width += 14 * scale
        height += 2 * scale
    return Wanted(
        key,
        width,
        height,
        *name.at,
        priority=name.label.priority,
        beside=(name.label.beside + CLEAR_PX) * scale if name.label.beside else 0.0,
        owner=name.owner,
        anchors=name.also,
    )


def _badge_width(name: Name) -> float:
    size = lettering_of("zone").size
    return max(_BADGE_PX, text_width(name.label.badge, size, bold=True) + 9)


def _paragraphs(pen: Pen, name: Name, align: Align) -> list[Words]:
    style = lettering_of(name.label.kind)
    halo = "" if style.plate or "zone" in name.label.kind else style.halo
    return [
        Words((Run(text, size, style.bold, style.colour, halo),), align, leading=LINE)
        for text, size in sized_lines(name, pen.unit)
    ]


def _draw_name(pen: Pen, name: Name, box: Box) -> None:
    style = lettering_of(name.label.kind)
    if style.plate:
        pen.shape(
            box,
            Look("roundRect", solid(style.plate), round_share=0.4),
            middled(*_paragraphs(pen, name, "ctr")),
            name=name.text.replace("\n", " "),
        )
        return
    align: Align = "ctr"
    if name.label.beside and not box.left <= name.at[0] <= box.right:
        align = "l" if box.left > name.at[0] else "r"
    words_of = middled(*_paragraphs(pen, name, align))
    pen.text(box, words_of, name=name.text.replace("\n", " "))


def _draw_plate(pen: Pen, name: Name, box: Box) -> None:
    """Draw a zone's plate: kind in a coloured field, name beside it; belts have a dashed edge."""
    scale = PX * pen.unit
    kind = "pole" if "pole" in name.label.kind else "belt"
    colour = palette.KIND_COLOURS[kind]
    dash = (4 * scale, 2.2 * scale) if kind == "belt" else ()
    width = _badge_width(name) * scale
    size = lettering_of("zone").size * scale
    badge = words(name.label.badge, size, bold=True, ink=palette.PAPER, align="ctr")
    with pen.group(name.text.replace("\n", " ")):
        pen.shape(
            box,
            Look(fill=solid(palette.PAPER), outline=line(colour, 1.6 * scale, dash=dash)),
            middled(*_paragraphs(pen, name, "ctr"), inset=width),
            name=name.text.replace("\n", " "),
        )
        pen.shape(
            Box(box.left, box.bottom, width, box.height),
            Look(fill=solid(colour)),
            middled(badge),
            name=name.label.badge,
        )
