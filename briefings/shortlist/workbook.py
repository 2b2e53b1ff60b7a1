"""A shortlist as a workbook (.xlsx): comparison, near misses, data, criteria, particulars.

Numbers are numbers, days are days, what is not known is an empty cell, and text stays text whatever
it begins with. The same shortlist makes the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import xlsxwriter

from briefings.bilingual import Speaker
from briefings.shortlist.content import Content, content_of
from briefings.shortlist.public_copy import PublicCopy, public_copy
from briefings.shortlist.sentences import stamps
from briefings.shortlist.shortlist import Shortlist, require_shortlist
from briefings.shortlist.worksheets import comparison_table, criteria_table, data_table, notes_table
from briefings.workbook import AS_TEXT, CREATED
from briefings.workbook.grid import FIRST_ROW, Page, Table, draw_table, safe
from geo.plan import Plan
from geo.translation import N_

_SCORE_COLUMN: Final = 3


def shortlist_workbook(plan: Plan, shortlist: Shortlist) -> bytes:
    """Return a shortlist as .xlsx: 候选比选, 差一点的, 候选资料, 条件, 说明.

    A public copy is without private fields and lists them. Raises a `BriefError` that lists
    everything wrong with the shortlist, a `WorkbookError` for a text that no cell can hold.
    """
    require_shortlist(shortlist, plan)
    found = public_copy(shortlist, plan)
    speak = Speaker(found.shortlist.brief.translators)
    content = content_of(found, speak)
    picked, near = found.shortlist.findings, found.shortlist.near_misses
    comparison = comparison_table(N_("候选比选"), found, picked, content, speak)
    missed = [comparison_table(N_("差一点的"), found, near, content, speak)] if near else []
    about = [criteria_table(found, content, speak), notes_table(found, speak)]
    tables = [comparison, *missed, data_table(found, speak), *about]
    page = _page(found, content, speak)
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, AS_TEXT) as book:
        author = safe(shortlist.unit)
        book.set_properties({"title": page.title, "author": author, "created": CREATED})
        for table in tables:
            draw_table(book, table, page)
        _draw_bars(book, comparison)
    return stream.getvalue()


def _page(found: PublicCopy, content: Content, speak: Speaker) -> Page:
    head = content.head
    stamp = " · ".join(speak.first(text) for text in stamps(found))
    note = speak.first("示意图：边界非法定界线")
    title, subtitle = (safe(" / ".join(text.splitlines())) for text in (head.title, head.subtitle))
    return Page(title, " · ".join(text for text in (stamp, subtitle) if text), note, stamp)


def _draw_bars(book: Any, table: Table) -> None:
    """Show the scores as bars on one scale of 100."""
    book.get_worksheet_by_name(table.name).conditional_format(
        FIRST_ROW,
        _SCORE_COLUMN,
        FIRST_ROW + len(table.rows) - 1,
        _SCORE_COLUMN,
        {
            "type": "data_bar",
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 100,
            "bar_color": "#9CC3E4",
        },
    )
