"""The contents of an atlas: the ground on a map, the pages with their numbers, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely.geometry import box as rectangle

from geo.plan import Plan
from layers import palette
from layers.brief import SUBJECT_KINDS, Brief, subjects_of
from layers.lettering import text_width
from layers.paper.blocks import LEADING, RULE, SECOND, Paragraph
from layers.paper.canvas import RISE, Box, Canvas, Type
from layers.paper.furniture import TICK_ROOM
from layers.paper.layout import draw_margins
from layers.paper.map import MapPart, draw_map
from layers.paper.size import SheetSize
from layers.paper.spoken import Speaker
from layers.paper.templates import Composition, compose
from layers.sheet import foot_of, head_of

_ENTRY: Final = 10.8
_HEADING: Final = 10.4
_NOTE: Final = 8.0
_MAP_SHARE: Final = 0.56
_GUTTER: Final = 30.0
_GAP: Final = 36.0


@dataclass(frozen=True)
class Entry:
    """One page in the contents: what it is about, where it is found."""

    subject: str
    number: int = 0


@dataclass(frozen=True)
class Row:
    """A line of the contents: a heading, a page or something that is missing."""

    text: str
    entry: Entry | None = None
    is_heading: bool = False

    def _paragraph(self) -> Paragraph:
        if self.is_heading:
            colour = palette.KIND_COLOURS["pole"]
            return Paragraph(self.text, _HEADING, bold=True, colour=colour, after=5.0)
        if self.entry:
            return Paragraph(self.text, _ENTRY, after=4.0)
        return Paragraph(self.text, _NOTE, colour=palette.MUTED, after=4.0)

    def height(self, width: float, unit: float) -> float:
        """Return how high the row is in a column of a width, points."""
        if self.entry:  # a name is never broken
            lines = 1 + SECOND * self.text.count("\n")
            return (lines * _ENTRY * LEADING + 4) * unit
        above = 8 * unit if self.is_heading else 0.0
        return self._paragraph().height(width, unit) + above

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the row into a box of its height."""
        if self.entry:
            _draw_entry(canvas, self.text, self.entry.number, box)
            return
        above = 8 * unit if self.is_heading else 0.0
        _, inner = box.from_top(above)
        self._paragraph().draw(canvas, inner, unit)
        if self.is_heading:
            y = box.bottom + 3 * unit
            canvas.line([(box.left, y), (box.right, y)], edgecolor=RULE, linewidth=0.8 * unit)


@dataclass(frozen=True)
class ContentsPage:
    """A drawn page of contents, and where on it each page is named (boxes in points)."""

    canvas: Canvas
    places: tuple[tuple[int, Box], ...]


def atlas_title(plan: Plan, brief: Brief) -> str:
    """Return what the atlas is called, in the languages of its briefing."""
    if brief.title:
        return brief.title
    speak = Speaker(brief.translators)
    return speak(
        lambda say: say(
            "{district}人工智能“{plan}”{template}",
            district=say.name(plan.info, "district"),
            plan=say.name(plan.info),
            template=say("图册"),
        )
    )


def subject_name(plan: Plan, brief: Brief, key: str) -> str:
    """Return what a page is about, in the languages of the briefing."""
    subject = subjects_of(plan)[key]
    speak = Speaker(brief.translators)
    return speak.name({"name": subject.name, "name_en": subject.name_en})


