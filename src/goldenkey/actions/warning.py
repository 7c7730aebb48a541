"""Writes about warnings: put off until a day, dismissed, taken back (M4.7)."""

from __future__ import annotations

from datetime import date, timedelta

from goldenkey.actions.base import about, action, allowed, change, create, edit
from goldenkey.core import warnings
from goldenkey.data.models import Opportunity, WarningAnswer
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import snapshots

LONGEST_SNOOZE = timedelta(days=90)


@action("warning.answer")
def snooze(
    actor: Actor, opportunity_id: int, rule: str, *, until_on: date, reason: str
) -> WarningAnswer:
    """Put a warning off until a day, with a reason; it is back earlier when facts change."""
    allowed(actor, scope.get(actor, Opportunity, opportunity_id), "warning.answer")
    if until_on <= actor.today:
        raise Refused("snooze_past", field="until_on", requirement="M4.7")
    if until_on > actor.today + LONGEST_SNOOZE:
        raise Refused(
            "snooze_too_long", field="until_on", requirement="M4.7", days=LONGEST_SNOOZE.days
        )
    return _answer(actor, opportunity_id, rule, answer="snooze", until_on=until_on, reason=reason)


@action("warning.answer")
def dismiss(actor: Actor, opportunity_id: int, rule: str, *, reason: str) -> WarningAnswer:
    """Dismiss a warning for good, with a reason; it is back when the facts it saw change."""
    return _answer(actor, opportunity_id, rule, answer="dismiss", until_on=None, reason=reason)


@action("warning.answer")
def take_back(actor: Actor, answer_id: int, *, version: int | None = None) -> WarningAnswer:
    """Let a warning stand again."""
    with change(
        actor, WarningAnswer, answer_id, right="warning.answer", version=version
    ) as row:  # fmt: skip
        about(row.opportunity)
        if row.ended_at is not None:
            raise Refused("answer_ended", requirement="M4.7")
        row.ended_at, row.ended_by_id, row.end = actor.now, actor.user_id, "taken_back"
    return row


def _answer(
    actor: Actor, opportunity_id: int, rule: str, *, answer: str, until_on: date | None, reason: str
) -> WarningAnswer:
    row = scope.get(actor, Opportunity, opportunity_id, lock=True)
    allowed(actor, row, "warning.answer")
    if not reason.strip():
        raise Refused("reason_required", field="reason", requirement="M4.7")
    found = _holding(actor, row, rule)
    about(row)
    for held in WarningAnswer.objects.filter(opportunity=row, rule=rule, ended_at=None):
        edit(actor, held, ended_at=actor.now, ended_by_id=actor.user_id, end="replaced")
    return create(
        actor, WarningAnswer, opportunity=row, rule=rule, answer=answer, until_on=until_on,
        reason=reason.strip()[:300], seen=found.print, by_id=actor.user_id,
    )  # fmt: skip


def _holding(actor: Actor, row: Opportunity, rule: str) -> warnings.Warning:
    seen = snapshots.opportunities(actor, [row.pk])[row.pk] if row.live else None
    holding = warnings.judge(seen).holding if seen else ()
    found = next((w for w in holding if w.rule.id == rule), None)
    if found is None:
        raise Refused("warning_not_standing", field="rule", requirement="M4.7")
    return found
