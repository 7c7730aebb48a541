"""Pages of customers: list, one customer, entered, changed, given away, put away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import account as accounts
from goldenkey.policies.errors import Problem
from goldenkey.selectors import account as select
from goldenkey.selectors import account_page, playbook, resembling
from goldenkey.selectors import user as users
from goldenkey.web import form_page, present, present_account, present_history, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.account import AccountChangeForm, AccountNewForm, GiveForm
from goldenkey.web.frame import Request, fragment, page, refresh, requires
from goldenkey.wording import codes


@requires("account.read")
def index(request: Request) -> HttpResponse:
    """Customers, newest first, or those whose names match."""
    asked = request.GET
    filters = select.Filters(
        q=asked.get("q", "")[:100], mine="mine" in asked, due="due" in asked,
        grade=asked.get("grade", ""), kind=asked.get("kind", ""),
    )  # fmt: skip
    found = select.page(request.actor, filters, cursor=asked.get("cursor", ""))
    return page(
        request, "account/index.html", _("Customers"), found=found, filters=filters,
        grades=select.grades(request.actor), next_url=present.next_page(request, found.next),
        narrowed=filters != select.Filters(), present=present, shown=present_account,
        today=request.actor.today, may=request.actor.may,
    )  # fmt: skip


@requires("account.read")
def show(request: Request, account_id: int) -> HttpResponse:
    """One customer."""
    found = account_page.show(request.actor, account_id)
    return page(
        request, "account/show.html", found.detail.name, found=found, one=found.detail,
        channels=dict(playbook.channels(request.actor)), present=present,
        shown=present_account, changes=present_history, today=request.actor.today,
        zone=request.actor.zone,
    )  # fmt: skip


@requires("account.create")
def new(request: Request) -> HttpResponse:
    """Add a customer; one that resembles a known one is asked about first (M2.5)."""
    initial = {"kind": "organisation", "relationship": "vendor", "name": request.GET.get("name")}
    form = AccountNewForm(
        request.POST or None, initial=initial, channels=playbook.channels(request.actor)
    )
    if request.method != "POST" or not form.is_valid():
        return _edit_page(request, form, _("New customer"))
    given = form.given()
    known = () if given.pop("anyway") else _similar(request, given)
    if known:
        return _edit_page(request, form, _("New customer"), known=known, status=409)
    try:
        made = accounts.create_account(request.actor, **given)
    except Problem as problem:
        return _refused(request, form, _("New customer"), problem)
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "account", made.pk)


@requires("account.create")
def similar(request: Request) -> HttpResponse:
    """While a name is typed: do we know this customer already?"""
    asked = {name: request.GET.get(name, "")[:200] for name in ("name", "kind", "phone")}
    return fragment(
        request, "account/_similar.html", known=_similar(request, asked), present=present
    )


@requires("account.edit")
def edit(request: Request, account_id: int) -> HttpResponse:
    """Change a customer's profile; a stale version keeps what was typed."""
    found = select.detail(request.actor, account_id)
    form = AccountChangeForm(
        request.POST or None, initial=present_account.initial(found),
        channels=playbook.channels(request.actor),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return _edit_page(request, form, found.name, account=found)
    try:
        accounts.edit_account(request.actor, account_id, **form.given())
    except Problem as problem:
        return _refused(request, form, found.name, problem, account=found)
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "account", account_id)


@requires("account.edit")
def give(request: Request, account_id: int) -> HttpResponse:
    """Give a customer to a colleague."""
    found = select.detail(request.actor, account_id)
    people = [u for u in users.colleagues(request.actor) if u.id != found.owner_id and u.team]
    form = GiveForm(request.POST or None, initial={"version": found.version}, people=people)
    asking = Asking(
        _("Give to a colleague"), _("Give"), reverse("account", args=[account_id]), found.name
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        made = accounts.give_account(request.actor, account_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "account", made.pk)

    return form_page.act(request, form, asking, do)


@requires("account.edit")
@require_POST
def archive(request: Request, account_id: int) -> HttpResponse:
    """Put a customer away; it can be taken back."""
    version = int(request.POST.get("version") or 0)
    accounts.archive_account(request.actor, account_id, version=version)
    undo = reverse("account-restore", args=[account_id])
    toasts.tell(request, codes.say("archived"), undo_url=undo)
    return refresh(request, "accounts")


@requires("account.edit")
@require_POST
def restore(request: Request, account_id: int) -> HttpResponse:
    """Take a customer back that was put away."""
    accounts.restore_account(request.actor, account_id)
    toasts.tell(request, codes.say("restored"))
    return refresh(request, "account", account_id)


def _similar(request: Request, given: dict[str, Any]) -> tuple[resembling.Resembling, ...]:
    return resembling.accounts(
        request.actor, given["name"], kind=given["kind"], phone=given["phone"]
    )


def _edit_page(
    request: Request, form: Any, title: str, *, status: int = 200, account: Any = None,
    known: Any = (),
) -> HttpResponse:  # fmt: skip
    if status == 200 and form.is_bound and not form.is_valid():
        status = 422
    return page(
        request, "account/edit.html", title, status=status, form=form, account=account,
        known=known, present=present,
    )  # fmt: skip


def _refused(
    request: Request, form: Any, title: str, problem: Problem, account: Any = None
) -> HttpResponse:
    """The form again with what was typed and what stands in its way."""
    if problem.status in (403, 404):
        raise problem
    form_page.refuse(form, problem)
    return _edit_page(request, form, title, status=problem.status, account=account)


urlpatterns = [
    path("accounts/", index, name="accounts"),
    path("accounts/new/", new, name="account-new"),
    path("accounts/similar/", similar, name="account-similar"),
    path("accounts/<int:account_id>/", show, name="account"),
    path("accounts/<int:account_id>/edit/", edit, name="account-edit"),
    path("accounts/<int:account_id>/give/", give, name="account-give"),
    path("accounts/<int:account_id>/archive/", archive, name="account-archive"),
    path("accounts/<int:account_id>/restore/", restore, name="account-restore"),
]