class Contents:
    """The contents of an atlas, set before it is drawn: its length is part of the numbers."""

    def __init__(
        self,
        plan: Plan,
        brief: Brief,
        subjects: Sequence[str],
        missing: Sequence[tuple[str, str]],
        size: SheetSize,
    ) -> None:
        self.plan, self.size = plan, size
        self.brief = replace(brief, template="overview", subjects=())
        self._speak = Speaker(brief.translators)
        self._composition = _composition(plan, self.brief)
        body = self._margins(Canvas(size), "")
        self._pages = list(_set(self._rows(subjects, missing), body, size))
        self.count = len(self._pages)
        """How many pages the contents take."""
        self.total = self.count + len(subjects)
        """How many pages the atlas has."""

    def drawn(self, mark: Sequence[str]) -> list[ContentsPage]:
        """Return the pages drawn; `mark` says of each which page of how many it is."""
        pages = []
        for place, placed in enumerate(self._pages):
            canvas = Canvas(self.size)
            body = self._margins(canvas, mark[place])
            if not place:
                self._draw_map(canvas, body)
            found = []
            for row, box in placed:
                numbered = self._numbered(row)
                numbered.draw(canvas, box, canvas.unit)
                if numbered.entry:
                    found.append((numbered.entry.number, box))
            pages.append(ContentsPage(canvas, tuple(found)))
        return pages

    def _numbered(self, row: Row) -> Row:
        if row.entry is None:
            return row
        number = row.entry.number + self.count
        return replace(row, entry=replace(row.entry, number=number))

    def _margins(self, canvas: Canvas, mark: str) -> Box:
        head = head_of(self.brief, self._composition)
        return draw_margins(canvas, head, replace(foot_of(self.plan, self.brief), page=mark))

    def _draw_map(self, canvas: Canvas, body: Box) -> None:
        room = TICK_ROOM * canvas.unit
        box, _ = _halves(body, self.size)
        frame = Box(box.left + room, box.bottom + room, box.width - room, box.height - room)
        ground = rectangle(*self.plan.district.total_bounds)
        part = MapPart(("zones", "parks"), ground, without_names=frozenset({"road"}))
        draw_map(canvas, frame, self.plan, part, self.brief)

    def _rows(self, subjects: Sequence[str], missing: Sequence[tuple[str, str]]) -> Iterator[Row]:
        """Yield the lines: pages under their kinds, then what could not be drawn."""
        before = ""
        for number, key in enumerate(subjects, start=1):
            kind = key.partition("/")[0]
            if kind != before:
                yield Row(self._one_line(SUBJECT_KINDS[kind]), is_heading=True)
            before = kind
            yield Row(subject_name(self.plan, self.brief, key), Entry(key, number))
        if missing:
            yield Row(self._one_line("未能绘制"), is_heading=True)
        for key, reason in missing:
            name = subject_name(self.plan, self.brief, key).replace("\n", " / ")
            yield Row(f"{name}：{reason}")

    def _one_line(self, text: str) -> str:
        return self._speak.message(text).replace("\n", "　")


def _composition(plan: Plan, brief: Brief) -> Composition:
    found = compose(plan, replace(brief, title="", subtitle=""))
    return replace(found, title=atlas_title(plan, brief))


def _halves(body: Box, size: SheetSize) -> tuple[Box, Box]:
    """Return where the map and the lines of the first page stand."""
    unit = size.text
    if size.landscape:
        right, left = body.from_right(body.width * (1 - _MAP_SHARE))
        return left, Box(
            right.left + _GUTTER * unit, right.bottom, right.width - _GUTTER * unit, right.height
        )
    upper, lower = body.from_top(body.height * 0.5)
    return upper, Box(lower.left, lower.bottom, lower.width, lower.height - 12 * unit)


def _set(rows: Iterator[Row], body: Box, size: SheetSize) -> Iterator[list[tuple[Row, Box]]]:
    """Yield the lines of each page with their boxes; a heading stands with what it is over."""
    unit = size.text
    across = 2 if size.landscape else 1
    waiting = list(rows)
    first = True
    while waiting or first:
        columns = [_halves(body, size)[1]] if first else body.columns(across, _GAP * unit)
        page: list[tuple[Row, Box]] = []
        for column in columns:
            rest = column
            while waiting and _fits(waiting, rest, column.width, unit, empty=rest is column):
                row = waiting.pop(0)
                box, rest = rest.from_top(row.height(column.width, unit))
                page.append((row, box))
        yield page
        first = False


def _fits(waiting: Sequence[Row], rest: Box, width: float, unit: float, *, empty: bool) -> bool:
    needed = waiting[0].height(width, unit)
    if waiting[0].is_heading:
        needed += sum(row.height(width, unit) for row in waiting[1:2])
    return empty or needed <= rest.height


def _draw_entry(canvas: Canvas, text: str, number: int, box: Box) -> None:
    """Draw a page's name, a dotted line and its number."""
    unit = canvas.unit
    first, *others = text.split("\n")
    size = _ENTRY * unit
    baseline = box.top - size * ((LEADING - 1) / 2 + RISE)
    room = box.width - 34 * unit
    size *= min(1.0, room / text_width(first, size))
    width = canvas.text(first, (box.left, baseline), Type(size), name="entry")
    kind = Type(_ENTRY * unit, bold=True, align="right")
    end = box.right - canvas.text(str(number), (box.right, baseline), kind, name="number")
    canvas.line(
        [(box.left + width + 5 * unit, baseline), (end - 5 * unit, baseline)],
        edgecolor=palette.MUTED,
        linewidth=0.7 * unit,
        linestyle=(0, (1.2, 3.4)),
        name="leader",
    )
    small = _ENTRY * SECOND * unit
    for line in others:
        baseline -= small * LEADING
        fitted = small * min(1.0, room / text_width(line, small))
        canvas.text(line, (box.left, baseline), Type(fitted, colour=palette.MUTED))
