"""Conduct: quiet periods of tenders, exceptions, people who must not meet, who contacted whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import conduct as actions
from goldenkey.selectors import conduct as select
from goldenkey.selectors import gift as gifts
from goldenkey.web import form_page, toasts
from goldenkey.web import present_conduct as present
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import conduct as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("conduct.read")
def periods(request: Request) -> HttpResponse:
    """Quiet periods, those that run first."""
    return page(
        request, "conduct/periods.html", _("Quiet periods"), may=request.actor.may, tab="periods",
        periods=select.periods(request.actor), present=present,
    )  # fmt: skip


@requires("conduct.read")
def pairs(request: Request) -> HttpResponse:
    """Who must not meet whom, and the own plans that would bring two together (M2.8)."""
    return page(
        request, "conduct/pairs.html", _("Kept apart"), may=request.actor.may, tab="pairs",
        pairs=select.pairs(request.actor), coming=select.coming(request.actor), present=present,
    )  # fmt: skip


@requires("conduct.review")
def contacts(request: Request) -> HttpResponse:
    """For compliance: who of us contacted which evaluator in a quiet period (M4.9)."""
    return page(
        request, "conduct/contacts.html", _("Contacts in quiet periods"), may=request.actor.may,
        tab="contacts", found=select.contacts_in_quiet_periods(request.actor), present=present,
    )  # fmt: skip


@requires("conduct.read")
def room(request: Request, opportunity_id: int) -> HttpResponse:
    """The conduct of one opportunity: its quiet periods, gifts, and who is kept apart."""
    found = select.of_opportunity(request.actor, opportunity_id)
    narrow = gifts.Filter(opportunity_id=opportunity_id)
    return page(
        request, "conduct/room.html", _("Conduct"), room=found, present=present,
        gifts=gifts.register(request.actor, narrow).rows,
    )  # fmt: skip


@requires("quiet.open")
def period_new(request: Request, opportunity_id: int) -> HttpResponse:
    """Open a quiet period."""
    found = select.of_opportunity(request.actor, opportunity_id)
    people = select.evaluator_choices(request.actor, opportunity_id)
    form = forms.PeriodForm(
        request.POST or None, people=people, initial={"starts_on": request.actor.today}
    )
    asking = Asking(_("Open a quiet period"), _("Open it"), _room(opportunity_id), found.name)

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.open_quiet_period(request.actor, opportunity_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity-conduct", opportunity_id)

    return form_page.act(request, form, asking, do)


@requires("quiet.open")
def period_edit(request: Request, period_id: int) -> HttpResponse:
    """Move the end of a quiet period, or add evaluators."""
    found = select.period(request.actor, period_id)
    form = forms.PeriodChangeForm(
        request.POST or None, people=select.evaluator_choices(request.actor, found.opportunity_id),
        initial={
            "ends_on": found.ends_on, "version": found.version,
            "contact_ids": [pk for pk, _name in found.evaluators],
        },
    )  # fmt: skip
    asking = Asking(
        _("Change the quiet period"), _("Save"), _room(found.opportunity_id), found.opportunity
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.change_quiet_period(request.actor, period_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity-conduct", found.opportunity_id)

    return form_page.act(request, form, asking, do)


@requires("quiet.except")
def exception_new(request: Request, period_id: int) -> HttpResponse:
    """Compliance allows a contact, in writing."""
    found = select.period(request.actor, period_id)
    form = forms.ExceptionForm(
        request.POST or None, people=found.evaluators,
        initial={"from_on": request.actor.today, "until_on": request.actor.today},
    )  # fmt: skip
    asking = Asking(
        _("Allow a contact"), _("Allow it"), _room(found.opportunity_id), found.opportunity
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.allow_contact(request.actor, period_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity-conduct", found.opportunity_id)

    return form_page.act(request, form, asking, do)


@requires("apart.note")
def pair_new(request: Request, opportunity_id: int) -> HttpResponse:
    """Note two people of one customer who must not run into each other."""
    found = select.of_opportunity(request.actor, opportunity_id)
    people = select.evaluator_choices(request.actor, opportunity_id)
    form = forms.PairForm(request.POST or None, people=people)
    asking = Asking(_("Keep two apart"), _("Note it"), _room(opportunity_id), found.account)

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.keep_apart(
            request.actor, first_account_id=select.works_at(
                request.actor, given["first_id"], found.account_id
            ),
            second_account_id=select.works_at(
                request.actor, given["second_id"], found.account_id
            ), **given,
        )  # fmt: skip
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity-conduct", opportunity_id)

    return form_page.act(request, form, asking, do)


@requires("apart.note")
@require_POST
def pair_drop(request: Request, pair_id: int) -> HttpResponse:
    """The two may meet again."""
    actions.let_meet(request.actor, pair_id)
    toasts.tell(request, codes.say("archived"), undo_url=reverse("pair-restore", args=[pair_id]))
    return refresh(request, "conduct-pairs")


@requires("apart.note")
@require_POST
def pair_restore(request: Request, pair_id: int) -> HttpResponse:
    """They are kept apart after all."""
    actions.restore_pair(request.actor, pair_id)
    toasts.tell(request, codes.say("restored"))
    return refresh(request, "conduct-pairs")


def _room(opportunity_id: int) -> str:
    return reverse("opportunity-conduct", args=[opportunity_id])


urlpatterns = [
    path("conduct/quiet/", periods, name="conduct-periods"),
    path("conduct/apart/", pairs, name="conduct-pairs"),
    path("conduct/contacts/", contacts, name="conduct-contacts"),
    path("opportunities/<int:opportunity_id>/conduct/", room, name="opportunity-conduct"),
    path("opportunities/<int:opportunity_id>/quiet/new/", period_new, name="period-new"),
    path("quiet/<int:period_id>/edit/", period_edit, name="period-edit"),
    path("quiet/<int:period_id>/exceptions/new/", exception_new, name="exception-new"),
    path("opportunities/<int:opportunity_id>/apart/new/", pair_new, name="pair-new"),
    path("apart/<int:pair_id>/drop/", pair_drop, name="pair-drop"),
    path("apart/<int:pair_id>/restore/", pair_restore, name="pair-restore"),
]
