"""A question read from its surest parts to its vaguest, and put together as a query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from geo.errors import PlanningError
from geo.plan import Plan
from geo.question.areas import read_areas
from geo.question.choices import read_choices, read_tenure
from geo.question.clauses import leftovers, read_open, read_refusals, wishes
from geo.question.metro import read_metro
from geo.question.money import read_money
from geo.question.names import line_codes
from geo.question.places import read_places
from geo.question.sentence import Found, Rule, Sentence
from geo.question.technical import read_technical
from geo.question.times import read_days
from geo.search.query import Query

MOST_CHARACTERS: Final = 500
_LARGEST: Final = 1e9
"""No area (m²), amount (元), distance (m), load or power in a question is larger."""

_LISTS: Final = ("industries", "zones", "parks", "subdistricts", "statuses")


class QuestionError(PlanningError):
    """A question that cannot be read at all."""


@dataclass(frozen=True)
class Span:
    """A part of the question that was understood as a criterion."""

    start: int
    end: int
    criterion: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A question's criteria, the parts they were read from, and what was not understood.

    `rules` says what was assumed (近 = 800 m, 年底 = 12-31), for the asker to correct.
    """

    query: Query
    understood: tuple[Span, ...]
    ignored: tuple[str, ...]
    rules: tuple[Rule, ...]


def ask(text: str, plan: Plan, *, today: date) -> Asked:
    """Return the criteria of a question in Chinese, by fixed rules and the plan's own names.

    A criterion asked for twice in different ways counts as it was said first; the second is among
    what was not understood. Raises `QuestionError` for more than 500 characters.

    >>> from geo.plan import read_plan
    >>> asked = ask("2000平以上，要江景", read_plan(), today=date(2024, 3, 15))
    >>> asked.query.area_min_m2, asked.ignored
    (2000.0, ('要江景',))
    """
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(
            f"这句话有 {len(text)} 个字，最多 {MOST_CHARACTERS} 个：请只写对场地的要求"
        )
    sentence = Sentence(text, line_codes(plan))
    found = sorted(_read(sentence, plan, today), key=lambda item: item.start)
    fields: dict[str, Any] = {}
    kept: list[Found] = []
    ignored = [(item.start, item.end) for item in found if item.ignored]
    for item in found:
        if item.criterion is None:
            continue
        joined = _joined(fields, item)
        if joined is None or _is_beyond_measure(item):
            ignored.append((item.start, item.end))
            continue
        fields = joined
        kept.append(item)
    query = Query(**fields)
    for criterion in wishes(sentence, kept, plan):
        query = query.wishing(criterion, 1.0)
    ignored += leftovers(sentence, plan)
    return Asked(
        query,
        tuple(_span(sentence, item) for item in kept),
        tuple(sentence.original(*span) for span in sorted(ignored)),
        tuple(dict.fromkeys(item.rule for item in kept if item.rule)),
    )


def _read(sentence: Sentence, plan: Plan, today: date) -> Iterator[Found]:
    """Yield all that the rules find; each rule sees what the ones before have left."""
    yield from read_open(sentence)
    yield from read_refusals(sentence)
    yield from read_metro(sentence, plan)
    yield from read_technical(sentence)
    yield from read_money(sentence)
    yield from read_days(sentence, today)
    yield from read_areas(sentence)
    yield from read_places(sentence, plan)
    yield from read_choices(sentence, plan.industries)
    yield from read_tenure(sentence)


def _joined(fields: dict[str, Any], item: Found) -> dict[str, Any] | None:
    """Return the fields with those of one more part; None where an earlier part contradicts it."""
    joined = dict(fields)
    for name, value in item.fields.items():
        if name in _LISTS:
            joined[name] = tuple(dict.fromkeys((*fields.get(name, ()), *value)))
        elif value is not None and fields.get(name, value) != value:
            return None
        elif value is not None:
            joined[name] = value
    least, most = joined.get("area_min_m2"), joined.get("area_max_m2")
    return None if least is not None and most is not None and least > most else joined


def _is_beyond_measure(item: Found) -> bool:
    """Whether a part asks for more than any place has: it is a slip of the keyboard."""
    values = [getattr(value, "max_m", value) for value in item.fields.values()]
    return any(isinstance(value, float) and value > _LARGEST for value in values)


def _span(sentence: Sentence, item: Found) -> Span:
    return Span(
        sentence.index(item.start),
        sentence.index(item.end - 1) + 1,
        str(item.criterion),
        sentence.original(item.start, item.end),
    )
