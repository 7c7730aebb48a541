"""A tender of the rep's with one of everything, and a lead that came from a notice."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import tender, tender_bid
from goldenkey.actions.tender import CriterionIn
from goldenkey.core.tender import Guess
from goldenkey.data import models as m
from tests.cast import Cast


def of(cast: Cast, opportunity: m.Opportunity, contact: m.Contact) -> dict[str, Any]:
    """Rows of the tender by the names that addresses give their ids."""
    rep, day = cast.rep, cast.rep.today
    tender.open_tender(rep, opportunity.pk)
    tender.set_timetable(rep, opportunity.pk, dates={"submission": day})
    (asked,) = tender.add_requirements(rep, opportunity.pk, lines=["保固三年"])
    tender.set_criteria(rep, opportunity.pk, criteria=[CriterionIn("價格", 10_000)])
    rival = tender_bid.add_bidder(rep, opportunity.pk, name="大同儀器")
    priced = m.TenderCriterion.objects.get(tender__opportunity=opportunity)
    tender_bid.set_scores(rep, rival.pk, scores={priced.pk: Guess(60, 70, 80)})
    return {
        "milestone_id": m.TenderMilestone.objects.get(tender__opportunity=opportunity),
        "requirement_id": asked,
        "bidder_id": rival,
        "meeting_id": tender.record_meeting(
            rep, opportunity.pk, kind="bid_meeting", on=day, went="x", contact_ids=[contact.pk]
        ),
        "bond_id": tender_bid.add_bond(rep, opportunity.pk, kind="bid", amount=5000),
    }


def notice(cast: Cast, lead: m.Lead) -> m.TenderNotice:
    """The notice that the lead came from."""
    rep = cast.rep
    return m.TenderNotice.objects.create(
        lead=lead, ocid="ocds-x-1", release="1", released_at=rep.now, created_at=rep.now,
        updated_at=rep.now,
        notice={"product": "空壓機", "company": "新竹精密", "number": "", "value": "", "status": "",
                "procedure": "open", "dates": {}, "items": []},
    )  # fmt: skip
