"""Draws native shapes on a slide: boxes, ovals, freeforms, text, groups, each with a name.

Boxes are points from the slide's lower left corner, as on paper (`briefings.paper.canvas.Box`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from pptx.oxml import parse_xml

from briefings.box import Box
from briefings.deck.text_style import EMU, NO_FILL, NO_LINE, Anchor, Words, clean

_SPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FIRST_ID: Final = 1000
_STEPS: Final = 20
"""Coordinates inside a freeform are twentieths of a point."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Look:
    """A preset shape (`rect`, `ellipse`, `roundRect` …) with its fill and outline."""

    geometry: str = "rect"
    fill: str = NO_FILL
    outline: str = NO_LINE
    round_share: float = 0.18


@dataclass(frozen=True)
class Lettering:
    """Paragraphs and how they stand in their shape; insets are left, top, right, bottom."""

    paragraphs: Sequence[Words]
    anchor: Anchor = "t"
    wrap: bool = True
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    shrinks: bool = False
    """Whether a wider font in the place of ours makes the text smaller, not longer."""

    def xml(self) -> str:
        """Return the text body, which grows by nothing and shrinks only where it is to."""
        left, top, right, bottom = (round(side * EMU) for side in self.inset)
        return (
            f'<p:txBody><a:bodyPr wrap="{"square" if self.wrap else "none"}" lIns="{left}"'
            f' tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{self.anchor}" rtlCol="0">'
            f"<a:{'normAutofit' if self.shrinks else 'noAutofit'}/></a:bodyPr><a:lstStyle/>"
            f"{''.join(paragraph.xml() for paragraph in self.paragraphs)}</p:txBody>"
        )


def middled(*paragraphs: Words, inset: float = 0.0) -> Lettering:
    """Return paragraphs that stand in the middle of their shape and are not broken."""
    return Lettering(paragraphs, "ctr", False, (inset, 0.0, 0.0, 0.0))


class Surface:
    """Draws on one slide; later shapes lie on top."""

    def __init__(self, slide: Any, height: float, unit: float, *, is_dark: bool = False) -> None:
        self.slide = slide
        self.height = height
        self.unit = unit
        """How much larger than on a slide 960 points wide lettering and symbols are."""
        self.is_dark = is_dark
        """Whether the slide's ground is dark: the colours of the map are made for a light one."""
        self._into = [slide.shapes._spTree]
        self._id = 1

    def _next_id(self) -> int:
        """Return a number no shape of the slide has; those of our own count from 1000."""
        self._id += 1
        return _FIRST_ID + self._id

    def adopt(self, frame: Any, name: str) -> None:
        """Name and number a table, chart or picture among the shapes drawn here."""
        properties = frame._element.xpath(".//p:cNvPr")[0]
        properties.set("id", str(self._next_id()))
        properties.set("name", name)
        properties.set("descr", name)  # what a reader who cannot see it is told

    def _frame(self, box: Box, tag: str = "a:xfrm") -> str:
        x, y = round(box.left * EMU), round((self.height - box.top) * EMU)
        width, height = round(box.width * EMU), round(box.height * EMU)
        return f'<{tag}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'

    def _add(self, xml: str) -> None:
        self._into[-1].append(parse_xml(xml))

    @contextmanager
    def group(self, name: str, about: str = "") -> Iterator[None]:
        """Put what is drawn meanwhile into a named group; an empty group is left out."""
        element = parse_xml(
            f'<p:grpSp {_SPACES}><p:nvGrpSpPr><p:cNvPr id="{self._next_id()}" name="{clean(name)}"'
            f' descr="{clean(about)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
            "<p:grpSpPr/></p:grpSp>"
        )
        self._into.append(element)
        yield
        self._into.pop()
        if len(element) > 2:
            element.grpSpPr.append(parse_xml(_bounds_of(element)))
            self._into[-1].append(element)

    def shape(self, box: Box, look: Look, lettering: Lettering | None = None, *, name: str) -> None:
        """Draw a preset shape that may hold text."""
        share = round(look.round_share * 100_000)
        adjust = f'<a:gd name="adj" fmla="val {share}"/>' if look.geometry == "roundRect" else ""
        plain = look.geometry == "rect" and look.fill == NO_FILL
        is_text = ' txBox="1"' if lettering is not None and plain else ""
        body = "" if lettering is None else lettering.xml()
        self._add(
            f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{self._next_id()}" name="{clean(name)}"/>'
            f"<p:cNvSpPr{is_text}/><p:nvPr/></p:nvSpPr><p:spPr>{self._frame(box)}"
            f'<a:prstGeom prst="{look.geometry}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
            f"{look.fill}{look.outline}</p:spPr>{body}</p:sp>"
        )

    def text(self, box: Box, lettering: Lettering, *, name: str) -> None:
        """Write paragraphs into a box."""
        self.shape(box, Look(), lettering, name=name)

    def rule(self, box: Box, outline: str, *, name: str) -> None:
        """Draw a straight line along a box that has no width or no height."""
        self._add(
            f'<p:cxnSp {_SPACES}><p:nvCxnSpPr><p:cNvPr id="{self._next_id()}"'
            f' name="{clean(name)}"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
            f'<p:spPr>{self._frame(box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{outline}</p:spPr></p:cxnSp>"
        )

    def freeform(
        self,
        parts: Sequence[Points],
        *,
        name: str,
        closed: bool,
        fill: str = NO_FILL,
        outline: str = NO_LINE,
    ) -> None:
        """Draw lines or rings as one shape; rings inside a ring are holes."""
        xs = [x for part in parts for x, _ in part]
        ys = [y for part in parts for _, y in part]
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        path = "".join(_path(part, box, closed=closed) for part in parts)
        size = f'w="{round(box.width * _STEPS)}" h="{round(box.height * _STEPS)}"'
        filled = "" if closed else ' fill="none"'
        self._add(
            f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{self._next_id()}" name="{clean(name)}"/>'
            f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self._frame(box)}<a:custGeom><a:avLst/>"
            '<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}{filled}>{path}</a:path></a:pathLst></a:custGeom>"
            f"{fill}{outline}</p:spPr></p:sp>"
        )


def _path(part: Points, box: Box, *, closed: bool) -> str:
    """Return one line or ring in a freeform's own coordinates, without repeated points."""
    steps: list[str] = []
    for x, y in part:
        point = f'<a:pt x="{round((x - box.left) * _STEPS)}" y="{round((box.top - y) * _STEPS)}"/>'
        if not steps or steps[-1] != point:
            steps.append(point)
    if closed and len(steps) > 1 and steps[0] == steps[-1]:
        steps.pop()
    first, *rest = steps
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if closed else ''}"


def _bounds_of(group: Any) -> str:
    """Return the frame of a group: the bounds of what is in it, in the slide's own units."""
    boxes = [_box_of(child) for child in group[2:]]
    x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
    frame = f'x="{x0}" y="{y0}"', f'cx="{x1 - x0}" cy="{y1 - y0}"'
    return (
        f"<a:xfrm {_SPACES}><a:off {frame[0]}/><a:ext {frame[1]}/>"
        f"<a:chOff {frame[0]}/><a:chExt {frame[1]}/></a:xfrm>"
    )


def _box_of(element: Any) -> tuple[int, int, int, int]:
    frame = next(element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"))
    offset, extent = frame[0], frame[1]
    x, y = int(offset.get("x")), int(offset.get("y"))
    return x, y, x + int(extent.get("cx")), y + int(extent.get("cy"))
