"""A file of carriers as a grid of cells: .xlsx, or .csv in UTF-8 or GBK.

What a file is, its content says, not its name. A file that could do harm (encrypted, macros, a zip
bomb) or of which part would go unseen (hidden sheets, merged cells) is refused before it is read.
"""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from geo.carriers.grid import MOST_COLUMNS, MOST_ROWS, CarrierFileError, Grid, too_many_rows
from geo.carriers.workbook import read_workbook
from geo.office import OLE

MOST_BYTES: Final = 50_000_000

_ZIP: Final = b"PK\x03\x04"


def read_grid(content: bytes) -> Grid:
    """Return a file's cells; raises a `CarrierFileError` for a file that cannot be taken."""
    if not content:
        raise CarrierFileError("文件是空的：请选择有内容的文件")
    if len(content) > MOST_BYTES:
        size = len(content) / 1e6
        raise CarrierFileError(f"文件有 {size:,.0f} MB，最大 {MOST_BYTES / 1e6:.0f} MB：请分成几份")
    if content.startswith((OLE, _ZIP)):
        return read_workbook(content)
    return _read_csv(content)


def _read_csv(content: bytes) -> Grid:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[Any, ...]] = []
    try:
        for row in reader:
            rows.append(tuple(cell if cell.strip() else None for cell in row))
            if len(rows) > MOST_ROWS + 1:
                raise CarrierFileError(too_many_rows())
            if len(row) > MOST_COLUMNS:
                raise CarrierFileError(
                    f"第 {len(rows)} 行有 {len(row)} 列，最多 {MOST_COLUMNS} 列：请检查分隔符和引号"
                )
    except csv.Error as problem:
        raise CarrierFileError(
            f"CSV 在第 {reader.line_num} 行读不下去：请检查引号是否成对，或另存为 .xlsx"
        ) from problem
    return Grid(rows, {})


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CarrierFileError("CSV 的编码是 UTF-16：请另存为“CSV UTF-8”或 .xlsx")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise CarrierFileError(
                f"第 {line} 行有空字符（NUL），不是完好的 CSV：请在 Excel 中打开，另存后再导入"
            )
        return text
    raise CarrierFileError("读不出文字：不是 .xlsx，也不是 UTF-8 或 GBK 编码的 CSV，请另存后再导入")
