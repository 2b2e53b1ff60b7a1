"""Ranking: a score that can be taken apart, and the same order for the same input.

score = 100 · Σ weight · share ÷ Σ weight over the criteria asked for; a must weighs 1, a wish what
the query says. What the plan is silent on weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.search.findings import Finding, Part
from geo.search.judgement import Flags, Judged, Numbers

_MOST_MISSED: Final = 2
_UNKNOWN_GAP: Final = 100.0
"""What is not known stands behind what is known to be far off."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """All candidates judged in all criteria asked for; `eligible` are those searched at all."""

    ids: pd.Index
    judged: Sequence[Judged]
    weights: Mapping[str, float]
    musts: frozenset[str]
    eligible: Flags

    @cached_property
    def score(self) -> Numbers:
        """The score of each candidate, 0…100."""
        total = sum(self.weights.values())
        score = np.zeros(len(self.ids))
        for judged in self.judged:
            if weight := self.weights.get(judged.criterion, 0.0):
                score += judged.share * (100 * weight / total)
        return score

    @cached_property
    def missed(self) -> NDArray[np.int64]:
        """How many musts each candidate misses, or is not known to meet."""
        missed = np.zeros(len(self.ids), dtype=np.int64)
        for judged in self._musts:
            missed += ~judged.met
        return missed

    @property
    def matching(self) -> Flags:
        """Which candidates meet every must."""
        return np.asarray(self.eligible & (self.missed == 0))

    @property
    def _musts(self) -> list[Judged]:
        return [judged for judged in self.judged if judged.criterion in self.musts]

    def best(self, most: int) -> list[Finding]:
        """Return the matches with the highest scores; equal ones in the order of their ids."""
        places = np.flatnonzero(self.matching)
        score = np.round(self.score[places], 9)
        if len(places) > most:
            threshold = np.partition(score, -most)[-most]
            places, score = places[score >= threshold], score[score >= threshold]
        order = np.argsort(-score, kind="stable")[:most]
        return [self.finding(place) for place in places[order]]

    def near_misses(self, most: int) -> list[Finding]:
        """Return who misses the fewest musts (one or two), by the least, best score first."""
        places = np.flatnonzero(self.eligible & (self.missed > 0) & (self.missed <= _MOST_MISSED))
        gap = np.zeros(len(places))
        for judged in self._musts:
            own = judged.gap[places]
            gap += np.where(judged.met[places], 0.0, np.where(np.isnan(own), _UNKNOWN_GAP, own))
        keys = (-np.round(self.score[places], 9), np.round(gap, 9), self.missed[places])
        rank = self.missed[places] * 1e6 + gap
        if len(places) > most:
            near = np.flatnonzero(rank <= np.partition(rank, most - 1)[most - 1] + 1e-6)
            places, keys = places[near], (keys[0][near], keys[1][near], keys[2][near])
        return [self.finding(place) for place in places[np.lexsort(keys)][:most]]

    def finding(self, place: int) -> Finding:
        """Return one candidate's result, part by part."""
        total = sum(self.weights.values()) or 1.0
        parts = tuple(self._part(judged, place, total) for judged in self.judged)
        return Finding(str(self.ids[place]), float(self.score[place]), parts)

    def _part(self, judged: Judged, place: int, total: float) -> Part:
        weight = self.weights.get(judged.criterion, 0.0)
        share = float(judged.share[place])
        known, met = bool(judged.known[place]), bool(judged.met[place])
        return Part(
            criterion=judged.criterion,
            verdict="met" if met else "missed" if known else "unknown",
            is_must=judged.criterion in self.musts,
            weight=weight,
            share=share,
            points=100 * weight * share / total,
            found=judged.found(place),
            wanted=judged.wanted,
            shortfall=judged.shortfall(place) if known and not met else None,
            unit=judged.unit,
            is_estimate=judged.is_estimate,
        )
