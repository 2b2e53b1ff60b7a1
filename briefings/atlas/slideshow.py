"""The atlas as slides: contents whose lines lead to them, then a slide a subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, Final

from briefings.atlas.contents import HEADING, contents_composition, key_map, rows_of
from briefings.atlas.drawing import page_brief, reason_of
from briefings.atlas.rows import ENTRY, NOTE, Row, halves, setting
from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import Brief
from briefings.deck.decks import subject_slide
from briefings.deck.map import draw_map
from briefings.deck.master import Design, design_of
from briefings.deck.package import saved, set_properties
from briefings.deck.page import Deck, Page, new_page
from briefings.deck.surface import Lettering
from briefings.deck.text_style import QUIET, line, words
from briefings.lettering import text_width
from briefings.paper.blocks import LEADING, SECOND
from briefings.paper.size import SheetSize
from briefings.paper.templates import Composition, compose
from briefings.publication import Publication, published
from briefings.sheet import foot_of, head_of
from geo.errors import PlanningError
from geo.plan import Plan
from layers import palette

_DOTS: Final = (1.2, 3.4)


@dataclass(frozen=True)
class Slides:
    """What came of it: a .pptx, or why slides failed, by subject."""

    content: bytes
    failures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Show:
    """What the slides of an atlas share."""

    publication: Publication
    brief: Brief
    design: Design
    is_ours: bool

    def deck(self, brief: Brief, composition: Composition) -> Deck:
        """Return what a slide needs to know of a briefing."""
        return Deck(
            self.publication,
            brief,
            self.design,
            Speaker(brief.translators),
            head_of(brief, composition),
            foot_of(self.publication, brief),
            is_ours=self.is_ours,
        )


def slideshow(
    plan: Plan,
    brief: Brief,
    entries: tuple[Sequence[str], Sequence[tuple[str, str]]],
    master: bytes | None,
    watch: tuple[Callable[[], None], Event],
) -> Slides | None:
    """Return slides of some subjects; `entries` are these and what is missing, with the reasons.

    `watch` hears of each slide made, and ends the work: none once its event is set.
    """
    subjects, missing = entries
    note, stop = watch
    show = Show(published(plan, brief), brief, design_of(master), is_ours=master is None)
    whole = replace(brief, template="overview", subjects=())
    composition = contents_composition(show.publication.plan, whole)
    deck = show.deck(whole, composition)
    rows = list(rows_of(show.publication.plan, brief, subjects, missing))
    first = _new_contents(deck)
    text, placed = setting(rows, first.body, _size(show.design))
    pages = [first, *(_new_contents(deck) for _ in placed[1:])]
    failures = []
    for subject in subjects:
        if stop.is_set():
            return None
        try:
            _add_slide(show, subject)
        except PlanningError as problem:
            failures.append((subject, reason_of(problem)))
        note()
    if failures:
        return Slides(b"", tuple(failures))
    _draw_map(first)
    for page, found in zip(pages, placed, strict=True):
        for row, box in found:
            _draw_row(page, row, box, text * page.surface.unit, len(pages))
    title = " ".join(deck.head.title.splitlines())
    set_properties(show.design.presentation, title=title, author=brief.unit, day=brief.data_date)
    return Slides(saved(show.design.presentation))


def _size(design: Design) -> SheetSize:
    return SheetSize("slide", "", design.width, design.height, design.unit)


def _add_slide(show: Show, subject: str) -> None:
    brief = page_brief(show.brief, subject)
    composition = compose(show.publication.plan, brief)
    subject_slide(show.deck(brief, composition), composition, spares_all=False)


def _new_contents(deck: Deck) -> Page:
    return new_page(deck, deck.head.title, deck.head.subtitle)


def _draw_map(page: Page) -> None:
    deck = page.deck
    box, _ = halves(page.body, _size(deck.design))
    draw_map(page.surface, box, deck.plan, key_map(deck.plan), deck.brief.translators)


def _draw_row(page: Page, row: Row, box: Box, unit: float, contents: int) -> None:
    """Write a line of the contents; that of a slide leads to it."""
    red = palette.ACCENT
    name = row.text.split("\n")[0]
    if row.kind == "title":
        heading = page.deck.speak.first(HEADING)
        page.surface.text(box, Lettering([words(row.text, 15 * unit, bold=True)]), name=heading)
    elif row.kind == "heading":
        lettering = Lettering([words(row.text, 10.4 * unit, bold=True, colour=red)], "b")
        page.surface.text(replace(box, bottom=box.bottom + 4 * unit), lettering, name=name)
        rule = Box(box.left, box.bottom + 3 * unit, box.width, 0.0)
        page.surface.rule(rule, line(QUIET, 0.6 * unit, opacity=0.5), name=name)
    elif row.kind == "note":
        page.surface.text(box, Lettering([words(row.text, NOTE * unit, colour=QUIET)]), name=name)
    else:
        _draw_entry(page, row, box, unit, contents)


def _draw_entry(page: Page, row: Row, box: Box, unit: float, contents: int) -> None:
    """Write a slide's name, a dotted line and its number."""
    first, *others = row.text.split("\n")
    size = ENTRY * unit
    lines = [words(first, size), *(words(text, size * SECOND, colour=QUIET) for text in others)]
    target = page.deck.design.presentation.slides[contents + row.number - 1]
    page.surface.text(box, Lettering(lines), name=first)
    _lead(page, target)
    number = str(contents + row.number)
    page.surface.text(box, Lettering([words(number, size, bold=True, align="r")]), name=number)
    _lead(page, target)
    left = box.left + text_width(first, size) * 1.04 + 5 * unit
    right = box.right - text_width(number, size, bold=True) - 6 * unit
    baseline = box.top - size * LEADING * 0.72
    if left < right:
        dots = line(QUIET, 0.7 * unit, dash=[step * unit for step in _DOTS])
        page.surface.rule(Box(left, baseline, right - left, 0.0), dots, name=f"{first} {number}")


def _lead(page: Page, target: Any) -> None:
    """Make the shape drawn last lead to a slide."""
    page.slide.shapes[-1].click_action.target_slide = target
