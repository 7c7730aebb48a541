"""The manager's weekly review."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.selectors import weekly
from goldenkey.web import present_danger
from goldenkey.web.frame import Request, page, requires


@requires("review.read")
def show(request: Request) -> HttpResponse:
    """What changed in a week, what is in danger, what was let through or put off."""
    found = weekly.weekly(request.actor, _day(request.GET.get("since", "")))
    return page(
        request, "danger/weekly.html", _("Weekly review"), found=found, present=present_danger,
        before=(found.since - weekly.WEEK).isoformat(),
        after=found.until.isoformat() if found.until < request.actor.today else "",
    )  # fmt: skip


def _day(asked: str) -> date | None:
    """The day asked for; whatever cannot be read is the past week."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day > date.min + timedelta(days=365) else None


urlpatterns = [path("review/", show, name="review")]
