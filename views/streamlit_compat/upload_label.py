"""Limits of an upload, in the words of the pages.

Streamlit cuts its own line short where the page is narrow, and gives no reason beside a file it has
turned away. A style sheet puts ours in its place: it leans on `stFileUploaderDropzone`, on its
`…Instructions` and on `aria-invalid` of a file that was turned away. Without them the upload says
what Streamlit says, in Chinese by way of `widget_words`. `type` and `max_upload_size` set the
limits, but no parameter says them.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.translation import Translator


def show_upload_label(key: str, say: Translator, *, most_mb: int, types: str) -> None:
    """Say what an upload takes, beside its button and where a file was turned away."""
    zone = f".st-key-{key} [data-testid=stFileUploaderDropzone]"
    told = f"{zone} [data-testid=stFileUploaderDropzoneInstructions]"
    limits = say("或拖到这里；最大 {most} MB", most=most_mb)
    refused = say(
        "标红文件未被接受：只接受 {types}，每份最大 {most} MB。", types=types, most=most_mb
    )
    rules = [
        Markup("{0} > * {{ display: none; }} {0}::after").format(told)
        + Markup(" {{ content: '{}'; font-size: .8125rem; color: #5B6672; }}").format(limits),
        Markup("{0}:has([aria-invalid=true])::after").format(zone)
        + Markup(" {{ content: '{}'; font-size: .8125rem; color: #A3200D; }}").format(refused),
    ]
    st.html(Markup("<style>{}</style>").format(Markup(" ").join(rules)))
