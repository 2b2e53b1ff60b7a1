"""Rent, price and monthly budget: told apart by their words, their unit and their period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geo.quantities import QuantityError
from geo.quantities.amounts import AREA_UNIT, NUMBER, number_of
from geo.quantities.money import DAYS_A_MONTH
from geo.search.question.measures import ABOUT_SHARE, AFTER, BEFORE, TO, as_written_of
from geo.search.question.sentence import Found, Sentence

_KEYS: Final = (
    "租金预算|月租金|日租金|年租金|租金|月租|日租|房租|租价|租赁单价|总价|售价|房价|购买价格?|购置价格?|购房"
    "|出售价格?|买价|单价|均价|月预算|预算|价格|报价|成本|费用"
)
_PER: Final = rf"(?:(?:/|每|一|·)个?(?:{AREA_UNIT}|天|日|月|年))"
_FILLING: Final = (
    r"(?:单价|总额|总价|总共|合计|加起来|水平|标准|预算|上限|控制|希望|要求|可以|接受|能|在|要|是|为|有|的|给|最好"
    r"|不能|别|:|,)*"
)
_MONEY: Final = re.compile(
    rf"(?:(?P<key>{_KEYS})(?P<filling>{_FILLING}))?(?P<per_b>{_PER}*){_FILLING}{BEFORE}"
    rf"(?:(?P<low>{NUMBER})(?:元|块)?{TO})?(?P<number>{NUMBER})(?P<unit>万?(?:元|块钱|块|rmb)|￥)?"
    rf"(?P<per_a>{_PER}*)(?:的?租金|的?预算)?{AFTER}(?P<tail>的?预算|的?租金|的?月租)?"
)
_NO_AREA: Final = re.compile(rf"^(?:{AREA_UNIT}|米|m|号|层|栋|人|个|年|月|天|日|q|kva|kn|kw|千|分)")
_LARGEST_RENT: Final = 200
"""元/㎡/天; more than that is no rent a day."""

_SMALLEST_PRICE: Final = 1000
"""元/㎡; less than that is no price, nor a month's budget."""


def read_money(sentence: Sentence) -> Iterator[Found]:
    """Yield rents (元/㎡/天), prices (元/㎡) and budgets (元 a month), each the most to be paid."""
    for match in sentence.matches(_MONEY):
        words = f"{match['key'] or ''}{match['filling'] or ''}{match['tail'] or ''}"
        per = f"{match['per_b']}{match['per_a']}"
        is_money = match["key"] or match["tail"] or match["unit"] or len(per) > 2
        if not is_money or (_NO_AREA.match(sentence.left[match.end() :]) and not match["unit"]):
            continue
        found = _found(match, words, per, sentence)
        if found is not None:
            sentence.take(*match.span())
            yield found


def _found(match: re.Match[str], words: str, per: str, sentence: Sentence) -> Found | None:
    try:
        number = float(number_of(match["number"]))
    except QuantityError:
        return None
    if (match["unit"] or "").startswith("万"):
        number *= 10_000
    has_area = re.search(AREA_UNIT, per) is not None
    period = next((sign for sign in "天日月年" if sign in per or f"{sign}租" in words), "")
    if "月预算" in words:
        period = "月"
    if match["about_b"] or match["about_a"]:
        number = round(number * (1 + ABOUT_SHARE), 6)
    kind = _kind(words, period, number, has_area=has_area)
    fields = {
        "rent": lambda: {"rent_max": _a_day(number, period)},
        "price": lambda: {"price_max": number},
        "budget": lambda: {"budget_max": number},
    }
    if kind is None or match["least_b"] or match["least_a"] or not number > 0:
        return Found(*match.span(), ignored=True) if match["key"] or match["unit"] else None
    rule = _rule(match, kind, period, number)
    return Found(*match.span(), kind, fields[kind](), rule)


def _kind(words: str, period: str, number: float, *, has_area: bool) -> str | None:
    """Return which criterion an amount is, none where that is not clear."""
    is_rent = "租" in words or period in ("天", "日")
    kind = None
    if not is_rent and "总价" in words:
        kind = None
    elif not period and re.search(r"售|买|购|房价", words):
        kind = "price"
    elif period == "月" and not has_area and number > _SMALLEST_PRICE:
        kind = "budget"
    elif is_rent or (period and has_area):
        kind = "rent" if _a_day(number, period) <= _LARGEST_RENT else None
    elif has_area or re.search(r"单价|均价|价格", words):
        kind = "price" if number > _SMALLEST_PRICE else "rent"
    return kind


def _a_day(number: float, period: str) -> float:
    days = {"月": float(DAYS_A_MONTH), "年": 365.0}.get(period, 1.0)
    return round(number / days, 4)


def _rule(match: re.Match[str], kind: str, period: str, number: float) -> str:
    if kind == "rent" and period in ("月", "年"):
        rent = as_written_of(_a_day(number, period))
        return f"{match.group()}：{rent} 元/㎡/天（每月 365/12 天）"
    if match["about_b"] or match["about_a"]:
        return f"{match.group()}：左右、约按 +10% 计"
    return f"{match.group()}：取上限" if match["low"] else ""
