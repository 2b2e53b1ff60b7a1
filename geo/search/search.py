"""One query answered: matches in their order, near misses, combinations, remarks."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from geo.search.candidates import Candidates
from geo.search.combinations import combinations
from geo.search.criteria import CRITERIA
from geo.search.criteria.status import LETTABLE
from geo.search.findings import Findings
from geo.search.judgement import Flags, unknown
from geo.search.query import Query
from geo.search.ranking import Ranking
from geo.search.stock import Stock

NEAR_MISSES: Final = 10
"""How many near misses are returned."""


def search(candidates: Candidates, query: Query, *, today: date, most: int = 50) -> Findings:
    """Return what can take the company of a query, best first, at most `most` of them.

    A must that is missed, or not known to be met, rules a candidate out. Without a status asked for
    only vacant and reserved carriers are searched. Combinations are looked for when no single
    carrier fits. `today` counts where no day is asked for.
    """
    stock = stock_for(candidates, query, today)
    ranking = ranked(candidates, query, stock)
    count = int(ranking.matching.sum())
    return Findings(
        query=query,
        source=candidates.source,
        matches=tuple(ranking.best(most)),
        near_misses=tuple(ranking.near_misses(NEAR_MISSES)),
        combinations=() if count else combinations(candidates, query, ranking, stock),
        match_count=count,
        searched_count=int(ranking.eligible.sum()),
        notes=_notes(candidates, ranking, query, today),
    )


def stock_for(candidates: Candidates, query: Query, today: date) -> Stock:
    """Return what of each candidate is free, and from when, for whoever asks a query."""
    return candidates.stock(query.ready_by, query.area_min_m2, today=today)


def ranked(candidates: Candidates, query: Query, stock: Stock) -> Ranking:
    """Return every candidate judged in every criterion asked for."""
    asked = {key: CRITERIA[key] for key in query.asked}
    unscored = {key for key, own in asked.items() if own.is_unscored(candidates, query)}
    scored = [key for key in asked if key not in unscored]
    return Ranking(
        ids=candidates.ids,
        judgements=[
            unknown(len(candidates), key)
            if key in unscored
            else criterion.judge(candidates, query, stock)
            for key, criterion in asked.items()
        ],
        weights={key: query.weights.get(key, 1.0) for key in scored},
        musts=frozenset(scored) - frozenset(query.weights),
        eligible=_eligible(candidates, query),
    )


def _eligible(candidates: Candidates, query: Query) -> Flags:
    if candidates.source == "plan" or query.statuses:
        return np.ones(len(candidates), dtype=bool)
    codes, statuses = candidates.codes("status")
    return np.array([status in LETTABLE for status in statuses] + [False])[codes]


def _notes(candidates: Candidates, ranking: Ranking, query: Query, today: date) -> tuple[str, ...]:
    years = candidates.plan.profile.period
    is_plan = candidates.source == "plan"
    after = (query.ready_by or today).year > years[-1]
    notes = {
        "plan_only": is_plan,
        "phased": is_plan,
        "plan_silent": is_plan and any(CRITERIA[key].is_plan_silent for key in query.asked),
        "shared": is_plan and _shares(candidates, ranking),
        "no_area": not is_plan and query.budget_max is not None and not query.area_min_m2,
        "after_period": is_plan and after,
        "carriers_after": not is_plan and query.ready_by is not None and after,
        "date_passed": query.ready_by is not None and query.ready_by < today,
        "demo": candidates.inventory.is_demo,
    }
    return tuple(key for key, holds in notes.items() if holds)


def _shares(candidates: Candidates, ranking: Ranking) -> bool:
    """Whether the floor area of one match is contained in that of another."""
    matching = candidates.table["part_of"][ranking.matching]
    return any(holder in matching.index for holders in matching for holder in holders)
