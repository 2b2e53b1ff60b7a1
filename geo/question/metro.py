"""Distances to a metro line, a station, or any station."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.quantities import QuantityError
from geo.question.names import Names, names_of
from geo.question.numbers import NUMBER, number
from geo.question.patterns import Part, any_of, groups_of
from geo.question.sentence import DIGITS_OF_NAMES, Found, Rule, Sentence, rule
from geo.search.criteria.metro import DEFAULT_METRO_M, Near
from geo.translation import N_

METRES_A_MINUTE: Final = 80
"""How far one walks in a minute, m."""

_WITHIN: Final = Part(r"(?:之?以?内)?  # 以内")
_WALK: Final = Part(rf"""
    (?:步行|走路|走)? (?:不超过|大约|约|只要|要|需|在)?  # 步行约10分钟
    (?: (?P<minutes> {NUMBER}) 分钟 | (?P<spell> 一刻钟|半个?小时))  # 走路一刻钟
    (?:步行)? (?:路程|距离|脚程)? {_WITHIN}  # 5分钟步行路程以内
    """)
_DISTANCE: Final = Part(rf"""
    {_WALK}  # 步行10分钟
    | (?P<metres> {NUMBER}) (?P<unit> 公里|千米|km|米|m)  # 800米
      (?: 的? (?:范围|距离))? {_WITHIN}  # 1公里范围以内
    """)
_BESIDE: Final = Part(r"距离|靠近|邻近|临近|紧邻|毗邻|贴近|挨着|接近|近|距|离  # 靠近")
_BEFORE: Final = Part(rf"""
    (?: (?:步行|走路|走) [到去至] | {_BESIDE} | 沿着 | [到在沿])?  # 步行到 靠近 沿
    (?:地铁|轨交|轨道交通)?  # 地铁
    """)
_AFTER: Final = Part(r"""
    (?: 的? (?:直线)? 距离)?  # 的直线距离
    (?:沿线|附近|周边|周围|旁边?|边上|上盖|口|边|一带|近|不太?远)? 的?  # 沿线的
    (?:必须|不超过|不到|不大于|小于|少于|低于|控制在|步行范围|要在|在|≤|<)?  # 附近不超过
    """)
_METRO: Final = Part(r"地铁|轨交|轨道|号线  # 地铁")
"""What makes a station of a name that a place has too: beside the bare name it is the place."""

_METRO_WORDS: Final = Part(rf"""
    {_METRO} | {_BESIDE} | 沿线|附近|周边|周围|旁|边上|上盖  # 地铁 靠近 附近
    """)
_LINE_WORDS: Final = Part(r"line|metro|线|有轨电车  # pujiang⟨line⟩ 联络⟨线⟩")
_SPELLS: Final = {"一刻钟": 15, "半小时": 30, "半个小时": 30}
"""Minutes."""

_ON_FOOT: Final = Part(r"步行|走|脚程  # 步行")
_FAR: Final = Part(r"[稍较偏越]? (?: 远 (?:一点|点|些)? | [以之]?外)  # 较远一点 以外")
"""Behind a goal or a distance: it should not be near, which no query can ask."""


@lru_cache(maxsize=4)
def _parts(plan: Plan) -> dict[str, Part]:
    names = names_of(plan)
    named = any_of(name for name in names.lines if not name.isdigit())
    goals = {
        "station": rf"""
        (?: \d\d? 号线 的?)? (?P<station> {any_of(names.stations)}) (?P<sign> 地铁站|站)?
        """,
        "line": rf"""
        (?: (?P<line> \d\d?|[一二三四五六七八九]?十?[一二三四五六七八九]|十) 号线
          | (?: line | metro | 有轨电车)? (?P<named> {named}) (?:号?线)?)
        的? (?:地铁)? (?:站点|站)?
        """,
        "any": r"(?P<any> 地铁站?|轨道交通站?点?|轨交站?|轨道站)",
    }
    return {key: _near(Part(goal)) for key, goal in goals.items()}


def _near(goal: Part) -> Part:
    """Return the pattern of a goal with a distance before it, behind it, or none."""
    return Part(
        rf"""
        {_DISTANCE} (?:就?有|到达?|可到|的?) (?:地铁)? {goal}
        | {_BEFORE} {goal.again(2)} {_AFTER} {_DISTANCE.again(2)}
        | {_BEFORE} {goal.again(3)} {_AFTER}
        """
    )


def read_metro(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield distances to a line, a station, or any station; 近 alone is 800 m.

    A line the plan has no station of, or any station where it has none, is not understood.
    """
    names = names_of(plan)
    for part in _parts(plan).values():
        for match in sentence.matches(part):
            if far := _FAR.pattern.match(sentence.left, match.end()):
                yield sentence.ignore(match.start(), far.end())
                continue
            groups = groups_of(match)
            if not _is_metro(match.group(), groups, names) or not _is_word(sentence, match):
                continue
            goal = _goal(groups, names)
            metres, assumed = _metres(groups, match.group())
            if goal is None or metres is None:
                yield sentence.ignore(*match.span())
                continue
            near = Near(*goal, max_m=metres)
            yield sentence.read(*match.span(), "metro", {"near": near}, assumed)


def _is_word(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the name of a line does not begin or end within another word."""
    spans = (match.span(name) for name in match.groupdict() if name.startswith("named"))
    return all(sentence.is_word(*span) for span in spans if span != (-1, -1))


def _is_metro(text: str, groups: dict[str, str], names: Names) -> bool:
    """Whether a name is meant as a station's or a line's, not as a place's or as another word."""
    if "sign" in groups or groups.keys() & {"metres", "minutes", "spell"}:
        return True
    if said := groups.get("station"):
        words = _METRO if said in names.places else _METRO_WORDS
        return words.pattern.search(text.replace(said, "", 1)) is not None
    if "named" in groups:
        return any(part.pattern.search(text) for part in (_LINE_WORDS, _METRO_WORDS))
    return True


def _goal(groups: dict[str, str], names: Names) -> tuple[str | None, str | None] | None:
    """Return line and station; None where the plan has no such line, or no station at all."""
    if station := groups.get("station"):
        return None, names.stations[station]
    if "any" in groups:
        return (None, None) if names.stations else None
    if "named" in groups:
        return names.lines[groups["named"]], None
    count = str(int(number(groups["line"])))
    written = (count, f"{count}号线".translate(DIGITS_OF_NAMES))
    line = next((names.lines[name] for name in written if name in names.lines), None)
    return (line, None) if line else None


def _metres(groups: dict[str, str], text: str) -> tuple[float | None, Rule | None]:
    """Return how far (m) it may be, None where that is not clear, and the rule."""
    try:
        if said := groups.get("minutes") or groups.get("spell"):
            if not _ON_FOOT.pattern.search(text):
                return None, None
            minutes = _SPELLS[said] if said in _SPELLS else number(said)
            walk = rule(N_("步行 1 分钟 = {metres} m，按直线计"), metres=str(METRES_A_MINUTE))
            return minutes * METRES_A_MINUTE, walk
        if said := groups.get("metres"):
            metres = number(said) * (1 if groups["unit"] in "米m" else 1000)
            return (metres, rule(N_("距离按直线计"))) if metres > 0 else (None, None)
    except QuantityError:
        return None, None
    near = f"{DEFAULT_METRO_M:.0f}"
    return DEFAULT_METRO_M, rule(N_("“近”按直线 {metres} m 计"), metres=near)
