"""Readings of figures, and what all share: full-width signs, qualifiers, one figure a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from geo.errors import PlanningError

T = TypeVar("T")

MOST_CHARACTERS: Final = 60
"""A figure is short; what is longer is refused before any rule looks at it."""


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """A value, the rule it was read by (empty: as written), its qualifier (`schema.QUALIFIERS`)."""

    value: T
    rule: str = ""
    qualifier: str | None = None


class QuantityError(PlanningError):
    """A text that is not the figure it should be."""


_BEFORE: Final = {
    "about": ("大约", "大概", "约", "近", "≈", "~"),
    "at_least": ("不少于", "不低于", "至少", "超过", "≥", ">=", ">"),
    "expected": ("预计", "拟", "计划"),
}
_AFTER: Final = {
    "about": ("左右", "上下"),
    "at_least": ("及以上", "以上", "+"),
}
_LIMITS: Final = ("不超过", "不高于", "至多", "最多", "以内", "以下", "≤", "<")
_MORE: Final = re.compile(r"(?<=[\d千万百亿])[余多](?=\D|$)")
_RANGE: Final = re.compile(r"\d\s*(?:-|~|—|–|至|到)\s*\d")


def plain(text: str) -> str:
    """Return a text with half-width signs and without spaces; refuse what is empty or too long."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
    if not folded:
        raise QuantityError("没有内容：请填写")
    if len(folded) > MOST_CHARACTERS:
        raise QuantityError(f"有 {len(folded)} 个字，不像一个数：请只写数和单位")
    return folded


def require_one(text: str) -> None:
    """Refuse an upper limit or a range: they are no figure."""
    if any(word in text for word in _LIMITS):
        raise QuantityError(f"“{text}”写的是上限：请写一个确定的数")
    if _RANGE.search(text):
        raise QuantityError(f"“{text}”写的是范围：请写一个确定的数")


def without_qualifier(text: str) -> tuple[str, str | None]:
    """Return a plain text without what qualifies its figure, and the qualifier."""
    found = None
    for qualifier, words in _BEFORE.items():
        for word in words:
            if text.startswith(word):
                text, found = text.removeprefix(word), qualifier
                break
    for qualifier, words in _AFTER.items():
        for word in words:
            if text.endswith(word):
                text, found = text.removesuffix(word), qualifier
                break
    if _MORE.search(text):
        text, found = _MORE.sub("", text), "at_least"
    return text, found


def one_figure(text: str) -> tuple[str, str | None]:
    """Return the one figure a text has, plain and without its qualifier, and the qualifier."""
    folded = plain(text)
    require_one(folded)
    return without_qualifier(folded)
