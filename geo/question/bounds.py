"""Words that make a number a least, a most or a guess: 至少, 以内, 左右."""

from __future__ import annotations

import re
from typing import Final

from geo.question.rules import NONE, Rule, rule
from geo.translation import N_

ABOUT_SHARE: Final = 0.1
"""左右 and 约 mean ten per cent more or less."""

_NOT: Final = "[不别][要能得可会]?"
MOST_BEFORE: Final = (
    rf"{_NOT}(?:超过?|超出|[大多高]于)|不[到足]|最[多高大贵]|至多|[小低少]于(?:或?等于)?"
    r"|上限|<=|≤|<"
)
LEAST_BEFORE: Final = (
    rf"{_NOT}[少低小]于|至少|最[少低小]|起码|超过|[大高多]于(?:或?等于)?|达到|下限|>=|≥|>"
)
_ABOUT_BEFORE: Final = "(?:大约|大概|差不多|约莫|约|≈)(?:需要?|要|得|是|在)?"
BEFORE: Final = (
    rf"(?:(?P<most_b>{MOST_BEFORE})|(?P<least_b>{LEAST_BEFORE})|(?P<about_b>{_ABOUT_BEFORE}))?"
)
AFTER: Final = (
    r"(?:(?P<about_a>左右|上下)|(?P<least_a>及?以上|起步?|打底|出头|\+)"
    r"|(?P<most_a>及?以内|及?以下|之内|以里|之下|封顶|不到|内))?"
)
TO: Final = r"(?:-|~|—|–|至|到)"
FILLING: Final = r"(?:需求|需要|要求|要|是|为|在|大概|控制|有|能|达到|必须|得|最好|尽量|希望|:)*+"
"""What may stand between a thing's name and its number."""


Span = tuple[float | None, float | None]
"""The least and the most that is wanted."""


def span_of(value: float, match: re.Match[str]) -> tuple[Span, Rule]:
    """Return the least and most an area (m²) with its words means, and the rule."""
    groups = match.groupdict()
    exact = round(value, 6)
    if groups.get("most_b") or groups.get("most_a"):
        return (None, exact), NONE
    if groups.get("about_b") or groups.get("about_a"):
        least, most = value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE)
        about = rule(
            N_("左右、约按 ±10% 计：{least}—{most}㎡"),
            least=as_written_of(least),
            most=as_written_of(most),
        )
        return (round(least, 6), round(most, 6)), about
    return (exact, None), NONE


def as_written_of(value: float) -> str:
    """Return a number for a reader."""
    return f"{round(value, 2):,.12g}"
