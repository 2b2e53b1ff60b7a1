"""Limits: criteria that are one number, not to be exceeded or to be reached."""

from __future__ import annotations

from typing import ClassVar

from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.criteria.criterion import (
    Criterion,
    Values,
    Wants,
    amount_text,
    missing_amount_text,
    number_text,
    read_number,
)
from geo.search.judgement import Judgement, Numbers, Part, at_least, at_most
from geo.search.stock import Stock
from geo.translation import Translator


class Limit(Criterion):
    """A limit of the numbers in `column`: the most where less is better, else the least.

    Each of its messages has a place for `{number}`.
    """

    asked_message: ClassVar[str]
    found_message: ClassVar[str]
    missing_message: ClassVar[str]
    value_message: ClassVar[str]
    value_form: ClassVar[str] = ",.10g"
    is_plan_silent = True

    @property
    def field(self) -> str:
        """The only field of a query that it has."""
        (field,) = self.fields
        return field

    def limit(self, query: Wants) -> float:
        """Return the limit that a query sets."""
        return getattr(query, self.field) or 0.0

    def numbers(self, candidates: Candidates, _query: Wants) -> Numbers:
        """Return what is held against the limit, by candidate; nan where not known."""
        return candidates.numbers(self.column)

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        rule = at_most if self.sense < 0 else at_least
        return rule(self.key, self.numbers(candidates, query), self.limit(query), self.unit)

    def chip(self, query: Wants, _plan: Plan, say: Translator) -> str:
        return say(self.asked_message, number=f"{self.limit(query):,.10g}")

    def found_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        return amount_text(self.found_message, part.found, say)

    def missing_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        return missing_amount_text(self.missing_message, part.shortfall, self.decimals, say)

    def value_text(self, found: float, _plan: Plan, say: Translator) -> str:
        return say(self.value_message, number=f"{found:{self.value_form}}")

    def write(self, query: Wants) -> dict[str, str]:
        return {self.parameters[0].name: number_text(getattr(query, self.field))}

    def read(self, _name: str, text: str, _plan: Plan) -> tuple[Values, list[str]]:
        return {self.field: read_number(text)}, []
