"""The one search box: its own page, and the answers of the palette while one types."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.selectors import search as select
from goldenkey.web import present_search
from goldenkey.web.frame import Request, fragment, page, requires

IN_PALETTE = 8
ON_PAGE = 50


@requires("search.read")
def index(request: Request) -> HttpResponse:
    """What the words find: hits for the palette, a whole page without it."""
    query = request.GET.get("q", "").strip()[: select.LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    kinds = (kind,) if kind in select.KINDS else select.KINDS
    limit = IN_PALETTE if request.htmx else ON_PAGE
    found = select.find(request.actor, query, kinds=kinds, limit=limit) if query else ()
    hits = [present_search.hit(one) for one in found]
    context: dict[str, Any] = {
        "query": query,
        "hits": hits,
        "actions": present_search.actions(request, query),
    }
    if request.htmx:
        return fragment(request, "search/_hits.html", **context)
    return page(
        request, "search/index.html", _("Search"), kind=kind,
        kinds=present_search.kinds(request.actor), more=len(hits) == ON_PAGE, **context,
    )  # fmt: skip


urlpatterns = [path("search/", index, name="search")]
