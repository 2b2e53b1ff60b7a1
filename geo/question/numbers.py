"""Numbers as they are said: 3000, 两千, 1万5千, 四块五, 4米5."""

from __future__ import annotations

import re
from typing import Final

from geo.quantities import QuantityError
from geo.quantities.amounts import NUMBER as WRITTEN
from geo.quantities.amounts import number_of

_TIMES: Final = {"百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000}
_MIXED: Final = r"(?:\d+(?:\.\d+)?[万千wk]\d{1,4}[千百]?(?![\d.]))"
_MIXED_PARTS: Final = re.compile(r"(\d+(?:\.\d+)?)([万千wk])(\d{1,4})([千百]?)")

_FIRST: Final = r"(?<![\d.m±])(?<!\d[e*x×^])(?<!负)(?<!^-)(?<![，,。；;、\x00]-)"
NUMBER: Final = rf"{_FIRST}(?:{_MIXED}|{WRITTEN})"
"""A number in a question. It begins where no other goes on, and has no sign before it."""

TENTH: Final = r"[\d一二两三四五六七八九半](?![\d一二三四五六七八九十百千万.])"
"""What follows a unit as its tenths: the 5 of 4块5."""


def number(text: str) -> float:
    """Return a number; raise `QuantityError` where a text is none. 1万5 is 15,000, as 1万5千."""
    mixed = _MIXED_PARTS.fullmatch(text)
    if mixed is None:
        return float(number_of(text))
    head, times, tail, tail_times = mixed[1], _TIMES[mixed[2]], mixed[3], mixed[4]
    if tail_times and _TIMES[tail_times] >= times:
        raise QuantityError(f"“{text}”不是数：请写数字")
    unit = _TIMES[tail_times] if tail_times else (times // 10 if len(tail) == 1 else 1)
    return float(head) * times + float(tail) * unit


def tenths(text: str | None) -> float:
    """Return what a figure behind a unit adds: 5 and 半 are a half."""
    if not text:
        return 0.0
    return 0.5 if text == "半" else float(number_of(text)) / 10
