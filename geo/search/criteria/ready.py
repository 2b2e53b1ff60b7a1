"""Ready by a day."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import (
    Criterion,
    Parameter,
    Values,
    Wants,
    missing_amount_text,
)
from geo.search.judgement import Judgement, Part
from geo.search.stock import Stock
from geo.translation import N_, Translator


class Ready(Criterion):
    """Free floor area that can be used by a day; its delay is counted in months."""

    key, label = "ready", N_("交付时间")
    fields = ("ready_by",)
    parameters = (Parameter("by", "2024-12-31", "最晚交付日期"),)
    column, sense = "ready_date", -1
    reveals = frozenset({"available_gfa_m2"})

    def judge(self, candidates: Candidates, query: Wants, stock: Stock) -> Judgement:
        asked: date = query.ready_by
        known = ~np.isnat(stock.ready)
        late = np.where(known, (stock.ready - np.datetime64(asked)).astype(float), np.nan)
        met = known & (late <= 0)
        share = np.where(met, 1.0, 0.5 / (1 + np.maximum(late, 0) / 365))

        def found(row: int) -> date | None:
            return stock.ready[row].astype(object) if known[row] else None

        def months(row: int) -> float | None:
            day = found(row)
            return None if met[row] or day is None else float(months_late(asked, day))

        return Judgement(
            self.key,
            met,
            known,
            np.where(known, share, 0.0),
            np.maximum(late, 0.0) / 365,
            found,
            asked,
            months,
            "months",
            is_estimate=candidates.source == "plan",
        )

    def chip(self, query: Wants, _plan: Plan, say: Translator) -> str:
        return say("{day} 前交付", day=query.ready_by)

    def found_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        day = part.found.isoformat()
        return say("{day} 起够用", day=day) if part.is_estimate else say("{day} 交付", day=day)

    def missing_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        return missing_amount_text(N_("晚交付 {number} 个月"), part.shortfall, 0, say)

    def value_text(self, found: date, _plan: Plan, _say: Translator) -> str:
        return f"{found:%Y-%m-%d}"

    def write(self, query: Wants) -> dict[str, str]:
        return {"by": query.ready_by.isoformat() if query.ready_by else ""}

    def read(self, _name: str, text: str, _plan: Plan) -> tuple[Values, list[str]]:
        return {"ready_by": date.fromisoformat(text)}, []


def months_late(asked: date, found: date) -> int:
    """Return how many months after the day asked for a day lies, begun ones whole.

    From a month's last day, months are counted to months' last days.
    """
    months = (found.year - asked.year) * 12 + found.month - asked.month
    is_last = (np.datetime64(asked) + 1).astype(object).month != asked.month
    return months + (not is_last and found.day > asked.day)
