"""The contents of an atlas: the ground on a map, the pages with their numbers, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely.geometry import box as rectangle

from geo.plan import Plan
from layers.atlas.rows import Row
from layers.brief import SUBJECT_KINDS, Brief, subjects_of
from layers.paper.canvas import Box, Canvas
from layers.paper.furniture import TICK_ROOM
from layers.paper.layout import draw_margins
from layers.paper.map import MapPart, draw_map
from layers.paper.size import SheetSize
from layers.paper.spoken import Speaker
from layers.paper.templates import Composition, compose
from layers.publication import published
from layers.sheet import foot_of, head_of

_MAP_SHARE: Final = 0.56
_GUTTER: Final = 30.0
_GAP: Final = 36.0


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
        self._publication = published(plan, brief)
        self.plan, self.size = self._publication.plan, size
        self.brief = replace(brief, template="overview", subjects=())
        self._speak = Speaker(brief.translators)
        self._composition = _composition(self.plan, self.brief)
        body = self._margins(Canvas(size), "")
        self._text, self._pages = _set(list(self._rows(subjects, missing)), body, size)
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
                number = row.number + self.count
                replace(row, number=number).draw(canvas, box, canvas.unit * self._text)
                if row.kind == "page":
                    found.append((number, box))
            pages.append(ContentsPage(canvas, tuple(found)))
        return pages

    def _margins(self, canvas: Canvas, mark: str) -> Box:
        head = head_of(self.brief, self._composition)
        return draw_margins(
            canvas, head, replace(foot_of(published(self.plan, self.brief), self.brief), page=mark)
        )

    def _draw_map(self, canvas: Canvas, body: Box) -> None:
        room = TICK_ROOM * canvas.unit
        box, _ = _halves(body, self.size)
        frame = Box(box.left + room, box.bottom + room, box.width - room, box.height - room)
        ground = rectangle(*self.plan.district.total_bounds)
        part = MapPart(("zones", "parks"), ground, without_names=frozenset({"road"}))
        draw_map(canvas, frame, self.plan, part, self.brief)

    def _rows(self, subjects: Sequence[str], missing: Sequence[tuple[str, str]]) -> Iterator[Row]:
        """Yield the lines: pages under their kinds, then what could not be drawn."""
        yield Row("title", self._one_line("目录"))
        before = ""
        for number, key in enumerate(subjects, start=1):
            kind = key.partition("/")[0]
            if kind != before:
                yield Row("heading", self._one_line(SUBJECT_KINDS[kind]))
            before = kind
            yield Row("page", subject_name(self.plan, self.brief, key), number)
        if missing:
            yield Row("heading", self._one_line("未能绘制"))
        for key, reason in missing:
            name = subject_name(self.plan, self.brief, key).replace("\n", " / ")
            yield Row("note", f"{name}：{reason}")

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


Placed = list[tuple[Row, Box]]


def _set(rows: Sequence[Row], body: Box, size: SheetSize) -> tuple[float, list[Placed]]:
    """Return the scale of the text and the lines of each page with their boxes.

    Smaller text is taken where it brings all on one page; else there are several.
    """
    for text, across in _FIRST_PAGES:
        columns = _halves(body, size)[1].columns(across, _GAP * size.text / across)
        pages = list(_pages(rows, columns, body, size, size.text * text))
        if len(pages) == 1:
            return text, pages
    return 1.0, list(_pages(rows, [_halves(body, size)[1]], body, size, size.text))


_FIRST_PAGES: Final = ((1.0, 1), (0.92, 1), (0.86, 1), (0.92, 2), (0.84, 2))
"""Scales of the text and numbers of columns that may bring all on the first page, best first."""


def _pages(
    rows: Sequence[Row], columns: Sequence[Box], body: Box, size: SheetSize, unit: float
) -> Iterator[Placed]:
    """Yield the lines of each page; a heading stands over what follows, and again on each page.

    The first page has its own columns; the others have two, or one on a high page.
    """
    waiting = list(rows)
    heading: Row | None = None
    while waiting:
        page: Placed = []
        if heading and waiting[0].kind != "heading":
            waiting.insert(0, heading)
        for column in columns:
            rest = column
            while waiting and _fits(waiting, rest, unit, empty=rest is column):
                row = waiting.pop(0)
                heading = row if row.kind == "heading" else heading
                box, rest = rest.from_top(row.height(column.width, unit))
                page.append((row, box))
        yield page
        columns = body.columns(2 if size.landscape else 1, _GAP * unit)


def _fits(waiting: Sequence[Row], rest: Box, unit: float, *, empty: bool) -> bool:
    needed = [row.height(rest.width, unit) for row in waiting[:2]]
    return empty or sum(needed[: 2 if waiting[0].kind == "heading" else 1]) <= rest.height
