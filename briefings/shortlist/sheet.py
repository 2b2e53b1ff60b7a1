"""A shortlist on one page: the map with numbered pins, the comparison, near misses, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import BriefError
from briefings.lettering import unknown_characters
from briefings.paper.blocks import SMALL, Block, Paragraph, Picture
from briefings.paper.canvas import Canvas
from briefings.paper.cell_table import CellTable
from briefings.paper.flow import columns_of, draw_columns
from briefings.paper.furniture import TICK_ROOM, Foot
from briefings.paper.layout import draw_margins
from briefings.paper.map import draw_map
from briefings.paper.pictures import draw_code
from briefings.paper.size import SIZES, SheetSize, size_of
from briefings.sheet import Format, foot_of, rendered
from briefings.shortlist.cells import Stack
from briefings.shortlist.comparison import comparisons
from briefings.shortlist.content import Content, content_of
from briefings.shortlist.ground import legend, map_part
from briefings.shortlist.public_copy import PublicCopy, public_copy
from briefings.shortlist.sentences import carrier_sources
from briefings.shortlist.shortlist import MOST_ON_A_PAGE, Shortlist, require_shortlist
from geo.plan import Plan
from geo.translation import Translator
from layers import palette

PAGE_SIZES: Final = tuple(key for key, size in SIZES.items() if size.landscape)
"""Sizes a shortlist can have: wider than high."""

_TEXT_STEPS: Final = (1.2, 1.12, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.66, 0.62, 0.58)
_MAP_SHARES: Final = (0.46, 0.42, 0.38, 0.35, 0.32, 0.29)
_GUTTER: Final = 18.0
_BELOW: Final = 10.0
_CODE: Final = 62.0


def shortlist_sheet(
    plan: Plan,
    shortlist: Shortlist,
    *,
    size: str = "a4-landscape",
    dpi: int = 150,
    form: Format = "pdf",
) -> bytes:
    """Return a shortlist as one page: a file's content, the same for the same shortlist.

    `size` is one of `PAGE_SIZES`. Raises a `BriefError` that lists everything wrong with it.
    """
    page = size_of(size, dpi)
    return rendered(drawn_shortlist(plan, shortlist, page), page, dpi=dpi, form=form)


def drawn_shortlist(plan: Plan, shortlist: Shortlist, page: SheetSize) -> Canvas:
    """Return a shortlist as a drawn page, not yet in any format."""
    require_shortlist(shortlist, plan, most=MOST_ON_A_PAGE)
    if not page.landscape:
        raise BriefError("候选清单只出横向幅面：请选 16:9 或横向纸张")
    found = public_copy(shortlist, plan)
    speak = Speaker(shortlist.brief.translators)
    content = content_of(found, speak)
    canvas = Canvas(page)
    body = draw_margins(canvas, content.head, shortlist_foot(found, speak))
    _draw_body(canvas, body, found, content, speak)
    return canvas


def fits_on_a_sheet(plan: Plan, shortlist: Shortlist, *, size: str = "a4-landscape") -> bool:
    """Return whether a shortlist has room on a page with its smallest text and shortest words.

    Raises a `LetteringError` where the font lacks a character of the page's head or foot.
    """
    found = public_copy(shortlist, plan)
    speak = Speaker(shortlist.brief.translators)
    content = content_of(found, speak)
    canvas = Canvas(SIZES[size])
    body = draw_margins(canvas, content.head, shortlist_foot(found, speak))
    return _fitting(canvas, body, content.in_short(), speak, _TEXT_STEPS[-1:]) is not None


def missing_glyphs(plan: Plan, shortlist: Shortlist) -> dict[str, str]:
    """Return the characters our font lacks, with the beginning of a text that holds each.

    Only a sheet is drawn in our font: a slide and a workbook can hold any.
    """
    found = public_copy(shortlist, plan)
    speak = Speaker(shortlist.brief.translators)
    foot = shortlist_foot(found, speak)
    texts = [*_texts(content_of(found, speak)), *foot.left, *foot.right]
    return {
        mark: text.partition("\n")[0][:_MOST_SHOWN]
        for text in reversed(texts)
        for mark in unknown_characters(text)
    }


def _texts(content: Content) -> list[str]:
    """Return every text of a page that may come from outside, names first."""
    entries = [text for one in content.entries for text in (one.name, one.place, one.reason)]
    values = [value.text for one in content.entries for value in one.values.values()]
    head = [content.head.title, content.head.subtitle]
    wanted = [heading.wanted for heading in content.headings]
    return [*entries, *head, *values, *wanted, *content.near_misses, *content.remarks]


_MOST_SHOWN: Final = 14


def shortlist_foot(found: PublicCopy, speak: Speaker) -> Foot:
    """Return the foot of a briefing, with where the candidates come from and what is left out."""
    say = speak.first
    bare = replace(found.publication, left_out=())
    foot = foot_of(bare, found.shortlist.brief)
    sources = [_labelled(say("载体数据"), text, say) for text in carrier_sources(found, say)]
    lines = [foot.left[0], *sources, *foot.left[1:]]
    if left_out := found.left_out(say):
        lines.append(_labelled(say("未公开的字段"), say.join(left_out), say))
    return replace(foot, left=tuple(lines))


def _labelled(label: str, text: str, say: Translator) -> str:
    return say("{label}：{text}", label=label, text=" ".join(text.splitlines()))


@dataclass(frozen=True)
class _Setting:
    """How the body is divided: table, what stands below it, the map's share, scale of the text."""

    table: CellTable
    below: Sequence[Block]
    share: float
    text: float

    @property
    def worth(self) -> float:
        """How good it is: text first, then the map."""
        return self.text * float(self.share**_MAP_WORTH)


