"""Numbers, floor areas, rents and prices: 3,000, 一万二, 1.2万㎡, 3亩, 4.5元/㎡/天, 5.5万元/㎡."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import cn2an

from geo.quantities.parsed import Parsed, QuantityError, one_figure, plain

_DIGITS: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,2})?")
_CHINESE: Final = "零〇一二两三四五六七八九十百千万亿点半"
_TIMES: Final = {"十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 10**8}
_MOST_SIGNS: Final = 40
"""A longer number is a slip of the keyboard."""

NUMBER: Final = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[百千万亿]|[kw](?![a-z]))?|[{_CHINESE}]+)"
)
"""A number as it stands in a text: the pattern for whoever looks for one."""

_AREA_UNITS: Final[dict[str, Fraction]] = {
    **dict.fromkeys(
        ("平方米", "平米", "平方", "平", "方", "m2", "m²", "sqm", "sq.m", ""), Fraction(1)
    ),
    **dict.fromkeys(("公顷", "ha"), Fraction(10_000)),
    "亩": Fraction(2000, 3),
}
AREA_UNIT: Final = r"(?:平方米|平米|平方|平|方|m2|sqm|sq\.m|公顷|ha|亩)"
"""A unit of area as it stands in a text (after `plain`)."""

_AREA: Final = re.compile(rf"(?P<number>.*?)(?P<unit>{AREA_UNIT})?")

DAYS_A_MONTH: Final = Fraction(365, 12)
"""A month's rent is 365/12 days' rent."""

_NOT_SAID: Final = ("面议", "电议", "另议", "待定", "详询")
_PER_AREA: Final = r"(?:/|每)?(?:平方米|平米|平方|平|m2|㎡)"
_RENT: Final = re.compile(
    rf"(?P<number>.+?)(?:元|块|rmb|￥)?(?:{_PER_AREA})?(?:(?:/|每|\.|·)?(?P<per>天|日|月|年))?"
)
_RENT_FIRST: Final = re.compile(
    rf"(?P<number>.+?)(?:元|块)?(?:/|每)?(?P<per>天|日|月|年){_PER_AREA}"
)
_PRICE: Final = re.compile(rf"(?P<number>.+?)(?:元|块|￥)?(?:{_PER_AREA})?")
_DAYS: Final = {"天": Fraction(1), "日": Fraction(1), "月": DAYS_A_MONTH, "年": Fraction(365)}


def number_of(text: str) -> Fraction:
    """Return the number a plain text is, exactly; raise where it is none."""
    if len(text) > _MOST_SIGNS:
        raise QuantityError(f"“{text[:12]}…”有 {len(text)} 位，不是数：请核对")
    digits = _DIGITS.match(text)
    if digits:
        times = text[digits.end() :]
        if times in ("", *_TIMES):
            return Fraction(digits.group().replace(",", "")) * _TIMES.get(times, 1)
    if (text and all(sign in _CHINESE for sign in text)) or re.fullmatch(r"\d+万\d", text):
        return _chinese_number(text)
    raise QuantityError(f"“{text}”不是数：请写数字")


def _chinese_number(text: str) -> Fraction:
    if text == "半":
        return Fraction(1, 2)
    try:
        return Fraction(str(cn2an.cn2an(text, "smart")))
    except ValueError as problem:
        raise QuantityError(f"“{text}”不是数：请写数字") from problem


def as_written(number: Fraction | float) -> str:
    """Return a number for a reader: no more than two decimals, none where there are none."""
    return f"{round(float(number), 2):,.12g}"


def parse_number(text: str) -> Parsed[float]:
    """Return a number; Chinese numerals and 千, 万, 亿 are worked out."""
    written, qualifier = one_figure(text)
    number = number_of(written)
    is_plain = re.fullmatch(r"-?[\d.,]+", text.strip())
    rule = "" if is_plain or qualifier else f"{text.strip()} = {as_written(number)}"
    return Parsed(float(number), rule, qualifier)


def parse_area(text: str) -> Parsed[float]:
    """Return a floor area in m²; without a unit it is m². 1 亩 is 2000/3 m²."""
    written, qualifier = one_figure(text)
    match = _AREA.fullmatch(written)
    unit = (match["unit"] or "") if match else ""
    number = number_of(match["number"] if match else written)
    if unit not in _AREA_UNITS:
        raise QuantityError(f"“{unit}”不是面积单位：请用㎡、万㎡、亩")
    area = number * _AREA_UNITS[unit]
    is_plain = re.fullmatch(r"-?[\d.,]+(?:m2|平方米|平米|平)?", written)
    rule = "" if is_plain else f"{text.strip()} = {as_written(area)}㎡"
    return Parsed(float(area), rule, qualifier)


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
    is_plain = re.fullmatch(rf"[\d.,]+(?:元(?:{_PER_AREA})?)?", written)
    rule = "" if is_plain else f"{text.strip()} = {as_written(number)} 元/㎡"
    return Parsed(float(number), rule, qualifier)


def _said(text: str) -> tuple[str, str | None]:
    if any(word in plain(text) for word in _NOT_SAID):
        raise QuantityError(f"“{text.strip()}”不是数：没有定价的请留空")
    return one_figure(text)
