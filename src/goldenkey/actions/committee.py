"""Writes of the committee, the needs and the rivals of an opportunity."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import contact
from goldenkey.actions.base import action, allowed, archive, change, create, edit, touch_opportunity
from goldenkey.data.models import (
    CompetitorPosition,
    Contact,
    Need,
    Opportunity,
    Stakeholder,
    User,
)
from goldenkey.data.models.opportunity import OUTSIDERS, REACHES
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import playbook

SEAT = frozenset(
    {
        "roles", "influence", "stance", "stance_confirmed", "access", "power", "reports_to_id",
        "our_user_id", "interests", "reached_through", "group_name", "reach", "outside",
        "adaptability",
    }
)  # fmt: skip


@action("stakeholder.edit")
def seat(
    actor: Actor,
    opportunity_id: int,
    *,
    contact_id: int | None = None,
    group_name: str = "",
    **fields: Any,
) -> Stakeholder:
    """Put a person, or a named group reached through others, on the committee (M4.1)."""
    row = _opportunity(actor, opportunity_id, "stakeholder.edit")
    if contact_id is None and not group_name.strip():
        raise Refused("who_required", field="contact_id", requirement="M4.1")
    if contact_id is not None:
        scope.get(actor, Contact, contact_id)
        if row.stakeholders.filter(contact=contact_id, archived_at=None).exists():
            raise Refused("already_seated", field="contact_id", requirement="M4.1")
    fields.setdefault("our_user_id", actor.user_id)
    made = Stakeholder(opportunity=row, group_name=group_name.strip())
    _set(actor, row, made, fields)
    values = {name: getattr(made, name) for name in SEAT}
    return create(actor, Stakeholder, opportunity=row, contact_id=contact_id, **values)


@action("stakeholder.edit")
def seat_somebody_new(
    actor: Actor, opportunity_id: int, *, person: dict[str, str], **fields: Any
) -> Stakeholder:
    """Add a person to the customer and put him on the committee, both or neither."""
    row = _opportunity(actor, opportunity_id, "stakeholder.edit")
    if not person.get("name", "").strip():
        raise Refused("required", field="name", requirement="M4.1")
    made = contact.create_contact(actor, row.account_id, **person)
    return seat(actor, opportunity_id, contact_id=made.pk, **fields)


@action("stakeholder.edit")
def return_to_seat(actor: Actor, stakeholder_id: int) -> Stakeholder:
    """Take back that somebody was taken off; refused where he has another seat by now."""
    row = Stakeholder.objects.filter(pk=stakeholder_id).exclude(archived_at=None).first()
    if row is None:
        raise NotFound("stakeholder")
    opportunity = _opportunity(actor, row.opportunity_id, "stakeholder.edit")
    held = opportunity.stakeholders.filter(archived_at=None).exclude(contact=None)
    if held.filter(contact=row.contact_id).exists():
        raise Refused("already_seated", field="contact_id", requirement="M4.1")
    return edit(actor, row, archived_at=None)


@action("stakeholder.edit")
def change_seat(actor: Actor, stakeholder_id: int, *, version: int, **fields: Any) -> Stakeholder:
    """Change role, influence, stance or the rest of one seat (M4.5)."""
    with change(
        actor, Stakeholder, stakeholder_id, right="stakeholder.edit", version=version
    ) as made:
        _set(actor, made.opportunity, made, fields)
    return made


@action("stakeholder.edit")
def leave_seat(actor: Actor, stakeholder_id: int, *, version: int) -> None:
    """Take somebody off the committee; what was recorded stays."""
    with change(
        actor, Stakeholder, stakeholder_id, right="stakeholder.edit", version=version
    ) as made:
        archive(actor, made)


@action("opportunity.edit")
def add_need(
    actor: Actor,
    opportunity_id: int,
    *,
    words: str,
    explicit: bool = False,
    met: str = "unknown",
    met_confirmed: bool = False,
) -> Need:
    """List a need; only an explicit one, in his own words, counts as validated (M5.1)."""
    row = _opportunity(actor, opportunity_id, "opportunity.edit")
    if not words.strip():
        raise Refused("required", field="words")
    return create(
        actor, Need, opportunity=row, words=words.strip()[:300], explicit=explicit, met=met,
        met_confirmed=met_confirmed,
    )  # fmt: skip


@action("opportunity.edit")
def change_need(actor: Actor, need_id: int, *, version: int, **fields: Any) -> Need:
    """Mark a need fully, partly or not met, explicit or implied (M3.3)."""
    with change(actor, Need, need_id, right="opportunity.edit", version=version) as need:
        for name in ("words", "explicit", "met", "met_confirmed"):
            if name in fields:
                setattr(need, name, fields[name])
    return need


@action("opportunity.edit")
def place_rival(
    actor: Actor,
    opportunity_id: int,
    *,
    name: str,
    position: int | None = None,
    in_touch_with_decider: bool | None = None,
    need_id: int | None = None,
    confirmed: bool = False,
) -> CompetitorPosition:
    """Say how we stand against a rival: 2 much better … -2 much worse (M3.3); again to correct."""
    row = _opportunity(actor, opportunity_id, "opportunity.edit")
    if not name.strip():
        raise Refused("required", field="name", requirement="M3.3")
    if position is not None and position not in range(-2, 3):
        raise Refused("bad_choice", field="position", requirement="M3.3")
    if need_id is not None and not row.needs.filter(pk=need_id, archived_at=None).exists():
        raise Refused("bad_choice", field="need_id", requirement="M3.3")
    known = row.rivals.filter(name=name.strip(), need=need_id, archived_at=None).first()
    values: dict[str, Any] = {"position": position, "confirmed": confirmed}
    values["in_touch_with_decider"] = in_touch_with_decider
    if known is None:
        return create(
            actor, CompetitorPosition, opportunity=row, name=name.strip(), need_id=need_id, **values
        )
    with change(actor, CompetitorPosition, known.pk, right="opportunity.edit") as rival:
        for field, value in values.items():
            if value is not None:
                setattr(rival, field, value)
    return rival


@action("opportunity.edit")
def drop_need(actor: Actor, need_id: int, *, version: int) -> Need:
    """Take a need off the list: the customer does not want it after all."""
    with change(actor, Need, need_id, right="opportunity.edit", version=version) as need:
        need.archived_at = actor.now
    for place in CompetitorPosition.objects.filter(need=need, archived_at=None):
        archive(actor, place)
    return need


@action("opportunity.edit")
def drop_rival(actor: Actor, opportunity_id: int, *, name: str) -> int:
    """Take a rival off: he is out of the race. Returns how many places were put away."""
    row = _opportunity(actor, opportunity_id, "opportunity.edit")
    held = list(row.rivals.filter(name=name, archived_at=None))
    for place in held:
        archive(actor, place)
    return len(held)


def _opportunity(actor: Actor, pk: int, right: str) -> Opportunity:
    row = scope.get(actor, Opportunity, pk)
    allowed(actor, row, right)
    touch_opportunity(pk)
    return row


def _set(actor: Actor, row: Opportunity, made: Stakeholder, fields: dict[str, Any]) -> None:
    unknown = set(fields) - SEAT
    if unknown:
        raise TypeError(f"not fields of a stakeholder: {sorted(unknown)}")
    if fields.get("stance", "unknown") != "unknown":
        allowed(actor, row, "stakeholder.stance")
    if any(fields.get(n, "") not in ("", getattr(made, n)) for n in ("interests", "adaptability")):
        allowed(actor, row, "contact.personal")
    _known_people(row, fields)
    for name, value in fields.items():
        setattr(made, name, value)
    known = {role.key for role in playbook.compiled(row.playbook_version_id).roles}
    if not set(made.roles) <= known:
        raise Refused("bad_choice", field="roles", requirement="M4.3")
    _known_codes(made)
    grouped = made.group_name and not made.contact_id and not made.outside
    if grouped and not made.reached_through.strip():
        raise Refused("reason_required", field="reached_through", requirement="M4.1")
    _no_cycle(made)


def _known_codes(made: Stakeholder) -> None:
    if made.reach not in (*REACHES, "unknown"):
        raise Refused("bad_choice", field="reach", requirement="M4.5")
    if made.outside and made.outside not in OUTSIDERS:
        raise Refused("bad_choice", field="outside", requirement="M4.1")


def _known_people(row: Opportunity, fields: dict[str, Any]) -> None:
    boss, ours = fields.get("reports_to_id"), fields.get("our_user_id")
    if boss and not row.stakeholders.filter(pk=boss, archived_at=None).exists():
        raise Refused("bad_choice", field="reports_to_id", requirement="M4.5")
    if ours and not User.objects.filter(pk=ours, is_active=True).exclude(role="system").exists():
        raise Refused("bad_choice", field="our_user_id", requirement="M4.5")


def _no_cycle(made: Stakeholder) -> None:
    """Nobody reports to himself, over any number of steps; nor to another committee."""
    boss, steps = made.reports_to, 0
    while boss is not None:
        if boss.pk == made.pk or boss.opportunity_id != made.opportunity_id or steps > 100:
            raise Refused("reports_in_a_circle", field="reports_to_id", requirement="M4.5")
        boss, steps = boss.reports_to, steps + 1
