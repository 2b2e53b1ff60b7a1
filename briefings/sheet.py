"""The sheet: one page with a map and all its furniture, as PNG, PDF or SVG.

The same brief makes the same bytes: nothing is taken from the clock, and files carry no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from threading import Lock
from typing import Any, Final, Literal, get_args

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefings.bilingual import Speaker
from briefings.brief import RELEASE_NAMES, Brief, BriefError, Release, require_sound
from briefings.paper.canvas import Canvas
from briefings.paper.furniture import FACTS_APART, Foot, Head
from briefings.paper.layout import Sheet, draw_sheet
from briefings.paper.size import SheetSize, size_of
from briefings.paper.templates import Composition, compose
from briefings.publication import (
    Publication,
    approval_number,
    left_out_lines,
    projection_name,
    published,
    sketch_note,
    source_in_one_line,
)
from geo.plan import Plan
from geo.translation import Translator

Format = Literal["png", "pdf", "svg"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
CREATOR: Final = "两极两带"
"""The program's name, as files have it whatever plan they show."""


def sheet(
    plan: Plan, brief: Brief, *, size: str = "hd", dpi: int = 150, form: Format = "png"
) -> bytes:
    """Return a sheet as a file's content.

    `size` is a key of `briefings.paper.size.SIZES`; `dpi` (96–300) counts for pictures of paper.
    Raises a `BriefError` that lists everything wrong with the brief.
    """
    if form not in FORMATS:
        raise BriefError(f"没有格式“{form}”：可用 {'、'.join(FORMATS)}")
    page = size_of(size, dpi)
    return rendered(drawn(plan, brief, page), page, dpi=dpi, form=form)


def drawn(plan: Plan, brief: Brief, page: SheetSize, *, mark: str = "") -> Canvas:
    """Return a sheet as a drawn page, not yet in any format; `mark` says which page of how many."""
    require_sound(brief, plan)
    publication = published(plan, brief)
    composition = compose(publication.plan, brief)
    canvas = Canvas(page)
    head, foot = head_of(brief, composition), replace(foot_of(publication, brief), page=mark)
    draw_sheet(Sheet(canvas, publication.plan, brief, composition, head, foot))
    return canvas


def head_of(brief: Brief, composition: Composition) -> Head:
    """Return what stands above the map: texts of the brief, else of the template."""
    speak = Speaker(brief.translators)
    stamp = speak.message(RELEASE_NAMES[Release.INTERNAL])
    return Head(
        brief.title or composition.title,
        brief.subtitle or composition.subtitle,
        stamp if brief.release is Release.INTERNAL else "",
        brief.logo,
    )


def foot_of(publication: Publication, brief: Brief) -> Foot:
    """Return what stands below the map: source, date, unit; approval number and the note."""
    plan, speak = publication.plan, Speaker(brief.translators)
    say = speak.first
    source = brief.source or source_in_one_line(plan, speak)
    made = [(speak.message("制图单位"), brief.unit)] if brief.unit else []
    if brief.data_date:
        made.append((speak.message("数据日期"), brief.data_date.isoformat()))
    made.append((speak.message("坐标系"), projection_name(plan.metric_crs, say)))
    left = [
        _labelled((speak.message("资料来源"), source), say),
        FACTS_APART.join(_labelled(fact, say) for fact in made),
    ]
    if lines := left_out_lines(publication.left_out, say):
        left.append(_labelled((speak.message("未公开的字段"), say.join(lines)), say))
    number = _labelled((speak.message("审图号"), approval_number(plan, brief, speak)), say)
    note = speak(lambda other: sketch_note(plan, other)).split("\n")
    return Foot(tuple(left), (number, *note))


def _labelled(fact: tuple[str, str], say: Translator) -> str:
    label, text = fact
    return say(
        "{label}：{text}", label=" ".join(label.splitlines()), text=" ".join(text.splitlines())
    )


def rendered(canvas: Canvas, page: SheetSize, *, dpi: int, form: Format) -> bytes:
    """Return a drawn page in a format."""
    stream = BytesIO()
    dots = page.dpi or dpi
    if form == "png":  # whole pixels: a sheet of paper is no round number of them
        width, height = page.pixels(dpi)
        canvas.figure.set_size_inches(width / dots, height / dots)
    with _settled():
        if form == "png":
            return _picture(canvas, dots)
        canvas.figure.savefig(stream, format=form, dpi=dots, metadata=_PARTICULARS[form])
    return stream.getvalue()


def bound(canvases: Iterable[Canvas]) -> bytes:
    """Return drawn pages as one PDF; a font stands in it once, however many pages use it."""
    stream = BytesIO()
    with _settled():
        pages = PdfPages(stream, metadata=_PARTICULARS["pdf"])
    for canvas in canvases:
        with _settled():
            canvas.figure.savefig(pages, format="pdf", dpi=_POINTS_PER_INCH)  # type: ignore[arg-type]
    with _settled():
        pages.close()  # type: ignore[no-untyped-call]
    return stream.getvalue()


@contextmanager
def _settled() -> Iterator[None]:
    """Set what matplotlib does not take as arguments: one thread at a time, for it is global."""
    with _SETTINGS_LOCK, mpl.rc_context(_SETTINGS):
        yield


def _picture(canvas: Canvas, dots: int) -> bytes:
    """Return a page as PNG, without transparency."""
    canvas.figure.set_dpi(dots)
    agg = FigureCanvasAgg(canvas.figure)
    agg.draw()  # type: ignore[no-untyped-call]
    pixels = np.asarray(agg.buffer_rgba())  # type: ignore[no-untyped-call]
    words = PngInfo()
    words.add_text("Software", CREATOR)
    stream = BytesIO()
    picture = Image.fromarray(pixels).convert("RGB")
    picture.save(stream, "png", dpi=(dots, dots), pnginfo=words, compress_type=_RUN_LENGTHS)
    return stream.getvalue()


_RUN_LENGTHS: Final = 3
"""zlib's Z_RLE: flat colours pack as small as by any other way, in the least time."""


_POINTS_PER_INCH: Final = 72
_SETTINGS_LOCK: Final = Lock()
_SETTINGS: Final[Any] = {
    "pdf.fonttype": 42,
    "ps.fonttype": 42,  # matplotlib 3.11 asks this how many characters a font of a PDF holds
    "svg.fonttype": "path",
    "svg.hashsalt": "liangji-liangdai",
    "pdf.compression": 6,
    "path.simplify": True,
    "text.hinting": "no_hinting",  # hints widen letters, and lines would end past their margin
    "agg.path.chunksize": 0,
}
_PARTICULARS: Final[dict[str, dict[str, Any]]] = {
    "pdf": {"Creator": CREATOR, "Producer": CREATOR, "CreationDate": None, "ModDate": None},
    "svg": {"Creator": CREATOR, "Date": None},
}
