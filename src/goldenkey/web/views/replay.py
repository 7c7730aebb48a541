"""What had been visible before the end, the check of a loss, and what warnings are worth."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.actions import review as actions
from goldenkey.selectors import hit_rates as rates
from goldenkey.selectors import replay as select
from goldenkey.web import form_page, links, present_danger, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import warning as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """A closed opportunity played back."""
    found = select.replayed(request.actor, opportunity_id)
    return page(
        request, "danger/replay.html", _("What had been visible"), found=found, room=found.room,
        present=present_danger,
    )  # fmt: skip


@requires("opportunity.review")
def review(request: Request, opportunity_id: int) -> HttpResponse:
    """Say whether the stated reason of a loss was the real one."""
    found = select.replayed(request.actor, opportunity_id)
    known = found.review
    form = forms.LossForm(
        request.POST or None, rules=found.rules,
        initial={
            "verdict": known.verdict, "reason": known.reason, "rule": known.rule,
            "version": known.version,
        } if known else {},
    )  # fmt: skip
    back = links.url("replay", found.room.id)
    told = _("Stated reason: %(reason)s") % {"reason": found.room.lost_reason}
    asking = Asking(_("Check why it was lost"), _("Save"), back, told)

    def done(given: dict[str, Any]) -> HttpResponse:
        actions.confirm_loss(request.actor, opportunity_id, **given)
        toasts.tell(request, codes.say("loss_reviewed"))
        return refresh(request, "replay", found.room.id)

    return form_page.act(request, form, asking, done)


@requires("review.read")
def hit_rates(request: Request) -> HttpResponse:
    """How well each warning told of losses."""
    found = rates.hit_rates(request.actor)
    return page(
        request, "danger/hit_rates.html", _("What warnings are worth"), found=found,
        present=present_danger,
    )  # fmt: skip


_OF = "opportunities/<int:opportunity_id>/replay"
urlpatterns = [
    path(f"{_OF}/", show, name="replay"),
    path(f"{_OF}/review/", review, name="loss-review"),
    path("review/warnings/", hit_rates, name="hit-rates"),
]
