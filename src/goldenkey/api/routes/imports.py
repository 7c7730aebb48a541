"""Imports over the API: a file is sent, checked and written in the background, perhaps undone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from goldenkey.actions import import_choices, imports
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.imports import (
    ColumnsIn,
    ImportOut,
    ImportPage,
    ProgressOut,
    ReadingIn,
    RowPage,
    UndoneOut,
)
from goldenkey.documents import lead_files
from goldenkey.policies.errors import Refused
from goldenkey.selectors import imports as select

router = Router(tags=["imports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/imports", response=ImportPage)
@requires("lead.import")
def list_imports(request: Request, cursor: str = "") -> Any:
    """Imports in scope, newest first."""
    return select.page(request.actor, cursor=cursor)


@router.post("/imports", response={201: ImportOut})
@requires("lead.import")
def upload_import(
    request: Request,
    file: File[UploadedFile | None] = None,
    playbook_key: Form[str] = "",
    channel: Form[str] = "",
) -> Any:
    """Send a file of leads (.xlsx, .xls, .csv); its columns are guessed, nothing is written."""
    if file is None:
        raise Refused("required", field="file")
    import_choices.refuse_size(file.size or 0)
    made = imports.upload(
        request.actor, file.name or "", file.read(), playbook_key=playbook_key, channel=channel
    )
    return 201, select.detail(request.actor, made.pk)


@router.get("/imports/{import_id}", response=ImportOut)
@requires("lead.import")
def read_import(request: Request, import_id: int) -> Any:
    """One import."""
    return select.detail(request.actor, import_id)


@router.patch("/imports/{import_id}", response=ImportOut)
@requires("lead.import")
def change_import(request: Request, import_id: int, body: ColumnsIn) -> Any:
    """Say what the columns are and what becomes of duplicates; check again afterwards."""
    imports.set_up(request.actor, import_id, **body.model_dump())
    return select.detail(request.actor, import_id)


@router.post("/imports/{import_id}/reading", response=ImportOut)
@requires("lead.import")
def reread_import(request: Request, import_id: int, body: ReadingIn) -> Any:
    """Read the file again in another encoding, or another of its sheets."""
    imports.reread(request.actor, import_id, **body.model_dump())
    return select.detail(request.actor, import_id)


@router.post("/imports/{import_id}/check", response={202: ImportOut})
@requires("lead.import")
def check_import(request: Request, import_id: int) -> Any:
    """Check every row in the background; ask for the progress, then for the findings."""
    imports.start_check(request.actor, import_id)
    return 202, select.detail(request.actor, import_id)


@router.get("/imports/{import_id}/progress", response=ProgressOut)
@requires("lead.import")
def read_progress(request: Request, import_id: int) -> Any:
    """How far the work has come."""
    state, seen = select.progress(request.actor, import_id)
    return {"state": state, "step": seen.step, "done": seen.done, "total": seen.total}


@router.get("/imports/{import_id}/findings", response=RowPage)
@requires("lead.import")
def list_findings(request: Request, import_id: int, after: int = 0, verdict: str = "") -> Any:
    """Rows there is something to say about, in the order of the file."""
    return select.findings(request.actor, import_id, after=after, verdict=verdict)


@router.get("/imports/{import_id}/failed-rows")
@requires("lead.import")
def download_failed_rows(request: Request, import_id: int) -> HttpResponse:
    """The rows that were left out, as .xlsx with what is wrong."""
    found = select.failed_rows(request.actor, import_id)
    response = HttpResponse(lead_files.failed_rows(found), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="left-out.xlsx"'
    return response


@router.post("/imports/{import_id}/write", response={202: ImportOut})
@requires("lead.import")
def write_import(request: Request, import_id: int) -> Any:
    """Write the rows that were found good, in the background; asked twice, written once."""
    imports.start_write(request.actor, import_id)
    return 202, select.detail(request.actor, import_id)


@router.post("/imports/{import_id}/undo", response=UndoneOut)
@requires("lead.undo_import")
def undo_import(request: Request, import_id: int) -> Any:
    """Archive the leads that nobody has touched since; the others are listed."""
    done = imports.undo(request.actor, import_id)
    return {"archived": len(done.untouched), "kept": done.kept}
