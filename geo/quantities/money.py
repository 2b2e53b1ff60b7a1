"""Rents (元/㎡/天) and prices (元/㎡), whatever the unit they are written in."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from geo.quantities.amounts import as_written, number_of
from geo.quantities.parsed import Parsed, QuantityError, one_figure, plain

DAYS_A_MONTH: Final = Fraction(365, 12)
"""A month's rent is 365/12 days' rent."""

_NOT_SAID: Final = ("面议", "电议", "另议", "待定", "详询")
_AREA: Final = r"(?:/|每)?(?:平方米|平米|平方|平|m2|㎡)"
_RENT: Final = re.compile(
    rf"(?P<number>.+?)(?:元|块|rmb|￥)?(?:{_AREA})?(?:(?:/|每|\.|·)?(?P<per>天|日|月|年))?"
)
_RENT_FIRST: Final = re.compile(rf"(?P<number>.+?)(?:元|块)?(?:/|每)?(?P<per>天|日|月|年){_AREA}")
_PRICE: Final = re.compile(rf"(?P<number>.+?)(?:元|块|￥)?(?:{_AREA})?")
_DAYS: Final = {"天": Fraction(1), "日": Fraction(1), "月": DAYS_A_MONTH, "年": Fraction(365)}


def parse_rent(text: str) -> Parsed[float]:
    """Return a rent in 元/㎡/天; without a unit it is that. A month is 365/12 days, a year 365."""
    written, qualifier = _said(text)
    match = _RENT_FIRST.fullmatch(written) or _RENT.fullmatch(written)
    number = number_of(match["number"].removeprefix("¥") if match else written)
    days = _DAYS[(match["per"] if match else None) or "天"]
    rent = number / days
    counted = "每年 365 天" if days == _DAYS["年"] else "每月 365/12 天"
    rule = "" if days == 1 else f"{text.strip()} = {as_written(rent)} 元/㎡/天（{counted}）"
    return Parsed(round(float(rent), 4), rule, qualifier)


def parse_price(text: str) -> Parsed[float]:
    """Return a price in 元/㎡; without a unit it is that."""
    written, qualifier = _said(text)
    match = _PRICE.fullmatch(written)
    number = number_of(match["number"].removeprefix("¥") if match else written)
    is_plain = re.fullmatch(rf"[\d.,]+(?:元(?:{_AREA})?)?", written)
    rule = "" if is_plain else f"{text.strip()} = {as_written(number)} 元/㎡"
    return Parsed(float(number), rule, qualifier)


def _said(text: str) -> tuple[str, str | None]:
    if any(word in plain(text) for word in _NOT_SAID):
        raise QuantityError(f"“{text.strip()}”不是数：没有定价的请留空")
    return one_figure(text)
