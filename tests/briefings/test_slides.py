"""Slides are native: shapes, tables and charts that can be edited, on our design or a user's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import shapely
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefings.box import Box as PageBox
from briefings.brief import TEMPLATES, Brief, BriefError, Release, subjects_of
from briefings.deck.design import CHINESE, LATIN
from briefings.deck.lines import run_width
from briefings.deck.master import MasterError
from briefings.deck.outlines import rings_of
from briefings.deck.surface import Surface
from briefings.deck.tables import Setting, Table, in_parts
from briefings.deck.text_style import EMU, blended, clean
from briefings.lettering import text_width
from briefings.slides import slides
from geo.plan import SHIPPED, Plan, read_plan
from geo.translation import Language
from layers.label_placement import Box

SUBJECTS: Final = {
    "subject": ("zone/riverside",),
    "compare": ("zone/caohejing", "zone/riverside"),
}
BRIEFS: Final = {key: Brief(key, SUBJECTS.get(key, ())) for key in TEMPLATES}
BOTH: Final = Brief(languages=(Language.CHINESE, Language.ENGLISH), data_date=date(2025, 6, 30))
WAN: Final = 10_000


@lru_cache
def made(brief: Brief) -> bytes:
    return slides(read_plan(SHIPPED), brief)


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


def shapes_in(shapes: Any) -> Iterator[Any]:
    """Yield every shape, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes_in(shape.shapes)


def group(shapes: Any, name: str) -> Any:
    return next(shape for shape in shapes_in(shapes) if shape.name == name)


def texts(slide: Any) -> str:
    return "\n".join(
        shape.text_frame.text for shape in shapes_in(slide.shapes) if shape.has_text_frame
    )


def the_map(brief: Brief) -> Any:
    return group(opened(made(brief)).slides[0].shapes, "地图")


def table_of(slide: Any) -> list[list[str]]:
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def chart_of(content: bytes) -> Any:
    return next(
        shape.chart for slide in opened(content).slides for shape in slide.shapes if shape.has_chart
    )


