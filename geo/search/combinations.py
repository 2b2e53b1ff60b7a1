"""What several carriers do together when none does alone: fewest pieces, then least left over.

Pieces meet every must but area and layout, and each is too small alone. The largest are taken first
until the area is reached; the last one is the smallest that still reaches it. Of adjacent floors
every floor between the lowest and the highest has a piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo.search.candidates import Candidates
from geo.search.criteria import area_share
from geo.search.findings import Combination
from geo.search.query import Query
from geo.search.ranking import Ranking
from geo.search.stock import Stock

Scope = Literal["adjacent_floors", "building", "park"]
Places = NDArray[np.intp]
Piece = tuple[float, int]
"""Free area, m², and the place of a candidate."""

MOST_PIECES: Final = 8
BEST_OF_SCOPE: Final = 5
_SCOPES: Final[dict[str | None, tuple[Scope, ...]]] = {
    None: ("adjacent_floors", "building", "park"),
    "one_floor": ("adjacent_floors",),
    "contiguous": ("adjacent_floors",),
    "one_building": ("adjacent_floors", "building"),
}


@dataclass
class _Best:
    """The best sets of pieces so far: fewest pieces, then smallest area, then by place."""

    most_m2: float
    taken: set[tuple[int, ...]]
    found: list[tuple[int, float, tuple[int, ...]]] = field(default_factory=list)

    @property
    def limit(self) -> int:
        """The most pieces that can still be among the best."""
        return self.found[-1][0] if len(self.found) == BEST_OF_SCOPE else MOST_PIECES

    def offer(self, pieces: list[Piece]) -> None:
        area = sum(piece[0] for piece in pieces)
        places = tuple(sorted(place for _, place in pieces))
        own = (len(places), area, places)
        if area <= self.most_m2 and places not in self.taken and own not in self.found:
            self.found = sorted([*self.found, own])[:BEST_OF_SCOPE]


def combinations(
    candidates: Candidates, query: Query, ranking: Ranking, stock: Stock
) -> tuple[Combination, ...]:
    """Return the best combinations of each scope, the closest scope first.

    Floors are adjacent where nothing lies between them (B1 is below 1); units of one floor are.
    Where one floor is asked for, all pieces are on it. None for zones and parks, nor without a
    least area that must be met.
    """
    least = query.area_min_m2
    if candidates.source == "plan" or least is None or "area" not in ranking.musts:
        return ()
    free = np.nan_to_num(stock.available_m2)
    usable = np.flatnonzero(_usable(ranking) & (free > 0) & (free < least))
    taken: set[tuple[int, ...]] = set()
    answer: list[Combination] = []
    layout = query.layout if "layout" in ranking.musts else None
    for scope in _SCOPES[layout]:
        best = _Best(query.area_max_m2 or np.inf, taken)
        for group in _groups_of(candidates, scope, usable, free, least):
            pieces = sorted(((float(free[place]), int(place)) for place in group), key=_large_first)
            if scope != "adjacent_floors":
                _take([], pieces, least, best)
                continue
            floors = _by_floor(pieces, candidates.numbers("floor"))
            _take_floors(floors, least, best, longest=1 if layout == "one_floor" else None)
        taken.update(places for _, _, places in best.found)
        answer += [
            _combination(scope, area, places, query, ranking) for _, area, places in best.found
        ]
    return tuple(answer)


def _usable(ranking: Ranking) -> NDArray[np.bool_]:
    usable = ranking.eligible.copy()
    for judged in ranking.judged:
        if judged.criterion in ranking.musts - {"area", "layout"}:
            usable &= judged.met
    return usable


def _large_first(piece: Piece) -> tuple[float, int]:
    return -piece[0], piece[1]


def _groups_of(
    candidates: Candidates, scope: Scope, usable: Places, free: NDArray[np.float64], least: float
) -> Iterator[Places]:
    """Return who is in the same park, or building (its name in its park or zone), if enough."""
    parks, park_ids = candidates.codes("park_id")
    buildings, _ = candidates.codes("building")
    zones, zone_ids = candidates.codes("zone_id")
    if scope == "park":
        named, keys = parks >= 0, parks
    else:
        ground = (parks + 1) * (len(zone_ids) + 1) + zones + 1
        named = buildings >= 0
        keys = buildings * (len(park_ids) + 1) * (len(zone_ids) + 1) + ground
    inside = usable[named[usable]]
    if not len(inside):
        return
    order = inside[np.argsort(keys[inside], kind="stable")]
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    enough = np.add.reduceat(free[order], starts) >= least
    for group, can_do in zip(np.split(order, starts[1:]), enough, strict=True):
        if can_do:
            yield group


def _by_floor(pieces: Iterable[Piece], floors: NDArray[np.float64]) -> dict[int, list[Piece]]:
    by_floor: dict[int, list[Piece]] = {}
    for piece in pieces:
        if not np.isnan(floor := floors[piece[1]]):
            by_floor.setdefault(int(floor), []).append(piece)
    return by_floor


def _take_floors(
    floors: dict[int, list[Piece]], least: float, best: _Best, *, longest: int | None
) -> None:
    """Offer the best of every run of floors that follow one another, the shortest that reach."""
    for lowest in floors:
        run: list[list[Piece]] = []
        level = lowest
        while level in floors and len(run) < min(best.limit, longest or MOST_PIECES):
            run.append(floors[level])
            heads = sorted((pieces[0] for pieces in run), key=_large_first)
            rest = sorted((piece for pieces in run for piece in pieces[1:]), key=_large_first)
            if _take(heads, rest, least, best) and len(run) >= 2:
                break
            level = 1 if level == -1 else level + 1


def _take(heads: list[Piece], rest: list[Piece], least: float, best: _Best) -> bool:
    """Offer all heads and as many of the rest as are needed; say whether they reach the area."""
    pieces, area = list(heads), sum(area for area, _ in heads)
    for place, piece in enumerate(rest):
        if area >= least or len(pieces) >= best.limit:
            break
        missing = least - area
        if piece[0] >= missing:
            piece = min(other for other in rest[place:] if other[0] >= missing)  # noqa: PLW2901
        pieces.append(piece)
        area += piece[0]
    if area >= least and len(pieces) <= best.limit:
        best.offer(pieces)
    return area >= least


def _combination(
    scope: Scope, area: float, places: tuple[int, ...], query: Query, ranking: Ranking
) -> Combination:
    return Combination(
        scope=scope,
        candidate_ids=tuple(str(ranking.ids[place]) for place in places),
        area_m2=area,
        score=_score(area, list(places), query, ranking),
    )


def _score(area: float, places: list[int], query: Query, ranking: Ranking) -> float:
    """Return the score of the pieces together: area as a whole, all else as the weakest piece."""
    fit = float(area_share(np.array([area]), query.area_min_m2, query.area_max_m2)[0])
    shares = {judged.criterion: float(judged.share[places].min()) for judged in ranking.judged}
    shares |= {"area": fit} | ({"layout": 1.0} if query.layout else {})
    total = sum(ranking.weights.values())
    return sum(100 * weight * shares[key] for key, weight in ranking.weights.items()) / total
