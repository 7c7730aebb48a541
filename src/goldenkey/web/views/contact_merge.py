"""Two entries of one person become one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from goldenkey.actions import contact_merge as actions
from goldenkey.selectors import contact as contacts
from goldenkey.selectors import contact_merge as select
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.contact_merge import MergeForm
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.wording import codes


@requires("contact.merge")
def merge(request: Request, contact_id: int) -> HttpResponse:
    """Choose the other entry; this one keeps everything of both."""
    found = contacts.show(request.actor, contact_id)
    twins = select.twins(request.actor, contact_id)
    form = MergeForm(request.POST or None, twins=twins, initial={"version": found.version})
    asking = Asking(
        _("Merge two entries of one person"), _("Merge"), reverse("contact", args=[contact_id]),
        _("%(name)s keeps posts, seats, visits and steps of both. This cannot be taken back.")
        % {"name": found.name},
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.merge(request.actor, contact_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contact", contact_id)

    return form_page.act(request, form, asking, do)


urlpatterns = [path("contacts/<int:contact_id>/merge/", merge, name="contact-merge")]
