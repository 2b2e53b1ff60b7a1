"""One page to draw on: a matplotlib figure whose coordinates are points from its lower left corner.

Only `Figure` is used, never pyplot: a page belongs to nobody but its maker, so pages can be drawn
side by side in threads and processes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox
from numpy.typing import NDArray

from briefings.box import Box
from briefings.lettering import character_widths, face_of, require_known, text_width
from briefings.paper.size import SheetSize
from layers.palette import INK

Align = Literal["left", "center", "right"]
_ALIGNED: Final[dict[Align, float]] = {"left": 0.0, "center": 0.5, "right": 1.0}
RISE: Final = 0.88
"""Height of a line's letters above its baseline, in ems; `FALL` is what hangs below."""
FALL: Final = 0.12


@dataclass(frozen=True)
class Type:
    """How a line is written: size in points, weight, colour, halo; `turned` runs upwards."""

    size: float
    bold: bool = False
    colour: str = INK
    align: Align = "left"
    halo: str = ""
    turned: bool = False


@cache
def _font(path: Path) -> FontProperties:
    return FontProperties(fname=str(path))


@cache
def _face(path: Path) -> FT2Font:
    face = FT2Font(str(path))
    face.set_size(_EM, 72)
    return face


_EM: Final = 64.0


@cache
def _glyph(character: str, path: Path) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Return the outline of one character at a size of one point: vertices and codes."""
    face = _face(path)
    face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    vertices, codes = face.get_path()
    return vertices / _EM, codes


def lettering(text: str, x: float, y: float, size: float, *, bold: bool) -> Outline:
    """Return the outline of a line of text whose baseline begins at a point."""
    vertices, codes = [], []
    path = face_of(text, bold=bold)
    for character, width in zip(text, character_widths(text, size, bold=bold), strict=True):
        shape, kinds = _glyph(character, path)
        vertices.append(shape * size + (x, y))
        codes.append(kinds)
        x += width
    return Outline(np.concatenate(vertices), np.concatenate(codes))


class Line(Text):
    """One line of text that begins at a point of its baseline, in one font.

    It is drawn where it is: matplotlib would shape it twice more, to lay out what has one place.
    """

    def __init__(self, text: str, left: float, y: float, kind: Type) -> None:
        super().__init__(
            left,
            y,
            text,
            color=kind.colour,
            fontproperties=_font(face_of(text, bold=kind.bold)),
            fontsize=kind.size,
            verticalalignment="baseline",
            horizontalalignment="left",
            parse_math=False,
            rotation=90 if kind.turned else 0,
            rotation_mode="anchor",
        )
        self.set_fontfeatures(("-kern",))  # as `text_width` measures
        self._kind = kind

    def draw(self, renderer: RendererBase) -> None:
        """Draw the line."""
        renderer.open_group("text", self.get_gid())
        context = renderer.new_gc()
        context.set_foreground(to_rgba(self._kind.colour), isRGBA=True)
        context.set_clip_rectangle(self.get_clip_box())
        if isinstance(renderer, RendererAgg):
            self._fill(renderer, context)
        else:
            self._write(renderer, context)
        context.restore()
        renderer.close_group("text")

    def _write(self, renderer: RendererBase, context: GraphicsContextBase) -> None:
        """Draw it as text, which a PDF keeps."""
        x, y = self.get_transform().transform(self.get_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        font, angle = self.get_fontproperties(), self.get_rotation()
        renderer.draw_text(context, x, y, self.get_text(), font, angle, mtext=self)

    def _fill(self, renderer: RendererBase, context: GraphicsContextBase) -> None:
        """Fill its outlines, in half the time in which each letter is shaped and painted apart."""
        if not self.get_text().strip():
            return
        context.set_linewidth(0)
        context.set_snap(False)
        kind = self._kind
        letters = lettering(self.get_text(), 0.0, 0.0, kind.size, bold=kind.bold)
        place = Affine2D().rotate_deg(self.get_rotation()).translate(*self.get_position())
        renderer.draw_path(context, letters, place + self.get_transform(), to_rgba(kind.colour))


class Canvas:
    """A page of a size; everything on it is placed in points and lettered in one font."""

    def __init__(self, size: SheetSize, *, colour: str = "#FFFFFF") -> None:
        self.size = size
        self.unit = size.text
        self.figure = Figure(figsize=(size.width / 72, size.height / 72), facecolor=colour)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, size.width)
        self.axes.set_ylim(0, size.height)
        self.axes.axis("off")
        self.box = Box(0, 0, size.width, size.height)
        self.remarks: list[str] = []
        """What the reader of the sheet should be told about how it came out."""
        self.is_offline = False
        """Whether online tiles have failed to come, so that nobody waits for more."""
        self._order = 0
        self._frames: dict[Box, TransformedBbox] = {}

    def add(self, artist: Artist, *, name: str = "", within: Box | None = None) -> Artist:
        """Put an artist over everything drawn so far, cut off at the sides of `within`."""
        self._order += 1
        artist.set_zorder(self._order)
        if name:
            artist.set_gid(name)
        self.axes.add_artist(artist)
        if within is not None:
            artist.set_clip_box(self._frame(within))
        return artist

    def _frame(self, box: Box) -> TransformedBbox:
        """Return a box on the screen: one for all that is cut off at its sides."""
        if box not in self._frames:
            corners = Bbox.from_extents(box.left, box.bottom, box.right, box.top)
            self._frames[box] = TransformedBbox(corners, self.axes.transData)
        return self._frames[box]

    def path(
        self, outline: Outline, *, name: str = "", within: Box | None = None, **style: Any
    ) -> None:
        """Draw an outline with matplotlib's patch options (line widths in points)."""
        self.add(PathPatch(outline, **style), name=name, within=within)

    def rectangle(self, box: Box, *, name: str = "", radius: float = 0.0, **style: Any) -> None:
        """Draw a box, its corners rounded by a radius in points."""
        corner = (box.left, box.bottom)
        if radius:
            form = f"round,pad=0,rounding_size={radius}"
            self.add(
                FancyBboxPatch(corner, box.width, box.height, boxstyle=form, **style), name=name
            )
        else:
            self.add(Rectangle(corner, box.width, box.height, **style), name=name)

    def line(self, points: Iterable[tuple[float, float]], *, name: str = "", **style: Any) -> None:
        """Draw a line through some points."""
        self.path(Outline(np.array(list(points))), name=name, fill=False, **style)

    def text(self, text: str, at: tuple[float, float], kind: Type, *, name: str = "") -> float:
        """Write one line, its baseline at y (upwards from y when turned); return its width.

        A halo is drawn as outlines below the text, so that the text of a PDF stays text.
        """
        require_known(text, f"“{text[:12]}”")
        text = "".join(character for character in text if text_width(character, 1.0) > 0)
        width = text_width(text, kind.size, bold=kind.bold)
        x, y = at
        left = x - _ALIGNED[kind.align] * width
        if kind.halo and text.strip():
            self.path(
                lettering(text, left, y, kind.size, bold=kind.bold),
                facecolor=kind.halo,
                edgecolor=kind.halo,
                linewidth=_HALO * self.unit,
                joinstyle="round",
                name="halo",
            )
        self.add(Line(text, left, y, kind), name=name)
        return width


_HALO: Final = 2.2
