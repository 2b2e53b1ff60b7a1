"""Our own slide design: 16:9, one layout with a title, fonts every Chinese office has."""

from __future__ import annotations

from typing import Any, Final

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefings.deck.text_style import EMU, solid
from layers import palette

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 36.0
LATIN: Final = "Arial"
"""Widths of its letters are the same in the font LibreOffice has in its place."""
CHINESE: Final = "Microsoft YaHei"
_TITLE_PT: Final = 26.0
_KEPT: Final = ("Title Only", "Blank")
_COLOURS: Final = {
    "dk1": palette.INK,
    "lt1": palette.PAPER,
    "dk2": palette.SPINE,
    "lt2": palette.LAND,
    "accent1": palette.ACCENT,
    "accent2": palette.SECOND_ACCENT,
    "accent3": palette.CATEGORY_COLOURS["planned"],
    "accent4": palette.CATEGORY_COLOURS["linked"],
    "accent5": palette.CATEGORY_COLOURS["renewal"],
    "accent6": palette.CATEGORY_COLOURS["existing"],
    "hlink": palette.FOCUS,
    "folHlink": palette.MUTED,
}
_PLACES: Final = {
    "title": (MARGIN + 13, 22.0, WIDTH - 2 * MARGIN - 163, 38.0),
    "body": (MARGIN, 96.0, WIDTH - 2 * MARGIN, 390.0),
    "dt": (MARGIN, 512.0, 120.0, 16.0),
    "ftr": (MARGIN + 130, 512.0, 600.0, 16.0),
    "sldNum": (WIDTH - MARGIN - 40, 512.0, 40.0, 16.0),
}
"""Left, top, width and height of each placeholder, points from the upper left corner."""


def own_presentation() -> Any:
    """Return an empty presentation in our own design."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layouts: Any = presentation.slide_layouts
    for layout in list(layouts):
        if layout.name not in _KEPT:
            layouts.remove(layout)
    master = presentation.slide_master
    _set_theme(master)
    _set_places(master)
    for layout in layouts:
        for shape in layout.placeholders:
            if (places := shape._element.spPr.xfrm) is not None:
                shape._element.spPr.remove(places)
    return presentation


def _set_theme(master: Any) -> None:
    """Give the theme our colours and fonts."""
    part = next(
        relation.target_part
        for relation in master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    theme = parse_xml(part.blob)
    theme.set("name", "liangji-liangdai")
    for name, colour in _COLOURS.items():
        (element,) = theme.iter(qn(f"a:{name}"))
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(_SOLID.format(colour[1:])))
    for fonts in ("majorFont", "minorFont"):
        (element,) = theme.iter(qn(f"a:{fonts}"))
        for script, face in (("latin", LATIN), ("ea", CHINESE)):
            element.find(qn(f"a:{script}")).set("typeface", face)
        for font in element.findall(qn("a:font")):
            if font.get("script") == "Hans":
                font.set("typeface", CHINESE)
    part._blob = _serialised(theme)


_SOLID: Final = (
    '<a:srgbClr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="{}"/>'
)


def _serialised(element: Any) -> bytes:
    from pptx.oxml.xmlchemy import serialize_for_reading  # noqa: PLC0415

    return str(serialize_for_reading(element)).encode()


def _set_places(master: Any) -> None:
    """Put the master's placeholders where ours are, and an accent beside the title."""
    for shape in master.placeholders:
        kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
        left, top, width, height = _PLACES[kind]
        shape.left, shape.top = Pt(left), Pt(top)
        shape.width, shape.height = Pt(width), Pt(height)
        body = shape._element.txBody.find(qn("a:bodyPr"))
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        if kind in ("dt", "ftr", "sldNum"):
            for run in shape._element.iter(qn("a:defRPr")):
                run.set("sz", "900")
    _set_title_style(master)
    master.shapes._spTree.append(parse_xml(_ACCENT))


def _set_title_style(master: Any) -> None:
    styles = master._element.find(qn("p:txStyles"))
    level = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", str(round(_TITLE_PT * 100)))
    run.set("b", "1")


_ACCENT: Final = (
    '<p:sp xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="90" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    f'<p:spPr><a:xfrm><a:off x="{round(MARGIN * EMU)}" y="{25 * EMU}"/>'
    f'<a:ext cx="{round(4.4 * EMU)}" cy="{32 * EMU}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    f"{solid(palette.ACCENT)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
