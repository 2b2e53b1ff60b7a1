"""Zones, parks and sub-districts, by the names of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.question.clauses import STOPS
from geo.question.names import names_of
from geo.question.patterns import Part, any_of
from geo.question.sentence import Found, Sentence, rule
from geo.search.place_names import place_name
from geo.translation import N_

_EITHER: Final = Part(r"(?: 或者?|还是|要么 | 、 | /) [是在]? $  # 或者在 、")
_BEFORE_ALONE: Final = "在于近到去看找选是放或和靠离要"
_AFTER_ALONE: Final = Part(r"""
    [^\u4e00-\u9fff] | $ | 附近|周边|周围|旁边|一带|片区|地区|[那这]边|[的或和里内]  # ， 附近 这边
    """)
"""What may stand beside a name that is one only where it stands alone."""


@lru_cache(maxsize=4)
def _place(plan: Plan) -> Part:
    names = names_of(plan)
    return Part(
        rf"""
        (?: 在|位于|落在|放在|落户|靠近|离|近)?
        (?: (?P<place> {any_of(names.places)})
          | (?: (?<! [\u4e00-\u9fff]) | (?<= [{_BEFORE_ALONE}]))
            (?P<shared> {any_of(names.shared)}) (?= {_AFTER_ALONE}))
        (?: 开发区|片区|园区|地区|街道|商圈|小镇|板块|一带|带)?
        (?P<around> 附近|周边|周围|旁边|不远|近)?
        """
    )


def read_places(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield zones, parks and sub-districts; several of a kind are alternatives.

    A query asks for a place in all the kinds it names, so a belt or a park of another is none that
    it can ask: what stands behind 或 is said not to be understood.
    """
    names = names_of(plan)
    before: tuple[int, str] | None = None
    for match in sentence.matches(_place(plan)):
        if match["place"] is None:
            field, ids = "zones", names.shared[match["shared"]]
            meant = "、".join(place_name(plan, "zone_id", zone_id) for zone_id in ids)
        else:
            field, place_id = names.places[match["place"]]
            ids, meant = (place_id,), match["place"]
        if before and before[1] != field:
            between = sentence.folded[before[0] : match.start()]
            if _EITHER.pattern.search(between) and not STOPS.pattern.search(between):
                yield sentence.ignore(*match.span())
                continue
        before = match.end(), field
        assumed = rule(N_("{text}：取{places}的范围之内"), text=match.group(), places=meant)
        is_exact = match["place"] is not None and not match["around"]
        yield sentence.read(*match.span(), "place", {field: ids}, None if is_exact else assumed)
