"""Reads of documents made, of the company's templates and logos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound

KINDS, FORMATS = ("quote", "contract", "amendment"), ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it was made; `own` where the company's own template was used."""

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


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """The template of a kind and format: the company's own, or the shipped (`id` None)."""

    kind: str
    format: str
    id: int | None
    name: str
    digest: str
    size: int
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Logos:
    """Digests of the two logos; empty where there is none."""

    ours: str
    theirs: str


def documents_of(actor: Actor, **holder: Any) -> tuple[DocumentRow, ...]:
    """The documents of a row the caller found in scope, the newest first."""
    rows = m.Document.objects.filter(archived_at=None, **holder).select_related("by")
    return tuple(row_of(d) for d in rows.order_by("-pk"))


def row_of(d: m.Document) -> DocumentRow:
    """A document as lists show it."""
    return DocumentRow(
        d.pk, d.kind, d.format, d.name, d.language, d.size, d.digest, bool(d.template), d.by.name,
        d.created_at,
    )  # fmt: skip


def get(actor: Actor, document_id: int) -> DocumentRow:
    """A document in scope."""
    row = scope.get(actor, m.Document, document_id)
    actor.require("quote.read" if row.kind == "quote" else "contract.read")
    return row_of(row)


def templates(actor: Actor) -> tuple[TemplateRow, ...]:
    """The template of every kind and format."""
    actor.require("template.edit")
    rows = scope.visible(actor, m.DocumentTemplate).select_related("by")
    own = {(t.kind, t.format): t for t in rows}
    return tuple(_template(k, f, own.get((k, f))) for k in KINDS for f in FORMATS)


def template(actor: Actor, kind: str, format_: str) -> TemplateRow:
    """The template of one kind and format; NotFound where there is no such kind."""
    found = [t for t in templates(actor) if (t.kind, t.format) == (kind, format_)]
    if not found:
        raise NotFound("record")
    return found[0]


def own_digest(actor: Actor, kind: str, format_: str) -> str:
    """The digest of the company's own template, empty where the shipped one is used."""
    rows = m.DocumentTemplate.objects.filter(kind=kind, format=format_, archived_at=None)
    return rows.values_list("digest", flat=True).first() or ""


def our_logo(actor: Actor) -> str:
    """The digest of our logo."""
    return m.Organisation.objects.values_list("logo", flat=True).first() or ""


def _template(kind: str, format_: str, row: m.DocumentTemplate | None) -> TemplateRow:
    if row is None:
        return TemplateRow(kind, format_, None, "", "", 0, "", None)
    return TemplateRow(
        kind, format_, row.pk, row.name, row.digest, row.size, row.by.name, row.created_at
    )
