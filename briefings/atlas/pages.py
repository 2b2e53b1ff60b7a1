"""The pages of an atlas, drawn a run at a time: what one process draws before it takes more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefings.bilingual import Speaker
from briefings.brief import Brief
from briefings.paper.canvas import Canvas
from briefings.paper.size import size_of
from briefings.sheet import bound, drawn, rendered
from geo.errors import PlanningError
from geo.plan import Plan

RUN: Final = 4
"""Pages of a run. Those of a PDF share their fonts, so the number is part of what the file is."""


@dataclass(frozen=True)
class Shared:
    """What all pages of an atlas share."""

    plan: Plan
    brief: Brief
    size: str
    dpi: int
    as_pdf: bool
    """Whether a run is a PDF, or a picture a page."""


@dataclass(frozen=True)
class Leaf:
    """One page: what it is about (`kind/id`), its number, and of how many."""

    subject: str
    number: int
    total: int


@dataclass(frozen=True)
class Run:
    """What came of a run: one PDF or a picture a page, and why pages failed, by subject."""

    files: tuple[bytes, ...]
    failures: tuple[tuple[str, str], ...] = ()


def page_mark(brief: Brief, number: int, total: int) -> str:
    """Return what says which page of how many one is."""
    speak = Speaker(brief.translators)
    return speak(lambda say: say("第 {number} 页 / 共 {total} 页", number=number, total=total))


def page_brief(brief: Brief, subject: str) -> Brief:
    """Return the briefing of one page: it bears its subject's title, not the atlas's."""
    return replace(brief, template="subject", subjects=(subject,), title="", subtitle="")


def draw_run(shared: Shared, leaves: Sequence[Leaf], note: Callable[[], None]) -> Run:
    """Return some pages drawn; `note` is called after each one."""
    failures: list[tuple[str, str]] = []
    canvases = _canvases(shared, leaves, failures, note)
    if shared.as_pdf:
        return Run((bound(canvases),), tuple(failures))
    page = size_of(shared.size, shared.dpi)
    files = tuple(rendered(canvas, page, dpi=shared.dpi, form="png") for canvas in canvases)
    return Run(files, tuple(failures))


def _canvases(
    shared: Shared,
    leaves: Sequence[Leaf],
    failures: list[tuple[str, str]],
    note: Callable[[], None],
) -> Iterator[Canvas]:
    """Yield pages one by one; add to `failures` those that cannot be drawn."""
    page = size_of(shared.size, shared.dpi)
    for leaf in leaves:
        mark = page_mark(shared.brief, leaf.number, leaf.total)
        try:
            yield drawn(shared.plan, page_brief(shared.brief, leaf.subject), page, mark=mark)
        except PlanningError as problem:
            failures.append((leaf.subject, reason_of(problem)))
        note()


def reason_of(problem: PlanningError) -> str:
    """Return why a page failed in one line."""
    lines = [line.lstrip("· ") for line in str(problem).splitlines()]
    return "；".join(lines[1:] or lines)
