"""Writes of evidence: a file is stored by its digest, once, and never changed."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from goldenkey.actions.base import action, allowed, archive, create, touch_opportunity
from goldenkey.data.models import Account, Contract, EvidenceFile, Lead, Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

SUBJECTS: dict[str, Any] = {
    "lead": Lead, "account": Account, "opportunity": Opportunity, "contract": Contract,
}  # fmt: skip
LARGEST = 20_000_000


@action("evidence.add")
def add(
    actor: Actor, kind: str, record_id: int, *, name: str, chunks: Iterable[bytes]
) -> EvidenceFile:
    """Keep a file as evidence of a record; the same file again answers with the first row.

    Raises Refused for an empty file, one over 20 MB, or one without a name.
    """
    row = scope.get(actor, SUBJECTS[kind], record_id)
    allowed(actor, row, "evidence.add")
    title = _named(name)
    digest, size = store(chunks)
    held = EvidenceFile.objects.filter(kind=kind, record_id=record_id, digest=digest)
    if known := held.filter(archived_at=None).first():
        return known
    if kind == "opportunity":
        touch_opportunity(record_id)
    return create(
        actor, EvidenceFile, kind=kind, record_id=record_id, name=title, size=size, digest=digest,
        content_type=mimetypes.guess_type(title)[0] or "application/octet-stream",
        by_id=actor.user_id,
    )  # fmt: skip


@action("evidence.add")
def take_away(actor: Actor, file_id: int) -> EvidenceFile:
    """Take a file off a record; the bytes stay, since facts may lean on them."""
    row = EvidenceFile.objects.filter(pk=file_id).first()
    owner = scope.get(actor, SUBJECTS[row.kind], row.record_id) if row else None
    if row is None or owner is None or row.archived_at:
        raise Refused("bad_choice", field="file")
    allowed(actor, owner, "evidence.add")
    archive(actor, row)
    return row


def store(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write bytes under their digest; returns digest and size."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as file:
        try:
            for chunk in chunks:
                size += len(chunk)
                if size > LARGEST:
                    raise Refused("file_too_large", field="file", megabytes=LARGEST // 1_000_000)
                digest.update(chunk)
                file.write(chunk)
            if not size:
                raise Refused("file_empty", field="file")
        except BaseException:
            os.unlink(file.name)
            raise
    path = path_of(digest.hexdigest())
    path.parent.mkdir(exist_ok=True)
    os.replace(file.name, path)
    return digest.hexdigest(), size


def path_of(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def _named(name: str) -> str:
    """The file's own name without any folder, shortened before its ending."""
    plain = name.replace("\\", "/").rpartition("/")[2].strip()
    stem, dot, ending = plain.rpartition(".")
    if not plain:
        raise Refused("required", field="file")
    return f"{stem[: 199 - len(ending)]}.{ending}" if dot and len(ending) < 20 else plain[:200]
