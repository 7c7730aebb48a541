"""Warnings answered with a reason, and a loss that the manager has looked at again (M4.7)."""

from __future__ import annotations

from goldenkey.actions import review, warning
from goldenkey.demo.company import Company
from goldenkey.demo.script import Script
from goldenkey.selectors import opportunity, room
from goldenkey.selectors.opportunity import Filters

WHO = "central_2"


def look_back(script: Script) -> None:
    """The last day: one warning put off, one dismissed, the latest loss checked."""
    script.add(0, WHO, lambda: _answer(script.company))
    script.add(0, script.company.manager_of(WHO), lambda: _check(script.company))


def _answer(company: Company) -> None:
    actor, words = company.actor(WHO), company.words.phrases["review"]
    rows = opportunity.page(actor, Filters(owner_id=actor.user_id, state="open", warned=True)).rows
    found = [room.room(actor, row.id) for row in rows[:2]]
    for one, answer in zip(found, ("snooze", "dismiss"), strict=False):
        mild = next((w for w in one.warnings if w.severity != "high"), None)
        if mild is None:
            continue
        if answer == "snooze":
            warning.snooze(actor, one.id, mild.rule, until_on=company.due(9), reason=words[answer])
        else:
            warning.dismiss(actor, one.id, mild.rule, reason=words[answer])


def _check(company: Company) -> None:
    boss, words = company.actor(company.manager_of(WHO)), company.words.phrases["review"]
    rows = opportunity.page(boss, Filters(state="lost")).rows
    found = (room.room(boss, row.id) for row in rows[:5])
    lost = next((one for one in found if one.owner_id != boss.user_id), None)
    if lost is not None:
        review.confirm_loss(boss, lost.id, verdict="differs", reason=words["loss"])
