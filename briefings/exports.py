"""The files that a briefing can become, each made of a plan and an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from briefings.brief import Brief, require_sound
from briefings.files import zipped
from briefings.geodata import geojson_files, geopackage
from briefings.offline_page import offline_page
from briefings.paper.templates import compose
from briefings.sheet import Format, sheet
from briefings.slides import slides
from briefings.workbook import figures_workbook
from geo.errors import PlanningError
from geo.plan import Plan


@dataclass(frozen=True)
class Order:
    """A briefing and how its files are to be made. `master` is a user's own .pptx template."""

    brief: Brief
    size: str = "hd"
    dpi: int = 150
    master: bytes | None = None


Maker = Callable[[Plan, Order], bytes]
"""Makes a file; raises a `PlanningError` that says why it cannot."""


def _sheet(form: Format, plan: Plan, order: Order) -> bytes:
    return sheet(plan, order.brief, size=order.size, dpi=order.dpi, form=form)


EXPORTS: Final[dict[str, Maker]] = {
    "png": partial(_sheet, "png"),
    "pdf": partial(_sheet, "pdf"),
    "svg": partial(_sheet, "svg"),
    "pptx": lambda plan, order: slides(plan, order.brief, master=order.master),
    "html": lambda plan, order: offline_page(plan, order.brief),
    "xlsx": lambda plan, order: figures_workbook(plan, order.brief),
    "geojson": lambda plan, order: zipped(geojson_files(plan, order.brief).items()),
    "gpkg": lambda plan, order: geopackage(plan, order.brief),
}
"""What makes each file, by the key of its kind in `briefings.files.KINDS`."""


@lru_cache(maxsize=64)
def own_words(plan: Plan, brief: Brief) -> tuple[str, str]:
    """Return title and subtitle a sheet bears when none is given, in its leading language.

    Empty for a briefing whose subjects cannot be drawn.
    """
    plain = Brief(brief.template, brief.subjects, brief.languages, brief.layers)
    try:
        require_sound(plain, plan)
    except PlanningError:
        return "", ""
    composed = compose(plan, plain)
    first, second = (
        text.split("\n", maxsplit=1)[0] for text in (composed.title, composed.subtitle)
    )
    return first, second
