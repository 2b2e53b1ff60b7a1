"""Table of a shortlist on a slide, with the pins and score bars that are drawn over it.

Few candidates stand side by side, more below one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.deck.outlines import PX
from briefings.deck.page import Page
from briefings.deck.surface import Look
from briefings.deck.symbols import draw_symbol
from briefings.deck.tables import Setting, Table
from briefings.deck.text_style import Align, solid
from briefings.lettering import text_width
from briefings.pins import pin_symbol
from briefings.shortlist.cells import TRACK
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
_FILL_SHARE: Final = 0.88
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
        values = [_result(entry.values[heading.criterion]) for entry in entries]
        rows.append([_wanted(heading), *values])
    if with_reasons:
        rows.append([speak.message("理由"), *(entry.reason for entry in entries)])
    return Table(
        speak.first("候选比选"),
        [speak.message("编号"), *(entry.number for entry in entries)],
        rows,
        [9.0, *(max(_value_em(content, heading) for heading in content.headings) for _ in entries)],
        room=_FILL_SHARE,
    )


def _below_one_another(
    content: Content, speak: Speaker, with_reasons: bool, name_em: float
) -> Table:
    """Return a row a candidate: number, names, score, criteria; its reason in a row below."""
    many = len(content.headings) > MOST_COLUMNS
    shown = () if many else content.headings
    rows: list[list[str | None]] = []
    for entry in content.entries:
        values = [_result(entry.values[heading.criterion]) for heading in shown]
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
        room=_FILL_SHARE,
    )


def _names(entry: Entry) -> str:
    below = " · ".join(text for text in (entry.tag, first_line(entry.place)) if text)
    return "\n".join(text for text in (first_line(entry.name), below) if text)


def _result(value: Value) -> str:
    return f"{value.text}\n{value.note}".rstrip()


def _wanted(heading: Heading) -> str:
    return "\n".join(text for text in (heading.wanted or heading.label, heading.rank) if text)


def first_line(text: str) -> str:
    """Return a text in its leading language."""
    return text.partition("\n")[0]


_BAR: Final = 3.2


def draw_marks(page: Page, content: Content, setting: Setting, box: Box) -> None:
    """Draw pins and bars into a table that stands at the top of a box."""
    cells = setting.cells(box)
    with page.surface.group(page.deck.speak.first("得分")):
        if len(content.entries) <= SIDE_BY_SIDE:
            _mark_columns(page, content, cells, setting.size)
        else:
            _mark_rows(page, content, cells, setting)


def _mark_columns(
    page: Page, content: Content, cells: Sequence[Sequence[Box]], size: float
) -> None:
    """Draw pins, score bars and the bars of the criteria into a table with a column a candidate."""
    for column, entry in enumerate(content.entries, start=1):
        _draw_pin(page, entry, cells[0][column], size, at_left=True)
        _draw_bar(page, entry, entry.bars(content.headings), cells[2][column], size)
        for row, heading in enumerate(content.headings, start=3):
            value = entry.values[heading.criterion]
            if heading.colour and value.most:
                part = [(heading.colour, 100 * value.points / value.most)]
                _draw_bar(page, entry, part, cells[row][column], size)
    for row, heading in enumerate(content.headings, start=3):
        if heading.colour:
            cell = cells[row][0]
            strip = Box(cell.left, cell.bottom + 2, 3 * size / 12, cell.height - 4)
            page.surface.shape(
                strip, Look(fill=solid(heading.colour)), name=first_line(heading.label)
            )


def _mark_rows(
    page: Page, content: Content, cells: Sequence[Sequence[Box]], setting: Setting
) -> None:
    """Draw pins and score bars into a table with a row a candidate."""
    rows = [row for row, texts in enumerate(setting.table.rows, start=1) if texts[0]]
    for row, entry in zip(rows, content.entries, strict=True):
        _draw_pin(page, entry, cells[row][0], setting.size, at_left=False)
        _draw_bar(page, entry, entry.bars(content.headings), cells[row][2], setting.size)


def _draw_pin(page: Page, entry: Entry, cell: Box, size: float, *, at_left: bool) -> None:
    """Cover a number in the table with the pin that has it on the map."""
    scale = PX * page.surface.unit
    radius = size * 0.82
    x = cell.left + radius + 2 if at_left else cell.middle[0]
    symbol = pin_symbol(entry.number, radius=radius / scale)
    draw_symbol(
        page.surface, symbol, x, cell.middle[1], name=f"{entry.number} {first_line(entry.name)}"
    )


def _draw_bar(
    page: Page, entry: Entry, parts: Sequence[tuple[str, float]], cell: Box, size: float
) -> None:
    """Draw parts of 100 points along the foot of a cell."""
    unit = size / 12
    room = cell.width - 10 * unit
    bottom, left = cell.bottom + 1.6 * unit, cell.left + 5 * unit
    name = f"{entry.number} {entry.score:.0f}"
    track = Box(left, bottom, room, _BAR * unit)
    page.surface.shape(track, Look(fill=solid(TRACK)), name=name)
    for colour, points in parts:
        piece = Box(left, bottom, max(room * points / 100 - 0.4 * unit, 0.0), _BAR * unit)
        page.surface.shape(piece, Look(fill=solid(colour)), name=name)
        left += room * points / 100
