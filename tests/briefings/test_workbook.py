"""The workbook: numbers of the plan in their cells, nothing for what is missing, text as text.

It is read as XML, not by the library that wrote it. Figures of the shipped plan in 万㎡: existing
≈550, new 100 expected, planned 120 + 100 (the park's other 100 is part of the 120), linked ≥400,
renewal 400.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from briefings.brief import Brief, BriefError, Release
from briefings.workbook import WorkbookError, figures_workbook
from briefings.workbook.grid import Cell, Column, Page, Table, draw_table
from geo.plan import Plan
from geo.translation import Language
from tests.plans import with_profile

_NS: Final = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
PUBLIC: Final = Brief(
    release=Release.PUBLIC,
    approval_number="沪S(2026)001号",
    source="徐汇区规划资源局",
    data_date=date(2026, 3, 1),
    unit="徐汇区规划资源局",
)
FIRST_ROW: Final = 6


def parts(content: bytes) -> dict[str, str]:
    """Return the files of a workbook by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def _xml(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - written by ourselves


def _unescaped(text: str) -> str:
    """Return a text of a cell: `_x000D_` stands for what XML cannot hold (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def sheets(content: bytes) -> dict[str, dict[str, str | float]]:
    """Return the cells that hold something, by sheet and address."""
    files = parts(content)
    shared = [
        _unescaped("".join(text.text or "" for text in item.iterfind(".//m:t", _NS)))
        for item in _xml(files["xl/sharedStrings.xml"]).iterfind("m:si", _NS)
    ]
    names = [
        str(sheet.get("name"))
        for sheet in _xml(files["xl/workbook.xml"]).iterfind(".//m:sheet", _NS)
    ]
    found: dict[str, dict[str, str | float]] = {}
    for number, name in enumerate(names, start=1):
        root = _xml(files[f"xl/worksheets/sheet{number}.xml"])
        found[name] = {}
        for cell in root.iterfind(".//m:c", _NS):
            value = cell.findtext("m:v", namespaces=_NS)
            if value is not None:
                is_text = cell.get("t") == "s"
                found[name][str(cell.get("r"))] = shared[int(value)] if is_text else float(value)
    return found


def rows(cells: dict[str, str | float], columns: str) -> list[list[str | float | None]]:
    """Return the table's rows as the values of some columns."""
    last = max(int(re.sub("[A-Z]", "", address)) for address in cells)
    return [
        [cells.get(f"{column}{row}") for column in columns] for row in range(FIRST_ROW, last + 1)
    ]


def notes_of(book: dict[str, dict[str, str | float]]) -> dict[Any, Any]:
    return {label: text for label, text in rows(book["说明"], "AB") if label}


def drawn(cells: Sequence[Cell]) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        table = Table("t", [Column("x", 20)], [[cell] for cell in cells])
        draw_table(book, table, Page("", "", "", ""))
    return stream.getvalue()


@pytest.fixture(scope="module")
def overview(plan: Plan) -> dict[str, dict[str, str | float]]:
    return sheets(figures_workbook(plan, Brief()))


def test_a_workbook_has_figures_words_parks_and_notes(
    overview: dict[str, dict[str, str | float]],
) -> None:
    assert list(overview) == ["片区数字", "规划原文", "园区", "说明"]


def test_figures_stand_in_wan_with_their_qualifiers_beside_them(
    overview: dict[str, dict[str, str | float]],
) -> None:
    figures = rows(overview["片区数字"], "ACDEFGHIJKLM")[:5]
    nothing: list[Any] = [None, None]
    note = "另有 100 万㎡，已计入西岸数智谷"
    wan = "万㎡"
    assert figures == [
        ["漕河泾", wan, 550.0, "约", 100.0, "预计", *nothing, *nothing, *nothing],
        ["西岸数智谷", wan, *nothing, *nothing, 120.0, None, *nothing, *nothing],
        ["徐汇滨江", wan, *nothing, *nothing, None, note, 400.0, "余（至少）", *nothing],
        ["漕河泾—华泾", wan, *nothing, *nothing, 100.0, None, *nothing, 400.0, None],
        ["合计", wan, 550.0, "约", 100.0, "预计", 220.0, None, 400.0, "余（至少）", 400.0, None],
    ]


def test_the_same_figures_stand_in_m2_and_as_density(
    overview: dict[str, dict[str, str | float]],
) -> None:
    table = rows(overview["片区数字"], "ACDN")
    assert table[5] == ["漕河泾", "m²", 5_500_000.0, pytest.approx(4.33, abs=0.005)]
    assert table[9][1:3] == ["m²", 5_500_000.0]
    # 5.5 million m² on 4.33 km²
    assert table[10] == ["漕河泾", "毛容积率 m²/m²", pytest.approx(1.27, abs=0.005), table[5][3]]
    assert len(table) == 14


def test_total_land_counts_overlaps_once(overview: dict[str, dict[str, str | float]]) -> None:
    land = [row[0] for row in rows(overview["片区数字"], "N")[:5]]
    assert land[4] == pytest.approx(25.29, abs=0.005)
    assert sum(float(area or 0) for area in land[:4]) == pytest.approx(27.18, abs=0.02)


def test_whoever_adds_up_a_column_gets_the_plans_total(
    overview: dict[str, dict[str, str | float]],
) -> None:
    table = rows(overview["片区数字"], "DFHJL")
    for column in range(5):
        added = sum(float(row[column] or 0) for row in table[:4])
        assert added == table[4][column]


def test_what_is_missing_is_an_empty_cell(overview: dict[str, dict[str, str | float]]) -> None:
    assert [
        (name, address) for name, cells in overview.items() for address in cells
        if cells[address] in (0, "", "nan", "None", "—")
    ] == []  # fmt: skip


def test_every_figure_has_its_words_and_where_they_stand(
    plan: Plan, overview: dict[str, dict[str, str | float]]
) -> None:
    table = rows(overview["规划原文"], "ABCDEFGHIJKL")
    assert len(table) == len(plan.figures) == 9
    assert table[0] == [
        "漕河泾", None, "现状", 550.0, 5_500_000.0, "约",
        "目前载体面积约550万方", "四（一）1", None, None, None, "2021–2025",
    ]  # fmt: skip
    nested = next(row for row in table if row[1] == "西岸数智谷特色园区")
    assert nested[3:5] == [100.0, 1_000_000.0]
    assert nested[10] == "已计入西岸数智谷，合计只计一次"
    wavering = next(row for row in table if row[0] == "西岸数智谷")
    assert wavering[8] == "打造以西岸智塔为旗舰的120万方人工智能产业集聚增长极"


def test_parks_stand_with_the_categories_they_have(
    overview: dict[str, dict[str, str | float]],
) -> None:
    cells = overview["园区"]
    assert [cells.get(f"{column}4") for column in "CFI"] == ["规划集聚", "联动", "存量更新"]
    assert len(rows(cells, "A")) == 7
    assert rows(cells, "ACDE")[1] == ["北杨人工智能小镇", 100.0, 1_000_000.0, None]


def test_notes_say_what_is_needed_to_read_the_copy(plan: Plan) -> None:
    notes = notes_of(sheets(figures_workbook(plan, PUBLIC)))
    assert notes["资料来源"] == notes["制图单位"] == "徐汇区规划资源局"
    assert notes["数据日期"] == "2026-03-01"
    assert notes["审图号"] == "沪S(2026)001号"
    assert notes["边界"] == "示意图：边界非法定界线，误差 60–500 m"
    assert notes["规划期"] == "2021–2025 规划期已结束，以下为规划所述数字，非现状统计"
    assert notes["记账规则"] == "五类建筑面积口径不同，不相加。"
    assert notes["未公开的字段"] == "无"


def test_a_sheet_of_one_zone_has_only_its_figures_and_no_totals(plan: Plan) -> None:
    brief = Brief(template="subject", subjects=("zone/caohejing",))
    book = sheets(figures_workbook(plan, brief))
    assert [row[0] for row in rows(book["片区数字"], "A")] == ["漕河泾"] * 3
    assert [row[0] for row in rows(book["规划原文"], "C")] == ["现状", "新增"]
    assert rows(book["园区"], "A") == [["无"]]


def test_a_sheet_of_a_park_has_its_zone_and_its_own_figures(plan: Plan) -> None:
    (park,) = plan.parks.loc[plan.parks["name"] == "北杨人工智能小镇", "park_id"]
    book = sheets(figures_workbook(plan, Brief(template="subject", subjects=(f"park/{park}",))))
    assert {row[0] for row in rows(book["片区数字"], "A")} == {"漕河泾—华泾"}
    assert [row[0] for row in rows(book["园区"], "A")] == ["北杨人工智能小镇"]


def test_a_sub_district_without_a_zone_says_so(plan: Plan) -> None:
    touched = plan.subdistricts.intersects(plan.zones.union_all())
    outside = plan.subdistricts.loc[~touched, "subdistrict_id"].iloc[0]
    brief = Brief(template="subject", subjects=(f"subdistrict/{outside}",))
    book = sheets(figures_workbook(plan, brief))
    assert [rows(book[name], "A") for name in ("片区数字", "规划原文", "园区")] == [[["无"]]] * 3
    assert "片区的数字是整个片区的，不是街道（镇）范围内的。" in book["说明"].values()


def test_a_sub_district_has_the_zones_that_share_its_ground(plan: Plan) -> None:
    (hongmei,) = plan.subdistricts.loc[plan.subdistricts["name"] == "虹梅路街道", "subdistrict_id"]
    brief = Brief(template="subject", subjects=(f"subdistrict/{hongmei}",))
    book = sheets(figures_workbook(plan, brief))
    assert {row[0] for row in rows(book["片区数字"], "A")} == {"漕河泾", "漕河泾—华泾"}


def test_english_counts_in_million_m2_and_keeps_the_plans_own_words(plan: Plan) -> None:
    book = sheets(figures_workbook(plan, Brief(languages=(Language.ENGLISH,))))
    assert list(book) == ["Figures by zone", "Words of the plan", "Parks", "Notes"]
    assert rows(book["Figures by zone"], "ACDE")[0] == ["Caohejing", "million m²", 5.5, "≈ (about)"]
    words = rows(book["Words of the plan"], "GH")[0]
    assert words == ["目前载体面积约550万方", "The carriers now amount to about 5.5 million m²."]


def test_two_languages_stand_one_below_the_other(plan: Plan) -> None:
    brief = Brief(languages=(Language.CHINESE, Language.ENGLISH))
    book = sheets(figures_workbook(plan, brief))
    assert rows(book["片区数字"], "ACD")[0] == ["漕河泾\nCaohejing", "万㎡", 550.0]


def test_the_same_brief_makes_the_same_bytes_on_another_day(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    script = (
        "import sys, datetime, geo.plan, briefings.brief as b, briefings.workbook as w;"
        "sys.stdout.buffer.write(w.figures_workbook(geo.plan.read_plan(),"
        "b.Brief(template='compare', subjects=('zone/riverside', 'zone/caohejing'))))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    root = Path(__file__).parents[2]
    other = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=root, check=True, capture_output=True
    )
    brief = Brief(template="compare", subjects=("zone/riverside", "zone/caohejing"))
    content = figures_workbook(plan, brief)
    assert content == other.stdout
    with ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2000-01-01T00:00:00Z" in parts(content)["docProps/core.xml"]


def test_every_sheet_is_frozen_and_prints_on_a4_landscape_with_its_header(plan: Plan) -> None:
    files = parts(figures_workbook(plan, Brief(unit="A & B")))
    for number in range(1, 5):
        sheet = files[f"xl/worksheets/sheet{number}.xml"]
        assert 'paperSize="9"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "fitToPage" in sheet
        assert 'fitToHeight="0"' in sheet
        assert 'state="frozen"' in sheet
        assert "示意图：边界非法定界线" in sheet.split("<oddFooter>")[1]
    assert files["xl/workbook.xml"].count("_xlnm.Print_Titles") == 4


def test_a_brief_that_is_not_sound_makes_no_workbook(plan: Plan) -> None:
    with pytest.raises(BriefError):
        figures_workbook(plan, Brief(template="subject"))


def test_a_public_workbook_lacks_private_figures_and_says_so(plan: Plan) -> None:
    private = {"zones": ["new_gfa_m2", "alias"]}
    marked = with_profile(plan, private_fields=private)
    public = figures_workbook(marked, PUBLIC)
    assert "预计新增100万方" in parts(figures_workbook(marked, Brief()))["xl/sharedStrings.xml"]
    assert "预计新增100万方" not in parts(public)["xl/sharedStrings.xml"]
    book = sheets(public)
    assert {tuple(row) for row in rows(book["片区数字"], "FG")} == {(None, None)}
    assert notes_of(book)["未公开的字段"].splitlines() == [
        "片区：别名（alias, alias_en），1 个值",
        "片区：新增（new_gfa_*），1 个值",
    ]


DANGEROUS: Final = [
    "=1+1",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "0001",
    "1e5",
    "2021-01-01",
    "http://evil.example",
    "mailto:a@b.c",
    "_x0041_",
]  # fmt: skip


def test_text_that_looks_like_a_formula_is_a_text_cell() -> None:
    content = drawn(DANGEROUS)
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert [row[0] for row in rows(sheets(content)["t"], "A")] == DANGEROUS
    assert 'quotePrefix="1"' in parts(content)["xl/styles.xml"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_text_comes_back_as_the_text_it_was(texts: list[str]) -> None:
    assert [row[0] for row in rows(sheets(drawn(texts))["t"], "A")] == texts


@given(st.floats(min_value=0, max_value=1e12))
def test_any_number_comes_back_as_the_number_it_was(number: float) -> None:
    assert rows(sheets(drawn([number]))["t"], "A") == [[pytest.approx(number, rel=1e-15)]]


def test_half_a_character_is_shown_as_unknown() -> None:
    assert rows(sheets(drawn(["甲\ud800乙"]))["t"], "A") == [["甲\ufffd乙"]]


def test_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    assert rows(sheets(drawn(["字" * 32_767]))["t"], "A") == [["字" * 32_767]]
    with pytest.raises(WorkbookError, match="超过一个单元格能放的 32,767 个字"):
        drawn(["字" * 32_768])
    with pytest.raises(WorkbookError):
        drawn(["😀" * 16_384])


def test_a_spreadsheet_program_shows_the_text_and_computes_nothing(tmp_path: Path) -> None:
    visible = [text for text in DANGEROUS if text.isprintable()]
    (tmp_path / "t.xlsx").write_bytes(drawn(visible))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to"]
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    subprocess.run([*command, filters, "t.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        shown = ["".join(row) for row in csv.reader(file)][FIRST_ROW - 1 :]
    assert shown == visible
