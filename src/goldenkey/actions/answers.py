"""Answering a repeated request once: key, digest and answer are stored with the action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from goldenkey.data.models import AnsweredRequest
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

LONGEST_KEY = 100
KEPT_DAYS = 7
"""How long a key answers; after that it may be used for something else."""

REFUSED = 400
"""Statuses from here on saved nothing, so nothing is remembered: mended, the key may be used."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered, now or the first time."""

    status: int
    body: str
    repeated: bool


def once(actor: Actor, *, key: str, digest: str, run: Callable[[], tuple[int, str]]) -> Answer:
    """Run and remember status and body, in one transaction with what the request saves.

    Two requests with one key at once: the second waits for the first and gets its answer. Raises
    Refused for a key that was used with another request.
    """
    if len(key) > LONGEST_KEY:
        raise Refused("too_long", field="Idempotency-Key")
    with transaction.atomic():
        row, made = AnsweredRequest.objects.select_for_update().get_or_create(
            user_id=actor.user_id,
            key=key,
            defaults={"digest": digest, "status": 0, "body": "", "created_at": actor.now},
        )
        if not made:
            if row.digest != digest:
                raise Refused("key_reused", field="Idempotency-Key")
            return Answer(row.status, row.body, repeated=True)
        status, body = run()
        if status >= REFUSED:
            row.delete()
            return Answer(status, body, repeated=False)
        row.status, row.body = status, body
        row.save(update_fields=["status", "body"])
        return Answer(status, body, repeated=False)


def sweep(actor: Actor) -> int:
    """Forget answers given more than a week ago."""
    old = AnsweredRequest.objects.filter(created_at__lt=actor.now - timedelta(days=KEPT_DAYS))
    return old.delete()[0]
