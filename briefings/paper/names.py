"""Names on a paper map, placed clear of one another; a zone's plate is led to its ground."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from briefings.box import Box
from briefings.label_layout import Surroundings, label_layout, leader_of
from briefings.label_styles import CLEAR_PX, LINE, Name, lettering_of, placing_priority, sized_lines
from briefings.lettering import text_width
from briefings.paper.canvas import RISE, Align, Canvas, Type
from briefings.paper.marks import PX
from layers import palette
from layers.label_placement import Wanted

_EDGES: Final = {"solid": "solid", "hatched": (0, (3, 1.6)), "dotted": (0, (1, 1.4))}
"""Line styles of a plate's edge, in line widths."""


def draw_names(
    canvas: Canvas,
    names: Sequence[Name],
    symbols: Sequence[tuple[str, Box]],
    frame: Box,
    covered: Sequence[Box],
) -> tuple[str, ...]:
    """Write the names that find a place; return those of zones that found none."""
    around, inner = Surroundings(symbols, (), covered), frame.inset(1.5 * canvas.unit)
    found = label_layout(names, partial(_wanted, canvas), around, inner, canvas.unit)
    for name, box in found.placed:
        _lead(canvas, name, box, symbols)
    for name, box in found.placed:
        _write(canvas, name, box)
    return tuple(name.text for name in found.dropped if name.is_zone)


def _lead(canvas: Canvas, name: Name, box: Box, symbols: Sequence[tuple[str, Box]]) -> None:
    """Draw a line from a zone's plate to its ground, where it had to stand away from it."""
    leader = leader_of(name, box, symbols)
    if leader is None:
        return
    colour, unit = name.label.colour, canvas.unit
    line = [leader.start, leader.end]
    canvas.line(line, edgecolor=colour, linewidth=1.1 * unit, name="leader")
    if leader.dot is not None:
        x, y = leader.dot
        dot = Box(x - 1.8 * unit, y - 1.8 * unit, 3.6 * unit, 3.6 * unit)
        canvas.rectangle(dot, radius=1.7 * unit, facecolor=colour, edgecolor="none", name="leader")


def _wanted(canvas: Canvas, key: str, name: Name) -> Wanted:
    style = lettering_of(name.label.kind)
    lines = sized_lines(name, canvas.unit)
    width = max(text_width(line, size, bold=style.bold) for line, size in lines)
    height = sum(size * LINE for _, size in lines)
    unit = PX * canvas.unit
    if name.is_zone:
        width += 16 * unit + _badge_width(canvas, name)
        height += 5 * unit
    elif style.plate:
        width += 14 * unit
        height += 2 * unit
    return Wanted(
        key,
        width,
        height,
        *name.at,
        priority=placing_priority(name),
        beside=(name.label.beside + CLEAR_PX) * unit if name.label.beside else 0.0,
        owner=name.owner,
        anchors=name.also,
    )


def _badge_width(canvas: Canvas, name: Name) -> float:
    size = lettering_of("zone").size * name.scale * PX * canvas.unit
    return text_width(name.label.badge, size, bold=True) + 12 * PX * canvas.unit


def _write(canvas: Canvas, name: Name, box: Box) -> None:
    style = lettering_of(name.label.kind)
    unit = PX * canvas.unit
    x = box.middle[0]
    align: Align = "center"
    top = box.top
    if name.is_zone:
        x = _plate(canvas, name, box) + 8 * unit
        align = "left"
        top -= 2.5 * unit
    elif style.plate:
        canvas.rectangle(box, radius=box.height / 2.2, facecolor=style.plate, edgecolor="none")
        top -= unit
    halo = "" if style.plate or name.is_zone else style.halo
    for line, size in sized_lines(name, canvas.unit):
        baseline = top - size * ((LINE - 1) / 2 + RISE)
        canvas.text(
            line,
            (x, baseline),
            Type(size, bold=style.bold, colour=style.colour, align=align, halo=halo),
            name=f"name:{name.label.kind}",
        )
        top -= size * LINE


def _plate(canvas: Canvas, name: Name, box: Box) -> float:
    """Draw a zone's plate with its badge; return where its text begins."""
    unit = PX * canvas.unit
    colour = name.label.colour
    badge = Box(box.left, box.bottom, _badge_width(canvas, name), box.height)
    canvas.rectangle(box, radius=3 * unit, facecolor=palette.PAPER, edgecolor="none", name="plate")
    canvas.rectangle(badge, facecolor=colour, edgecolor="none")
    dashed = _EDGES[name.label.edge]
    canvas.rectangle(
        box, radius=3 * unit, fill=False, edgecolor=colour, linewidth=1.5 * unit, linestyle=dashed
    )
    size = lettering_of("zone").size * name.scale * unit
    canvas.text(
        name.label.badge,
        (badge.middle[0], badge.middle[1] - size * 0.36),
        Type(size, bold=True, colour=palette.PAPER, align="center"),
    )
    return badge.right
