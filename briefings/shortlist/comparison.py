"""The comparison on paper: few candidates side by side, more of them below one another."""

from __future__ import annotations

from typing import Final

from briefings.bilingual import Speaker
from briefings.lettering import text_width
from briefings.paper.blocks import SMALL, Paragraph
from briefings.paper.cell_table import Cell, CellTable, Line
from briefings.shortlist.cells import Blank, Head, Number, Result, Score, Stack, names_of
from briefings.shortlist.content import Content, Heading, in_line
from layers import palette

SIDE_BY_SIDE: Final = 4
"""Up to so many candidates stand in columns, a line a criterion."""
MOST_COLUMNS: Final = 7
"""More criteria than these stand in a line below each candidate."""


_NAMES_EM: Final = (12.0, 20.0)
"""Shares of the width for the names, in ems as those of the values: long names need more."""
_VALUE_EM: Final = (4.4, 9.0)
"""Least and most share of a criterion's values: they stand on one line, up to the most."""


def comparisons(content: Content, speak: Speaker) -> list[CellTable]:
    """Return the tables that suit the number of candidates; the best is the one that fits best."""
    if len(content.entries) <= SIDE_BY_SIDE:
        return [_side_by_side(content, speak)]
    return [_below_one_another(content, speak, share) for share in _NAMES_EM]


def _side_by_side(content: Content, speak: Speaker) -> CellTable:
    """Return a column a candidate: pin and names, score, a line a criterion, the reason."""
    entries = content.entries
    heads = [Stack([Number(entry.number), names_of(entry, size=10.0)]) for entry in entries]
    scores = [Score(entry.score, entry.bars(content.headings), 13.0) for entry in entries]
    label = Paragraph(speak.message("得分"), SMALL, bold=True, after=0, least=0)
    lines = [
        Line([Cell(Blank()), *map(Cell, heads)], rule="strong"),
        Line([Cell(label), *map(Cell, scores)]),
    ]
    for heading in content.headings:
        values = [Result(entry.values[heading.criterion], heading.colour) for entry in entries]
        lines.append(Line([Cell(Head(heading)), *map(Cell, values)]))
    reasons = [Paragraph(entry.reason, SMALL, after=0, least=0) for entry in entries]
    why = Paragraph(speak.message("理由"), SMALL, bold=True, after=0, least=0)
    lines.append(Line([Cell(why), *map(Cell, reasons)], rule="strong"))
    return CellTable([96.0, *(0.0 for _ in entries)], [0.0, *(1.0 for _ in entries)], lines, gap=11)


def _below_one_another(content: Content, speak: Speaker, name_share: float) -> CellTable:
    """Return a line a candidate: pin, names, score, criteria; its reason below."""
    many = len(content.headings) > MOST_COLUMNS
    shown = () if many else content.headings
    titles = [speak.message("候选"), speak.message("得分")]
    bold = [Cell(Paragraph(title, SMALL, bold=True, after=0, least=0)) for title in titles]
    head = [Cell(Blank()), *bold, *(Cell(Head(heading)) for heading in shown)]
    lines = [Line(head, rule="strong")]
    for entry in content.entries:
        values = [Cell(Result(entry.values[heading.criterion])) for heading in shown]
        score = Score(entry.score, entry.bars(content.headings), 9.6)
        first = [Cell(Number(entry.number)), Cell(names_of(entry)), Cell(score), *values]
        reason = Paragraph(entry.reason, SMALL, colour=palette.MUTED, after=0, least=0)
        line = [Paragraph(in_line(content, entry), SMALL, after=0, least=0)] if many else []
        lines.append(Line(first, rule="", pad=3.0))
        lines.append(Line([Cell(Blank()), Cell(Stack([*line, reason]), 2 + len(shown))], pad=2.0))
    fixed = [15.2, 0.0, 66.0, *(0.0 for _ in shown)]
    shares = [_value_share(content, heading) for heading in shown]
    return CellTable(fixed, [0.0, name_share, 0.0, *shares], lines)


def _value_share(content: Content, heading: Heading) -> float:
    """Return how wide a criterion's column should be, in ems."""
    least, most = _VALUE_EM
    widest = max(text_width(text, 1.0) for text in content.values_of(heading))
    return max(least, min(widest + 0.2, most))
