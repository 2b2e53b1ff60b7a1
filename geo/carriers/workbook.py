"""A workbook (.xlsx) as a grid of cells, after its package has been looked at."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from geo.carriers.grid import MOST_COLUMNS, MOST_ROWS, CarrierFileError, Grid, too_many_rows
from geo.office import DAMAGE, WORKBOOK, OfficeFileError, damaged, require_harmless

SHEET: Final = "载体"
"""The worksheet that is read where there are several."""

HELPERS: Final = ("选项", "填写说明", "填写示例")
"""Worksheets of the template that are not read, hidden or not."""

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_FAR: Final = re.compile(rb'<c r="((?:B[I-Z]|[C-Z][A-Z]|[A-Z]{3})\d+)"[^>]*(?<!/)><')
"""A cell with content beyond MOST_COLUMNS (BH)."""
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_OPENING: Final = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
_ATTRIBUTE: Final = re.compile(rb"""\b(r|min|max|hidden)\s*=\s*["']([^"']*)["']""")
_MOST_NAMED: Final = 5


def read_workbook(content: bytes) -> Grid:
    """Return the cells of the worksheet with the carriers; values of formulas, never formulas."""
    try:
        require_harmless(content, WORKBOOK)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not concern us
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            name = _sheet_name(book)
            xml = _sheet_xml(content, book, name)
            _require_unmerged(xml, name)
            _require_narrow(xml)
            rows = _rows(book, name)
            broken = _unsolved(content, name, rows) if _FORMULA.search(xml) else {}
    except CarrierFileError:
        raise
    except OfficeFileError as problem:
        raise CarrierFileError(str(problem)) from problem
    except DAMAGE as problem:
        raise CarrierFileError(str(damaged(WORKBOOK))) from problem
    broken |= {
        (row, column): f"单元格是错误值 {value}：请改正公式"
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if isinstance(value, str) and value in _ERRORS
    }
    return Grid(rows, broken, _hidden_in(xml, rows))


_ERRORS: Final = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!")
)


def _sheet_name(book: Workbook) -> str:
    sheets = [sheet for sheet in book.worksheets if sheet.title not in HELPERS]
    hidden = [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]
    if hidden:
        raise CarrierFileError(
            f"有隐藏的工作表：{'、'.join(hidden[:_MOST_NAMED])}。请取消隐藏并核对，不需要的请删去"
        )
    named = [sheet.title for sheet in sheets if sheet.title == SHEET] or [
        sheet.title for sheet in sheets
    ]
    if len(named) != 1:
        listed = "、".join(named[:_MOST_NAMED]) or "没有"
        raise CarrierFileError(f"工作表有：{listed}。请只留一张，或把要导入的命名为“{SHEET}”")
    return str(named[0])


def _sheet_xml(content: bytes, book: Workbook, name: str) -> bytes:
    path = str(book[name]._worksheet_path)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return bytes(package.read(path))


def _require_unmerged(xml: bytes, name: str) -> None:
    if merged := [ref.decode() for ref in _MERGED.findall(xml)]:
        listed = "、".join(merged[:_MOST_NAMED])
        more = f" 等 {len(merged)} 处" if len(merged) > _MOST_NAMED else ""
        raise CarrierFileError(f"工作表“{name}”有合并单元格 {listed}{more}：请取消合并，每行填全")


def _require_narrow(xml: bytes) -> None:
    if far := _FAR.search(xml):
        raise CarrierFileError(
            f"单元格 {far[1].decode()} 有内容，超出 {MOST_COLUMNS} 列：请删去多余的列"
        )


def _rows(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    last = 0
    book[name].reset_dimensions()  # what the file says of its size may leave out rows
    for number, row in enumerate(book[name].iter_rows(values_only=True, max_col=MOST_COLUMNS)):
        if number > MOST_ROWS:
            raise CarrierFileError(too_many_rows())
        values = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
        while values and values[-1] is None:
            values.pop()
        rows.append(tuple(values))
        last = number + 1 if values else last
    return rows[:last]


def _unsolved(content: bytes, name: str, rows: list[tuple[Any, ...]]) -> dict[tuple[int, int], str]:
    """Return the formulas that have never been worked out."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    book[name].reset_dimensions()
    found = {}
    for number, row in enumerate(book[name].iter_rows(values_only=True, max_col=MOST_COLUMNS)):
        if number >= len(rows):
            break
        for column, value in enumerate(row):
            is_formula = isinstance(value, str) and value.startswith("=")
            if is_formula and rows[number][column : column + 1] in ((), (None,)):
                found[number, column] = "公式没有结果：请在 Excel 中打开并保存，或改填数值"
    return found


def _hidden_in(xml: bytes, rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
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
