"""Answering a repeated request once: key, digest and answer are stored with the action."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from goldenkey.data.models import AnsweredRequest
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered, now or the first time."""

    value: Any
    status: int
    body: str
    repeated: bool


def once(actor: Actor, *, key: str, digest: str, run: Callable[[], Any], status: int) -> Answer:
    """Run and remember, in one transaction; a known key with another body raises Refused."""
    with transaction.atomic():
        row, made = AnsweredRequest.objects.select_for_update().get_or_create(
            user_id=actor.user_id,
            key=key[:100],
            defaults={"digest": digest, "status": 0, "body": "", "created_at": actor.now},
        )
        if not made:
            if row.digest != digest:
                raise Refused("key_reused", field="Idempotency-Key")
            return Answer(None, row.status, row.body, repeated=True)
        value = run()
        code, body = value if isinstance(value, tuple) else (status, value)
        row.status, row.body = code, json.dumps(_plain(body), default=str)
        row.save(update_fields=["status", "body"])
        return Answer(value, code, row.body, repeated=False)


def _plain(body: Any) -> Any:
    return body.model_dump(mode="json") if hasattr(body, "model_dump") else body
