"""DrawingML of fills, lines and text. Lengths are points; colours are `#RRGGBB` or of the theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape

from briefings.lettering import has_chinese

EMU: Final = 12_700
"""English Metric Units in a point."""

TEXT: Final = "tx1"
"""The theme's text colour: legible on whatever background a user's template has."""
QUIET: Final = "tx1-quiet"
"""The theme's text colour, softened."""

Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]

_FORBIDDEN: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text without the characters that XML forbids, escaped for XML."""
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;", "\n": "&#10;"})


def colour(name: str, opacity: float = 1.0) -> str:
    """Return a colour: `#RRGGBB`, `TEXT` or `QUIET`, as opaque as given."""
    alpha = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * 100_000)}"/>'
    if name.startswith("#"):
        return f'<a:srgbClr val="{name[1:].upper()}">{alpha}</a:srgbClr>'
    if name == QUIET:
        softer = '<a:satMod val="40000"/><a:lumMod val="65000"/><a:lumOff val="35000"/>'
        return f'<a:schemeClr val="tx1">{softer}{alpha}</a:schemeClr>'
    return f'<a:schemeClr val="{name}">{alpha}</a:schemeClr>'


NO_FILL: Final = "<a:noFill/>"
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"


def solid(name: str, opacity: float = 1.0) -> str:
    """Return a fill of one colour."""
    return f"<a:solidFill>{colour(name, opacity)}</a:solidFill>"


def hatched(pattern: str, ink: str, ground: str) -> str:
    """Return a pattern fill (`wdUpDiag` …) in two colours."""
    return (
        f'<a:pattFill prst="{pattern}"><a:fgClr>{colour(ink)}</a:fgClr>'
        f"<a:bgClr>{colour(ground)}</a:bgClr></a:pattFill>"
    )


def blended(top: str, ground: str, opacity: float) -> str:
    """Return the opaque colour that one colour makes over another."""
    pairs = ((int(top[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)


def line(
    name: str,
    width: float,
    *,
    opacity: float = 1.0,
    dash: Sequence[float] = (),
    cap: str = "flat",
) -> str:
    """Return an outline; `dash` alternates drawn and empty lengths."""
    steps = [round(length / width * 100_000) for length in dash]
    pairs = zip(steps[::2], steps[1::2], strict=True)
    dashes = "".join(f'<a:ds d="{drawn}" sp="{empty}"/>' for drawn, empty in pairs)
    return (
        f'<a:ln w="{max(1, round(width * EMU))}" cap="{cap}">{solid(name, opacity)}'
        f"{f'<a:custDash>{dashes}</a:custDash>' if dashes else ''}<a:round/></a:ln>"
    )


@dataclass(frozen=True)
class Run:
    """Some characters in one style."""

    text: str
    size: float
    bold: bool = False
    colour: str = TEXT
    halo: str = ""

    def xml(self) -> str:
        """Return the run, in the fonts of the theme.

        Its language decides whether quotation marks come from the Chinese font or the Latin one.
        """
        glow = (
            f'<a:effectLst><a:glow rad="{round(self.size * 0.16 * EMU)}">{colour(self.halo, 0.9)}'
            "</a:glow></a:effectLst>"
            if self.halo
            else ""
        )
        language = ("zh-CN", "en-US") if has_chinese(self.text) else ("en-US", "zh-CN")
        return (
            f'<a:r><a:rPr lang="{language[0]}" altLang="{language[1]}"'
            f' sz="{round(self.size * 100)}"'
            f' b="{int(self.bold)}" dirty="0">{solid(self.colour)}{glow}{_FONTS}</a:rPr>'
            f"<a:t>{clean(self.text)}</a:t></a:r>"
        )


_FONTS: Final = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-lt"/>'

LEADING: Final = 1.36
"""Line height in ems. It is fixed, because fonts of different systems differ in their own."""


@dataclass(frozen=True)
class Words:
    """One paragraph."""

    runs: tuple[Run, ...]
    align: Align = "l"
    leading: float = LEADING

    @property
    def size(self) -> float:
        """The size of its largest run."""
        return max(run.size for run in self.runs)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    def xml(self) -> str:
        """Return the paragraph with a fixed line height, so that every system sets it alike."""
        points = round(self.size * self.leading * 100)
        return (
            f'<a:p><a:pPr marL="0" indent="0" algn="{self.align}">'
            f'<a:lnSpc><a:spcPts val="{points}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>'
            f"{''.join(run.xml() for run in self.runs if run.text)}"
            f'<a:endParaRPr lang="zh-CN" sz="{round(self.size * 100)}"/></a:p>'
        )


def words(
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: str = TEXT,
    align: Align = "l",
) -> Words:
    """Return a paragraph in one style."""
    return Words((Run(text, size, bold, colour),), align)
