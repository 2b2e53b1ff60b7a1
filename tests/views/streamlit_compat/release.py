"""The release of Streamlit that is installed, as its browser gets it and as its modules are."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import streamlit

STATIC: Final = Path(streamlit.__file__).parent / "static"
SCRIPTS: Final = STATIC / "static" / "js"
VERSION: Final = f"Streamlit {streamlit.__version__}"


@cache
def bundle() -> str:
    """Return all scripts of the browser's side, one after another."""
    return "\n".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))


def ships(text: str) -> bool:
    """Whether the browser's side holds a text anywhere."""
    return text in bundle()


@cache
def _names() -> frozenset[str]:
    return frozenset(re.findall(r"(?<![\w-])(?:st[A-Z]|InputInstructions)\w*", bundle()))


def ships_name(name: str) -> bool:
    """Whether the browser's side knows a class or `data-testid`, whole or as a beginning."""
    return name in _names()


def begins_a_name(start: str) -> bool:
    """Whether a class or `data-testid` begins so."""
    return any(name.startswith(start) for name in _names())


def says(text: str) -> bool:
    """Whether the browser's side holds a text as a whole: between quotes, or in an element."""
    start = bundle().find(text)
    while start >= 0:
        before, after = (
            bundle()[max(0, start - 9) : start],
            bundle()[start + len(text) : start + len(text) + 9],
        )
        if before.rstrip().endswith(_OPENS) and after.lstrip().startswith(_CLOSES):
            return True
        start = bundle().find(text, start + 1)
    return False


_OPENS: Final = ("`", '"', "'", ">", "}")
_CLOSES: Final = ("`", '"', "'", "<", "$")
