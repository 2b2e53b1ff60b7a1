"""Where things stand on a drawn sheet, as boxes in points: for tests of what collides."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import Any, NamedTuple

from matplotlib.patches import Circle
from matplotlib.text import Text

from briefings.box import Box
from briefings.lettering import text_width
from briefings.paper.canvas import Canvas

_TOUCH: float = 0.6
"""So much two boxes may share, points: letters do not fill theirs."""


class Written(NamedTuple):
    """A line of text: what it says, what it is called, the room of its letters, their size."""

    text: str
    name: str
    box: Box
    size: float


def named(canvas: Canvas, *names: str) -> list[Box]:
    """Return the boxes of everything of some names."""
    return [_box(artist, canvas) for artist in _all(canvas) if artist.get_gid() in names]


def written(canvas: Canvas) -> list[Written]:
    """Return every line of text on the sheet."""
    return [
        Written(
            text.get_text(), str(text.get_gid() or ""), _letters(text), float(text.get_fontsize())
        )
        for text in _all(canvas)
        if isinstance(text, Text) and text.get_text().strip()
    ]


def circles(canvas: Canvas) -> list[tuple[str, Any, float]]:
    """Return the circles of floor area: name, middle, radius."""
    return [
        (str(artist.get_gid()), artist.center, float(artist.get_radius()))
        for artist in _all(canvas)
        if isinstance(artist, Circle) and str(artist.get_gid()).startswith("capacity:")
    ]


def collisions(canvas: Canvas) -> list[str]:
    """Return what lies on something else or leaves its room, a sentence each."""
    texts, page = written(canvas), canvas.box.inset(6)
    frames, plates = named(canvas, "neatline"), named(canvas, "furniture", "stamp-frame", "code")
    found = [f"{line.text} leaves the page" for line in texts if not _holds(page, line.box)]
    found += [
        f"{line.text} leaves its map"
        for line in texts
        if line.name.startswith("name:") and not any(_holds(frame, line.box) for frame in frames)
    ]
    found += [
        f"{one.text} lies on {other.text}"
        for one, other in combinations(texts, 2)
        if _meet(one.box, other.box)
    ]
    found += [
        f"furniture lies on {line.text}"
        for line in texts
        for plate in plates
        if line.name not in ("", "north", "stamp") and _meet(plate, line.box)
    ]
    for name, (x, y), radius in circles(canvas):
        whole = Box(x - radius, y - radius, 2 * radius, 2 * radius)
        if not any(_holds(frame, whole) for frame in frames):
            found.append(f"{name} is cut")
        found += [
            f"furniture lies on {name}"
            for plate in named(canvas, "furniture")
            if hypot(*_away(plate, x, y)) < radius
        ]
        found += [
            f"{line.text} hides the glyph of {name}"
            for line in texts
            if line.name.startswith("name:") and hypot(*_away(line.box, x, y)) < radius * 0.5
        ]
    return found


def _all(canvas: Canvas) -> list[Any]:
    return list(canvas.axes.get_children())


def _box(artist: Any, canvas: Canvas) -> Box:
    found = artist.get_extents().transformed(canvas.axes.transData.inverted())
    return Box(found.x0, found.y0, found.width, found.height)


def _letters(text: Text) -> Box:
    size, (x, y) = float(text.get_fontsize()), text.get_position()
    bold = "Bold" in str(text.get_fontproperties().get_file())
    width = text_width(text.get_text(), size, bold=bold)
    if text.get_rotation():
        return Box(x - 0.8 * size, y, 0.9 * size, width)
    return Box(x, y - 0.1 * size, width, 0.9 * size)


def _holds(frame: Box, box: Box) -> bool:
    return frame.inset(-0.5).holds((box.left, box.bottom)) and frame.inset(-0.5).holds(
        (box.right, box.top)
    )


def _meet(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > _TOUCH and up > _TOUCH


def _away(box: Box, x: float, y: float) -> tuple[float, float]:
    left, bottom = box.nearest((x, y))
    return left - x, bottom - y
