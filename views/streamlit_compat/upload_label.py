"""What an upload takes, in the words of the pages."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.translation import Translator


def show_upload_label(key: str, say: Translator, *, most_mb: int, types: str) -> None:
    """Say what an upload takes, beside its button and where the browser turned a file away.

    This stands in the place of Streamlit's own words, which say less.
    """
    zone = f".st-key-{key} [data-testid=stFileUploaderDropzone]"
    told = f"{zone} [data-testid=stFileUploaderDropzoneInstructions]"
    limits = say("或拖到这里；最大 {most} MB", most=most_mb)
    refused = say(
        "红色的文件没有收下：只收 {types}，每份最大 {most} MB。", types=types, most=most_mb
    )
    rules = [
        Markup("{0} > * {{ display: none; }} {0}::after").format(told)
        + Markup(" {{ content: '{}'; font-size: .8125rem; color: #5B6672; }}").format(limits),
        Markup("{0}:has([aria-invalid=true])::after").format(zone)
        + Markup(" {{ content: '{}'; font-size: .8125rem; color: #A3200D; }}").format(refused),
    ]
    st.html(Markup("<style>{}</style>").format(Markup(" ").join(rules)))