def template(width: float = 960, height: float = 540, face: str = "华文细黑") -> bytes:
    """Return a user's template with a theme font of its own and a slide in it."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(width), Pt(height)
    master = presentation.slide_master
    part = next(
        relation.target_part
        for relation in master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    part._blob = part.blob.replace(b'<a:ea typeface=""/>', f'<a:ea typeface="{face}"/>'.encode())
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "旧封面"
    slide.notes_slide.notes_text_frame.text = "旧备注"
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(content: bytes, name: str, replacement: bytes | None) -> bytes:
    """Return a package with one part replaced, or without it."""
    parts = members(content)
    if replacement is None:
        del parts[name]
    else:
        parts[name] = replacement
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return stream.getvalue()


# --- the map is made of native shapes


def test_each_zone_is_a_freeform_named_in_the_selection_pane(plan: Plan) -> None:
    freeforms = {
        shape.name
        for shape in shapes_in(the_map(BRIEFS["overview"]).shapes)
        if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM
    }
    assert {f"片区 {name}" for name in plan.zones["name"]} <= freeforms


def test_layers_are_groups() -> None:
    groups = [
        shape.name
        for shape in the_map(BRIEFS["overview"]).shapes
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    assert {"片区", "轨道交通", "新增载体·符号", "底图·底面", "名称", "比例尺", "指北针"} <= set(
        groups
    )


@pytest.mark.parametrize("brief", BRIEFS.values(), ids=BRIEFS)
def test_no_slide_holds_a_picture(brief: Brief) -> None:
    kinds = [
        shape.shape_type
        for slide in opened(made(brief)).slides
        for shape in shapes_in(slide.shapes)
    ]
    assert MSO_SHAPE_TYPE.PICTURE not in kinds


def test_the_code_that_reopens_the_view_is_the_only_picture() -> None:
    slide = opened(made(Brief(link="https://gis.example/?zone=caohejing"))).slides[0]
    pictures = [shape.name for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert pictures == ["扫码打开此视图"]


def test_belts_are_hatched_and_dashed_and_poles_are_see_through() -> None:
    shapes = list(shapes_in(the_map(BRIEFS["overview"]).shapes))
    belt = [shape._element for shape in shapes if shape.name == "片区 徐汇滨江"]
    patterns = [fill.get("prst") for shape in belt for fill in shape.iter(qn("a:pattFill"))]
    assert len(patterns) == 1
    assert patterns[0] in ("wdUpDiag", "wdDnDiag")
    assert any(list(shape.iter(qn("a:custDash"))) for shape in belt)
    (pole,) = (shape._element for shape in shapes if shape.name == "片区 漕河泾")
    assert pole.spPr.find(qn("a:solidFill")).find(".//" + qn("a:alpha")).get("val") == "30000"


def test_a_hole_in_an_area_is_a_second_ring_that_turns_the_other_way() -> None:
    square = shapely.box(0, 0, 90, 90).difference(shapely.box(30, 30, 60, 60))
    rings = rings_of(square)
    assert [shapely.Polygon(ring).area for ring in rings] == [8100, 900]
    assert [shapely.is_ccw(shapely.LinearRing(ring)) for ring in rings] == [True, False]


def test_a_freeform_keeps_its_rings_in_one_path() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    outer = [(0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0), (0.0, 0.0)]
    inner = [(30.0, 30.0), (30.0, 60.0), (60.0, 60.0), (60.0, 30.0), (30.0, 30.0)]
    Surface(slide, 540, 1).freeform([outer, inner], name="有洞", closed=True)
    (path,) = slide.shapes[-1]._element.iter(qn("a:path"))
    assert len(path.findall(qn("a:moveTo"))) == len(path.findall(qn("a:close"))) == 2
    assert len(path.findall(qn("a:lnTo"))) == 6


def edges(shape: Any) -> Box:
    return Box(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)


@pytest.mark.parametrize("brief", [*BRIEFS.values(), BOTH], ids=[*BRIEFS, "both"])
def test_nothing_leaves_the_slide_and_nothing_of_the_map_leaves_its_frame(brief: Brief) -> None:
    presentation = opened(made(brief))
    page = Box(0, 0, presentation.slide_width, presentation.slide_height)
    for slide in presentation.slides:
        for shape in shapes_in(slide.shapes):
            assert page.holds(edges(shape)), (slide.slide_id, shape.name)
        for found in (shape for shape in slide.shapes if shape.name == "地图"):
            frame = edges(group(found.shapes, "图廓"))
            room = Box(frame.x0 - EMU, frame.y0 - EMU, frame.x1 + EMU, frame.y1 + EMU)
            for shape in shapes_in(found.shapes):
                assert room.holds(edges(shape)), shape.name


@pytest.mark.parametrize("brief", [*BRIEFS.values(), BOTH], ids=[*BRIEFS, "both"])
def test_no_two_names_on_a_map_overlap(brief: Brief) -> None:
    slide = opened(made(brief)).slides[0]
    for found in (shape for shape in slide.shapes if shape.name == "地图"):
        names = [edges(shape) for shape in group(found.shapes, "名称").shapes]
        assert len(names) > 5
        assert not any(one.meets(other) for one, other in combinations(names, 2))


def test_the_scale_bar_is_as_long_as_it_says(plan: Plan) -> None:
    """The frame shows the district's 13.33 km and 10 pt on either side, so 2 km are so long."""
    found = the_map(BRIEFS["overview"])
    pieces = [shape for shape in group(found.shapes, "比例尺").shapes if shape.name.endswith(" m")]
    bar_pt = sum(piece.width for piece in pieces) / EMU
    frame_pt = group(found.shapes, "图廓").height / EMU
    assert "2 km" in [shape.name for shape in shapes_in(found.shapes)]
    assert bar_pt == pytest.approx(2000 * (frame_pt - 20) / 13_330.4, rel=0.01)


def test_a_subject_is_seen_through_a_hole_in_the_veil() -> None:
    veil = group(the_map(BRIEFS["subject"]).shapes, "衬托")
    assert veil.shape_type == MSO_SHAPE_TYPE.FREEFORM


