"""Pages of quotes: drafted, approved, sent, compared, made into documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import document as documents
from goldenkey.actions import quote as quotes
from goldenkey.selectors import product as products
from goldenkey.selectors import quote as select
from goldenkey.selectors import quote_compare
from goldenkey.selectors.contract import Option
from goldenkey.web import form_page, present_money, present_terms, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import quote as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("quote.read")
def index(request: Request, opportunity_id: int) -> HttpResponse:
    """The quotes of an opportunity, each with its versions."""
    found = select.of_opportunity(request.actor, opportunity_id)
    return page(request, "quote/index.html", _("Quotes"), found=found, present=present_terms)


@requires("quote.read")
def show(request: Request, quote_version_id: int) -> HttpResponse:
    """One version of a quote: lines, sums, approvals, documents."""
    found = select.detail(request.actor, quote_version_id)
    return page(
        request, "quote/show.html", f"{found.number} v{found.place}", wide=True, quote=found,
        present=present_terms, zone=request.actor.zone,
    )  # fmt: skip


@requires("quote.read")
def compare(request: Request, quote_version_id: int, other_id: int) -> HttpResponse:
    """Two versions of a quote side by side."""
    found = quote_compare.compare(request.actor, quote_version_id, other_id)
    return page(
        request, "quote/compare.html", _("Compare versions"), wide=True, found=found,
        present=present_terms,
    )  # fmt: skip


@requires("quote.edit")
def create(request: Request, opportunity_id: int) -> HttpResponse:
    """Draft a quote."""
    held = select.of_opportunity(request.actor, opportunity_id)
    form = forms.QuoteForm(
        request.POST or None,
        products=_options(request),
        initial={"currency": held.currency},
    )
    asking = Asking(
        _("New quote"), _("Save the draft"), reverse("quotes", args=[opportunity_id]),
        held.opportunity, template="quote/_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        made = quotes.create_quote(request.actor, opportunity_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "quote", made.pk)

    return form_page.act(request, form, asking, do)


@requires("quote.edit")
def edit(request: Request, quote_version_id: int) -> HttpResponse:
    """Change a version that was not sent."""
    found = select.detail(request.actor, quote_version_id)
    form = forms.QuoteForm(
        request.POST or None, products=_options(request), rows=_typed(found), fixed=True,
        initial={
            "less": present_money.typed(found.sums.less) if found.sums.less else None,
            "valid_until": found.valid_until, "note": found.note, "version": found.version,
        },
    )  # fmt: skip
    asking = Asking(
        _("Change %(number)s") % {"number": f"{found.number} v{found.place}"}, _("Save the draft"),
        reverse("quote", args=[quote_version_id]), found.opportunity, template="quote/_form.html",
    )  # fmt: skip
    return _act(
        request, quote_version_id, form, asking,
        lambda given: quotes.edit_quote(request.actor, quote_version_id, **given),
    )  # fmt: skip


@requires("quote.edit")
def ask(request: Request, quote_version_id: int) -> HttpResponse:
    """Ask somebody by name to approve."""
    found = select.detail(request.actor, quote_version_id)
    form = forms.AskForm(request.POST or None, quote=found, initial={"version": found.version})
    return _act(
        request, quote_version_id, form, _asking(found, _("Ask for approval"), _("Ask")),
        lambda given: quotes.ask_approval(request.actor, quote_version_id, **given),
    )  # fmt: skip


@requires("quote.approve")
def answer(request: Request, quote_version_id: int) -> HttpResponse:
    """Approve what was asked, or refuse it with the reason."""
    found = select.detail(request.actor, quote_version_id)
    form = forms.AnswerForm(request.POST or None, initial={"version": found.version})
    asking = _asking(found, _("Approve this quote?"), _("Approve"), template="quote/_answer.html")
    return _act(
        request, quote_version_id, form, asking,
        lambda given: quotes.answer(
            request.actor, quote_version_id, approve=request.POST.get("approve") == "1", **given
        ),
        quote=found, present=present_terms,
    )  # fmt: skip


@requires("quote.edit")
@require_POST
def send(request: Request, quote_version_id: int) -> HttpResponse:
    """It goes to the customer; from now on it stays as it is."""
    return _step(request, quote_version_id, quotes.send)


@requires("quote.edit")
@require_POST
def accept(request: Request, quote_version_id: int) -> HttpResponse:
    """The customer accepted it."""
    return _step(request, quote_version_id, quotes.accept)


@requires("quote.edit")
@require_POST
def copy(request: Request, quote_version_id: int) -> HttpResponse:
    """A new version to be changed."""
    made = quotes.new_version(request.actor, quote_version_id)
    return refresh(request, "quote-edit", made.pk)


@requires("document.make")
@require_POST
def document(request: Request, quote_version_id: int) -> HttpResponse:
    """Make the quote as PDF or Word."""
    given = request.POST
    documents.make(
        request.actor, "quote", quote_version_id, format_=given.get("format", "pdf"),
        language=given.get("language", ""),
    )  # fmt: skip
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "quote", quote_version_id)


def _step(request: Request, quote_version_id: int, do: Callable[..., Any]) -> HttpResponse:
    typed = request.POST.get("version", "")
    found = select.detail(request.actor, quote_version_id)
    do(request.actor, quote_version_id, version=int(typed) if typed.isdigit() else found.version)
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "quote", quote_version_id)


def _options(request: Request) -> list[Option]:
    rows = products.products(request.actor)
    return [Option(p.id, f"{p.number} {p.name}") for p in rows]


def _typed(found: select.Detail) -> list[dict[str, Any]]:
    """The lines as the form shows them."""
    return [
        {
            "product_id": line.product_id, "label": line.label,
            "quantity": f"{line.quantity:f}", "price": present_money.typed(line.price),
            "discount": line.discount / 100 if line.discount else None, "tax": line.tax / 100,
        }
        for line in found.lines
    ]  # fmt: skip


def _asking(found: select.Detail, title: str, submit: str, **more: Any) -> Asking:
    intro = f"{found.number} v{found.place} · {found.opportunity}"
    return Asking(title, submit, reverse("quote", args=[found.id]), intro, **more)


def _act(
    request: Request, quote_version_id: int, form: Any, asking: Asking,
    do: Callable[[dict[str, Any]], Any], **more: Any,
) -> HttpResponse:  # fmt: skip
    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "quote", quote_version_id)

    return form_page.act(request, form, asking, run, **more)


OF = "opportunities/<int:opportunity_id>/quotes/"
ONE = "quotes/<int:quote_version_id>/"
urlpatterns = [
    path(OF, index, name="quotes"),
    path(f"{OF}new/", create, name="quote-new"),
    path(ONE, show, name="quote"),
    path(f"{ONE}edit/", edit, name="quote-edit"),
    path(f"{ONE}approval/", ask, name="quote-ask"),
    path(f"{ONE}decision/", answer, name="quote-answer"),
    path(f"{ONE}sending/", send, name="quote-send"),
    path(f"{ONE}acceptance/", accept, name="quote-accept"),
    path(f"{ONE}copy/", copy, name="quote-copy"),
    path(f"{ONE}documents/", document, name="quote-document"),
    path(f"{ONE}compare/<int:other_id>/", compare, name="quote-compare"),
]
