"""The atlas: a page a subject, found through its contents; what fails is named."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from threading import Event
from typing import Any, Final
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from briefings.atlas import Atlas, Output, Work, atlas, drawing
from briefings.atlas.contents import Contents
from briefings.atlas.drawing import WorkerError
from briefings.brief import Brief, BriefError, Release, subjects_of
from briefings.paper.size import SIZES
from geo.plan import Plan
from geo.translation import Language
from tests.plans import with_layers

BRIEF: Final = Brief()
BOTH: Final = Brief(languages=(Language.CHINESE, Language.ENGLISH))
ZONES: Final = ["zone/caohejing", "zone/west-bund", "zone/riverside", "zone/caohejing-huajing"]
FIVE: Final = [*ZONES, "subdistrict/hunan"]
NOT_LOCATED: Final = "一港一谷一城一湾"


def made(found: Atlas | None) -> Atlas:
    assert found is not None
    return found


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def not_located(plan: Plan) -> str:
    park = plan.parks[plan.parks["name"] == NOT_LOCATED].iloc[0]
    return f"park/{park['park_id']}"


def with_a_zone_that_cannot_be_lettered(plan: Plan) -> Plan:
    """Return the plan with a character in one zone's role that the font does not have."""
    zones = plan.zones.copy()
    zones.loc[zones["zone_id"] == "west-bund", "role"] = "𰻝"
    return with_layers(plan, zones=zones)


@pytest.fixture(scope="module")
def of_zones(plan: Plan) -> bytes:
    return made(atlas(plan, BRIEF)).content


def test_all_zones_have_a_page_each_after_the_contents(of_zones: bytes) -> None:
    assert len(PdfReader(BytesIO(of_zones)).pages) == 1 + 4


def test_contents_name_every_page_with_its_number(of_zones: bytes) -> None:
    words = texts(of_zones)[0].split()
    named = words[words.index("目录") :]
    for name, number in zip(
        ["漕河泾", "西岸数智谷", "徐汇滨江", "漕河泾—华泾"], "2345", strict=True
    ):
        assert named[named.index(name) + 1] == number


def test_every_page_says_which_of_how_many_it_is(of_zones: bytes) -> None:
    for number, text in enumerate(texts(of_zones), start=1):
        assert f"第 {number} 页 / 共 5 页" in text


def test_a_page_is_the_sheet_of_its_subject(of_zones: bytes) -> None:
    assert "漕河泾产业创新增长极" in texts(of_zones)[1]
    assert "约550" in texts(of_zones)[1] or "≈550" in texts(of_zones)[1]


def test_lines_of_the_contents_lead_to_their_pages(of_zones: bytes) -> None:
    reader = PdfReader(BytesIO(of_zones))
    links: list[Any] = [note.get_object() for note in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    targets = [link["/Dest"][0] for link in links]
    numbers = [
        target if isinstance(target, int) else reader.get_page_number(target.get_object())
        for target in targets
    ]
    assert numbers == [1, 2, 3, 4]
    heights = [float(link["/Rect"][1]) for link in links]
    assert heights == sorted(heights, reverse=True)


def test_bookmarks_lead_to_contents_and_pages(of_zones: bytes) -> None:
    reader = PdfReader(BytesIO(of_zones))
    found = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]  # type: ignore[union-attr, arg-type]
    names = ["目录", "漕河泾", "西岸数智谷", "徐汇滨江", "漕河泾—华泾"]
    assert found == [(name, number) for number, name in enumerate(names)]


def test_a_pdf_says_what_it_is_and_not_when_it_was_made(plan: Plan, of_zones: bytes) -> None:
    stated = PdfReader(BytesIO(of_zones)).metadata
    assert stated is not None
    assert stated.title == "徐汇区人工智能“两极两带”图册"
    assert "/CreationDate" not in stated and "/ModDate" not in stated


def test_every_font_of_a_pdf_is_in_it(of_zones: bytes) -> None:
    for page in PdfReader(BytesIO(of_zones)).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_the_file_is_the_same_however_many_processes_draw(plan: Plan) -> None:
    contents = [
        made(atlas(plan, BRIEF, FIVE, work=Work(workers=workers))).content for workers in (1, 2)
    ]
    assert contents[0] == contents[1]


