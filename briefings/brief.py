"""A briefing as it is asked for: drawn as sheet, slides, atlas or page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from shapely.geometry.base import BaseGeometry

from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import N_, Language, Translator
from layers.basemaps import BASEMAPS, OFFLINE
from layers.catalogue import SHOWN_FIRST, SWITCHABLE


class Release(StrEnum):
    """For whom a briefing is made."""

    INTERNAL = "internal"
    PUBLIC = "public"


RELEASE_NAMES: Final = {Release.INTERNAL: N_("内部资料·示意图"), Release.PUBLIC: N_("正式发布")}

TEXT_NAMES: Final = {
    "title": N_("标题"),
    "subtitle": N_("副标题"),
    "unit": N_("制图单位"),
    "source": N_("资料来源"),
    "approval_number": N_("审图号"),
}
TEXT_LIMITS: Final = {"title": 40, "subtitle": 80, "unit": 40, "source": 120, "approval_number": 40}
"""The most characters of each text that a sheet has room for."""

NEEDED_FOR_RELEASE: Final = ("approval_number", "source", "data_date", "unit")

SUBJECT_KINDS: Final = {"zone": N_("片区"), "park": N_("园区"), "subdistrict": N_("街道（镇）")}


@dataclass(frozen=True)
class Template:
    """One kind of sheet: its name, how many subjects it is about, which layers it takes."""

    key: str
    title: str
    kinds: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    always: tuple[str, ...] = ("zones",)
    """Layers it is nothing without: they are drawn whether chosen or not."""
    never: tuple[str, ...] = ()
    """Layers that would hide what it is about."""


TEMPLATES: Final[dict[str, Template]] = {
    template.key: template
    for template in (
        Template("overview", N_("总体布局图")),
        Template("capacity", N_("新增载体图"), always=("zones", "capacity")),
        Template("subject", N_("单片区图"), tuple(SUBJECT_KINDS), 1, 1),
        Template("compare", N_("对比图"), ("zone",), 2, 4),
        Template(
            "location",
            N_("区位图"),
            always=("zones", "metro"),
            never=("capacity", "parks", "places"),
        ),
    )
}


class BriefError(PlanningError):
    """A briefing cannot be made as it was asked for."""


@dataclass(frozen=True)
class Brief:
    """A briefing. Empty texts are filled from the template and the plan.

    `subjects` names what it is about as `kind/id` (`zone/caohejing`); `languages` are one or two,
    the first one leading; `basemap_key` is the user's own key of an online basemap, never written
    to a file; `link` is the address that reopens the view (drawn as a QR code when given); `logo`
    the bytes of a PNG or JPEG picture. The date of the data is asked for, never taken from the
    clock; a public release needs it, an internal one may do without.
    """

    template: str = "overview"
    subjects: tuple[str, ...] = ()
    languages: tuple[Language, ...] = (Language.CHINESE,)
    layers: tuple[str, ...] = SHOWN_FIRST
    basemap: str = OFFLINE
    basemap_key: str = field(default="", repr=False)
    title: str = ""
    subtitle: str = ""
    unit: str = ""
    source: str = ""
    approval_number: str = ""
    data_date: date | None = None
    release: Release = Release.INTERNAL
    link: str = ""
    logo: bytes | None = field(default=None, repr=False)

    @property
    def translators(self) -> tuple[Translator, ...]:
        """The languages as translators, the leading one first."""
        return tuple(Translator(language) for language in self.languages)


@dataclass(frozen=True)
class Subject:
    """What a sheet is about: a zone, a park or a sub-district."""

    kind: str
    id: str
    name: str
    name_en: str
    ground: BaseGeometry | None
    """Its geometry (EPSG:4326), none where the plan has none."""


@lru_cache(maxsize=8)
def subjects_of(plan: Plan) -> Mapping[str, Subject]:
    """Return everything a sheet can be about by `kind/id`: zones, parks, sub-districts."""
    tables = {
        "zone": plan.zones,
        "park": plan.parks,
        "subdistrict": plan.subdistricts,
    }
    found = {
        f"{kind}/{row[f'{kind}_id']}": Subject(
            kind, row[f"{kind}_id"], row["name"], row["name_en"], row["geometry"]
        )
        for kind, table in tables.items()
        for row in table.to_dict("records")
    }
    return MappingProxyType(found)


def require_sound(brief: Brief, plan: Plan) -> None:
    """Raise a `BriefError` that lists everything wrong with a briefing."""
    require_none(faults_of(brief, plan))


def faults_of(brief: Brief, plan: Plan) -> list[str]:
    """Return everything wrong with a briefing, a sentence each."""
    return [*_choice_faults(brief, plan), *_text_faults(brief), *_release_faults(brief)]


def require_none(faults: Sequence[str]) -> None:
    """Raise a `BriefError` that lists faults, if there are any."""
    if faults:
        raise BriefError("简报不能生成：\n" + "\n".join(f"· {fault}" for fault in faults))


def missing_for_release(brief: Brief) -> tuple[str, ...]:
    """Return which of the particulars a public release needs are not given, by field."""
    return tuple(name for name in NEEDED_FOR_RELEASE if not str(getattr(brief, name) or "").strip())


def _release_faults(brief: Brief) -> list[str]:
    if brief.release is Release.INTERNAL:
        return []
    names = {**TEXT_NAMES, "data_date": "数据日期"}
    missing = "、".join(names[name] for name in missing_for_release(brief))
    return [f"正式发布缺少{missing}：请补填，或改为内部资料"] if missing else []


def _text_faults(brief: Brief) -> list[str]:
    return [
        f"{TEXT_NAMES[name]}有 {len(text)} 个字，最多 {limit} 个：请缩短"
        for name, limit in TEXT_LIMITS.items()
        if len(text := getattr(brief, name)) > limit
    ]


def _choice_faults(brief: Brief, plan: Plan) -> list[str]:
    faults = []
    if not brief.languages or len(set(brief.languages)) != len(brief.languages):
        faults.append("语言应为中文、英文或两者：请选择")
    unknown = [key for key in brief.layers if key not in SWITCHABLE]
    if unknown:
        faults.append(f"没有图层 {'、'.join(unknown)}：可用 {'、'.join(SWITCHABLE)}")
    if brief.basemap not in BASEMAPS:
        faults.append(f"没有底图 {brief.basemap}：可用 {'、'.join(BASEMAPS)}")
    if brief.link and not brief.link.startswith(("http://", "https://")):
        faults.append("二维码的视图网址应以 http:// 或 https:// 开头：请改正")
    template = TEMPLATES.get(brief.template)
    if template is None:
        faults.append(f"没有模板 {brief.template}：可用 {'、'.join(TEMPLATES)}")
        return faults
    return [*faults, *_subject_faults(brief, template, plan)]


def _subject_faults(brief: Brief, template: Template, plan: Plan) -> list[str]:
    known = subjects_of(plan)
    faults = [f"规划中没有 {key}" for key in brief.subjects if key not in known]
    if not template.most:
        return faults
    if not template.least <= len(brief.subjects) <= template.most:
        number = str(template.least)
        if template.most > template.least:
            number += f" 至 {template.most}"
        kinds = "、".join(SUBJECT_KINDS[kind] for kind in template.kinds)
        faults.append(f"{template.title}需要选 {number} 个{kinds}，现有 {len(brief.subjects)} 个")
    twice = [key for key, count in Counter(brief.subjects).items() if count > 1]
    faults += [f"{key} 写了不止一次：每个对象只能出现一次" for key in twice]
    for subject in (known[key] for key in brief.subjects if key in known):
        if subject.kind not in template.kinds:
            faults.append(f"{template.title}不能画{SUBJECT_KINDS[subject.kind]}“{subject.name}”")
        elif subject.ground is None:
            faults.append(f"“{subject.name}”没有几何（未能定位），不能单独出图")
    return faults
