"""Pages of documents: handed out, made; templates and logos; amendments of contracts."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import amendment as amendments
from goldenkey.actions import document as documents
from goldenkey.actions import evidence
from goldenkey.documents import paper, paper_data
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import account as accounts
from goldenkey.selectors import amendment as papers
from goldenkey.selectors import contract as contracts
from goldenkey.selectors import document as select
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import document as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("quote.read")
def show(request: Request, document_id: int) -> Any:
    """Hand out a document as it was made."""
    found = select.get(request.actor, document_id)
    file = evidence.path_of(found.digest)
    if not file.exists():
        raise NotFound("document")
    response = FileResponse(file.open("rb"), as_attachment=True, filename=found.name)
    response["Content-Type"] = documents.type_of(found)
    return response


@requires("document.make")
@require_POST
def of_contract(request: Request, contract_id: int) -> HttpResponse:
    """Make the contract as PDF or Word."""
    return _make(request, "contract", contract_id, contract_id)


@requires("document.make")
@require_POST
def of_amendment(request: Request, amendment_id: int) -> HttpResponse:
    """Make an amendment as PDF or Word."""
    contract_id = papers.contract_of(request.actor, amendment_id)
    return _make(request, "amendment", amendment_id, contract_id)


@requires("contract.amend")
def amend(request: Request, contract_id: int) -> HttpResponse:
    """Record an amendment that both sides signed."""
    found = contracts.detail(request.actor, contract_id)
    form = forms.AmendForm(
        request.POST or None, request.FILES or None, users=contracts.signers(request.actor),
        contacts=contracts.contacts(request.actor, contract_id), initial={
            "signed_on": request.actor.today, "our_signer_id": request.actor.user_id,
        },
    )  # fmt: skip
    asking = Asking(
        _("Amendment"), _("Record it"), reverse("contract", args=[contract_id]), found.number,
        files=True,
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        amendments.amend(request.actor, contract_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contract", contract_id)

    return form_page.act(request, form, asking, do)


@requires("template.edit")
def templates(request: Request) -> HttpResponse:
    """The templates of documents, what they may say, and our logo."""
    rows = select.templates(request.actor)
    return page(
        request, "template/index.html", _("Templates and logo"), rows=rows,
        names=paper_data.placeholders(), logo=select.our_logo(request.actor),
    )  # fmt: skip


@requires("template.edit")
def template(request: Request, what: str, form: str) -> Any:
    """Hand out the template in use, to be edited."""
    found = select.template(request.actor, what, form)
    data = documents.bytes_of(found.digest) if found.id else paper.shipped(what, form)
    ending = "docx" if form == "docx" else "typ"
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{what}.{ending}"'
    return response


@requires("template.edit")
def upload(request: Request, what: str, form: str) -> HttpResponse:
    """Take the company's own template."""
    found = select.template(request.actor, what, form)
    typed = forms.FileForm(request.POST or None, request.FILES or None)
    asking = Asking(
        _("Own template"), _("Use it"), reverse("templates"),
        f"{codes.word(found.kind, 'document')} · {codes.word(found.format, 'document_format')}",
        files=True,
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        file = given["file"]
        documents.set_template(request.actor, what, form, name=file.name, data=file.read())
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "templates")

    return form_page.act(request, typed, asking, do)


@requires("template.edit")
@require_POST
def reset(request: Request, what: str, form: str) -> HttpResponse:
    """Back to the template that comes with the product."""
    documents.reset_template(request.actor, what, form)
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "templates")


@requires("template.edit")
def our_logo(request: Request) -> HttpResponse:
    """Keep our logo."""
    return _logo(request, _("Our logo"), "templates", (),
                 lambda data: documents.set_our_logo(request.actor, data=data))  # fmt: skip


@requires("account.edit")
def their_logo(request: Request, account_id: int) -> HttpResponse:
    """Keep a customer's logo."""
    accounts.detail(request.actor, account_id)
    return _logo(
        request, _("The customer's logo"), "account", (account_id,),
        lambda data: documents.set_their_logo(request.actor, account_id, data=data),
    )  # fmt: skip


def _logo(
    request: Request, title: str, back: str, args: tuple[int, ...], keep: Any
) -> HttpResponse:
    form = forms.FileForm(request.POST or None, request.FILES or None)
    intro = _("PNG or JPEG, at most 1 MB.")
    asking = Asking(title, _("Keep it"), reverse(back, args=args), intro, files=True)

    def do(given: dict[str, Any]) -> HttpResponse:
        keep(given["file"].read())
        toasts.tell(request, codes.say("saved"))
        return refresh(request, back, *args)

    return form_page.act(request, form, asking, do)


def _make(request: Request, kind: str, record_id: int, contract_id: int) -> HttpResponse:
    given = request.POST
    documents.make(
        request.actor, kind, record_id, format_=given.get("format", "pdf"),
        language=given.get("language", ""),
    )  # fmt: skip
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "contract", contract_id)


ONE = "settings/templates/<slug:what>/<slug:form>/"
urlpatterns = [
    path("documents/<int:document_id>/", show, name="document"),
    path("contracts/<int:contract_id>/documents/", of_contract, name="contract-document"),
    path("contracts/<int:contract_id>/amendments/", amend, name="amendment-new"),
    path("amendments/<int:amendment_id>/documents/", of_amendment, name="amendment-document"),
    path("accounts/<int:account_id>/logo/", their_logo, name="account-logo"),
    path("settings/templates/", templates, name="templates"),
    path("settings/templates/logo/", our_logo, name="our-logo"),
    path(ONE, template, name="template"),
    path(f"{ONE}upload/", upload, name="template-upload"),
    path(f"{ONE}reset/", reset, name="template-reset"),
]
