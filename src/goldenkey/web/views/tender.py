"""Pages of a tender: one room of its own, and a form for each thing that happens in it (M6.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import evidence
from goldenkey.actions import tender as tenders
from goldenkey.actions import tender_bid as bids
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import tender as select
from goldenkey.web import form_page, present_tender, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import tender as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("tender.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """The tender of an opportunity; before it was begun, what it is good for."""
    found = select.tender(request.actor, opportunity_id)
    return page(
        request, "tender/show.html", _("Tender"), t=found, present=present_tender, wide=True
    )


@requires("tender.edit")
@require_POST
def begin(request: Request, opportunity_id: int) -> HttpResponse:
    """Begin the tender."""
    tenders.open_tender(request.actor, opportunity_id)
    return refresh(request, "tender", opportunity_id)


@requires("tender.edit")
def edit(request: Request, opportunity_id: int) -> HttpResponse:
    """Number, title, procedure, aim."""
    found = select.tender(request.actor, opportunity_id)
    initial = {n: getattr(found, n) for n in ("number", "title", "procedure", "aim", "version")}
    form = forms.TenderForm(request.POST or None, initial=initial)
    return _act(
        request, opportunity_id, form, _("About this tender"), tenders.edit_tender,
        intro=found.opportunity,
    )  # fmt: skip


@requires("tender.edit")
def timetable(request: Request, opportunity_id: int) -> HttpResponse:
    """All dates on one form."""
    found = select.tender(request.actor, opportunity_id)
    form = forms.TimetableForm(
        request.POST or None, initial={row.kind: row.on for row in found.timetable}
    )

    def do(actor: Any, pk: int, **dates: Any) -> Any:
        return tenders.set_timetable(actor, pk, dates=dates)

    return _act(request, opportunity_id, form, _("Timetable"), do, intro=found.opportunity)


@requires("tender.edit")
@require_POST
def reach(request: Request, opportunity_id: int, milestone_id: int) -> HttpResponse:
    """A date was kept, or not after all."""
    tenders.reach_date(request.actor, milestone_id, done=request.POST.get("done") != "no")
    return refresh(request, "tender", opportunity_id)


@requires("tender.edit")
def add_requirements(request: Request, opportunity_id: int) -> HttpResponse:
    """Paste requirements."""
    found = select.tender(request.actor, opportunity_id)
    form = forms.RequirementsForm(request.POST or None)
    return _act(
        request, opportunity_id, form, _("Add requirements"), tenders.add_requirements,
        intro=found.opportunity,
    )  # fmt: skip


@requires("tender.edit")
def mark(request: Request, opportunity_id: int, requirement_id: int) -> HttpResponse:
    """How far we comply with one requirement."""
    found = select.tender(request.actor, opportunity_id)
    row = _row(found.requirements, requirement_id)
    initial = {n: getattr(row, n) for n in ("mark", "answer", "must", "version")}
    form = forms.MarkForm(request.POST or None, initial=initial)
    return _act(
        request, opportunity_id, form, row.words,
        lambda actor, _pk, **given: tenders.mark_requirement(actor, requirement_id, **given),
        remove=("tender-requirement-drop", requirement_id),
    )  # fmt: skip


@requires("tender.edit")
@require_POST
def drop_requirement(request: Request, opportunity_id: int, requirement_id: int) -> HttpResponse:
    """Take a requirement off."""
    tenders.drop_requirement(request.actor, requirement_id)
    return _gone(request, opportunity_id)


@requires("tender.edit")
def criteria(request: Request, opportunity_id: int) -> HttpResponse:
    """What bids are scored by, with weights."""
    found = select.tender(request.actor, opportunity_id)
    form = forms.CriteriaForm(request.POST or None, rows=found.criteria)
    return _act(
        request, opportunity_id, form, _("Criteria and weights"), tenders.set_criteria,
        template="tender/_criteria_form.html",
    )  # fmt: skip


@requires("tender.edit")
def add_bidder(request: Request, opportunity_id: int) -> HttpResponse:
    """A rival who bids."""
    found = select.tender(request.actor, opportunity_id)
    form = forms.BidderForm(request.POST or None)
    return _act(
        request, opportunity_id, form, _("Who else bids?"), bids.add_bidder,
        intro=found.opportunity,
    )  # fmt: skip


@requires("tender.edit")
def scores(request: Request, opportunity_id: int, bidder_id: int) -> HttpResponse:
    """What a bidder may score."""
    found = select.tender(request.actor, opportunity_id)
    row = _row(found.bidders, bidder_id)
    form = forms.ScoresForm(request.POST or None, bidder=row, criteria=found.criteria)
    return _act(
        request, opportunity_id, form, _("Expected scores: %(name)s") % {"name": row.name},
        lambda actor, _pk, **given: bids.set_scores(actor, bidder_id, **given),
        template="tender/_scores_form.html",
        remove=() if row.ours else ("tender-bidder-drop", bidder_id),
    )  # fmt: skip


@requires("tender.edit")
@require_POST
def drop_bidder(request: Request, opportunity_id: int, bidder_id: int) -> HttpResponse:
    """A rival does not bid after all."""
    bids.drop_bidder(request.actor, bidder_id)
    return _gone(request, opportunity_id)


@requires("tender.edit")
def meeting(request: Request, opportunity_id: int) -> HttpResponse:
    """Record a selection or bid meeting."""
    found = select.tender(request.actor, opportunity_id)
    form = forms.MeetingForm(
        request.POST or None, options=found.people,
        initial={"on": found.today, "kind": request.GET.get("kind", "selection_meeting")},
    )  # fmt: skip
    return _act(request, opportunity_id, form, _("Record a meeting"), tenders.record_meeting)


@requires("tender.edit")
@require_POST
def drop_meeting(request: Request, opportunity_id: int, meeting_id: int) -> HttpResponse:
    """Put a wrong record away."""
    tenders.drop_meeting(request.actor, meeting_id)
    return _gone(request, opportunity_id)


@requires("bond.record")
def bond(request: Request, opportunity_id: int) -> HttpResponse:
    """Record a bond."""
    found = select.tender(request.actor, opportunity_id)
    initial = {"kind": "bid", "currency": found.money.currency}
    form = forms.BondForm(request.POST or None, initial=initial)
    return _act(request, opportunity_id, form, _("Record a bond"), bids.add_bond)


@requires("bond.record")
def move_bond(request: Request, opportunity_id: int, bond_id: int) -> HttpResponse:
    """A bond was given, came back, or was kept."""
    row = _row(select.tender(request.actor, opportunity_id).bonds, bond_id)
    form = forms.BondMoveForm(
        request.POST or None, given=row.given_on is not None,
        initial={"on": request.actor.today, "version": row.version, "due_back_on": row.due_back_on},
    )  # fmt: skip
    return _act(
        request, opportunity_id, form, present_tender.bond(row),
        lambda actor, _pk, **given: bids.move_bond(actor, bond_id, **given),
        remove=() if row.given_on else ("tender-bond-drop", bond_id),
    )  # fmt: skip


@requires("bond.record")
@require_POST
def drop_bond(request: Request, opportunity_id: int, bond_id: int) -> HttpResponse:
    """Put away a bond that was never given."""
    bids.drop_bond(request.actor, bond_id)
    return _gone(request, opportunity_id)


@requires("quiet.open")
def quiet(request: Request, opportunity_id: int) -> HttpResponse:
    """Open the quiet period."""
    found = select.tender(request.actor, opportunity_id)
    form = forms.QuietForm(
        request.POST or None, options=found.people, initial=present_tender.quiet_days(found)
    )
    return _act(
        request, opportunity_id, form, _("Quiet period"), bids.keep_quiet,
        intro=_("Whoever evaluates is not visited, called or given anything until it ends."),
    )  # fmt: skip


@requires("tender.edit")
def result(request: Request, opportunity_id: int) -> HttpResponse:
    """How it ended."""
    found = select.tender(request.actor, opportunity_id)
    initial = {"decided_on": found.today, "version": found.version}
    form = forms.ResultForm(request.POST or None, tender=found, initial=initial)
    return _act(
        request, opportunity_id, form, _("Result of the tender"), bids.record_result,
        template="tender/_result_form.html",
    )  # fmt: skip


@requires("evidence.add")
@require_POST
def add_file(request: Request, opportunity_id: int) -> HttpResponse:
    """Keep a document of the tender with its opportunity."""
    select.tender(request.actor, opportunity_id)
    for file in request.FILES.getlist("file"):
        evidence.add(
            request.actor, "opportunity", opportunity_id, name=file.name or "", chunks=file.chunks()
        )
    return refresh(request, "tender", opportunity_id)


def _row(rows: Any, pk: int) -> Any:
    found = next((row for row in rows if row.id == pk), None)
    if found is None:
        raise NotFound("record")
    return found


def _gone(request: Request, opportunity_id: int) -> HttpResponse:
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "tender", opportunity_id)


def _act(
    request: Request, opportunity_id: int, form: Any, title: str, do: Callable[..., Any], *,
    intro: str = "", template: str = "_form.html", remove: tuple[Any, ...] = (),
) -> HttpResponse:  # fmt: skip
    """A form about a tender, and back to its page."""
    asking = Asking(
        title, _("Save"), reverse("tender", args=[opportunity_id]), intro, template=template,
        remove_url=reverse(remove[0], args=[opportunity_id, remove[1]]) if remove else "",
        remove_label=_("Remove") if remove else "",
    )  # fmt: skip

    def run(given: dict[str, Any]) -> HttpResponse:
        do(request.actor, opportunity_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "tender", opportunity_id)

    return form_page.act(request, form, asking, run)


OF = "opportunities/<int:opportunity_id>/tender/"
urlpatterns = [
    path(OF, show, name="tender"),
    path(f"{OF}begin/", begin, name="tender-begin"),
    path(f"{OF}edit/", edit, name="tender-edit"),
    path(f"{OF}timetable/", timetable, name="tender-timetable"),
    path(f"{OF}timetable/<int:milestone_id>/", reach, name="tender-reach"),
    path(f"{OF}requirements/", add_requirements, name="tender-requirements"),
    path(f"{OF}requirements/<int:requirement_id>/", mark, name="tender-mark"),
    path(f"{OF}requirements/<int:requirement_id>/drop/", drop_requirement,
         name="tender-requirement-drop"),
    path(f"{OF}criteria/", criteria, name="tender-criteria"),
    path(f"{OF}bidders/", add_bidder, name="tender-bidder"),
    path(f"{OF}bidders/<int:bidder_id>/", scores, name="tender-scores"),
    path(f"{OF}bidders/<int:bidder_id>/drop/", drop_bidder, name="tender-bidder-drop"),
    path(f"{OF}meetings/", meeting, name="tender-meeting"),
    path(f"{OF}meetings/<int:meeting_id>/drop/", drop_meeting, name="tender-meeting-drop"),
    path(f"{OF}bonds/", bond, name="tender-bond"),
    path(f"{OF}bonds/<int:bond_id>/", move_bond, name="tender-bond-move"),
    path(f"{OF}bonds/<int:bond_id>/drop/", drop_bond, name="tender-bond-drop"),
    path(f"{OF}quiet/", quiet, name="tender-quiet"),
    path(f"{OF}result/", result, name="tender-result"),
    path(f"{OF}files/", add_file, name="tender-file"),
]  # fmt: skip
