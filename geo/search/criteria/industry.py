"""Industry: what a company does."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import Criterion, Parameter, Values, Wants, read_list
from geo.search.judgement import Judgement, Part
from geo.search.stock import Stock
from geo.translation import CHINESE, N_, Translator


class Industry(Criterion):
    """One of the industries asked for is enough; the more, the better."""

    key, label = "industry", N_("产业")
    fields, unasked = ("industries",), ()
    parameters = (Parameter("industry", "chip", "产业，多个用逗号隔开"),)
    column = "industries"
    reveals = frozenset({column})

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        """See `Criterion`; of what is found, what was asked for comes first."""
        codes, lists = candidates.codes(self.column)
        wanted = set(query.industries)
        hits = np.array([len(wanted & set(listed)) for listed in lists] or [0], dtype=float)[codes]
        sizes = np.array([len(listed) for listed in lists] or [0])[codes]
        known = (codes >= 0) & (sizes > 0)
        met = known & (hits > 0)

        def found(row: int) -> Any:
            if not known[row]:
                return None
            return tuple(sorted(lists[codes[row]], key=lambda key: key not in wanted))

        return Judgement(
            self.key,
            met,
            known,
            np.where(met, 0.5 + 0.5 * hits / len(wanted), 0.0),
            np.where(known, np.where(met, 0.0, 1.0), np.nan),
            found,
            query.industries,
            lambda _: None,
        )

    def chip(self, query: Wants, plan: Plan, say: Translator) -> str:
        return industry_text(query.industries, plan, say)

    def found_text(self, part: Part, _query: Wants, plan: Plan, say: Translator) -> str:
        shared = tuple(key for key in part.found if key in part.wanted)
        if shared:
            return say("适合{industries}", industries=industry_text(shared, plan, say))
        return say("适合的是{industries}", industries=industry_text(part.found, plan, say))

    def value_text(self, found: tuple[str, ...], plan: Plan, say: Translator) -> str:
        return industry_text(found, plan, say)

    def write(self, query: Wants) -> dict[str, str]:
        return {"industry": ",".join(query.industries)}

    def read(self, name: str, text: str, plan: Plan) -> tuple[Values, list[str]]:
        keys, unknown = read_list(name, text, {industry.key for industry in plan.industries})
        return {"industries": keys}, unknown


def industry_text(keys: tuple[str, ...], plan: Plan, say: Translator = CHINESE) -> str:
    """Return industries by name; a word the vocabulary does not know stays as it is."""
    known = [(key, plan.industries.named(key)) for key in keys]
    return say.join([str(say.name(vars(own))) if own else key for key, own in known])
