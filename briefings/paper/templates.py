"""The templates of a sheet: which maps, which blocks beside them, which words above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shapely import affinity, union_all
from shapely.geometry import box as rectangle
from shapely.geometry.base import BaseGeometry

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.brief import TEMPLATES, Brief, Subject, subjects_of
from briefings.paper.bars import Comparison, capacity_block, comparison
from briefings.paper.blocks import Block, Legend, Paragraph, Picture
from briefings.paper.canvas import Canvas
from briefings.paper.facts import ground_block, station_blocks, subject_blocks, totals_block
from briefings.paper.locator import draw_locator
from briefings.scene import MapPart
from geo.plan import Plan
from geo.plan.schema import CAPACITY_CATEGORIES
from geo.translation import Translator
from layers import catalogue, palette


@dataclass(frozen=True)
class Composition:
    """What a template puts on a sheet."""

    title: str
    subtitle: str
    maps: tuple[MapPart, ...]
    captions: tuple[str, ...]
    blocks: tuple[Block, ...]
    """What stands beside the map or the maps."""
    table: Comparison | None = None
    """What stands below several maps, a column each."""

    @property
    def shorter(self) -> list[Composition]:
        """The same with shorter blocks, for a page that has no room for all; ever shorter."""
        steps = max(len(block.shorter) for block in self.blocks)
        return [
            replace(self, blocks=tuple(block.shortened(step + 1) for block in self.blocks))
            for step in range(steps)
        ]


def compose(plan: Plan, brief: Brief) -> Composition:
    """Return what the brief's template puts on a sheet."""
    speak = Speaker(brief.translators)
    return _COMPOSERS[brief.template](plan, brief, speak)


def _period(plan: Plan, speak: Speaker) -> str:
    profile = plan.profile
    return speak(
        lambda say: say(
            "依据《{title}》{chapter} · 规划期 {start}–{end}",
            title=say.name(profile, "title"),
            chapter=say.name(profile, "chapter"),
            start=profile.period_start,
            end=profile.period_end,
        )
    )


def _whole(plan: Plan) -> BaseGeometry:
    return rectangle(*plan.bounds)


def _shown(brief: Brief) -> tuple[str, ...]:
    """Return the layers the brief shows, and those the template always has."""
    template = TEMPLATES[brief.template]
    shown = {*brief.layers, *template.always} - {*template.never}
    return tuple(key for key in catalogue.SWITCHABLE if key in shown)


def _legend(plan: Plan, layers: tuple[str, ...], speak: Speaker) -> Block:
    shown = [catalogue.ALL[key] for key in layers]
    rows = [
        Legend(
            speak.message(layer.title).replace("\n", "　"),
            speak.entries(lambda say, layer=layer: layer.legend(plan, say)),  # type: ignore[misc]
        )
        for layer in shown
    ]
    return Block("legend", speak.message("图例"), [row for row in rows if row.entries])


def _without_rings(block: Block) -> Block:
    """Return a legend without the scale of circles, whose figures stand on the map in any case."""
    rows = [row.without_rings() if isinstance(row, Legend) else row for row in block.rows]
    return replace(block, rows=rows)


def _of_zones(block: Block, plan: Plan, zone_ids: Sequence[str]) -> Block:
    """Return a legend without circles of categories that these zones have no figure of."""
    own = plan.figures[plan.figures["zone_id"].isin(zone_ids) & plan.figures["part_of"].isna()]
    others = [category for category in CAPACITY_CATEGORIES if category not in set(own["category"])]
    colours = {palette.CATEGORY_COLOURS[category] for category in others}
    rows = [row.without_circles(colours) if isinstance(row, Legend) else row for row in block.rows]
    return replace(block, rows=[row for row in rows if not isinstance(row, Legend) or row.entries])


def _locator(plan: Plan, about: BaseGeometry, speak: Speaker, *, note: str = "") -> Block:
    def paint(canvas: Canvas, box: Box) -> None:
        draw_locator(canvas, box, plan, about, speak)

    said = [Paragraph(note, 6.8, colour=palette.MUTED, after=0)] if note else []
    return Block("locator", speak.message("位置"), [Picture(paint, 0.82, most=128), *said])


def _overview(plan: Plan, brief: Brief, speak: Speaker) -> Composition:
    layers = _shown(brief)
    part = MapPart(layers, _whole(plan))
    blocks = (
        totals_block(plan, speak),
        _legend(plan, (*layers, catalogue.BASE.key), speak),
        ground_block(plan, speak),
        _locator(plan, part.about or part.ground, speak),
    )
    return Composition(
        _title(plan, "overview", speak), _period(plan, speak), (part,), ("",), blocks
    )


