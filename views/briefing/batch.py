"""Many files at once: each template in each format, packed into one zip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from threading import Event

from briefings.brief import TEMPLATES, Brief, BriefError, subjects_of
from briefings.exports import EXPORTS, Maker, Order, own_words
from briefings.files import KINDS, file_name, zipped
from geo.errors import PlanningError
from geo.plan import Plan
from views.briefing.job import Made, Progress


@dataclass(frozen=True)
class Item:
    """One file of a batch: its order, what makes it and its name in the zip."""

    order: Order
    make: Maker
    name: str


def briefs_of(
    plan: Plan, brief: Brief, templates: Iterable[str], subjects: Iterable[str]
) -> list[Brief]:
    """Return a briefing for each template, for the one about one subject one for each of these.

    A title given for one sheet is left out where there are several: each bears its own.
    """
    about = list(subjects)
    known = subjects_of(plan)
    zones = [key for key, subject in known.items() if subject.kind == "zone" and subject.ground]
    found = []
    for key in templates:
        template = TEMPLATES[key]
        several = zones[: template.most] if template.most > 1 else []
        if key == brief.template and template.most > 1:
            several = list(brief.subjects)
        for subjects_ in [[one] for one in about] if template.most == 1 else [several]:
            found.append(replace(brief, template=key, subjects=tuple(subjects_)))
    single = len(found) == 1
    return found if single else [replace(one, title="", subtitle="") for one in found]


def items(plan: Plan, orders: Iterable[Order], kinds: Iterable[str], day: date) -> list[Item]:
    """Return the files of a batch, each briefing in each kind, under names of their own."""
    formats = list(kinds)
    found = [
        Item(order, EXPORTS[kind], file_name(_title(plan, order), day, KINDS[kind].extension))
        for order in orders
        for kind in formats
    ]
    return _numbered(found)


def _title(plan: Plan, order: Order) -> str:
    brief = order.brief
    known = subjects_of(plan)
    say = brief.translators[0]
    names = say.join([str(say.name(vars(known[key]))) for key in brief.subjects if key in known])
    template = say(TEMPLATES[brief.template].title)
    return brief.title or own_words(plan, brief)[0] or names or template


def _numbered(found: list[Item]) -> list[Item]:
    """Return the files with names that differ, whichever case a system keeps."""
    seen: dict[str, int] = {}
    numbered = []
    for item in found:
        count = seen[item.name.casefold()] = seen.get(item.name.casefold(), 0) + 1
        stem, _, extension = item.name.rpartition(".")
        name = item.name if count == 1 else f"{stem} ({count}).{extension}"
        numbered.append(replace(item, name=name))
    return numbered


def batch(plan: Plan, found: list[Item], progress: Progress, stop: Event) -> Made | None:
    """Return all files as one zip; one that fails is named and the others are still made."""
    failures: list[str] = []
    files: dict[str, bytes] = {}
    for number, item in enumerate(found):
        if stop.is_set():
            return None
        progress(number, len(found))
        try:
            files[item.name] = item.make(plan, item.order)
        except PlanningError as problem:
            failures.append(f"{item.name}: {problem}")
    progress(len(found), len(found))
    if not files:
        raise BriefError("一个文件也没有做成：\n" + "\n".join(failures))
    return Made(zipped(files.items()), tuple(failures))
