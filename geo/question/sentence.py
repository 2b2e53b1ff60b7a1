"""A question as the rules see it: folded, with places back into the text, read part by part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo.question.rules import NONE, Rule

_UNITS: Final = {
    "千牛": "kn",
    "千伏安": "kva",
    "兆伏安": "mva",
    "千瓦": "kw",
    "千克": "kg",
    "千米": "km",
}
"""Units whose first sign is also a number, by signs that are none; each as long as before."""

_COMMA: Final = "，"
_THOUSANDS: Final = re.compile(r"，(?=000(?!\d))")
"""A full-width comma ends a part, as in 日租5，500平; only in 3，000 it can be nothing else."""

_NUMBERS_APART: Final = re.compile(r"(?<=[\d百千万亿])\s(?=\s*\d)(?!(?<=\d\s)\d{3}(?!\d))")
"""A space between two numbers: 240万 1800平. That of 3 000 is none."""

_CIRCLED: Final = "①-⑳⑴-⒇⒈-⒛"
_ITEM: Final = re.compile(
    rf"[{_CIRCLED}]|(?:^|(?<=[\s，,。；;：:]))(?:[(（](?P<a>\d)[)）]|(?P<b>\d)(?:[)）、]|[.．](?!\d)))"
)
"""What numbers the parts of a question: ① 2000㎡ is no 12,000 ㎡."""

TAKEN = "\x00"
"""Stands where a part has been read, so that no rule reads it again or reads across it."""


@dataclass(frozen=True)
class Found:
    """What one part of a question asks for: fields of a query, and the rule it was read by.

    Without a criterion the part was understood as none (不限), or, `ignored`, not understood.
    """

    start: int
    end: int
    criterion: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    rule: Rule = NONE
    ignored: bool = False


class Sentence:
    """A question without spaces, full-width signs and capitals, and what of it is still unread."""

    def __init__(self, text: str) -> None:
        self.text = text
        signs: list[str] = []
        self._places: list[int] = []
        gaps = set()
        items = _items(text)
        for place, sign in enumerate(text):
            if place in items:
                signs += _COMMA * items[place]
                self._places += [place] * items[place]
                continue
            if _NUMBERS_APART.match(text, place):
                signs.append(_COMMA)
                self._places.append(place)
            if sign == _COMMA and not _THOUSANDS.match(text, place):
                signs.append(_COMMA)
                self._places.append(place)
                continue
            for folded in unicodedata.normalize("NFKC", sign).casefold():
                if folded.isspace():
                    gaps.add(len(signs))
                elif folded.isprintable():
                    signs.append(folded)
                    self._places.append(place)
        self.gaps = tuple(sorted(gaps))
        """Places in the folded text before which the question has a space."""
        self.folded = "".join(signs)
        for unit, letters in _UNITS.items():
            self.folded = self.folded.replace(unit, letters)
        self.left = self.folded

    def original(self, start: int, end: int) -> str:
        """Return the words of the question at places of the folded text."""
        first, last = self.place(start), self.place(end - 1)
        return self.text[first : last + 1]

    def place(self, folded_place: int) -> int:
        """Return the place in the question of a sign of the folded text."""
        return self._places[folded_place]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what a pattern finds in what is left; whoever uses a match takes it."""
        yield from list(pattern.finditer(self.left))

    def is_word(self, start: int, end: int) -> bool:
        """Whether Latin letters are a word of their own: chip of “chip design”, not of “chips”."""
        return not (self._is_inside_word(start) or self._is_inside_word(end))

    def _is_inside_word(self, place: int) -> bool:
        around = self.folded[max(place - 1, 0) : place + 1]
        is_one = len(around) == len("ab") and around.isascii() and around.isalpha()
        return is_one and place not in self.gaps

    def take(self, start: int, end: int) -> None:
        """Mark a part as read."""
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]


def _items(text: str) -> dict[int, int]:
    """Return the signs that number the parts of a text, 1 for the first of each number, else 0.

    Figures number parts only where there are a 1 and a 2: 1、2号线 are two lines.
    """
    found = [*_ITEM.finditer(text)]
    figures = {match["a"] or match["b"] for match in found}
    return {
        place: int(place == match.start())
        for match in found
        if {"1", "2"} <= figures or not (match["a"] or match["b"])
        for place in range(*match.span())
    }