def test_only_the_layers_of_the_brief_are_drawn() -> None:
    names = [shape.name for shape in shapes_in(the_map(Brief(layers=("zones",))).shapes)]
    assert not [name for name in names if name.startswith(("轨道交通", "新增载体"))]


# --- tables and charts, worked by hand from the plan's text


def test_the_table_gives_the_plans_figures_and_totals_that_count_once() -> None:
    table = table_of(opened(made(BRIEFS["overview"])).slides[1])
    head, caohejing, west_bund, riverside, huajing, total = table
    assert [cell.split("\n")[0] for cell in head[3:]] == [
        "现状",
        "新增",
        "规划集聚",
        "联动",
        "存量更新",
    ]
    assert caohejing[3:] == ["≈550", "预计 100", "—", "—", "—"]
    assert west_bund[3:] == ["—", "—", "120", "—", "—"]
    assert riverside[3:] == ["—", "—", "100*", "≥400", "—"]
    assert huajing[3:] == ["—", "—", "100", "—", "400"]
    assert total[3:] == ["≈550", "预计 100", "220", "≥400", "400"]


def test_the_chart_has_a_series_a_category_and_never_adds_them() -> None:
    chart = chart_of(made(BRIEFS["overview"]))
    values = {series.name: [v for v in series.values if v is not None] for series in chart.series}
    assert values == {
        "现状": [550.0],
        "新增": [100.0],
        "规划集聚": [120.0, 100.0],
        "联动": [400.0],
        "存量更新": [400.0],
    }
    assert "STACKED" not in str(chart.chart_type)


def test_qualifiers_stand_in_the_number_formats_of_the_chart() -> None:
    chart = chart_of(made(BRIEFS["overview"]))
    formats = {
        node.get("formatCode")
        for series in chart.series
        for label in series._element.iter(qn("c:dLbl"))
        for node in label.iter(qn("c:numFmt"))
    }
    assert formats == {'"≈"General', '"预计 "General', "General", '"≥"General'}


def test_the_comparison_stands_side_by_side() -> None:
    table = table_of(opened(made(BRIEFS["compare"])).slides[1])
    assert table[0] == ["", "漕河泾", "徐汇滨江"]
    assert ["联动（万㎡）", "—", "≥400"] in table
    shapes = opened(made(BRIEFS["compare"])).slides[0].shapes
    assert [shape.name for shape in shapes].count("地图") == 2


def test_every_figure_is_shown_with_the_plans_words_and_its_section() -> None:
    rows = table_of(opened(made(BRIEFS["overview"])).slides[2])
    assert ["漕河泾", "现状", "≈550", "目前载体面积约550万方", "四（一）1"] in rows
    assert len(rows) == 1 + 9 + 4  # header, figures, what the layout figure says otherwise


def words_of(slide: Any, name: str) -> str:
    """Return the text of the shapes of a name on a slide."""
    return "\n".join(s.text_frame.text for s in shapes_in(slide.shapes) if s.name == name)


@pytest.mark.parametrize("brief", [BRIEFS["overview"], BOTH], ids=["below", "on its own slide"])
def test_the_unit_of_the_bars_stands_on_their_slide_and_on_no_other(brief: Brief) -> None:
    slides_of = list(opened(made(brief)).slides)
    charts = [any(shape.has_chart for shape in slide.shapes) for slide in slides_of]
    said = ["柱图单位" in words_of(slide, "说明") for slide in slides_of]
    assert sum(charts) == 1
    assert said == charts


def test_a_table_on_two_slides_is_divided_evenly() -> None:
    parts = [
        table_of(slide)
        for slide in opened(made(BOTH)).slides
        if slide.shapes.title.text.startswith("数字与规划原文")
    ]
    assert len(parts) == 2
    assert sum(len(rows) - 1 for rows in parts) == 9 + 4
    assert min(len(rows) for rows in parts) > 4


