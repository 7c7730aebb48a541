"""Writes of a tender: opened, its timetable, requirements, criteria, meetings (M6.3, M0.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from goldenkey.actions.base import action, allowed, archive, change, create, edit
from goldenkey.core import tender as core
from goldenkey.data.models import (
    Opportunity,
    Tender,
    TenderBidder,
    TenderCriterion,
    TenderMeeting,
    TenderMilestone,
    TenderRequirement,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import tender as select

TEXTS = {"number": 100, "title": 300, "procedure": 32, "aim": 32}
PROCEDURES = ("open", "selective", "limited", "direct")
AIMS = ("specification", "price")
MEETINGS = ("selection_meeting", "bid_meeting")
MOST = 200
"""As many requirements, and half as many criteria, as a person can answer."""


@dataclass(frozen=True, slots=True)
class CriterionIn:
    """A criterion as given: `id` where it was there before, weight in basis points or unknown."""

    name: str
    weight: int | None = None
    id: int | None = None


@action("tender.edit")
def open_tender(actor: Actor, opportunity_id: int) -> Tender:
    """Begin the tender of an opportunity, with what its notice says; again answers with the same.

    We are the first of its bidders, the rivals of the committee's page follow.
    """
    row = scope.get(actor, Opportunity, opportunity_id, lock=True)
    allowed(actor, row, "tender.edit")
    known = Tender.objects.filter(opportunity=row).first()
    if known is not None:
        return known
    if not row.live:
        raise Refused("not_live", requirement="M6.3")
    said = select.announced(actor, row.pk)
    made = create(actor, Tender, opportunity=row, **said.fields)
    _begin_dates(actor, made, said.dates)
    create(actor, TenderBidder, tender=made, name=select.our_name(actor), ours=True)
    for name in select.rival_names(actor, row.pk):
        create(actor, TenderBidder, tender=made, name=name)
    for place, words in enumerate(said.items, start=1):
        create(actor, TenderRequirement, tender=made, place=place, words=words)
    return made


@action("tender.edit")
def edit_tender(actor: Actor, opportunity_id: int, *, version: int, **fields: str) -> Tender:
    """Change number, title, procedure or what outcome we aim at (M6.3)."""
    with _changing(actor, opportunity_id, version) as row:
        for name, most in TEXTS.items():
            if name in fields:
                setattr(row, name, fields[name].strip()[:most])
        for name, known in (("procedure", PROCEDURES), ("aim", AIMS)):
            if getattr(row, name) not in known:
                raise Refused("bad_choice", field=name, requirement="M6.3")
    return row


@action("tender.edit")
def set_timetable(actor: Actor, opportunity_id: int, *, dates: Mapping[str, date | None]) -> Tender:
    """Set or empty the dates that are named; those that overtake each other are refused (M6.3)."""
    row = open_tender(actor, opportunity_id)
    unknown = set(dates) - set(core.ORDER)
    if unknown:
        raise Refused("bad_choice", field=min(unknown), requirement="M6.3")
    held = {m.kind: m for m in row.milestones.filter(archived_at=None)}
    after = {**{kind: m.on for kind, m in held.items()}, **dates}
    _check_order({kind: on for kind, on in after.items() if on})
    for kind, on in dates.items():
        _set_date(actor, row, held.get(kind), kind, on)
    return row


@action("tender.edit")
def reach_date(
    actor: Actor, milestone_id: int, *, done: bool = True, on: date | None = None
) -> TenderMilestone:
    """Mark a date as kept, today or on an earlier day; or take the mark back."""
    with change(actor, TenderMilestone, milestone_id, right="tender.edit") as row:
        day = on or actor.today
        if day > actor.today:
            raise Refused("date_in_future", field="on", requirement="M6.3")
        row.done_on = day if done else None
    return row


@action("tender.edit")
def add_requirements(
    actor: Actor, opportunity_id: int, *, lines: Sequence[str], must: bool = True
) -> list[TenderRequirement]:
    """Add what the tender asks for, one a line; what stands there already is not doubled."""
    row = open_tender(actor, opportunity_id)
    held = row.requirements.filter(archived_at=None)
    known = set(held.values_list("words", flat=True))
    wanted = [w for w in dict.fromkeys(line.strip()[:300] for line in lines) if w]
    if not wanted:
        raise Refused("required", field="lines", requirement="M6.3")
    fresh = [words for words in wanted if words not in known]
    if len(known) + len(fresh) > MOST:
        raise Refused("too_many_lines", field="lines", most=MOST)
    last = max(held.values_list("place", flat=True), default=0)
    return [
        create(actor, TenderRequirement, tender=row, place=place, words=words, must=must)
        for place, words in enumerate(fresh, start=last + 1)
    ]


@action("tender.edit")
def mark_requirement(
    actor: Actor, requirement_id: int, *, version: int, mark: str, answer: str = "",
    must: bool | None = None,
) -> TenderRequirement:  # fmt: skip
    """Say how far we comply, with the answer we will give; who said so is kept (M6.3).

    "Partly" and "no" need an answer: what we offer instead, or why not.
    """
    with change(
        actor, TenderRequirement, requirement_id, right="tender.edit", version=version
    ) as row:
        if mark not in ("full", "partly", "no", "unknown"):
            raise Refused("bad_choice", field="mark", requirement="M6.3")
        said = answer.strip()[:500]
        if mark in ("partly", "no") and not said:
            raise Refused("answer_required", field="answer", requirement="M6.3")
        row.mark, row.answer = mark, said
        row.marked_by_id, row.marked_on = actor.user_id, actor.today
        row.must = row.must if must is None else must
    return row


@action("tender.edit")
def drop_requirement(actor: Actor, requirement_id: int) -> TenderRequirement:
    """Take a requirement off the list."""
    with change(actor, TenderRequirement, requirement_id, right="tender.edit") as row:
        archive(actor, row)
    return row


@action("tender.edit")
def set_criteria(actor: Actor, opportunity_id: int, *, criteria: Sequence[CriterionIn]) -> Tender:
    """Set what bids are scored by. Known weights sum to 100, or some are still to be asked (M6.3).

    Criteria named by id keep their scores; those left out are taken away.
    """
    row = open_tender(actor, opportunity_id)
    held = {c.pk: c for c in row.criteria.filter(archived_at=None)}
    _check_criteria(criteria, held)
    for place, given in enumerate(criteria, start=1):
        fields = {"place": place, "name": given.name.strip()[:200], "weight": given.weight}
        if given.id is None:
            create(actor, TenderCriterion, tender=row, **fields)
        else:
            edit(actor, held.pop(given.id), **fields)
    for gone in held.values():
        archive(actor, gone)
    return row


@action("tender.edit")
def record_meeting(
    actor: Actor, opportunity_id: int, *, kind: str, on: date, went: str,
    contact_ids: Sequence[int] = (), follow_up: str = "",
) -> TenderMeeting:  # fmt: skip
    """Record a selection or bid meeting: who was there, how it went; its date is kept then."""
    row = open_tender(actor, opportunity_id)
    if kind not in MEETINGS:
        raise Refused("bad_choice", field="kind", requirement="M6.3")
    if on > actor.today:
        raise Refused("date_in_future", field="on", requirement="M6.3")
    if not went.strip():
        raise Refused("required", field="went", requirement="M6.3")
    seated = select.seated(actor, row.opportunity_id)
    if strangers := set(contact_ids) - seated:
        raise Refused("bad_choice", field="contact_ids", requirement="M6.3", id=min(strangers))
    planned = row.milestones.filter(kind=kind, archived_at=None).first()
    if planned is None:
        create(actor, TenderMilestone, tender=row, kind=kind, on=on, done_on=on)
    elif planned.done_on is None:
        edit(actor, planned, done_on=on)
    return create(
        actor, TenderMeeting, tender=row, kind=kind, on=on, people=sorted(set(contact_ids)),
        went=went.strip()[:500], follow_up=follow_up.strip()[:300], by_id=actor.user_id,
    )  # fmt: skip


@action("tender.edit")
def drop_meeting(actor: Actor, meeting_id: int) -> TenderMeeting:
    """Put a wrong record of a meeting away."""
    with change(actor, TenderMeeting, meeting_id, right="tender.edit") as row:
        archive(actor, row)
    return row


def held(actor: Actor, opportunity_id: int, right: str = "tender.edit") -> Tender:
    """The tender of an opportunity, locked and allowed; raises Refused before it is opened."""
    row = scope.get(actor, Opportunity, opportunity_id, lock=True)
    allowed(actor, row, right)
    found = Tender.objects.filter(opportunity=row, archived_at=None).first()
    if found is None:
        raise Refused("no_tender", requirement="M6.3")
    return found


def _changing(actor: Actor, opportunity_id: int, version: int) -> AbstractContextManager[Tender]:
    found = held(actor, opportunity_id)
    return change(actor, Tender, found.pk, right="tender.edit", version=version)


def _begin_dates(actor: Actor, row: Tender, dates: Mapping[str, date]) -> None:
    """The dates of the notice; where they overtake each other they are left to be asked."""
    doubtful = {kind for pair in core.out_of_order(dates) for kind in pair}
    for kind, on in dates.items():
        if kind not in doubtful:
            done = on if kind == "notice" and on <= actor.today else None
            create(actor, TenderMilestone, tender=row, kind=kind, on=on, done_on=done)


def _set_date(
    actor: Actor, row: Tender, known: TenderMilestone | None, kind: str, on: date | None
) -> None:
    if known is None:
        if on is not None:
            create(actor, TenderMilestone, tender=row, kind=kind, on=on)
    elif on is None:
        archive(actor, known)
    elif on != known.on:
        edit(actor, known, on=on, done_on=None)


def _check_order(dates: Mapping[str, date]) -> None:
    for first, then in core.out_of_order(dates):
        raise Refused(
            "milestone_order", field=then, requirement="M6.3", first=first, then=then,
            first_on=dates[first],
        )  # fmt: skip


def _check_criteria(criteria: Sequence[CriterionIn], known: Mapping[int, TenderCriterion]) -> None:
    if len(criteria) > MOST // 2:
        raise Refused("too_many_lines", field="criteria", most=MOST // 2)
    ids = [c.id for c in criteria if c.id is not None]
    if len(ids) != len(set(ids)) or set(ids) - set(known):
        raise Refused("bad_choice", field="criteria", requirement="M6.3")
    if any(not c.name.strip() for c in criteria):
        raise Refused("required", field="criteria", requirement="M6.3")
    weights = [c.weight for c in criteria if c.weight is not None]
    if any(w < 0 for w in weights):
        raise Refused("weights_sum", field="criteria", requirement="M6.3", percent="0")
    lacks = core.lacking(weights)
    whole = len(weights) == len(criteria)
    if criteria and (lacks < 0 or (whole and lacks)):
        raise Refused(
            "weights_sum", field="criteria", requirement="M6.3",
            percent=f"{(core.WHOLE - lacks) / 100:g}",
        )  # fmt: skip
