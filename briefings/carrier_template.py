"""The workbook in which carriers are filled in: drop-downs, an example, the rules of reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from geo.carriers.headers import ENGLISH
from geo.carriers.location import example_position
from geo.carriers.schema import CARRIER_FIELDS, STATUSES, TENURES
from geo.carriers.workbook import HELPERS, SHEET
from geo.plan import Plan
from geo.plan.schema import Field
from geo.translation import N_, Language, Translator
from layers.palette import INK

ROWS: Final = 5_000
"""How many rows have drop-downs."""

_CHOICES, _NOTES, _EXAMPLE = HELPERS
_CREATED: Final = datetime(2000, 1, 1)
_WIDTHS: Final = {
    "rent_cny_m2_day": 18,
    "floor_load_kn_m2": 18,
    "name": 24,
    "industries": 24,
    "building": 16,
    "park_id": 20,
    "source": 18,
}

EXAMPLE: Final[tuple[dict[str, Any], ...]] = (
    {
        "carrier_id": "SL-0301",
        "name": N_("示例一号楼 301"),
        "building": N_("示例一号楼"),
        "floor": 3,
        "unit": "301",
        "total_gfa_m2": 1200,
        "available_gfa_m2": 800,
        "ready_date": "2024-06-30",
        "rent_cny_m2_day": 4.5,
        "industries": N_("芯片、机器人"),
        "ceiling_height_m": 4.2,
        "floor_load_kn_m2": 5,
        "power_kva": 500,
        "tenure": "lease",
        "status": "vacant",
        "contact": N_("示例联系人"),
        "source": N_("演示数据"),
        "as_of": "2024-03-01",
    },
    {
        "carrier_id": "SL-B",
        "name": N_("示例二号楼"),
        "building": N_("示例二号楼"),
        "zone_id": 0,
        "total_gfa_m2": N_("1.2万㎡"),
        "available_gfa_m2": N_("约9000㎡"),
        "ready_date": N_("2024年底"),
        "price_cny_m2": N_("5.5万元/㎡"),
        "industries": N_("智能制造"),
        "tenure": "either",
        "status": "reserved",
        "source": N_("演示数据"),
        "as_of": "2024Q1",
    },
)
"""What the example shows, 演示数据: a unit written out, and a building in the words people use.

