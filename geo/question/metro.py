"""Distances to a metro line, a station, or any station."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.quantities import QuantityError
from geo.question.names import Names, any_of, names_of
from geo.question.numbers import NUMBER, number
from geo.question.rules import NONE, Rule, rule
from geo.question.sentence import Found, Sentence
from geo.search.criteria.metro import DEFAULT_METRO_M, Near
from geo.translation import N_

METRES_A_MINUTE: Final = 80
"""How far one walks in a minute, m."""


def _distance(place: int) -> str:
    """Return the pattern of a distance; its groups end in the place it stands at."""
    walk = (
        rf"(?:步行|走路|走)?(?:不超过|大约|约|只要|要|需|在)?"
        rf"(?:(?P<minutes{place}>{NUMBER})分钟|(?P<spell{place}>一刻钟|半个?小时))"
        r"(?:步行)?(?:路程|距离|脚程)?(?:之?以?内)?"
    )
    way = rf"(?P<metres{place}>{NUMBER})(?P<unit{place}>公里|千米|km|米|m)"
    return rf"(?:{walk}|{way}(?:的?(?:范围|距离))?(?:之?以?内)?)"


_BEFORE: Final = (
    r"(?:(?:步行|走路|走)(?:到|去|至)|距离|靠近|邻近|临近|紧邻|毗邻|贴近|挨着|接近|沿着|近|距|离|到|在|沿)?"
    r"(?:地铁|轨交|轨道交通)?"
)
_AFTER: Final = (
    r"(?:(?:的)?(?:直线)?距离)?(?:沿线|附近|周边|周围|旁边?|边上|上盖|口|边|一带|近|不太?远)?(?:的)?"
    r"(?:必须|不超过|不到|不大于|小于|少于|低于|控制在|步行范围|要在|在|≤|<)?"
)
_METRO_WORDS: Final = re.compile(
    r"(?:地铁|轨交|轨道|号线)|(?:靠近|邻近|临近|紧邻|毗邻|贴近|挨着|接近|近|距|离|沿线|附近|周边|周围|旁|边上|上盖)"
)


_METRO: Final = re.compile("地铁|轨交|轨道|号线")
"""What makes a station of a name that a place has too: 徐家汇附近 is the sub-district."""

_SPELLS: Final = {"一刻钟": 15, "半小时": 30, "半个小时": 30}
"""Minutes."""

_ON_FOOT: Final = re.compile("步行|走|脚程")
_FAR: Final = re.compile(r"(?:稍|较|偏|越)?(?:远(?:一点|点|些)?|[以之]?外)")
"""Behind a goal or a distance: it should not be near, which no query can ask."""


@lru_cache(maxsize=4)
def _patterns(plan: Plan) -> dict[str, re.Pattern[str]]:
    names = names_of(plan)
    others = "|".join(re.escape(line) for line in sorted(names.lines) if not line.isdigit())
    line = r"(?P<line>\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]|十)号线" + (
        rf"|(?P<named>{others})" if others else ""
    )
    stations = any_of(names.stations)
    goals = {
        "line": rf"(?:{line})(?:的)?(?:地铁)?(?:站点|站)?",
        "station": rf"(?:\d{{1,2}}号线的?)?(?P<station>{stations})(?P<sign>地铁站|站)?",
        "any": r"(?P<any>地铁站?|轨道交通站?点?|轨交站?|轨道站)",
    }
    return {
        key: re.compile(
            rf"{_distance(1)}(?:就?有|到达?|可到|的?)(?:地铁)?{goal}"
            rf"|{_BEFORE}{goal.replace('?P<', '?P<b_')}{_AFTER}{_distance(2)}"
            rf"|{_BEFORE}{goal.replace('?P<', '?P<c_')}{_AFTER}"
        )
        for key, goal in goals.items()
    }


def read_metro(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield distances to a line, a station, or any station; 近 alone is 800 m."""
    names = names_of(plan)
    for key in ("station", "line", "any"):
        for match in sentence.matches(_patterns(plan)[key]):
            if far := _FAR.match(sentence.left, match.end()):
                sentence.take(match.start(), far.end())
                yield Found(match.start(), far.end(), ignored=True)
                continue
            groups = {
                name.removeprefix("b_").removeprefix("c_"): value
                for name, value in match.groupdict().items()
                if value is not None
            }
            goal = _goal(key, groups, match.group(), names)
            if goal is None:
                continue
            sentence.take(*match.span())
            metres, told = _metres(groups, match.group())
            line, station = goal
            if metres is None or (line is not None and line not in names.lines):
                yield Found(*match.span(), ignored=True)
                continue
            near = Near(line=line, station_id=station, max_m=metres)
            yield Found(*match.span(), "metro", {"near": near}, told)


def _goal(
    key: str, groups: dict[str, str], text: str, names: Names
) -> tuple[str | None, str | None] | None:
    """Return line and station; None where something else is meant."""
    if key == "line":
        line = groups.get("named") or str(int(number(groups["line"])))
        return line, None
    if key == "any":
        return None, None
    said = groups["station"]
    rest = text.replace(said, "", 1)
    is_measured = any(
        f"{way}{place}" in groups for way in ("metres", "minutes", "spell") for place in "12"
    )
    words = _METRO if said in names.places else _METRO_WORDS
    if "sign" in groups or is_measured or words.search(rest):
        return None, names.stations[said]
    return None


def _metres(groups: dict[str, str], text: str) -> tuple[float | None, Rule]:
    try:
        for place in ("1", "2"):
            said, spell = groups.get(f"minutes{place}"), groups.get(f"spell{place}")
            if said or spell:
                if not _ON_FOOT.search(text):
                    return None, NONE
                minutes = number(said) if said else _SPELLS[spell or ""]
                metres = minutes * METRES_A_MINUTE
                walk = str(METRES_A_MINUTE)
                return metres, rule(N_("步行 1 分钟 = {metres} m，按直线计"), metres=walk)
            if said := groups.get(f"metres{place}"):
                is_km = groups[f"unit{place}"] in ("公里", "千米", "km")
                metres = number(said) * (1000 if is_km else 1)
                return (metres, rule(N_("距离按直线计"))) if metres > 0 else (None, NONE)
    except QuantityError:
        return None, NONE
    near = f"{DEFAULT_METRO_M:.0f}"
    return DEFAULT_METRO_M, rule(N_("“近”按直线 {metres} m 计"), metres=near)
