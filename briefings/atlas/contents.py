"""The contents of an atlas: the ground on a map, the pages with their numbers, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely.geometry import box as rectangle

from briefings.atlas.rows import Row, halves, setting
from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import SUBJECT_KINDS, Brief, subjects_of
from briefings.lettering import unknown_characters
from briefings.paper.canvas import Canvas
from briefings.paper.furniture import TICK_ROOM
from briefings.paper.layout import draw_margins
from briefings.paper.map import draw_map
from briefings.paper.size import SheetSize
from briefings.paper.templates import Composition, compose, layout_title
from briefings.publication import published
from briefings.scene import MapPart
from briefings.sheet import foot_of, head_of
from geo.plan import Plan
from geo.translation import N_

HEADING: Final = N_("目录")


@dataclass(frozen=True)
class ContentsPage:
    """A drawn page of contents, and where on it each page is named (boxes in points)."""

    canvas: Canvas
    places: tuple[tuple[int, Box], ...]


def atlas_title(plan: Plan, brief: Brief) -> str:
    """Return what the atlas is called, in the languages of its briefing."""
    return brief.title or layout_title(plan, N_("图册"), Speaker(brief.translators))


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
        self._composition = contents_composition(self.plan, self.brief)
        body = self._margins(Canvas(size), "")
        self._text, self._pages = setting(
            list(rows_of(self.plan, brief, subjects, missing)), body, size
        )
        self.count = len(self._pages)
        """How many pages the contents take."""
        self.total = self.count + len(subjects)
        """How many pages the atlas has."""

    def drawn(self, mark: Sequence[str]) -> list[ContentsPage]:
        """Return the pages drawn; `mark` says of each which page of how many it is."""
        pages = []
        for index, placed in enumerate(self._pages):
            canvas = Canvas(self.size)
            body = self._margins(canvas, mark[index])
            if not index:
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
        foot = replace(foot_of(self._publication, self.brief), page=mark)
        return draw_margins(canvas, head, foot)

    def _draw_map(self, canvas: Canvas, body: Box) -> None:
        room = TICK_ROOM * canvas.unit
        box, _ = halves(body, self.size)
        frame = Box(box.left + room, box.bottom + room, box.width - room, box.height - room)
        draw_map(canvas, frame, self.plan, key_map(self.plan), self.brief)


def key_map(plan: Plan) -> MapPart:
    """Return the map beside the contents: the whole district with zones and parks."""
    ground = rectangle(*plan.bounds)
    return MapPart(("zones", "parks"), ground, without_names=frozenset({"road"}))


def rows_of(
    plan: Plan, brief: Brief, subjects: Sequence[str], missing: Sequence[tuple[str, str]]
) -> Iterator[Row]:
    """Yield the lines: pages, numbered from 1, under their kinds; then what is not drawn."""
    speak = Speaker(brief.translators)

    def one_line(text: str) -> str:
        return speak.message(text).replace("\n", "　")

    yield Row("title", one_line(HEADING))
    before = ""
    for number, key in enumerate(subjects, start=1):
        kind = key.partition("/")[0]
        if kind != before:
            yield Row("heading", one_line(SUBJECT_KINDS[kind]))
        before = kind
        yield Row("page", subject_name(plan, brief, key), number)
    if missing:
        yield Row("heading", one_line(N_("未能绘制")))
    for key, reason in missing:
        name = subject_name(plan, brief, key).replace("\n", " / ")
        yield Row("note", _printable(speak.first("{label}：{text}", label=name, text=reason)))


def _printable(text: str) -> str:
    """Return a text with boxes for what the font does not have: that may be why a page fails."""
    return "".join("□" if unknown_characters(mark) else mark for mark in text)


def contents_composition(plan: Plan, brief: Brief) -> Composition:
    """Return the words that stand on the contents, as a composition."""
    found = compose(plan, replace(brief, title="", subtitle=""))
    return replace(found, title=atlas_title(plan, brief))
