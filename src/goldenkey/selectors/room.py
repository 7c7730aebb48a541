"""The opportunity room: everything about one opportunity, ready to be shown.

Snapshot and page need the same rows, so they are fetched once: at most eight statements a room.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, QuerySet

from goldenkey.core import chance, coverage, gates, warnings
from goldenkey.core.snapshot import Snapshot
from goldenkey.data import models as m
from goldenkey.data.prepared import One, kept
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import room_parts as parts
from goldenkey.selectors import snapshots, timeline
from goldenkey.selectors.room_parts import gate_view, warning_views
from goldenkey.selectors.room_shapes import (
    Ask,
    CriterionView,
    Dot,
    EmptyChair,
    FactField,
    GateView,
    Reason,
    Room,
    Seat,
    Step,
    WarningView,
)

__all__ = [
    "Ask", "CriterionView", "Dot", "EmptyChair", "FactField", "GateView", "Reason", "Room",
    "Seat", "Step", "WarningView", "gate", "gate_view", "room", "warning_views",
]  # fmt: skip

RIGHTS = (
    "opportunity.edit", "opportunity.advance", "opportunity.override", "opportunity.close",
    "opportunity.share", "stakeholder.edit", "stakeholder.stance", "contact.personal",
    "contact.create", "fact.record", "activity.log", "step.edit", "evidence.add", "contract.sign",
    "audit.read", "warning.answer", "opportunity.review",
)  # fmt: skip
OF_ROW = (
    "version", "name", "account_id", "owner_id", "kind", "drive", "state", "live", "phase",
    "money", "close_on", "close_moves", "go", "go_reason", "won_on", "closed_on", "lost_reason",
    "lost_to", "buying_step", "created_at",
)  # fmt: skip


def room(actor: Actor, opportunity_id: int) -> Room:
    """One opportunity; NotFound out of scope."""
    actor.require("opportunity.read")
    row = _row(actor, opportunity_id)
    held = snapshots.Parts(actor, [row])
    seen = held.snapshot(row)
    may = frozenset(r for r in RIGHTS if actor.may(r, row, kind="opportunity"))
    trail = timeline.trail(actor, row.pk)
    steps = tuple(held.listed[row.pk].steps)
    return Room(
        id=row.pk,
        **{name: getattr(row, name) for name in OF_ROW},
        **_decided(seen, actor.language, live=row.live, stances="stakeholder.stance" in may),
        account=row.account.name,
        owner=row.owner.name,
        team=row.team.name,
        stage_key=row.stage,
        stage_days=(actor.today - row.stage_since).days,
        next_step=next((s for s in steps if s.due_on), next(iter(steps), None)),
        steps=steps,
        seats=parts.seats(held.stakeholders[row.pk], seen, actor.language, hide=_hidden(may)),
        needs=tuple(held.listed[row.pk].needs),
        rivals=tuple(held.listed[row.pk].rivals),
        contracts=tuple(held.contracts[row.pk]),
        events=timeline.events(trail, held.activities[row.pk]),
        files=tuple(trail.files),
        members=tuple(trail.members),
        may=may,
    )


def gate(actor: Actor, opportunity_id: int) -> GateView:
    """The gate of one opportunity's present stage."""
    actor.require("opportunity.read")
    row = scope.get(actor, m.Opportunity, opportunity_id)
    seen = snapshots.opportunities(actor, [opportunity_id])[opportunity_id]
    if not actor.may("stakeholder.stance", row, kind="opportunity"):
        seen = parts.without_stances(seen)
    decision = gates.judge(seen.playbook.gate(seen.stage), seen)
    return gate_view(seen, decision, actor.language)


def _row(actor: Actor, pk: int) -> m.Opportunity:
    statement = kept(("room", scope.key(actor)), lambda: _whole(actor))
    found: list[m.Opportunity] = statement.instances(pk)
    if not found:
        raise NotFound("opportunity")
    return found[0]


def _whole(actor: Actor) -> QuerySet[m.Opportunity]:
    rows = scope.visible(actor, m.Opportunity).filter(pk=One(0, BigIntegerField()))
    return rows.select_related("account", "owner", "team")


def _hidden(may: frozenset[str]) -> frozenset[str]:
    rights = {"stance": "stakeholder.stance", "interests": "contact.personal"}
    return frozenset(name for name, right in rights.items() if right not in may)


def _decided(seen: Snapshot, say: str, *, live: bool, stances: bool) -> dict[str, Any]:
    """What the core says of the opportunity, with words; hidden stances show nowhere."""
    seen = seen if stances else parts.without_stances(seen)
    views = seen.views()
    chances = chance.both(seen, views)
    covered = coverage.cover(seen)
    stage = seen.playbook.stage(seen.stage)
    found = warnings.warn(seen, views) if live else ()
    told = parts.told(found, hides=not stances)
    behind = views.everything.get("customer.steps_behind")
    return {
        "playbook": seen.playbook.name.say(say),
        "playbook_number": seen.playbook.number,
        "usual_days": stage.usual_days,
        "chance": chances.believed.percent,
        "chance_confirmed": chances.confirmed.percent,
        "reasons": parts.reasons(seen, chances, say),
        "stages": parts.stages(seen, say),
        "buying_steps": parts.buying_steps(seen, say),
        "steps_behind": behind if isinstance(behind, int) else 0,
        "gate": gate_view(seen, gates.judge(stage.gate, seen, views), say),
        "dots": parts.dots(covered),
        "empty_chairs": parts.empty_chairs(seen, covered, say),
        "roles": tuple((r.key, r.name.say(say)) for r in seen.playbook.roles),
        "warnings": warning_views(seen, told, say),
    }
