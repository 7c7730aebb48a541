"""Writes about closed opportunities: a loss checked by a second person."""

from __future__ import annotations

from itertools import takewhile

from goldenkey.actions.base import about, action, allowed, create, edit
from goldenkey.data.models import LossReview, Opportunity, OpportunityHistory
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Conflict, Refused
from goldenkey.selectors import playbook

VERDICTS = ("agrees", "differs")


@action("opportunity.review")
def confirm_loss(
    actor: Actor, opportunity_id: int, *, verdict: str, reason: str = "", rule: str = "",
    version: int | None = None,
) -> LossReview:  # fmt: skip
    """Say whether the stated reason of a loss was the real one; never by who owned or closed it.

    `rule` names the warning that had told of it, if one had.
    """
    row = scope.get(actor, Opportunity, opportunity_id, lock=True)
    allowed(actor, row, "opportunity.review")
    _may_review(actor, row)
    _check(row, verdict, reason, rule)
    found = {
        "stated": row.lost_reason, "verdict": verdict, "rule": rule, "by_id": actor.user_id,
        "reason": reason.strip()[:500], "at": actor.now,
    }  # fmt: skip
    about(row)
    known = LossReview.objects.select_for_update().filter(opportunity=row).first()
    if known is None:
        return create(actor, LossReview, opportunity=row, **found)
    if version is not None and version != known.version:
        raise Conflict(changed_by=known.by.name, changes=("reason",), version=known.version)
    return edit(actor, known, **found)


def _may_review(actor: Actor, row: Opportunity) -> None:
    if row.state not in ("lost", "dropped"):
        raise Refused("not_closed")
    if actor.user_id in (row.owner_id, _who_closed(row)):
        raise Refused("own_loss")


def _who_closed(row: Opportunity) -> int | None:
    rows = OpportunityHistory.objects.filter(opportunity=row).order_by("-valid_from", "-pk")
    since = takewhile(lambda one: one[0] == row.state, rows.values_list("state", "by_id"))
    return next((by for _state, by in reversed(list(since))), None)


def _check(row: Opportunity, verdict: str, reason: str, rule: str) -> None:
    if verdict not in VERDICTS:
        raise Refused("bad_choice", field="verdict")
    if verdict == "differs" and not reason.strip():
        raise Refused("reason_required", field="reason")
    if rule and playbook.compiled(row.playbook_version_id).warning(rule) is None:
        raise Refused("bad_choice", field="rule")
