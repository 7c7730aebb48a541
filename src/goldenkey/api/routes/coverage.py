"""Coverage of a committee over the API (M4.1, M4.4, M4.6, M4.8)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.coverage import CoverageOut
from goldenkey.selectors import coverage as select

router = Router(tags=["committee"])


@router.get("/opportunities/{opportunity_id}/coverage", response=CoverageOut)
@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> Any:
    """Roles met and not met, whom to see next and by which way, what each wants to hear."""
    return select.of_opportunity(request.actor, opportunity_id)
