"""Pages of the hand-over: the playbook's list, ticked item by item, and how long it took."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import handover as handovers
from goldenkey.selectors import handover as select
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import collection as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("contract.read")
def show(request: Request, delivery_id: int) -> HttpResponse:
    """One delivery's hand-over."""
    found = select.show(request.actor, delivery_id)
    return page(request, "contract/handover.html", _("Hand-over"), found=found)


@requires("delivery.record")
@require_POST
def check(request: Request, delivery_id: int) -> HttpResponse:
    """Tick an item, or take the tick back."""
    given = request.POST
    handovers.check_item(
        request.actor, delivery_id, list_key=given.get("list_key", ""), item=given.get("item", ""),
        done="undone" not in given,
    )  # fmt: skip
    return refresh(request, "handover", delivery_id)


@requires("delivery.record")
def wait(request: Request, delivery_id: int) -> HttpResponse:
    """Note how long the customer waited."""
    found = select.show(request.actor, delivery_id)
    form = forms.WaitForm(request.POST or None, initial={"minutes": found.waited_minutes})
    back = reverse("handover", args=[delivery_id])

    def run(given: dict[str, Any]) -> HttpResponse:
        handovers.note_wait(request.actor, delivery_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "handover", delivery_id)

    return form_page.act(
        request,
        form,
        Asking(_("How long did the customer wait?"), _("Save"), back, found.what),
        run,
    )


urlpatterns = [
    path("deliveries/<int:delivery_id>/handover/", show, name="handover"),
    path("deliveries/<int:delivery_id>/handover/check/", check, name="handover-check"),
    path("deliveries/<int:delivery_id>/handover/wait/", wait, name="handover-wait"),
]
