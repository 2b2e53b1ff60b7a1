"""Pictures of pages: what is written is what was drawn."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from layers.paper.png import png


def test_a_picture_is_read_as_it_was_drawn() -> None:
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    content = png(pixels, 144, {"Software": "两极两带"})
    with Image.open(BytesIO(content)) as picture:
        assert picture.mode == "RGB"
        assert (np.asarray(picture) == pixels).all()
        assert [round(dots) for dots in picture.info["dpi"]] == [144, 144]
        assert picture.info["Software"] == "两极两带"
