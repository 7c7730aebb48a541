"""Leads over the API."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import lead as leads
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import given
from goldenkey.api.schemas.lead import (
    Answers,
    ConvertedOut,
    ConvertIn,
    LeadChange,
    LeadNew,
    LeadOut,
    LeadPage,
    ReasonIn,
)
from goldenkey.selectors import lead as select

router = Router(tags=["leads"])


@router.get("/leads", response=LeadPage)
@requires("lead.read")
def list_leads(request: Request, cursor: str = "", state: str = "", mine: bool = False) -> Any:
    """Leads in scope, newest first."""
    return select.page(request.actor, cursor=cursor, state=state, mine=mine)


@router.post("/leads", response={201: LeadOut})
@requires("lead.create")
def create_lead(request: Request, body: LeadNew) -> Any:
    """Add a lead."""
    made = leads.create_lead(request.actor, **given(body))
    return 201, select.detail(request.actor, made.pk)


@router.get("/leads/{lead_id}", response=LeadOut)
@requires("lead.read")
def read_lead(request: Request, lead_id: int) -> Any:
    """One lead with its evaluation."""
    return select.detail(request.actor, lead_id)


@router.patch("/leads/{lead_id}", response=LeadOut)
@requires("lead.edit")
def change_lead(request: Request, lead_id: int, body: LeadChange) -> Any:
    """Change a lead."""
    leads.edit_lead(request.actor, lead_id, **given(body))
    return select.detail(request.actor, lead_id)


@router.post("/leads/{lead_id}/evaluation", response=LeadOut)
@requires("lead.evaluate")
def evaluate_lead(request: Request, lead_id: int, body: Answers) -> Any:
    """Answer questions of the evaluation (M1.6, M1.7)."""
    leads.evaluate(request.actor, lead_id, answers=body.answers)
    return select.detail(request.actor, lead_id)


@router.post("/leads/{lead_id}/keep", response=LeadOut)
@requires("lead.edit")
def keep_lead(request: Request, lead_id: int, body: ReasonIn) -> Any:
    """Keep for later (M1.9)."""
    leads.keep(request.actor, lead_id, reason=body.reason)
    return select.detail(request.actor, lead_id)


@router.post("/leads/{lead_id}/rejection", response=LeadOut)
@requires("lead.edit")
def reject_lead(request: Request, lead_id: int, body: ReasonIn) -> Any:
    """Put aside, with the reason."""
    leads.reject(request.actor, lead_id, reason=body.reason)
    return select.detail(request.actor, lead_id)


@router.post("/leads/{lead_id}/reopening", response=LeadOut)
@requires("lead.edit")
def take_up_lead(request: Request, lead_id: int) -> Any:
    """Work on a kept or rejected lead again."""
    leads.take_up(request.actor, lead_id)
    return select.detail(request.actor, lead_id)


@router.post("/leads/{lead_id}/conversion", response={201: ConvertedOut})
@requires("lead.convert")
def convert_lead(request: Request, lead_id: int, body: ConvertIn) -> Any:
    """Turn a qualified lead into account, contact and opportunity."""
    made = leads.convert(request.actor, lead_id, **body.model_dump())
    contact = made.contact.pk if made.contact else None
    return 201, {
        "account_id": made.account.pk,
        "contact_id": contact,
        "opportunity_id": made.opportunity.pk,
    }
