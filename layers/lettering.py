"""Measuring and breaking text in the font of everything exported, without drawing it.

Widths are sums of advance widths (kerning left aside), so they never fall short of what is drawn.
Lines break as Chinese is set: no line begins with a closing mark or ends with an opening one, and
Latin words, and numbers with their unit, stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

from geo.errors import PlanningError

_HERE: Final = Path(__file__).parent / "fonts"
FONTS: Final = {False: _HERE / "NotoSansSC-Regular.ttf", True: _HERE / "NotoSansSC-Bold.ttf"}
"""The font files, by whether they are bold."""

CLOSING: Final = "，。、；：！？）》〉」』】〕”’…—–～·%％‰℃°²㎡,.;:!?)]}-"
"""Marks that never begin a line."""
OPENING: Final = "（《〈「『【〔“‘([{¥￥#≈≥≤±"
"""Marks that never end a line."""

UNITS: Final = (
    "万㎡|万方|万平方米|平方米|平方公里|万元|亿元|亿|万|个|家|处|座|条|年|月|日|号线|㎡|%|％"
    "|million m²|km²|m²|km|m"
)
"""What stays with the number before it."""
_PIECES: Final = re.compile(
    rf"(?P<number>[≈≥≤±+−-]?\d[\d,.]*(?: ?(?:{UNITS})(?![A-Za-z]))?)"
    r"|(?P<word>[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ'’._/&+@:=?#~²-]*)"
    r"|(?P<space>\s+)"
    r"|(?P<single>.)",
    re.DOTALL,
)


class LetteringError(PlanningError):
    """A text holds characters the font cannot show."""


@cache
def _font(bold: bool) -> tuple[dict[int, str], Any, float]:
    """Return a font's characters, its advance widths and its units per em."""
    font = TTFont(FONTS[bold], lazy=True)
    return font.getBestCmap(), font["hmtx"], float(font["head"].unitsPerEm)


@cache
def _advance(character: str, bold: bool) -> float:
    """Return a character's width in ems; the invisible have none, the unknown a whole one."""
    if _invisible(character):
        return 0.0
    glyphs, widths, units = _font(bold)
    glyph = glyphs.get(ord(character))
    return 1.0 if glyph is None else float(widths[glyph][0]) / units


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cc")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in the unit of `size`; of several lines the widest counts."""
    lines = text.split("\n")
    return max(sum(_advance(character, bold) for character in line) for line in lines) * size


def unknown_characters(text: str) -> tuple[str, ...]:
    """Return the characters the font has no glyph for, each once, in the order they appear."""
    glyphs, _, _ = _font(False)
    missing = (mark for mark in text if ord(mark) not in glyphs and not _invisible(mark))
    return tuple(dict.fromkeys(missing))


def require_known(text: str, where: str) -> None:
    """Raise a `LetteringError` that names every character of `text` the font has no glyph for."""
    if missing := unknown_characters(text):
        raise LetteringError(
            f"{where}有字库中没有的字："
            f"{'、'.join(f'“{mark}”（U+{ord(mark):04X}）' for mark in missing)}"
            "，印出会是空框。请改用其他写法"
        )


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines no wider than `width` (in the unit of `size`).

    Line feeds in the text are kept. A word wider than a whole line is broken where it must be.
    """
    lines = []
    for paragraph in text.split("\n"):
        lines += _filled(_measured(paragraph, bold), width, size, bold)
    return lines


@lru_cache(maxsize=4096)
def _measured(paragraph: str, bold: bool) -> tuple[tuple[str, float, float], ...]:
    """Return the unbroken pieces of a paragraph: their widths in ems with and without end spaces.

    A sheet breaks the same texts at hundreds of widths until it has found the best.
    """
    return tuple(
        (piece, text_width(piece, 1.0, bold=bold), text_width(piece.rstrip(), 1.0, bold=bold))
        for piece in _unbroken(paragraph)
    )


def _filled(
    pieces: tuple[tuple[str, float, float], ...], width: float, size: float, bold: bool
) -> list[str]:
    """Return the pieces as lines, each as full as it gets."""
    lines, line, used = [], "", 0.0
    for piece, whole, bare in pieces:
        if (used + bare) * size <= width:
            line += piece
            used += whole
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while len(line) > 1 and text_width(line.rstrip(), size, bold=bold) > width:
            count = _fitting(line, width, size, bold)
            lines.append(line[:count])
            line = line[count:]
        used = text_width(line, 1.0, bold=bold)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fitting(text: str, width: float, size: float, bold: bool) -> int:
    """Return how many characters of a text fit a line: one at least."""
    used = 0.0
    for count, character in enumerate(text):
        used += _advance(character, bold) * size
        if used > width:
            return max(count, 1)
    return len(text)


def _unbroken(paragraph: str) -> Iterator[str]:
    """Yield the pieces between which a line may break; spaces end the piece before them."""
    held = ""
    for piece in _PIECES.findall(paragraph):
        text = "".join(piece)
        glued = text[0] in CLOSING or text.isspace() or (held and held[-1] in OPENING)
        if held and not glued:
            yield held
            held = ""
        held += text
    if held:
        yield held
