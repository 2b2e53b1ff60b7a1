"""A shortlist on one page: legible, complete, labelled, and the same for the same shortlist."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefings.brief import BriefError
from briefings.paper.canvas import Canvas
from briefings.paper.size import SIZES
from briefings.sheet import FORMATS, Format
from briefings.shortlist.sheet import PAGE_SIZES, drawn_shortlist, shortlist_sheet
from briefings.shortlist.shortlist import Shortlist
from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.search.candidates import candidates_of
from geo.search.criteria.metro import Near
from geo.search.positions import Ground
from geo.search.query import Query
from geo.search.search import search
from geo.translation import Language
from tests.shortlists import CONTACT, PUBLIC, QUERY, QUESTION, shortlist_of

BOTH = (Language.CHINESE, Language.ENGLISH)
LONG = "徐汇区漕河泾新兴技术开发区科技绿洲三期国际人工智能创新孵化示范基地（一期）"


def on_page(plan: Plan, shortlist: Shortlist, size: str = "hd") -> Canvas:
    return drawn_shortlist(plan, shortlist, SIZES[size])


def named(canvas: Canvas, name: str) -> list[Any]:
    return [item for item in canvas.axes.get_children() if str(item.get_gid()).startswith(name)]


def said(canvas: Canvas) -> str:
    texts = [item for item in canvas.axes.get_children() if isinstance(item, Text)]
    return "\n".join(text.get_text() for text in texts)


def pdf_text(content: bytes, folder: Path) -> str:
    path = folder / "shortlist.pdf"
    path.write_bytes(content)
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def plan_shortlist(plan: Plan, count: int = 3, **fields: Any) -> Shortlist:
    candidates = candidates_of(plan, Inventory())
    query = Query(
        area_min_m2=200_000,
        rent_max=5,
        near=Near(line="15"),
        ground=Ground(((121.43, 31.16),), 4000.0),
    )
    findings = search(candidates, query, today=date(2024, 1, 1))
    chosen = (*findings.matches, *findings.near_misses)[:count]
    return Shortlist(candidates.table, chosen, query, notes=findings.notes, **fields)


def test_a_pdf_says_everything_in_chinese_with_its_fonts_in_it(plan: Plan, tmp_path: Path) -> None:
    text = pdf_text(shortlist_sheet(plan, shortlist_of(unit="徐汇区投促中心")), tmp_path)
    for words in (
        QUESTION,
        "面积 ≥3,000㎡",
        "2024-12-31 前交付",
        "希望 ×2",
        "甲楼",
        "漕河泾",
        "3,300㎡",
        "2024-06-30",
        "4.37 元/㎡",
        "符合：可用 3,300㎡",
        "差一点的",
        "丙楼：日租金高 1.11 元/㎡",
        "丁楼：晚交付 4 个月",
        "载体数据：徐汇区载体台账（2024-05-31）",
        "数据日期：2024-06-01",
        "制图单位：徐汇区投促中心",
        "内部资料·示意图",
    ):
        assert words in text
    assert CONTACT not in text
    command = ["pdffonts", str(tmp_path / "shortlist.pdf")]
    fonts = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert fonts.count("NotoSansSC") == 2
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts.splitlines()[2:])


def test_a_score_is_a_bar_of_its_parts(plan: Plan) -> None:
    """甲: 22.5 for area, 25 for the day, 30 for rent, of 100; then each on a scale of its own."""
    canvas = on_page(plan, shortlist_of(1))
    whole, *own = [track.get_width() for track in named(canvas, "track")]
    parts = [part.get_width() for part in named(canvas, "part")]
    assert [round(width / whole * 100, 6) for width in parts[:3]] == [22.5, 25.0, 30.0]
    shares = [part / track for part, track in zip(parts[3:], own, strict=True)]
    assert [round(share, 6) for share in shares] == [0.9, 1.0, 0.6]
    assert "78" in said(canvas)


@pytest.mark.parametrize("size", ["a4-landscape", "hd"])
@pytest.mark.parametrize("count", range(1, 13))
def test_one_to_twelve_candidates_fit_and_no_text_lies_on_another(
    plan: Plan, count: int, size: str
) -> None:
    canvas = on_page(plan, shortlist_of(count, link="https://x.cn/s?area=3000-"), size)
    assert len(named(canvas, "pin:")) == len(named(canvas, "number:")) == count
    assert_clear(canvas)


@pytest.mark.parametrize("languages", [(Language.CHINESE,), (Language.ENGLISH,), BOTH])
@pytest.mark.parametrize("count", [1, 4, 10])
@pytest.mark.parametrize("size", ["a4-landscape", "hd"])
def test_long_names_and_two_languages_fit(
    plan: Plan, size: str, count: int, languages: tuple[Language, ...]
) -> None:
    row = {"name": LONG, "name_en": LONG}
    shortlist = shortlist_of(count, row=row, languages=languages, link="https://x.cn/s")
    assert_clear(on_page(plan, shortlist, size))


def assert_clear(canvas: Canvas) -> None:
    """Assert that no text on the page touches another or leaves the page."""
    dots = canvas.size.dpi or 150  # as it is drawn: letters are set on whole pixels
    canvas.figure.set_dpi(dots)
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()  # type: ignore[no-untyped-call]
    children = canvas.axes.get_children()
    texts = [item for item in children if isinstance(item, Text) and item.get_text().strip()]
    points = Affine2D().scale(72 / dots)
    boxes = [
        (text.get_text(), points.transform_bbox(text.get_window_extent(renderer))) for text in texts
    ]
    for text, box in boxes:
        assert box.x0 >= 0, text
        assert box.x1 <= canvas.size.width, text
        assert box.y0 >= 0, text
        assert box.y1 <= canvas.size.height, text
    for (one, first), (other, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        up = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 1.5 or up <= 2.5, (one, other)


def test_candidates_of_one_building_each_have_a_pin_of_their_own(plan: Plan) -> None:
    canvas = on_page(plan, shortlist_of(12, row={"lon": 121.4, "lat": 31.17}))
    middles = [pin.center for pin in named(canvas, "pin:")]
    radius = named(canvas, "pin:")[0].radius
    for first, second in combinations(middles, 2):
        apart = ((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5
        assert apart > 2 * radius
    assert len(named(canvas, "pin-line")) == 11


def test_demonstration_data_are_labelled_wherever_they_stand(plan: Plan) -> None:
    canvas = on_page(plan, shortlist_of(2, row={"is_demo": True}))
    text = said(canvas)
    assert "含演示数据" in text
    assert "结果含演示数据：不是真实载体。" in text
    assert len(named(canvas, "tag")) == 2
    assert "演示" not in said(on_page(plan, shortlist_of(2)))


def test_phased_figures_are_labelled_as_estimates(plan: Plan) -> None:
    canvas = on_page(plan, plan_shortlist(plan))
    text = said(canvas)
    assert "面积为估算" in text
    assert "≈" in text
    assert "规划未给出" in text
    assert "各年可用面积为估算" in text
    assert "估算" not in said(on_page(plan, shortlist_of(2)))


def test_the_grounds_and_what_was_asked_for_lie_on_the_map(plan: Plan) -> None:
    canvas = on_page(plan, plan_shortlist(plan))
    for name in ("candidates:near", "candidates:ground", "candidates:ground-1"):
        assert named(canvas, name)
    bare = on_page(plan, shortlist_of(2))
    assert not named(bare, "candidates:")


def test_a_candidate_without_a_place_is_in_the_table_and_not_on_the_map(plan: Plan) -> None:
    canvas = on_page(plan, shortlist_of(3, row={"lon": float("nan"), "lat": float("nan")}))
    assert not named(canvas, "pin:")
    assert len(named(canvas, "number:")) == 3


def test_a_question_that_is_too_long_for_the_title_stands_below_it(plan: Plan) -> None:
    question = "有一家做大模型训练芯片的公司要找办公楼，" * 4
    canvas = on_page(plan, shortlist_of(question=question))
    (title,) = named(canvas, "title")
    assert title.get_text() == "选址比选：2 个候选"
    assert "".join(line.get_text() for line in named(canvas, "subtitle")).startswith(question)


def test_without_a_question_the_criteria_are_the_title(plan: Plan) -> None:
    canvas = on_page(plan, shortlist_of(question=""))
    (title,) = named(canvas, "title")
    assert title.get_text() == "面积 ≥3,000㎡ · 2024-12-31 前交付 · 日租金 ≤5.55 元/㎡"
    assert not named(canvas, "subtitle")


def test_a_question_in_chinese_does_not_lead_a_page_in_english(plan: Plan) -> None:
    canvas = on_page(plan, shortlist_of(languages=(Language.ENGLISH,)))
    (title,) = named(canvas, "title")
    assert title.get_text().startswith("Area ≥ 3,000 m²")
    assert QUESTION in "".join(line.get_text() for line in named(canvas, "subtitle"))


def test_many_criteria_are_told_in_lines(plan: Plan) -> None:
    query = QUERY.replace(
        ceiling_height_min=4.0, tenure="lease", statuses=("vacant",), industries=("chip",),
        price_max=60_000, budget_max=500_000, near=Near(line="15"), zones=("caohejing",),
    )  # fmt: skip
    canvas = on_page(plan, replace(shortlist_of(8), query=query))
    assert "层高 4.2 m · 租售方式 出租 · 状态 空置" in said(canvas)
    assert_clear(canvas)


def test_a_public_copy_says_what_is_left_out_and_nothing_of_it(plan: Plan, tmp_path: Path) -> None:
    private = frozenset({"contact", "rent_cny_m2_day"})
    shortlist = shortlist_of(private_fields=private, link="https://x.cn/s?rent=5.55", **PUBLIC)
    text = pdf_text(shortlist_sheet(plan, shortlist), tmp_path)
    assert "未公开的字段：候选：日租金（rent_cny_m2_day），2 个值" in text
    assert "审图号：沪S(2024)001号" in text
    assert "内部资料" not in text
    for secret in ("4.37", "2.18", "5.55", "6.66", "王经理", "13800001111", "x.cn", "丙楼"):
        assert secret not in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_shortlist_makes_the_same_bytes(plan: Plan, form: Format) -> None:
    once = shortlist_sheet(plan, shortlist_of(), form=form)
    assert once == shortlist_sheet(plan, shortlist_of(), form=form)


def test_a_portrait_page_is_refused(plan: Plan) -> None:
    assert "a4-landscape" in PAGE_SIZES
    assert "hd" in PAGE_SIZES
    with pytest.raises(BriefError, match="只出横向幅面"):
        shortlist_sheet(plan, shortlist_of(), size="a4-portrait")


def test_markup_and_places_in_names_are_text(plan: Plan) -> None:
    name = "<b>$x^2$</b> {name} ${alert(1)} \\frac"
    assert "{name}" in said(on_page(plan, shortlist_of(1, row={"name": name, "name_en": name})))
