"""A shortlist on one slide of native shapes: map with pins, table, bars, near misses, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.plan import Plan
from layers.brief import BriefError
from layers.deck.contents import labelled
from layers.deck.fill import draw_code
from layers.deck.ink import QUIET, Align, Words, solid
from layers.deck.map import draw_map
from layers.deck.master import design_of
from layers.deck.notes import write_notes
from layers.deck.outlines import PX
from layers.deck.package import saved, set_properties
from layers.deck.page import Deck, Page, new_page
from layers.deck.panel import draw_columns, height_of, text_lines
from layers.deck.pen import Lettering, Look
from layers.deck.symbols import draw_symbol
from layers.deck.tables import Setting, Table, draw_table, together
from layers.paper.blocks import Block
from layers.paper.canvas import Box
from layers.paper.spoken import Speaker
from layers.pins import pin_symbol
from layers.shortlist.cells import TRACK
from layers.shortlist.comparison import MOST_COLUMNS, SIDE_BY_SIDE
from layers.shortlist.content import Content, Entry, Heading, Value, content_of, in_line
from layers.shortlist.ground import legend, map_part
from layers.shortlist.released import released
from layers.shortlist.sheet import shortlist_foot
from layers.shortlist.shortlist import MOST_ON_A_PAGE, Shortlist, require_shortlist

_MAP_SHARES: Final = (0.40, 0.36, 0.32)
_SIZES: Final = (13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_GUTTER: Final = 20.0
_LEGEND: Final = 74.0
_CODE_ROOM: Final = 150.0
_NOTE: Final = 8.5
_BAR: Final = 3.2


def shortlist_slide(plan: Plan, shortlist: Shortlist, *, master: bytes | None = None) -> bytes:
    """Return a shortlist as a .pptx of one slide, in our design or on a user's template.

    The same shortlist makes the same bytes. Raises a `BriefError` that lists everything wrong with
    it, a `MasterError` for a file that cannot serve as template.
    """
    require_shortlist(shortlist, plan, most=MOST_ON_A_PAGE)
    found = released(shortlist, plan)
    brief = found.shortlist.brief
    speak = Speaker(brief.translators)
    content, foot = content_of(found, speak), shortlist_foot(found, speak)
    design = design_of(master)
    deck = Deck(found.publication, brief, design, speak, content.head, foot, is_ours=master is None)
    page = new_page(deck, content.head.title, content.head.subtitle)
    grid, right = _fitting(page, content)
    part = map_part(found, content.entries)
    left = Box(
        page.body.left,
        page.body.bottom,
        right.left - page.body.left - _GUTTER * page.pen.unit,
        page.body.height,
    )
    signs = Block("legend", "", [legend(found, content.entries, speak)])
    draw_map(page.pen, _above_legend(page, left, [signs]), plan=found.plan, part=part,
             translators=brief.translators)  # fmt: skip
    _draw_table(page, content, grid, right)
    reasons = [
        labelled(f"{entry.number} {entry.name}", entry.reason, speak.first)
        for entry in content.entries
    ]
    told = [" ".join(text.splitlines()) for text in (*reasons, *content.remarks)]
    about = content.head.title.split("\n")[0]
    write_notes(page.slide, deck, found.plan.figures[:0], about, more=told)
    set_properties(design.presentation, title=about, author=brief.unit, day=brief.data_date)
    return saved(design.presentation)


def _above_legend(page: Page, box: Box, blocks: Sequence[Block]) -> Box:
    """Draw the legend, and the code that reopens the search, at the foot; return what is left."""
    unit = page.pen.unit
    low = Box(box.left, box.bottom, box.width, _LEGEND * unit)
    if page.deck.brief.link:
        code, low = low.from_right(_CODE_ROOM * unit)
        draw_code(page, code)
    half = low.columns(1, 0)[0]
    draw_columns(page.pen, [(half, blocks)])
    gap = _LEGEND * unit + 8 * unit
    return Box(box.left, box.bottom + gap, box.width, box.height - gap)


@dataclass(frozen=True)
class _Grid:
    """The table with its setting, and the notes below it."""

    setting: Setting
    below: tuple[list[Words], list[Words]]


def _fitting(page: Page, content: Content) -> tuple[_Grid, Box]:
    """Return the table as large as fits, with reasons if they fit at all, and where it stands."""
    body, unit = page.body, page.pen.unit
    speak = page.deck.speak
    for with_reasons in (True, False):
        table = _table(content, speak, with_reasons=with_reasons)
        for size in _SIZES:
            for share in _MAP_SHARES:
                box, _ = body.from_right(body.width * (1 - share))
                below = _below(content, speak, box.width, min(_NOTE, size) * unit)
                low = max(map(height_of, below)) + 12 * unit
                room = Box(box.left, 0, box.width, box.height - low)
                whole = together([table], room, unit, sizes=[size])
                if whole is not None:
                    return _Grid(whole[0], below), box
    raise BriefError("一张幻灯片放不下所选候选：请减少候选、条件，或只用一种语言")


def _table(content: Content, speak: Speaker, *, with_reasons: bool) -> Table:
    few = len(content.entries) <= SIDE_BY_SIDE
    return (_side_by_side if few else _below_one_another)(content, speak, with_reasons)


def _side_by_side(content: Content, speak: Speaker, with_reasons: bool) -> Table:
    """Return a column a candidate: number, names, score, a row a criterion, the reason."""
    entries = content.entries
    rows = [
        [speak.message("候选"), *(_names(entry) for entry in entries)],
        [speak.message("得分"), *(f"{entry.score:.0f}" for entry in entries)],
    ]
    for heading in content.headings:
        values = [_told(entry.values[heading.criterion]) for entry in entries]
        rows.append([_wanted(heading), *values])
    if with_reasons:
        rows.append([speak.message("理由"), *(entry.reason for entry in entries)])
    return Table(
        speak.first("候选比选"),
        [speak.message("编号"), *(entry.number for entry in entries)],
        rows,
        [1.1, *(1.5 for _ in entries)],
    )


def _below_one_another(content: Content, speak: Speaker, with_reasons: bool) -> Table:
    """Return a row a candidate: number, names, score, criteria; its reason in a row below."""
    many = len(content.headings) > MOST_COLUMNS
    shown = () if many else content.headings
    rows: list[list[str | None]] = []
    for entry in content.entries:
        values = [_told(entry.values[heading.criterion]) for heading in shown]
        rows.append([entry.number, _names(entry), f"{entry.score:.0f}", *values])
        texts = [in_line(content, entry)] if many else []
        texts += [entry.reason] if with_reasons else []
        if texts:
            rows.append(["", "\n".join(texts), None, *(None for _ in shown)])
    left: tuple[Align, ...] = ("l",)
    align: tuple[Align, ...] = ("ctr", *left * (2 + len(shown)))
    return Table(
        speak.first("候选比选"),
        [
            "",
            speak.message("候选"),
            speak.message("得分"),
            *(_wanted(heading) for heading in shown),
        ],
        rows,
        [0.36, 2.3, 0.95, *(1.25 for _ in shown)],
        align,
        ["", "", "", *(heading.colour for heading in shown)],
    )


def _names(entry: Entry) -> str:
    below = " · ".join(text for text in (entry.tag, _first(entry.place)) if text)
    return "\n".join(text for text in (_first(entry.name), below) if text)


def _told(value: Value) -> str:
    return f"{value.text}\n{value.note}".rstrip()


def _wanted(heading: Heading) -> str:
    return "\n".join(text for text in (heading.wanted or heading.label, heading.rank) if text)


def _draw_table(page: Page, content: Content, grid: _Grid, box: Box) -> None:
    """Draw the table, over it pins and bars, below it near misses and remarks."""
    used = draw_table(page, grid.setting, box)
    cells = grid.setting.cells(box)
    with page.pen.group(page.deck.speak.first("得分")):
        if len(content.entries) <= SIDE_BY_SIDE:
            _mark_columns(page, content, cells, grid.setting.size)
        else:
            _mark_rows(page, content, cells, grid.setting)
    top, unit = box.top - used - 10 * page.pen.unit, page.pen.unit
    width = (box.width - 14 * unit) / 2
    for order, paragraphs in enumerate(grid.below):
        if paragraphs:
            high = height_of(paragraphs)
            place = Box(box.left + order * (width + 14 * unit), top - high, width, high)
            page.pen.text(place, Lettering(paragraphs), name=paragraphs[0].text[:40])


def _below(
    content: Content, speak: Speaker, width: float, size: float
) -> tuple[list[Words], list[Words]]:
    """Return what stands below the table: near misses, remarks."""
    half = width * 0.48
    near = [line for text in content.near_misses for line in text_lines(text, half, size)]
    if near:
        near = [*text_lines(speak.message("差一点的"), half, size * 1.15, bold=True), *near]
    said = [line for text in content.remarks for line in text_lines(text, half, size, ink=QUIET)]
    head = text_lines(speak.message("说明"), half, size * 1.15, bold=True)
    return near, [*head, *said]


def _mark_columns(
    page: Page, content: Content, cells: Sequence[Sequence[Box]], size: float
) -> None:
    """Draw pins, score bars and the bars of the criteria into a table with a column a candidate."""
    for column, entry in enumerate(content.entries, start=1):
        _draw_pin(page, entry, cells[0][column], size, at_left=True)
        _draw_bar(page, entry, entry.bars(content.headings), cells[2][column], size)
        for row, heading in enumerate(content.headings, start=3):
            value = entry.values[heading.criterion]
            if heading.colour and value.most:
                part = [(heading.colour, 100 * value.points / value.most)]
                _draw_bar(page, entry, part, cells[row][column], size)
    for row, heading in enumerate(content.headings, start=3):
        if heading.colour:
            cell = cells[row][0]
            strip = Box(cell.left, cell.bottom + 2, 3 * size / 12, cell.height - 4)
            page.pen.shape(strip, Look(fill=solid(heading.colour)), name=_first(heading.label))


def _mark_rows(
    page: Page, content: Content, cells: Sequence[Sequence[Box]], setting: Setting
) -> None:
    """Draw pins and score bars into a table with a row a candidate."""
    rows = [row for row, texts in enumerate(setting.table.rows, start=1) if texts[0]]
    for row, entry in zip(rows, content.entries, strict=True):
        _draw_pin(page, entry, cells[row][0], setting.size, at_left=False)
        _draw_bar(page, entry, entry.bars(content.headings), cells[row][2], setting.size)


def _draw_pin(page: Page, entry: Entry, cell: Box, size: float, *, at_left: bool) -> None:
    """Cover a number in the table with the pin that has it on the map."""
    scale = PX * page.pen.unit
    radius = size * 0.82
    x = cell.left + radius + 2 if at_left else cell.middle[0]
    symbol = pin_symbol(entry.number, radius=radius / scale)
    draw_symbol(page.pen, symbol, x, cell.middle[1], name=f"{entry.number} {_first(entry.name)}")


def _draw_bar(
    page: Page, entry: Entry, parts: Sequence[tuple[str, float]], cell: Box, size: float
) -> None:
    """Draw parts of 100 points along the foot of a cell."""
    unit = size / 12
    room = cell.width - 10 * unit
    bottom, left = cell.bottom + 1.6 * unit, cell.left + 5 * unit
    name = f"{entry.number} {entry.score:.0f}"
    track = Box(left, bottom, room, _BAR * unit)
    page.pen.shape(track, Look(fill=solid(TRACK)), name=name)
    for colour, points in parts:
        piece = Box(left, bottom, max(room * points / 100 - 0.4 * unit, 0.0), _BAR * unit)
        page.pen.shape(piece, Look(fill=solid(colour)), name=name)
        left += room * points / 100


def _first(text: str) -> str:
    return text.partition("\n")[0]
