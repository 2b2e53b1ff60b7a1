"""Sheets: every template in every size, with all furniture, the same for the same brief."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from briefings.box import Box
from briefings.brief import TEMPLATES, Brief, BriefError, Release, subjects_of
from briefings.lettering import LetteringError
from briefings.paper.canvas import Canvas
from briefings.paper.size import SIZES
from briefings.sheet import Format, drawn, sheet
from geo.plan import Plan, read_plan
from geo.translation import Language
from layers import palette

ZONES = ("zone/caohejing", "zone/west-bund", "zone/riverside")
SUBJECTS = {"subject": ZONES[:1], "compare": ZONES}
BOTH = (Language.CHINESE, Language.ENGLISH)


def brief_of(template: str, **changes: Any) -> Brief:
    brief = Brief(template, SUBJECTS.get(template, ()), data_date=date(2021, 12, 31), unit="规划科")
    return replace(brief, **changes)


def artists(canvas: Canvas, name: str) -> list[Any]:
    return [
        artist for artist in canvas.axes.get_children() if str(artist.get_gid()).startswith(name)
    ]


def exactly(canvas: Canvas, name: str) -> list[Any]:
    return [artist for artist in artists(canvas, name) if artist.get_gid() == name]


def texts(canvas: Canvas, name: str = "") -> list[str]:
    return [
        artist.get_text()
        for artist in canvas.axes.get_children()
        if isinstance(artist, Text) and str(artist.get_gid()).startswith(name)
    ]


def boxes_of_names(canvas: Canvas) -> list[Bbox]:
    canvas.figure.set_dpi(72)
    agg: Any = FigureCanvasAgg(canvas.figure)
    renderer = agg.get_renderer()
    return [artist.get_window_extent(renderer) for artist in artists(canvas, "name:")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_fits_every_size_with_all_its_furniture(
    plan: Plan, template: str, size: str
) -> None:
    canvas = drawn(plan, brief_of(template), SIZES[size])
    assert texts(canvas, "title")
    assert texts(canvas, "stamp") == ["内部资料·示意图"]
    assert artists(canvas, "scale-bar")
    assert artists(canvas, "neatline")
    assert artists(canvas, "swatch")
    assert artists(canvas, "north-arrow") or template == "compare"
    foot = "".join(texts(canvas, "foot"))
    for said in (
        "资料来源：",
        "数据日期：2021-12-31",
        "制图单位：规划科",
        "审图号：（未填）",
        "示意图",
    ):
        assert said in foot


@pytest.mark.parametrize("languages", [(Language.CHINESE,), (Language.ENGLISH,), BOTH])
@pytest.mark.parametrize("template", TEMPLATES)
def test_names_on_the_map_neither_overlap_nor_leave_the_page(
    plan: Plan, template: str, languages: tuple[Language, ...]
) -> None:
    canvas = drawn(plan, brief_of(template, languages=languages), SIZES["hd"])
    boxes = boxes_of_names(canvas)
    assert len(boxes) > 6
    for first, second in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        up = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 1.5 or up <= 1.5, (first, second)
    for box in boxes:
        assert box.x0 >= 0
        assert box.x1 <= canvas.size.width
        assert box.y0 >= 0
        assert box.y1 <= canvas.size.height


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("languages", [(Language.CHINESE,), BOTH])
def test_every_figure_of_new_capacity_stands_on_the_map(
    plan: Plan, size: str, languages: tuple[Language, ...]
) -> None:
    canvas = drawn(plan, brief_of("capacity", languages=languages), SIZES[size])
    written = " ".join(texts(canvas, "name:capacity"))
    for figure in ("新增 预计 100", "规划集聚 120", "规划集聚 100", "联动 ≥400", "存量更新 400"):
        assert figure in written


def test_the_totals_are_those_of_the_plan_with_their_qualifiers(plan: Plan) -> None:
    written = texts(drawn(plan, brief_of("overview"), SIZES["hd"]))
    for amount in ("≈550", "预计 100", "220", "≥400", "400"):
        assert amount in written


def test_zones_have_the_colours_of_the_screen(plan: Plan) -> None:
    canvas = drawn(plan, brief_of("overview"), SIZES["hd"])
    for zone in plan.zones.to_dict("records"):
        (patch,) = exactly(canvas, f"zones:{zone['zone_id']}")
        assert to_hex(patch.get_edgecolor()) == plan.profile.kinds[zone["kind"]].colour.lower()


def test_a_bar_is_as_long_as_its_figure(plan: Plan) -> None:
    canvas = drawn(plan, brief_of("capacity"), SIZES["hd"])
    bars = sorted(artists(canvas, "bar"), key=lambda bar: bar.get_width())
    by_colour = {to_hex(bar.get_facecolor()): bar.get_width() for bar in bars}
    longest = by_colour[palette.CATEGORY_COLOURS["renewal"].lower()]
    new = by_colour[palette.CATEGORY_COLOURS["new"].lower()]
    assert new / longest == pytest.approx(100 / 400)
    assert len(bars) == 5


@pytest.mark.parametrize(
    ("size", "dpi", "pixels"),
    [
        ("hd", 150, (1920, 1080)),
        ("uhd", 150, (3840, 2160)),
        ("a4-landscape", 96, (1123, 794)),
        ("a3-portrait", 300, (3508, 4961)),
    ],
)
def test_a_picture_has_the_pixels_of_its_size(
    plan: Plan, size: str, dpi: int, pixels: tuple[int, int]
) -> None:
    content = sheet(plan, brief_of("location"), size=size, dpi=dpi)
    with Image.open(BytesIO(content)) as picture:
        assert picture.size == pixels


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_the_same_brief_makes_the_same_bytes(plan: Plan, form: Format) -> None:
    brief = brief_of("overview", link="https://example.cn/?zone=caohejing")
    assert sheet(plan, brief, form=form) == sheet(plan, brief, form=form)


def test_a_pdf_is_text_in_embedded_fonts(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(plan, brief_of("overview"), size="a4-landscape", form="pdf"))
    pdftotext, pdffonts = shutil.which("pdftotext"), shutil.which("pdffonts")
    assert pdftotext, "poppler-utils is needed"
    assert pdffonts
    text = subprocess.run([pdftotext, path, "-"], capture_output=True, check=True).stdout.decode()
    for said in (
        "徐汇区人工智能“两极两带”总体布局图",
        "内部资料·示意图",
        "漕河泾",
        "新增 预计 100 万㎡",
    ):
        assert said in text
    fonts = subprocess.run([pdffonts, path], capture_output=True, check=True).stdout.decode()
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts.splitlines()[2:])
    assert "NotoSansSC" in fonts


def test_an_svg_needs_no_font_and_no_network(plan: Plan) -> None:
    text = sheet(plan, brief_of("overview"), form="svg").decode()
    assert "<text" not in text
    assert not re.search(r'(href|src)="http', text)


def test_a_public_sheet_bears_its_number_and_no_stamp(plan: Plan) -> None:
    brief = brief_of(
        "overview", release=Release.PUBLIC, approval_number="沪S（2021）000号", source="规划"
    )
    canvas = drawn(plan, brief, SIZES["hd"])
    assert not texts(canvas, "stamp")
    assert "审图号：沪S（2021）000号" in "".join(texts(canvas, "foot"))


def test_a_public_sheet_shows_nothing_private_and_says_what_is_missing(
    edit: Callable[[str, Callable[[Any], object]], Path],
) -> None:
    path = edit("plan.json", lambda info: info.update(private_fields={"zones": ["new_gfa_m2"]}))
    plan = read_plan(path.parent)
    inside = texts(drawn(plan, brief_of("capacity"), SIZES["hd"]))
    assert any("预计 100" in text for text in inside)
    brief = brief_of(
        "capacity", release=Release.PUBLIC, approval_number="沪S（2021）000号", source="规划"
    )
    canvas = drawn(plan, brief, SIZES["hd"])
    assert not any("预计 100" in text for text in texts(canvas))
    assert "未公开的字段：片区：新增（new_gfa_*），1 个值" in "".join(texts(canvas, "foot"))


@pytest.mark.parametrize("subject", ["zone/caohejing", "park/beiyang"])
def test_where_all_figures_are_private_no_heading_stands_over_nothing(
    edit: Callable[[str, Callable[[Any], object]], Path], subject: str
) -> None:
    private = ["existing_gfa_m2", "new_gfa_m2", "planned_gfa_m2"]
    path = edit("plan.json", lambda info: info.update(private_fields={"zones": private}))
    plan = read_plan(path.parent)
    brief = replace(brief_of("subject"), subjects=(subject,))
    assert {"建筑面积", "规划原文"} <= set(texts(drawn(plan, brief, SIZES["hd"])))
    public = replace(
        brief, release=Release.PUBLIC, approval_number="沪S（2021）000号", source="规划"
    )
    assert not {"建筑面积", "规划原文"} & set(texts(drawn(plan, public, SIZES["hd"])))


def test_the_veil_lies_around_the_zone_a_sheet_is_about(plan: Plan) -> None:
    canvas = drawn(plan, brief_of("subject"), SIZES["hd"])
    assert len(artists(canvas, "veil")) == 1
    assert len(artists(canvas, "about")) == 1


def test_a_zone_sheet_says_the_plans_words(plan: Plan) -> None:
    written = "".join(texts(drawn(plan, brief_of("subject"), SIZES["hd"])))
    assert "目前载体面积约550万方" in written
    assert "毛容积率1.27" in written.replace(" ", "")


def test_every_subject_with_geometry_has_a_sheet(plan: Plan) -> None:
    for key, subject in subjects_of(plan).items():
        if subject.ground is not None:
            assert drawn(plan, brief_of("subject", subjects=(key,)), SIZES["hd"])


def test_a_code_reopens_the_view(plan: Plan) -> None:
    brief = brief_of("overview", link="https://example.cn/?zone=caohejing")
    assert artists(drawn(plan, brief, SIZES["hd"]), "code")


def test_a_logo_keeps_its_shape(plan: Plan) -> None:
    stream = BytesIO()
    Image.new("RGB", (300, 100), "#B03A1E").save(stream, "PNG")
    (image,) = artists(
        drawn(plan, brief_of("overview", logo=stream.getvalue()), SIZES["hd"]), "logo"
    )
    left, right, bottom, top = image.get_extent()
    assert (right - left) / (top - bottom) == pytest.approx(3.0, rel=0.01)


@pytest.mark.parametrize("logo", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_logo_is_refused(plan: Plan, logo: bytes) -> None:
    with pytest.raises(BriefError, match="标志图片不能读取"):
        sheet(plan, brief_of("overview", logo=logo))


def test_a_title_with_a_character_no_font_has_is_refused_by_name(plan: Plan) -> None:
    with pytest.raises(LetteringError, match=r"“🚀”（U\+1F680）"):
        sheet(plan, brief_of("overview", title="起飞🚀"))


@pytest.mark.parametrize(
    ("options", "said"),
    [({"size": "a0"}, "没有幅面"), ({"dpi": 5000}, "分辨率 5000"), ({"form": "bmp"}, "没有格式")],
)
def test_an_absurd_size_or_format_is_refused(
    plan: Plan, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(BriefError, match=said):
        sheet(plan, brief_of("overview"), **options)


def test_text_of_a_brief_is_text(plan: Plan) -> None:
    hostile = "<b>$x$</b> {{7*7}} %s"
    assert hostile in texts(drawn(plan, brief_of("overview", title=hostile), SIZES["hd"]), "title")


def test_nothing_but_the_page_is_drawn_on(plan: Plan) -> None:
    content = sheet(plan, brief_of("overview"))
    with Image.open(BytesIO(content)) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    assert (pixels[:20] == 255).all()
    assert (pixels[-20:] == 255).all()


def test_boxes_that_share_ground_overlap() -> None:
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 5, 5))
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 5, 5))


def test_lines_of_a_picture_end_at_the_margin_as_measured(plan: Plan) -> None:
    english = Brief("capacity", languages=(Language.ENGLISH,))
    with Image.open(BytesIO(sheet(plan, english))) as picture:
        foot = np.asarray(picture.convert("L"))[1015:1045]
    margin = (960 - 26) * 2
    assert margin - 4 <= np.flatnonzero((foot < 200).any(axis=0)).max() <= margin


@pytest.mark.parametrize("size", [key for key in SIZES if key != "uhd"])
@pytest.mark.parametrize("template", ["overview", "capacity", "location"])
@pytest.mark.parametrize("languages", [(Language.CHINESE,), (Language.ENGLISH,), BOTH])
def test_every_zone_is_named_on_the_map(
    plan: Plan, template: str, size: str, languages: tuple[Language, ...]
) -> None:
    brief = brief_of(template, languages=languages, link="https://example.org/?zone=riverside")
    names = texts(drawn(plan, brief, SIZES[size]), "name:")
    column = "name" if Language.CHINESE in languages else "name_en"
    assert set(plan.zones[column]) <= set(names)


def test_a_name_away_from_its_zone_is_led_to_it(plan: Plan) -> None:
    brief = brief_of("overview", languages=BOTH, link="https://example.org/?zone=riverside")
    canvas = drawn(plan, brief, SIZES["a4-portrait"])
    assert artists(canvas, "leader")
    subject = drawn(plan, brief_of("subject"), SIZES["hd"])  # its plates stand on their zones
    assert not artists(subject, "leader")


ALL_ZONES = (*ZONES, "zone/caohejing-huajing")


@pytest.mark.parametrize("size", [key for key in SIZES if key != "uhd"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_zones_are_compared_in_two_languages_on_every_size(
    plan: Plan, size: str, count: int
) -> None:
    brief = Brief("compare", ALL_ZONES[:count], BOTH, link="https://example.org/?zone=riverside")
    page = SIZES[size]
    canvas = drawn(plan, brief, page)
    letters = [found for found in canvas.axes.get_children() if isinstance(found, Text)]
    assert min(float(text.get_fontsize()) for text in letters) >= 4.5
    frames = exactly(canvas, "neatline")
    assert len(frames) == count
    assert all(frame.get_height() > 0.2 * min(page.width, page.height) for frame in frames)


def test_figures_in_two_languages_say_what_each_counts_in(plan: Plan) -> None:
    compared = texts(drawn(plan, brief_of("compare", languages=BOTH), SIZES["a3-landscape"]))
    assert "Existing (10,000 m²)" in compared
    totals = texts(drawn(plan, brief_of("overview", languages=BOTH), SIZES["a3-landscape"]))
    assert "Caohejing ≈5.5 million m²" in totals
    bars = texts(drawn(plan, brief_of("capacity", languages=BOTH), SIZES["a3-landscape"]))
    assert "Linked　≥4 million m²" in bars


def test_the_scale_bar_makes_way_for_a_circle(plan: Plan) -> None:
    canvas = drawn(plan, Brief("compare", ALL_ZONES[:3], BOTH), SIZES["hd"])
    bars = [bar.get_bbox() for bar in exactly(canvas, "scale-bar")]
    circles = [circle.get_extents() for circle in artists(canvas, "capacity:")]
    shown = [circle.transformed(canvas.axes.transData.inverted()) for circle in circles]
    assert circles
    assert not [bar for bar in bars for circle in shown if circle.overlaps(bar)]
