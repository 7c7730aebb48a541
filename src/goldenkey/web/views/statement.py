"""Pages of bank statements: brought in, matched, confirmed one by one or all that is sure."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goldenkey.actions import import_choices
from goldenkey.actions import statement as statements
from goldenkey.policies.errors import Problem, Refused
from goldenkey.selectors import payment as payments
from goldenkey.selectors import statement as select
from goldenkey.selectors.statement_shapes import EntryRow
from goldenkey.web import form_page, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import payment as payment_forms
from goldenkey.web.forms import statement as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.web.views.receivable import _number
from goldenkey.wording import codes, figures, phrases


@requires("statement.import")
def index(request: Request) -> HttpResponse:
    """Statements, the last brought in first."""
    found = select.page(request.actor, cursor=request.GET.get("cursor", ""))
    return page(
        request, "statement/index.html", _("Bank statements"), wide=True, found=found,
        waiting=select.open_count(request.actor), zone=request.actor.zone, may=request.actor.may,
    )  # fmt: skip


@requires("statement.import")
def new(request: Request) -> HttpResponse:
    """Choose a file; what cannot be read is said at the file."""
    initial = {"currency": request.actor.currency}
    form = forms.StatementForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            import_choices.refuse_size(file.size)
            made = statements.bring_in(request.actor, file.name, file.read(), **form.given())
            toasts.tell(request, _brought(made.given - made.known, made.known))
            return refresh(request, "statement", made.pk)
        except Problem as problem:
            form.refuse(problem)
    return page(
        request, "statement/new.html", _("Bring in a bank statement"), form=form,
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


@requires("statement.import")
def show(request: Request, statement_id: int) -> HttpResponse:
    """One statement: its entries with what they seem to pay."""
    state = request.GET.get("state", "")
    state = state if state in select.STATES else ""
    after = _number(request.GET.get("after")) or 0
    found = select.detail(request.actor, statement_id, state=state, after=after)
    sure = sum(1 for e in found.entries if e.proposal and e.proposal.sure)
    return page(
        request, "statement/show.html", found.row.file_name, wide=True, found=found, state=state,
        states=select.STATES, sure=sure, after=after, present=present_money,
    )  # fmt: skip


@requires("statement.import")
@require_POST
def confirm_all(request: Request, statement_id: int) -> HttpResponse:
    """Record every entry of the page whose proposal is sure."""
    after = _number(request.POST.get("after")) or 0
    found = select.detail(
        request.actor, statement_id, state=request.POST.get("state", ""), after=after
    )
    wanted = [e.id for e in found.entries if e.proposal and e.proposal.sure]
    made, left = statements.confirm_all(request.actor, wanted)
    toasts.tell(request, _recorded(len(made), len(left)))
    return refresh(request, "statement", statement_id)


@requires("statement.import")
@require_POST
def confirm(request: Request, entry_id: int) -> HttpResponse:
    """Record an entry as proposed."""
    row = select.entry(request.actor, entry_id)
    made = statements.confirm(request.actor, entry_id)
    return _said(request, made, row)


@requires("statement.import")
def entry(request: Request, entry_id: int) -> HttpResponse:
    """One entry: whose it is, and what it settles, by hand."""
    row = select.entry(request.actor, entry_id)
    account = _number(request.GET.get("account"))
    if account is None or row.state != "open":
        query = request.GET.get("q", "")
        return page(
            request, "statement/entry.html", _("Whose payment is it?"), entry=row, query=query,
            payers=payments.payers(request.actor, query), present=present_money,
        )  # fmt: skip
    proposed = payments.proposed(request.actor, account, row.money)
    parts = {r.id: part for r, part in proposed.rows if part}
    form = payment_forms.PartsForm(
        request.POST or None, rows=[r for r, _part in proposed.rows], parts=parts
    )
    if request.method == "POST":
        form.data, form.is_bound = request.POST, True
        if form.is_valid():
            try:
                made = statements.confirm(
                    request.actor, entry_id, account_id=account, parts=form.parts()
                )
                return _said(request, made, row)
            except Refused as problem:
                form_page.refuse(form, problem)
    return page(
        request, "statement/settle.html", _("What it settles"), entry=row, form=form,
        proposed=proposed, present=present_money, status=422 if form.errors else 200,
    )  # fmt: skip


@requires("statement.import")
def aside(request: Request, entry_id: int) -> HttpResponse:
    """Put an entry aside that is no customer's payment."""
    row = select.entry(request.actor, entry_id)
    back = reverse("statement", args=[row.statement_id])
    intro = f"{figures.day(row.booked_on)} · {row.payer or '—'} · {figures.money(row.money)}"

    def run(given: dict[str, Any]) -> HttpResponse:
        statements.set_aside(request.actor, entry_id, **given)
        toasts.tell(request, codes.say("saved"), undo_url=reverse("entry-take-up", args=[row.id]))
        return refresh(request, "statement", row.statement_id)

    asking = Asking(_("Put it aside"), _("Put it aside"), back, intro)
    return form_page.act(request, forms.AsideForm(request.POST or None), asking, run)


@requires("statement.import")
@require_POST
def take_up(request: Request, entry_id: int) -> HttpResponse:
    """Have an entry wait again."""
    row = statements.take_up(request.actor, entry_id)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "statement", row.statement_id)


@requires("statement.import")
@require_POST
def join(request: Request, entry_id: int, payment_id: int) -> HttpResponse:
    """Say that an entry is a payment that was recorded by hand."""
    row = select.entry(request.actor, entry_id)
    statements.join(request.actor, entry_id, payment_id=payment_id)
    toasts.tell(request, _("Joined with the payment; nothing was recorded twice."))
    return refresh(request, "statement", row.statement_id)


def _said(request: Request, made: Any, row: EntryRow) -> HttpResponse:
    said = _("Payment %(number)s of %(amount)s is recorded.") % {
        "number": made.number, "amount": figures.money(made.money),
    }  # fmt: skip
    toasts.tell(request, said)
    return refresh(request, "statement", row.statement_id)


def _brought(new_: int, known: int) -> str:
    said = ngettext("%(n)d new entry.", "%(n)d new entries.", new_) % {"n": new_}
    if not known:
        return said
    more = ngettext(
        "%(n)d was there already and is not counted again.",
        "%(n)d were there already and are not counted again.", known,
    ) % {"n": known}  # fmt: skip
    return phrases.sentences(said, more)


def _recorded(made: int, left: int) -> str:
    said = ngettext("%(n)d payment is recorded.", "%(n)d payments are recorded.", made) % {
        "n": made
    }
    if not left:
        return said
    more = ngettext("%(n)d needs a look.", "%(n)d need a look.", left) % {"n": left}
    return phrases.sentences(said, more)


urlpatterns = [
    path("statements/", index, name="statements"),
    path("statements/new/", new, name="statement-new"),
    path("statements/<int:statement_id>/", show, name="statement"),
    path("statements/<int:statement_id>/confirm/", confirm_all, name="statement-confirm"),
    path("statements/entries/<int:entry_id>/", entry, name="entry"),
    path("statements/entries/<int:entry_id>/confirm/", confirm, name="entry-confirm"),
    path("statements/entries/<int:entry_id>/aside/", aside, name="entry-aside"),
    path("statements/entries/<int:entry_id>/take-up/", take_up, name="entry-take-up"),
    path(
        "statements/entries/<int:entry_id>/payment/<int:payment_id>/", join, name="entry-join"
    ),
]  # fmt: skip
