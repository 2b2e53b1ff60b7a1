"""Rectangles on a page, in points from its lower left corner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, points."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The y of its upper side."""
        return self.bottom + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.width / 2, self.bottom + self.height / 2)

    def inset(self, by: float) -> Box:
        """Return the box less a margin on every side."""
        return Box(self.left + by, self.bottom + by, self.width - 2 * by, self.height - 2 * by)

    def from_top(self, height: float) -> tuple[Box, Box]:
        """Return its upper part of the given height, and the rest."""
        upper = Box(self.left, self.top - height, self.width, height)
        return upper, Box(self.left, self.bottom, self.width, self.height - height)

    def from_right(self, width: float) -> tuple[Box, Box]:
        """Return its right part of the given width, and the rest."""
        part = Box(self.right - width, self.bottom, width, self.height)
        return part, Box(self.left, self.bottom, self.width - width, self.height)

    def columns(self, count: int, gap: float) -> list[Box]:
        """Return it cut into columns of one width."""
        width = (self.width - gap * (count - 1)) / count
        return [
            Box(self.left + index * (width + gap), self.bottom, width, self.height)
            for index in range(count)
        ]

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in the box."""
        x, y = point
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def nearest(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return the point of the box that is nearest to a point: the point itself, if inside."""
        x, y = point
        return min(max(x, self.left), self.right), min(max(y, self.bottom), self.top)

    def shared(self, other: Box) -> float:
        """Return how much ground two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, wide) * max(0.0, high)

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )
