"""Reads of the tender of an opportunity: everything its page shows (M6.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from goldenkey.core import gates
from goldenkey.core import tender as core
from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import snapshots
from goldenkey.selectors.contract import Option
from goldenkey.selectors.room_parts import gate_view
from goldenkey.selectors.room_shapes import GateView
from goldenkey.selectors.tender_shapes import (
    Announced,
    BidderRow,
    BondRow,
    CriterionRow,
    FileRow,
    GapRow,
    MeetingRow,
    MilestoneRow,
    QuietRow,
    RequirementRow,
    StandingRow,
    TenderView,
)

RIGHTS = (
    "tender.edit", "bond.record", "quiet.open", "evidence.add", "opportunity.advance",
    "opportunity.close",
)  # fmt: skip
OF_TENDER = ("number", "title", "ocid", "procedure", "aim", "state", "decided_on", "reason")
BONDS_SHOWN = 300
KINDS: dict[str, Any] = {
    "milestone": m.TenderMilestone, "requirement": m.TenderRequirement,
    "bidder": m.TenderBidder, "meeting": m.TenderMeeting, "bond": m.TenderBond,
}  # fmt: skip
"""The rows of a tender by what addresses call them."""


def tender(actor: Actor, opportunity_id: int) -> TenderView:
    """The tender of an opportunity in scope, also before it was begun."""
    actor.require("tender.read")
    row = scope.get(actor, m.Opportunity, opportunity_id)
    held = m.Tender.objects.filter(opportunity=row).first() or m.Tender(opportunity=row, version=0)
    days = _timetable(held, actor.today)
    requirements = _requirements(held)
    criteria = _criteria(held)
    bidders = _bidders(held)
    return TenderView(
        opportunity_id=row.pk, opportunity=row.name, opportunity_version=row.version,
        account_id=row.account_id, account=row.account.name, money=row.money, live=row.live,
        passive=row.drive == "passive", go=row.go, go_reason=row.go_reason, chance=row.chance,
        chance_confirmed=row.chance_confirmed, id=held.pk or 0, version=held.version,
        **{name: getattr(held, name) for name in OF_TENDER},
        timetable=days,
        out_of_order=core.out_of_order({d.kind: d.on for d in days}),
        requirements=requirements,
        complies=core.compliance([(r.mark, r.must) for r in requirements]),
        criteria=criteria,
        lacking=core.lacking([c.weight for c in criteria if c.weight is not None]),
        bidders=bidders,
        **_ranked(criteria, bidders),
        questions=_questions(actor, row.pk),
        meetings=_meetings(actor, held),
        bonds=tuple(bond_row(b, actor.today) for b in _kept(held, "bonds").order_by("pk")),
        quiet=_quiet(row),
        files=_files(row),
        news=tuple(n for one in _notices(row.pk) for n in one.news),
        people=tuple(Option(pk, name) for pk, name in _seats(row.pk)),
        evaluators=_evaluators(row),
        today=actor.today,
        may=frozenset(r for r in RIGHTS if actor.may(r, row, kind="opportunity")),
    )  # fmt: skip


def bonds(actor: Actor) -> tuple[BondRow, ...]:
    """Bonds that bind us: given and not back yet; those due back first on top."""
    actor.require("bond.read")
    rows = scope.visible(actor, m.TenderBond).filter(
        returned_on=None, forfeited_on=None, given_on__isnull=False
    )
    wanted = rows.select_related("tender__opportunity__account")
    ordered = wanted.order_by("due_back_on", "pk")[:BONDS_SHOWN]
    return tuple(bond_row(row, actor.today) for row in ordered)


def seated(actor: Actor, opportunity_id: int) -> set[int]:
    """The contacts on the committee of an opportunity in scope."""
    scope.get(actor, m.Opportunity, opportunity_id)
    return {pk for pk, _ in _seats(opportunity_id)}


def our_name(actor: Actor) -> str:
    """What we are called as a bidder."""
    actor.require("tender.read")
    return str(m.Organisation.objects.values_list("name", flat=True).first() or "")


def rival_names(actor: Actor, opportunity_id: int) -> list[str]:
    """The rivals placed on the opportunity, each once."""
    rows = scope.visible(actor, m.CompetitorPosition).filter(opportunity=opportunity_id)
    names = rows.order_by("pk").values_list("name", flat=True)
    ours = our_name(actor)
    return [name for name in dict.fromkeys(names) if name != ours]


def announced(actor: Actor, opportunity_id: int) -> Announced:
    """What the notice says that the opportunity came from, if it came from one."""
    scope.get(actor, m.Opportunity, opportunity_id)
    found = _notices(opportunity_id).last()
    if found is None:
        return Announced()
    said = found.notice
    dates = {kind: date.fromisoformat(on) for kind, on in said.get("dates", {}).items()}
    fields = {
        "number": said.get("number", "")[:100], "title": said.get("title", "")[:300],
        "ocid": found.ocid, "procedure": said.get("procedure") or "open",
    }  # fmt: skip
    return Announced(fields, dates, tuple(said.get("items", ())))


def bond_row(row: m.TenderBond, today: date) -> BondRow:
    """A bond as it stands today."""
    days: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("given_on", "due_back_on", "returned_on", "forfeited_on")
    }
    opportunity = row.tender.opportunity
    return BondRow(
        row.pk, row.version, opportunity.pk, opportunity.name, opportunity.account.name, row.kind,
        row.form, Money(row.amount_minor, row.currency), core.bond_state(**days, today=today),
        **days, note=row.note,
    )  # fmt: skip


def opportunity_of(actor: Actor, kind: str, pk: int) -> int:
    """The opportunity that a row of a tender belongs to; NotFound out of scope."""
    return int(scope.get(actor, KINDS[kind], pk).tender.opportunity_id)


def _kept(held: m.Tender, name: str) -> Any:
    """The rows of a tender that were not put away; none before it was begun."""
    model = m.Tender._meta.get_field(name).related_model
    rows = model._default_manager.filter(archived_at=None)  # type: ignore[union-attr]
    return rows.filter(tender=held) if held.pk else rows.none()


def _timetable(held: m.Tender, today: date) -> tuple[MilestoneRow, ...]:
    rows = sorted(_kept(held, "milestones"), key=lambda r: (r.on, core.ORDER.index(r.kind)))
    return tuple(
        MilestoneRow(r.pk, r.kind, r.on, r.done_on, core.standing(r.kind, r.on, r.done_on, today))
        for r in rows
    )


def _requirements(held: m.Tender) -> tuple[RequirementRow, ...]:
    rows = _kept(held, "requirements").select_related("marked_by").order_by("place", "pk")
    return tuple(
        RequirementRow(
            r.pk, r.version, r.words, r.must, r.mark, r.answer,
            r.marked_by.name if r.marked_by else "", r.marked_on,
        )
        for r in rows
    )  # fmt: skip


def _criteria(held: m.Tender) -> tuple[CriterionRow, ...]:
    rows = _kept(held, "criteria").order_by("place", "pk")
    return tuple(CriterionRow(r.pk, r.name, r.weight) for r in rows)


def _bidders(held: m.Tender) -> tuple[BidderRow, ...]:
    rows = list(_kept(held, "bidders").order_by("-ours", "pk"))
    scores = m.TenderScore.objects.filter(bidder__in=rows, archived_at=None)
    guesses: dict[int, dict[int, core.Guess]] = {r.pk: {} for r in rows}
    for s in scores:
        guesses[s.bidder_id][s.criterion_id] = core.Guess(s.low, s.likely, s.high)
    return tuple(
        BidderRow(
            r.pk, r.version, r.name, r.ours, guesses[r.pk],
            None if r.price_minor is None else Money(r.price_minor, r.currency), r.won, r.reason,
        )
        for r in rows
    )  # fmt: skip


def _ranked(criteria: Sequence[CriterionRow], bidders: Sequence[BidderRow]) -> dict[str, Any]:
    """The expected ranking by the weights that are known, with names."""
    names = {b.id: b.name for b in bidders}
    found = core.rank(
        {c.id: c.weight for c in criteria if c.weight},
        [b.id for b in bidders],
        {(c, b.id): guess for b in bidders for c, guess in b.guesses.items()},
        ours=next((b.id for b in bidders if b.ours), None),
    )
    called = {c.id: c.name for c in criteria}
    return {
        "ranking": found,
        "rival": names.get(found.against or 0, ""),
        "gaps": tuple(GapRow(c, called[c], points) for c, points in found.gaps),
        "standings": _standings(found, bidders),
    }


def _standings(found: core.Ranking, bidders: Iterable[BidderRow]) -> tuple[StandingRow, ...]:
    by_id = {b.id: b for b in bidders}
    return tuple(
        StandingRow(
            p.bidder, by_id[p.bidder].name, by_id[p.bidder].ours, p.low, p.likely, p.high,
            p.best_rank, p.worst_rank,
        )
        for p in found.placed
    )  # fmt: skip


def _questions(actor: Actor, pk: int) -> GateView:
    """The playbook's questions for go or no-go: what its validation stage asks (M3.3)."""
    seen = snapshots.opportunities(actor, [pk])[pk]
    stages = seen.playbook.stages
    asked = next((s.key for s in stages if s.phase == "validate"), seen.stage)
    there = replace(seen, stage=asked)
    return gate_view(there, gates.judge(seen.playbook.gate(asked), seen), actor.language)


