"""Notes under a slide for the speaker: sources with their sections, the date, the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from briefings.bilingual import Speaker
from briefings.deck.contents import labelled, wavers
from briefings.deck.page import Deck
from briefings.publication import accounts_rules, left_out_lines
from layers.wording import qualified, quotation, wan_unit


def write_notes(
    slide: Any, deck: Deck, figures: pd.DataFrame, about: str, *, more: Sequence[str] = ()
) -> None:
    """Write a slide's notes; `more` is what follows what it is about."""
    say = deck.speak.first
    profile = deck.plan.profile
    lines = [about, "", *more]
    lines.append(
        say(
            "依据《{title}》{chapter}（规划期 {start}–{end}）。",
            title=say.name(profile, "title"),
            chapter=say.name(profile, "chapter"),
            start=profile.period_start,
            end=profile.period_end,
        )
    )
    for row in figures.to_dict("records"):
        gfa = f"{qualified(row['gfa_m2'], [row['qualifier']], say)} {wan_unit(say)}"
        words = quotation(str(say.name(row, "quote")), str(row["section"]), say)
        lines.append(f"· {labelled(f'{say.name(row)} {gfa}', words, say)}")
    zone_ids = list(dict.fromkeys(figures["zone_id"])) if len(figures) else []
    lines += ["", *accounts_rules(deck.plan, Speaker((say,)))]
    lines += [text.split("\n")[0] for text in wavers(deck.plan, zone_ids, deck.speak)]
    day = deck.brief.data_date
    lines.append(say("数据日期：{day}", day=day.isoformat() if day else say("（未填）")))
    if left_out := left_out_lines(deck.publication.left_out, say):
        lines += [say("未公开的字段"), *left_out]
    lines += [" ".join(text.splitlines()) for text in (*deck.foot.left, *deck.foot.right)]
    slide.notes_slide.notes_text_frame.text = "\n".join(dict.fromkeys(lines))
