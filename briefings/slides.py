"""Slides: a briefing as a .pptx of native shapes, tables and charts, in our design or a user's."""

from __future__ import annotations

from briefings.bilingual import Speaker
from briefings.brief import Brief, require_sound
from briefings.deck.decks import draw_deck
from briefings.deck.master import design_of
from briefings.deck.package import saved, set_properties
from briefings.deck.page import Deck
from briefings.paper.templates import compose
from briefings.publication import published
from briefings.sheet import foot_of, head_of
from geo.plan import Plan


def slides(plan: Plan, brief: Brief, *, master: bytes | None = None) -> bytes:
    """Return a briefing as a .pptx, 16:9 unless a user's template has another size.

    `master` is the content of a user's .pptx or .potx: its masters, theme and fonts are kept, its
    slides are not. The same plan, brief and template make the same bytes.
    Raises a `BriefError` that lists everything wrong with the brief, a `MasterError` for a file
    that cannot serve as template.
    """
    require_sound(brief, plan)
    publication = published(plan, brief)
    composition = compose(publication.plan, brief)
    design = design_of(master)
    head = head_of(brief, composition)
    deck = Deck(
        publication,
        brief,
        design,
        Speaker(brief.translators),
        head,
        foot_of(publication, brief),
        is_ours=master is None,
    )
    draw_deck(deck, composition)
    set_properties(
        design.presentation,
        title=" ".join(head.title.splitlines()),
        author=brief.unit,
        day=brief.data_date,
    )
    return saved(design.presentation)
