"""The answer to what is asked, worked out once for each query and state of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.search.candidates import Candidates, candidates_of
from geo.search.findings import Finding, Findings
from geo.search.query import Query
from geo.search.ranking import Ranking
from geo.search.search import ranked, search, stock_for
from geo.search.stock import Stock


@dataclass(frozen=True, eq=False)
class Answer:
    """What was searched, for which query, and what was found."""

    candidates: Candidates
    query: Query
    findings: Findings
    today: date

    @cached_property
    def _stock(self) -> Stock:
        return stock_for(self.candidates, self.query, self.today)

    @cached_property
    def _ranking(self) -> Ranking:
        return ranked(self.candidates, self.query, self._stock)

    def _index(self, candidate_id: str) -> int:
        index = self.candidates.ids.get_loc(candidate_id)
        assert isinstance(index, int)  # noqa: S101 - ids are unique
        return index

    def finding(self, candidate_id: str) -> Finding:
        """Return how any candidate does, found or not."""
        return self._ranking.finding(self._index(candidate_id))

    def known(self, candidate_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of some ids that the data have."""
        return tuple(key for key in candidate_ids if key in self.candidates.ids)

    def row(self, candidate_id: str) -> dict[str, Any]:
        """Return what is known of a candidate, by column; None where it is not known.

        What is held for others is taken off its free floor area.
        """
        index = self._index(candidate_id)
        row = self.candidates.table.iloc[index].to_dict() | {
            "available_gfa_m2": self._stock.available_m2[index].item(),
            "ready_date": self._stock.ready[index].item(),
        }
        return {str(name): None if _is_missing(value) else value for name, value in row.items()}


def _is_missing(value: Any) -> bool:
    return not isinstance(value, (tuple, list)) and bool(pd.isna(value))


@lru_cache(maxsize=2)
def current_candidates(plan: Plan, inventory: Inventory) -> Candidates:
    """Return what can be searched, once for each state of plan and inventory."""
    return candidates_of(plan, inventory)


@lru_cache(maxsize=32)
def answer(candidates: Candidates, query: Query, today: date) -> Answer:
    """Return the answer to a query."""
    return Answer(candidates, query, search(candidates, query, today=today), today)


def data_version(candidates: Candidates) -> str:
    """Return what names the data of an answer in an address."""
    versions = (candidates.plan.version[:6], candidates.inventory.version[:8])
    return ".".join(versions[: 1 if candidates.source == "plan" else 2])
