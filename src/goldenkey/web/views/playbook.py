"""Playbooks: the list, and each as a document a sales manager reads aloud."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.selectors import playbook as select
from goldenkey.selectors import playbook_heirs, playbook_versions
from goldenkey.web import present, present_playbook
from goldenkey.web.frame import Request, page, requires


@requires("playbook.read")
def index(request: Request) -> HttpResponse:
    """The published playbooks and who uses them."""
    found = select.in_use(request.actor)
    drafts = playbook_versions.drafts(request.actor)
    return page(
        request, "playbook/index.html", _("Playbooks"), found=found, present=present,
        names={row.key: row.name for row in found}, may=request.actor.may, drafts=drafts,
    )  # fmt: skip


@requires("playbook.read")
def show(request: Request, key: str) -> HttpResponse:
    """One playbook, to be read from top to bottom."""
    found = select.document(request.actor, key)
    shown = present_playbook.Reader(found, request.actor.language)
    return page(
        request, "playbook/show.html", found.row.name, found=found, row=found.row,
        book=found.book, say=shown.say, reader=shown, shown=present_playbook, present=present,
        may=request.actor.may, heirs=playbook_heirs.heirs(request.actor, key),
        behind=playbook_heirs.behind(request.actor, key),
    )  # fmt: skip


urlpatterns = [
    path("playbooks/", index, name="playbooks"),
    path("playbooks/<slug:key>/", show, name="playbook"),
]
