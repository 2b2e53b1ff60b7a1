"""A shortlist on a slide: native shapes and a native table that can be edited."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from briefings.brief import BriefError
from briefings.shortlist.slide import shortlist_slide
from geo.plan import SHIPPED, Plan, read_plan
from geo.translation import Language
from tests.shortlists import CONTACT, PUBLIC, QUESTION, shortlist_of

LONG = "徐汇区漕河泾新兴技术开发区科技绿洲三期国际人工智能创新孵化示范基地（一期）"


@cache
def made(count: int) -> Any:
    content = shortlist_slide(read_plan(SHIPPED), shortlist_of(count))
    return Presentation(BytesIO(content))


def shapes_in(shapes: Any) -> Iterator[Any]:
    """Yield every shape, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes_in(shape.shapes)


def the_table(presentation: Any) -> Any:
    (slide,) = presentation.slides
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    return frame


def cells(presentation: Any) -> list[list[str]]:
    return cells_of(the_table(presentation))


def cells_of(frame: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in frame.table.rows]


def group(presentation: Any, name: str) -> Any:
    (slide,) = presentation.slides
    return next(shape for shape in shapes_in(slide.shapes) if shape.name == name)


def test_few_candidates_stand_side_by_side_in_a_native_table() -> None:
    table = cells(made(2))
    assert table[0] == ["编号", "1", "2"]
    assert table[1] == [
        "候选",
        "甲楼\n漕河泾 · 创新大厦 · 1 层 · 101",
        "乙楼\n漕河泾 · 创新大厦 · 2 层 · 201",
    ]
    assert table[2] == ["得分", "78", "85"]
    assert table[3] == ["面积 ≥3,000㎡\n必须", "3,300㎡", "3,400㎡"]
    assert table[5] == ["日租金 ≤5.55 元/㎡\n希望 ×2", "4.37 元/㎡", "2.18 元/㎡"]
    assert table[6][1] == "符合：可用 3,300㎡、2024-06-30 交付、日租金 4.37 元/㎡。"


def test_more_candidates_stand_below_one_another_with_their_reasons() -> None:
    table = cells(made(6))
    assert [row[0] for row in table[1::2]] == list("123456")
    assert table[2][1] == "符合：可用 3,300㎡、2024-06-30 交付、日租金 4.37 元/㎡。"
    reason = the_table(made(6)).table.rows[2].cells
    assert reason[1].is_merge_origin
    assert reason[1].span_width == 5


@pytest.mark.parametrize("count", range(1, 13))
def test_one_to_twelve_candidates_fit_on_the_slide(count: int) -> None:
    presentation = made(count)
    (slide,) = presentation.slides
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= presentation.slide_width
        assert shape.top + shape.height <= presentation.slide_height
    table = the_table(presentation)
    assert table.height == sum(row.height for row in table.table.rows)
    foot = next(shape for shape in slide.shapes if shape.name == "资料来源")
    below = [shape for shape in slide.shapes if shape.name in ("差一点的", "说明")]
    assert len(below) == 2
    for shape in below:
        assert shape.top >= table.top + table.height
        assert shape.top + shape.height <= foot.top


def test_remarks_without_near_misses_take_the_whole_width_of_the_table(plan: Plan) -> None:
    shortlist = replace(shortlist_of(3), near_misses=())
    presentation = Presentation(BytesIO(shortlist_slide(plan, shortlist)))
    remarks = next(s for s in presentation.slides[0].shapes if s.name == "说明")
    table = the_table(presentation)
    assert remarks.left == pytest.approx(table.left, abs=12_700)
    assert remarks.width == pytest.approx(table.width, rel=0.01)


@pytest.mark.parametrize("count", [1, 4, 10])
def test_pins_are_ovals_on_the_map_and_in_the_table(count: int) -> None:
    presentation = made(count)
    on_map = [shape for shape in shapes_in(group(presentation, "编号").shapes) if shape.text]
    in_table = [
        shape
        for shape in shapes_in(group(presentation, "得分").shapes)
        if shape.has_text_frame and shape.text_frame.text
    ]
    numbers = [str(number) for number in range(1, count + 1)]
    for pins in (on_map, in_table):
        assert [pin.text_frame.text for pin in pins] == numbers
        assert {str(pin.auto_shape_type) for pin in pins} == {"OVAL (9)"}


def test_a_score_is_a_bar_of_its_parts_in_its_own_cell() -> None:
    """甲's track stands for 100; its parts are 22.5, 25 and 30 of it, less a hairline each."""
    frame = the_table(made(1))
    bars = [shape for shape in group(made(1), "得分").shapes if shape.name == "1 78"]
    track, *parts = bars[:4]
    shares = [part.width / track.width * 100 for part in parts]
    assert shares == pytest.approx([22.5, 25.0, 30.0], abs=0.3)
    rows = [row.height for row in frame.table.rows]
    top = frame.top + sum(rows[:2])
    assert top <= track.top <= track.top + track.height <= top + rows[2]


