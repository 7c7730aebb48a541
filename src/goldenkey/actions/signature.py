"""The signed paper of a contract or amendment: kept with it, or the reason why it is missing."""

from __future__ import annotations

from collections.abc import Iterable

from goldenkey.actions import evidence
from goldenkey.data.models import Contract, EvidenceFile
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

Upload = tuple[str, Iterable[bytes]]
"""A file as it comes: its name and its bytes."""


def signed_paper(
    actor: Actor, contract: Contract, upload: Upload | None, file_id: int | None, reason: str
) -> tuple[EvidenceFile | None, str]:
    """The signed file: uploaded now, or kept before; without one the reason why."""
    if upload is not None:
        name, chunks = upload
        return evidence.add(actor, "contract", contract.pk, name=name, chunks=chunks), ""
    if file_id is not None:
        return _kept(contract, file_id), ""
    if not reason.strip():
        raise Refused("signed_file_or_reason", field="file", requirement="M3.5")
    return None, reason.strip()[:300]


def _kept(contract: Contract, file_id: int) -> EvidenceFile:
    """A file kept with the contract, its opportunity, or its customer."""
    row = EvidenceFile.objects.filter(pk=file_id, archived_at=None).first()
    near = {
        ("contract", contract.pk), ("opportunity", contract.opportunity_id),
        ("account", contract.account_id),
    }  # fmt: skip
    if row is None or (row.kind, row.record_id) not in near:
        raise Refused("bad_choice", field="file_id", requirement="M3.5")
    return row
