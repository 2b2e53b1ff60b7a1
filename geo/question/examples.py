"""Example questions of a plan: its own, or some made of its names, lines, industries and period."""

from __future__ import annotations

from collections import Counter
from datetime import date

from geo.plan import Plan
from geo.question.ask import ask
from geo.search.criteria.metro import line_text
from geo.translation import CHINESE, Language, Translator


def example_questions(plan: Plan, say: Translator) -> tuple[tuple[str, str], ...]:
    """Return questions to begin with, each with its wording in a language.

    A question itself is Chinese, for the rules read no other language. Those the plan gives in
    `plan.json` come first; without any, those made of its own data that are read to the last word.
    """
    given, given_en = plan.profile.example_questions, plan.profile.example_questions_en
    if given:
        is_told = say.language is Language.ENGLISH and len(given_en) == len(given)
        return tuple(zip(given, given_en if is_told else given, strict=True))
    made = zip(_made(plan, CHINESE), _made(plan, say), strict=True)
    day = date(plan.profile.period_start, 1, 1)
    return tuple(own for own in made if not ask(own[0], plan, today=day).ignored)


def _made(plan: Plan, say: Translator) -> list[str]:
    """Return one question of each kind that the plan has names for."""
    year = plan.profile.period_end
    zone = say.name(plan.zones.iloc[0])
    made = [say("{zone}，3000平以上，{year}年底前", zone=zone, year=year)]
    for industry in [*plan.industries][:1]:
        text = say("{industry}企业，1500平左右，最好整层", industry=say.name(industry))
        made.append(text)
    if line := _busiest_line(plan):
        text = say("近{line}，2000到3000平，日租金5元以内", line=line_text(line, say))
        made.append(text)
    for park in plan.parks.head(1).to_dict("records"):
        text = say("{park}，层高4.5米以上，荷载5kN/㎡以上", park=say.name(park))
        made.append(text)
    for own in plan.subdistricts.head(1).to_dict("records"):
        text = say("{subdistrict}，1000平，每月预算15万以内", subdistrict=say.name(own))
        made.append(text)
    return [*made, say("整栋，1万平左右，供电2000kVA以上")]


def _busiest_line(plan: Plan) -> str | None:
    """Return the line the plan is built along, else that of most stations; None without any."""
    counts = Counter(line for listed in plan.stations["lines"] for line in listed)
    if plan.profile.spine_line in counts:
        return plan.profile.spine_line
    return max(counts, key=lambda own: (counts[own], own), default=None)
