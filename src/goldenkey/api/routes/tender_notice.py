"""Tender notices over the API: a release package is looked at, or brought in."""

from __future__ import annotations

from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile

from goldenkey.actions import tender_import
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.tender_notice import NoticesOut
from goldenkey.documents import json_in
from goldenkey.policies.errors import Refused

router = Router(tags=["tenders"])


@router.post("/tender-notices", response=NoticesOut)
@requires("tender.import")
def bring_in_notices(
    request: Request,
    file: File[UploadedFile | None] = None,
    dry_run: Form[bool] = True,
    playbook_key: Form[str] = "",
    channel: Form[str] = "",
) -> Any:
    """Send an OCDS release package. A dry run (the default) saves nothing and names every problem
    by its path; without it new leads are written and known ones updated, all or nothing.
    """
    if file is None:
        raise Refused("required", field="file")
    json_in.refuse_size(file.size or 0)
    data = file.read()
    if dry_run:
        return tender_import.look(request.actor, data)
    return tender_import.bring_in(
        request.actor, file.name or "", data, playbook_key=playbook_key, channel=channel
    )
