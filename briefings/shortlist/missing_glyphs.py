"""What would keep a shortlist from being a page, known before the page is drawn."""

from __future__ import annotations

from typing import Final

from briefings.bilingual import Speaker
from briefings.lettering import unknown_characters
from briefings.shortlist.content import Content, content_of
from briefings.shortlist.public_copy import released
from briefings.shortlist.sheet import shortlist_foot
from briefings.shortlist.shortlist import Shortlist
from geo.plan import Plan

_MOST_TOLD: Final = 14


def unprintable(plan: Plan, shortlist: Shortlist) -> dict[str, str]:
    """Return the characters our font lacks, with the beginning of a text that holds each.

    Only a sheet is drawn in our font: a slide and a workbook can hold any.
    """
    found = released(shortlist, plan)
    speak = Speaker(shortlist.brief.translators)
    foot = shortlist_foot(found, speak)
    texts = [*_texts(content_of(found, speak)), *foot.left, *foot.right]
    return {
        mark: text.partition("\n")[0][:_MOST_TOLD]
        for text in reversed(texts)
        for mark in unknown_characters(text)
    }


def _texts(content: Content) -> list[str]:
    """Return every text of a page that may come from outside, names first."""
    entries = [text for one in content.entries for text in (one.name, one.place, one.reason)]
    values = [value.text for one in content.entries for value in one.values.values()]
    head = [content.head.title, content.head.subtitle]
    wanted = [heading.wanted for heading in content.headings]
    return [*entries, *head, *values, *wanted, *content.near_misses, *content.remarks]