def test_rows_that_belong_together_stay_within_their_slide() -> None:
    """A header and rows of 100 pt: two named rows, the second with a sequel, in 320 pt."""
    table = Table("", ["甲"], [["一"], ["二"], [""], ["三"]], [1.0])
    unit = 100 / sum(Setting(table, 9.5).heights(500)) * 5
    box = Box(0, 0, 500 * unit, 320)
    parts = in_parts(table, PageBox(0, 0, 500 * unit, 320), unit)
    assert [[row[0] for row in part.table.rows] for part in parts] == [["一"], ["二", ""], ["三"]]
    assert all(sum(part.heights(box.x1)) <= 320 for part in parts)


def test_bars_are_named_in_both_languages() -> None:
    assert next(iter(chart_of(made(BOTH)).plots[0].categories)) == (
        "现状　漕河泾\nExisting　Caohejing"
    )


# --- text that can be read


def sizes_on(slide: Any) -> set[float]:
    return {int(run.get("sz")) / 100 for run in slide._element.iter(qn("a:rPr")) if run.get("sz")}


@pytest.mark.parametrize("template_key", TEMPLATES)
@pytest.mark.parametrize("languages", [BOTH.languages, (Language.ENGLISH,)], ids=["both", "en"])
def test_no_text_is_smaller_than_eight_points(
    template_key: str, languages: tuple[Language, ...]
) -> None:
    brief = Brief(template_key, SUBJECTS.get(template_key, ()), languages=languages)
    for number, slide in enumerate(opened(made(brief)).slides):
        assert min(sizes_on(slide)) >= 8, number


def test_every_zone_and_every_amount_is_named_on_a_bilingual_map(plan: Plan) -> None:
    names = [shape.name for shape in group(the_map(BOTH).shapes, "名称").shapes]
    for zone in plan.zones["name"]:
        assert any(zone in name for name in names), zone
    amounts = ["新增 预计 100", "规划集聚 120", "规划集聚 100", "联动 ≥400", "存量更新 400"]
    assert [text for text in amounts if not any(text in name for name in names)] == []


def test_maps_side_by_side_name_their_own_zone_alone(plan: Plan) -> None:
    maps = [s for s in opened(made(BRIEFS["compare"])).slides[0].shapes if s.name == "地图"]
    zones = [
        {
            zone
            for zone in plan.zones["name"]
            for s in group(one.shapes, "名称").shapes
            if s.name == zone
        }
        for one in maps
    ]
    assert zones == [{"漕河泾"}, {"徐汇滨江"}]


def test_a_plate_away_from_its_zone_is_led_to_it() -> None:
    leaders = group(the_map(BOTH).shapes, "引线").shapes
    assert "西岸数智谷 West Bund Digital Valley" in [shape.name for shape in leaders]


def test_a_circle_the_frame_would_cut_is_left_out_with_its_name_and_told(plan: Plan) -> None:
    """The circle of 400 万㎡ stands at the corner of the map of 康健新村街道."""
    key = next(key for key, one in subjects_of(plan).items() if one.name == "康健新村街道")
    slide = opened(made(Brief("subject", (key,)))).slides[0]
    names = [shape.name for shape in shapes_in(slide.shapes)]
    assert not [name for name in names if name.startswith("存量更新 400")]
    assert "位于图边，未画：存量更新 400 万㎡" in slide.notes_slide.notes_text_frame.text


def test_latin_text_is_counted_as_wide_as_in_other_fonts() -> None:
    assert run_width("漕河泾", 10) == pytest.approx(30)
    assert run_width("Caohejing", 10) == pytest.approx(text_width("Caohejing", 10) * 1.1)
    assert run_width("漕河泾 AI", 10) > 30 + text_width(" AI", 10) * 1.1


# --- what goes with every slide


@pytest.mark.parametrize("brief", BRIEFS.values(), ids=BRIEFS)
def test_every_slide_has_notes_with_the_source_and_the_rule(brief: Brief) -> None:
    for slide in opened(made(brief)).slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert "“十四五”规划" in notes
        assert "五类建筑面积口径不同，不相加。" in notes
        assert "数据日期：（未填）" in notes


def test_notes_quote_the_plan_with_its_section() -> None:
    notes = opened(made(BOTH)).slides[0].notes_slide.notes_text_frame.text
    assert "目前载体面积约550万方——《规划》四（一）1" in notes
    assert "数据日期：2025-06-30" in notes


