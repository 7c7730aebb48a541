"""Pages of tender notices: a file is looked at, brought in, and read again at its lead."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goldenkey.actions import tender_import
from goldenkey.data import files
from goldenkey.documents import json_in
from goldenkey.policies.errors import NotFound, Problem, Refused
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import tender_notice as select
from goldenkey.web import present, present_tender, toasts
from goldenkey.web.forms.tender_notice import BringInForm, NoticeFileForm
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("tender.import")
def new(request: Request) -> HttpResponse:
    """Choose a file; what it would bring is shown, what is wrong is named by its path."""
    form = NoticeFileForm(
        request.POST or None, request.FILES or None,
        playbooks=playbooks.published(request.actor),
    )  # fmt: skip
    found, confirm = None, None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            json_in.refuse_size(file.size)
            data = file.read()
            found = tender_import.look(request.actor, data)
            if not found.problems:
                digest, _where = files.store(data)
                confirm = BringInForm(initial={
                    "digest": digest, "name": file.name,
                    "playbook_key": form.cleaned_data["playbook_key"],
                })  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
    status = 422 if request.method == "POST" and confirm is None else 200
    return page(
        request, "tender/notices.html", _("Tender notices"), status=status, form=form, found=found,
        confirm=confirm, present=present, shown=present_tender, say=codes.say,
    )  # fmt: skip


@requires("tender.import")
@require_POST
def bring_in(request: Request) -> HttpResponse:
    """Bring in what was shown."""
    form = BringInForm(request.POST)
    if not form.is_valid():
        raise Refused("required", field="digest")
    given = form.cleaned_data
    place = files.path_of(f"{given['digest'][:2]}/{given['digest']}")
    if not place.is_file():
        raise NotFound("record")
    found = tender_import.bring_in(
        request.actor, given["name"], place.read_bytes(), playbook_key=given["playbook_key"]
    )
    count = found.count("new")
    told = ngettext("%(n)d lead was added.", "%(n)d leads were added.", count) % {"n": count}
    toasts.tell(request, told)
    if found.import_id:
        return refresh(request, "import", found.import_id)
    return refresh(request, "leads")


@requires("lead.read")
def show(request: Request, lead_id: int) -> HttpResponse:
    """The notice a lead came from, and what later ones changed."""
    found = select.of_lead(request.actor, lead_id)
    if found is None:
        raise NotFound("record")
    return page(
        request, "tender/notice.html", _("Tender notice"), one=found, shown=present_tender,
        present=present, zone=request.actor.zone,
    )  # fmt: skip


urlpatterns = [
    path("leads/tenders/", new, name="tender-notices"),
    path("leads/tenders/bring-in/", bring_in, name="tender-notices-bring-in"),
    path("leads/<int:lead_id>/notice/", show, name="lead-notice"),
]
