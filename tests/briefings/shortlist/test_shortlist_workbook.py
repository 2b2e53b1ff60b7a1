"""A shortlist as a workbook: numbers that add up, text that stays text, nothing private outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from briefings.shortlist.shortlist import Shortlist
from briefings.shortlist.workbook import shortlist_workbook
from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.search.candidates import candidates_of
from geo.search.query import Query
from geo.search.search import search
from geo.translation import Language
from tests.shortlists import CONTACT, PUBLIC, QUESTION, shortlist_of

FIRST_ROW = 6


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def headings(sheet: Any) -> list[str]:
    """Return the columns' titles: those of the second row, else those over both rows."""
    rows = zip(sheet[FIRST_ROW - 2], sheet[FIRST_ROW - 1], strict=True)
    return [str(low.value or high.value) for high, low in rows]


def records(sheet: Any) -> list[dict[str, Any]]:
    titles = headings(sheet)
    rows = sheet.iter_rows(min_row=FIRST_ROW, values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def everything(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def test_a_workbook_has_comparison_near_misses_data_criteria_and_notes(plan: Plan) -> None:
    book = opened(shortlist_workbook(plan, shortlist_of()))
    assert book.sheetnames == ["候选比选", "差一点的", "候选资料", "条件", "说明"]


def test_each_criterion_has_result_verdict_and_points_and_points_add_up_to_the_score(
    plan: Plan,
) -> None:
    sheet = opened(shortlist_workbook(plan, shortlist_of()))["候选比选"]
    first = [cell.value for cell in sheet[FIRST_ROW]]
    assert first == [
        *(1, "甲楼", "漕河泾 · 创新大厦 · 1 层 · 101", 77.5),
        *(3300, "符合", 22.5),
        *(datetime(2024, 6, 30), "符合", 25),
        *(4.37, "符合", 30),
        "符合：可用 3,300㎡、2024-06-30 交付、日租金 4.37 元/㎡。",
        None,
    ]
    assert sheet["H6"].is_date
    groups = [cell.value for cell in sheet[FIRST_ROW - 2] if cell.value][4:7]
    assert groups == [
        "面积 ≥3,000㎡\n必须",
        "2024-12-31 前交付\n必须",
        "日租金 ≤5.55 元/㎡\n希望 ×2",
    ]
    for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True):
        assert row[3] == pytest.approx(row[6] + row[9] + row[12])


def test_near_misses_say_by_how_much(plan: Plan) -> None:
    sheet = opened(shortlist_workbook(plan, shortlist_of()))["差一点的"]
    verdicts = [[row[1], row[8], row[11]] for row in sheet.iter_rows(min_row=6, values_only=True)]
    assert verdicts == [
        ["丙楼", "符合", "日租金高 1.11 元/㎡"],
        ["丁楼", "晚交付 4 个月", "日租金高 1.11 元/㎡"],
    ]


def test_the_data_are_the_inventorys_own_and_what_is_missing_is_an_empty_cell(plan: Plan) -> None:
    row = records(opened(shortlist_workbook(plan, shortlist_of()))["候选资料"])[0]
    assert row["类型"] == "载体"
    assert row["载体编号"] == "c00"
    assert row["片区"] == "漕河泾"
    assert row["园区"] is None
    assert row["可用面积 ㎡"] == 3300
    assert row["售价 元/㎡"] is None
    assert row["适合产业"] == "芯片"
    assert row["状态"] == "空置"
    assert row["联系方式"] == CONTACT
    assert row["数据日期"] == datetime(2024, 5, 31)


def test_all_industries_are_listed(plan: Plan) -> None:
    row = {"industries": ("chip", "robotics", "vehicles", "陶瓷")}
    book = opened(shortlist_workbook(plan, shortlist_of(row=row)))
    assert records(book["候选资料"])[0]["适合产业"] == "芯片、机器人、智能网联汽车、陶瓷"


def test_the_query_stands_criterion_by_criterion(plan: Plan) -> None:
    sheet = opened(shortlist_workbook(plan, shortlist_of()))["条件"]
    assert list(sheet.iter_rows(min_row=FIRST_ROW, values_only=True)) == [
        ("面积", "面积 ≥3,000㎡", "必须", 1),
        ("交付时间", "2024-12-31 前交付", "必须", 1),
        ("日租金", "日租金 ≤5.55 元/㎡", "希望 ×2", 2),
    ]


def notes_of(content: bytes) -> dict[str, str]:
    rows = opened(content)["说明"].iter_rows(min_row=FIRST_ROW, values_only=True)
    return {label: text for label, text in rows if label}


def test_the_notes_give_question_source_date_and_release(plan: Plan) -> None:
    notes = notes_of(shortlist_workbook(plan, shortlist_of(link="https://x.cn/s", unit="投促中心")))
    assert notes["提问"] == QUESTION
    assert notes["载体数据"] == "徐汇区载体台账（2024-05-31）"
    assert notes["数据日期"] == "2024-06-01"
    assert notes["制图单位"] == "投促中心"
    assert notes["用途"] == "内部资料·示意图"
    assert notes["链接"] == "https://x.cn/s"


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "＝1＋1", "\t=1", "https://x.cn"]
)
def test_names_like_formulas_stay_text(plan: Plan, name: str) -> None:
    texts = {"name": name, "name_en": name, "unit": name, "source": name, "contact": name}
    shortlist = shortlist_of(row=texts, question=name, unit=name)
    content = shortlist_workbook(plan, shortlist)
    assert "<f>" not in everything(content)
    assert "<hyperlink" not in everything(content)
    cell = opened(content)["候选比选"]["B6"]
    assert cell.value.strip() == name.strip()
    assert cell.data_type == "s"


