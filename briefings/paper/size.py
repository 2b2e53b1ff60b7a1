"""Sizes a sheet can have: screens by pixels, paper by millimetres and dots per inch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefings.brief import BriefError
from geo.translation import N_

_POINTS_PER_INCH: Final = 72.0
_MM_PER_INCH: Final = 25.4
LEAST_DPI: Final = 96
MOST_DPI: Final = 300


@dataclass(frozen=True)
class SheetSize:
    """A page: width and height in points; `text` enlarges all lettering, lines and symbols."""

    key: str
    title: str
    width: float
    height: float
    text: float
    dpi: int = 0
    """Dots per inch of a picture where the size fixes them (screens), else 0."""

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height

    @property
    def on_paper(self) -> bool:
        """Whether the page is printed to scale (and not shown on a screen)."""
        return not self.dpi

    def pixels(self, dpi: int) -> tuple[int, int]:
        """Return width and height of the page's picture in pixels."""
        dots = self.dpi or dpi
        return (
            round(self.width * dots / _POINTS_PER_INCH),
            round(self.height * dots / _POINTS_PER_INCH),
        )


def _paper(key: str, title: str, width_mm: float, height_mm: float, text: float) -> SheetSize:
    scale = _POINTS_PER_INCH / _MM_PER_INCH
    return SheetSize(key, title, width_mm * scale, height_mm * scale, text)


SIZES: Final[dict[str, SheetSize]] = {
    size.key: size
    for size in (
        SheetSize("hd", N_("16:9（1920×1080）"), 960.0, 540.0, 1.0, 144),
        SheetSize("uhd", N_("16:9（3840×2160）"), 960.0, 540.0, 1.0, 288),
        _paper("a4-landscape", N_("A4 横向"), 297, 210, 0.94),
        _paper("a4-portrait", N_("A4 纵向"), 210, 297, 0.94),
        _paper("a3-landscape", N_("A3 横向"), 420, 297, 1.22),
        _paper("a3-portrait", N_("A3 纵向"), 297, 420, 1.22),
    )
}


def size_of(key: str, dpi: int) -> SheetSize:
    """Return a size by its key; raise a `BriefError` for an unknown one or absurd dots per inch."""
    if key not in SIZES:
        raise BriefError(f"没有幅面“{key}”：可用 {'、'.join(SIZES)}")
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise BriefError(f"分辨率 {dpi} dpi 超出范围：请取 {LEAST_DPI} 至 {MOST_DPI}")
    return SIZES[key]
