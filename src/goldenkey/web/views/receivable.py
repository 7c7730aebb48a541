"""The money page: receivables by age, with the same filters for sums and list (M7.2)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.core.receivables import BUCKETS
from goldenkey.selectors import receivable as select
from goldenkey.selectors import user as users
from goldenkey.web import present_money
from goldenkey.web.frame import Request, page, requires


@requires("receivable.read")
def index(request: Request) -> HttpResponse:
    """What is owed to us, by age."""
    filters = _filters(request)
    kept = {
        n: v for n, v in request.GET.items() if n in ("owner", "account", "mine", "overdue") and v
    }
    found = select.page(request.actor, filters, cursor=request.GET.get("cursor", ""))
    kept_bucket = {**kept, **({"bucket": filters.bucket} if filters.bucket else {})}
    return page(
        request, "money/index.html", _("Money"), wide=True, found=found, filters=filters,
        ageing=select.ageing(request.actor, filters), owners=users.colleagues(request.actor),
        present=present_money, kept=urlencode(kept), may=request.actor.may,
        next_url=f"?{urlencode({**kept_bucket, 'cursor': found.next})}" if found.next else "",
    )  # fmt: skip


def _filters(request: Request) -> select.Filters:
    asked = request.GET
    bucket = asked.get("bucket", "")
    return select.Filters(
        account_id=_number(asked.get("account")),
        owner_id=_number(asked.get("owner")),
        mine="mine" in asked,
        overdue="overdue" in asked,
        bucket=bucket if bucket in BUCKETS else "",
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


urlpatterns = [path("money/", index, name="money")]
