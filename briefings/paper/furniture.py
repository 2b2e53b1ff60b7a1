"""Furniture of a map: scale bar, north arrow, frame ticks, title, source line, stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Polygon

from briefings.box import Box
from briefings.ground import Ground, bar_length_m, degrees_minutes, ticks
from briefings.lettering import text_width, wrapped
from briefings.paper.blocks import RULE, SMALL
from briefings.paper.canvas import RISE, Canvas, Type
from briefings.paper.pictures import draw_picture, picture_of
from layers import palette

STAMP: Final = "#B03A1E"
_BAR_MOST: Final = 92.0
_TICK: Final = 3.2
_CLEAR: Final = 0.04
"""Kept free around a symbol, as a share of its width."""
_LARGE: Final = 15.0
"""A symbol that is wider is a circle: the arrow makes way for it, not for a station."""
TICK_ROOM: Final = 11.0
"""Room that the degrees of the frame take outside it, points."""


def draw_map_furniture(
    canvas: Canvas, ground: Ground, symbols: Sequence[Box], *, plain: bool
) -> list[Box]:
    """Draw scale bar, arrow and ticks; return what they cover of the map."""
    bar = draw_scale_bar(canvas, ground, symbols)
    if plain:
        return [bar]
    _degrees(canvas, ground)
    large = [symbol for symbol in symbols if symbol.width > _LARGE * canvas.unit]
    return [bar, _north_arrow(canvas, ground, [bar, *large])]


def draw_scale_bar(canvas: Canvas, ground: Ground, symbols: Sequence[Box] = ()) -> Box:
    """Draw a bar of round ground length in the corner that hides least of the symbols.

    Returns what it covers.
    """
    unit = canvas.unit
    length = bar_length_m(ground, min(_BAR_MOST * unit, ground.box.width * 0.3))
    points = length / ground.metres_per_point
    thick = 3.0 * unit
    size = SMALL * unit
    name = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    scale = f"1:{ground.denominator:,.0f}".replace(",", " ") if canvas.size.on_paper else ""
    half = text_width(name, size) / 2
    tail = half + (text_width(scale, size) + 8 * unit if scale else 0)
    size_of_field = (points + tail + 12 * unit, 20 * unit)
    field = _corner(ground.box.inset(4 * unit), size_of_field, _BAR_CORNERS, symbols)
    left, bottom = field.left + 6 * unit, field.bottom + 5 * unit
    _plate(canvas, field)
    for index, colour in enumerate((palette.INK, palette.PAPER, palette.INK, palette.PAPER)):
        piece = Box(left + index * points / 4, bottom, points / 4, thick)
        canvas.rectangle(piece, facecolor=colour, edgecolor="none", name="scale-bar-piece")
    canvas.rectangle(
        Box(left, bottom, points, thick),
        name="scale-bar",
        fill=False,
        edgecolor=palette.INK,
        linewidth=0.6 * unit,
    )
    baseline = bottom + thick + 3.4 * unit
    canvas.text("0", (left, baseline), Type(size, align="center"))
    canvas.text(name, (left + points, baseline), Type(size, align="center"))
    if scale:
        canvas.text(scale, (left + points + half + 8 * unit, baseline), Type(size))
    return field


Corner = tuple[float, float]
"""Which corner of a box: 0 or 1 for its left or right side, and for its lower or upper one."""
_BAR_CORNERS: Final[Sequence[Corner]] = ((0, 0), (1, 0), (0, 1), (1, 1))
_ARROW_CORNERS: Final[Sequence[Corner]] = ((1, 1), (0, 1), (1, 0), (0, 0))


def _corner(
    room: Box, size: tuple[float, float], corners: Sequence[Corner], symbols: Sequence[Box]
) -> Box:
    """Return a box of a size in the first of some corners that hides least of the symbols."""
    width, height = size
    boxes = [
        Box(
            room.left + right * (room.width - width),
            room.bottom + upper * (room.height - height),
            width,
            height,
        )
        for right, upper in corners
    ]
    near = [symbol.inset(-_CLEAR * symbol.width) for symbol in symbols]

    def hidden(box: Box) -> tuple[float, float]:
        """Return how much is hidden of the largest symbol, then how much of all."""
        return max((box.shared(symbol) for symbol in near), default=0.0), sum(
            box.shared(symbol) for symbol in near
        )

    return min(boxes, key=hidden)


def _plate(canvas: Canvas, field: Box) -> None:
    """Lighten the map below its furniture."""
    canvas.rectangle(
        field,
        name="furniture",
        radius=2 * canvas.unit,
        facecolor=to_rgba(palette.PAPER, 0.82),
        edgecolor="none",
    )


def _north_arrow(canvas: Canvas, ground: Ground, symbols: Sequence[Box]) -> Box:
    """Draw an arrow to the map's north in the corner that hides least; return what it covers."""
    unit = canvas.unit
    high, half = 21 * unit, 6.2 * unit
    size = (22 * unit, 40 * unit)
    field = _corner(ground.box.inset(4 * unit), size, _ARROW_CORNERS, symbols)
    x, top = field.middle[0], field.top - 2 * unit
    foot = top - 9 * unit - high
    head = (x, top - 9 * unit)
    notch = (x, foot + high * 0.26)
    _plate(canvas, field)
    canvas.text(
        "N", (x, top - 6.5 * unit), Type(8.4 * unit, bold=True, align="center"), name="north"
    )
    for side, colour in ((-1, palette.INK), (1, palette.PAPER)):
        corners = np.array([head, (x + side * half, foot), notch])
        canvas.add(
            Polygon(corners, facecolor=colour, edgecolor=palette.INK, linewidth=0.7 * unit),
            name="north-arrow",
        )
    return field


