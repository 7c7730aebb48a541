"""Today over the API: whom to see and why."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.today import TodayOut
from goldenkey.selectors import today as select

router = Router(tags=["today"])


@router.get("/today", response=TodayOut)
@requires("home.read")
def read_today(request: Request, everything: bool = False) -> Any:
    """What to do today, most important first; `everything` shows more than the first twenty."""
    return select.show(request.actor, all_rows=everything)