def test_the_map_is_made_of_shapes_and_only_the_code_is_a_picture(plan: Plan) -> None:
    kinds = [shape.shape_type for shape in shapes_in(made(4).slides[0].shapes)]
    assert kinds.count(MSO_SHAPE_TYPE.FREEFORM) > 20
    assert MSO_SHAPE_TYPE.PICTURE not in kinds
    linked = shortlist_slide(plan, shortlist_of(4, link="https://x.cn/s"))
    slide = Presentation(BytesIO(linked)).slides[0]
    pictures = [s.name for s in shapes_in(slide.shapes) if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert pictures == ["扫码打开此视图"]


def test_the_notes_tell_reasons_near_misses_and_sources() -> None:
    notes = made(12).slides[0].notes_slide.notes_text_frame.text
    assert notes.startswith(QUESTION)
    assert "12 丑楼：符合：可用 4,400㎡" in notes
    assert "晚交付 4 个月" in notes
    assert "载体数据：徐汇区载体台账（2024-05-31）" in notes


def test_labels_of_demonstration_data_stand_on_the_slide(plan: Plan) -> None:
    content = shortlist_slide(plan, shortlist_of(2, row={"is_demo": True}))
    presentation = Presentation(BytesIO(content))
    texts = [s.text_frame.text for s in presentation.slides[0].shapes if s.has_text_frame]
    assert "内部资料·示意图\n含演示数据" in texts
    assert cells(presentation)[1][1].split("\n")[1].startswith("演示 · ")


def test_the_stamp_leaves_the_table_alone(plan: Plan) -> None:
    content = shortlist_slide(plan, shortlist_of(2, row={"is_demo": True}))
    presentation = Presentation(BytesIO(content))
    stamp = next(s for s in presentation.slides[0].shapes if s.name == "内部资料·示意图")
    assert stamp.top + stamp.height <= the_table(presentation).top


def test_a_public_slide_holds_nothing_private_in_any_part(plan: Plan) -> None:
    private = frozenset({"contact", "rent_cny_m2_day"})
    shortlist = shortlist_of(private_fields=private, link="https://x.cn/s?rent=5.55", **PUBLIC)
    content = shortlist_slide(plan, shortlist)
    with ZipFile(BytesIO(content)) as package:
        whole = "\n".join(
            package.read(name).decode("utf-8", "ignore") for name in package.namelist()
        )
    for secret in ("4.37", "2.18", "5.55", "6.66", "王经理", "13800001111", "x.cn", "丙楼"):
        assert secret not in whole
    assert "未公开的字段：候选：日租金（rent_cny_m2_day），2 个值" in whole


def test_a_contact_never_stands_on_a_slide(plan: Plan) -> None:
    assert CONTACT not in str(cells(made(2)))


def test_markup_in_names_is_text(plan: Plan) -> None:
    name = "<a:t>&amp;</a:t> {x} ＝1"
    content = shortlist_slide(plan, shortlist_of(1, row={"name": name, "name_en": name}))
    assert cells(Presentation(BytesIO(content)))[1][1].startswith(name)


def test_the_same_shortlist_makes_the_same_slide(plan: Plan) -> None:
    assert shortlist_slide(plan, shortlist_of()) == shortlist_slide(plan, shortlist_of())


def test_thirteen_are_too_many_for_a_slide(plan: Plan) -> None:
    with pytest.raises(BriefError, match="最多放 12 个候选，现有 13 个"):
        shortlist_slide(plan, shortlist_of(13))


@pytest.mark.parametrize("languages", [(Language.ENGLISH,), (Language.CHINESE, Language.ENGLISH)])
def test_long_names_and_two_languages_fit(plan: Plan, languages: tuple[Language, ...]) -> None:
    row = {"name": LONG, "name_en": LONG}
    content = shortlist_slide(plan, shortlist_of(10, row=row, languages=languages))
    presentation = Presentation(BytesIO(content))
    table = the_table(presentation)
    assert table.top + table.height <= presentation.slide_height


def as_pdf(content: bytes, folder: Path) -> Path:
    path = folder / "shortlist.pptx"
    path.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], capture_output=True, check=True, timeout=120)
    return folder / "shortlist.pdf"


def test_libreoffice_opens_it_as_one_page(plan: Plan, tmp_path: Path) -> None:
    path = as_pdf(shortlist_slide(plan, shortlist_of(4)), tmp_path)
    command = ["pdftotext", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert text.count("\f") == 1
    assert "甲楼" in text


@pytest.mark.parametrize("count", [3, 10])
def test_no_row_grows_when_the_slide_is_opened_so_bars_stay_in_their_cells(
    plan: Plan, tmp_path: Path, count: int
) -> None:
    content = shortlist_slide(plan, shortlist_of(count, row={"name": LONG, "name_en": LONG}))
    frame = the_table(Presentation(BytesIO(content)))
    heights = [row.height / 12_700 for row in frame.table.rows]
    command = ["pdftotext", "-bbox", str(as_pdf(content, tmp_path)), "-"]
    found = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    spots = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', found)
    middles = [(float(low) + float(high)) / 2 for low, high, word in spots if word in ("78", "85")]
    top = frame.top / 12_700
    rows = [2] * 3 if count == 3 else [n for n, row in enumerate(cells_of(frame)) if n and row[0]]
    assert len(middles) == count
    for middle, row in zip(sorted(middles), rows, strict=True):
        above = top + sum(heights[:row])
        assert above < middle < above + heights[row]


@pytest.mark.parametrize("count", [4, 8])
def test_english_remarks_end_above_the_foot_in_another_font(
    plan: Plan, tmp_path: Path, count: int
) -> None:
    """Where our font is missing, lines run wider and break once more."""
    notes = ("carriers_after", "shared", "no_area", "date_passed", "demo")
    shortlist = shortlist_of(count, languages=(Language.ENGLISH,), notes=notes)
    path = as_pdf(shortlist_slide(plan, shortlist), tmp_path)
    command = ["pdftotext", "-bbox", str(path), "-"]
    found = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    low = max(float(y) for y in re.findall(r'yMax="([\d.]+)">criterion[^<]+</word>', found))
    foot = min(float(y) for y in re.findall(r'yMin="([\d.]+)" .*>Source:</word>', found))
    assert low < foot