def _degrees(canvas: Canvas, ground: Ground) -> None:
    """Mark round degrees of longitude below the frame and of latitude left of it."""
    unit = canvas.unit
    box = ground.box
    west, south, east, north = ground.extent().bounds
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    lons, _ = ground.degrees(np.array([west, east]), np.array([middle_y, middle_y]))
    _, lats = ground.degrees(np.array([middle_x, middle_x]), np.array([south, north]))
    size, end = 6.5 * unit, 15.0 * unit
    for lon in ticks(lons[0], lons[1], 6):
        x = box.left + (lon - lons[0]) / (lons[1] - lons[0]) * box.width
        if not box.left + end < x < box.right - end:
            continue
        canvas.line(
            [(x, box.bottom), (x, box.bottom - _TICK * unit)],
            edgecolor=palette.MUTED,
            linewidth=0.6 * unit,
        )
        canvas.text(
            f"{degrees_minutes(lon)}E",
            (x, box.bottom - 9.5 * unit),
            Type(size, colour=palette.MUTED, align="center"),
        )
    for lat in ticks(lats[0], lats[1], 6):
        y = box.bottom + (lat - lats[0]) / (lats[1] - lats[0]) * box.height
        if not box.bottom + end < y < box.top - end:
            continue
        canvas.line(
            [(box.left, y), (box.left - _TICK * unit, y)],
            edgecolor=palette.MUTED,
            linewidth=0.6 * unit,
        )
        _upright(canvas, f"{degrees_minutes(lat)}N", box.left - 4.6 * unit, y, size)


