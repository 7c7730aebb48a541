"""Pages of the terms sheet of an opportunity (M6.1–M6.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import terms
from goldenkey.actions import terms_package as packages
from goldenkey.selectors import terms as select
from goldenkey.web import form_page, present_terms, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import terms as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes
from goldenkey.wording import terms as say


@requires("terms.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """The terms sheet: issues, moves, packages side by side."""
    sheet = select.sheet(request.actor, opportunity_id)
    return page(
        request, "terms/show.html", _("Terms sheet"), wide=True, sheet=sheet,
        present=present_terms,
    )  # fmt: skip


@requires("terms.edit")
@require_POST
def begin(request: Request, opportunity_id: int) -> HttpResponse:
    """Begin the sheet with the playbook's issues."""
    terms.open_sheet(request.actor, opportunity_id)
    return refresh(request, "terms", opportunity_id)


@requires("terms.edit")
def limits(request: Request, opportunity_id: int) -> HttpResponse:
    """Where we walk away, and the alternative."""
    sheet = select.sheet(request.actor, opportunity_id)
    initial = {
        "walk_away": sheet.walk_away, "alternative": sheet.alternative,
        "version": sheet.version or 1,
    }  # fmt: skip
    form = forms.LimitsForm(request.POST or None, initial=initial)
    return _act(
        request, sheet, form, _("Walk-away and alternative"),
        lambda given: terms.edit_sheet(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("terms.edit")
def add_issue(request: Request, opportunity_id: int) -> HttpResponse:
    """An issue of our own."""
    sheet = select.sheet(request.actor, opportunity_id)
    form = forms.NewIssueForm(request.POST or None)
    return _act(
        request, sheet, form, _("Further issue"),
        lambda given: terms.add_issue(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("terms.edit")
def edit_issue(request: Request, issue_id: int) -> HttpResponse:
    """Target, limit and unit."""
    sheet, issue = select.issue(request.actor, issue_id)
    form = forms.IssueForm(
        request.POST or None, issue=issue, initial={
            "target": issue.target, "limit": issue.limit, "unit": issue.unit,
            "better": issue.better, "version": issue.version,
        },
    )  # fmt: skip
    return _act(
        request, sheet, form, say.name(issue.key, issue.label),
        lambda given: terms.edit_issue(request.actor, issue_id, **given),
        remove_url=reverse("terms-issue-drop", args=[issue_id]), remove_label=_("Take it off"),
    )  # fmt: skip


@requires("terms.edit")
@require_POST
def drop_issue(request: Request, issue_id: int) -> HttpResponse:
    """Take an issue off the sheet."""
    sheet, _issue = select.issue(request.actor, issue_id)
    terms.drop_issue(request.actor, issue_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "terms", sheet.opportunity_id)


@requires("terms.edit")
def position(request: Request, issue_id: int) -> HttpResponse:
    """What the customer asks for."""
    sheet, issue = select.issue(request.actor, issue_id)
    form = forms.PositionForm(request.POST or None, initial={"value": issue.position})
    return _act(
        request, sheet, form, _("The customer's position"),
        lambda given: terms.record_position(request.actor, issue_id, **given),
        intro=present_terms.intro(issue, sheet.currency),
    )  # fmt: skip


@requires("terms.edit")
def offer(request: Request, issue_id: int) -> HttpResponse:
    """Our offer; what it gives away, it must get something for."""
    sheet, issue = select.issue(request.actor, issue_id)
    form = forms.OfferForm(request.POST or None, sheet=sheet, initial={"value": issue.offer})
    return _act(
        request, sheet, form, _("Our offer"),
        lambda given: terms.offer(request.actor, issue_id, **given),
        intro=present_terms.intro(issue, sheet.currency),
    )  # fmt: skip


@requires("terms.edit")
def status(request: Request, issue_id: int) -> HttpResponse:
    """Agreed, disputed, open."""
    sheet, issue = select.issue(request.actor, issue_id)
    form = forms.StatusForm(request.POST or None, sheet=sheet, initial={"status": issue.status})
    return _act(
        request, sheet, form, _("Status"),
        lambda given: terms.set_status(request.actor, issue_id, **given),
        intro=present_terms.intro(issue, sheet.currency),
    )  # fmt: skip


@requires("terms.approve")
@require_POST
def answer(request: Request, move_id: int) -> HttpResponse:
    """Let a concession pass, or not."""
    opportunity_id = select.opportunity_of(request.actor, "move", move_id)
    terms.answer(request.actor, move_id, approve=request.POST.get("approve") == "1")
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "terms", opportunity_id)


@requires("terms.edit")
def add_package(request: Request, opportunity_id: int) -> HttpResponse:
    """Terms that go together."""
    sheet = select.sheet(request.actor, opportunity_id)
    offered = {f"value_{i.id}": i.offer or i.target for i in sheet.issues}
    form = forms.PackageForm(request.POST or None, sheet=sheet, initial=offered)
    return _act(
        request, sheet, form, _("Package"),
        lambda given: packages.save_package(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("terms.edit")
def edit_package(request: Request, package_id: int) -> HttpResponse:
    """Change a package."""
    opportunity_id = select.opportunity_of(request.actor, "package", package_id)
    sheet = select.sheet(request.actor, opportunity_id)
    row = next(p for p in sheet.packages if p.id == package_id)
    initial = {
        "name": row.name, "quote_version_id": row.quote_version_id,
        **{f"value_{pk}": value for pk, value in row.values.items()},
    }  # fmt: skip
    form = forms.PackageForm(request.POST or None, sheet=sheet, initial=initial)
    return _act(
        request, sheet, form, _("Package"),
        lambda given: packages.save_package(
            request.actor, opportunity_id, package_id=package_id, **given
        ),
        remove_url=reverse("terms-package-drop", args=[package_id]),
        remove_label=_("Put it away"),
    )  # fmt: skip


@requires("terms.edit")
@require_POST
def drop_package(request: Request, package_id: int) -> HttpResponse:
    """Put a package away."""
    opportunity_id = select.opportunity_of(request.actor, "package", package_id)
    packages.drop_package(request.actor, package_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "terms", opportunity_id)


def _act(
    request: Request, sheet: select.Sheet, form: Any, title: str,
    do: Callable[[dict[str, Any]], Any], *, intro: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A form about the sheet, and back to it."""
    back = reverse("terms", args=[sheet.opportunity_id])
    asking = Asking(title, _("Save"), back, intro or sheet.opportunity, **more)

    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "terms", sheet.opportunity_id)

    return form_page.act(request, form, asking, run)


OF = "opportunities/<int:opportunity_id>/terms/"
ISSUE = "terms/issues/<int:issue_id>/"
PACKAGE = "terms/packages/<int:package_id>/"
urlpatterns = [
    path(OF, show, name="terms"),
    path(f"{OF}begin/", begin, name="terms-begin"),
    path(f"{OF}limits/", limits, name="terms-limits"),
    path(f"{OF}issues/", add_issue, name="terms-issue-new"),
    path(f"{OF}packages/", add_package, name="terms-package-new"),
    path(ISSUE, edit_issue, name="terms-issue"),
    path(f"{ISSUE}drop/", drop_issue, name="terms-issue-drop"),
    path(f"{ISSUE}position/", position, name="terms-position"),
    path(f"{ISSUE}offer/", offer, name="terms-offer"),
    path(f"{ISSUE}status/", status, name="terms-status"),
    path("terms/moves/<int:move_id>/approval/", answer, name="terms-answer"),
    path(PACKAGE, edit_package, name="terms-package"),
    path(f"{PACKAGE}drop/", drop_package, name="terms-package-drop"),
]
