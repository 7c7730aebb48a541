"""Documents over the API: made, handed out; templates; amendments of contracts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile

from goldenkey.actions import amendment as amendments
from goldenkey.actions import document as documents
from goldenkey.actions.contract import LineIn
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas import codes
from goldenkey.api.schemas.document import (
    AmendmentNew,
    DocumentNew,
    DocumentOut,
    PapersOut,
    TemplateOut,
)
from goldenkey.policies.errors import Refused
from goldenkey.selectors import amendment as papers
from goldenkey.selectors import document as select

router = Router(tags=["documents"])


@router.get("/contracts/{contract_id}/papers", response=PapersOut)
@requires("contract.read")
def read_papers(request: Request, contract_id: int) -> Any:
    """The signed file, amendments and documents of a contract."""
    return papers.of_contract(request.actor, contract_id)


@router.post("/contracts/{contract_id}/amendments", response={201: PapersOut})
@requires("contract.amend")
def amend_contract(request: Request, contract_id: int, body: AmendmentNew) -> Any:
    """Record an amendment that both sides signed; the contract stays as it was signed (M3.5)."""
    given = body.model_dump()
    due = {n: given.pop(n) for n in ("label", "trigger", "trigger_on", "credit_days")}
    amendments.amend(request.actor, contract_id, line=LineIn(**due), **given)
    return 201, papers.of_contract(request.actor, contract_id)


@router.post("/quote-versions/{quote_version_id}/documents", response={201: DocumentOut})
@requires("document.make")
def make_quote(request: Request, quote_version_id: int, body: DocumentNew) -> Any:
    """Make a quote as PDF or Word, and keep it by its digest."""
    return 201, _make(request, "quote", quote_version_id, body)


@router.post("/contracts/{contract_id}/documents", response={201: DocumentOut})
@requires("document.make")
def make_contract(request: Request, contract_id: int, body: DocumentNew) -> Any:
    """Make a contract as PDF or Word, and keep it by its digest."""
    return 201, _make(request, "contract", contract_id, body)


@router.post("/amendments/{amendment_id}/documents", response={201: DocumentOut})
@requires("document.make")
def make_amendment(request: Request, amendment_id: int, body: DocumentNew) -> Any:
    """Make an amendment as PDF or Word, and keep it by its digest."""
    return 201, _make(request, "amendment", amendment_id, body)


@router.get("/documents/{document_id}", response=DocumentOut)
@requires("quote.read")
def read_document(request: Request, document_id: int) -> Any:
    """A document's name, size and digest."""
    return select.get(request.actor, document_id)


@router.get("/documents/{document_id}/file")
@requires("quote.read")
def download_document(request: Request, document_id: int) -> Any:
    """The bytes of a document."""
    found = select.get(request.actor, document_id)
    response = HttpResponse(documents.bytes_of(found.digest), content_type=documents.type_of(found))
    response["Content-Disposition"] = f'attachment; filename="{found.kind}.{found.format}"'
    return response


@router.get("/templates", response=list[TemplateOut])
@requires("template.edit")
def list_templates(request: Request) -> Any:
    """The template of every kind of document."""
    return list(select.templates(request.actor))


@router.post("/templates/{what}/{form}", response=TemplateOut)
@requires("template.edit")
def upload_template(
    request: Request, what: codes.DocumentKind, form: codes.DocumentFormat,
    file: File[UploadedFile | None] = None,
) -> Any:  # fmt: skip
    """Take the company's own template; a broken one is refused with the placeholder named."""
    if file is None:
        raise Refused("required", field="file")
    documents.set_template(request.actor, what, form, name=file.name or "", data=file.read())
    return select.template(request.actor, what, form)


@router.delete("/templates/{what}/{form}", response={204: None})
@requires("template.edit")
def reset_template(
    request: Request, what: codes.DocumentKind, form: codes.DocumentFormat
) -> Any:  # fmt: skip
    """Go back to the template that comes with the product."""
    documents.reset_template(request.actor, what, form)
    return 204, None


def _make(request: Request, kind: str, record_id: int, body: DocumentNew) -> Any:
    made = documents.make(
        request.actor, kind, record_id, format_=body.format, language=body.language
    )
    return select.get(request.actor, made.pk)
