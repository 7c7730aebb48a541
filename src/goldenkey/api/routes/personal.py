"""A person's data over the API: handed over on request, and erased (M9.3)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import erasure
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.personal import ErasureIn, PersonalDataOut
from goldenkey.selectors import personal as select

router = Router(tags=["contacts"])


@router.get("/contacts/{contact_id}/data", response=PersonalDataOut)
@requires("contact.export")
def export_contact(request: Request, contact_id: int) -> Any:
    """Everything kept about a person; fields with a right of their own only with that right."""
    return select.data(request.actor, contact_id)


@router.post("/contacts/{contact_id}/erasure", response={204: None})
@requires("contact.erase")
def erase_contact(request: Request, contact_id: int, body: ErasureIn) -> Any:
    """Erase a person everywhere; it cannot be undone. Days, amounts and roles stay."""
    erasure.erase(request.actor, contact_id, **body.model_dump())
    return 204, None
