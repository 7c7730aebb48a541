"""Pages of customers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.actions import account as accounts
from goldenkey.policies.errors import Conflict, Refused
from goldenkey.selectors import account as select
from goldenkey.web.forms.account import AccountChangeForm, AccountForm
from goldenkey.web.frame import Request, fragment, page, refresh, requires


@requires("account.read")
def index(request: Request) -> HttpResponse:
    """Customers, newest first."""
    found = select.page(
        request.actor, cursor=request.GET.get("cursor", ""), mine="mine" in request.GET
    )
    if request.htmx and request.GET.get("cursor"):
        return fragment(request, "account/_rows.html", found=found)
    return page(
        request, "account/index.html", _("Customers"), found=found, mine="mine" in request.GET
    )


@requires("account.read")
def show(request: Request, account_id: int) -> HttpResponse:
    """One customer."""
    found = select.detail(request.actor, account_id)
    return page(request, "account/show.html", found.name, account=found)


@requires("account.create")
def new(request: Request) -> HttpResponse:
    """Add a customer."""
    form = AccountForm(request.POST or None, initial={"kind": "organisation"})
    if request.method == "POST" and form.is_valid():
        made = accounts.create_account(request.actor, **form.given())
        return refresh(request, "account", made.pk)
    return page(request, "account/edit.html", _("New customer"), form=form, account=None)


@requires("account.edit")
def edit(request: Request, account_id: int) -> HttpResponse:
    """Change a customer's profile."""
    found = select.detail(request.actor, account_id)
    form = AccountChangeForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            accounts.edit_account(request.actor, account_id, **form.given())
            return refresh(request, "account", account_id)
        except (Conflict, Refused) as problem:
            form.refuse(problem)
            form.data = {**form.data.dict(), "version": found.version}
    return page(request, "account/edit.html", found.name, form=form, account=found)


def _initial(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in AccountChangeForm.base_fields}


urlpatterns = [
    path("accounts/", index, name="accounts"),
    path("accounts/new/", new, name="account-new"),
    path("accounts/<int:account_id>/", show, name="account"),
    path("accounts/<int:account_id>/edit/", edit, name="account-edit"),
]
