"""Floor areas: 3000平以上, 2000到3000平, 两三千平, 1500±200平."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT
from geo.question.bounds import (
    AFTER,
    BEFORE,
    FILLING,
    LEAST_BEFORE,
    MOST_BEFORE,
    TO,
    Span,
    as_written_of,
    span_of,
)
from geo.question.numbers import NUMBER, number
from geo.question.rules import NONE, Rule, rule
from geo.question.sentence import Found, Sentence
from geo.translation import N_

_EACH: Final = re.compile(
    r"(?:每|各|标准)(?:一?层|个楼?层|间|个房间|套|家)|人均|每人|占地|土地|用地|地块|公摊"
)
"""The area that follows is not the floor area of the whole: no criterion."""

_EACH_SIGNS: Final = 6
"""How far before an area that may stand."""


_HAS_NOW: Final = re.compile(
    r"(?:现在|目前|现有|现用|现租|原来|原有|原先|眼下|之前|以前)(?:的|我们|公司|企业|客户|他们)*"
    r"(?:办公室?|场地|面积|用着|在用|租着|租了|用|租|只有|有|是|才|大概|约|的)*$"
)
"""What stands before the area a company has, not the one it wants: 目前在用800平."""

_AREA: Final = re.compile(
    rf"(?:(?:总?建筑|总|办公|使用|需求)?(?:面积){FILLING})?{BEFORE}"
    rf"(?:(?P<low>{NUMBER})个?(?:{AREA_UNIT})?{TO})?"
    rf"(?P<number>{NUMBER})(?P<more>[余多来])?个?\+?(?P<unit>{AREA_UNIT})(?!(?:/|每)个?(?:{AREA_UNIT}|[天日月年]))"
    rf"(?:的?面积|(?<=亩)地)?{AFTER}"
)
_BARE_AREA: Final = re.compile(
    rf"(?:面积){FILLING}{BEFORE}(?:(?P<low>{NUMBER}){TO})?(?P<number>{NUMBER})"
    rf"(?P<more>[余多来])?(?P<unit>){AFTER}"
)
_BETWEEN: Final = re.compile(
    rf"(?:{LEAST_BEFORE})(?P<low>{NUMBER})(?:{AREA_UNIT})?[，,、且但又]*(?:{MOST_BEFORE})(?P<number>{NUMBER})"
    rf"(?P<unit>{AREA_UNIT})"
)
"""大于600小于900平: the unit stands behind the second."""

_PLUS_MINUS: Final = re.compile(
    rf"(?:面积)?{FILLING}(?P<number>{NUMBER})(?P<own>{AREA_UNIT})?(?:±|(?:上下)?浮动)"
    rf"(?P<more>\d+(?:\.\d+)?)(?P<share>%)?(?P<unit>{AREA_UNIT})?"
)

_ALONE: Final = r"[\x00，,。；;、！!？?]"
_LONE_AREA: Final = re.compile(
    rf"(?:^|(?<={_ALONE})){BEFORE}(?:(?P<low>{NUMBER}){TO})?(?P<number>{NUMBER})"
    rf"(?P<more>[余多来])?(?P<unit>){AFTER}(?=$|{_ALONE})"
)
"""A number without a unit in a clause of its own."""

_SMALLEST_M2: Final = 10
"""Less is no office: the 1.2 of 1.2000平 begins a list."""

_SMALLEST_ALONE_M2: Final = 50
_WIDEST: Final = 10
"""How many times the least floor area a number without a unit may be, to be the most."""

_BOUNDS: Final = ("most_b", "least_b", "about_b", "about_a", "least_a", "most_a")
_YEARS: Final = range(1990, 2101)
"""A number alone that may be a year is no area."""

_NEXT_TO: Final = re.compile(
    r"(?P<lead>(?:[一二两三四五六七八九\d]+[千万])?)"
    r"(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<times>[百千万])"
)
_FIGURES: Final = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def read_areas(sentence: Sentence) -> Iterator[Found]:
    """Yield floor areas: 3000平以上, 2000到3000平, 两三千平; bare, it is the least.

    Where no area has a unit, a number in a clause of its own is one.
    """
    found = [*_about_areas(sentence), *_areas(sentence)]
    yield from found
    said = {key: value for item in found for key, value in item.fields.items() if value is not None}
    yield from _lone_areas(sentence) if not said else _other_end(sentence, said)


def _about_areas(sentence: Sentence) -> Iterator[Found]:
    """Yield areas with what they may be off: 1500±200平, 2000平上下浮动5%."""
    for match in sentence.matches(_PLUS_MINUS):
        try:
            unit = match["own"] or match["unit"] or ""
            area_m2, more_m2 = _area_m2(match["number"], unit), _area_m2(match["more"], unit)
        except QuantityError:
            continue
        off_m2 = area_m2 * float(match["more"]) / 100 if match["share"] else more_m2
        if 0 < off_m2 < area_m2:
            least, most = round(area_m2 - off_m2, 6), round(area_m2 + off_m2, 6)
            sentence.take(*match.span())
            yield Found(*match.span(), "area", {"area_min_m2": least, "area_max_m2": most})


def _other_end(sentence: Sentence, said: Mapping[str, float]) -> Iterator[Found]:
    """Yield the other end of what was said, without a unit: 2600平以上，5000以下."""
    for match in sentence.matches(_LONE_AREA):
        if match["low"] or not (match["most_a"] or match["most_b"]) or len(said) > 1:
            continue
        span = _area_span(match)
        least, most = said.get("area_min_m2"), span and span[0][1]
        if least and most and least < most <= _WIDEST * least:
            sentence.take(*match.span())
            yield Found(*match.span(), "area", {"area_max_m2": most})


def _lone_areas(sentence: Sentence) -> Iterator[Found]:
    for match in sentence.matches(_LONE_AREA):
        span = _area_span(match)
        if span is None:
            continue
        (least, most), _ = span
        most_m2 = most or least or 0.0
        is_bound = any(match[name] for name in ("low", *_BOUNDS))
        is_year = not is_bound and most_m2 in _YEARS
        if most_m2 >= _SMALLEST_ALONE_M2 and not is_year:
            sentence.take(*match.span())
            told = rule(N_("{text}：没有单位，按㎡计"), text=match.group())
            yield Found(*match.span(), "area", {"area_min_m2": least, "area_max_m2": most}, told)


def _areas(sentence: Sentence) -> Iterator[Found]:
    for pattern in (_BETWEEN, _AREA, _BARE_AREA):
        for match in sentence.matches(pattern):
            span = _area_span(match)
            if span is None:
                continue
            if other := _of_something_else(sentence, match.start()):
                sentence.take(other.start(), match.end())
                yield Found(other.start(), match.end(), ignored=True)
                continue
            (least, most), told = span
            sentence.take(*match.span())
            yield Found(*match.span(), "area", {"area_min_m2": least, "area_max_m2": most}, told)


def _of_something_else(sentence: Sentence, start: int) -> re.Match[str] | None:
    """Return the words before an area that make it another: of each floor, of what they have."""
    near = max(start - _EACH_SIGNS, 0)
    each = _EACH.search(sentence.left, near, start)
    return each or _HAS_NOW.search(sentence.left[:start])


def _area_span(match: re.Match[str]) -> tuple[Span, Rule] | None:
    unit = match["unit"]
    try:
        if pair := _NEXT_TO.fullmatch(match["number"]):
            low, high = (_FIGURES[pair[name]] for name in ("low", "high"))
            if high > low:
                lead = number(pair["lead"]) if pair["lead"] else 0.0
                times = number(f"一{pair['times']}")
                least, most = lead + low * times, lead + high * times
                ends = {"least": as_written_of(least), "most": as_written_of(most)}
                told = rule(N_("{text}：{least}—{most}㎡"), text=match["number"], **ends)
                return (least, most), told
        area_m2 = _area_m2(match["number"], unit)
        low_m2 = _low(match["low"], match["number"], unit) if match["low"] else None
    except QuantityError:
        return None
    if area_m2 < _SMALLEST_M2:
        return None
    if low_m2 is not None:
        least, most = sorted((low_m2, area_m2))
        return (round(least, 6), round(most, 6)), NONE
    return span_of(area_m2, match)


def _area_m2(text: str, unit: str) -> float:
    times = {"公顷": 10_000.0, "ha": 10_000.0, "亩": 2000 / 3}.get(unit, 1.0)
    return number(text) * times


def _low(low: str, high: str, unit: str) -> float:
    """Return the lower end; 2到3千 is 2千 to 3千."""
    least_m2 = _area_m2(low, unit)
    times = high[-1]
    if times in "百千万kw" and low[-1] not in "百千万亿kw" and least_m2 < _area_m2(high, unit) / 50:
        return _area_m2(low + times, unit)
    return least_m2