def test_internal_slides_bear_the_stamp_and_public_ones_the_approval_number() -> None:
    public = Brief(
        release=Release.PUBLIC,
        approval_number="沪S（2025）001号",
        source="规划文本",
        unit="区规划局",
        data_date=date(2025, 6, 30),
    )
    for slide in opened(made(BRIEFS["overview"])).slides:
        assert "内部资料·示意图" in texts(slide)
    for slide in opened(made(public)).slides:
        assert "内部资料" not in texts(slide)
        assert "审图号：沪S（2025）001号" in texts(slide)


def test_an_unsound_brief_is_refused(plan: Plan) -> None:
    with pytest.raises(BriefError, match="单片区图需要选"):
        slides(plan, Brief("subject"))


def test_both_languages_stand_below_one_another() -> None:
    presentation = opened(made(BOTH))
    assert "漕河泾\nCaohejing" in texts(presentation.slides[0])
    assert presentation.slides[1].shapes.title.text == "各片区建筑面积"
    assert "Floor area by zone" in texts(presentation.slides[1])


def test_english_slides_count_in_millions() -> None:
    chart = chart_of(made(Brief(languages=(Language.ENGLISH,))))
    assert chart.series[0].values[0] == 5.5


def test_characters_xml_forbids_are_left_out_and_markup_is_text() -> None:
    slide = opened(made(Brief(title="甲\x0b乙 <b>&丙", subtitle='"丁"\x00'))).slides[0]
    assert '"丁"' in texts(slide)
    assert clean("甲\x00<&\ufffe") == "甲&lt;&amp;"


def test_an_opaque_hatch_has_the_colour_a_see_through_one_would_have() -> None:
    assert blended("#000000", "#FFFFFF", 0.5) == "#808080"


# --- the file


@pytest.mark.parametrize("brief", [BRIEFS["overview"], BOTH], ids=["plain", "dated"])
def test_the_same_brief_makes_the_same_bytes(plan: Plan, brief: Brief) -> None:
    assert slides(plan, brief) == slides(plan, brief)


