"""Choices: criteria that are keys of a fixed list, found in a column of the candidates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import numpy as np

from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import Criterion, Values, Wants, read_list
from geo.search.judgement import Judgement, Part, binary
from geo.search.stock import Stock
from geo.translation import Translator


class Choice(Criterion):
    """One key or several; `labels` names each key that can be found."""

    labels: ClassVar[Mapping[str, str]]
    is_plan_silent = True

    @property
    def field(self) -> str:
        """The only field of a query that it has."""
        (field,) = self.fields
        return field

    def choices(self) -> Collection[str]:
        """Return the keys that can be asked for."""
        return self.labels

    def accepted(self, query: Wants) -> Collection[str]:
        """Return the keys that meet a query."""
        asked = getattr(query, self.field)
        return asked if isinstance(asked, tuple) else (asked,)

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        codes, values = candidates.codes(self.column)
        accepted, known = self.accepted(query), codes >= 0
        fits = np.array([value in accepted for value in values] or [False])[codes]

        def found(row: int) -> Any:
            return values[codes[row]] if known[row] else None

        return binary(self.key, fits & known, known, found, getattr(query, self.field))

    def chip(self, query: Wants, _plan: Plan, say: Translator) -> str:
        asked = getattr(query, self.field)
        keys = asked if isinstance(asked, tuple) else (asked,)
        return say.join([say(self.labels[key]) for key in keys])

    def found_text(self, part: Part, _query: Wants, plan: Plan, say: Translator) -> str:
        return self.value_text(part.found, plan, say)

    def value_text(self, found: str, _plan: Plan, say: Translator) -> str:
        return say(self.labels[found])

    def write(self, query: Wants) -> dict[str, str]:
        asked = getattr(query, self.field)
        text = ",".join(asked) if isinstance(asked, tuple) else asked or ""
        return {self.parameters[0].name: text}

    def read(self, name: str, text: str, _plan: Plan) -> tuple[Values, list[str]]:
        if self.unasked == ():
            keys, unknown = read_list(name, text, self.choices())
            return {self.field: keys}, unknown
        if text not in self.choices():
            raise PlanningError(text)
        return {self.field: text}, []
