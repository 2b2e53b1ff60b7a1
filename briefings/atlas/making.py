"""An atlas from beginning to end: pages drawn side by side, counted, bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from time import monotonic
from typing import Final, Literal

from briefings.atlas import binding
from briefings.atlas.contents import HEADING, Contents, atlas_title, subject_name
from briefings.atlas.drawing import (
    RUN,
    Leaf,
    Run,
    Shared,
    draw_apart,
    draw_here,
    page_brief,
    page_mark,
    processors,
    reason_of,
)
from briefings.atlas.slideshow import slideshow
from briefings.brief import Brief, BriefError, require_sound, subjects_of
from briefings.files import KINDS, FileKind
from briefings.paper.size import size_of
from briefings.sheet import bound, rendered
from geo.plan import Plan
from geo.translation import N_

Form = Literal["pdf", "pptx", "png"]
FORMS: Final[dict[Form, FileKind]] = {
    "pdf": replace(KINDS["pdf"], label=N_("PDF（有目录和页码）")),
    "pptx": replace(KINDS["pptx"], label=N_("PPT（有目录和页码）")),
    "png": replace(KINDS["zip"], label=N_("PNG 图片包")),
}

Progress = Callable[[int, int, float | None], None]
"""Takes how many pages are done, of how many, and the seconds left (unknown before the first)."""

_FEW: Final = 4
"""So many pages are drawn sooner than another process has started."""


@dataclass(frozen=True)
class Failure:
    """A page that could not be drawn: what it was to be about, and why not."""

    subject: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name} — {self.reason}"


@dataclass(frozen=True)
class Atlas:
    """An atlas as a file's content, and the pages it lacks."""

    content: bytes
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Output:
    """What file an atlas becomes: form, size of the page, dots per inch of pictures on paper.

    Slides have the size of their template: `master` is a user's own, as for `briefings.slides`.
    """

    form: Form = "pdf"
    size: str = "hd"
    dpi: int = 150
    master: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Work:
    """How an atlas is made: who hears how far it is, what ends it, how many processes draw.

    As many draw as there are processors unless a number is given; one draws in this process. The
    file does not depend on it.
    """

    progress: Progress = field(default=lambda *_: None)
    stop: Event = field(default_factory=Event)
    workers: int = 0


@dataclass(frozen=True)
class _Order:
    plan: Plan
    brief: Brief
    output: Output
    work: Work


def atlas(
    plan: Plan,
    brief: Brief,
    subjects: Sequence[str] = (),
    output: Output | None = None,
    work: Work | None = None,
) -> Atlas | None:
    """Return an atlas of some subjects (`kind/id`, in their order), of all zones if none are named.

    Every page is the sheet of its subject; title and subtitle of the briefing stand on the contents
    alone. A page that cannot be drawn is named in the result and on the contents, and the others
    are there. None once `work.stop` is set: no page is begun any more, and none is waited for.
    Raises a `BriefError` if the briefing is faulty or no page can be drawn.
    """
    output = output or Output()
    if output.form not in FORMS:
        raise BriefError(f"没有格式“{output.form}”：可用 {'、'.join(FORMS)}")
    keys = list(dict.fromkeys(subjects)) or [f"zone/{key}" for key in plan.zones["zone_id"]]
    require_sound(replace(brief, template="overview", subjects=tuple(keys)), plan)
    size_of(output.size, output.dpi)  # says what is wrong with them
    order = _Order(plan, brief, output, work or Work())
    return _complete(order, keys, _known_failures(plan, brief, keys))


def _known_failures(plan: Plan, brief: Brief, keys: Sequence[str]) -> dict[str, str]:
    """Return why pages cannot be drawn, of those of which that is known beforehand."""
    found = {}
    say = brief.translators[0]
    for key in keys:
        if subjects_of(plan)[key].ground is None:
            found[key] = say("没有几何（未能定位），不能单独出图")
            continue
        try:
            require_sound(page_brief(brief, key), plan)
        except BriefError as problem:
            found[key] = reason_of(problem)
    return found


