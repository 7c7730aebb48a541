"""A tender we answer: its dates, what it asks for, who else bids, what is with the customer."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import tender, tender_bid
from goldenkey.actions.tender import CriterionIn
from goldenkey.core.tender import Guess
from goldenkey.demo.pursuit import Pursuit
from goldenkey.demo.script import Script

MARKS = ("full", "full", "partly", "unknown")
WEIGHTS = (4500, 3000, 2500)
OURS = (Guess(70, 80, 88), Guess(60, 70, 76), Guess(75, 82, 88))
THEIRS = (Guess(60, 74, 86), Guess(74, 82, 90), Guess(50, 66, 80))


def bid(script: Script, pursuit: Pursuit) -> None:
    """The tender of a passive project: begun, marked, scored, secured."""
    told: dict[str, Any] = script.company.words.stories["tender"]
    script.add(20, pursuit.owner, lambda: _begin(pursuit, told))
    script.add(12, pursuit.owner, lambda: _comply(pursuit, told))
    script.add(6, pursuit.owner, lambda: _score(pursuit, told))


def _begin(p: Pursuit, told: dict[str, Any]) -> None:
    """The notice was read: number, dates, what is asked for."""
    actor, pk, day = p.actor(), p.row.pk, p.company.due
    row = tender.open_tender(actor, pk)
    tender.edit_tender(actor, pk, version=row.version, number=told["number"], title=told["title"])
    tender.set_timetable(actor, pk, dates={
        "notice": day(-24), "questions": day(-4), "submission": day(5), "opening": day(8),
        "selection_meeting": day(-9), "award": day(34),
    })  # fmt: skip
    tender.add_requirements(actor, pk, lines=told["requirements"])
    notice = row.milestones.get(kind="notice")
    tender.reach_date(actor, notice.pk, on=notice.on)


def _comply(p: Pursuit, told: dict[str, Any]) -> None:
    """Each requirement is marked; the bid bond goes to the customer."""
    actor, pk = p.actor(), p.row.pk
    rows = p.row.tender.requirements.order_by("place")
    for row, mark in zip(rows, MARKS, strict=False):
        if mark != "unknown":
            answer = told["answer"] if mark == "partly" else ""
            tender.mark_requirement(actor, row.pk, version=row.version, mark=mark, answer=answer)
    tender_bid.add_bond(
        actor, pk, kind="bid", amount=told["bond"], form="bank_guarantee", given_on=actor.today,
        due_back_on=p.company.due(60),
    )  # fmt: skip


def _score(p: Pursuit, told: dict[str, Any]) -> None:
    """The selection meeting was held; criteria are known, and scores guessed."""
    actor, pk = p.actor(), p.row.pk
    tender.record_meeting(actor, pk, kind="selection_meeting", on=actor.today, went=told["went"])
    criteria = [CriterionIn(n, w) for n, w in zip(told["criteria"], WEIGHTS, strict=True)]
    row = tender.set_criteria(actor, pk, criteria=criteria)
    rival = tender_bid.add_bidder(actor, pk, name=told["rival"])
    ours = row.bidders.get(ours=True)
    ids = list(row.criteria.order_by("place").values_list("pk", flat=True))
    for bidder, guesses in ((ours, OURS), (rival, THEIRS)):
        scores = dict(zip(ids, guesses, strict=True))
        tender_bid.set_scores(actor, bidder.pk, scores=scores)
