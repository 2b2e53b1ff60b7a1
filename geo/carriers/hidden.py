"""Rows and columns that spreadsheets do not show: they are read, and that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from openpyxl.utils import get_column_letter

from geo.carriers.grid import MOST_COLUMNS

_OPENING: Final = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
_ATTRIBUTE: Final = re.compile(rb"""\b(r|min|max|hidden)\s*=\s*["']([^"']*)["']""")


def hidden_in(xml: bytes, rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
    """Return the rows and columns of a worksheet that have content and are hidden or filtered out.

    Rows first, each as spreadsheets name them: 5, C.
    """
    columns: list[int] = []
    lines: list[int] = []
    for kind, text in _OPENING.findall(xml):
        found = dict(_ATTRIBUTE.findall(text))
        if found.get(b"hidden") not in (b"1", b"true"):
            continue
        if kind == b"col":
            columns += _span(found)
        elif found.get(b"r", b"").isdigit():
            lines.append(int(found[b"r"]))
    widest = max(map(len, rows), default=0)
    return (
        *(str(line) for line in lines if 0 < line <= len(rows) and rows[line - 1]),
        *(get_column_letter(column) for column in columns if column <= widest),
    )


def _span(found: dict[bytes, bytes]) -> Iterator[int]:
    """Yield the columns, from 1, that one element is about."""
    first, last = found.get(b"min", b""), found.get(b"max", b"")
    if first.isdigit() and last.isdigit():
        yield from range(max(int(first), 1), min(int(last), MOST_COLUMNS) + 1)
