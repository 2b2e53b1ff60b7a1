"""A user's own template: checked, emptied of its slides; its masters, theme and fonts are kept."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from briefings.deck.design import own_presentation
from briefings.deck.text_style import EMU
from briefings.files import zipped
from geo.errors import PlanningError
from geo.office import DAMAGE, SLIDES, OfficeFileError, damaged, require_harmless

_MOST_BYTES: Final = 60_000_000
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.presentationml.%s.main+xml"
_LIGHT: Final = 140
_LEAST_RATIO: Final = 1.2
_MOST_RATIO: Final = 2.5


class MasterError(PlanningError):
    """A file cannot serve as the template of slides."""


@dataclass(frozen=True)
class Design:
    """An empty presentation and the layout on which slides are made."""

    presentation: Any
    layout: Any
    width: float
    """Points."""
    height: float

    @property
    def is_dark(self) -> bool:
        """Whether its text is light, hence its ground dark."""
        return _is_light(_text_colour(self.layout.slide_master))

    @property
    def unit(self) -> float:
        """How much larger lettering is than on a slide 960 × 540 points large."""
        return min(self.height / 540, self.width / 800)


def _text_colour(master: Any) -> str:
    """Return the colour of a master's text, as the theme has it: RRGGBB."""
    name = master._element.find(qn("p:clrMap")).get("tx1")
    theme = next(
        relation.target_part
        for relation in master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    colour = next(parse_xml(theme.blob).iter(qn(f"a:{name}")))[0]
    return str(colour.get("lastClr") or colour.get("val"))


def _is_light(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue > _LIGHT


def design_of(master: bytes | None) -> Design:
    """Return our own design, or that of a user's .pptx or .potx.

    Raises a `MasterError` that says what is wrong with the file and what to do.
    """
    presentation = own_presentation() if master is None else _users(master)
    _remove_leftovers(presentation)
    width, height = presentation.slide_width / EMU, presentation.slide_height / EMU
    if not _LEAST_RATIO <= width / height <= _MOST_RATIO:
        raise MasterError(
            f"模板的幻灯片为 {width / 72:.1f}×{height / 72:.1f} 英寸，须为横向（16:9 或 4:3）："
            "请在“设计—幻灯片大小”中改正后重试"
        )
    return Design(presentation, _layout_of(presentation), width, height)


def _users(content: bytes) -> Any:
    """Return a user's presentation without its slides."""
    if len(content) > _MOST_BYTES:
        raise MasterError(f"模板大于 {_MOST_BYTES // 1_000_000} MB：请删去其中的大图片和视频")
    try:
        require_harmless(content, SLIDES)
        presentation = Presentation(BytesIO(_as_presentation(content)))
        _ = presentation.slide_width / presentation.slide_height
        layouts = [
            layout for master in presentation.slide_masters for layout in master.slide_layouts
        ]
        _remove_slides(presentation)
    except OfficeFileError as problem:
        raise MasterError(str(problem)) from problem
    except (*DAMAGE, LxmlError, PythonPptxError) as problem:
        raise MasterError(str(damaged(SLIDES))) from problem
    if not layouts:
        raise MasterError("模板没有版式：请在“视图—幻灯片母版”中至少保留一个版式")
    return presentation


def _as_presentation(content: bytes) -> bytes:
    """Return a .potx as the .pptx it is but for its type; a .pptx as it is."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    if _MAIN % b"template" not in types:
        return content
    parts["[Content_Types].xml"] = types.replace(_MAIN % b"template", _MAIN % b"presentation")
    return zipped(parts.items(), is_office=True)


def _remove_slides(presentation: Any) -> None:
    """Remove every slide with all that only it uses: what nothing refers to is not written."""
    root = presentation.part._element
    for name in ("p:custShowLst", "p:extLst"):  # custom shows and sections name slides
        for element in root.findall(qn(name)):
            root.remove(element)
    slides = presentation.slides._sldIdLst
    for entry in list(slides):
        presentation.part.drop_rel(entry.rId)
        slides.remove(entry)
    for master in presentation.slide_masters:
        for owner in (master, *master.slide_layouts):
            _remove_links_to_slides(owner)


def _remove_links_to_slides(owner: Any) -> None:
    """Remove what on a master or layout leads to a slide that is gone."""
    ids = {
        name
        for name, relation in owner.part.rels.items()
        if not relation.is_external and relation.reltype.endswith("/slide")
    }
    for element in list(owner._element.iter()):
        if element.get(qn("r:id")) in ids:
            element.getparent().remove(element)
    for name in ids:
        owner.part.rels.pop(name)


_LEFTOVERS: Final = (
    "/thumbnail",
    "/extended-properties",
    "/custom-properties",
    "/commentAuthors",
    "/printerSettings",
)


def _remove_leftovers(presentation: Any) -> None:
    """Remove what tells of a template's own slides, people and printer."""
    for owner in (presentation.part.package._rels, presentation.part.rels):
        stale = [name for name, relation in owner.items() if relation.reltype.endswith(_LEFTOVERS)]
        for name in stale:
            owner.pop(name)


def _layout_of(presentation: Any) -> Any:
    """Return the layout with a title and least besides; without any title the emptiest."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    return min(layouts, key=_burden)


def _burden(layout: Any) -> tuple[bool, int]:
    kinds = [placeholder_kind(shape) for shape in layout.placeholders]
    others = [kind for kind in kinds if kind not in ("title", *QUIET_KINDS)]
    return "title" not in kinds, len(others)


QUIET_KINDS: Final = ("dt", "ftr", "sldNum")


def placeholder_kind(shape: Any) -> str:
    """Return the type of a placeholder as the file names it (`title`, `body`, `sldNum` …)."""
    return str(shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type", "obj"))
