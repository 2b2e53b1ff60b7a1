"""Files that must not be opened, or of which a part would go unseen, are refused: each why."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format import ooxml
from openpyxl import Workbook

from geo.carriers.grid import CarrierFileError, address
from geo.carriers.reading import MOST_BYTES, read_grid


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(*rows: list[Any], title: str = "载体") -> Workbook:
    """Return a workbook with one worksheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a package with one part added or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, part)
    return stream.getvalue()


def refusal(content: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(CarrierFileError) as caught:
        read_grid(content)
    return str(caught.value)


GOOD = saved(book_of(["名称", "面积"], ["甲", 1]))


def test_addresses_are_those_of_spreadsheets() -> None:
    assert (address(0, 0), address(6, 3), address(9, 26)) == ("A1", "D7", "AA10")


def test_cells_come_as_they_are() -> None:
    assert read_grid(GOOD).rows == [("名称", "面积"), ("甲", 1)]
    assert read_grid("名称,面积\n甲,1\n".encode()).rows == [("名称", "面积"), ("甲", "1")]
    assert read_grid("名称\t面积\n甲\t1\n".encode("gbk")).rows == [("名称", "面积"), ("甲", "1")]


def test_a_file_with_a_password_is_refused_with_what_to_do() -> None:
    stream = io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(GOOD)).encrypt("secret", stream)
    assert "文件有密码" in refusal(stream.getvalue())


def test_an_xls_is_refused_with_what_to_do() -> None:
    assert "旧格式 .xls" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_zip_bomb_is_not_opened() -> None:
    bomb = with_part(GOOD, "xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    assert len(bomb) < 1_000_000
    assert "压缩得异常" in refusal(bomb)


def test_a_package_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(
        with_part(GOOD, "xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    )
    honest = (60_000_007).to_bytes(4, "little")
    small = (1000).to_bytes(4, "little")
    assert bomb.count(honest) >= 1
    assert "请" in refusal(bytes(bomb).replace(honest, small))


def test_entities_are_not_resolved() -> None:
    laughs = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""
    assert "实体定义" in refusal(with_part(GOOD, "xl/worksheets/sheet1.xml", laughs))


def test_macros_are_refused() -> None:
    assert "带宏" in refusal(with_part(GOOD, "xl/vbaProject.bin", b"x"))


def test_another_zip_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "x")
    assert "不是 .xlsx" in refusal(stream.getvalue())


def test_merged_cells_are_named() -> None:
    book = book_of(["名称", "面积"], ["甲", 1], [None, 2])
    book["载体"].merge_cells("A2:A3")
    assert "合并单元格 A2:A3" in refusal(saved(book))


def test_hidden_sheets_are_named() -> None:
    book = book_of(["名称"], ["甲"])
    book.create_sheet("旧数据").sheet_state = "hidden"
    book.create_sheet("更旧").sheet_state = "veryHidden"
    assert "隐藏的工作表：旧数据、更旧" in refusal(saved(book))


def test_of_several_sheets_the_one_called_carriers_is_read() -> None:
    book = book_of(["名称"], ["甲"])
    book.create_sheet("其他").append(["乙"])
    assert read_grid(saved(book)).rows == [("名称",), ("甲",)]
    book["载体"].title = "第一张"
    assert "第一张、其他" in refusal(saved(book))


def test_a_formula_without_a_result_is_told_by_its_cell() -> None:
    grid = read_grid(saved(book_of(["名称", "面积"], ["甲", "=1+1"])))
    assert grid.rows[1] == ("甲",)
    assert "公式没有结果" in grid.broken[1, 1]


def test_an_error_value_is_told_by_its_cell() -> None:
    book = book_of(["名称", "面积"], ["甲", "#REF!"])
    book["载体"]["B2"].data_type = "e"
    assert "错误值 #REF!" in read_grid(saved(book)).broken[1, 1]


def test_more_rows_than_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("geo.carriers.reading", "geo.carriers.workbook"):
        monkeypatch.setattr(f"{module}.MOST_ROWS", 10)
    assert "超过" in refusal(saved(book_of(*([n] for n in range(20)))))
    assert "超过" in refusal("\n".join(["a,b"] * 20).encode())


def test_a_row_far_below_all_others_is_refused_at_once() -> None:
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
    <row r="1000000000"><c r="A1000000000"><v>1</v></c></row></sheetData></worksheet>"""
    assert "超过" in refusal(with_part(GOOD, "xl/worksheets/sheet1.xml", sheet))


def test_rows_beyond_what_the_file_says_of_its_size_are_read() -> None:
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <dimension ref="A1:A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
    <row r="3"><c r="A3"><v>3</v></c></row></sheetData></worksheet>"""
    assert read_grid(with_part(GOOD, "xl/worksheets/sheet1.xml", sheet)).rows == [(1,), (), (3,)]


def test_a_cell_far_to_the_right_is_named() -> None:
    book = book_of(["名称"], ["甲"])
    book["载体"]["CA7"] = "丢了可惜"
    assert "单元格 CA7 有内容" in refusal(saved(book))


def test_empty_rows_below_are_passed_over() -> None:
    book = book_of(["名称"], ["甲"])
    book["载体"].cell(row=5000, column=1).number_format = "0.00"
    assert len(read_grid(saved(book)).rows) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"a" * (MOST_BYTES + 1), "最大 50 MB"),
        ("名称,面积".encode("utf-16"), "UTF-16"),
        (b"\xff\xd8\xff\xe0 no text", "读不出文字"),
        ("名称\n甲\0楼".encode(), "第 2 行有空字符（NUL）"),
        (b'a,b\n"open,1\n', "引号"),
        (b"PK\x03\x04 broken", "不是完整的 .xlsx"),
        (GOOD[: len(GOOD) // 2], "不是完整的 .xlsx"),
        (",".join("x" * 1 for _ in range(100)).encode(), "100 列"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, words: str) -> None:
    assert words in refusal(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_grid(content)
    except CarrierFileError as refused:
        assert str(refused)


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_grid(bytes(content))
    except CarrierFileError as refused:
        assert str(refused)
