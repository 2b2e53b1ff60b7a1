"""Placement of names: greedy, by priority, so that no two overlap and none leaves its frame.

Pure geometry in any unit and with either direction of y. The rules are those of the map on the
screen (`client/labels.js`). Only the frame is stricter here and a name that is needed looks further
around, because a page has no second look; and what is hidden is counted here, where the screen
weighs it by its area.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple


class Box(NamedTuple):
    """A rectangle: its low and high x and y."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether two boxes overlap, or come closer than a gap."""
        return (
            self.x0 < other.x1 + gap
            and other.x0 < self.x1 + gap
            and self.y0 < other.y1 + gap
            and other.y0 < self.y1 + gap
        )

    def holds(self, other: Box) -> bool:
        """Whether another box lies inside this one."""
        return (
            self.x0 <= other.x0
            and self.y0 <= other.y0
            and self.x1 >= other.x1
            and self.y1 >= other.y1
        )


@dataclass(frozen=True)
class Wanted:
    """A name that wants a place: its size, its anchor, and how far it stands from a symbol.

    `beside` 0 centres it on its anchor, else it stands that far from it, right of it if it can.
    `anchors` are further places to try, best first. Lower `priority` goes first. `owner` names the
    symbol it belongs to, which is no obstacle to it.
    """

    key: str
    width: float
    height: float
    x: float
    y: float
    priority: float = 0.0
    beside: float = 0.0
    owner: str = ""
    anchors: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class Obstacle:
    """A symbol that names should not hide; `owner`'s own name may touch it."""

    box: Box
    owner: str = ""


@dataclass(frozen=True)
class Placement:
    """Which names have a place, in the order they were placed, and which found none."""

    placed: dict[str, Box]
    dropped: tuple[str, ...]


NEEDED_UP_TO: Final = 12.0
"""Names of this priority or lower may lie on a symbol rather than be left out."""

_SHIFTS: Final = (-1.05, 1.05, -2.0, 2.0, -2.9, 2.9)
_DIAGONAL: Final = 0.72


def place(
    wanted: Sequence[Wanted],
    *,
    frame: Box,
    obstacles: Sequence[Obstacle] = (),
    covered: Sequence[Box] = (),
    gap: float = 0.0,
) -> Placement:
    """Return where each name stands.

    Names never overlap one another or what is `covered`, keep `gap` between them, and stay inside
    the frame. They keep clear of `obstacles` too, unless their priority is `NEEDED_UP_TO` or lower
    and there is nowhere else.
    """
    taken = list(covered)
    placed: dict[str, Box] = {}
    dropped = []
    for name in sorted(wanted, key=lambda name: name.priority):
        best, fewest = None, len(obstacles) + 1
        for box in _candidates(name):
            if not frame.holds(box) or any(box.meets(other, gap) for other in taken):
                continue
            hidden = sum(
                box.meets(obstacle.box)
                for obstacle in obstacles
                if not name.owner or obstacle.owner != name.owner
            )
            if hidden < fewest:
                best, fewest = box, hidden
            if not hidden:
                break
        if best is None or (fewest and name.priority > NEEDED_UP_TO):
            dropped.append(name.key)
            continue
        taken.append(best)
        placed[name.key] = best
    return Placement(placed, tuple(dropped))


def _candidates(name: Wanted) -> Iterator[Box]:
    """Yield where a name may stand, best first: on any of its anchors before near one of them."""
    anchors = ((name.x, name.y), *name.anchors)
    if name.beside:
        for x, y in anchors:
            yield from _around(name, x, y)
        return
    for x, y in anchors:
        yield _at(name, x - name.width / 2, y - name.height / 2)
    for x, y in anchors:
        yield from _near(name, x, y)
    if name.priority <= NEEDED_UP_TO:
        yield from sorted(
            (box for x, y in anchors for box in _askew(name, x, y)),
            key=lambda box: min(
                abs(box.x0 + box.x1 - 2 * x) + abs(box.y0 + box.y1 - 2 * y) for x, y in anchors
            ),
        )


def _askew(name: Wanted, x: float, y: float) -> Iterator[Box]:
    """Yield places to both sides of an anchor, from far below it to far above."""
    for shift, share in product(_SHIFTS, (0.1, -0.3, -0.7, -1.1)):
        yield _at(name, x + share * name.width, y + (shift - 0.5) * name.height)


def _near(name: Wanted, x: float, y: float) -> Iterator[Box]:
    """Yield places above and below an anchor, then to its sides."""
    for shift in _SHIFTS:
        yield _at(name, x - name.width / 2, y + (shift - 0.5) * name.height)
    for share in (0.1, -1.1):
        yield _at(name, x + share * name.width, y - name.height / 2)


def _around(name: Wanted, x: float, y: float) -> Iterator[Box]:
    """Yield places around a symbol: right, left, the two others, then the corners."""
    away, near = name.beside, name.beside * _DIAGONAL
    width, height = name.width, name.height
    for dx, dy in (
        (away, -height / 2),
        (-away - width, -height / 2),
        (-width / 2, away),
        (-width / 2, -away - height),
        (near, near),
        (near, -near - height),
        (-near - width, near),
        (-near - width, -near - height),
    ):
        yield _at(name, x + dx, y + dy)


def _at(name: Wanted, x: float, y: float) -> Box:
    return Box(x, y, x + name.width, y + name.height)
