"""Area, ceiling height, floor load and power: numbers with their unit and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT
from geo.search.question.numbers import NUMBER, TENTH, number, tenths
from geo.search.question.sentence import Found, Sentence

ABOUT_SHARE: Final = 0.1
"""左右 and 约 mean ten per cent more or less."""

KN_A_TONNE: Final = 9.80665
"""Load of a tonne, kN."""

_NOT: Final = "[不别][要能得可会]?"
_MOST_BEFORE: Final = (
    rf"{_NOT}(?:超过?|超出|[大多高]于)|不[到足]|最[多高大贵]|至多|[小低少]于|上限|<=|≤|<"
)
_LEAST_BEFORE: Final = rf"{_NOT}[少低小]于|至少|最[少低小]|起码|超过|[大高多]于|达到|下限|>=|≥|>"
_ABOUT_BEFORE: Final = "(?:大约|大概|差不多|约莫|约|≈)(?:需要?|要|得|是|在)?"
BEFORE: Final = (
    rf"(?:(?P<most_b>{_MOST_BEFORE})|(?P<least_b>{_LEAST_BEFORE})|(?P<about_b>{_ABOUT_BEFORE}))?"
)
AFTER: Final = (
    r"(?:(?P<about_a>左右|上下)|(?P<least_a>及?以上|起步?|打底|出头|\+)"
    r"|(?P<most_a>及?以内|及?以下|之内|以里|之下|封顶|不到|内))?"
)
TO: Final = r"(?:-|~|—|–|至|到)"
_FILLING: Final = r"(?:需求|需要|要求|要|是|为|在|大概|控制|有|能|达到|必须|得|:)*+"
_EACH: Final = re.compile(
    r"(?:每|各|标准)(?:一?层|个楼?层|间|个房间|套|家)|人均|每人|占地|土地|用地|地块|公摊"
)
"""The area that follows is not the floor area of the whole: no criterion."""

_EACH_SIGNS: Final = 6
"""How far before an area that may stand."""


_AREA: Final = re.compile(
    rf"(?:(?:总?建筑|总|办公|使用|需求)?(?:面积){_FILLING})?{BEFORE}"
    rf"(?:(?P<low>{NUMBER})个?(?:{AREA_UNIT})?{TO})?"
    rf"(?P<number>{NUMBER})(?P<more>[余多来])?个?(?P<unit>{AREA_UNIT})(?!(?:/|每)个?(?:{AREA_UNIT}|[天日月年]))"
    rf"(?:的?面积)?{AFTER}"
)
_BARE_AREA: Final = re.compile(
    rf"(?:面积){_FILLING}{BEFORE}(?:(?P<low>{NUMBER}){TO})?(?P<number>{NUMBER})"
    rf"(?P<more>[余多来])?(?P<unit>){AFTER}"
)
_BETWEEN: Final = re.compile(
    rf"(?:{_LEAST_BEFORE})(?P<low>{NUMBER})(?:{AREA_UNIT})?[，,、且但又]*(?:{_MOST_BEFORE})(?P<number>{NUMBER})"
    rf"(?P<unit>{AREA_UNIT})"
)
"""大于600小于900平: the unit stands behind the second."""

_PLUS_MINUS: Final = re.compile(
    rf"(?:面积)?{_FILLING}(?P<number>{NUMBER})±(?P<more>\d+(?:\.\d+)?)(?P<share>%)?(?P<unit>{AREA_UNIT})?"
)

_ALONE: Final = r"[\x00，,。；;、！!？?]"
_LONE_AREA: Final = re.compile(
    rf"(?:^|(?<={_ALONE})){BEFORE}(?:(?P<low>{NUMBER}){TO})?(?P<number>{NUMBER})"
    rf"(?P<more>[余多来])?(?P<unit>){AFTER}(?=$|{_ALONE})"
)
"""A number without a unit in a clause of its own."""

_SMALLEST_ALONE_M2: Final = 50
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
    yield from found or _lone_areas(sentence)


def _about_areas(sentence: Sentence) -> Iterator[Found]:
    """Yield areas with what they may be off: 1500±200平, 1500平±10%."""
    for match in sentence.matches(_PLUS_MINUS):
        try:
            area_m2 = _area_m2(match["number"], match["unit"] or "")
            more_m2 = _area_m2(match["more"], match["unit"] or "")
        except QuantityError:
            continue
        off_m2 = area_m2 * float(match["more"]) / 100 if match["share"] else more_m2
        if 0 < off_m2 < area_m2:
            least, most = round(area_m2 - off_m2, 6), round(area_m2 + off_m2, 6)
            sentence.take(*match.span())
            yield Found(*match.span(), "area", {"area_min_m2": least, "area_max_m2": most})


def _lone_areas(sentence: Sentence) -> Iterator[Found]:
    for match in sentence.matches(_LONE_AREA):
        span = _area_span(match)
        if span is None:
            continue
        (least, most), _ = span
        most_m2 = most or least or 0.0
        is_year = not match["low"] and most_m2 in _YEARS
        if most_m2 >= _SMALLEST_ALONE_M2 and not is_year:
            sentence.take(*match.span())
            rule = f"{match.group()}：没有单位，按㎡计"
            yield Found(*match.span(), "area", {"area_min_m2": least, "area_max_m2": most}, rule)


def _areas(sentence: Sentence) -> Iterator[Found]:
    for pattern in (_BETWEEN, _AREA, _BARE_AREA):
        for match in sentence.matches(pattern):
            span = _area_span(match)
            if span is None:
                continue
            near = max(match.start() - _EACH_SIGNS, 0)
            if each := _EACH.search(sentence.left, near, match.start()):
                sentence.take(each.start(), match.end())
                yield Found(each.start(), match.end(), ignored=True)
                continue
            (least, most), rule = span
            sentence.take(*match.span())
            yield Found(*match.span(), "area", {"area_min_m2": least, "area_max_m2": most}, rule)


def _area_span(match: re.Match[str]) -> tuple[tuple[float | None, float | None], str] | None:
    unit = match["unit"]
    try:
        if pair := _NEXT_TO.fullmatch(match["number"]):
            low, high = (_FIGURES[pair[name]] for name in ("low", "high"))
            if high > low:
                lead = number(pair["lead"]) if pair["lead"] else 0.0
                times = number(f"一{pair['times']}")
                least, most = lead + low * times, lead + high * times
                return (least, most), f"{match['number']}：{least:,.12g}—{most:,.12g}"
        area_m2 = _area_m2(match["number"], unit)
        low_m2 = _low(match["low"], match["number"], unit) if match["low"] else None
    except QuantityError:
        return None
    if not area_m2 > 0:
        return None
    if low_m2 is not None:
        least, most = sorted((low_m2, area_m2))
        return (round(least, 6), round(most, 6)), ""
    return span_of(area_m2, match, "㎡")


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


def span_of(
    value: float, match: re.Match[str], unit: str
) -> tuple[tuple[float | None, float | None], str]:
    """Return the least and most a number with its words means, and the rule."""
    groups = match.groupdict()
    exact = round(value, 6)
    if groups.get("most_b") or groups.get("most_a"):
        return (None, exact), ""
    if groups.get("about_b") or groups.get("about_a"):
        least, most = value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE)
        rule = f"左右、约按 ±10% 计：{as_written_of(least)}—{as_written_of(most)}{unit}"
        return (round(least, 6), round(most, 6)), rule
    return (exact, None), ""


def as_written_of(value: float) -> str:
    """Return a number for a reader."""
    return f"{round(value, 2):,.12g}"


_END: Final = r"(?![a-z\d牛瓦伏克吨公斤])"
"""A number without its unit is not taken where a unit that is not known follows."""

_LOWER: Final = rf"(?:(?P<low>{NUMBER})(?:米|m|kn|吨|t|公斤|kg|kva|mva|kw)?{TO})?"
_HEIGHT: Final = re.compile(
    rf"(?:层高|净高|挑高|楼层高度?|楼高|高度){_FILLING}{BEFORE}{_LOWER}(?P<number>{NUMBER})"
    rf"(?:(?P<unit>mm|毫米)|(?:米|m)(?P<tenths>{TENTH})?)?{_END}{AFTER}"
    rf"|(?P<number2>{NUMBER})(?:米|m){AFTER.replace('_a>', '_c>')}的?(?:层高|净高|挑高)"
)
_A_SQUARE: Final = rf"(?:(?:每|一)个?{AREA_UNIT}(?:要|能)?)?"
_LOAD: Final = re.compile(
    rf"{_A_SQUARE}(?:(?:楼面|楼板|地面)?(?:活?荷载|载荷|荷重|承重|承载力?|活载)){_FILLING}{_A_SQUARE}{BEFORE}{_LOWER}"
    rf"(?P<number>{NUMBER})"
    rf"(?:(?P<unit>kn|吨|t|公斤|kg)(?![a-z])|{_END})(?:(?:/|每){AREA_UNIT})?{AFTER}"
    rf"|{BEFORE.replace('_b>', '_d>')}(?P<number2>{NUMBER})(?P<unit2>kn)(?:(?:/|每){AREA_UNIT})?"
    rf"{AFTER.replace('_a>', '_c>')}(?:的?(?:荷载|承重))?"
)
_POWER: Final = re.compile(
    rf"(?:(?:供电|用电|电力|配电|电容|电量|功率|电)(?:容量|负荷|功率|量)?){_FILLING}{BEFORE}"
    rf"{_LOWER}(?P<number>{NUMBER})(?P<unit>kva|mva|kw){AFTER}"
    rf"|{BEFORE.replace('_b>', '_d>')}(?P<number2>{NUMBER})(?P<unit2>kva|mva)"
    rf"{AFTER.replace('_a>', '_c>')}(?:的?(?:供电|用电|电力|容量))?"
)
_LOAD_KN: Final = {
    **dict.fromkeys(("吨", "t"), KN_A_TONNE),
    **dict.fromkeys(("公斤", "kg"), KN_A_TONNE / 1000),
}
_METRES: Final = {"mm": 0.001, "毫米": 0.001}
_KVA: Final = {"mva": 1000.0}


def read_technical(sentence: Sentence) -> Iterator[Found]:
    """Yield ceiling height (m), floor load (kN/㎡) and power (kVA); each is the least needed."""
    yield from _least(sentence, _HEIGHT, "ceiling_height", "ceiling_height_min", _METRES)
    yield from _least(sentence, _LOAD, "floor_load", "floor_load_min", _LOAD_KN)
    yield from _least(sentence, _POWER, "power", "power_min", _KVA)


def _least(
    sentence: Sentence,
    pattern: re.Pattern[str],
    criterion: str,
    name: str,
    units: dict[str, float],
) -> Iterator[Found]:
    for match in sentence.matches(pattern):
        groups: dict[str, Any] = match.groupdict()
        unit = groups.get("unit") or groups.get("unit2") or ""
        try:
            figure = groups["low"] or groups["number"] or groups["number2"]
            said = number(figure) + tenths(None if groups["low"] else groups.get("tenths"))
        except QuantityError:
            continue
        value = round(said * units.get(unit, 1.0), 4)
        sentence.take(*match.span())
        is_limit = any(groups.get(key) for key in ("most_b", "most_a", "most_c", "most_d"))
        if is_limit or not value > 0:
            yield Found(*match.span(), ignored=True)
            continue
        rule = _unit_rule(match.group(), unit, value) if unit in units else ""
        if unit == "kw":
            rule = f"{match.group()}：功率因数按 1 计，{as_written_of(value)} kVA"
        yield Found(*match.span(), criterion, {name: value}, rule)


def _unit_rule(text: str, unit: str, value: float) -> str:
    return f"{text}：{as_written_of(value)}{' kN/㎡' if unit in _LOAD_KN else ' kVA'}"
