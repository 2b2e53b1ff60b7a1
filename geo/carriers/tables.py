"""The inventory's tables as files (Parquet): the same bytes for the same table.

Nothing changes a table of an inventory in place, so one that was read or packed lately need not
be packed again: a hundred thousand carriers take a second, and holding an area leaves them be.
"""

from __future__ import annotations

import io
from collections import deque
from pathlib import Path
from typing import Final

import pandas as pd

_MOST_KNOWN: Final = 4
_KNOWN: Final[deque[tuple[pd.DataFrame, bytes]]] = deque(maxlen=_MOST_KNOWN)
"""The last tables with their bytes; tables of two states."""


def packed(table: pd.DataFrame) -> bytes:
    """Return a table as the content of a file."""
    for known, content in tuple(_KNOWN):
        if known is table:
            return content
    stream = io.BytesIO()
    lists = {
        name: table[name].map(lambda value: None if value is None else list(value))
        for name in table.columns
        if name == "industries"
    }
    table.assign(**lists).to_parquet(stream, index=False)
    _KNOWN.append((table, stream.getvalue()))
    return stream.getvalue()


def unpacked(path: Path, empty: pd.DataFrame) -> pd.DataFrame:
    """Return a table as the inventory has it: None where a text is missing, tuples for lists."""
    content = path.read_bytes()
    table = pd.read_parquet(io.BytesIO(content))[list(empty.columns)]
    for name, kind in empty.dtypes.items():
        if name == "industries":
            lists = [None if value is None else tuple(value) for value in table[name]]
            table[name] = pd.Series(lists, dtype=object)
        elif kind.kind == "O":
            texts = table[name].astype(object)
            table[name] = texts.where(texts.notna(), None).astype(object)
    table = table.astype(empty.dtypes.to_dict())
    _KNOWN.append((table, content))
    return table
