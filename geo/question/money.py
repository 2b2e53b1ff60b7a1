"""Rent, price and monthly budget: told apart by their words, their unit and their period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT, DAYS_A_MONTH, as_written
from geo.question.numbers import (
    ABOUT_SHARE,
    AFTER,
    BEFORE,
    NUMBER,
    TENTH,
    TO,
    is_about,
    number,
    tenths,
)
from geo.question.patterns import Part
from geo.question.sentence import Found, Rule, Sentence, rule
from geo.translation import N_

_LONG: Final = Part(r"季度?|半年|[全整]年  # 季度 半年 全年")
_KEYS: Final = Part(rf"""
    (?: [日月年] | {_LONG})? (?:租金|房租) | [日月年]租|房租|租价|租赁  # 日租金 季度租金
    | 总价|售价|房价|[买购]价|购买价格?|购置价格?|购房|出售价格?|单价|均价  # 总价
    | (?: [月年] | {_LONG})? 预算 | 价格|价位|报价|成本|费用  # 月预算
    | 租 (?= \d+ (?:\.\d+)? [元块]) | 买 (?= \d+ (?:\.\d+)? 万)  # ⟨租⟩5块 ⟨买⟩3万
    """)
"""What an amount is called."""

_PER: Final = Part(rf"""
    [/每一·a] 个? (?: {AREA_UNIT} | 天|日|月|季度?|半年|年)  # /m2 每个月
    | (?<= [月日天年]) [/每]? {AREA_UNIT}  # /天⟨/平⟩
    """)
"""What an amount is for."""

_FILLING: Final = Part(r"""
    总额|总共|总|合计|加起来|水平|标准|上限|控制|希望|要求|可以|接受  # 总额
    | 能|在|要|是|为|有|的话|的|给|最好|尽量|出|:  # 的话
    """)
_OTHER_MONEY: Final = Part(r"""
    物业管理费|物业费|管理费|停车费|车位费|水电费|电费|水费|押金|保证金|装修费|佣金  # 物业费
    | 中介费|转让费|注册资本|注册资金|投资|融资|营收|产值|税收|纳税|补贴  # 注册资本
    """)
"""An amount of one of these is no rent and no price."""

_ONE_OF: Final = Part(rf"一个? (?: [天日月年] | {AREA_UNIT})  # 一平 一个月")
"""六块一平, 五块钱一天: what an amount is for, and no tenth."""

_TENTH: Final = Part(rf"""
    (?! {_ONE_OF}) (?: {TENTH} | [\d一二两三四五六七八九半] (?= {_ONE_OF}))  # 8 ⟨8⟩一平
    """)
_MONEY: Final = Part(rf"""
    (?P<else> {_OTHER_MONEY} {_FILLING}*+)?  # 物业费20元
    (?P<words> (?: {_KEYS} | {_PER}) (?: {_KEYS} | {_PER} | {_FILLING})*+)?  # 每月预算30万
    {BEFORE} [出要是为]?  # 日租金不超过5元
    (?: (?P<low> {NUMBER}) (?: [元块] {TENTH}?)? {TO})? (?P<number> {NUMBER})  # 25到30万元
    (?: (?P<unit> 万? (?:元|块钱|块|rmb) | ￥) (?P<tenths> {_TENTH})?)?  # 3块8
    (?P<per> {_PER}*+) (?P<tail> 的? (?:预算|[日月]?租金|[日月]租|单价))?  # 6元/m2·天
    {AFTER} (?P<tail_behind> 的? (?:预算|[日月]?租金|[日月]租))?  # 30万以内的月租金
    """)
_OTHER_UNIT: Final = Part(rf"""
    {AREA_UNIT} | [个米m号层栋幢人年月天日分家间套站期楼吨t]  # 平 人
    | 公斤|kg|q|kva|kn|kw|mva|km|公里  # kva
    """)
_OF_A_PRICE: Final = Part(r"售|买|购|房价  # 售 房价")
_BY_WORD: Final = Part(r"单价|均价|价格|价位  # 单价 价位")

_LARGEST_RENT: Final = 200
"""元/㎡/天; more than that is no rent a day."""

_SMALLEST_PRICE: Final = 1000
"""元/㎡; less than that is no price, nor a month's budget."""

_SMALLEST_RENT: Final = 0.3
"""元/㎡/天; less than that is no rent."""

_Period = Literal["天", "月", "季", "半年", "年", ""]
_MONTHS: Final = {"月": 1, "季": 3, "半年": 6, "年": 12}


