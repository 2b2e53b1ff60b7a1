"""The figures of a sheet as a workbook (.xlsx), for whoever calculates on or forwards them.

Numbers are numbers, what is missing is an empty cell, and text stays text whatever it begins with.
The same brief makes the same bytes: nothing is taken from the clock.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter

from briefings.bilingual import Speaker
from briefings.brief import RELEASE_NAMES, Brief, Release, require_sound
from briefings.paper.templates import compose
from briefings.publication import published
from briefings.workbook.accounts import zones_table
from briefings.workbook.grid import Page, WorkbookError, draw_table, safe
from briefings.workbook.scope import scope_of
from briefings.workbook.tables import notes_table, parks_table, quotations_table
from geo.plan import Plan

CREATED: Final = datetime(2000, 1, 1)
AS_TEXT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def figures_workbook(plan: Plan, brief: Brief) -> bytes:
    """Return the figures a brief is about as .xlsx: 片区数字, 规划原文, 园区, 说明.

    Floor area in 万㎡ (million m² where English leads) and m², land in km², geodesic. A public copy
    is without private fields and lists them. Raises a `BriefError` for a brief that is not sound, a
    `WorkbookError` for a text that no cell can hold.
    """
    require_sound(brief, plan)
    publication = published(plan, brief)
    speak = Speaker(brief.translators)
    scope = scope_of(publication.plan, brief)
    tables = (
        zones_table(scope, speak),
        quotations_table(scope, speak),
        parks_table(scope, speak),
        notes_table(publication, scope, brief, speak),
    )
    page = _page(publication.plan, brief, speak)
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, AS_TEXT) as book:
        author = safe(brief.unit)
        book.set_properties({"title": page.title, "author": author, "created": CREATED})
        for table in tables:
            draw_table(book, table, page)
    return stream.getvalue()


def _page(plan: Plan, brief: Brief, speak: Speaker) -> Page:
    """Return what every worksheet carries: the title of the sheet, and that it is schematic."""
    heading = compose(plan, brief)
    is_internal = brief.release is Release.INTERNAL
    return Page(
        _line(brief.title or heading.title),
        _line(brief.subtitle or heading.subtitle),
        _line(speak.message("示意图：边界非法定界线")),
        _line(speak.message(RELEASE_NAMES[brief.release])) if is_internal else "",
    )


def _line(text: str) -> str:
    return safe(" / ".join(text.splitlines()))


__all__ = ["WorkbookError", "figures_workbook"]
