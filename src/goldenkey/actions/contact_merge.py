"""One person who stands in the files twice becomes one: nothing is lost, one entry says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from goldenkey.actions import contact as contacts
from goldenkey.actions import neighbours, search
from goldenkey.actions.base import about, action, allowed, archive, edit, ledger
from goldenkey.data import guards
from goldenkey.data.models import (
    CommitteeBody,
    Contact,
    KeptApart,
    Position,
    SeatLink,
    SeatRelation,
    Stakeholder,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

LINES = ("title", "phone", "mobile", "email", "birthday", "interests", "standing")
_UNKNOWN = {"influence": "unknown", "access": "unknown", "power": "unknown", "reach": "unknown"}
_BLANK = ("interests", "adaptability", "outside", "reached_through", "our_user_id")


@action("contact.merge")
def merge(actor: Actor, keep_id: int, *, gone_id: int, version: int | None = None) -> Contact:
    """Make one of two entries of the same person; `gone_id` is put away and leads to the other.

    Posts, seats, activities, steps and everything else that names the one names the other after;
    what may never be changed keeps naming the old entry, and is found through it. What both entries
    say differently stays readable on the old one.
    """
    kept = _locked(actor, keep_id, version)
    if keep_id == gone_id:
        raise Refused("merges_with_itself", field="gone_id")
    gone = _locked(actor, gone_id, None)
    personal = actor.may("contact.personal", contacts.account_of(actor, gone_id), kind="account")
    _fill(actor, kept, gone, personal=personal)
    _posts(actor, kept, gone)
    for seat in Stakeholder.objects.filter(contact=gone).order_by("pk"):
        _seat(actor, seat, kept)
    for row, column in _naming(gone):
        edit(actor, row, **{column: kept.pk})
    _links(kept, gone)
    _apart(actor, kept)
    for older in Contact.objects.filter(merged_into=gone):
        edit(actor, older, merged_into=kept)
    edit(actor, gone, merged_into=kept, archived_at=actor.now)
    about(kept)
    neighbours.of_contact(kept.pk)
    search.forget("contact", [gone.pk])
    contacts.index(kept, contacts.account_of(actor, kept.pk))
    return kept


def _locked(actor: Actor, pk: int, version: int | None) -> Contact:
    """An entry the actor may merge, as it was when he looked at it."""
    allowed(actor, contacts.account_of(actor, pk), "contact.merge")
    row = scope.get(actor, Contact, pk, lock=True)
    if row.merged_into_id or row.erased_at:
        raise Refused("merged_already", field="gone_id")
    if version is not None and version != row.version:
        raise Refused("read_again", field="version")
    return row


def _fill(actor: Actor, kept: Contact, gone: Contact, *, personal: bool) -> None:
    """What the kept entry does not know, it takes from the other."""
    hidden = () if personal else contacts.PERSONAL
    names = [n for n in LINES if n not in hidden and not getattr(kept, n) and getattr(gone, n)]
    given: dict[str, Any] = {name: getattr(gone, name) for name in names}
    if gone.note and personal and gone.note != kept.note:
        given["note"] = f"{kept.note}\n{gone.note}".strip()
    days = [d for d in (kept.last_contact_on, gone.last_contact_on) if d]
    edit(actor, kept, last_contact_on=max(days, default=None), **given)


def _posts(actor: Actor, kept: Contact, gone: Contact) -> None:
    """Posts move; of two at the same customer the kept one stays, with what the other knew."""
    now = {p.account_id: p for p in kept.positions.filter(until_on=None, archived_at=None)}
    for post in Position.objects.filter(contact=gone).order_by("pk"):
        twin = now.get(post.account_id)
        if twin is None or post.until_on or post.archived_at:
            edit(actor, post, contact_id=kept.pk)
            continue
        days = [d for d in (twin.since_on, post.since_on) if d]
        edit(
            actor, twin, title=twin.title or post.title, since_on=min(days, default=None),
            department=twin.department or post.department,
        )  # fmt: skip
        edit(actor, post, contact_id=kept.pk, archived_at=actor.now)


def _seat(actor: Actor, seat: Stakeholder, kept: Contact) -> None:
    """A seat moves; where both sit on one committee, the two seats become one."""
    twin = Stakeholder.objects.filter(
        opportunity=seat.opportunity_id, contact=kept, archived_at=None
    ).first()
    if twin is None or seat.archived_at:
        edit(actor, seat, contact_id=kept.pk)
        return
    _join(actor, twin, seat)
    edit(actor, seat, contact_id=kept.pk, archived_at=actor.now)


def _join(actor: Actor, twin: Stakeholder, seat: Stakeholder) -> None:
    given: dict[str, Any] = {"roles": list(dict.fromkeys([*twin.roles, *seat.roles]))}
    for name, nothing in _UNKNOWN.items():
        if getattr(twin, name) == nothing:
            given[name] = getattr(seat, name)
    for name in _BLANK:
        given[name] = getattr(twin, name) or getattr(seat, name)
    if twin.stance == "unknown" or (seat.stance_confirmed and not twin.stance_confirmed):
        given |= {"stance": seat.stance, "stance_confirmed": seat.stance_confirmed}
    days = [d for d in (twin.last_met_on, seat.last_met_on) if d]
    boss = twin.reports_to_id or seat.reports_to_id
    given |= {"last_met_on": max(days, default=None)}
    given["reports_to_id"] = None if _leads_back(boss, {twin.pk, seat.pk}) else boss
    for below in Stakeholder.objects.filter(reports_to=seat).exclude(pk=twin.pk):
        edit(actor, below, reports_to_id=twin.pk)
    edit(actor, twin, **given)
    _lines(actor, twin, seat)
    for need in seat.opportunity.needs.filter(said_by=seat):
        edit(actor, need, said_by_id=twin.pk)
    for body in CommitteeBody.objects.filter(opportunity=seat.opportunity_id):
        if seat.pk in body.members:
            edit(actor, body, members=sorted({*body.members, twin.pk} - {seat.pk}))


def _leads_back(boss_id: int | None, own: set[int]) -> bool:
    """Whether a chief reports, over any number of steps, to the person himself."""
    seen: set[int] = set()
    while boss_id and boss_id not in seen:
        if boss_id in own:
            return True
        seen.add(boss_id)
        above = Stakeholder.objects.filter(pk=boss_id).values_list("reports_to", flat=True)
        boss_id = above.first()
    return False


def _lines(actor: Actor, twin: Stakeholder, seat: Stakeholder) -> None:
    """Lines and relations of a seat move to its twin, where he has none of the same."""
    for line in SeatLink.objects.filter(archived_at=None).filter(
        models.Q(from_seat=seat) | models.Q(to_seat=seat)
    ):
        ends = {
            end: twin.pk if getattr(line, end) == seat.pk else getattr(line, end)
            for end in ("from_seat_id", "to_seat_id")
        }
        if line.kind == "conflicts":
            ends = dict(zip(ends, sorted(ends.values()), strict=True))
        same = SeatLink.objects.filter(**ends, kind=line.kind, archived_at=None)
        if len(set(ends.values())) == 1 or same.exclude(pk=line.pk).exists():
            archive(actor, line)
        else:
            edit(actor, line, **ends)
    for one in SeatRelation.objects.filter(stakeholder=seat, archived_at=None):
        held = SeatRelation.objects.filter(stakeholder=twin, user=one.user_id, archived_at=None)
        if held.exists():
            archive(actor, one)
        else:
            edit(actor, one, stakeholder_id=twin.pk)


def _naming(gone: Contact) -> Iterator[tuple[Any, str]]:
    """Every other row that names the person in a column that may be changed."""
    done = {Position, Stakeholder, Contact}
    for found in Contact._meta.related_objects:
        model: Any = found.related_model
        if not found.one_to_many or model in done:
            continue
        if model._meta.db_table in (*guards.APPEND_ONLY, guards.FACT):
            continue
        column = found.field.attname
        for row in model._base_manager.filter(**{column: gone.pk}).order_by("pk"):
            yield row, column


def _links(kept: Contact, gone: Contact) -> None:
    """Who was there, who is to be met, who evaluates: lists of people name the kept one."""
    for found in Contact._meta.related_objects:
        if not found.many_to_many:
            continue
        model: Any = found.related_model
        name = found.field.name
        for row in model._base_manager.filter(**{name: gone}):
            people = getattr(row, name)
            people.add(kept)
            people.remove(gone)
            ledger().note(row, {"op": "change", "fields": {}, "version": row.version})


def _apart(actor: Actor, kept: Contact) -> None:
    """Nobody is kept apart from himself."""
    for pair in KeptApart.objects.filter(first=kept, second=kept, archived_at=None):
        archive(actor, pair)
