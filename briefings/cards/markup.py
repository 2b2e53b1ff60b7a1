"""Markup around the map. It is written in this package and in views with `Markup.format` only,
which escapes every value put into it; text of the plan never is markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup


def card_style() -> str:
    """Return the style sheet of title, headline and cards; its colours are those of the palette."""
    return Path(__file__).with_name("cards.css").read_text("utf-8")


def joined(parts: Iterable[Markup]) -> Markup:
    """Return pieces of markup one after the other."""
    return Markup("").join(parts)


def section(title: str, body: Markup) -> Markup:
    """Return a titled part of a card."""
    return Markup("<section><h4>{}</h4>{}</section>").format(title, body)


def definition(rows: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Return labelled values as a definition list."""
    items = (Markup("<dt>{}</dt><dd dir='auto'>{}</dd>").format(*row) for row in rows)
    return Markup("<dl>{}</dl>").format(joined(items))
