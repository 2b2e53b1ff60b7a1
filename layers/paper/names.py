"""Names on a paper map: the lettering of each kind, and their places clear of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely import LineString, Point, Polygon, get_coordinates
from shapely import box as rectangle
from shapely.geometry.base import BaseGeometry

from layers import palette
from layers.features import Label
from layers.lettering import text_width
from layers.palette import KIND_COLOURS
from layers.paper.canvas import RISE, Align, Box, Canvas, Type
from layers.paper.marks import PX
from layers.placing import NEEDED_UP_TO, Obstacle, Wanted, place
from layers.placing import Box as Rectangle


@dataclass(frozen=True)
class Lettering:
    """How a kind of name is written: size in px of the screen, colour, halo."""

    size: float
    colour: str
    bold: bool = False
    halo: str = palette.PAPER
    plate: str = ""
    """Colour of a plate behind the name, instead of a halo."""


_LETTERING: Final = {
    "capacity": Lettering(13, palette.INK, bold=True),
    "park": Lettering(12.5, palette.PARK_TEXT),
    "place": Lettering(12, palette.PLACE),
    "subdistrict": Lettering(12, palette.MUTED),
    "river": Lettering(13.5, palette.RIVER_TEXT, halo=palette.RIVER_FILL),
    "road": Lettering(11, palette.ROAD_TEXT),
    "spine": Lettering(12, palette.PAPER, bold=True, plate=palette.SPINE),
    "line": Lettering(11, palette.MUTED),
    "spine-station": Lettering(12.5, palette.SPINE, bold=True),
    "station": Lettering(11.5, palette.MUTED),
}
_ZONE: Final = Lettering(15, palette.INK, bold=True)
_SECOND: Final = 0.8
_LINE: Final = 1.24


@dataclass(frozen=True)
class Name:
    """A name that wants a place: its text (a second language on a second line), its anchor."""

    owner: str
    text: str
    label: Label
    at: tuple[float, float]
    also: tuple[tuple[float, float], ...] = ()
    """Further places, best first."""
    ground: BaseGeometry | None = None
    """What a zone covers of the page: a name that stands away from it is led to it."""


def lettering_of(kind: str) -> Lettering:
    """Return the lettering of a label's kind (`features.Label.kind`, several words)."""
    words = kind.split()
    if "zone" in words:
        return _ZONE
    return next(style for key, style in _LETTERING.items() if key in words)


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
    obstacles = [Obstacle(_rectangle(box), owner) for owner, box in symbols]
    taken = [_rectangle(box) for box in (*covered, *_large(canvas, symbols))]
    inner, gap = _rectangle(frame.inset(1.5 * canvas.unit)), 1.2 * canvas.unit

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


def _large(canvas: Canvas, symbols: Sequence[tuple[str, Box]]) -> list[Box]:
    """Return the cores of large symbols, whose glyph no name may hide."""
    least = _LARGE_PX * PX * canvas.unit
    return [box.inset(box.width * 0.15) for _, box in symbols if box.width > least]


_LARGE_PX: Final = 20.0
_CLEAR_PX: Final = 2.5
"""Between a symbol and its name: the width of the symbol's white rim."""


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(box.left, box.bottom, box.right, box.top)


def _lines(canvas: Canvas, name: Name) -> list[tuple[str, float]]:
    style = lettering_of(name.label.kind)
    size = style.size * PX * canvas.unit
    return [
        (line, size * (_SECOND if place else 1.0))
        for place, line in enumerate(name.text.split("\n"))
    ]


def _wanted(canvas: Canvas, key: str, name: Name) -> Wanted:
    style = lettering_of(name.label.kind)
    lines = _lines(canvas, name)
    width = max(text_width(line, size, bold=style.bold) for line, size in lines)
    height = sum(size * _LINE for _, size in lines)
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
        priority=-1.0 if style is _LETTERING["capacity"] else name.label.priority,
        beside=(name.label.beside + _CLEAR_PX) * unit if name.label.beside else 0.0,
        owner=name.owner,
        anchors=name.also,
    )


def _badge_width(canvas: Canvas, name: Name) -> float:
    size = _ZONE.size * PX * canvas.unit
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
    for line, size in _lines(canvas, name):
        baseline = top - size * ((_LINE - 1) / 2 + RISE)
        canvas.text(
            line,
            (x, baseline),
            Type(size, bold=style.bold, colour=style.colour, align=align, halo=halo),
            name=f"name:{name.label.kind}",
        )
        top -= size * _LINE


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
    size = _ZONE.size * unit
    canvas.text(
        name.label.badge,
        (badge.middle[0], badge.middle[1] - size * 0.36),
        Type(size, bold=True, colour=palette.PAPER, align="center"),
    )
    return badge.right
