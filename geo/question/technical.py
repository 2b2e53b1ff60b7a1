"""Ceiling height, floor load and power: numbers with their unit and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT
from geo.question.bounds import AFTER, BEFORE, FILLING, TO, as_written_of
from geo.question.numbers import NUMBER, TENTH, number, tenths
from geo.question.rules import NONE, Rule, rule
from geo.question.sentence import Found, Sentence
from geo.translation import N_

KN_A_TONNE: Final = 9.80665
"""Load of a tonne, kN."""

_END: Final = r"(?![a-z\d牛瓦伏克吨公斤])"
"""A number without its unit is not taken where a unit that is not known follows."""

_LOWER: Final = rf"(?:(?P<low>{NUMBER})(?:米|m|kn|吨|t|公斤|kg|kva|mva|kw)?{TO})?"
_HEIGHT: Final = re.compile(
    rf"(?:层高|净高|挑高|楼层高度?|楼高|高度){FILLING}{BEFORE}{_LOWER}(?P<number>{NUMBER})"
    rf"(?:(?P<unit>mm|毫米)|(?:米|m)(?P<tenths>{TENTH})?)?{_END}{AFTER}"
    rf"|(?P<number2>{NUMBER})(?:米|m){AFTER.replace('_a>', '_c>')}的?(?:层高|净高|挑高)"
)
_A_SQUARE: Final = rf"(?:(?:每|一)个?{AREA_UNIT}(?:要|能)?)?"
_LOAD: Final = re.compile(
    rf"{_A_SQUARE}(?:(?:楼面|楼板|地面)?(?:活?荷载|载荷|荷重|承重|承载力?|活载)){FILLING}{_A_SQUARE}{BEFORE}{_LOWER}"
    rf"(?P<number>{NUMBER})"
    rf"(?:(?P<unit>kn|吨|t|公斤|kg)(?![a-z])|{_END})(?:(?:/|每){AREA_UNIT})?{AFTER}"
    rf"|{BEFORE.replace('_b>', '_d>')}(?P<number2>{NUMBER})(?P<unit2>kn)(?:(?:/|每){AREA_UNIT})?"
    rf"{AFTER.replace('_a>', '_c>')}(?:的?(?:荷载|承重))?"
)
_POWER: Final = re.compile(
    rf"(?:(?:供电|用电|电力|配电|电容|电量|功率|电)(?:容量|负荷|功率|量)?){FILLING}{BEFORE}"
    rf"{_LOWER}(?P<number>{NUMBER})(?P<unit>kva|mva|kw){AFTER}"
    rf"|{BEFORE.replace('_b>', '_d>')}(?P<number2>{NUMBER})"
    r"(?P<unit2>kva|mva|kw(?=的?(?:供|用|配)?电))"
    rf"{AFTER.replace('_a>', '_c>')}(?:的?(?:供电|用电|配电|电力|容量|电))?"
)
_LOAD_KN: Final = {
    **dict.fromkeys(("吨", "t"), KN_A_TONNE),
    **dict.fromkeys(("公斤", "kg"), KN_A_TONNE / 1000),
}
_METRES: Final = {"mm": 0.001, "毫米": 0.001}
_KVA: Final = {"mva": 1000.0}
_TOLD: Final = {
    **dict.fromkeys(_LOAD_KN, N_("{text}：{number} kN/㎡")),
    **dict.fromkeys(_METRES, N_("{text}：{number} m")),
    **dict.fromkeys(_KVA, N_("{text}：{number} kVA")),
    "kw": N_("{text}：功率因数按 1 计，{number} kVA"),
}
"""What is said of a number that is worked out from its unit."""


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
        text = sentence.original(*match.span())
        told = _unit_rule(text, unit, value) if unit in _TOLD else NONE
        yield Found(*match.span(), criterion, {name: value}, told)


def _unit_rule(text: str, unit: str, value: float) -> Rule:
    return rule(_TOLD[unit], text=text, number=as_written_of(value))