The unit stands at a position of the plan's own, the building in its first zone.
"""

NOTES: Final = (
    N_("每行一个载体：整栋、一层或一个单元。带 * 的列必填，其余不知道就留空，不要写 0。"),
    N_("面积默认 ㎡，也可写 1.2万㎡、3亩（1 亩 = 666.67 ㎡）。“约”“以上”只作说明，按所写的数计。"),
    N_("日期可写 2024-06-30、2024-06、2024年底、2024Q3；写到月、季、年的，取最后一天。"),
    N_("日租金是 元/㎡/天；写成 元/㎡/月 的，按每月 365/12 天换算。面议请留空。"),
    N_("楼层写整数，地下一层写 -1 或 B1；整栋的留空。跨层的分行填写。"),
    N_("位置填经纬度，或填片区、园区；三者都填时要相符。坐标系在导入时选择。"),
    N_("适合产业用顿号隔开，尽量用下拉表中的名称。"),
    N_("导入前会逐格显示怎么读的；有一处错误就全部不导入。请不要合并单元格或隐藏工作表。"),
    N_("“填写示例”是演示数据，不会被导入。"),
)


def carrier_template(plan: Plan, say: Translator) -> bytes:
    """Return the template as .xlsx: 载体 to fill in, 填写示例, 填写说明, and the lists (hidden).

    Names of the worksheets are those the import knows, in either language. Same plan, same bytes.
    """
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": say("载体导入模板"), "created": _CREATED})
        styles = _styles(book)
        carriers, example = book.add_worksheet(SHEET), book.add_worksheet(_EXAMPLE)
        notes, choices = book.add_worksheet(_NOTES), book.add_worksheet(_CHOICES)
        ranges = _write_choices(choices, plan, say)
        _write_header(carriers, styles, say)
        _add_choices(carriers, ranges, say)
        _write_example(example, styles, plan, say)
        _write_notes(notes, styles, say)
        choices.hide()
        carriers.activate()
    return stream.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    shared = {"font_size": 11, "valign": "vcenter", "border": 1, "border_color": "#C8CFD6"}
    bold = {**shared, "bold": True, "text_wrap": True, "align": "center"}
    return {
        "required": book.add_format({**bold, "bg_color": "#DCE8F5", "font_color": INK}),
        "optional": book.add_format({**bold, "bg_color": "#F1F4F7", "font_color": INK}),
        "cell": book.add_format(shared),
        "note": book.add_format({"text_wrap": True, "valign": "top", "font_size": 11}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }


def _label(field: Field, say: Translator) -> str:
    label = ENGLISH[field.name] if say.language is Language.ENGLISH else field.label
    titled = say("{label}（{unit}）", label=label, unit=say(field.unit)) if field.unit else label
    return f"{titled}*" if field.required else titled


def _write_header(
    sheet: Worksheet, styles: dict[str, Format], say: Translator, row: int = 0
) -> None:
    sheet.set_row(row, 36)
    for column, field in enumerate(CARRIER_FIELDS):
        style = styles["required" if field.required else "optional"]
        sheet.write_string(row, column, _label(field, say), style)
        sheet.set_column(column, column, _WIDTHS.get(field.name, 13))
    sheet.freeze_panes(row + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)


def _lists(plan: Plan, say: Translator) -> dict[str, list[str]]:
    return {
        "zone_id": [str(say.name(row)) for row in plan.zones.to_dict("records")],
        "park_id": [str(say.name(row)) for row in plan.parks.to_dict("records")],
        "tenure": [say(label) for label in TENURES.values()],
        "status": [say(label) for label in STATUSES.values()],
        "industries": [
            industry.name_en if say.language is Language.ENGLISH else industry.name
            for industry in plan.industries
        ],
    }


def _write_choices(sheet: Worksheet, plan: Plan, say: Translator) -> dict[str, str]:
    """Write one list a column and return where each stands."""
    ranges = {}
    for column, (name, items) in enumerate(_lists(plan, say).items()):
        for row, item in enumerate(items):
            sheet.write_string(row, column, item)
        letter = chr(ord("A") + column)
        ranges[name] = f"={_CHOICES}!${letter}$1:${letter}${max(len(items), 1)}"
    return ranges


def _add_choices(sheet: Worksheet, ranges: dict[str, str], say: Translator) -> None:
    for column, field in enumerate(CARRIER_FIELDS):
        if field.name not in ranges:
            continue
        is_open = field.name in ("industries", "zone_id", "park_id")
        sheet.data_validation(
            *(1, column, ROWS, column),
            {
                "validate": "list",
                "source": ranges[field.name],
                "error_type": "information" if is_open else "stop",
                "error_title": say("不在选项中"),
                "error_message": say("请从下拉表中选择。"),
            },
        )


def _write_example(
    sheet: Worksheet, styles: dict[str, Format], plan: Plan, say: Translator
) -> None:
    sheet.write_string(0, 0, say("填写示例（演示数据，不会被导入）"), styles["title"])
    _write_header(sheet, styles, say, row=1)
    zones = _lists(plan, say)["zone_id"]
    lon, lat = example_position(plan)
    for row, example in enumerate(EXAMPLE, start=2):
        given = example if "zone_id" in example else example | {"lon": lon, "lat": lat}
        for column, field in enumerate(CARRIER_FIELDS):
            value = _shown(field.name, given, zones, say)
            _write_value(sheet, row, column, value, styles["cell"])


def _shown(name: str, example: dict[str, Any], zones: Sequence[str], say: Translator) -> Any:
    value = example.get(name)
    if name == "zone_id" and value is not None:
        return zones[value]
    labels = {"tenure": TENURES, "status": STATUSES}.get(name, {})
    return say(labels.get(value, value)) if isinstance(value, str) else value


def _write_value(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_notes(sheet: Worksheet, styles: dict[str, Format], say: Translator) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, say("填写说明"), styles["title"])
    for row, note in enumerate(NOTES, start=1):
        sheet.write_string(row, 0, say(note), styles["note"])
