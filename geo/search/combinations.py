"""Combinations: carriers that do together what none does alone, the tightest first.

Pieces meet every must but area and layout, and each is too small alone. Of each building or park,
and of the floors from each floor upwards, the set with the least area over what is asked is kept.
Of adjacent floors every floor between the lowest and the highest has a piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo.search.candidates import Candidates
from geo.search.criteria.area import area_share
from geo.search.findings import Combination
from geo.search.query import Query
from geo.search.ranking import Ranking
from geo.search.stock import Stock
from geo.search.tightest import Piece, Pieces, Tries, large_first, tightest, tightness

Scope = Literal["adjacent_floors", "building", "park"]
Rows = NDArray[np.intp]

MOST_PIECES: Final = 8
BEST_OF_SCOPE: Final = 5
_TRIES: Final = 20_000
"""Choices tried in all groups of a scope together: some tens of milliseconds."""
_LEAST_TRIES: Final = 20
_ROUNDING_M2: Final = 0.01
_SCOPES: Final[dict[str | None, tuple[Scope, ...]]] = {
    None: ("adjacent_floors", "building", "park"),
    "one_floor": ("adjacent_floors",),
    "contiguous": ("adjacent_floors",),
    "one_building": ("adjacent_floors", "building"),
}


@dataclass
class _Best:
    """The best sets of pieces so far: smallest area, then fewest pieces, then by row."""

    most_m2: float
    taken: set[tuple[int, ...]]
    found: list[tuple[float, int, tuple[int, ...]]] = field(default_factory=list)

    def limit(self, least: float) -> int:
        """Return the most pieces that can still be among the best: of exact fits ever fewer."""
        is_exact = len(self.found) == BEST_OF_SCOPE and self.found[-1][0] == least
        return self.found[-1][1] - 1 if is_exact else MOST_PIECES

    def offer(self, pieces: Pieces | None) -> None:
        if pieces is None:
            return
        own = tightness(pieces)
        if own[0] <= self.most_m2 and own[2] not in self.taken and own not in self.found:
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
        groups = list(_groups_of(candidates, scope, usable, free, least))
        for group in groups:
            pieces = [(float(free[row]), int(row)) for row in group]
            tries = Tries(max(_TRIES // len(groups), _LEAST_TRIES))
            if scope != "adjacent_floors":
                best.offer(tightest(pieces, least, best.limit(least), tries))
                continue
            floors = _by_floor(pieces, candidates.numbers("floor"))
            longest = 1 if layout == "one_floor" else MOST_PIECES
            for lowest in floors:
                wanted = _Wanted(least, best.limit(least), longest)
                best.offer(_tightest_from(lowest, floors, wanted, tries))
        taken.update(rows for _, _, rows in best.found)
        answer += [_combination(scope, area, rows, query, ranking) for area, _, rows in best.found]
    return tuple(answer)


def _usable(ranking: Ranking) -> NDArray[np.bool_]:
    usable = ranking.eligible.copy()
    for judgement in ranking.judgements:
        if judgement.criterion in ranking.musts - {"area", "layout"}:
            usable &= judgement.met
    return usable


def _groups_of(
    candidates: Candidates, scope: Scope, usable: Rows, free: NDArray[np.float64], least: float
) -> Iterator[Rows]:
    """Return who is in the same park, or building (its name in its park or zone), largest first.

    Left out are groups whose largest pieces, as many as there may be, do not reach the area.
    """
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
    order = inside[np.lexsort((-free[inside], keys[inside]))]
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    ends = np.append(starts[1:], len(order))
    sums = np.concatenate(([0.0], np.cumsum(free[order])))
    largest = sums[np.minimum(starts + MOST_PIECES, ends)] - sums[starts]
    for row in np.flatnonzero(largest >= least - _ROUNDING_M2):
        yield order[starts[row] : ends[row]]


def _by_floor(pieces: Iterable[Piece], floors: NDArray[np.float64]) -> dict[int, list[Piece]]:
    by_floor: dict[int, list[Piece]] = {}
    for piece in pieces:
        if not np.isnan(floor := floors[piece[1]]):
            by_floor.setdefault(int(floor), []).append(piece)
    return by_floor


@dataclass(frozen=True)
class _Wanted:
    """The area a set is to reach, m², and the most pieces and floors it may have."""

    least: float
    most_pieces: int
    most_floors: int


def _tightest_from(
    lowest: int, floors: dict[int, list[Piece]], wanted: _Wanted, tries: Tries
) -> Pieces | None:
    """Return the tightest set of all runs of floors that begin with the lowest."""
    run: list[list[Piece]] = []
    found: list[Pieces] = []
    level, total = lowest, 0.0
    while level in floors and len(run) < min(wanted.most_floors, wanted.most_pieces):
        run.append(floors[level])
        total += sum(area for area, _ in floors[level])
        if total >= wanted.least - _ROUNDING_M2:
            found += _sets_of_run(run, wanted, tries)
        if sum(pieces[-1][0] for pieces in run) >= wanted.least:
            break
        level = 1 if level == -1 else level + 1
    return min(found, key=tightness, default=None)


def _sets_of_run(run: list[list[Piece]], wanted: _Wanted, tries: Tries) -> Iterator[Pieces]:
    """Yield sets that reach the area with a piece of every floor: largest first, and tightest."""
    heads = [pieces[0] for pieces in run]
    rest = sorted((piece for pieces in run for piece in pieces[1:]), key=large_first)
    area = sum(area for area, _ in heads)
    while area < wanted.least and rest and len(heads) < wanted.most_pieces:
        heads.append(rest.pop(0))
        area += heads[-1][0]
    if area < wanted.least:
        return
    yield tuple(heads)
    floor_of = {row: floor for floor, pieces in enumerate(run) for _, row in pieces}

    def covers(pieces: Pieces) -> bool:
        return len({floor_of[row] for _, row in pieces}) == len(run)

    everything = [piece for pieces in run for piece in pieces]
    best = tightest(everything, wanted.least, wanted.most_pieces, tries, covers)
    if best is not None:
        yield best


def _combination(
    scope: Scope, area: float, rows: tuple[int, ...], query: Query, ranking: Ranking
) -> Combination:
    return Combination(
        scope=scope,
        candidate_ids=tuple(str(ranking.ids[row]) for row in rows),
        area_m2=area,
        score=_score(area, list(rows), query, ranking),
    )


def _score(area: float, rows: list[int], query: Query, ranking: Ranking) -> float:
    """Return the score of the pieces together: area as a whole, all else as the weakest piece."""
    fit = float(area_share(np.array([area]), query.area_min_m2, query.area_max_m2)[0])
    shares = {own.criterion: float(own.share[rows].min()) for own in ranking.judgements}
    shares |= {"area": fit} | ({"layout": 1.0} if query.layout else {})
    total = sum(ranking.weights.values())
    return sum(100 * weight * shares[key] for key, weight in ranking.weights.items()) / total
