"""Writes of documents: made from a template and kept by digest; templates and logos changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenkey.actions import evidence
from goldenkey.actions.base import action, allowed, archive, change, create, edit
from goldenkey.data.models import (
    Account,
    Contract,
    ContractAmendment,
    Document,
    DocumentTemplate,
    Organisation,
    QuoteVersion,
)
from goldenkey.documents import paper, paper_data
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import document as select
from goldenkey.selectors import paper as papers

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LANGUAGES = ("zh-hant", "zh-hans", "en")
HOLDERS: Mapping[str, tuple[Any, Any, str]] = {
    "quote": (QuoteVersion, papers.of_quote, "quote_version"),
    "contract": (Contract, papers.of_contract, "contract"),
    "amendment": (ContractAmendment, papers.of_amendment, "amendment"),
}


@action("document.make")
def make(
    actor: Actor, kind: str, record_id: int, *, format_: str = "pdf", language: str = ""
) -> Document:
    """Make a quote, contract or amendment from the company's template, and keep it.

    The same content again answers with the document that is there. Raises Refused where the
    template is broken, with the placeholder named.
    """
    if kind not in HOLDERS or format_ not in select.FORMATS:
        raise Refused("bad_choice", field="format")
    spoken = language or _language()
    if spoken not in LANGUAGES:
        raise Refused("bad_choice", field="language")
    model, said, name = HOLDERS[kind]
    row = scope.get(actor, model, record_id)
    allowed(actor, row, "document.make")
    content = said(actor, record_id)
    template = select.own_digest(actor, kind, format_)
    source = bytes_of(template) if template else paper.shipped(kind, format_)
    made = paper.make(
        format_, source, paper_data.data_of(content, spoken),
        {"our_logo": _logo(content.logos.ours), "their_logo": _logo(content.logos.theirs)},
    )  # fmt: skip
    digest, size = evidence.store([made])
    held = {name: row, **({"contract": row.contract} if kind == "amendment" else {})}
    same = {"kind": kind, "format": format_, "language": spoken, "digest": digest}
    if known := Document.objects.filter(**held, **same, archived_at=None).first():
        return known
    return create(
        actor, Document, **held, **same, size=size, template=template, by_id=actor.user_id,
        name=f"{_title(content)}.{format_}",
    )  # fmt: skip


@action("template.edit")
def set_template(
    actor: Actor, kind: str, format_: str, *, name: str, data: bytes
) -> DocumentTemplate:
    """Take the company's own template; a broken one is refused with the placeholder named."""
    if kind not in select.KINDS or format_ not in select.FORMATS:
        raise Refused("bad_choice", field="format")
    if not data:
        raise Refused("file_empty", field="file")
    paper.check(format_, data, paper_data.sample(kind, _language()), SAMPLE_LOGO)
    digest, size = evidence.store([data])
    for old in DocumentTemplate.objects.filter(kind=kind, format=format_, archived_at=None):
        if old.digest == digest:
            return old
        archive(actor, old)
    return create(
        actor, DocumentTemplate, kind=kind, format=format_, name=name.strip()[:200] or "—",
        digest=digest, size=size, by_id=actor.user_id,
    )  # fmt: skip


@action("template.edit")
def reset_template(actor: Actor, kind: str, format_: str) -> None:
    """Go back to the template that comes with the product."""
    select.template(actor, kind, format_)
    for old in DocumentTemplate.objects.filter(kind=kind, format=format_, archived_at=None):
        archive(actor, old)


@action("template.edit")
def set_our_logo(actor: Actor, *, data: bytes) -> Organisation:
    """Keep our logo; empty data takes it away."""
    ours = Organisation.objects.select_for_update().order_by("pk")[0]
    return edit(actor, ours, logo=_kept(data))


@action("account.edit")
def set_their_logo(actor: Actor, account_id: int, *, data: bytes) -> Account:
    """Keep a customer's logo; empty data takes it away."""
    with change(actor, Account, account_id, right="account.edit") as held:
        held.logo = _kept(data)
    return held


def type_of(row: select.DocumentRow) -> str:
    """The media type of a document."""
    return TYPES[row.format]


def bytes_of(digest: str) -> bytes:
    """The bytes kept under a digest."""
    return evidence.path_of(digest).read_bytes()


def _kept(data: bytes) -> str:
    if not data:
        return ""
    paper.kind_of_picture(data)
    paper.make("pdf", LOGO_TRIAL, {}, {"our_logo": data})
    return evidence.store([data])[0]


def _logo(digest: str) -> bytes:
    return bytes_of(digest) if digest else b""


def _language() -> str:
    return Organisation.objects.values_list("language", flat=True).first() or "zh-hant"


def _title(content: papers.Paper) -> str:
    place = f"-{content.place}" if content.place else ""
    return f"{content.number}{place}"


LOGO_TRIAL = b"#image(json(bytes(sys.inputs.d)).our_logo)"
"""The smallest template that reads a logo: what cannot be drawn is refused when it is uploaded."""

SAMPLE_LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""One transparent pixel, to try templates with."""