def _upright(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Write along the left side of the frame, from bottom to top."""
    half = text_width(text, size, bold=False) / 2
    canvas.text(text, (x, y - half), Type(size, colour=palette.MUTED, turned=True))


@dataclass(frozen=True)
class Head:
    """What stands above the map. Texts may hold a second language on a second line."""

    title: str
    subtitle: str
    stamp: str
    logo: bytes | None


@dataclass(frozen=True)
class Foot:
    """What stands below the map."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    page: str = ""
    """Which page of how many, where the sheet is one of several."""


TITLE: Final = 23.0
SUBTITLE: Final = 10.4
STAMP_SIZE: Final = 10.0


def head_height(head: Head, width: float, unit: float) -> float:
    """Return how high the head is, points."""
    titles = head.title.split("\n")
    high = TITLE * 1.42 + (TITLE * 0.62 * 1.4 if len(titles) > 1 else 0)
    lines = len(_subtitle_lines(head, width, unit))
    return (high + _below_stamp(head) + lines * SUBTITLE * 1.45 + 9) * unit


def _below_stamp(head: Head) -> float:
    """Return how far a subtitle moves down to keep clear of a stamp higher than the title."""
    if not head.stamp or not head.subtitle:
        return 0.0
    free = TITLE * 1.12 + SUBTITLE * (1.45 - RISE)
    if "\n" in head.title:
        free += TITLE * 0.62 * 1.4
    return max(0.0, _stamp_height(head.stamp) + 4 - free)


def _stamp_height(text: str) -> float:
    return len(text.split("\n")) * STAMP_SIZE * 1.35 + 8


def _subtitle_lines(head: Head, width: float, unit: float) -> list[str]:
    """Return the subtitle's lines: below the stamp they have the whole width, less the logo's."""
    room = width * (0.76 if head.logo else 0.97)
    pieces = [piece for piece in head.subtitle.split("\n") if piece]
    return [line for piece in pieces for line in _broken(piece, room, SUBTITLE * unit)]


def _broken(text: str, width: float, size: float) -> list[str]:
    """Return a text's lines, broken at its dot if that takes no more of them."""
    lines = wrapped(text, width, size)
    apart = [line for part in text.split(" · ") for line in wrapped(part, width, size)]
    return apart if 1 < len(lines) >= len(apart) else lines


def draw_head(canvas: Canvas, head: Head, box: Box) -> None:
    """Draw title, subtitle, stamp and logo over a rule."""
    unit = canvas.unit
    left = box.left
    if head.logo is not None:
        left += _logo(
            canvas,
            head.logo,
            Box(box.left, box.bottom + 9 * unit, box.width * 0.2, box.height - 9 * unit),
        )
    canvas.rectangle(
        Box(left, box.bottom + 10 * unit, 4.4 * unit, box.height - 12 * unit),
        facecolor=palette.ACCENT,
        edgecolor="none",
    )
    left += 13 * unit
    titles = head.title.split("\n")
    room = box.right - left - (_stamp(canvas, head.stamp, box) + 12 * unit if head.stamp else 0)
    size = _fitting(titles[0], TITLE * unit, room)
    y = box.top - TITLE * 1.0 * unit
    canvas.text(titles[0], (left, y), Type(size, bold=True), name="title")
    if len(titles) > 1:
        y -= TITLE * 0.62 * 1.4 * unit
        second = _fitting(titles[1], TITLE * 0.62 * unit, room)
        canvas.text(
            titles[1], (left, y), Type(second, bold=True, colour=palette.MUTED), name="title-2"
        )
    y -= (TITLE * 0.12 + _below_stamp(head)) * unit
    for line in _subtitle_lines(head, box.width, unit):
        y -= SUBTITLE * 1.45 * unit
        canvas.text(line, (left, y), Type(SUBTITLE * unit, colour=palette.MUTED), name="subtitle")
    canvas.line(
        [(box.left, box.bottom), (box.right, box.bottom)], edgecolor=RULE, linewidth=0.8 * unit
    )


def _fitting(text: str, size: float, room: float) -> float:
    """Return a size of lettering at which a line fits its room."""
    width = text_width(text, size, bold=True)
    return size if width <= room else size * room / width


def _stamp(canvas: Canvas, text: str, box: Box) -> float:
    """Draw the stamp in the upper right corner; return its width."""
    unit = canvas.unit
    lines = text.split("\n")
    size = STAMP_SIZE * unit
    width = max(text_width(line, size, bold=True) for line in lines) + 18 * unit
    height = _stamp_height(text) * unit
    frame = Box(box.right - width, box.top - height - 2 * unit, width, height)
    canvas.rectangle(
        frame,
        name="stamp-frame",
        radius=2 * unit,
        fill=False,
        edgecolor=STAMP,
        linewidth=1.3 * unit,
    )
    for index, line in enumerate(lines):
        y = frame.top - 4 * unit - size * (1.35 * index + 0.18 + RISE)
        canvas.text(
            line,
            (frame.middle[0], y),
            Type(size, bold=True, colour=STAMP, align="center"),
            name="stamp",
        )
    return width


def _logo(canvas: Canvas, picture: bytes, box: Box) -> float:
    """Draw a logo into a box, keeping its shape; return the width taken."""
    pixels = picture_of(picture)
    shape = float(pixels.shape[0] / pixels.shape[1])
    width = min(box.width, box.height / shape)
    bottom = box.bottom + (box.height - width * shape) / 2
    draw_picture(canvas, pixels, Box(box.left, bottom, width, width * shape))
    return width + 12 * canvas.unit


FOOT: Final = 7.2
FACTS_APART: Final = "　"


def foot_height(foot: Foot, width: float, unit: float) -> float:
    """Return how high the foot is, points."""
    left, right = _foot_sides(foot, width, unit)
    lines = max(len(left), len(right), len(foot.page.split("\n")))
    return (lines * FOOT * 1.5 + 6) * unit


def _foot_sides(foot: Foot, width: float, unit: float) -> tuple[list[str], list[str]]:
    """Return the lines of both sides: the left one has all the width that the right one leaves."""
    page = _page_room(foot, unit)
    right = _foot_lines(foot.right, width * 0.34 - page, unit)
    taken = max((text_width(line, FOOT * unit) for line in right), default=0.0)
    return _foot_lines(foot.left, width - page - taken - 24 * unit, unit), right


def _foot_lines(texts: tuple[str, ...], width: float, unit: float) -> list[str]:
    return [line for text in texts if text for line in _facts_lines(text, width, FOOT * unit)]


def _facts_lines(text: str, width: float, size: float) -> list[str]:
    """Return lines of facts (`FACTS_APART` between them), a fact whole on its line if it fits."""
    lines: list[str] = []
    for fact in text.split(FACTS_APART):
        longer = f"{lines[-1]}{FACTS_APART}{fact}" if lines else fact
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines += wrapped(fact, width, size)
    return lines


def draw_foot(canvas: Canvas, foot: Foot, box: Box) -> None:
    """Write source, date and unit on the left, the approval number and the note on the right."""
    unit = canvas.unit
    canvas.line([(box.left, box.top), (box.right, box.top)], edgecolor=RULE, linewidth=0.8 * unit)
    left = Type(FOOT * unit, colour=palette.MUTED)
    right = Type(FOOT * unit, colour=palette.MUTED, align="right")
    page = Type(FOOT * unit, bold=True, align="right")
    room = _page_room(foot, unit)
    on_left, on_right = _foot_sides(foot, box.width, unit)
    for lines, x, kind in (
        (on_left, box.left, left),
        (on_right, box.right - room, right),
        (foot.page.split("\n") if foot.page else [], box.right, page),
    ):
        y = box.top - 5 * unit - FOOT * unit
        for line in lines:
            canvas.text(line, (x, y), kind, name="page" if kind is page else "foot")
            y -= FOOT * 1.5 * unit


def _page_room(foot: Foot, unit: float) -> float:
    """Return the room that the number of the page takes at the right, points."""
    return text_width(foot.page, FOOT * unit, bold=True) + 14 * unit if foot.page else 0.0
