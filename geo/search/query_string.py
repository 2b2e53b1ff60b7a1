"""Query string: a query as flat text, short enough for an address, and back.

`area=3000-5000&by=2024-12-31&rent=5&industry=chip&near=15:800&zone=caohejing&wish=rent:2`. Each
parameter is one criterion's; what a plan does not know is reported, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.criteria.criterion import Criterion, Parameter, number_text, read_number
from geo.search.query import Query

WISH: Final = Parameter("wish", "rent:2,metro:1", "不是必须、只是希望的条件和权重")


def parameters() -> list[Parameter]:
    """Return every parameter that a query may have."""
    return [*(own for criterion in CRITERIA.values() for own in criterion.parameters), WISH]


def query_parameters(query: Query) -> dict[str, str]:
    """Return a query as parameters; what is not asked for is left out."""
    record: dict[str, str] = {}
    for criterion in CRITERIA.values():
        record |= criterion.write(query)
    record[WISH.name] = ",".join(f"{key}:{number_text(weight)}" for key, weight in query.wishes)
    return {name: text for name, text in record.items() if text}


def query_from_parameters(record: Mapping[str, str], plan: Plan) -> tuple[Query, tuple[str, ...]]:
    """Return the query that parameters ask for, and those parts (`name=text`) that say nothing."""
    readers: dict[str, Criterion] = {
        parameter.name: criterion
        for criterion in CRITERIA.values()
        for parameter in criterion.parameters
    }
    values: dict[str, Any] = {}
    wishes: dict[str, float] = {}
    unknown: list[str] = []
    for name, text in record.items():
        try:
            if name == WISH.name and text:
                wishes = _wishes(text)
            elif name in readers:
                read, lost = readers[name].read(name, text, plan) if text else ({}, [])
                values |= read
                unknown += lost
            elif name != WISH.name:
                unknown.append(f"{name}={text}")
        except ValueError:
            unknown.append(f"{name}={text}")
    query = Query(**values)
    kept = tuple((key, wishes[key]) for key in query.asked if key in wishes)
    return query.replace(wishes=kept), tuple(unknown)


def _wishes(text: str) -> dict[str, float]:
    """Return the weights of criteria, or raise a `ValueError`."""
    weights = {}
    for wish in text.split(","):
        criterion, _, weight = wish.partition(":")
        if criterion not in CRITERIA:
            raise PlanningError(text)
        weights[criterion] = read_number(weight) if weight else 1.0
    return weights
