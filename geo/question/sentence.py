"""A question as its readers see it: folded, with the way back into the text, read part by part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo.question.patterns import Part
from geo.translation import CHINESE, Translator

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
_THOUSANDS: Final = Part(r"， (?= 000 (?! \d))  # 3⟨，⟩000")
"""A full-width comma ends a part, as in 日租5，500平; only in 3，000 it can be nothing else."""

_NUMBERS_APART: Final = Part(r"""
    (?<= [\d百千万亿]) \s (?= \s* \d) (?! (?<= \d \s) \d{3} (?! \d))  # 240万⟨　⟩1800平
    """)
"""A space between two numbers. That of 3 000 is none."""

_ITEM: Final = Part(r"""
    [①-⑳⑴-⒇⒈-⒛] | (?: ^ | (?<= [\s，,。；;：:]))  # ①
      (?: [(（] (?P<bracketed> \d) [)）] | (?P<bare> \d) (?: [)）、] | [.．] (?!\d)))  # (1) 2.
    """)
"""What numbers the parts of a question: ① 2000㎡ is no 12,000 ㎡."""

TAKEN: Final = "\x00"
"""Stands where a part has been read, so that no rule reads it again or reads across it."""

DIGITS_OF_NAMES: Final = {ord("0") + digit: 0xE030 + digit for digit in range(10)}
"""The digits of a line's name as signs of their own: the 1 of T1 begins no number."""


@dataclass(frozen=True)
class Rule:
    """What was assumed in reading a part: a message with the values of its places."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def words(self, say: Translator = CHINESE) -> str:
        """Return what was assumed, in words of whoever reads it."""
        return say(self.message, **dict(self.values))


def rule(message: str, **values: str) -> Rule:
    """Return a rule; mark the message with `N_`, so that it is translated."""
    return Rule(message, tuple(values.items()))


@dataclass(frozen=True)
class Found:
    """What one part of a question asks for: fields of a query, and the rule it was read by.

    Without a criterion the part was understood as none (不限), or, `ignored`, not understood.
    """

    start: int
    end: int
    criterion: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    rule: Rule | None = None
    ignored: bool = False


class Sentence:
    """A question without spaces, full-width signs and capitals, and what of it is still unread.

    `names` are folded names with digits in them that belong to no number.
    """

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        self.text = text
        signs: list[str] = []
        self._indexes: list[int] = []
        gaps = set()
        in_names = _digits_in_names(text, names)
        items = {index: size for index, size in _items(text).items() if index not in in_names}
        for index, sign in enumerate(text):
            if index in items:
                added = _COMMA * items[index]
            elif index in in_names:
                added = folded_sign(sign).translate(DIGITS_OF_NAMES)
            else:
                is_apart = index - 1 not in in_names and _NUMBERS_APART.pattern.match(text, index)
                added = _COMMA if is_apart else ""
                if sign == _COMMA and not _THOUSANDS.pattern.match(text, index):
                    added += _COMMA
                else:
                    added += folded_sign(sign)
            for own in added:
                if own.isspace():
                    gaps.add(len(signs))
                elif own.isprintable() or index in in_names:
                    signs.append(own)
                    self._indexes.append(index)
        self.gaps = tuple(sorted(gaps))
        """Indexes in the folded text before which the question has a space."""
        self.folded = "".join(signs)
        for unit, letters in _UNITS.items():
            self.folded = self.folded.replace(unit, letters)
        self.left = self.folded

    def original(self, start: int, end: int) -> str:
        """Return the words of the question at indexes of the folded text."""
        first, last = self.index(start), self.index(end - 1)
        return self.text[first : last + 1]

    def index(self, folded_index: int) -> int:
        """Return the index in the question of a sign of the folded text."""
        return self._indexes[folded_index]

    def matches(self, part: Part) -> list[re.Match[str]]:
        """Return what a part finds in what is left; whoever uses a match reads it."""
        return [*part.pattern.finditer(self.left)]

    def is_word(self, start: int, end: int) -> bool:
        """Whether Latin letters are a word of their own: chip of “chip design”, not of “chips”."""
        return not (self._is_inside_word(start) or self._is_inside_word(end))

    def _is_inside_word(self, index: int) -> bool:
        around = self.folded[max(index - 1, 0) : index + 1]
        is_one = len(around) == len("ab") and around.isascii() and around.isalpha()
        return is_one and index not in self.gaps

    def read(
        self,
        start: int,
        end: int,
        criterion: str | None = None,
        fields: Mapping[str, Any] | None = None,
        assumed: Rule | None = None,
    ) -> Found:
        """Mark a part as read, and return what it asks for; without a criterion, nothing."""
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]
        return Found(start, end, criterion, fields or {}, assumed)

    def ignore(self, start: int, end: int) -> Found:
        """Mark a part as read, and return it as not understood."""
        self.read(start, end)
        return Found(start, end, ignored=True)


def folded_sign(sign: str) -> str:
    """Return a sign as half-width and lower case; of some that is several signs."""
    return unicodedata.normalize("NFKC", sign).casefold()


def _items(text: str) -> dict[int, int]:
    """Return the signs that number the parts of a text, 1 for the first of each number, else 0.

    Figures number parts only where there are a 1 and a 2: 1、2号线 are two lines.
    """
    found = [*_ITEM.pattern.finditer(text)]
    figures = {match["bracketed"] or match["bare"] for match in found}
    return {
        index: int(index == match.start())
        for match in found
        if {"1", "2"} <= figures or not (match["bracketed"] or match["bare"])
        for index in range(*match.span())
    }


def _digits_in_names(text: str, names: Iterable[str]) -> set[int]:
    """Return the indexes of the digits of names, which stand in a text as words of their own."""
    spaced = {r"\s*".join(map(re.escape, name)) for name in names}
    if not spaced:
        return set()
    signs = "".join(own if len(own := folded_sign(sign)) == 1 else sign for sign in text)
    pattern = rf"(?<![a-z\d])(?:{'|'.join(sorted(spaced, key=len, reverse=True))})(?![a-z\d])"
    found = re.finditer(pattern, signs)
    return {index for match in found for index in range(*match.span()) if signs[index].isdigit()}
