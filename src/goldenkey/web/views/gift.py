"""The gift register (M4.9): everything given, asked for or refused, and who decided it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import gift as actions
from goldenkey.actions.gift import Registered
from goldenkey.policies.errors import Refused
from goldenkey.selectors import account as accounts
from goldenkey.selectors import conduct, user
from goldenkey.selectors import gift as select
from goldenkey.web import form_page, toasts
from goldenkey.web import present_conduct as present
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import conduct as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("conduct.read")
def index(request: Request) -> HttpResponse:
    """The register, the newest first."""
    state = request.GET.get("state", "")
    narrow = select.Filter(
        state=state if state in select.STATES else "", mine=bool(request.GET.get("mine"))
    )
    found = select.register(request.actor, narrow, request.GET.get("cursor", ""))
    asked = {"state": narrow.state, "mine": "1" if narrow.mine else "", "cursor": found.next}
    return page(
        request, "conduct/index.html", _("Conduct"), found=found, asked=narrow, tab="gifts",
        waiting=select.waiting(request.actor), may=request.actor.may, present=present,
        states=select.STATES,
        next_url=f"?{urlencode({k: v for k, v in asked.items() if v})}" if found.next else "",
    )  # fmt: skip


@requires("conduct.read")
def show(request: Request, gift_id: int) -> HttpResponse:
    """One entry: value, recipient, giver, purpose, the year's sum, and what became of it."""
    found = select.show(request.actor, gift_id)
    return page(
        request, "conduct/gift.html", found.row.recipient, one=found, present=present,
        zone=request.actor.zone,
    )  # fmt: skip


@requires("gift.register")
def new(request: Request, opportunity_id: int) -> HttpResponse:
    """Register a gift within an opportunity."""
    found = conduct.of_opportunity(request.actor, opportunity_id)
    back = reverse("opportunity-conduct", args=[opportunity_id])
    about = {"opportunity_id": opportunity_id}
    return _register(request, about, found.account_id, found.name, back)


@requires("gift.register")
def new_of_account(request: Request, account_id: int) -> HttpResponse:
    """Register a gift for somebody at a customer, without an opportunity."""
    account = accounts.detail(request.actor, account_id)
    back = reverse("account", args=[account_id])
    return _register(request, {"account_id": account_id}, account_id, account.name, back)


@requires("gift.decide")
def decide(request: Request, gift_id: int) -> HttpResponse:
    """Approve or refuse what a colleague asked for."""
    found = select.show(request.actor, gift_id)
    form = forms.DecisionForm(request.POST or None)
    asking = Asking(_("Decide"), _("Decide it"), _url(gift_id), found.row.recipient)

    def do(given: dict[str, Any]) -> HttpResponse:
        made = actions.decide(request.actor, gift_id, **given)
        _tell(request, made, _("Approved.") if given["approve"] else codes.say("saved"))
        return refresh(request, "gift", gift_id)

    return form_page.act(request, form, asking, do)


@requires("gift.register")
@require_POST
def withdraw(request: Request, gift_id: int) -> HttpResponse:
    """Take an entry back; it stays in the register as withdrawn."""
    return _then(request, gift_id, actions.withdraw)


@requires("gift.register")
@require_POST
def hand_over(request: Request, gift_id: int) -> HttpResponse:
    """What was approved was given."""
    return _then(request, gift_id, actions.hand_over)


def _register(
    request: Request, about: dict[str, Any], account_id: int, title: str, back: str
) -> HttpResponse:
    actor = request.actor
    people = [
        (p.id, " · ".join(t for t in (p.name, p.title) if t))
        for p in select.recipients(actor, account_id=account_id,
                                   opportunity_id=about.get("opportunity_id"))
    ]  # fmt: skip
    form = forms.GiftForm(
        request.POST or None, people=people, givers=[(u.id, u.name) for u in user.everybody(actor)],
        initial={"currency": actor.currency, "on": actor.today, "giver_id": actor.user_id,
                 "category": "gift", "contact_id": request.GET.get("contact", "")},
    )  # fmt: skip
    asking = Asking(_("Register a gift or an invitation"), _("Register it"), back, title)

    def do(given: dict[str, Any]) -> HttpResponse:
        made = actions.register(actor, **about, **given)
        _tell(request, made, _("Registered; now somebody else decides."))
        return refresh(request, "gift", made.entry.pk)

    return form_page.act(request, form, asking, do)


def _tell(request: Request, made: Registered, otherwise: str) -> None:
    """What came of it: the rules may have refused it at once."""
    by_rule = [code for code in made.refused if code != "declined"]
    if by_rule:
        toasts.tell(request, _("The rules refuse this; the entry is kept."), level="warn")
    else:
        toasts.tell(request, otherwise)


def _then(request: Request, gift_id: int, act: Any) -> HttpResponse:
    try:
        act(request.actor, gift_id)
        toasts.tell(request, codes.say("saved"))
    except Refused as problem:
        toasts.tell(request, codes.say_problem(problem), level="warn")
    return refresh(request, "gift", gift_id)


def _url(gift_id: int) -> str:
    return reverse("gift", args=[gift_id])


urlpatterns = [
    path("conduct/", index, name="conduct"),
    path("gifts/<int:gift_id>/", show, name="gift"),
    path("gifts/<int:gift_id>/decision/", decide, name="gift-decide"),
    path("gifts/<int:gift_id>/withdraw/", withdraw, name="gift-withdraw"),
    path("gifts/<int:gift_id>/given/", hand_over, name="gift-given"),
    path("opportunities/<int:opportunity_id>/gifts/new/", new, name="gift-new"),
    path("accounts/<int:account_id>/gifts/new/", new_of_account, name="account-gift-new"),
]
