"""Numbers as they are said (3000, 1万5千, 4米5), and words that bound them (至少, 以内, 左右)."""

from __future__ import annotations

import re
from typing import Final

from geo.quantities import QuantityError
from geo.quantities.amounts import NUMBER as WRITTEN
from geo.quantities.amounts import as_written, number_of
from geo.question.patterns import Part
from geo.question.sentence import Rule, rule
from geo.translation import N_

ABOUT_SHARE: Final = 0.1
"""左右 and 约 mean ten per cent more or less."""

_TIMES: Final = {"百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000}
_MIXED: Final = Part(r"""
    (?P<head> \d+ (?:\.\d+)?) (?P<times> [万千wk])  # 1.2万500
    (?P<tail> \d{1,4}) (?P<tail_times> [千百]?)  # 1万5千
    """)
NUMBER: Final = Part(rf"""
    (?<! [\d.m±]) (?<! \d[e*x×^]) (?<! 负) (?<! ^-) (?<! [，,。；;、\x00]-)  # 面积⟨3000⟩
    (?: \d+ (?:\.\d+)? [万千wk] \d{{1,4}} [千百]? (?! [\d.]) | {WRITTEN})  # 1万5千 3,000 两千
    """)
"""It begins where no other goes on, and has no sign before it."""

TENTH: Final = Part(
    r"[\d一二两三四五六七八九半] (?! [\d一二三四五六七八九十百千万.])  # 5 4块⟨半⟩，"
)
"""What follows a unit as its tenths: the 5 of 4块5."""

_NOT: Final = Part(r"[不别] [要能得可会]?  # 不 不能 别")
MOST_BEFORE: Final = Part(rf"""
    {_NOT} (?:超过?|超出|[大多高]于) | 不[到足] | 最[多高大贵] | 至多  # 不超过 不能高于 最多
    | [小低少]于 (?:或?等于)? | 上限|<=|≤|<  # 小于等于
    """)
LEAST_BEFORE: Final = Part(rf"""
    {_NOT} [少低小]于 | 至少 | 最[少低小] | 起码|超过  # 不少于 至少
    | [大高多]于 (?:或?等于)? | 达到|下限|>=|≥|>  # 大于等于
    """)
_ABOUT_BEFORE: Final = Part(r"(?:大约|大概|差不多|约莫|约|≈) (?:需要?|要|得|是|在)?  # 大约 约需要")
BEFORE: Final = Part(rf"""
    (?: (?P<most_before> {MOST_BEFORE})  # 不超过
      | (?P<least_before> {LEAST_BEFORE})  # 至少
      | (?P<about_before> {_ABOUT_BEFORE}))?  # 大概要
    """)
AFTER: Final = Part(r"""
    (?: (?P<about_after> 左右|上下)  # 左右
      | (?P<least_after> 及?以上|起步?|打底|出头|\+)  # 及以上 起
      | (?P<most_after> 及?以内|及?以下|之内|以里|之下|封顶|不到|内))?  # 以内
    """)
TO: Final = Part(r"[-~—–至到]  # - 到")
FILLING: Final = Part(r"""
    (?:需求|需要|要求|要|是|为|在|大概|控制|有|能|达到|必须|得|最好|尽量|希望|:)*+  # 要求是 控制在
    """)
"""What may stand between a thing's name and its number."""

Span = tuple[float | None, float | None]
"""The least and the most that is wanted."""


def number(text: str) -> float:
    """Return a number; raise `QuantityError` where a text is none. 1万5 is 15,000, as 1万5千."""
    mixed = _MIXED.pattern.fullmatch(text)
    if mixed is None:
        return float(number_of(text))
    times, tail, tail_times = _TIMES[mixed["times"]], mixed["tail"], mixed["tail_times"]
    if tail_times and _TIMES[tail_times] >= times:
        raise QuantityError(f"“{text}”不是数：请写数字")
    unit = _TIMES[tail_times] if tail_times else (times // 10 if len(tail) == 1 else 1)
    return float(mixed["head"]) * times + float(tail) * unit


def tenths(text: str | None) -> float:
    """Return what a figure behind a unit adds: 5 and 半 are a half."""
    if not text:
        return 0.0
    return 0.5 if text == "半" else float(number_of(text)) / 10


def is_about(match: re.Match[str]) -> bool:
    """Whether a number stands beside 左右 or 约."""
    return bool(match["about_before"] or match["about_after"])


def span_of(value: float, match: re.Match[str]) -> tuple[Span, Rule | None]:
    """Return the least and most an area (m²) with its words means, and the rule."""
    exact = round(value, 6)
    if match["most_before"] or match["most_after"]:
        return (None, exact), None
    if is_about(match):
        least, most = value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE)
        message = N_("左右、约按 ±10% 计：{least}—{most}㎡")
        about = rule(message, least=as_written(least), most=as_written(most))
        return (round(least, 6), round(most, 6)), about
    return (exact, None), None
