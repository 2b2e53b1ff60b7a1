"""Criterion: one thing that a company can ask for, with all that is known of it.

A new one is a class in a module of its own beside this, and a line in `CRITERIA`. What a page, a
sheet or a workbook makes of it hangs on its `key`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from math import ceil, isfinite
from typing import Any, ClassVar, Final, Literal, Protocol

from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.search.judgement import Judgement, Part
from geo.search.stock import Stock
from geo.translation import Translator

_LARGEST: Final = 1e12

Values = dict[str, Any]
"""Values of a query by the names of its fields."""


class Wants(Protocol):
    """A query as criteria see it: `geo.search.query.Query`, which knows all of them."""

    def __getattr__(self, field: str) -> Any:
        """Return the value of a field; what is not asked for is None or empty."""
        ...


@dataclass(frozen=True)
class Parameter:
    """A parameter of the short form, in the address of 选址 and on the command line."""

    name: str
    example: str
    help: str


class Criterion(ABC):
    """One thing that can be asked for.

    `fields` are its fields of a query, `unasked` is what stands in them for not asked, `parameters`
    are its short form. `column` of the candidates tells it whether it is asked for or not; `sense`
    is 1 where more of that is better, -1 where less is, else 0; `unit` and `decimals` are those of
    its numbers. `reveals` are the columns that its limit, or its part of a score, would give away.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    unasked: ClassVar[Any] = None
    parameters: ClassVar[tuple[Parameter, ...]]
    column: ClassVar[str] = ""
    sense: ClassVar[Literal[-1, 0, 1]] = 0
    unit: ClassVar[str] = ""
    decimals: ClassVar[int] = 0
    reveals: ClassVar[frozenset[str]] = frozenset()
    is_plan_silent: ClassVar[bool] = False
    """A plan says nothing of it: not judged when zones and parks are searched."""

    def is_unscored(self, candidates: Candidates, _query: Wants) -> bool:
        """Return whether it cannot be judged, and counts for nothing."""
        return self.is_plan_silent and candidates.source == "plan"

    @abstractmethod
    def judge(self, candidates: Candidates, query: Wants, stock: Stock) -> Judgement:
        """Return how every candidate does."""

    @abstractmethod
    def chip(self, query: Wants, plan: Plan, say: Translator) -> str:
        """Return what is asked for: `面积 ≥3,000㎡`."""

    @abstractmethod
    def found_text(self, part: Part, query: Wants, plan: Plan, say: Translator) -> str:
        """Return what was found of one candidate: `可用 3,200㎡`."""

    def missing_text(self, part: Part, query: Wants, plan: Plan, say: Translator) -> str:
        """Return by how much one candidate fails: `日租金高 0.5 元/㎡`."""
        return self.found_text(part, query, plan, say)

    @abstractmethod
    def value_text(self, found: Any, plan: Plan, say: Translator) -> str:
        """Return a value found where a heading says of what: `3,200㎡`."""

    @abstractmethod
    def write(self, query: Wants) -> dict[str, str]:
        """Return its short form: texts by parameter, empty where nothing is asked for."""

    @abstractmethod
    def read(self, name: str, text: str, plan: Plan) -> tuple[Values, list[str]]:
        """Return what a parameter asks for, and those of its parts that say nothing.

        Raises a `ValueError` where the whole says nothing.
        """


def amount_text(message: str, amount: float, say: Translator) -> str:
    """Return a message with a measure."""
    return say(message, number=f"{round(amount, 2):,.10g}")


def missing_amount_text(message: str, amount: float | None, decimals: int, say: Translator) -> str:
    """Return a message with a shortfall, rounded up, so that it never reads as nothing."""
    step = 10.0**-decimals
    return amount_text(message, ceil(round((amount or 0.0) / step, 6)) * step, say)


def number_text(number: float | None) -> str:
    """Return a number as short as it can be read back; nothing for none."""
    return repr(float(number)).removesuffix(".0") if number else ""


def read_number(text: str) -> float:
    """Return a number above 0, or raise a `ValueError`."""
    number = float(text)
    if not (isfinite(number) and 0 < number <= _LARGEST):
        raise PlanningError(text)
    return number


def read_list(name: str, text: str, known: Collection[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return keys set apart by commas, each once, and what is not known (`name=key`)."""
    listed = [key for key in text.split(",") if key]
    unknown = [f"{name}={key}" for key in listed if key not in known]
    return tuple(dict.fromkeys(key for key in listed if key in known)), unknown
