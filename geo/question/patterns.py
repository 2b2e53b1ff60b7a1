"""Parts of the readers' regular expressions, each with examples of what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final, Self

_COMMENT: Final = re.compile(r"\s+#\s*(.*)")
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")


class Part(str):
    """A part of a verbose regular expression: blanks mean nothing, comments are examples.

    A test reads each example, which is folded text: the part takes all of it, or what stands
    between ⟨ and ⟩. Parts are put together by f-strings.

    >>> floors = Part("(?P<count> [0-9]) 层  # 3层 共⟨5层⟩")
    >>> floors.examples
    ('3层', '共⟨5层⟩')
    >>> Part(f"整 {floors}").pattern.fullmatch("整3层")["count"]
    '3'
    """

    examples: tuple[str, ...]

    def __new__(cls, expression: str) -> Self:
        """Return the part as a group without its examples."""
        part = super().__new__(cls, f"(?:{_COMMENT.sub('', expression)})")
        part.examples = tuple(" ".join(_COMMENT.findall(expression)).split(" "))
        return part

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The part as a regular expression of its own."""
        return re.compile(self, re.VERBOSE)

    def again(self, number: int) -> str:
        """Return the part for another alternative of an expression; `groups_of` reads both."""
        return _GROUP.sub(rf"(?P<\1_{number}>", self)


def any_of(names: Iterable[str]) -> str:
    """Return the pattern of any of some names, the longest first; of none it never matches."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"


def groups_of(match: re.Match[str]) -> dict[str, str]:
    """Return what the named groups hold, those that hold something, from whatever alternative."""
    return {
        re.sub(r"_\d$", "", name): text
        for name, text in match.groupdict().items()
        if text is not None
    }