def test_a_public_copy_holds_nothing_private_in_any_part(plan: Plan) -> None:
    private = frozenset({"contact", "rent_cny_m2_day"})
    shortlist = shortlist_of(private_fields=private, link="https://x.cn/s?rent=5.55", **PUBLIC)
    content = shortlist_workbook(plan, shortlist)
    whole = everything(content)
    for secret in ("4.37", "2.18", "5.55", "6.66", "王经理", "13800001111", "x.cn", "丙楼"):
        assert secret not in whole
    book = opened(content)
    assert not {"日租金 元/㎡/天", "联系方式"} & set(headings(book["候选资料"]))
    scores = [row["得分"] for row in records(book["候选比选"])]
    assert scores == [95, 80]
    assert "候选：日租金（rent_cny_m2_day），2 个值" in notes_of(content)["未公开的字段"]


def test_demonstration_data_are_labelled_in_rows_head_and_notes(plan: Plan) -> None:
    book = opened(shortlist_workbook(plan, shortlist_of(row={"is_demo": True})))
    sheet = book["候选比选"]
    assert "含演示数据" in sheet["A2"].value
    assert [row["数据"] for row in records(sheet)] == ["演示数据"] * 2
    assert "含演示数据" in sheet.oddFooter.right.text


def test_zones_and_parks_of_the_plan_can_be_on_the_list(plan: Plan) -> None:
    candidates = candidates_of(plan, Inventory())
    query = Query(area_min_m2=200_000, rent_max=5)
    findings = search(candidates, query, today=date(2024, 1, 1))
    shortlist = Shortlist(candidates.table, findings.matches, query, notes=findings.notes)
    book = opened(shortlist_workbook(plan, shortlist))
    assert "面积为估算" in book["候选比选"]["A2"].value
    assert {row["类型"] for row in records(book["候选资料"])} <= {"规划片区", "规划园区"}
    rents = [row[8] for row in book["候选比选"].iter_rows(min_row=FIRST_ROW, values_only=True)]
    assert set(rents) == {"未知"}


def test_a_workbook_holds_more_candidates_than_a_page(plan: Plan) -> None:
    book = opened(shortlist_workbook(plan, shortlist_of(40)))
    assert [row["编号"] for row in records(book["候选比选"])] == list(range(1, 41))


def test_english_and_both_languages(plan: Plan) -> None:
    english = opened(shortlist_workbook(plan, shortlist_of(languages=(Language.ENGLISH,))))
    assert english.sheetnames[0] == "Comparison"
    both = (Language.CHINESE, Language.ENGLISH)
    sheet = opened(shortlist_workbook(plan, shortlist_of(languages=both)))["候选比选"]
    assert "得分\nScore" in headings(sheet)


def test_the_same_shortlist_makes_the_same_workbook(plan: Plan) -> None:
    assert shortlist_workbook(plan, shortlist_of()) == shortlist_workbook(plan, shortlist_of())


def test_without_near_misses_there_is_no_sheet_for_them(plan: Plan) -> None:
    book = opened(shortlist_workbook(plan, replace(shortlist_of(), near_misses=())))
    assert "差一点的" not in book.sheetnames
