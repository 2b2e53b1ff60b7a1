"""Floor areas: 3000平以上, 2000到3000平, 两三千平, 1500±200平."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT, as_written
from geo.question.numbers import (
    AFTER,
    BEFORE,
    FILLING,
    LEAST_BEFORE,
    MOST_BEFORE,
    NUMBER,
    TO,
    Span,
    number,
    span_of,
)
from geo.question.patterns import Part
from geo.question.sentence import Found, Rule, Sentence, rule
from geo.translation import N_

_EACH: Final = Part(r"""
    (?:每|各|标准) (?:一?层|个楼?层|间|个房间|套|家)  # 每层 标准层
    | 人均|每人|占地|土地|用地|地块|公摊  # 人均
    """)
"""The area that follows is not the floor area of the whole: no criterion."""

_EACH_SIGNS: Final = 6
"""How far before an area that may stand."""

_HAS_NOW: Final = Part(r"""
    (?:现在|目前|现有|现用|现租|原来|原有|原先|眼下|之前|以前)  # 目前在用 公司⟨现在的办公室只有⟩
    (?:的|我们|公司|企业|客户|他们)*
    (?:办公室?|场地|面积|用着|在用|租着|租了|用|租|只有|有|是|才|大概|约|的)* $
    """)
"""What stands before the area a company has, not the one it wants: 目前在用800平."""

_LOW: Final = Part(rf"(?: (?P<low> {NUMBER}) {TO})?  # 2000到 2-")
_MORE: Final = Part(r"[余多来]?  # 多")
_AREA: Final = Part(rf"""
    (?: (?:总?建筑|总|办公|使用|需求)? 面积 {FILLING})? {BEFORE}  # 总面积要求2000平到3000平
    (?: (?P<low> {NUMBER}) 个? {AREA_UNIT}? {TO})?  # 2-3千平
    (?P<number> {NUMBER}) {_MORE} 个? \+? (?P<unit> {AREA_UNIT})  # 至少1000多平
    (?! [/每] 个? (?: {AREA_UNIT} | [天日月年]))
    (?:的?面积 | (?<=亩) 地)? {AFTER}  # 6亩地左右
    """)
_BARE_AREA: Final = Part(rf"""
    面积 {FILLING} {BEFORE} {_LOW}  # 面积要求在2000到3000左右
    (?P<number> {NUMBER}) {_MORE} (?P<unit>) {AFTER}
    """)
_BETWEEN: Final = Part(rf"""
    {LEAST_BEFORE} (?P<low> {NUMBER}) {AREA_UNIT}? [，,、且但又]*  # 大于600小于900平
    {MOST_BEFORE} (?P<number> {NUMBER}) (?P<unit> {AREA_UNIT})  # 至少600平，最多900平
    """)
"""The unit may stand behind the second only."""

_PLUS_MINUS: Final = Part(rf"""
    (?:面积)? {FILLING} (?P<number> {NUMBER}) (?P<own> {AREA_UNIT})?  # 2000平上下浮动5%
    (?: ± | (?:上下)?浮动) (?P<more> \d+ (?:\.\d+)?) (?P<share> %)? (?P<unit> {AREA_UNIT})?
    """)
_ALONE: Final = r"[\x00，,。；;、！!？?]"
_LONE_AREA: Final = Part(rf"""
    (?: ^ | (?<= {_ALONE})) {BEFORE} {_LOW} (?P<number> {NUMBER}) {_MORE} (?P<unit>) {AFTER}
    (?= $ | {_ALONE})  # 2000到2500 整层，⟨5000以下⟩，要
    """)
"""A number without a unit in a clause of its own."""

_SMALLEST_M2: Final = 10
"""Less is no office: the 1.2 of 1.2000平 begins a list."""

_SMALLEST_ALONE_M2: Final = 50
_WIDEST: Final = 10
"""How many times the least floor area a number without a unit may be, to be the most."""

_YEARS: Final = range(1990, 2101)
"""A number alone that may be a year is no area."""

_FIGURES: Final = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NEXT_TO: Final = Part(r"""
    (?P<lead> (?: [一二两三四五六七八九\d]+ [千万])?)  # 一万二三千
    (?P<low> [一二两三四五六七八]) (?P<high> [二两三四五六七八九]) (?P<times> [百千万])  # 两三千
    """)


def read_areas(sentence: Sentence) -> Iterator[Found]:
    """Yield floor areas: 3000平以上, 2000到3000平, 两三千平; bare, it is the least.

    Where no area has a unit, a number in a clause of its own is one.
    """
    found = [*_about_areas(sentence), *_areas(sentence)]
    yield from found
    said = {key: value for item in found for key, value in item.fields.items() if value is not None}
    yield from _lone_areas(sentence) if not said else _other_end(sentence, said)


def _fields(least_m2: float | None, most_m2: float | None) -> dict[str, float | None]:
    return {"area_min_m2": least_m2, "area_max_m2": most_m2}


def _about_areas(sentence: Sentence) -> Iterator[Found]:
    """Yield areas with what they may be off: 1500±200平, 2000平上下浮动5%."""
    for match in sentence.matches(_PLUS_MINUS):
        unit = match["own"] or match["unit"] or ""
        try:
            area_m2, more_m2 = _area_m2(match["number"], unit), _area_m2(match["more"], unit)
        except QuantityError:
            continue
        off_m2 = area_m2 * float(match["more"]) / 100 if match["share"] else more_m2
        if 0 < off_m2 < area_m2:
            least, most = round(area_m2 - off_m2, 6), round(area_m2 + off_m2, 6)
            yield sentence.read(*match.span(), "area", _fields(least, most))


def _areas(sentence: Sentence) -> Iterator[Found]:
    for part in (_BETWEEN, _AREA, _BARE_AREA):
        for match in sentence.matches(part):
            if (span := _area_span(match)) is None:
                continue
            if other := _of_something_else(sentence, match.start()):
                yield sentence.ignore(other.start(), match.end())
                continue
            ends, assumed = span
            yield sentence.read(*match.span(), "area", _fields(*ends), assumed)


def _of_something_else(sentence: Sentence, start: int) -> re.Match[str] | None:
    """Return the words before an area that make it another: of each floor, of what they have."""
    each = _EACH.pattern.search(sentence.left, max(start - _EACH_SIGNS, 0), start)
    return each or _HAS_NOW.pattern.search(sentence.left[:start])


def _lone_areas(sentence: Sentence) -> Iterator[Found]:
    for match in sentence.matches(_LONE_AREA):
        if (span := _area_span(match)) is None:
            continue
        least, most = span[0]
        most_m2 = most or least or 0.0
        is_bound = any(text for name, text in match.groupdict().items() if name != "number")
        is_year = not is_bound and most_m2 in _YEARS
        if most_m2 >= _SMALLEST_ALONE_M2 and not is_year:
            assumed = rule(N_("{text}：没有单位，按㎡计"), text=match.group())
            yield sentence.read(*match.span(), "area", _fields(least, most), assumed)


def _other_end(sentence: Sentence, said: Mapping[str, float]) -> Iterator[Found]:
    """Yield the other end of what was said, without a unit: 2600平以上，5000以下."""
    for match in sentence.matches(_LONE_AREA):
        if match["low"] or not (match["most_after"] or match["most_before"]) or len(said) > 1:
            continue
        span = _area_span(match)
        least, most = said.get("area_min_m2"), span and span[0][1]
        if least and most and least < most <= _WIDEST * least:
            yield sentence.read(*match.span(), "area", {"area_max_m2": most})


def _area_span(match: re.Match[str]) -> tuple[Span, Rule | None] | None:
    """Return the least and most (m²) that is asked for, and the rule; None where it is no area."""
    unit = match["unit"]
    try:
        if span := _next_to(match["number"]):
            ends = {"least": as_written(span[0]), "most": as_written(span[1])}
            return span, rule(N_("{text}：{least}—{most}㎡"), text=match["number"], **ends)
        area_m2 = _area_m2(match["number"], unit)
        low_m2 = _low_m2(match["low"], match["number"], unit) if match["low"] else None
    except QuantityError:
        return None
    if area_m2 < _SMALLEST_M2:
        return None
    if low_m2 is not None:
        least, most = sorted((low_m2, area_m2))
        return (round(least, 6), round(most, 6)), None
    return span_of(area_m2, match)


def _next_to(text: str) -> tuple[float, float] | None:
    """Return both numbers of two figures said together: 两三千 is 2,000 and 3,000."""
    pair = _NEXT_TO.pattern.fullmatch(text)
    if pair is None or _FIGURES[pair["high"]] <= _FIGURES[pair["low"]]:
        return None
    lead, times = number(pair["lead"]) if pair["lead"] else 0.0, number(f"一{pair['times']}")
    return lead + _FIGURES[pair["low"]] * times, lead + _FIGURES[pair["high"]] * times


def _area_m2(text: str, unit: str) -> float:
    return number(text) * {"公顷": 10_000.0, "ha": 10_000.0, "亩": 2000 / 3}.get(unit, 1.0)


def _low_m2(low: str, high: str, unit: str) -> float:
    """Return the lower end; 2到3千 is 2千 to 3千."""
    least_m2 = _area_m2(low, unit)
    times = high[-1]
    if times in "百千万kw" and low[-1] not in "百千万亿kw" and least_m2 < _area_m2(high, unit) / 50:
        return _area_m2(low + times, unit)
    return least_m2
