"""How an opportunity is: its warnings with evidence and answers, its chance over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.actions import warning as actions
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import danger
from goldenkey.web import form_page, links, present_danger, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import warning as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """Warnings with what they saw, what was answered, what stood before, and the trend."""
    found = danger.health(request.actor, opportunity_id)
    return page(
        request, "danger/health.html", _("Warnings and chance"), found=found, room=found.room,
        present=present_danger, today=request.actor.today,
    )  # fmt: skip


@requires("warning.answer")
def snooze(request: Request, opportunity_id: int, rule: str) -> HttpResponse:
    """Put a warning off until a day."""
    found, said = _found(request, opportunity_id, rule)
    week = request.actor.today + timedelta(days=7)
    form = forms.SnoozeForm(request.POST or None, initial={"until_on": week})
    asking = Asking(_("Put the warning off"), _("Put off"), _url(found), said)

    def do(given: dict[str, Any]) -> None:
        actions.snooze(request.actor, opportunity_id, rule, **given)

    return _act(request, found, form, asking, do, "warning_snoozed")


@requires("warning.answer")
def dismiss(request: Request, opportunity_id: int, rule: str) -> HttpResponse:
    """Dismiss a warning for good."""
    found, said = _found(request, opportunity_id, rule)
    form = forms.DismissForm(request.POST or None)
    asking = Asking(_("Dismiss the warning"), _("Dismiss"), _url(found), said)

    def do(given: dict[str, Any]) -> None:
        actions.dismiss(request.actor, opportunity_id, rule, **given)

    return _act(request, found, form, asking, do, "warning_dismissed")


@requires("warning.answer")
def take_back(request: Request, opportunity_id: int, answer_id: int) -> HttpResponse:
    """Let a warning stand again."""
    found = danger.health(request.actor, opportunity_id)
    mine = (d for d in found.quiet if d.answer and d.answer.id == answer_id)
    held = next(mine, None)
    if held is None:
        raise NotFound("record")
    form = forms.TakeBackForm(request.POST or None)
    said = present_danger.said(held.warning)
    asking = Asking(_("Let it warn again"), _("Let it warn again"), _url(found), said)

    def do(_given: dict[str, Any]) -> None:
        actions.take_back(request.actor, answer_id)

    return _act(request, found, form, asking, do, "answer_taken_back")


def _found(request: Request, opportunity_id: int, rule: str) -> tuple[danger.Health, str]:
    """The opportunity's health, and the sentence of the warning asked for."""
    found = danger.health(request.actor, opportunity_id)
    held = next((d for d in (*found.standing, *found.quiet) if d.warning.rule == rule), None)
    if held is None:
        raise NotFound("record")
    return found, present_danger.said(held.warning)


def _act(
    request: Request, found: danger.Health, form: Any, asking: Asking,
    do: Callable[[dict[str, Any]], None], told: str,
) -> HttpResponse:  # fmt: skip
    def done(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say(told))
        return refresh(request, "health", found.room.id)

    return form_page.act(request, form, asking, done)


def _url(found: danger.Health) -> str:
    return links.url("health", found.room.id)


_OF = "opportunities/<int:opportunity_id>"
urlpatterns = [
    path(f"{_OF}/health/", show, name="health"),
    path(f"{_OF}/warnings/<str:rule>/snooze/", snooze, name="warning-snooze"),
    path(f"{_OF}/warnings/<str:rule>/dismiss/", dismiss, name="warning-dismiss"),
    path(f"{_OF}/answers/<int:answer_id>/back/", take_back, name="answer-back"),
]
