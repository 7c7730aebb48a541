"""Reads of evidence files: whoever may see the record may see its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goldenkey.data.models import Account, Contract, EvidenceFile, Lead, Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound

SUBJECTS: dict[str, Any] = {
    "lead": Lead, "account": Account, "opportunity": Opportunity, "contract": Contract,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file to hand out."""

    id: int
    kind: str
    record_id: int
    name: str
    content_type: str
    size: int
    digest: str


def get(actor: Actor, file_id: int) -> Evidence:
    """A file of a record in scope; else NotFound, whether or not there is such a file."""
    row = EvidenceFile.objects.filter(pk=file_id, archived_at=None).first()
    if row is None:
        raise NotFound("file")
    actor.require(f"{row.kind}.read")
    scope.get(actor, SUBJECTS[row.kind], row.record_id)
    return Evidence(
        row.pk, row.kind, row.record_id, row.name, row.content_type, row.size, row.digest
    )
