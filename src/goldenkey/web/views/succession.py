"""Handing over: a dry list first, then everything at once, and the way back (M0.10)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import succession as actions
from goldenkey.actions import user as users
from goldenkey.policies.errors import Problem
from goldenkey.selectors import succession as select
from goldenkey.web import present, toasts
from goldenkey.web.forms.succession import HandoverForm
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes

SOON = timedelta(days=7)


@requires("account.hand_over")
def index(request: Request) -> HttpResponse:
    """Choose who hands over to whom; once chosen, what would move, and nothing is changed."""
    asked = request.GET if "from_user_id" in request.GET else None
    return _page(request, _form(request, asked))


@requires("account.hand_over")
@require_POST
def new(request: Request) -> HttpResponse:
    """Hand over."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = actions.hand_over(request.actor, **form.given())
    except Problem as problem:
        if problem.status in (403, 404):
            raise
        form.refuse(problem)
        return _page(request, form, status=problem.status)
    undo = reverse("succession-undo", args=[made.pk])
    toasts.tell(request, codes.say("handed_over"), undo_url=undo)
    return refresh(request, "succession", made.pk)


@requires("account.hand_over")
def show(request: Request, handover_id: int) -> HttpResponse:
    """What was handed over."""
    found = select.handed(request.actor, handover_id)
    return page(
        request, "succession/show.html", _("Hand over"), one=found, present=present,
        today=request.actor.today, zone=request.actor.zone,
    )  # fmt: skip


@requires("account.hand_over")
@require_POST
def undo(request: Request, handover_id: int) -> HttpResponse:
    """Give back what is still with the taker."""
    actions.undo(request.actor, handover_id)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "succession", handover_id)


@requires("step.edit")
@require_POST
def joint_visit(request: Request, account_id: int, contact_id: int) -> HttpResponse:
    """Plan that who knows somebody alone takes the owner along."""
    actions.joint_visit(
        request.actor, account_id, contact_id=contact_id, due_on=request.actor.today + SOON,
        what=_("Joint visit: the colleague who knows them introduces the new one"),
    )  # fmt: skip
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "account-pack", account_id)


@requires("user.manage")
@require_POST
def deactivate(request: Request, user_id: int) -> HttpResponse:
    """Close the sign-in of a colleague who left."""
    users.deactivate(request.actor, user_id)
    toasts.tell(request, codes.say("saved"), undo_url=reverse("user-reactivate", args=[user_id]))
    return refresh(request, "successions")


@requires("user.manage")
@require_POST
def reactivate(request: Request, user_id: int) -> HttpResponse:
    """Let a colleague sign in again."""
    users.reactivate(request.actor, user_id)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "successions")


def _form(request: Request, sent: object) -> HandoverForm:
    giver = str(request.GET.get("from_user_id") or request.POST.get("from_user_id") or "")
    return HandoverForm(
        sent, people=select.colleagues(request.actor),
        accounts=select.accounts(request.actor, int(giver) if giver.isdecimal() else None),
    )  # fmt: skip


def _page(request: Request, form: HandoverForm, *, status: int = 200) -> HttpResponse:
    preview = None
    if form.is_bound and form.is_valid():
        given = form.given()
        preview = select.preview(
            request.actor, from_user_id=given["from_user_id"], account_id=given["account_id"]
        )
    return page(
        request, "succession/index.html", _("Hand over"), status=status, form=form, preview=preview,
        rows=select.recent(request.actor), may_close=request.actor.may("user.manage"),
        today=request.actor.today, zone=request.actor.zone,
    )  # fmt: skip


urlpatterns = [
    path("handovers/", index, name="successions"),
    path("handovers/new/", new, name="succession-new"),
    path("handovers/<int:handover_id>/", show, name="succession"),
    path("handovers/<int:handover_id>/undo/", undo, name="succession-undo"),
    path(
        "accounts/<int:account_id>/joint-visits/<int:contact_id>/", joint_visit,
        name="joint-visit",
    ),
    path("users/<int:user_id>/deactivate/", deactivate, name="user-deactivate"),
    path("users/<int:user_id>/reactivate/", reactivate, name="user-reactivate"),
]  # fmt: skip
