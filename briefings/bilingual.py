"""Texts of a sheet in one language or two: the second stands on a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.translation import Translator
from layers.features import LegendEntry


@dataclass(frozen=True)
class Speaker:
    """Says a text in every language of a briefing."""

    translators: tuple[Translator, ...]

    @property
    def first(self) -> Translator:
        """The leading language."""
        return self.translators[0]

    def __call__(self, write: Callable[[Translator], str]) -> str:
        """Return what `write` makes in each language, one a line, equal ones once."""
        return "\n".join(dict.fromkeys(write(say) for say in self.translators))

    def message(self, text: str) -> str:
        """Return a message of the interface."""
        return self(lambda say: say(text))

    def name(self, row: Any, column: str = "name") -> str:
        """Return a row's text."""
        return self(lambda say: str(say.name(row, column)))

    def entries(self, write: Callable[[Translator], Sequence[LegendEntry]]) -> list[LegendEntry]:
        """Return legend entries whose words stand in every language."""
        versions = [write(say) for say in self.translators]
        return [_in_all(same) for same in zip(*versions, strict=True)]


def _in_all(same: Sequence[LegendEntry]) -> LegendEntry:
    """Return one entry with the words that it has in each language, those of its circles too."""
    words = "\n".join(dict.fromkeys(entry.text for entry in same if entry.text))
    swatch = same[0].swatch
    if "rings" not in swatch:
        return LegendEntry(words, swatch)
    rings = [
        {**circles[0], "text": "\n".join(dict.fromkeys(circle["text"] for circle in circles))}
        for circles in zip(*(entry.swatch["rings"] for entry in same), strict=True)
    ]
    return LegendEntry(words, {**swatch, "rings": rings})
