"""Pages of people at the customers'."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import contact as contacts
from goldenkey.selectors import account as accounts
from goldenkey.selectors import account_page, contact_merge, search
from goldenkey.selectors import contact as select
from goldenkey.web import form_page, present, present_history, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import contact as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("contact.read")
def show(request: Request, contact_id: int) -> HttpResponse:
    """One person."""
    kept = contact_merge.leads_to(request.actor, contact_id)
    if kept is not None:
        return redirect("contact", kept)
    found = select.show(request.actor, contact_id)
    return page(
        request, "contact/show.html", found.name, one=found, present=present,
        formers=contact_merge.formers(request.actor, contact_id),
        changes=present_history, today=request.actor.today, zone=request.actor.zone,
    )  # fmt: skip


@requires("contact.create")
def new(request: Request, account_id: int) -> HttpResponse:
    """Add a person at a customer."""
    account = accounts.detail(request.actor, account_id)
    personal = account_page.may(request.actor, account_id, "contact.personal")
    form = forms.ContactNewForm(request.POST or None, personal=personal)
    asking = Asking(
        _("Add a person"), _("Add"), reverse("account", args=[account_id]), account.name
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        made = contacts.create_contact(request.actor, account_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contact", made.pk)

    return form_page.act(request, form, asking, do)


@requires("contact.edit")
def edit(request: Request, contact_id: int) -> HttpResponse:
    """Change what we know of a person."""
    found = select.show(request.actor, contact_id)
    form = forms.ContactChangeForm(
        request.POST or None, initial=_initial(found), personal=found.personal is not None
    )
    asking = Asking(
        _("Change"), _("Save"), reverse("contact", args=[contact_id]), found.name,
        remove_url=reverse("contact-archive", args=[contact_id]), remove_label=_("Put away"),
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        contacts.edit_contact(request.actor, contact_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contact", contact_id)

    return form_page.act(request, form, asking, do)


@requires("contact.edit")
@require_POST
def archive(request: Request, contact_id: int) -> HttpResponse:
    """Put a person away; it can be taken back."""
    found = select.show(request.actor, contact_id)
    version = int(request.POST.get("version") or 0)
    contacts.archive_contact(request.actor, contact_id, version=version)
    undo = reverse("contact-restore", args=[contact_id])
    toasts.tell(request, codes.say("archived"), undo_url=undo)
    return refresh(request, "account", found.account_id)


@requires("contact.edit")
@require_POST
def restore(request: Request, contact_id: int) -> HttpResponse:
    """Take a person back that was put away."""
    contacts.restore_contact(request.actor, contact_id)
    toasts.tell(request, codes.say("restored"))
    return refresh(request, "contact", contact_id)


@requires("contact.edit")
def position(request: Request, contact_id: int) -> HttpResponse:
    """A further post: he works at another customer now, or too."""
    found = select.show(request.actor, contact_id)
    words = request.GET.get("q", "") or request.POST.get("q", "")
    hits = search.find(request.actor, words, kinds=("account",)) if words else ()
    form = forms.PositionForm(
        request.POST if "account_id" in request.POST else None,
        accounts=[(hit.id, hit.title) for hit in hits],
    )
    asking = Asking(
        _("Another post"), _("Save"), reverse("contact", args=[contact_id]), found.name,
        template="contact/_position_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        contacts.add_position(request.actor, contact_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contact", contact_id)

    return form_page.act(request, form, asking, do, q=words, hits=hits)


@requires("contact.edit")
@require_POST
def leave(request: Request, position_id: int) -> HttpResponse:
    """He has left this post."""
    made = contacts.end_position(request.actor, position_id)
    undo = reverse("position-return", args=[position_id])
    toasts.tell(request, _("The post is ended as of today."), undo_url=undo)
    return refresh(request, "contact", made.contact_id)


@requires("contact.edit")
@require_POST
def back(request: Request, position_id: int) -> HttpResponse:
    """He has not left this post after all."""
    made = contacts.resume_position(request.actor, position_id)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "contact", made.contact_id)


def _initial(found: select.ContactDetail) -> dict[str, Any]:
    personal = found.personal
    names = ("name", "title", "phone", "mobile", "email", "standing", "version")
    known = {name: getattr(found, name) for name in names}
    if personal is not None:
        known |= {n: getattr(personal, n) for n in ("birthday", "interests", "note")}
    return known


urlpatterns = [
    path("accounts/<int:account_id>/contacts/new/", new, name="contact-new"),
    path("contacts/<int:contact_id>/", show, name="contact"),
    path("contacts/<int:contact_id>/edit/", edit, name="contact-edit"),
    path("contacts/<int:contact_id>/archive/", archive, name="contact-archive"),
    path("contacts/<int:contact_id>/restore/", restore, name="contact-restore"),
    path("contacts/<int:contact_id>/positions/new/", position, name="position-new"),
    path("positions/<int:position_id>/leave/", leave, name="position-leave"),
    path("positions/<int:position_id>/return/", back, name="position-return"),
]
