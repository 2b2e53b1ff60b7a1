"""The industries a search knows: one key each, its names, and the words people use for it.

The vocabulary is data (`industries.json` of the plan's directory), so another plan brings its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo.errors import DataFileError
from geo.plan.geojson import read_json

INDUSTRIES: Final = "industries.json"
"""File of a data directory. Where there is none, the zones' own industries are the vocabulary."""


@dataclass(frozen=True)
class Industry:
    """An industry: `key` in queries and files, names for readers, other words for it."""

    key: str
    name: str
    name_en: str
    words: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything it is called by."""
        return (self.key, self.name, self.name_en, *self.words)


@dataclass(frozen=True)
class Vocabulary:
    """All industries of a plan, in the file's order."""

    industries: tuple[Industry, ...] = ()

    def __iter__(self) -> Iterator[Industry]:
        return iter(self.industries)

    def named(self, key: str) -> Industry | None:
        """Return the industry of a key."""
        return next((industry for industry in self.industries if industry.key == key), None)

    @property
    def by_spelling(self) -> Mapping[str, str]:
        """Key by everything an industry is called by, folded; the first that has it keeps it."""
        found: dict[str, str] = {}
        for industry in self.industries:
            for spelling in industry.spellings:
                found.setdefault(folded(spelling), industry.key)
        return found

    def key_of(self, text: str) -> str | None:
        """Return the key a text means when it is, as a whole, one of an industry's spellings."""
        return self.by_spelling.get(folded(text))


def folded(text: str) -> str:
    """Return a text for comparing: full-width as half-width, lower case, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())


def read_industries(directory: Path, zones: Sequence[Mapping[str, Any]]) -> Vocabulary:
    """Return a data directory's vocabulary; without a file, the industries the zones name.

    Raises `DataFileError` where the file is not a list of industries, or a key is there twice.
    """
    path = directory / INDUSTRIES
    if not path.exists():
        return _of_zones(zones)
    content = read_json(path)
    if not isinstance(content, list):
        raise DataFileError(f"{INDUSTRIES} 不是列表：请参照 data/README.md 改正")
    industries = tuple(_industry(item, number) for number, item in enumerate(content, start=1))
    keys = [industry.key for industry in industries]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise DataFileError(f"{INDUSTRIES} 中 {'、'.join(twice)} 出现两次：请只留一个")
    return Vocabulary(industries)


def _industry(item: Any, number: int) -> Industry:
    fields = item if isinstance(item, dict) else {}
    texts = [fields.get(name) for name in ("key", "name", "name_en")]
    words = fields.get("words", [])
    is_sound = isinstance(words, list) and all(
        isinstance(text, str) and text.strip() for text in [*texts, *words]
    )
    if not is_sound:
        raise DataFileError(
            f"{INDUSTRIES} 第 {number} 项应有文字 key、name、name_en 和文字列表 words：请改正"
        )
    key, name, name_en = map(str, texts)
    return Industry(key, name, name_en, tuple(words))


def _of_zones(zones: Sequence[Mapping[str, Any]]) -> Vocabulary:
    names = {
        name: english
        for zone in zones
        for name, english in zip(zone["industries"], zone["industries_en"], strict=False)
    }
    return Vocabulary(tuple(Industry(name, name, english) for name, english in names.items()))
