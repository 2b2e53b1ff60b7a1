"""Clicks that wait until what was typed just before them is taken."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def typed_first() -> str:
    """Return the script that holds such clicks, as an element of the page."""
    script = Path(__file__).with_name("typed_first.js").read_text("utf-8")
    return f"<script>{script}</script>"