def _meetings(actor: Actor, held: m.Tender) -> tuple[MeetingRow, ...]:
    rows = list(_kept(held, "meetings").select_related("by").order_by("-on", "-pk"))
    ids = {pk for r in rows for pk in r.people}
    names = dict(
        scope.visible(actor, m.Contact).filter(pk__in=ids).values_list("pk", "name")
        if ids else ()
    )  # fmt: skip
    return tuple(
        MeetingRow(
            r.pk, r.kind, r.on, tuple(names[pk] for pk in r.people if pk in names), r.went,
            r.follow_up, r.by.name,
        )
        for r in rows
    )  # fmt: skip


def _quiet(row: m.Opportunity) -> tuple[QuietRow, ...]:
    rows = row.quiet_periods.filter(archived_at=None).prefetch_related("evaluators")
    return tuple(
        QuietRow(r.pk, r.starts_on, r.ends_on, tuple(p.name for p in r.evaluators.all()))
        for r in rows.order_by("-starts_on", "-pk")
    )


def _evaluators(row: m.Opportunity) -> tuple[int, ...]:
    bodies = row.bodies.filter(kind="evaluation", archived_at=None).values_list(
        "members", flat=True
    )
    seats = m.Stakeholder.objects.filter(
        pk__in={pk for members in bodies for pk in members}, opportunity=row, archived_at=None
    )
    found = seats.exclude(contact=None).order_by("pk").values_list("contact_id", flat=True)
    return tuple(pk or 0 for pk in found)


def _files(row: m.Opportunity) -> tuple[FileRow, ...]:
    found = m.EvidenceFile.objects.filter(
        kind="opportunity", record_id=row.pk, archived_at=None
    ).order_by("-pk")[:100]
    return tuple(FileRow(f.pk, f.name) for f in found)


def _notices(opportunity_id: int) -> Any:
    rows = m.TenderNotice.objects.filter(lead__opportunity=opportunity_id, archived_at=None)
    return rows.order_by("released_at", "pk")


def _seats(opportunity_id: int) -> list[tuple[int, str]]:
    rows = m.Stakeholder.objects.filter(
        opportunity=opportunity_id, archived_at=None, contact__archived_at=None
    ).exclude(contact=None)
    return [(pk or 0, name) for pk, name in rows.order_by("pk").values_list(
        "contact_id", "contact__name"
    )]  # fmt: skip