def _capacity(plan: Plan, brief: Brief, speak: Speaker) -> Composition:
    layers = _shown(brief)
    part = MapPart(layers, _whole(plan), without_names=frozenset({"place"}))
    blocks = (
        capacity_block(plan, CAPACITY_CATEGORIES, speak),
        _legend(plan, (*layers, catalogue.BASE.key), speak),
        _locator(plan, part.about or part.ground, speak),
    )
    return Composition(
        _title(plan, "capacity", speak), _period(plan, speak), (part,), ("",), blocks
    )


def _subject(plan: Plan, brief: Brief, speak: Speaker) -> Composition:
    subject = subjects_of(plan)[brief.subjects[0]]
    layers = _shown(brief)
    zone = subject.id if subject.kind == "zone" else ""
    part = MapPart(layers, _around(subject), about=_area(subject), zone=zone)
    legend = _legend(plan, (*layers, catalogue.BASE.key), speak)
    blocks = (
        *subject_blocks(plan, subject, speak),
        _of_zones(legend, plan, [zone]) if zone else legend,
        _locator(plan, part.about or part.ground, speak),
    )
    return Composition(
        _subject_title(plan, subject, speak), _period(plan, speak), (part,), ("",), blocks
    )


def _subject_title(plan: Plan, subject: Subject, speak: Speaker) -> str:
    """Return a zone's full title in the plan; a park's or sub-district's name."""
    if subject.kind == "zone":
        zone = plan.zones[plan.zones["zone_id"] == subject.id].to_dict("records")[0]
        return speak.name(zone, "title")
    return _named(subject, speak)


def _named(subject: Subject, speak: Speaker) -> str:
    return speak.name({"name": subject.name, "name_en": subject.name_en})


def _around(subject: Subject) -> BaseGeometry:
    """Return the ground that a subject's map shows: a park without limits needs surroundings."""
    assert subject.ground is not None  # noqa: S101 - `require_sound` refuses one without
    west, south, east, north = subject.ground.bounds
    if subject.ground.geom_type == "Point":
        west, south, east, north = subject.ground.buffer(_NEAR_DEG).bounds
    return rectangle(west, south, east, north)


_NEAR_DEG: Final = 0.012
"""About 1.2 km around a park that is known by its middle alone."""


def _area(subject: Subject) -> BaseGeometry | None:
    is_point = subject.ground is None or subject.ground.geom_type == "Point"
    return None if is_point else subject.ground


def _compare(plan: Plan, brief: Brief, speak: Speaker) -> Composition:
    subjects = [subjects_of(plan)[key] for key in brief.subjects]
    layers = _shown(brief)
    parts = tuple(
        MapPart(
            layers,
            _around(subject),
            about=_area(subject),
            without_names=frozenset({"road", "line", "place", "subdistrict", "park"}),
            zone=subject.id,
            plain=True,
        )
        for subject in subjects
    )
    captions = tuple(_named(subject, speak) for subject in subjects)
    ids = [subject.id for subject in subjects]
    table = comparison(plan, ids, speak)
    blocks = (
        _without_rings(_of_zones(_legend(plan, layers, speak), plan, ids)),
        _locator(
            plan,
            union_all([ground for part in parts if (ground := part.about) is not None]),
            speak,
            note=speak.message("各图按片区缩放，大小看各自的比例尺；此处各片区为同一比例尺"),
        ),
    )
    title, period = _title(plan, "compare", speak), _period(plan, speak)
    return Composition(title, period, parts, captions, blocks, table)


def _location(plan: Plan, brief: Brief, speak: Speaker) -> Composition:
    layers = _shown(brief)
    part = MapPart(
        layers,
        affinity.scale(_whole(plan), 1.5, 1.12),
        without_names=frozenset({"road", "subdistrict"}),
        nearer=2.5,
    )
    blocks = (*station_blocks(plan, speak), _legend(plan, (*layers, catalogue.BASE.key), speak))
    return Composition(
        _title(plan, "location", speak), _period(plan, speak), (part,), ("",), blocks
    )


def _title(plan: Plan, template: str, speak: Speaker) -> str:
    return layout_title(plan, TEMPLATES[template].title, speak)


def layout_title(plan: Plan, kind: str, speak: Speaker) -> str:
    """Return what a sheet or atlas of the whole plan is called; `kind` is a message."""

    def title(say: Translator) -> str:
        text = say(
            "{district}{subject}“{plan}”{template}",
            district=say.name(plan.profile, "district"),
            subject=say.name(plan.profile, "subject"),
            plan=say.name(plan.profile),
            template=say(kind),
        )
        return text[0].upper() + text[1:]

    return speak(title)


_COMPOSERS: Final[dict[str, Callable[[Plan, Brief, Speaker], Composition]]] = {
    "overview": _overview,
    "capacity": _capacity,
    "subject": _subject,
    "compare": _compare,
    "location": _location,
}