def test_no_part_tells_when_it_was_made() -> None:
    parts = members(made(BRIEFS["overview"]))
    assert b"dcterms:created" not in parts["docProps/core.xml"]
    with ZipFile(BytesIO(made(BRIEFS["overview"]))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    (workbook,) = (data for name, data in parts.items() if name.endswith(".xlsx"))
    assert b"dcterms:created" not in members(workbook)["docProps/core.xml"]


def test_nothing_is_left_of_what_the_template_said_of_itself(plan: Plan) -> None:
    names = set(members(slides(plan, BRIEFS["overview"], master=template())))
    stale = ("thumbnail", "app.xml", "printerSettings", "commentAuthors")
    assert [name for name in names if any(part in name for part in stale)] == []


def test_the_date_of_the_file_is_that_of_the_data() -> None:
    assert opened(made(BOTH)).core_properties.modified.date() == date(2025, 6, 30)


@pytest.mark.parametrize("brief", [*BRIEFS.values(), BOTH], ids=[*BRIEFS, "both"])
def test_no_two_shapes_of_a_slide_have_one_number(brief: Brief) -> None:
    for slide in opened(made(brief)).slides:
        numbers = [node.get("id") for node in slide._element.iter(qn("p:cNvPr"))]
        assert len(numbers) == len(set(numbers))


def test_slides_are_light() -> None:
    assert max(len(made(brief)) for brief in BRIEFS.values()) < 200_000


def test_libreoffice_opens_every_slide(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(made(BOTH))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "deck.pptx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=180,
    )
    told = subprocess.run(
        ["pdfinfo", "deck.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert f"Pages:           {len(opened(made(BOTH)).slides)}" in told


# --- a user's own template


def test_our_theme_has_fonts_of_every_chinese_office() -> None:
    theme = next(d for name, d in members(made(BOTH)).items() if "/theme/theme1" in name).decode()
    assert f'<a:latin typeface="{LATIN}"/>' in theme
    assert f'<a:ea typeface="{CHINESE}"/>' in theme


def test_a_users_master_and_theme_font_are_kept_and_its_slides_are_not(plan: Plan) -> None:
    content = slides(plan, BRIEFS["overview"], master=template())
    parts = members(content)
    everything = b"".join(parts.values()).decode("utf-8", "replace")
    assert '<a:ea typeface="华文细黑"/>' in everything
    assert "旧封面" not in everything
    assert "旧备注" not in everything
    assert len(opened(content).slide_layouts) == 11
    first = opened(content).slides[0]
    assert first.shapes.title.text == "徐汇区人工智能“两极两带”总体布局图"


def test_text_takes_the_fonts_of_the_theme(plan: Plan) -> None:
    slide = opened(slides(plan, BRIEFS["overview"], master=template())).slides[0]
    faces = {node.get("typeface") for node in slide._element.iter(qn("a:latin"), qn("a:ea"))}
    assert faces == {"+mn-lt", "+mn-ea"}


@pytest.mark.parametrize(("width", "height"), [(720, 540), (720, 405), (960, 600)])
def test_slides_take_the_size_of_the_template(plan: Plan, width: float, height: float) -> None:
    presentation = opened(slides(plan, BRIEFS["overview"], master=template(width, height)))
    assert (presentation.slide_width, presentation.slide_height) == (Pt(width), Pt(height))
    page = Box(0, 0, Pt(width), Pt(height))
    for slide in presentation.slides:
        assert all(page.holds(edges(shape)) for shape in shapes_in(slide.shapes))


def test_a_potx_is_taken_too(plan: Plan) -> None:
    types = members(template())["[Content_Types].xml"]
    potx = changed(
        template(),
        "[Content_Types].xml",
        types.replace(b"presentation.main+xml", b"template.main+xml"),
    )
    brief = BRIEFS["overview"]
    assert slides(plan, brief, master=potx) == slides(plan, brief, master=template())


def test_a_template_is_the_same_each_time(plan: Plan) -> None:
    brief, master = BRIEFS["compare"], template()
    assert slides(plan, brief, master=master) == slides(plan, brief, master=master)


def without_layouts() -> bytes:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for number in range(4):
            package.writestr(f"{number}.xml", bytes(90_000_000))
    return stream.getvalue()


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY e0 "x">{lines}]><x>&e9;</x>'
    return changed(template(), "ppt/presentation.xml", text.encode())


BAD: Final = {
    "empty": (b"", "不能读取"),
    "not a package": (b"hello", "不能读取"),
    "old or encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式 .ppt"),
    "cut off": (template()[:9000], "不能读取"),
    "no presentation": (changed(template(), "ppt/presentation.xml", None), "不能读取"),
    "broken theme": (changed(template(), "ppt/slideMasters/slideMaster1.xml", b"<a>"), "不能读取"),
    "upright": (template(540, 720), "须为横向"),
    "no layouts": (without_layouts(), "没有版式"),
    "bomb": (bomb(), "压缩得异常"),
    "entities": (entities(), "实体定义"),
    "macros": (
        changed(
            template(),
            "[Content_Types].xml",
            members(template())["[Content_Types].xml"].replace(
                b"openxmlformats-officedocument.presentationml.presentation.main",
                b"ms-powerpoint.presentation.macroEnabled.main",
            ),
        ),
        "带宏",
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD)
def test_a_bad_template_is_refused_in_one_clear_sentence(
    plan: Plan, content: bytes, message: str
) -> None:
    with pytest.raises(MasterError, match=message) as refused:
        slides(plan, BRIEFS["overview"], master=content)
    assert "\n" not in str(refused.value)


def dark() -> bytes:
    """Return a template whose text is light on a dark ground."""
    presentation = opened(template())
    colours = presentation.slide_master._element.find(qn("p:clrMap"))
    colours.set("bg1", "dk1")
    colours.set("tx1", "lt1")
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def test_on_a_dark_ground_signs_and_stamp_stand_on_light_ones(plan: Plan) -> None:
    def light(content: bytes, name: str) -> int:
        first = opened(content).slides[0].shapes
        fills = [
            shape._element.find(".//" + qn("a:solidFill"))
            for shape in shapes_in(first)
            if shape.name == name and shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
        ]
        return sum(fill is not None and fill[0].get("val") == "FFFFFF" for fill in fills)

    brief = BRIEFS["overview"]
    on_dark, on_light = (slides(plan, brief, master=master) for master in (dark(), template()))
    assert light(on_dark, "15号线（规划纽带）") == 1
    assert light(on_light, "15号线（规划纽带）") == 0
    assert light(on_dark, "内部资料·示意图") == 1


def test_a_title_moved_to_the_top_fits_its_box_and_the_number_leaves_it_alone(plan: Plan) -> None:
    presentation = opened(template())
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
            if kind == "title":
                shape.left, shape.top, shape.width, shape.height = (
                    Pt(0),
                    Pt(420),
                    Pt(960),
                    Pt(110),
                )
            if kind == "sldNum":
                shape.left, shape.top, shape.width, shape.height = (Pt(700), Pt(8), Pt(70), Pt(24))
    stream = BytesIO()
    presentation.save(stream)
    slide = opened(slides(plan, BRIEFS["overview"], master=stream.getvalue())).slides[0]
    title = slide.shapes.title
    assert title.text_frame.paragraphs[0].runs[0].font.size * 1.2 <= title.height
    assert [
        shape for shape in slide.placeholders if "NUMBER" in str(shape.placeholder_format.type)
    ] == []


def parts_missing(content: bytes) -> list[str]:
    """Return what relations of a package lead to and is not in it."""
    parts = members(content)
    missing = []
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = Path("/" + name).parent.parent
        for relation in etree.fromstring(data):
            if relation.get("TargetMode") != "External":
                target = os.path.normpath(folder / relation.get("Target"))
                missing += [] if target[1:] in parts else [target]
    return missing


@pytest.mark.parametrize("master", [None, template(), dark()], ids=["ours", "theirs", "dark"])
def test_every_relation_leads_to_a_part_and_no_part_is_there_twice(
    plan: Plan, master: bytes | None
) -> None:
    content = slides(plan, BOTH, master=master)
    assert parts_missing(content) == []
    with ZipFile(BytesIO(content)) as package:
        assert len(package.namelist()) == len(set(package.namelist()))


def test_a_template_without_a_title_still_gets_one(plan: Plan) -> None:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts)[:6] + list(presentation.slide_layouts)[7:]:
        presentation.slide_layouts.remove(layout)
    stream = BytesIO()
    presentation.save(stream)
    slide = opened(slides(plan, BRIEFS["overview"], master=stream.getvalue())).slides[0]
    assert "徐汇区人工智能“两极两带”总体布局图" in texts(slide)


def test_custom_shows_and_links_of_the_template_do_not_keep_its_slides(plan: Plan) -> None:
    presentation = opened(template())
    name = presentation.slides._sldIdLst[0].rId
    show = (
        '<p:custShowLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<p:custShow name="旧" id="0"><p:sldLst><p:sld r:id="{name}"/></p:sldLst></p:custShow>'
        "</p:custShowLst>"
    )
    presentation.part._element.find(qn("p:notesSz")).addnext(etree.fromstring(show))
    stream = BytesIO()
    presentation.save(stream)
    content = slides(plan, BRIEFS["overview"], master=stream.getvalue())
    everything = b"".join(members(content).values()).decode("utf-8", "replace")
    assert [word for word in ("旧", "custShow") if word in everything] == []


def test_a_wider_font_makes_titles_smaller_and_lets_tables_grow_above_the_notes() -> None:
    """Where Arial is missing a program takes what it has, which may be a sixth wider."""
    deck = opened(made(Brief(languages=(Language.ENGLISH,))))
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.auto_size == MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    subtitles = [
        shape.text_frame.auto_size
        for shape in deck.slides[0].shapes
        if shape.has_text_frame and shape.text_frame.text.startswith("After the 14th")
    ]
    assert subtitles == [MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE]
    last = deck.slides[-1].shapes
    table = next(shape for shape in last if shape.has_table)
    (notes,) = [shape for shape in last if shape.name == "Notes"]
    assert notes.top - (table.top + table.height) > Pt(30)
