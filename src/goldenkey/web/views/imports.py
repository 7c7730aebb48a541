"""Pages of imports: a file is dropped, its columns are set, its rows looked at, written, undone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goldenkey.actions import import_choices, imports
from goldenkey.documents import lead_files
from goldenkey.policies.errors import NotFound, Problem
from goldenkey.selectors import imports as select
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import user as users
from goldenkey.web import present, toasts
from goldenkey.web.forms.imports import ColumnsForm, ReadingForm, UploadForm, WriteForm
from goldenkey.web.frame import Request, fragment, page, refresh, requires
from goldenkey.wording import codes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VERDICTS = ("failed", "duplicate", "likely", "noted")


@requires("lead.import")
def index(request: Request) -> HttpResponse:
    """Imports, newest first."""
    found = select.page(request.actor, cursor=request.GET.get("cursor", ""))
    next_url = f"?cursor={found.next}" if found.next else ""
    return page(
        request, "import/index.html", _("Imports"), found=found, next_url=next_url,
        present=present, zone=request.actor.zone,
    )  # fmt: skip


@requires("lead.import")
def new(request: Request) -> HttpResponse:
    """Choose a file; what cannot be read is said at the file."""
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        playbooks=playbooks.published(request.actor),
        channels=playbooks.channels(request.actor),
        people=users.colleagues(request.actor),
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            import_choices.refuse_size(file.size)
            made = imports.upload(request.actor, file.name, file.read(), **form.given())
            return refresh(request, "import-map", made.pk)
        except Problem as problem:
            form.refuse(problem)
    return page(
        request, "import/new.html", _("Import leads"), status=status, form=form, present=present
    )


@requires("lead.import")
def show(request: Request, import_id: int) -> HttpResponse:
    """One import: what is being done, what was found, what became of it."""
    found = select.detail(request.actor, import_id)
    if found.state == "uploaded":
        return refresh(request, "import-map", import_id)
    verdict = request.GET.get("verdict", "")
    after = request.GET.get("after", "")
    rows = select.findings(
        request.actor, import_id, verdict=verdict if verdict in VERDICTS else "",
        after=int(after) if after.isdigit() else 0,
    )  # fmt: skip
    return page(
        request, "import/show.html", found.file_name, found=found, rows=rows, verdict=verdict,
        say=codes.say, verdicts=VERDICTS, told=lead_files.told, present=present,
        form=WriteForm(initial={"duplicates": found.duplicates}), **_at_work(request, import_id),
    )  # fmt: skip


@requires("lead.import")
def progress(request: Request, import_id: int) -> HttpResponse:
    """How far the work has come; when it has ended, the page is fetched anew."""
    context = _at_work(request, import_id)
    if context["state"] not in ("checking", "writing") and request.htmx:
        return refresh(request, "import", import_id)
    return fragment(request, "import/_progress.html", import_id=import_id, **context)


@requires("lead.import")
def columns(request: Request, import_id: int) -> HttpResponse:
    """What each column is: guessed, shown beside its values, set by a person."""
    found = select.detail(request.actor, import_id)
    form = ColumnsForm(request.POST or None, columns=found.columns)
    reading = _reading_form(request, found)
    status = 200
    if request.method == "POST":
        try:
            if "reread" in request.POST:
                return _reread(request, found, reading)
            if form.is_valid():
                imports.set_up(request.actor, import_id, mapping=form.mapping())
                imports.start_check(request.actor, import_id)
                return refresh(request, "import", import_id)
        except Problem as problem:
            (reading if "reread" in request.POST else form).refuse(problem)
        status = 422
    return page(
        request, "import/columns.html", found.file_name, status=status, found=found, form=form,
        say=codes.say, reading=reading, present=present,
        shown=list(zip(form, found.columns, strict=True)),
    )  # fmt: skip


@requires("lead.import")
@require_POST
def write(request: Request, import_id: int) -> HttpResponse:
    """Have the rows written; those we have already as was chosen."""
    form = WriteForm(request.POST)
    if form.is_valid() and select.detail(request.actor, import_id).state == "checked":
        imports.set_up(request.actor, import_id, **form.given())
    imports.start_write(request.actor, import_id)
    return refresh(request, "import", import_id)


@requires("lead.import")
def failed_rows(request: Request, import_id: int) -> HttpResponse:
    """The rows that were left out, as a file to mend and bring again."""
    found = select.failed_rows(request.actor, import_id)
    stem = found.file_name.rpartition(".")[0] or found.file_name
    name = _("%(file)s - left out.xlsx") % {"file": stem}
    return _xlsx(lead_files.failed_rows(found), name)


@requires("lead.undo_import")
def undo(request: Request, import_id: int) -> HttpResponse:
    """What an undo would do; then do it."""
    if request.method == "POST":
        done = imports.undo(request.actor, import_id)
        count = len(done.untouched)
        text = ngettext("%(n)d lead archived.", "%(n)d leads archived.", count) % {"n": count}
        toasts.tell(request, text)
        return refresh(request, "import", import_id)
    found = select.detail(request.actor, import_id)
    return page(
        request, "import/undo.html", found.file_name, found=found, present=present,
        seen=select.undo(request.actor, import_id), zone=request.actor.zone,
    )  # fmt: skip


@requires("lead.import")
def sample(request: Request) -> HttpResponse:
    """A file to begin with, in the language asked for or the reader's own."""
    language = request.GET.get("language") or request.actor.language
    if language not in lead_files.SAMPLES:
        raise NotFound("record")
    return _xlsx(lead_files.sample(language), f"leads-{language}.xlsx")


def _at_work(request: Request, import_id: int) -> dict[str, Any]:
    state, seen = select.progress(request.actor, import_id)
    return {"state": state, "seen": seen, "poll_url": reverse("import-progress", args=[import_id])}


def _reading_form(request: Request, found: Any) -> ReadingForm:
    data = request.POST if "reread" in request.POST else None
    initial = {"encoding": found.encoding, "sheet": found.sheet}
    return ReadingForm(data, initial=initial, sheets=found.sheets)


def _reread(request: Request, found: Any, form: ReadingForm) -> HttpResponse:
    if form.is_valid():
        imports.reread(request.actor, found.id, **form.given())
    return refresh(request, "import-map", found.id)


def _xlsx(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


urlpatterns = [
    path("imports/", index, name="imports"),
    path("imports/new/", new, name="import-new"),
    path("imports/sample/", sample, name="import-sample"),
    path("imports/<int:import_id>/", show, name="import"),
    path("imports/<int:import_id>/progress/", progress, name="import-progress"),
    path("imports/<int:import_id>/columns/", columns, name="import-map"),
    path("imports/<int:import_id>/write/", write, name="import-write"),
    path("imports/<int:import_id>/failed-rows/", failed_rows, name="import-failed-rows"),
    path("imports/<int:import_id>/undo/", undo, name="import-undo"),
]
