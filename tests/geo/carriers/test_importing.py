"""A file of carriers: what is read, by which rule, and what is wrong with it, by cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from geo.carriers.demo import demo_carriers
from geo.carriers.headers import ENGLISH
from geo.carriers.importing import ImportResult, import_carriers
from geo.carriers.inventory import no_carriers
from geo.carriers.schema import CARRIER_FIELDS
from geo.crs import Datum, convert_coordinates
from geo.plan import Plan

Import = Callable[..., ImportResult]

TODAY = date(2024, 3, 15)
LABELS = {field.name: field.label for field in CARRIER_FIELDS}
ROW: dict[str, Any] = {
    "carrier_id": "A-301",
    "name": "甲楼 301",
    "building": "甲楼",
    "floor": 3,
    "unit": "301",
    "lon": 121.396,
    "lat": 31.168,
    "total_gfa_m2": 1200,
    "available_gfa_m2": 800,
    "ready_date": datetime(2024, 6, 30),
    "rent_cny_m2_day": 4.5,
    "industries": "芯片设计、机器人",
    "tenure": "出租",
    "status": "空置",
    "contact": "王经理 021-0000",
    "source": "园区报送",
    "as_of": datetime(2024, 3, 1),
}


def workbook(*rows: dict[str, Any], headers: dict[str, str] = LABELS, title: str = "载体") -> bytes:
    """Return an .xlsx with these rows; columns are those that any row has."""
    names = [field.name for field in CARRIER_FIELDS if any(field.name in row for row in rows)]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append([headers[name] for name in names])
    for row in rows:
        sheet.append([row.get(name) for name in names])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_text(*rows: dict[str, Any]) -> str:
    """Return the rows as CSV."""
    table = pd.DataFrame(rows).rename(columns=LABELS)
    return str(table.to_csv(index=False))


@pytest.fixture
def imported(plan: Plan) -> Import:
    """Take a file on the day of the tests."""

    def import_file(content: bytes, datum: Datum = Datum.WGS84, **more: Any) -> ImportResult:
        return import_carriers(content, plan, datum=datum, today=TODAY, **more)

    return import_file


def faults(found: ImportResult) -> list[tuple[str, str]]:
    """Return the faults as cell and message."""
    return [(fault.cell, fault.message) for fault in found.faults]


def test_a_workbook_is_imported_with_its_place_found(imported: Import) -> None:
    found = imported(workbook(ROW))
    assert found.faults == ()
    (row,) = found.carriers.to_dict("records")
    assert row["zone_id"] == "caohejing"
    assert row["subdistrict_id"] == "hongmei"
    assert row["park_id"] is None
    assert row["total_gfa_m2"] == 1200
    assert row["industries"] == ("芯片设计", "机器人")
    assert row["ready_date"] == pd.Timestamp(2024, 6, 30)
    assert row["tenure"] == "lease"
    assert row["is_demo"] is False
    assert list(found.carriers.dtypes) == list(no_carriers().dtypes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_csv_is_imported_in_the_encodings_of_excel(imported: Import, encoding: str) -> None:
    found = imported(csv_text(ROW).encode(encoding))
    assert found.faults == ()
    assert found.carriers["name"].tolist() == ["甲楼 301"]


def test_english_and_column_names_are_headers_too(imported: Import) -> None:
    assert imported(workbook(ROW, headers=ENGLISH)).faults == ()
    assert imported(workbook(ROW, headers={name: name for name in LABELS})).faults == ()
    with_units = {field.name: f" {field.label}（{field.unit}）*" for field in CARRIER_FIELDS}
    assert imported(workbook(ROW, headers=with_units)).faults == ()


def test_the_unit_of_a_header_is_that_of_its_cells(imported: Import) -> None:
    units = {"total_gfa_m2": "万㎡", "available_gfa_m2": "亩", "rent_cny_m2_day": "元/㎡/月"}
    headers = LABELS | {name: f"{LABELS[name]}（{unit}）" for name, unit in units.items()}
    row = ROW | {"total_gfa_m2": 1.2, "available_gfa_m2": "约3", "rent_cny_m2_day": 146}
    found = imported(workbook(row, ROW | {"carrier_id": "B", "unit": "2"}, headers=headers))
    assert [fault.cell for fault in found.faults] == ["H3"]  # 12,000,000 m² are too many
    found = imported(workbook(row, headers=headers))
    assert [reading.rule for reading in found.readings] == [
        "1.2万m2 = 12,000㎡",
        "约3亩 = 2,000㎡",
        "146元/m2/月 = 4.8 元/㎡/天（每月 365/12 天）",
    ]
    assert found.carriers["total_gfa_m2"].tolist() == [12_000]


def test_a_unit_that_a_column_cannot_have_is_told_at_its_header(
    imported: Import,
) -> None:
    headers = LABELS | {"floor_load_kn_m2": "楼面荷载（kg/㎡）"}
    found = imported(workbook(ROW | {"floor_load_kn_m2": 500}, headers=headers))
    assert [(fault.row, fault.message[:9]) for fault in found.faults] == [(1, "“kg/m2”不是")]


def test_what_was_worked_out_is_told_by_cell(imported: Import) -> None:
    row = ROW | {
        "total_gfa_m2": "约１.２万㎡",
        "available_gfa_m2": "3亩",
        "ready_date": "2024年底",
        "rent_cny_m2_day": "146元/㎡/月",
        "floor": "B1",
        "industries": "芯片、餐饮",
        "ceiling_height_m": "4.5米",
    }
    found = imported(workbook(row))
    assert found.faults == ()
    told = {
        reading.column: (reading.cell, reading.value, reading.rule) for reading in found.readings
    }
    assert told["总建筑面积"] == ("H2", "12,000 ㎡", "约１.２万㎡ = 12,000㎡")
    assert told["可用面积"][1:] == ("2,000 ㎡", "3亩 = 2,000㎡")
    assert told["交付日期"][1:] == ("2024-12-31", "2024年底：取 2024-12-31")
    assert told["日租金"][1] == "4.8 元/㎡/天"
    assert told["楼层"][1:] == ("-1", "B1：-1 层")
    assert told["适合产业"][2] == "不在产业词表中，按原文保留：餐饮"
    assert "层高" not in told
    (own,) = found.carriers.to_dict("records")
    assert own["ceiling_height_m"] == 4.5
    assert own["floor"] == -1


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        ({"total_gfa_m2": 0}, "H2", "面积是 0"),
        ({"total_gfa_m2": 1e9}, "H2", "不在 1—5,000,000 之间"),
        ({"total_gfa_m2": "很大"}, "H2", "不是数"),
        ({"available_gfa_m2": 1300}, "I2", "大于总建筑面积 1,200 ㎡"),
        ({"available_gfa_m2": -1}, "I2", "不在 0—5,000,000 之间"),
        ({"ready_date": "2024-13"}, "J2", "月份 13 不在 1—12 之间"),
        ({"ready_date": "尽快"}, "J2", "不是日期"),
        ({"ready_date": "年底"}, "J2", "没有年份"),
        ({"rent_cny_m2_day": "面议"}, "K2", "没有定价的请留空"),
        ({"rent_cny_m2_day": 135}, "K2", "如果是月租金，请写明"),
        ({"ready_date": 2024.1}, "J2", "1 月还是 10 月不清楚"),
        ({"tenure": "送"}, "M2", "请填 出租、出售、租售均可 之一"),
        ({"status": None}, "N2", "必填而没有填"),
        ({"as_of": datetime(2025, 1, 1)}, "Q2", "晚于今天"),
        ({"lon": 31.168, "lat": 121.396}, "F2", "经度和纬度填反了"),
        ({"lon": 116.4, "lat": 39.9}, "F2", "不在徐汇区一带：请检查经纬度，如 "),
        ({"lon": None}, "F2", "只填了经纬度中的一个"),
        ({"floor": "3-5"}, "D2", "不是楼层"),
        ({"floor": 0}, "D2", "不是楼层"),
        ({"name": "x" * 201}, "B2", "有 201 个字"),
        ({"name": "甲\x07楼"}, "B2", "控制字符"),
    ],
)
def test_each_fault_is_told_by_its_cell_and_nothing_is_imported(
    imported: Import, changes: dict[str, Any], cell: str, words: str
) -> None:
    if "\x07" in str(changes.get("name")):
        content = csv_text(ROW | changes).encode()
    else:
        content = workbook(ROW | changes, ROW | {"carrier_id": "B", "floor": 9})
    found = imported(content)
    assert [fault.cell for fault in found.faults] == [cell]
    assert words in found.faults[0].message
    assert found.carriers.empty


def test_all_faults_are_told_at_once(imported: Import) -> None:
    bad = ROW | {"total_gfa_m2": "大", "ready_date": "2024-13", "status": "空"}
    found = imported(workbook(ROW, bad | {"carrier_id": "A-302", "unit": "302"}))
    assert [fault.cell for fault in found.faults] == ["H3", "J3", "N3"]
    assert found.fault_count == 3
    assert str(found.faults[1]).startswith("J3 交付日期“2024-13”：")


def test_a_position_that_cannot_be_is_told_beside_other_faults(
    imported: Import,
) -> None:
    swapped = {"lon": ROW["lat"], "lat": ROW["lon"], "status": "空"}
    unread = {"carrier_id": "B", "unit": "9", "lon": "东边"}
    found = imported(workbook(ROW | swapped, ROW | unread))
    assert [(fault.cell, fault.message[:6]) for fault in found.faults] == [
        ("N2", "不在选项中："),
        ("F2", "经度和纬度填"),
        ("F3", "“东边”不是"),
    ]


def test_a_thousand_faults_are_told_and_the_rest_counted(
    imported: Import,
) -> None:
    lines = csv_text(
        *({**ROW, "carrier_id": f"c{n}", "unit": str(n), "status": "坏"} for n in range(1200))
    )
    found = imported(lines.encode())
    assert (len(found.faults), found.fault_count) == (1000, 1200)


def test_headers_that_are_wrong_are_told_with_the_nearest(
    imported: Import,
) -> None:
    wrong = LABELS | {"total_gfa_m2": "建筑总面积", "contact": "心情"}
    found = imported(workbook(ROW, headers=wrong))
    assert ("H1", "没有这个列名，最接近的是“总建筑面积”：请改正，或删去这一列") in faults(found)
    assert ("O1", "没有这个列名：请对照模板改正，或删去这一列") in faults(found)
    assert any("缺少必填列：总建筑面积" in message for _, message in faults(found))


def test_a_header_that_stands_twice_and_a_column_without_one_are_told(
    imported: Import,
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*(LABELS[name] for name in ROW), "名称", None])
    sheet.append([*ROW.values(), "又", "什么"])
    found = imported(saved(book))
    assert ("R1", "与 B1 是同一列：请删去一列") in faults(found)
    assert ("S1", "这一列有内容而没有列名：请填写列名") in faults(found)


def test_a_title_above_the_header_is_passed_over(imported: Import) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["徐汇区载体清单"])
    sheet.append([])
    sheet.append([LABELS[name] for name in ROW])
    sheet.append([*(ROW | {"status": "坏"}).values()])
    assert [fault.cell for fault in imported(saved(book)).faults] == ["N4"]


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_positions_of_other_datums_become_wgs84(imported: Import, datum: Datum) -> None:
    here = np.array([[121.396, 31.168]])
    (lon, lat) = convert_coordinates(here, Datum.WGS84, datum)[0]
    (row,) = imported(workbook(ROW | {"lon": lon, "lat": lat}), datum).carriers.to_dict("records")
    assert (row["lon"], row["lat"]) == pytest.approx((121.396, 31.168), abs=1e-7)


def test_zone_and_park_are_imported_by_name(imported: Import) -> None:
    row = {**ROW, "lon": None, "lat": None, "zone_id": "徐汇滨江", "park_id": "西岸传媒港"}
    (found,) = imported(workbook(row)).carriers.to_dict("records")
    assert (found["zone_id"], found["park_id"]) == ("riverside", "xian-media-port")
    (by_park,) = imported(workbook(row | {"zone_id": None})).carriers.to_dict("records")
    assert by_park["zone_id"] == "riverside"


def test_a_zone_that_is_not_there_is_told_with_the_nearest(
    imported: Import,
) -> None:
    found = imported(workbook({**ROW, "zone_id": "漕河径"}))
    assert "是不是“漕河泾”？" in found.faults[0].message


def test_a_position_far_from_the_zone_given_is_told_with_the_distance(
    imported: Import,
) -> None:
    found = imported(workbook({**ROW, "zone_id": "西岸数智谷"}))
    assert found.faults[0].column == "片区"
    assert "位置在“西岸数智谷”之外" in found.faults[0].message


def test_a_carrier_that_is_nowhere_is_told(imported: Import) -> None:
    found = imported(workbook(ROW | {"lon": None, "lat": None}))
    assert "不知道在哪里" in found.faults[0].message


def test_one_id_and_one_unit_stand_once(imported: Import) -> None:
    found = imported(workbook(ROW, ROW | {"unit": "302"}, ROW | {"carrier_id": "other"}))
    assert [(fault.cell, fault.message) for fault in found.faults] == [
        ("A3", "编号与第 2 行相同：请改成不同的"),
        ("C4", "楼宇、楼层、单元与第 2 行相同：请删去重复的一行，或填写单元"),
    ]


def test_one_whole_building_stands_once(imported: Import) -> None:
    whole = {name: value for name, value in ROW.items() if name not in ("floor", "unit")}
    found = imported(workbook(whole, whole | {"carrier_id": "A-302"}))
    assert [(fault.row, fault.message) for fault in found.faults] == [
        (3, "与第 2 行是同一栋楼，都没有楼层和单元：请删去重复的一行，或填写楼层、单元")
    ]
    elsewhere = whole | {"carrier_id": "A-302", "lon": 121.398, "lat": 31.17}
    assert imported(workbook(whole, elsewhere)).rows == 2  # of the same name in another place


def test_hidden_rows_and_columns_are_imported_and_told(imported: Import) -> None:
    book = load_workbook(io.BytesIO(workbook(ROW, ROW | {"carrier_id": "A-302", "unit": "302"})))
    sheet = book["载体"]
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[900].hidden = True  # nothing is there
    sheet.column_dimensions["C"].hidden = True
    found = imported(saved(book))
    assert (found.rows, found.hidden) == (2, ("3", "C"))
    assert imported(workbook(ROW)).hidden == ()


def test_what_the_inventory_has_already_is_told_and_imported(
    imported: Import,
) -> None:
    existing = imported(workbook(ROW, ROW | {"carrier_id": "X", "unit": "999"})).carriers
    found = imported(
        workbook(
            ROW, ROW | {"carrier_id": "Y", "unit": "999"}, ROW | {"carrier_id": "Z", "unit": "1"}
        ),
        existing=existing,
    )
    assert [(item.row, item.carrier_id, item.message) for item in found.duplicates] == [
        (2, "A-301", "台账中已有这个编号"),
        (3, "Y", "与台账中 X 的楼宇、楼层、单元相同"),
    ]
    assert len(found.carriers) == 3


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-x", "@cmd", "<script>alert(1)</script>", "' OR 1=1"]
)
def test_text_stays_the_text_it_is(imported: Import, text: str) -> None:
    found = imported(csv_text(ROW | {"name": text}).encode())
    assert found.carriers["name"].tolist() == [text]


def test_numbers_in_columns_of_text_are_written_as_they_look(
    imported: Import,
) -> None:
    (row,) = imported(workbook(ROW | {"unit": 301.0, "carrier_id": 17})).carriers.to_dict("records")
    assert (row["unit"], row["carrier_id"]) == ("301", "17")


def test_demo_data_that_comes_back_stays_demo_data(imported: Import, plan: Plan) -> None:
    demo = demo_carriers(plan, 3).drop(columns=["subdistrict_id", "is_demo"])
    listed = demo.assign(industries=demo["industries"].map("、".join)).rename(columns=LABELS)
    found = imported(listed.to_csv(index=False).encode())
    assert found.faults == ()
    assert found.carriers["is_demo"].all()


def test_an_empty_table_is_told(imported: Import) -> None:
    content = (",".join(LABELS[name] for name in ROW) + "\n").encode()
    assert "没有数据" in imported(content).faults[0].message
