"""Pictures on a sheet: a logo given by the user, a QR code that reopens the view."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import numpy as np
import segno
from matplotlib.image import AxesImage
from matplotlib.path import Path as Outline
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from segno import DataOverflowError

from briefings.box import Box
from briefings.brief import BriefError
from briefings.paper.canvas import Canvas
from layers import palette

_FORMATS: Final = ("PNG", "JPEG")
_MOST_PIXELS: Final = 25_000_000
_MOST_SIDE: Final = 1200


def picture_of(content: bytes) -> NDArray[np.uint8]:
    """Return a PNG or JPEG as pixels (rows, columns, RGBA); raise `BriefError` if it is broken."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise BriefError("标志图片太大：请用不超过 2500 万像素的 PNG 或 JPEG")
            picture.thumbnail((_MOST_SIDE, _MOST_SIDE))
            return np.asarray(picture.convert("RGBA"))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as problem:
        raise BriefError("标志图片不能读取：请用完好的 PNG 或 JPEG 文件") from problem


def draw_picture(canvas: Canvas, pixels: NDArray[Any], box: Box, *, name: str = "logo") -> None:
    """Draw pixels into a box of the same shape."""
    image = AxesImage(
        canvas.axes,
        extent=(box.left, box.right, box.bottom, box.top),
        interpolation="antialiased",
        origin="upper",
    )
    image.set_data(pixels)
    canvas.add(image, name=name)


def draw_code(canvas: Canvas, link: str, box: Box) -> None:
    """Draw a link as a QR code (ISO/IEC 18004) of vector squares, as large as the box allows."""
    try:
        rows = np.array(segno.make_qr(link, error="m").matrix, dtype=bool)
    except DataOverflowError as problem:
        raise BriefError("视图网址太长，放不进二维码：请减少图层或改短网址") from problem
    count = len(rows)
    side = min(box.width, box.height)
    step = side / (count + 8)
    field = Box(box.left, box.top - side, side, side)
    canvas.rectangle(field, facecolor=palette.PAPER, edgecolor="none", name="code")
    left, top = field.left + 4 * step, field.top - 4 * step
    squares = [
        [(x, y), (x + step, y), (x + step, y - step), (x, y - step), (x, y)]
        for row, column in np.argwhere(rows)
        for x, y in [(left + column * step, top - row * step)]
    ]
    codes = [Outline.MOVETO, Outline.LINETO, Outline.LINETO, Outline.LINETO, Outline.CLOSEPOLY]
    outline = Outline(np.array(squares).reshape(-1, 2), codes * len(squares))
    canvas.path(outline, facecolor=palette.INK, edgecolor="none", antialiased=False, name="code")
