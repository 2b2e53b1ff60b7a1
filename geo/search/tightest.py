"""Tightest set of pieces that together reach an area.

All sets are tried, those of the largest pieces first, until the tries are used up: of few pieces
the tightest set is always found, of thousands one about as tight. What is found never depends on
the order of the rows, nor on the clock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

Piece = tuple[float, int]
"""Free area, m², and the row of a candidate."""
Pieces = tuple[Piece, ...]


@dataclass
class Tries:
    """How many more choices of a piece may be tried."""

    left: int

    def take(self) -> bool:
        """Use one up; say whether there was one."""
        self.left -= 1
        return self.left >= 0


def tightness(pieces: Sequence[Piece]) -> tuple[float, int, tuple[int, ...]]:
    """Return what sets that reach the area are ordered by: area, pieces, rows."""
    area = sum(area for area, _ in pieces)
    return area, len(pieces), tuple(sorted(row for _, row in pieces))


def tightest(
    pieces: Sequence[Piece],
    least: float,
    most_pieces: int,
    tries: Tries,
    accepted: Callable[[Pieces], bool] = lambda _: True,
) -> Pieces | None:
    """Return the accepted set of the least area that reaches `least`; none if none was found.

    Of sets of one area the one of fewest pieces is returned.

    Examples
    --------
    >>> tightest([(2000, 0), (1900, 1), (1100, 2), (900, 3)], 3000, 8, Tries(100))
    ((1900, 1), (1100, 2))
    """
    finder = _Finder(sorted(pieces, key=large_first), least, tries)
    best: Pieces | None = None
    for count in range(1, min(most_pieces, len(pieces)) + 1):
        for found in finder.sets(count):
            if (best is None or tightness(found) < tightness(best)) and accepted(found):
                best = found
        if best is not None and tightness(best)[0] == least:
            break
    return best


def large_first(piece: Piece) -> tuple[float, int]:
    """Return what orders pieces from the largest to the smallest."""
    return -piece[0], piece[1]


class _Finder:
    """Sets of so many pieces of which none could be left out, each with its tightest last one."""

    def __init__(self, pieces: Sequence[Piece], least: float, tries: Tries) -> None:
        self.pieces, self.least, self.tries = pieces, least, tries
        self._falling = [-area for area, _ in pieces]
        self._sums = [0.0, *accumulate(area for area, _ in pieces)]

    def sets(
        self, count: int, start: int = 0, chosen: Pieces = (), area: float = 0.0
    ) -> Iterator[Pieces]:
        """Yield sets that add `count` pieces, from the index `start` on, to those chosen."""
        missing = self.least - area
        reaching = bisect_right(self._falling, -missing)
        if count == 1:
            if reaching > start:
                same = bisect_left(self._falling, self._falling[reaching - 1])
                yield (*chosen, self.pieces[max(same, start)])
            return
        for index in range(max(start, reaching), len(self.pieces) - count + 1):
            can_reach = self._sums[index + count] - self._sums[index] >= missing
            if not can_reach or not self.tries.take():
                return
            piece = self.pieces[index]
            yield from self.sets(count - 1, index + 1, (*chosen, piece), area + piece[0])
