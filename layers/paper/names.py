"""Names on a paper map, placed clear of one another; a zone's plate is led to its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapely import LineString, Point, Polygon, get_coordinates
from shapely import box as rectangle
from shapely.geometry.base import BaseGeometry

from layers import palette
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
from layers.palette import KIND_COLOURS
from layers.paper.canvas import RISE, Align, Box, Canvas, Type
from layers.paper.marks import PX
from layers.placing import NEEDED_UP_TO, Obstacle, Wanted, place


def draw_names(
    canvas: Canvas,
    names: Sequence[Name],
    symbols: Sequence[tuple[str, Box]],
    frame: Box,
    covered: Sequence[Box],
) -> tuple[str, ...]:
    """Write the names that find a place; return the texts of those that found none.

    A name in two languages that a map cannot do without tries again in the first alone.
    """
    obstacles = [Obstacle(rectangle_of(box), owner) for owner, box in symbols]
    taken = [rectangle_of(box) for box in (*covered, *cores_of_large(symbols, canvas.unit))]
    inner, gap = rectangle_of(frame.inset(1.5 * canvas.unit)), 1.2 * canvas.unit

    def settle(waiting: Sequence[Name]) -> list[Name]:
        wanted = {f"{order}": name for order, name in enumerate(waiting)}
        placement = place(
            [_wanted(canvas, key, name) for key, name in wanted.items()],
            frame=inner,
            obstacles=obstacles,
            covered=taken,
            gap=gap,
        )
        boxes = {
            key: Box(spot.x0, spot.y0, spot.x1 - spot.x0, spot.y1 - spot.y0)
            for key, spot in placement.placed.items()
        }
        taken.extend(placement.placed.values())
        for key, box in boxes.items():
            _lead(canvas, wanted[key], box, symbols)
        for key, box in boxes.items():
            _write(canvas, wanted[key], box)
        return [wanted[key] for key in placement.dropped]

    dropped = settle(names)
    again = [name for name in dropped if "\n" in name.text and name.label.priority <= NEEDED_UP_TO]
    lost = settle([replace(name, text=name.text.split("\n")[0]) for name in again])
    return tuple(name.text for name in [*(name for name in dropped if name not in again), *lost])


def _lead(canvas: Canvas, name: Name, box: Box, symbols: Sequence[tuple[str, Box]]) -> None:
    """Draw a line from a zone's plate to its ground, where it had to stand away from it."""
    if name.ground is None or name.ground.intersects(_polygon(box)):
        return
    free = [at for at in (name.at, *name.also) if not any(spot.holds(at) for _, spot in symbols)]
    x, y = min(free or (name.at, *name.also), key=lambda at: Point(at).distance(_polygon(box)))
    colour, unit = KIND_COLOURS["pole" if "pole" in name.label.kind else "belt"], canvas.unit
    edge = (min(max(x, box.left), box.right), min(max(y, box.bottom), box.top))
    line: BaseGeometry = LineString([edge, (x, y)])
    for _, spot in symbols:
        line = line.difference(Point(spot.middle).buffer(spot.width / 2))
    points = get_coordinates(line)
    if not len(points):
        return
    canvas.line([edge, tuple(points[-1])], edgecolor=colour, linewidth=1.1 * unit, name="leader")
    if free:
        dot = Box(x - 1.8 * unit, y - 1.8 * unit, 3.6 * unit, 3.6 * unit)
        canvas.rectangle(dot, radius=1.7 * unit, facecolor=colour, edgecolor="none", name="leader")


def _polygon(box: Box) -> Polygon:
    return rectangle(box.left, box.bottom, box.right, box.top)


def _wanted(canvas: Canvas, key: str, name: Name) -> Wanted:
    style = lettering_of(name.label.kind)
    lines = sized_lines(name, canvas.unit)
    width = max(text_width(line, size, bold=style.bold) for line, size in lines)
    height = sum(size * LINE for _, size in lines)
    unit = PX * canvas.unit
    if "zone" in name.label.kind:
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
        priority=-1.0 if style is lettering_of("capacity") else name.label.priority,
        beside=(name.label.beside + CLEAR_PX) * unit if name.label.beside else 0.0,
        owner=name.owner,
        anchors=name.also,
    )


def _badge_width(canvas: Canvas, name: Name) -> float:
    size = lettering_of("zone").size * PX * canvas.unit
    return text_width(name.label.badge, size, bold=True) + 12 * PX * canvas.unit


def _write(canvas: Canvas, name: Name, box: Box) -> None:
    style = lettering_of(name.label.kind)
    unit = PX * canvas.unit
    x = box.middle[0]
    align: Align = "center"
    top = box.top
    if "zone" in name.label.kind:
        x = _plate(canvas, name, box) + 8 * unit
        align = "left"
        top -= 2.5 * unit
    elif style.plate:
        canvas.rectangle(box, radius=box.height / 2.2, facecolor=style.plate, edgecolor="none")
        top -= unit
    halo = "" if style.plate or "zone" in name.label.kind else style.halo
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
    kind = "pole" if "pole" in name.label.kind else "belt"
    colour = KIND_COLOURS[kind]
    badge = Box(box.left, box.bottom, _badge_width(canvas, name), box.height)
    canvas.rectangle(box, radius=3 * unit, facecolor=palette.PAPER, edgecolor="none", name="plate")
    canvas.rectangle(badge, facecolor=colour, edgecolor="none")
    dashed = (0, (3, 1.6)) if kind == "belt" else "solid"
    canvas.rectangle(
        box, radius=3 * unit, fill=False, edgecolor=colour, linewidth=1.5 * unit, linestyle=dashed
    )
    size = lettering_of("zone").size * unit
    canvas.text(
        name.label.badge,
        (badge.middle[0], badge.middle[1] - size * 0.36),
        Type(size, bold=True, colour=palette.PAPER, align="center"),
    )
    return badge.right
