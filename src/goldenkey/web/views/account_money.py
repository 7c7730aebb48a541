"""Pages of one customer's money: statement of account, letter, credit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goldenkey.actions import credit as credits_
from goldenkey.actions import letter as sending
from goldenkey.documents import account_sheet, letters
from goldenkey.selectors import account_statement
from goldenkey.selectors import credit as credit_select
from goldenkey.selectors import letter as letter_select
from goldenkey.web import form_page, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import collection as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("receivable.read")
def statement(request: Request, account_id: int) -> HttpResponse:
    """What became due, what came, what is open; ready to be printed."""
    found = account_statement.show(request.actor, account_id, from_on=_day(request))
    return page(
        request, "collection/statement.html", _("Statement of account"), found=found,
        present=present_money, may=request.actor.may,
    )  # fmt: skip


@requires("receivable.read")
def statement_file(request: Request, account_id: int) -> HttpResponse:
    """The statement as a spreadsheet."""
    found = account_statement.show(request.actor, account_id, from_on=_day(request))
    name = f"{_('Statement of account')} {found.account} {found.until_on}.xlsx"
    return _file(account_sheet.statement(found), XLSX, name)


@requires("receivable.read")
def letter(request: Request, account_id: int) -> HttpResponse:
    """A letter about what is open, to be read before it goes out."""
    data = _letter(request, account_id)
    return page(
        request, "collection/letter.html", _("Letter"), data=data, letter=letters.write(data),
        tones=letter_select.TONES, languages=letter_select.LANGUAGES,
        mail_ready=settings.MAIL_READY, may_record=request.actor.may("collection.record"),
    )  # fmt: skip


@requires("collection.record")
@require_POST
def letter_send(request: Request, account_id: int) -> HttpResponse:
    """Send the letter, or take it along as a file; the step is recorded at each receivable."""
    asked = request.POST
    way, data = asked.get("way", ""), _letter(request, account_id)
    written = letters.write(data)
    made = sending.send_letter(
        request.actor, account_id, way="file" if way in ("txt", "eml") else way, tone=data.tone,
        language=data.language, to=asked.get("to", ""),
    )  # fmt: skip
    if way == "txt":
        text = f"{written.subject}\n\n{written.text}\n"
        return _file(text.encode("utf-8-sig"), "text/plain; charset=utf-8", f"{data.customer}.txt")
    if way == "eml":
        mail = letters.as_mail(written, asked.get("to", ""), settings.DEFAULT_FROM_EMAIL)
        return _file(mail, "message/rfc822", f"{data.customer}.eml")
    said = ngettext(
        "The step is recorded at %(n)d receivable.", "The step is recorded at %(n)d receivables.",
        len(made),
    )  # fmt: skip
    toasts.tell(request, said % {"n": len(made)})
    return refresh(request, "account-statement", account_id)


@requires("credit.read")
def credit(request: Request, account_id: int) -> HttpResponse:
    """One customer's credit: limit, what he stands for, what finance lets pass."""
    found = credit_select.show(request.actor, account_id)
    return page(request, "credit/show.html", _("Credit"), found=found, today=request.actor.today)


@requires("credit.set")
def terms(request: Request, account_id: int) -> HttpResponse:
    """Grant a customer credit."""
    found = credit_select.show(request.actor, account_id)
    initial = {
        "rating": found.rating, "limit": present_money.typed(found.terms.limit),
        "credit_days": 30 if found.terms.credit_days is None else found.terms.credit_days,
        "stop_after_days": found.terms.stop_after_days, "review_on": found.review_on,
        "note": found.note,
    }  # fmt: skip
    form = forms.TermsForm(request.POST or None, initial=initial)
    return _credit(request, found, form, _("Credit terms"), credits_.set_terms)


@requires("credit.set")
def release(request: Request, account_id: int) -> HttpResponse:
    """Let one signature or shipment pass above the terms."""
    found = credit_select.show(request.actor, account_id)
    form = forms.ReleaseForm(request.POST or None, initial={"what": "sign"})
    return _credit(request, found, form, _("Let it pass once"), credits_.release)


@requires("credit.set")
@require_POST
def release_drop(request: Request, release_id: int) -> HttpResponse:
    """Take a release back that was not used."""
    row = credits_.withdraw_release(request.actor, release_id)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "account-credit", row.account_id)


def _credit(
    request: Request, found: credit_select.CreditView, form: Any, title: str, do: Any
) -> HttpResponse:
    back = reverse("account-credit", args=[found.account_id])

    def run(given: dict[str, Any]) -> HttpResponse:
        do(request.actor, found.account_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "account-credit", found.account_id)

    return form_page.act(request, form, Asking(title, _("Save"), back, found.account), run)


def _letter(request: Request, account_id: int) -> letter_select.LetterData:
    asked = request.POST if request.method == "POST" else request.GET
    tone, language = asked.get("tone", ""), asked.get("language", "")
    return letter_select.data(
        request.actor, account_id, tone=tone if tone in letter_select.TONES else "",
        language=language if language in letter_select.LANGUAGES else "",
    )  # fmt: skip


def _day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return None


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


urlpatterns = [
    path("accounts/<int:account_id>/statement/", statement, name="account-statement"),
    path(
        "accounts/<int:account_id>/statement/file/", statement_file, name="account-statement-file"
    ),
    path("accounts/<int:account_id>/letter/", letter, name="account-letter"),
    path("accounts/<int:account_id>/letter/send/", letter_send, name="account-letter-send"),
    path("accounts/<int:account_id>/credit/", credit, name="account-credit"),
    path("accounts/<int:account_id>/credit/terms/", terms, name="account-credit-terms"),
    path("accounts/<int:account_id>/credit/release/", release, name="account-credit-release"),
    path("credit-releases/<int:release_id>/drop/", release_drop, name="credit-release-drop"),
]  # fmt: skip