def test_subjects_stand_in_the_order_they_are_asked_for_each_once(plan: Plan) -> None:
    asked = ["subdistrict/hunan", "zone/caohejing", "subdistrict/hunan"]
    pages = texts(made(atlas(plan, BRIEF, asked)).content)
    assert len(pages) == 3
    assert "湖南路街道" in pages[1].splitlines()[0]


def test_a_park_without_geometry_is_named_and_the_rest_is_there(plan: Plan) -> None:
    found = made(atlas(plan, BRIEF, ["zone/riverside", not_located(plan)]))
    assert [(failure.name, failure.reason) for failure in found.failures] == [
        (NOT_LOCATED, "没有几何（未能定位），不能单独出图")
    ]
    first, _ = texts(found.content)
    assert "未能绘制" in first
    assert f"{NOT_LOCATED}：没有几何" in first


@pytest.mark.parametrize("form", ["pdf", "png", "pptx"])
def test_a_page_that_fails_while_it_is_drawn_is_named_and_numbers_close_up(
    plan: Plan, form: Any
) -> None:
    spoilt = with_a_zone_that_cannot_be_lettered(plan)
    if form == "pptx":  # PowerPoint has other fonts: only the sheets need the character
        assert made(atlas(spoilt, BRIEF, ZONES[:2], Output(form))).failures == ()
        return
    found = made(atlas(spoilt, BRIEF, ZONES[:3], Output(form)))
    (failure,) = found.failures
    assert failure.subject == "zone/west-bund"
    assert "U+30EDD" in failure.reason
    if form == "pdf":
        pages = texts(found.content)
        assert len(pages) == 3
        assert "第 3 页 / 共 3 页" in pages[2] and "徐汇滨江" in pages[2]
    else:
        assert len(ZipFile(BytesIO(found.content)).namelist()) == 3


def test_an_atlas_without_a_single_page_is_refused_with_the_reasons(plan: Plan) -> None:
    with pytest.raises(BriefError, match=f"没有一页能画(.|\n)*{NOT_LOCATED}"):
        atlas(plan, BRIEF, [not_located(plan)])


def test_a_subject_the_plan_does_not_have_is_refused(plan: Plan) -> None:
    with pytest.raises(BriefError, match="规划中没有 zone/pudong"):
        atlas(plan, BRIEF, ["zone/caohejing", "zone/pudong"])


def test_what_is_wrong_with_the_briefing_is_said_once(plan: Plan) -> None:
    with pytest.raises(BriefError) as problem:
        atlas(plan, replace(BRIEF, release=Release.PUBLIC))
    assert str(problem.value).count("正式发布缺少") == 1


def test_title_and_subtitle_stand_on_the_contents_alone(plan: Plan) -> None:
    brief = replace(BRIEF, title="两极两带重点片区图册", subtitle="供专题会议")
    first, page = texts(made(atlas(plan, brief, ZONES[:1])).content)
    assert "两极两带重点片区图册" in first and "供专题会议" in first
    assert "两极两带重点片区图册" not in page and "漕河泾产业创新增长极" in page


def test_both_languages_stand_on_contents_and_pages(plan: Plan) -> None:
    first, page = texts(made(atlas(plan, BOTH, ZONES[:1])).content)
    for text in ("目录", "Contents", "漕河泾", "Caohejing", "Page 1 of 2"):
        assert text in first
    assert "Page 2 of 2" in page


def test_contents_that_need_more_than_a_page_still_lead_to_every_page(plan: Plan) -> None:
    keys = [key for key, subject in subjects_of(plan).items() if subject.ground is not None]
    contents = Contents(plan, BOTH, keys, [], SIZES["hd"])
    assert contents.count == 2
    marks = ["1", "2"]
    numbers = [number for page in contents.drawn(marks) for number, _ in page.places]
    assert numbers == list(range(3, 3 + len(keys)))


