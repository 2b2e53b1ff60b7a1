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

from geo.search.findings import Finding
from geo.search.judgement import Flags, Judgement, Numbers, Part

_MOST_MISSED: Final = 2
_UNKNOWN_GAP: Final = 100.0
"""What is not known stands behind what is known to be far off."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """All candidates judged in all criteria asked for; `eligible` are those searched at all."""

    ids: pd.Index
    judgements: Sequence[Judgement]
    weights: Mapping[str, float]
    musts: frozenset[str]
    eligible: Flags

    @cached_property
    def score(self) -> Numbers:
        """The score of each candidate, 0…100."""
        total = sum(self.weights.values())
        score = np.zeros(len(self.ids))
        for judgement in self.judgements:
            if weight := self.weights.get(judgement.criterion, 0.0):
                score += judgement.share * (100 * weight / total)
        return score

    @cached_property
    def missed(self) -> NDArray[np.int64]:
        """How many musts each candidate misses, or is not known to meet."""
        missed = np.zeros(len(self.ids), dtype=np.int64)
        for judgement in self._musts:
            missed += ~judgement.met
        return missed

    @property
    def matching(self) -> Flags:
        """Which candidates meet every must."""
        return np.asarray(self.eligible & (self.missed == 0))

    @property
    def _musts(self) -> list[Judgement]:
        return [judgement for judgement in self.judgements if judgement.criterion in self.musts]

    def best(self, most: int) -> list[Finding]:
        """Return the matches with the highest scores; equal ones in the order of their ids."""
        rows = np.flatnonzero(self.matching)
        score = np.round(self.score[rows], 9)
        if len(rows) > most:
            threshold = np.partition(score, -most)[-most]
            rows, score = rows[score >= threshold], score[score >= threshold]
        order = np.argsort(-score, kind="stable")[:most]
        return [self.finding(row) for row in rows[order]]

    def near_misses(self, most: int) -> list[Finding]:
        """Return who misses the fewest musts (one or two), by the least, best score first."""
        rows = np.flatnonzero(self.eligible & (self.missed > 0) & (self.missed <= _MOST_MISSED))
        gap = np.zeros(len(rows))
        for judgement in self._musts:
            own = judgement.gap[rows]
            gap += np.where(judgement.met[rows], 0.0, np.where(np.isnan(own), _UNKNOWN_GAP, own))
        keys = (-np.round(self.score[rows], 9), np.round(gap, 9), self.missed[rows])
        rank = self.missed[rows] * 1e6 + gap
        if len(rows) > most:
            near = np.flatnonzero(rank <= np.partition(rank, most - 1)[most - 1] + 1e-6)
            rows, keys = rows[near], (keys[0][near], keys[1][near], keys[2][near])
        return [self.finding(row) for row in rows[np.lexsort(keys)][:most]]

    def finding(self, row: int) -> Finding:
        """Return one candidate's result, part by part."""
        total = sum(self.weights.values()) or 1.0
        parts = tuple(self._part(judgement, row, total) for judgement in self.judgements)
        return Finding(str(self.ids[row]), float(self.score[row]), parts)

    def _part(self, judgement: Judgement, row: int, total: float) -> Part:
        weight = self.weights.get(judgement.criterion, 0.0)
        share = float(judgement.share[row])
        known, met = bool(judgement.known[row]), bool(judgement.met[row])
        return Part(
            criterion=judgement.criterion,
            verdict="met" if met else "missed" if known else "unknown",
            is_must=judgement.criterion in self.musts,
            weight=weight,
            share=share,
            points=100 * weight * share / total,
            found=judgement.found(row),
            wanted=judgement.wanted,
            shortfall=judgement.shortfall(row) if known and not met else None,
            unit=judgement.unit,
            is_estimate=judgement.is_estimate,
        )
