"""Zones, parks and sub-districts, by the names of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.search.question.names import any_of, names_of
from geo.search.question.refusals import STOPS
from geo.search.question.sentence import Found, Sentence

_EITHER: Final = re.compile(r"(?:或者?|还是|要么|、|/)(?:是|在)?$")


@lru_cache(maxsize=4)
def _pattern(plan: Plan) -> re.Pattern[str]:
    return re.compile(
        rf"(?:在|位于|落在|放在|落户|靠近|离|近)?(?P<place>{any_of(names_of(plan).places)})"
        r"(?:开发区|片区|园区|地区|一带|带)?(?P<around>附近|周边|周围|旁边|不远|近)?"
    )


def read_places(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield zones, parks and sub-districts; several of a kind are alternatives.

    A query asks for a place in all the kinds it names, so 徐汇滨江或北杨 (a belt or a park) is none
    that it can ask: what stands behind 或 is said not to be understood.
    """
    names = names_of(plan)
    before: tuple[int, str] | None = None
    for match in sentence.matches(_pattern(plan)):
        field, place_id = names.places[match["place"]]
        sentence.take(*match.span())
        if before and before[1] != field:
            between = sentence.folded[before[0] : match.start()]
            if _EITHER.search(between) and not STOPS.search(between):
                yield Found(*match.span(), ignored=True)
                continue
        before = match.end(), field
        rule = f"{match.group()}：取{match['place']}的范围之内" if match["around"] else ""
        yield Found(*match.span(), "place", {field: (place_id,)}, rule)
