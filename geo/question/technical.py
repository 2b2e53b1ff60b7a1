"""Ceiling height, floor load and power: numbers with their unit and the words around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT, as_written
from geo.question.numbers import AFTER, BEFORE, FILLING, NUMBER, TENTH, TO, number, tenths
from geo.question.patterns import Part, groups_of
from geo.question.sentence import Found, Sentence, rule
from geo.translation import N_

KN_A_TONNE: Final = 9.80665
"""Load of a tonne, kN."""

_END: Final = Part(r"(?! [a-z\d牛瓦伏克吨公斤])  # 5⟨⟩，")
"""A number without its unit is not taken where a unit that is not known follows."""

_LOWER: Final = Part(
    rf"(?: (?P<low> {NUMBER}) (?:米|m|kn|吨|t|公斤|kg|kva|mva|kw)? {TO})?  # 4米到"
)
_HEIGHT: Final = Part(rf"""
    (?:层高|净高|挑高|楼层高度?|楼高|高度) {FILLING} {BEFORE} {_LOWER}  # 净高要求4.5到6米
    (?P<number> {NUMBER}) (?: (?P<unit> mm|毫米) | [米m] (?P<tenths> {TENTH})?)? {_END}  # 层高4米5
    {AFTER}  # 层高5000mm以上
    | (?P<number_2> {NUMBER}) [米m] {AFTER.again(2)} 的? (?:层高|净高|挑高)  # 6米以上的层高
    """)
_A_SQUARE: Final = Part(rf"(?: [每一] 个? {AREA_UNIT} [要能]?)?  # 每平要 一个平方")
_OF_A_SQUARE: Final = Part(rf"(?: [/每] {AREA_UNIT})?  # /m2 每平")
_LOAD: Final = Part(rf"""
    {_A_SQUARE} (?:楼面|楼板|地面)? (?:活?荷载|载荷|荷重|承重|承载力?|活载)  # 每平承重1.5吨
    {FILLING} {_A_SQUARE} {BEFORE} {_LOWER}  # 楼板承载力不低于800公斤
    (?P<number> {NUMBER}) (?: (?P<unit> kn|吨|t|公斤|kg) (?! [a-z]) | {_END})
    {_OF_A_SQUARE} {AFTER}  # 荷载5kn/m2以上
    | {BEFORE.again(2)} (?P<number_2> {NUMBER}) (?P<unit_2> kn) {_OF_A_SQUARE} {AFTER.again(2)}
      (?: 的? (?:荷载|承重))?  # 5kn/m2以上的荷载
    """)
_POWER: Final = Part(rf"""
    (?:供电|用电|电力|配电|电容|电量|功率|电) (?:容量|负荷|功率|量)? {FILLING}  # 用电负荷要500kw
    {BEFORE} {_LOWER} (?P<number> {NUMBER}) (?P<unit> kva|mva|kw) {AFTER}  # 供电2000kva以上
    | {BEFORE.again(2)} (?P<number_2> {NUMBER}) (?P<unit_2> kva | mva | kw (?= 的? [供用配]?电))
      {AFTER.again(2)} (?: 的? (?:供电|用电|配电|电力|容量|电))?  # 至少2mva的供电
    """)
_LOAD_KN: Final = {
    **dict.fromkeys(("吨", "t"), KN_A_TONNE),
    **dict.fromkeys(("公斤", "kg"), KN_A_TONNE / 1000),
}
_METRES: Final = {"mm": 0.001, "毫米": 0.001}
_KVA: Final = {"mva": 1000.0}
_RULES: Final = {
    **dict.fromkeys(_LOAD_KN, N_("{text}：{number} kN/㎡")),
    **dict.fromkeys(_METRES, N_("{text}：{number} m")),
    **dict.fromkeys(_KVA, N_("{text}：{number} kVA")),
    "kw": N_("{text}：功率因数按 1 计，{number} kVA"),
}
"""What was assumed of a number that is worked out from its unit."""


def read_technical(sentence: Sentence) -> Iterator[Found]:
    """Yield ceiling height (m), floor load (kN/㎡) and power (kVA); each is the least needed."""
    yield from _least(sentence, _HEIGHT, "ceiling_height", _METRES)
    yield from _least(sentence, _LOAD, "floor_load", _LOAD_KN)
    yield from _least(sentence, _POWER, "power", _KVA)


def _least(
    sentence: Sentence, part: Part, criterion: str, units: dict[str, float]
) -> Iterator[Found]:
    for match in sentence.matches(part):
        groups = groups_of(match)
        unit = groups.get("unit", "")
        try:
            said = number(groups.get("low", groups["number"]))
            said += 0 if "low" in groups else tenths(groups.get("tenths"))
        except QuantityError:
            continue
        value = round(said * units.get(unit, 1.0), 4)
        if "most_before" in groups or "most_after" in groups or not value > 0:
            yield sentence.ignore(*match.span())
            continue
        text, message = sentence.original(*match.span()), _RULES.get(unit)
        assumed = rule(message, text=text, number=as_written(value)) if message else None
        yield sentence.read(*match.span(), criterion, {f"{criterion}_min": value}, assumed)
