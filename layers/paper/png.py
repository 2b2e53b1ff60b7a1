"""A page of flat colours as PNG (ISO/IEC 15948).

Picture libraries filter each line before they pack it. That serves photographs; a map packs to a
fifth less without, in less than half the time.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from struct import pack
from typing import Final

import numpy as np
from numpy.typing import NDArray

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOUR: Final = 2
_PACKING: Final = 3
_INCH_M: Final = 0.0254


def png(pixels: NDArray[np.uint8], dots: int, words: Mapping[str, str]) -> bytes:
    """Return pixels (rows, columns, RGB) as a file; `dots` an inch, `words` are its particulars."""
    height, width, _ = pixels.shape
    a_metre = round(dots / _INCH_M)
    lines = np.zeros((height, width * 3 + 1), dtype=np.uint8)  # each begins with its filter: none
    lines[:, 1:] = pixels.reshape(height, width * 3)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, _TRUE_COLOUR, 0, 0, 0)),
            _chunk(b"pHYs", pack(">IIB", a_metre, a_metre, 1)),
            *(_chunk(b"iTXt", _text(key, text)) for key, text in words.items()),
            _chunk(b"IDAT", zlib.compress(lines.data, _PACKING)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))


def _text(key: str, text: str) -> bytes:
    """Return a keyword and its text, not packed and in no language."""
    return key.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
