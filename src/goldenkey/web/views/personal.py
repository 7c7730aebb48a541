"""A person's data: shown and handed over on request, and erased (M9.3)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from goldenkey.actions import erasure
from goldenkey.selectors import personal as select
from goldenkey.web import form_page, present_personal, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.conduct import EraseForm
from goldenkey.web.frame import Request, page, refresh, requires


@requires("contact.export")
def show(request: Request, contact_id: int) -> HttpResponse:
    """Everything kept about a person, to be read with him."""
    found = select.data(request.actor, contact_id)
    return page(
        request, "contact/data.html", _("Data about %(name)s") % {"name": found.name}, found=found,
        present=present_personal,
    )  # fmt: skip


@requires("contact.export")
def download(request: Request, contact_id: int) -> HttpResponse:
    """The same as a file a machine can read."""
    found = select.data(request.actor, contact_id)
    answer = HttpResponse(
        present_personal.as_file(found), content_type="application/json; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="contact-{contact_id}.json"'
    return answer


@requires("contact.erase")
def erase(request: Request, contact_id: int) -> HttpResponse:
    """Erase a person, confirmed by his name; it cannot be undone."""
    found = select.data(request.actor, contact_id)
    form = EraseForm(request.POST or None)
    asking = Asking(
        _("Erase this person"), _("Erase for good"), reverse("contact-data", args=[contact_id]),
        found.name, danger=True, template="contact/_erase_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        erasure.erase(request.actor, contact_id, **given)
        toasts.tell(request, _("Erased. What law makes us keep stands without the name."))
        return refresh(request, "contact", contact_id)

    return form_page.act(request, form, asking, do, kept=found.kept)


urlpatterns = [
    path("contacts/<int:contact_id>/data/", show, name="contact-data"),
    path("contacts/<int:contact_id>/data/file/", download, name="contact-data-file"),
    path("contacts/<int:contact_id>/erase/", erase, name="contact-erase"),
]
