"""The table of a shortlist on a slide: few candidates side by side, more below one another."""

from __future__ import annotations

from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from briefings.bilingual import Speaker
from briefings.deck.tables import Table
from briefings.deck.text_style import Align
from briefings.lettering import text_width
from briefings.shortlist.comparison import MOST_COLUMNS, SIDE_BY_SIDE
from briefings.shortlist.content import Content, Entry, Heading, Value, in_line

_NAMES_EM: Final = (11.0, 16.0, 24.0)
"""Widths for the names, in ems: long ones need more."""
_VALUE_EM: Final = (4.6, 10.0)
"""Least and most width of a criterion's values: they stand on one line, up to the most."""
_SLACK: Final = 1.08
"""How much wider than in our font a value may be in others."""
_BETWEEN_SCRIPTS_EM: Final = 0.25
"""What some programs put between Chinese and Latin characters."""
_ROOM: Final = 0.88
"""Marks are drawn over the table, so no row may grow: text is counted on this share of a cell."""


def tables_of(content: Content, speak: Speaker, *, with_reasons: bool) -> list[Table]:
    """Return the tables that suit the number of candidates, the first that fits being the best."""
    if len(content.entries) <= SIDE_BY_SIDE:
        return [_side_by_side(content, speak, with_reasons)]
    return [_below_one_another(content, speak, with_reasons, width) for width in _NAMES_EM]


def widest_size(table: Table, width: float) -> float:
    """Return the largest size of text at which the columns hold their values on one line."""
    return width / sum(table.shares)


def _value_em(content: Content, heading: Heading) -> float:
    """Return how wide a criterion's column should be, in ems."""
    least, most = _VALUE_EM
    widest = max(map(_widest_em, content.values_of(heading)))
    return min(max(widest, least), most) + 1.0


def _widest_em(text: str) -> float:
    """Return how wide a text may become in other fonts and programs, in ems."""
    wide = [east_asian_width(character) in "WF" for character in text]
    changes = sum(one != other for one, other in pairwise(wide))
    return text_width(text, 1.0) * _SLACK + changes * _BETWEEN_SCRIPTS_EM


def _side_by_side(content: Content, speak: Speaker, with_reasons: bool) -> Table:
    """Return a column a candidate: number, names, score, a row a criterion, the reason."""
    entries = content.entries
    rows = [
        [speak.message("候选"), *(_names(entry) for entry in entries)],
        [speak.message("得分"), *(f"{entry.score:.0f}" for entry in entries)],
    ]
    for heading in content.headings:
        values = [_told(entry.values[heading.criterion]) for entry in entries]
        rows.append([_wanted(heading), *values])
    if with_reasons:
        rows.append([speak.message("理由"), *(entry.reason for entry in entries)])
    return Table(
        speak.first("候选比选"),
        [speak.message("编号"), *(entry.number for entry in entries)],
        rows,
        [9.0, *(max(_value_em(content, heading) for heading in content.headings) for _ in entries)],
        room=_ROOM,
    )


def _below_one_another(
    content: Content, speak: Speaker, with_reasons: bool, name_em: float
) -> Table:
    """Return a row a candidate: number, names, score, criteria; its reason in a row below."""
    many = len(content.headings) > MOST_COLUMNS
    shown = () if many else content.headings
    rows: list[list[str | None]] = []
    for entry in content.entries:
        values = [_told(entry.values[heading.criterion]) for heading in shown]
        rows.append([entry.number, _names(entry), f"{entry.score:.0f}", *values])
        texts = [in_line(content, entry)] if many else []
        texts += [entry.reason] if with_reasons else []
        if texts:
            rows.append(["", "\n".join(texts), None, *(None for _ in shown)])
    left: tuple[Align, ...] = ("l",)
    align: tuple[Align, ...] = ("ctr", *left * (2 + len(shown)))
    return Table(
        speak.first("候选比选"),
        [
            "",
            speak.message("候选"),
            speak.message("得分"),
            *(_wanted(heading) for heading in shown),
        ],
        rows,
        [2.6, name_em, 5.2, *(_value_em(content, heading) for heading in shown)],
        align,
        ["", "", "", *(heading.colour for heading in shown)],
        room=_ROOM,
    )


def _names(entry: Entry) -> str:
    below = " · ".join(text for text in (entry.tag, first_line(entry.place)) if text)
    return "\n".join(text for text in (first_line(entry.name), below) if text)


def _told(value: Value) -> str:
    return f"{value.text}\n{value.note}".rstrip()


def _wanted(heading: Heading) -> str:
    return "\n".join(text for text in (heading.wanted or heading.label, heading.rank) if text)


def first_line(text: str) -> str:
    """Return a text in its leading language."""
    return text.partition("\n")[0]