def _complete(order: _Order, keys: Sequence[str], failed: dict[str, str]) -> Atlas | None:
    """Return the atlas of the pages that can be drawn; where more fail, the numbers change."""
    make = _slides if order.output.form == "pptx" else _sheets
    while True:
        drawable = [key for key in keys if key not in failed]
        missing = [(key, failed[key]) for key in keys if key in failed]
        if not drawable:
            reasons = "\n".join(f"· {failure}" for failure in _failures(order, missing))
            raise BriefError(f"图册没有一页能画：\n{reasons}")
        made = make(order, drawable, missing)
        if made is None or order.work.stop.is_set():
            return None
        content, more = made
        if not more:
            return Atlas(content, tuple(_failures(order, missing)))
        failed |= more


Missing = Sequence[tuple[str, str]]
Made = tuple[bytes, dict[str, str]]
"""A file, or why pages failed."""


def _failures(order: _Order, missing: Missing) -> list[Failure]:
    def name(key: str) -> str:
        return subject_name(order.plan, order.brief, key).split("\n")[0]

    return [Failure(key, name(key), reason) for key, reason in missing]


def _slides(order: _Order, keys: Sequence[str], missing: Missing) -> Made | None:
    note = _counter(order.work.progress, len(keys))
    watch = (note, order.work.stop)
    made = slideshow(order.plan, order.brief, (keys, missing), order.output.master, watch)
    return None if made is None else (made.content, dict(made.failures))


def _sheets(order: _Order, keys: Sequence[str], missing: Missing) -> Made | None:
    output = order.output
    size = size_of(output.size, output.dpi)
    contents = Contents(order.plan, order.brief, keys, missing, size)
    runs = _drawn(order, keys, contents)
    if runs is None:
        return None
    failed = dict(failure for run in runs for failure in run.failures)
    return (b"" if failed else _bound(order, contents, keys, runs)), failed


def _drawn(order: _Order, keys: Sequence[str], contents: Contents) -> list[Run] | None:
    """Return all pages drawn, in runs."""
    output, work = order.output, order.work
    shared = Shared(order.plan, order.brief, output.size, output.dpi, output.form == "pdf")
    leaves = [
        Leaf(key, number, contents.total)
        for number, key in enumerate(keys, start=contents.count + 1)
    ]
    runs = [leaves[first : first + RUN] for first in range(0, len(leaves), RUN)]
    note = _counter(work.progress, len(leaves))
    count = min(work.workers or processors(), len(runs))
    if count == 1 or len(leaves) <= _FEW:
        return draw_here(shared, runs, note, work.stop)
    return draw_apart(shared, runs, note, work.stop, count)


def _counter(progress: Progress, total: int) -> Callable[[], None]:
    """Return what counts pages and says how long the rest will take."""
    began = monotonic()
    done = 0
    progress(0, total, None)

    def note() -> None:
        nonlocal done
        done += 1
        progress(done, total, (monotonic() - began) / done * (total - done))

    return note


def _bound(order: _Order, contents: Contents, keys: Sequence[str], runs: Sequence[Run]) -> bytes:
    """Return contents and pages as one file."""
    plan, brief, output = order.plan, order.brief, order.output
    marks = [page_mark(brief, number, contents.total) for number in range(1, contents.count + 1)]
    pages = contents.drawn(marks)
    canvases = [page.canvas for page in pages]
    heading = brief.translators[0](HEADING)
    names = [subject_name(plan, brief, key).split("\n")[0] for key in keys]
    files = [file for run in runs for file in run.files]
    if output.form == "png":
        size = size_of(output.size, output.dpi)
        first = [rendered(canvas, size, dpi=output.dpi, form="png") for canvas in canvases]
        return binding.pictures([heading] * contents.count + names, [*first, *files])
    return binding.pdf(
        [bound(canvases), *files],
        [heading, *[""] * (contents.count - 1), *names],
        [page.places for page in pages],
        binding.Particulars(
            atlas_title(plan, brief).split("\n")[0], brief.unit, brief.languages[0]
        ),
    )
