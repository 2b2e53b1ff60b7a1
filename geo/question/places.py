"""Zones, parks and sub-districts, by the names of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.question.names import Names, any_of, names_of
from geo.question.refusals import STOPS
from geo.question.rules import NONE, Rule, rule
from geo.question.sentence import Found, Sentence
from geo.search.place_names import place_name
from geo.translation import N_

_WITHIN: Final = N_("{text}：取{places}的范围之内")
_EITHER: Final = re.compile(r"(?:或者?|还是|要么|、|/)(?:是|在)?$")

_BEFORE_ALONE: Final = "在于近到去看找选是放或和靠离要"
_AFTER_ALONE: Final = r"[^\u4e00-\u9fff]|$|附近|周边|周围|旁边|一带|片区|地区|[那这]边|[的或和里内]"
"""What may stand beside a name that is one only where it stands alone."""


@lru_cache(maxsize=4)
def _pattern(plan: Plan) -> re.Pattern[str]:
    names = names_of(plan)
    alone = rf"(?:(?<![\u4e00-\u9fff])|(?<=[{_BEFORE_ALONE}]))(?P<shared>{any_of(names.shared)})"
    shared = rf"|{alone}(?={_AFTER_ALONE})" if names.shared else ""
    return re.compile(
        rf"(?:在|位于|落在|放在|落户|靠近|离|近)?(?:(?P<place>{any_of(names.places)}){shared})"
        r"(?:开发区|片区|园区|地区|街道|商圈|小镇|板块|一带|带)?(?P<around>附近|周边|周围|旁边|不远|近)?"
    )


def read_places(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield zones, parks and sub-districts; several of a kind are alternatives.

    A query asks for a place in all the kinds it names, so 徐汇滨江或北杨 (a belt or a park) is none
    that it can ask: what stands behind 或 is said not to be understood.
    """
    names = names_of(plan)
    before: tuple[int, str] | None = None
    for match in sentence.matches(_pattern(plan)):
        field, ids = _meaning(match, names)
        sentence.take(*match.span())
        if before and before[1] != field:
            between = sentence.folded[before[0] : match.start()]
            if _EITHER.search(between) and not STOPS.search(between):
                yield Found(*match.span(), ignored=True)
                continue
        before = match.end(), field
        yield Found(*match.span(), "place", {field: ids}, _rule(match, ids, plan))


def _meaning(match: re.Match[str], names: Names) -> tuple[str, tuple[str, ...]]:
    """Return the field and the ids that a name stands for."""
    if match["place"] is None:
        return "zones", names.shared[match["shared"]]
    field, place_id = names.places[match["place"]]
    return field, (place_id,)


def _rule(match: re.Match[str], ids: tuple[str, ...], plan: Plan) -> Rule:
    if match["place"] is None:
        named = "、".join(place_name(plan, "zone_id", zone_id) for zone_id in ids)
        return rule(_WITHIN, text=match.group(), places=named)
    return rule(_WITHIN, text=match.group(), places=match["place"]) if match["around"] else NONE
