"""The page that is one file, in one language: all of it but the map's own drawing."""

from __future__ import annotations

import base64

from markupsafe import Markup

from briefings.brief import RELEASE_NAMES, TEXT_NAMES, Brief, Release
from briefings.cards.headline import basis, headline, layout_name
from briefings.cards.markup import joined
from briefings.cards.plan import overlap_note, plan_card
from briefings.cards.table import table_markup, table_note
from briefings.cards.zone import zone_card
from briefings.publication import Publication, left_out_lines
from geo.plan import Plan
from geo.translation import LANGUAGE_NAMES, LANGUAGE_SWITCH, Language, Translator
from layers import catalogue
from layers.map_options import approval_of
from layers.wording import wan_unit


def page_title(plan: Plan, brief: Brief, say: Translator) -> str:
    """Return the page's title: the briefing's, else what the plan is called."""
    return brief.title or f"{say.name(plan.profile)} · {layout_name(plan, say)}"


def language_switch(languages: tuple[Language, ...]) -> Markup:
    """Return the switch between the languages of the page, nothing where there is one only."""
    if len(languages) == 1:
        return Markup("")
    buttons = joined(
        Markup("<button type='button' lang='{0}' data-language='{0}'>{1}</button>").format(
            language, LANGUAGE_NAMES[language]
        )
        for language in languages
    )
    return Markup("<nav class='languages' aria-label='{}'>{}</nav>").format(
        LANGUAGE_SWITCH, buttons
    )


def edition(publication: Publication, brief: Brief, say: Translator) -> Markup:
    """Return the page in one language, hidden unless it is the leading one."""
    plan = publication.plan
    return Markup("<main lang='{}'{}>{}</main>").format(
        say.language,
        "" if say.language is brief.languages[0] else Markup(" hidden"),
        joined(
            [
                _head(plan, brief, say),
                headline(plan, say),
                _stage(plan, brief, say),
                _table(plan, say),
                _particulars(publication, brief, say),
            ]
        ),
    )


def _head(plan: Plan, brief: Brief, say: Translator) -> Markup:
    return Markup(
        "<header class='title'>{logo}<div><h1 dir='auto'>{title}</h1>{subtitle}{basis}</div>"
        "{stamp}</header>"
    ).format(
        logo=_logo(brief),
        title=brief.title
        or Markup("{}<small>{}</small>").format(say.name(plan.profile), layout_name(plan, say)),
        subtitle=_paragraph("subtitle", brief.subtitle),
        basis=basis(plan, brief.data_date, say),
        stamp=_paragraph("stamp", say(RELEASE_NAMES[Release.INTERNAL]))
        if brief.release is Release.INTERNAL
        else "",
    )


def _logo(brief: Brief) -> Markup:
    if not brief.logo:
        return Markup("")
    kind = "png" if brief.logo.startswith(b"\x89PNG") else "jpeg"
    return Markup("<img class='logo' alt='{}' src='data:image/{};base64,{}'>").format(
        brief.unit, kind, base64.b64encode(brief.logo).decode()
    )


def _paragraph(kind: str, text: str) -> Markup:
    return Markup("<p class='{}' dir='auto'>{}</p>").format(kind, text) if text else Markup("")


def _stage(plan: Plan, brief: Brief, say: Translator) -> Markup:
    """Return the map's place with the switches of its layers, and the cards beside it."""
    switches = joined(
        Markup("<label><input type='checkbox' value='{}'{}>{}</label>").format(
            key, Markup(" checked") if key in brief.layers else "", say(layer.title)
        )
        for key, layer in catalogue.present(plan).items()
    )
    return Markup(
        "<div class='stage'><section class='ground'>"
        "<fieldset class='switches'><legend>{layers}</legend>{switches}</fieldset>"
        "<div class='frame'><p>{waiting}</p></div></section>"
        "<aside class='side'>{cards}</aside></div>"
    ).format(
        layers=say("图层"),
        switches=switches,
        waiting=say("正在绘制地图；若一直没有出现，请在浏览器中启用脚本。"),
        cards=_cards(plan, say),
    )


def _cards(plan: Plan, say: Translator) -> Markup:
    zones = plan.zones["zone_id"]
    cards = {"": plan_card(plan, say)} | {zone: zone_card(plan, zone, say) for zone in zones}
    return joined(
        Markup("<div data-card='{}'{}>{}</div>").format(
            zone, Markup(" hidden") if zone else "", card
        )
        for zone, card in cards.items()
    )


def _table(plan: Plan, say: Translator) -> Markup:
    title = say("片区一览（{unit}）", unit=wan_unit(say))
    return Markup(
        "<section class='overview'><h2 class='part'>{title}</h2>"
        "<div class='sheet' role='region' tabindex='0' aria-label='{title}'>{table}</div>{notes}"
        "</section>"
    ).format(
        title=title,
        table=table_markup(plan, say),
        notes=joined(
            _paragraph("hint", note) for note in (table_note(say), overlap_note(plan, say))
        ),
    )


def _particulars(publication: Publication, brief: Brief, say: Translator) -> Markup:
    """Return who made the page, from what and of which date; what is not known is left out.

    A public copy says which private fields it lacks.
    """
    plan = publication.plan
    basis = (
        say("《{title}》；底图 © OpenStreetMap contributors", title=say.name(plan.profile, "title"))
        if plan.has_openstreetmap_data
        else say("《{title}》", title=say.name(plan.profile, "title"))
    )
    rows = {
        say(TEXT_NAMES["unit"]): brief.unit,
        say(TEXT_NAMES["source"]): brief.source or basis,
        say("数据日期"): brief.data_date.isoformat() if brief.data_date else "",
        say(TEXT_NAMES["approval_number"]): approval_of(plan, say, brief.approval_number),
        say("未公开的字段"): say.join(left_out_lines(publication.left_out, say)),
    }
    items = joined(
        Markup("<div><dt>{}</dt><dd dir='auto'>{}</dd></div>").format(label, value)
        for label, value in rows.items()
        if value
    )
    return Markup("<footer><dl>{}</dl></footer>").format(items)
