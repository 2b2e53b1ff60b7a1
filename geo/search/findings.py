"""The answer to a search: ranked findings that can be taken apart, near misses and combinations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.search.judgement import Part
from geo.search.query import Query


@dataclass(frozen=True)
class Finding:
    """One candidate, judged. `score` is 0…100; `parts` in the order of CRITERIA."""

    candidate_id: str
    score: float
    parts: tuple[Part, ...]

    @property
    def missed(self) -> tuple[Part, ...]:
        """The musts that are not met, or not known to be."""
        return tuple(part for part in self.parts if part.is_must and part.verdict != "met")


@dataclass(frozen=True)
class Combination:
    """Candidates that do together what none does alone.

    `scope` says what holds them together, the closest first: adjacent floors of one building, one
    building, one park.
    """

    scope: Literal["adjacent_floors", "building", "park"]
    candidate_ids: tuple[str, ...]
    area_m2: float
    score: float


@dataclass(frozen=True)
class Findings:
    """The answer to one query. Ranked by score, then by id: the same input, the same order."""

    query: Query
    source: Literal["carriers", "plan"]
    """Whether carriers were searched, or, none being loaded, zones and parks of the plan."""
    matches: tuple[Finding, ...]
    near_misses: tuple[Finding, ...]
    combinations: tuple[Combination, ...]
    match_count: int
    """How many meet every must, of which `matches` are the first."""
    searched_count: int
    notes: tuple[str, ...] = ()
    """Keys of remarks: `after_period` when the date lies after the plan's period, and so on."""