_MAP_WORTH: Final = 0.3


def _draw_body(
    canvas: Canvas, body: Box, found: PublicCopy, content: Content, speak: Speaker
) -> None:
    """Draw map and legend at the left, comparison and remarks at the right."""
    setting = _fitting(canvas, body, content, speak) or _fitting(
        canvas, body, content.in_short(), speak
    )
    if setting is None:
        raise BriefError("这个幅面放不下所选候选：请选大一些的幅面，或减少候选、条件")
    table, below, unit = setting.table, setting.below, canvas.unit * setting.text
    left, right = _halves(canvas, body, setting.share)
    _draw_map_side(canvas, left, found, content, speak)
    own, rest = right.from_top(table.height(right.width, unit))
    table.draw(canvas, own, unit)
    _, rest = rest.from_top(_BELOW * unit)
    groups, high = columns_of(below, rest.width, len(below), unit)
    draw_columns(canvas, groups, rest.from_top(high)[0], unit)


def _halves(canvas: Canvas, body: Box, share: float) -> tuple[Box, Box]:
    right, left = body.from_right(body.width * (1 - share))
    return Box(left.left, left.bottom, left.width - _GUTTER * canvas.unit, left.height), right


def _fitting(
    canvas: Canvas,
    body: Box,
    content: Content,
    speak: Speaker,
    steps: Sequence[float] = _TEXT_STEPS,
) -> _Setting | None:
    """Return the best division of the page at which everything has room; none if there is none."""
    best: _Setting | None = None
    tables, below = comparisons(content, speak), _remarks(content, speak)
    for text, share, table in product(steps, _MAP_SHARES, tables):
        setting, unit = _Setting(table, below, share, text), canvas.unit * text
        if best is not None and setting.worth <= best.worth:
            continue
        _, right = _halves(canvas, body, share)
        _, high = columns_of(below, right.width, len(below), unit)
        if table.height(right.width, unit) + _BELOW * unit + high <= right.height:
            best = setting
    return best


def _remarks(content: Content, speak: Speaker) -> list[Block]:
    """Return what stands below the comparison: near misses, how to read the figures."""
    near = [Paragraph(text, SMALL, least=0) for text in content.near_misses]
    said = [Paragraph(text, SMALL, colour=palette.MUTED, least=0) for text in content.remarks]
    blocks = [Block("near", speak.message("差一点的"), near)] if near else []
    return [*blocks, Block("remarks", speak.message("说明"), said)]


def _draw_map_side(
    canvas: Canvas, box: Box, found: PublicCopy, content: Content, speak: Speaker
) -> None:
    """Draw the map, below it the legend and the code that reopens the search."""
    unit = canvas.unit
    signs = legend(found, content.entries, speak)
    link = found.shortlist.link
    code = _CODE * unit if link else 0.0
    room = TICK_ROOM * unit
    width = box.width - room - (code + 14 * unit if link else 0.0)
    low = max(signs.height(width, unit), code + 12 * unit if link else 0.0)
    upper, lower = box.from_top(box.height - low)
    frame = Box(upper.left + room, upper.bottom + room, upper.width - room, upper.height - room)
    draw_map(canvas, frame, found.plan, map_part(found, content.entries), found.shortlist.brief)
    signs.draw(canvas, Box(lower.left + room, lower.bottom, width, lower.height), unit)
    if link:
        corner, _ = lower.from_right(code)
        caption = Paragraph(
            speak.message("扫码打开此视图"), 6.8, colour=palette.MUTED, after=0, least=0
        )
        picture = Picture(lambda page, place: draw_code(page, link, place), 1.0, most=_CODE)
        block = Stack([picture, caption])
        top = block.height(corner.width, unit)
        block.draw(canvas, corner.from_top(top)[0], unit)
