"""The page 简报出图 in the address: `?template=…&subject=…&layers=…&basemap=…` reopens the sheet.

It says what is drawn, not what is written: texts, release, approval number and logo are whoever
makes the sheet's own word, and a link must not put such words into another's mouth. `lang` is the
language of the pages as everywhere, `sheet_lang` that of the sheet where it is another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from briefings.brief import TEMPLATES
from briefings.paper.size import SIZES
from geo.plan import Plan
from geo.translation import Language
from layers.basemaps import BASEMAPS
from layers.catalogue import SHOWN_FIRST, SWITCHABLE, in_order
from views.address import NO_LAYERS
from views.briefing.settings import DPI_CHOICES, LANGUAGE_CHOICES, Settings, choices
from views.kept import Reading

PARAMETERS: Final = ("template", "subject", "layers", "basemap", "size", "dpi", "sheet_lang")
_DEFAULT: Final = Settings()
_LANGUAGES: Final = {",".join(languages): languages for languages in LANGUAGE_CHOICES}


def read_address(
    parameters: Mapping[str, str], plan: Plan, settings: Settings = _DEFAULT
) -> Reading[Settings]:
    """Return settings with what an address asks for, and its parts that name nothing we know.

    What it does not say of the sheet's content is as at first, of its form (size, language) as
    it was.
    """
    tables: dict[str, tuple[str, Mapping[str, Any]]] = {
        "template": ("template", {key: key for key in TEMPLATES}),
        "basemap": ("basemap", {key: key for key in BASEMAPS}),
        "size": ("size", {key: key for key in SIZES}),
        "dpi": ("dpi", {str(dpi): dpi for dpi in DPI_CHOICES}),
        "sheet_lang": ("languages", _LANGUAGES),
    }
    asked = {part: parameters[part] for part in tables if part in parameters}
    unknown = [f"{part}={name}" for part, name in asked.items() if name not in tables[part][1]]
    known = {
        tables[part][0]: tables[part][1][name]
        for part, name in asked.items()
        if name in tables[part][1]
    }
    content = {part: getattr(_DEFAULT, part) for part in ("template", "layers", "basemap")}
    settings = replace(settings, **{**content, **known})
    settings, wrong_layers = _read_layers(settings, parameters)
    settings, wrong_subjects = _read_subjects(settings, parameters, plan)
    return Reading(settings, (*unknown, *wrong_layers, *wrong_subjects))


def _listed(parameters: Mapping[str, str], part: str) -> list[str]:
    return [key for key in parameters.get(part, "").split(",") if key]


def _read_layers(settings: Settings, parameters: Mapping[str, str]) -> tuple[Settings, list[str]]:
    if "layers" not in parameters:
        return settings, []
    asked = [key for key in _listed(parameters, "layers") if key != NO_LAYERS]
    return replace(settings, layers=in_order(asked)), [
        f"layers={key}" for key in asked if key not in SWITCHABLE
    ]


def _read_subjects(
    settings: Settings, parameters: Mapping[str, str], plan: Plan
) -> tuple[Settings, list[str]]:
    template = TEMPLATES[settings.template]
    known = choices(plan, template)
    asked = _listed(parameters, "subject")
    kept = tuple(key for key in asked if key in known)[: template.most]
    wrong = [f"subject={key}" for key in asked if key not in kept]
    if template.most > 1:
        return replace(settings, compared=kept or None), wrong
    if template.most == 1:
        return replace(settings, subject=kept[0] if kept else None), wrong
    return settings, wrong


def link_address(settings: Settings, language: Language) -> dict[str, str]:
    """Return the parameters of a link to a sheet: the template is always said, and so leads."""
    return {"template": settings.template, **write_address(settings, language)}


def write_address(settings: Settings, language: Language) -> dict[str, str]:
    """Return the parameters that reopen a sheet; what is as it is at first is left out."""
    template = TEMPLATES[settings.template]
    subjects = (settings.compared or ()) if template.most > 1 else (settings.subject or "",)
    parts = {
        "template": (settings.template, _DEFAULT.template),
        "subject": (",".join(subjects) if template.most else "", ""),
        "layers": (",".join(settings.layers) or NO_LAYERS, ",".join(SHOWN_FIRST)),
        "basemap": (settings.basemap, _DEFAULT.basemap),
        "size": (settings.size, _DEFAULT.size),
        "dpi": (str(settings.dpi), str(_DEFAULT.dpi)),
        "sheet_lang": (",".join(settings.languages), ""),
        "lang": (str(language), str(Language.CHINESE)),
    }
    return {name: value for name, (value, usual) in parts.items() if value != usual}