def test_contents_lie_between_head_and_foot(plan: Plan) -> None:
    keys = [key for key, subject in subjects_of(plan).items() if subject.ground is not None]
    for size in SIZES.values():
        for page in Contents(plan, BOTH, keys, [], size).drawn([""] * 9):
            boxes = [box for _, box in page.places]
            assert min(box.bottom for box in boxes) > 0.05 * size.height
            assert max(box.top for box in boxes) < 0.9 * size.height
            assert not any(
                one.inset(0.01).overlaps(other)
                for one in boxes
                for other in boxes
                if one is not other
            )


def test_pictures_are_numbered_and_named_for_their_subjects(plan: Plan) -> None:
    found = made(atlas(plan, BRIEF, ZONES[:2], Output("png")))
    with ZipFile(BytesIO(found.content)) as archive:
        assert archive.namelist() == ["01_目录.png", "02_漕河泾.png", "03_西岸数智谷.png"]
        for name in archive.namelist():
            assert Image.open(BytesIO(archive.read(name))).size == (1920, 1080)
    again = made(atlas(plan, BRIEF, ZONES[:2], Output("png")))
    assert again.content == found.content


def test_slides_are_led_to_by_their_contents(plan: Plan) -> None:
    found = made(atlas(plan, BRIEF, [*ZONES[:2], not_located(plan)], Output("pptx")))
    assert [failure.name for failure in found.failures] == [NOT_LOCATED]
    slides = list(Presentation(BytesIO(found.content)).slides)
    titles = [slide.shapes.title.text for slide in slides if slide.shapes.title]
    assert len(titles) == 3
    assert titles[1:] == ["漕河泾产业创新增长极", "西岸数智谷产业集聚增长极"]
    led = {
        shape.name: slides.index(target)
        for shape in slides[0].shapes
        if shape.shape_type != 6  # a group leads nowhere
        and (target := getattr(shape, "click_action").target_slide) is not None  # noqa: B009
    }
    assert led == {"漕河泾": 1, "2": 1, "西岸数智谷": 2, "3": 2}


def test_slides_are_the_same_bytes_each_time(plan: Plan) -> None:
    one, other = (made(atlas(plan, BRIEF, ZONES[:1], Output("pptx"))) for _ in range(2))
    assert one.content == other.content


def test_progress_counts_to_the_last_page(plan: Plan) -> None:
    heard: list[tuple[int, int, float | None]] = []
    atlas(plan, BRIEF, ZONES[:2], work=Work(lambda *news: heard.append(news)))
    assert [(done, total) for done, total, _ in heard] == [(0, 2), (1, 2), (2, 2)]
    assert heard[0][2] is None
    assert (heard[1][2] or 0) > 0
    assert heard[2][2] == 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Collect the processes that are started."""
    found: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_work_ends_at_once_and_leaves_nothing_behind(
    plan: Plan, started: list[subprocess.Popen[bytes]], workers: int
) -> None:
    stop = Event()
    heard: list[int] = []
    eight = [*ZONES, *(f"subdistrict/{key}" for key in plan.subdistricts["subdistrict_id"][:4])]

    def note(done: int, _total: int, _left: float | None) -> None:
        heard.append(done)
        if done == 1:
            stop.set()

    assert atlas(plan, BRIEF, eight, work=Work(note, stop, workers)) is None
    assert heard[-1] < len(eight)
    ended = [process.poll() for process in started]
    assert len(ended) == (2 if workers == 2 else 0)
    assert None not in ended and 0 not in ended, "they were let finish"


def test_a_process_ends_in_silence_with_its_input() -> None:
    done = subprocess.run(
        [sys.executable, "-c", drawing._DRAWING], input=b"", capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_process_that_dies_is_told_and_none_is_left(
    plan: Plan, started: list[subprocess.Popen[bytes]]
) -> None:
    def kill_one(done: int, _total: int, _left: float | None) -> None:
        if done == 1:
            started[0].kill()

    with pytest.raises(WorkerError, match="意外结束"):
        atlas(plan, BRIEF, FIVE, work=Work(kill_one, workers=2))
    assert all(process.poll() is not None for process in started)
