"""Cards of what a search found: the score taken apart, the reason, what failed and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from briefings.cards.markup import joined
from geo.search.criteria import CRITERIA
from geo.search.criteria.area import area_text
from geo.search.findings import Combination, Finding
from geo.search.judgement import Part
from geo.search.sentences import SCOPES
from geo.translation import N_, Translator
from layers.palette import CRITERION_COLOURS

_SIGNS: Final = {"met": "✓", "missed": "✗", "unknown": "?"}
VERDICTS: Final = {
    "met": N_("符合"),
    "missed": N_("不符合"),
    "unknown": N_("未知"),
}


@dataclass(frozen=True)
class Described:
    """A finding with all that is said of it.

    `number` marks it in list and map, `place` is what and where it is, `texts` its results by
    criterion, `values` what was found where those say by how much it fails, `row` its facts by
    column.
    """

    finding: Finding
    number: str
    name: str
    place: str
    reason: str
    texts: Mapping[str, str]
    values: Mapping[str, str]
    row: Mapping[str, Any]


def finding_card(found: Described, say: Translator, *, is_chosen: bool) -> Markup:
    """Return one finding's card; a near miss says what it fails in instead of why it fits."""
    return Markup(
        "<article class='finding{chosen}'>{head}<p class='place' dir='auto'>{place}</p>{bar}{said}"
        "<details{open}><summary>{title}</summary>{parts}</details></article>"
    ).format(
        chosen=" chosen" if is_chosen else "",
        head=_head(found.number, found.name, found.finding.score, say),
        place=found.place,
        bar=score_bar(found.finding, say),
        said=_failed(found) or Markup("<p class='reason' dir='auto'>{}</p>").format(found.reason),
        open=Markup(" open") if is_chosen else "",
        title=say("得分构成"),
        parts=parts_table(found, say),
    )


def _head(number: str, title: str, score: float, say: Translator) -> Markup:
    return Markup(
        "<header><span class='number'>{}</span><h3 dir='auto'>{}</h3>"
        "<p class='score'><b>{:.0f}</b>{}</p></header>"
    ).format(number, title, score, say("分"))


def _failed(found: Described) -> Markup:
    """Return what a near miss fails in and by how much; nothing for a match."""
    items = joined(
        Markup("<li dir='auto'>{}</li>").format(found.texts[part.criterion])
        for part in found.finding.missed
    )
    return Markup("<ul class='failed'>{}</ul>").format(items) if items else Markup("")


def score_bar(finding: Finding, say: Translator) -> Markup:
    """Return the score as one bar, a piece a criterion; what is missing to 100 stays grey."""
    pieces = joined(
        Markup("<i style='width:{:.2f}%;background:{}' title='{}'></i>").format(
            part.points, CRITERION_COLOURS[part.criterion], _points(part, say)
        )
        for part in finding.parts
        if part.points > 0
    )
    label = say("得分 {score}，满分 100", score=f"{finding.score:.0f}")
    return Markup("<div class='score-bar' role='img' aria-label='{}'>{}</div>").format(
        label, pieces
    )


def _points(part: Part, say: Translator) -> str:
    return say(
        "{criterion} {points} 分",
        criterion=say(CRITERIA[part.criterion].label),
        points=f"{part.points:.1f}",
    )


def parts_table(found: Described, say: Translator) -> Markup:
    """Return the score criterion by criterion: result, whether it is met, points of how many."""
    parts = found.finding.parts
    most = most_points(parts)
    rows = joined(_part_row(part, result_of(found, part), most, say) for part in parts)
    return Markup("<table class='parts'><tbody>{}</tbody></table>").format(rows)


def result_of(found: Described, part: Part) -> Markup:
    """Return one criterion's result: what was found and, below it, by how much it fails."""
    text, value = found.texts[part.criterion], found.values[part.criterion]
    if not value:
        return Markup("{}").format(text)
    return Markup("{}<small class='short'>{}</small>").format(value, text)


def most_points(parts: Iterable[Part]) -> dict[str, float]:
    """Return how many points each criterion can bring."""
    weights = {part.criterion: part.weight for part in parts}
    total = sum(weights.values()) or 1.0
    return {criterion: 100 * weight / total for criterion, weight in weights.items()}


def _part_row(part: Part, result: Markup, most: Mapping[str, float], say: Translator) -> Markup:
    return Markup(
        "<tr class='{verdict}'><th scope='row'><i class='swatch' style='background:{colour}'></i>"
        "{criterion}<small>{force}</small></th><td class='sign'><span title='{said}' "
        "aria-label='{said}'>{sign}</span></td><td dir='auto'>{result}</td>"
        "<td class='points'>{points}<small>/{most}</small></td></tr>"
    ).format(
        verdict=part.verdict,
        colour=CRITERION_COLOURS[part.criterion],
        criterion=say(CRITERIA[part.criterion].label),
        force=force(part, say),
        said=say(VERDICTS[part.verdict]),
        sign=_SIGNS[part.verdict],
        result=result,
        points=f"{part.points:.1f}",
        most=f"{most[part.criterion]:.0f}",
    )


def force(part: Part, say: Translator) -> str:
    """Return whether a part is a must or a wish, and how much it weighs; silence weighs nothing."""
    if not part.weight:
        return say("不计分")
    return say("必须") if part.is_must else say("希望 ×{weight}", weight=f"{part.weight:g}")


def legend(parts: Sequence[Part], say: Translator) -> Markup:
    """Return what the colours of the bars mean, with the points each criterion can bring."""
    most = most_points(parts)
    items = joined(
        Markup(
            "<li><i class='swatch' style='background:{}'></i>{}<small>{:.0f}</small></li>"
        ).format(
            CRITERION_COLOURS[part.criterion],
            say(CRITERIA[part.criterion].label),
            most[part.criterion],
        )
        for part in parts
        if part.weight
    )
    title = say("得分条图例（各项满分）")
    return Markup("<ul class='score-legend' aria-label='{}'>{}</ul>").format(title, items)


def combination_card(
    combination: Combination,
    number: str,
    members: Sequence[tuple[str, float]],
    say: Translator,
    *,
    is_chosen: bool,
) -> Markup:
    """Return the card of carriers that do together what none does alone.

    Each has its number on the map, its name and its area.
    """
    items = joined(
        Markup("<li><i class='number'>{}</i><span dir='auto'>{}</span><b>{}</b></li>").format(
            index, name, area_text(area, say)
        )
        for index, (name, area) in enumerate(members, start=1)
    )
    title = say(
        "{scope}：{count} 处合计 {area}",
        scope=say(SCOPES[combination.scope]),
        count=len(members),
        area=area_text(combination.area_m2, say),
    )
    return Markup(
        "<article class='finding combination{}'>{}<ul class='members'>{}</ul></article>"
    ).format(" chosen" if is_chosen else "", _head(number, title, combination.score, say), items)
