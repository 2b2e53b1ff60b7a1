"""Readers of cells by the type of their column; figures by the rules of `geo.quantities`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any, Final

from geo.carriers.schema import CARRIER_FIELDS, STATUSES, TENURES
from geo.plan.industries import Vocabulary, folded
from geo.plan.schema import Field
from geo.quantities import (
    Parsed,
    QuantityError,
    parse_area,
    parse_date,
    parse_number,
    parse_price,
    parse_rent,
)
from geo.quantities.parsed import plain, without_qualifier

LONGEST_TEXT: Final = 200
_ENGLISH_CHOICES: Final = {
    "to let": "lease",
    "for sale": "sale",
    "to let or for sale": "either",
}
"""English words for a choice that are not its key."""

_UNITS: Final = {
    "ceiling_height_m": re.compile(r"(?:米|m)$"),
    "floor_load_kn_m2": re.compile(r"(?:kn(?:/(?:m2|平方米|平米))?|千牛(?:/平方米)?)$"),
    "power_kva": re.compile(r"(?:kva|千伏安)$"),
    "lon": re.compile(r"[°度]?e?$"),
    "lat": re.compile(r"[°度]?n?$"),
}
_ENGLISH_UNITS: Final = ("cny/m2/day", "cny/m2")
"""Units of money in the headers of an English file; the others are written alike."""

_FLOOR: Final = re.compile(r"(?:第)?(?P<below>地下|负|b|-)?(?P<number>\d{1,3})(?:层|楼|f)?")
_LEVELS: Final = {"floor": (-10, 150), "ceiling_height_m": (1, 60), "floor_load_kn_m2": (0.1, 500)}
_LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    **_LEVELS,
    "total_gfa_m2": (1, 5_000_000),
    "available_gfa_m2": (0, 5_000_000),
    "rent_cny_m2_day": (0.01, 30),
    "price_cny_m2": (100, 2_000_000),
    "power_kva": (1, 1_000_000),
}
"""The least and most that can be meant, in the unit of the field."""

Reader = Callable[[Any], Parsed[Any]]


def readers(industries: Vocabulary, today: date) -> dict[str, Reader]:
    """Return how each field's cell is read; all raise `QuantityError` for what they cannot read."""
    kinds: dict[str, Callable[[Field], Reader]] = {
        "text": lambda _: _text,
        "texts": lambda _: lambda value: _industries(value, industries),
        "date": lambda field: lambda value: _day(value, field.name, today),
        "choice": lambda field: lambda value: _choice(value, field.name),
        "number": lambda field: lambda value: _number(value, field.name),
    }
    return {field.name: kinds[field.type](field) for field in CARRIER_FIELDS}


def written(value: Any) -> str:
    """Return a cell's value as text."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value)


def _text(value: Any) -> Parsed[str]:
    text = unicodedata.normalize("NFC", written(value)).strip()
    if len(text) > LONGEST_TEXT:
        raise QuantityError(f"有 {len(text)} 个字，最多 {LONGEST_TEXT} 个：请缩短")
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text):
        raise QuantityError("有看不见的控制字符或换行：请删去后重新输入")
    return Parsed(text)


def _industries(value: Any, vocabulary: Vocabulary) -> Parsed[tuple[str, ...]]:
    words = [word.strip() for word in re.split(r"[、,，;；/|\n]", _listed(value)) if word.strip()]
    unknown = [word for word in words if vocabulary.key_of(word) is None]
    rule = f"不在产业词表中，按原文保留：{'、'.join(unknown)}" if unknown else ""
    return Parsed(tuple(dict.fromkeys(words)), rule)


def _listed(value: Any) -> str:
    return _text(str(value).replace("\n", "、")).value


def _choice(value: Any, name: str) -> Parsed[str]:
    labels = STATUSES if name == "status" else TENURES
    keys = {folded(label): key for key, label in labels.items()}
    keys |= {folded(word): key for word, key in _ENGLISH_CHOICES.items() if key in labels}
    keys |= {key: key for key in labels}
    key = keys.get(folded(written(value)))
    if key is None:
        raise QuantityError(f"不在选项中：请填 {'、'.join(labels.values())} 之一")
    return Parsed(key)


def unit_of(header: object, name: str) -> str:
    """Return the unit that a header has in brackets, empty where it is the field's own.

    Raises a `QuantityError` for what is no unit of the field.
    """
    text = unicodedata.normalize("NFKC", str(header))
    brackets = re.findall(r"\(([^)]*)\)", text)
    unit = brackets[-1].strip() if brackets else ""
    if not unit or (name not in _UNITS and name not in _LIMITS) or name == "floor":
        return ""
    if folded(unit) in _ENGLISH_UNITS:
        return ""
    try:
        one = _measure(f"1{unit}", name).value
    except QuantityError as problem:
        raise QuantityError(f"“{unit}”不是这一列的单位：请换算，或删去括号") from problem
    return "" if one == 1 else unit


def with_unit(value: Any, unit: str) -> Any:
    """Return a cell's value with the unit of its header, where it has none of its own."""
    if not unit:
        return value
    text = plain(written(value))
    number, _ = without_qualifier(text)
    return text.replace(number, f"{number}{unit}", 1) if re.fullmatch(r"[\d.,]+", number) else value


