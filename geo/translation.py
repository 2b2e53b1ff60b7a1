"""Interface languages: Chinese is the source, English comes from the gettext catalogue."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES: Final = Path(__file__).parent / "locale"


class Language(StrEnum):
    """A language of the interface."""

    CHINESE = "zh"
    ENGLISH = "en"


LANGUAGE_NAMES: Final = {Language.CHINESE: "中文", Language.ENGLISH: "English"}
LANGUAGE_SWITCH: Final = "语言 / Language"
"""What the switch between them is called, to readers of either."""


def N_(message: str) -> str:
    """Mark a message for the catalogue without translating it here."""
    return message


@cache
def translations(language: Language) -> NullTranslations:
    """Return the catalogue of a language, compiled in memory from its .po file."""
    if language is Language.CHINESE:
        return NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as source:
        catalogue = read_po(source, locale=str(language))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True)
class Translator:
    """Says messages, names and lists in one language. Hashable: what it said can be cached."""

    language: Language

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the message in this language, with `{name}` places filled."""
        translated = translations(self.language).gettext(message)
        return translated.format(**values) if values else translated

    def name(self, row: Any, column: str = "name") -> Any:
        """Return the text of a row (or record) in this language: `…_en`, else the Chinese one."""
        get = row.get if hasattr(row, "get") else partial(getattr, row)
        if self.language is Language.ENGLISH and (english := get(f"{column}_en", None)):
            return english
        return get(column)

    def join(self, items: list[str]) -> str:
        """Return the items as one enumeration."""
        return ("、" if self.language is Language.CHINESE else ", ").join(items)


CHINESE: Final = Translator(Language.CHINESE)
"""Speaks the language messages are written in."""
