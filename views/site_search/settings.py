"""Settings of the page 选址, and their place in the address.

`/search?area=3000-&near=15:800&chosen=…&compare=…&shortlist=…&data=…` reopens the same answer. The
words of a question are not in it: they may name the company.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote

from geo.plan import Plan
from geo.search.query import Query
from geo.search.query_string import query_from_parameters, query_parameters
from geo.translation import Language
from views.kept import Reading

PATH: Final = "search"
MOST_COMPARED: Final = 4
MOST_LISTED: Final = 30
"""How many candidates a shortlist holds."""

_IDS: Final = {"chosen": 8, "compare": MOST_COMPARED, "shortlist": MOST_LISTED}
"""Parameters that list candidates, with how many each may name."""
_OWN: Final = (*_IDS, "data")
_OF_PAGES: Final = ("lang", "at")


@dataclass(frozen=True)
class Search:
    """What is asked and picked. `chosen` are the candidates shown: one, or a combination's all.

    `made_on` is the version of the data that a link was made on, empty where none led here.
    """

    query: Query = field(default_factory=Query)
    chosen: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    shortlist: tuple[str, ...] = ()
    made_on: str = ""


def is_search(parameters: Mapping[str, str]) -> bool:
    """Whether an address says anything of a search."""
    return any(name not in _OF_PAGES for name in parameters)


def read_address(parameters: Mapping[str, str], plan: Plan) -> Reading[Search]:
    """Return the search an address asks for; what it names wrongly is left out and reported."""
    record = {
        name: value
        for name, value in parameters.items()
        if name not in _OWN and name not in _OF_PAGES
    }
    query, unknown = query_from_parameters(record, plan)
    chosen, compared, shortlist = (_ids(parameters, name, most) for name, most in _IDS.items())
    made_on = parameters.get("data", "")[:40]
    return Reading(Search(query, chosen, compared, shortlist, made_on), unknown)


def write_address(search: Search, language: Language, version: str) -> dict[str, str]:
    """Return the parameters that reopen a search; `version` names the data it was made on."""
    ids = {"chosen": search.chosen, "compare": search.compared, "shortlist": search.shortlist}
    record = query_parameters(search.query)
    parameters = {
        **record,
        **{name: ",".join(quote(key, safe="") for key in keys) for name, keys in ids.items()},
        "data": version if record or any(ids.values()) else "",
        "lang": "" if language is Language.CHINESE else str(language),
    }
    return {name: value for name, value in parameters.items() if value}


def _ids(parameters: Mapping[str, str], name: str, most: int) -> tuple[str, ...]:
    named = [unquote(part) for part in parameters.get(name, "").split(",") if part]
    return tuple(dict.fromkeys(named))[:most]