def _day(value: Any, name: str, today: date) -> Parsed[date]:
    if isinstance(value, datetime):
        return _sane_day(Parsed(value.date()), name, today)
    if isinstance(value, date):
        return _sane_day(Parsed(value), name, today)
    if isinstance(value, float) and round(value % 1, 6) == 0.1:
        year = int(value)
        raise QuantityError(f"是 {year} 年 1 月还是 10 月不清楚：请写成 {year}-01 或 {year}-10")
    return _sane_day(parse_date(written(value), today=None), name, today)


def _sane_day(parsed: Parsed[date], name: str, today: date) -> Parsed[date]:
    if not 1990 <= parsed.value.year <= 2100:
        raise QuantityError(f"年份 {parsed.value.year} 不在 1990—2100 之间：请改正")
    if name == "as_of" and parsed.value > today:
        raise QuantityError(f"数据日期 {parsed.value} 晚于今天：请改正")
    return parsed


def _number(value: Any, name: str) -> Parsed[float]:
    parsed = _floor(written(value)) if name == "floor" else _measure(value, name)
    least, most = _LIMITS.get(name, (-180.0, 180.0))
    if not isfinite(parsed.value) or not least <= parsed.value <= most:
        raise QuantityError(_out_of(name, parsed.value, least, most))
    return parsed


def _out_of(name: str, number: float, least: float, most: float) -> str:
    if name.endswith("_gfa_m2") and number == 0:
        return "面积是 0：请填写大于 0 的面积，不知道的请核实"
    if name == "rent_cny_m2_day" and number > most:
        return f"{number:,.10g} 元/㎡/天太高，最多 {most:g}：如果是月租金，请写明“元/㎡/月”"
    return f"{number:,.10g} 不在 {least:,.10g}—{most:,.10g} 之间：请检查单位和小数点"


def _floor(text: str) -> Parsed[float]:
    plain = folded(text)
    match = _FLOOR.fullmatch(plain.removesuffix(".0"))
    if match is None or int(match["number"]) == 0:
        raise QuantityError("不是楼层：请填写整数，地下一层写 -1 或 B1；跨层的请分行填写")
    floor = -int(match["number"]) if match["below"] else int(match["number"])
    is_plain = re.fullmatch(r"-?\d+(?:\.0)?", plain)
    return Parsed(float(floor), "" if is_plain else f"{text}：{floor} 层")


def _measure(value: Any, name: str) -> Parsed[float]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Parsed(float(value))
    text = written(value)
    if name.endswith("_gfa_m2"):
        return parse_area(text)
    if name == "rent_cny_m2_day":
        return parse_rent(text)
    if name == "price_cny_m2":
        return parse_price(text)
    unit = _UNITS[name].search(folded(text))
    bare = folded(text)[: unit.start()] if unit else text
    parsed = parse_number(bare)
    return Parsed(parsed.value, parsed.rule, parsed.qualifier)