@dataclass(frozen=True)
class _Amount:
    """An amount of money (元) with what is said of it."""

    value: float
    words: str
    period: _Period
    is_by_area: bool
    has_unit: bool
    """Whether it says 元: a budget of 5块 is a rent, one of 5 is none that is clear."""

    @property
    def is_rent(self) -> bool:
        return "租" in self.words or bool(self.period)

    @property
    def a_day(self) -> float:
        """The amount for a day."""
        days = float(DAYS_A_MONTH) * _MONTHS.get(self.period, 0) or 1.0
        return round(self.value / days, 4)

    @property
    def a_month(self) -> float:
        """The amount for a month."""
        return round(self.value / _MONTHS.get(self.period, 1), 4)


def read_money(sentence: Sentence) -> Iterator[Found]:
    """Yield rents (元/㎡/天), prices (元/㎡) and budgets (元 a month), each the most to be paid."""
    for match in sentence.matches(_MONEY):
        said = match["words"] or match["tail"] or match["tail_behind"]
        if not (said or match["unit"] or match["per"] or match["else"]):
            continue
        if not match["unit"] and _has_another_unit(sentence, match.end()):
            continue
        try:
            value = number(match["number"]) + tenths(match["tenths"])
        except QuantityError:
            continue
        value *= 10_000 if (match["unit"] or "").startswith("万") else 1
        if is_about(match):
            value = round(value * (1 + ABOUT_SHARE), 6)
        amount = _amount(match, value)
        kind = _kind(amount)
        is_least = match["least_before"] or match["least_after"]
        if kind is None or match["else"] or is_least or not value > 0:
            yield sentence.ignore(*match.span())
            continue
        most = {"rent": amount.a_day, "price": value, "budget": amount.a_month}[kind]
        assumed = _rule(match, sentence.original(*match.span()), kind, amount)
        yield sentence.read(*match.span(), kind, {f"{kind}_max": most}, assumed)


def _has_another_unit(sentence: Sentence, end: int) -> bool:
    """Whether a number is one of something else; 年 behind a space begins a day."""
    unit = _OTHER_UNIT.pattern.match(sentence.left, end)
    return unit is not None and not (end in sentence.gaps and unit.group() in "年月")


def _amount(match: re.Match[str], value: float) -> _Amount:
    words = "".join(match[name] or "" for name in ("words", "tail", "tail_behind"))
    per = f"{words}{match['per']}".replace("日", "天")
    period: _Period = ""
    for sign in get_args(_Period):
        if sign and re.search(rf"[/每一·a]个?{sign}|{sign}度?(?:房?租|预算)", per):
            period = sign
            break
    is_by_area, unit = re.search(AREA_UNIT, per) is not None, match["unit"] or ""
    return _Amount(value, words, period, is_by_area, bool(unit) and "万" not in unit)


def _kind(amount: _Amount) -> Literal["rent", "price", "budget"] | None:
    """Return which criterion an amount is, none where that is not clear."""
    if "总价" in amount.words and not amount.is_rent:
        return None
    is_large = amount.value > _SMALLEST_PRICE
    if not amount.is_rent and _OF_A_PRICE.pattern.search(amount.words):
        return "price" if is_large else None
    if amount.period in _MONTHS and not amount.is_by_area and is_large:
        return "budget"
    if amount.is_rent:
        return "rent" if _SMALLEST_RENT <= amount.a_day <= _LARGEST_RENT else None
    if amount.is_by_area or _BY_WORD.pattern.search(amount.words):
        return "price" if is_large else "rent"
    is_rent_a_day = not amount.words or ("预算" in amount.words and amount.has_unit)
    return "rent" if is_rent_a_day and amount.value <= _LARGEST_RENT else None


def _rule(match: re.Match[str], text: str, kind: str, amount: _Amount) -> Rule | None:
    a_day, a_month = as_written(amount.a_day), as_written(amount.a_month)
    if kind == "rent" and amount.period in _MONTHS:
        return rule(N_("{text}：{number} 元/㎡/天（每月 365/12 天）"), text=text, number=a_day)
    if kind == "budget" and amount.period != "月":
        return rule(N_("{text}：每月 {number} 元"), text=text, number=a_month)
    if kind == "rent" and not amount.is_rent:
        return rule(N_("{text}：按 {number} 元/㎡/天计"), text=text, number=a_day)
    if is_about(match):
        return rule(N_("{text}：左右、约按 +10% 计"), text=text)
    return rule(N_("{text}：取上限"), text=text) if match["low"] else None
