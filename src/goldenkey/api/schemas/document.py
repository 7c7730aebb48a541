"""Documents, templates and amendments as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut


class DocumentNew(Body):
    """Which form a document takes; without a language the company's."""

    format: codes.DocumentFormat = "pdf"
    language: codes.DocumentLanguage = ""


class DocumentOut(Schema):
    """A document as it was made; `digest` is the SHA-256 of its bytes."""

    id: int
    kind: str
    format: str
    name: str
    language: str
    size: int
    digest: str
    own: bool
    by: str
    at: datetime


class TemplateOut(Schema):
    """A template; without an id the one that comes with the product."""

    kind: str
    format: str
    id: int | None
    name: str
    digest: str
    size: int


class AmendmentNew(Body):
    """What both sides signed; more than before needs to know when it is due."""

    what: str = Field(max_length=500)
    signed_on: date
    difference: Decimal = Decimal(0)
    label: str = Field("", max_length=100)
    trigger: codes.Trigger = "signing"
    trigger_on: date | None = None
    credit_days: int | None = None
    our_signer_id: int | None = None
    their_signer_id: int | None = None
    file_id: int | None = None
    no_file_reason: str = Field("", max_length=300)


class AmendmentOut(Schema):
    """An amendment as signed."""

    id: int
    place: int
    what: str
    signed_on: date
    our_signer: str
    their_signer: str
    before: MoneyOut
    difference: MoneyOut
    file_id: int | None
    file: str
    no_file_reason: str
    documents: list[DocumentOut]


class PapersOut(Schema):
    """The papers of a contract."""

    contract_id: int
    file_id: int | None
    file: str
    no_file_reason: str
    amendments: list[AmendmentOut]
    documents: list[DocumentOut]
