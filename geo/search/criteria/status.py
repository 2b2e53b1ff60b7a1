"""Status of a carrier: vacant, reserved, signed, occupied."""

from __future__ import annotations

from typing import Final

from geo.carriers.schema import STATUSES
from geo.plan import Plan
from geo.search.criteria.choice import Choice
from geo.search.criteria.criterion import Parameter, Wants
from geo.search.judgement import Part
from geo.translation import N_, Translator

LETTABLE: Final = ("vacant", "reserved")
"""Statuses that are searched when none is asked for: a signed or occupied carrier is taken."""


class Status(Choice):
    """Any of some statuses."""

    key, label = "status", N_("状态")
    fields, unasked = ("statuses",), ()
    parameters = (Parameter("status", "vacant", "状态"),)
    column, labels = "status", STATUSES

    def found_text(self, part: Part, _query: Wants, _plan: Plan, say: Translator) -> str:
        return say("状态为{status}", status=say(STATUSES[part.found]))
