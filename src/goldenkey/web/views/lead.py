"""Pages of leads: the inbox, one lead with its evaluation, added, kept, rejected, converted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import lead as leads
from goldenkey.policies.errors import Problem
from goldenkey.selectors import lead as select
from goldenkey.selectors import playbook, resembling
from goldenkey.selectors import user as users
from goldenkey.web import form_page, present, present_lead, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import lead as forms
from goldenkey.web.forms.account import GiveForm
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("lead.read")
def index(request: Request) -> HttpResponse:
    """The inbox: what waits first, then everything else on demand."""
    asked = request.GET
    state = asked.get("state", "open")
    import_id = asked.get("import", "")
    narrowed: dict[str, Any] = {
        "state": "" if (import_id and "state" not in asked) or state == "all" else state,
        "channel": asked.get("channel", ""), "mine": "mine" in asked,
        "import_id": int(import_id) if import_id.isdecimal() else None,
        "q": asked.get("q", "")[:100],
    }  # fmt: skip
    found = select.page(request.actor, cursor=asked.get("cursor", ""), **narrowed)
    return page(
        request, "lead/index.html", _("Leads"), found=found, asked=narrowed, state=state,
        channels=playbook.channels(request.actor), today=request.actor.today,
        next_url=present.next_page(request, found.next), present=present,
        may=request.actor.may, shown=present_lead, zone=request.actor.zone,
    )  # fmt: skip


@requires("lead.read")
def show(request: Request, lead_id: int) -> HttpResponse:
    """One lead with its evaluation, term by term."""
    return _lead_page(request, select.detail(request.actor, lead_id))


@requires("lead.evaluate")
@require_POST
def evaluate(request: Request, lead_id: int) -> HttpResponse:
    """Answer what is still unknown; the evaluation follows at once."""
    found = select.detail(request.actor, lead_id)
    form = _questions(request, found)
    if not form.is_valid():
        return _lead_page(request, found, form=form, status=422)
    try:
        leads.evaluate(request.actor, lead_id, answers=form.answers())
    except Problem as problem:
        if problem.status in (403, 404):
            raise
        form.refuse(problem)
        return _lead_page(request, found, form=form, status=problem.status)
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "lead", lead_id)


@requires("lead.create")
def new(request: Request) -> HttpResponse:
    """Add a lead: a name and a number are enough."""
    form = forms.LeadNewForm(
        request.POST or None, channels=playbook.channels(request.actor),
        playbooks=playbook.published(request.actor),
        initial={
            "playbook_key": playbook.default_key(request.actor),
            "company": request.GET.get("company", "")[:200],
        },
    )  # fmt: skip
    asking = Asking(_("New lead"), _("Add"), reverse("leads"), template="lead/_form.html")

    def do(given: dict[str, Any]) -> HttpResponse:
        made = leads.create_lead(request.actor, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "lead", made.pk)

    return form_page.act(request, form, asking, do, present=present)


@requires("lead.edit")
def edit(request: Request, lead_id: int) -> HttpResponse:
    """Change what we know of a lead."""
    found = select.detail(request.actor, lead_id)
    names = forms.LeadChangeForm.base_fields
    form = forms.LeadChangeForm(
        request.POST or None, channels=playbook.channels(request.actor),
        initial={name: getattr(found, name) for name in names},
    )  # fmt: skip
    asking = Asking(
        _("Change the lead"), _("Save"), reverse("lead", args=[lead_id]), found.name,
        template="lead/_form.html",
    )  # fmt: skip
    return _act(
        request, form, asking, lead_id,
        lambda given: leads.edit_lead(request.actor, lead_id, **given), present=present,
    )  # fmt: skip


@requires("lead.edit")
def keep(request: Request, lead_id: int) -> HttpResponse:
    """Keep for later: no plan today (M1.9)."""
    return _because(request, lead_id, _("Keep for later"), leads.keep)


@requires("lead.edit")
def reject(request: Request, lead_id: int) -> HttpResponse:
    """Put aside, with the reason."""
    return _because(request, lead_id, _("Reject"), leads.reject)


@requires("lead.edit")
@require_POST
def take_up(request: Request, lead_id: int) -> HttpResponse:
    """Work on it again."""
    leads.take_up(request.actor, lead_id)
    toasts.tell(request, _("Back in the inbox."))
    return refresh(request, "lead", lead_id)


@requires("lead.edit")
def give(request: Request, lead_id: int) -> HttpResponse:
    """Give a lead to a colleague."""
    found = select.detail(request.actor, lead_id)
    people = [u for u in users.colleagues(request.actor) if u.id != found.owner_id and u.team]
    form = GiveForm(request.POST or None, initial={"version": found.version}, people=people)
    back = reverse("lead", args=[lead_id])
    asking = Asking(_("Give to a colleague"), _("Give"), back, found.name)
    return _act(
        request, form, asking, lead_id,
        lambda given: leads.give(request.actor, lead_id, **given),
    )  # fmt: skip


@requires("lead.convert")
def convert(request: Request, lead_id: int) -> HttpResponse:
    """Turn a qualified lead into customer, person and opportunity; then into the room."""
    found = select.detail(request.actor, lead_id)
    known = _known(request, found)
    form = forms.ConvertForm(
        request.POST or None, known=known, playbooks=playbook.published(request.actor),
        new=_("New customer: %(name)s") % {"name": found.name},
        initial=present_lead.convert_initial(found, known, request.actor.currency),
    )  # fmt: skip
    asking = Asking(
        _("Open the opportunity"), _("Open it"), reverse("lead", args=[lead_id]), found.name,
        template="lead/_convert_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        made = leads.convert(request.actor, lead_id, **given)
        toasts.tell(request, _("The opportunity is open. First: what is missing at its gate."))
        return refresh(request, "opportunity", made.opportunity.pk)

    return form_page.act(request, form, asking, do, known=known, present=present)


def _lead_page(
    request: Request, found: select.LeadDetail, *, form: Any = None, status: int = 200
) -> HttpResponse:
    return page(
        request, "lead/show.html", found.name, status=status, one=found,
        form=form or _questions(request, found), known=_known(request, found),
        channels=dict(playbook.channels(request.actor)), present=present, shown=present_lead,
    )  # fmt: skip


def _questions(request: Request, found: select.LeadDetail) -> forms.EvaluationForm:
    asked = found.evaluation
    data = request.POST if request.method == "POST" else None
    return forms.EvaluationForm(data, (*asked.questions, *asked.answered), request.actor.currency)


def _known(request: Request, found: select.LeadDetail) -> tuple[resembling.Resembling, ...]:
    if found.account_id:
        return ()
    kind = "organisation" if found.company else "person"
    return resembling.accounts(request.actor, found.name, kind=kind, phone=found.phone)


def _because(request: Request, lead_id: int, title: str, verb: Any) -> HttpResponse:
    found = select.detail(request.actor, lead_id)
    form = forms.ReasonForm(request.POST or None)
    asking = Asking(title, title, reverse("lead", args=[lead_id]), found.name)
    return _act(request, form, asking, lead_id, lambda given: verb(request.actor, lead_id, **given))


def _act(
    request: Request,
    form: Any,
    asking: Asking,
    lead_id: int,
    verb: Callable[[dict[str, Any]], Any],
    **more: Any,
) -> HttpResponse:
    def do(given: dict[str, Any]) -> HttpResponse:
        verb(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "lead", lead_id)

    return form_page.act(request, form, asking, do, **more)


urlpatterns = [
    path("leads/", index, name="leads"),
    path("leads/new/", new, name="lead-new"),
    path("leads/<int:lead_id>/", show, name="lead"),
    path("leads/<int:lead_id>/edit/", edit, name="lead-edit"),
    path("leads/<int:lead_id>/evaluation/", evaluate, name="lead-evaluate"),
    path("leads/<int:lead_id>/keep/", keep, name="lead-keep"),
    path("leads/<int:lead_id>/rejection/", reject, name="lead-reject"),
    path("leads/<int:lead_id>/take-up/", take_up, name="lead-take-up"),
    path("leads/<int:lead_id>/give/", give, name="lead-give"),
    path("leads/<int:lead_id>/conversion/", convert, name="lead-convert"),
]
