"""Everybody at a customer over all its opportunities, and the pack for who takes it over."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from goldenkey.documents import sheet_out
from goldenkey.selectors import account_map as select
from goldenkey.selectors import pack
from goldenkey.web import present, present_account_map, present_pack
from goldenkey.web.frame import Request, page, requires
from goldenkey.web.views.imports import XLSX


@requires("account.read")
def show(request: Request, account_id: int) -> HttpResponse:
    """The merged committees of one customer (M4.5)."""
    closed_too = "all" in request.GET
    found = select.account_map(request.actor, account_id, closed_too=closed_too)
    return page(
        request, "account/map.html", _("Everybody we know there"), wide=True, found=found,
        drawn=present_account_map.drawn(found, request.actor.today), present=present_account_map,
        today=request.actor.today,
    )  # fmt: skip


@requires("account.read")
def packed(request: Request, account_id: int) -> HttpResponse:
    """People, promises, next steps and open money of one customer, to be printed (M0.10)."""
    found = pack.of_account(request.actor, account_id)
    return page(
        request, "account/pack.html", _("Hand-over pack"), found=found, present=present,
        today=request.actor.today,
    )  # fmt: skip


@requires("contact.export")
def packed_sheet(request: Request, account_id: int) -> HttpResponse:
    """The same as a workbook."""
    found = pack.of_account(request.actor, account_id)
    data = sheet_out.sheets(present_pack.sheets(found))
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.name}.xlsx") or ""
    return answer


urlpatterns = [
    path("accounts/<int:account_id>/map/", show, name="account-map"),
    path("accounts/<int:account_id>/pack/", packed, name="account-pack"),
    path("accounts/<int:account_id>/pack.xlsx", packed_sheet, name="account-pack-sheet"),
]
