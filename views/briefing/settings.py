"""Settings of the page 简报出图, and the briefing that makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from briefings.brief import (
    SUBJECT_KINDS,
    TEMPLATES,
    TEXT_NAMES,
    Brief,
    Release,
    Subject,
    Template,
    subjects_of,
)
from geo.plan import Plan
from geo.translation import N_, Language
from layers.basemaps import BASEMAPS, OFFLINE
from layers.catalogue import SHOWN_FIRST
from views.address import View

FIELD_NAMES: Final = {**TEXT_NAMES, "data_date": N_("数据日期")}
"""What can be written on a sheet, as messages, by field."""
DPI_CHOICES: Final = (96, 150, 200, 300)
LANGUAGE_CHOICES: Final[tuple[tuple[Language, ...], ...]] = (
    (Language.CHINESE,),
    (Language.ENGLISH,),
    (Language.CHINESE, Language.ENGLISH),
)


@dataclass(frozen=True)
class Settings:
    """What is set. `subject` is for a template about one thing, `compared` for one about several.

    Both are kept while another template is chosen, and None until something is. `languages` are
    empty as long as a sheet speaks the language of the pages.
    """

    template: str = "overview"
    subject: str | None = None
    compared: tuple[str, ...] | None = None
    layers: tuple[str, ...] = SHOWN_FIRST
    basemap: str = OFFLINE
    basemap_key: str = field(default="", repr=False)
    size: str = "hd"
    dpi: int = 150
    languages: tuple[Language, ...] = ()
    title: str = ""
    subtitle: str = ""
    unit: str = ""
    source: str = ""
    approval_number: str = ""
    data_date: date | None = None
    release: Release = Release.INTERNAL
    code: bool = False
    logo: bytes | None = field(default=None, repr=False)
    logo_name: str = ""
    master: bytes | None = field(default=None, repr=False)
    """A user's own .pptx template."""
    master_name: str = ""
    master_fault: str = ""
    """What was wrong with the last template given, which was then not taken."""
    attempt: int = 0
    """Another number asks anew for an online basemap that did not come."""


def from_view(settings: Settings, view: View, before: View | None = None) -> Settings:
    """Return settings that show what the map shows, where it has changed since `before`.

    A chosen zone or sub-district is what the sheet is about; with none it is about the whole.
    """
    if before is None or (view.zone, view.subdistrict) != (before.zone, before.subdistrict):
        subject = _subject_of(view)
        template = "subject" if subject else "overview"
        settings = replace(settings, template=template, subject=subject or settings.subject)
    if before is None or view.layers != before.layers:
        settings = replace(settings, layers=view.layers)
    if before is None or view.basemap != before.basemap:
        settings = replace(settings, basemap=view.basemap)
    return settings


def _subject_of(view: View) -> str | None:
    if view.zone:
        return f"zone/{view.zone}"
    return f"subdistrict/{view.subdistrict}" if view.subdistrict else None


def to_view(settings: Settings) -> View:
    """Return the view of the map that shows what a sheet is about (its QR code leads there)."""
    kind, _, name = (settings.subject or "").partition("/")
    about = settings.template == "subject"
    target = f"parks/{name}" if about and kind == "park" else None
    return View(
        zone=name if about and kind == "zone" else None,
        layers=settings.layers,
        basemap=settings.basemap,
        subdistrict=name if about and kind == "subdistrict" else None,
        focus=target,
    )


def choices(plan: Plan, template: Template) -> dict[str, Subject]:
    """Return what a template can be about by `kind/id`; those without ground are listed too."""
    known = subjects_of(plan)
    return {key: subject for key, subject in known.items() if subject.kind in template.kinds}


def in_sight(settings: Settings, plan: Plan) -> tuple[str, ...]:
    """Return the subjects of the chosen template; the plan's first until one is chosen."""
    template = TEMPLATES[settings.template]
    if not template.most:
        return ()
    known = choices(plan, template)
    if template.most > 1 and settings.compared is not None:
        return tuple(key for key in settings.compared if key in known)
    if template.most == 1 and settings.subject in known:
        return (settings.subject,)
    drawable = [key for key, subject in known.items() if subject.ground is not None]
    return tuple(drawable[: template.most])


def brief_of(settings: Settings, plan: Plan, language: Language, link: str = "") -> Brief:
    """Return the briefing that is set; `language` is that of the pages."""
    return Brief(
        template=settings.template,
        subjects=in_sight(settings, plan),
        languages=settings.languages or (language,),
        layers=settings.layers,
        basemap=settings.basemap,
        basemap_key=settings.basemap_key if BASEMAPS[settings.basemap].needs_key else "",
        data_date=settings.data_date,
        release=settings.release,
        link=link if settings.code else "",
        logo=settings.logo,
        **{name: " ".join(getattr(settings, name).split()) for name in TEXT_NAMES},
    )


def kind_title(key: str) -> str:
    """Return the message id of what kind of subject `kind/id` names."""
    return SUBJECT_KINDS[key.partition("/")[0]]
