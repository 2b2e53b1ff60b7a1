"""The rule a part of a question was read by, in words of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.translation import CHINESE, Translator


@dataclass(frozen=True)
class Rule:
    """A message with the values of its places; none where nothing was assumed."""

    message: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.message)

    def words(self, say: Translator = CHINESE) -> str:
        """Return what was assumed."""
        return say(self.message, **dict(self.values))


NONE: Final = Rule()


def rule(message: str, **values: str) -> Rule:
    """Return a rule; mark the message with `N_`, so that it is translated."""
    return Rule(message, tuple(values.items()))
