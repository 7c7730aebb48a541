"""Tries at signing in, counted in the database: several web processes share one count.

There is no actor yet, and a wrong password changes no record: nothing of it is audited.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from goldenkey.data.models import SignInTry
from goldenkey.policies.actor import Actor

TRIES = 5
PAUSE = timedelta(minutes=5)


def take_try(name: str, now: datetime) -> bool:
    """Take one of five tries for a sign-in name, before the password is looked at.

    False while the name waits; it waits five minutes from the last try that was taken.
    """
    with transaction.atomic():
        row, made = SignInTry.objects.select_for_update().get_or_create(
            digest=_digest(name), defaults={"count": 1, "until_at": now + PAUSE}
        )
        if made:
            return True
        over = row.until_at <= now
        if not over and row.count >= TRIES:
            return False
        row.count, row.until_at = 1 if over else row.count + 1, now + PAUSE
        row.save(update_fields=["count", "until_at"])
        return True


def forget_tries(name: str) -> None:
    """The password was right: the name begins anew."""
    SignInTry.objects.filter(digest=_digest(name)).delete()


def sweep(actor: Actor) -> int:
    """Forget counts whose wait is over."""
    return SignInTry.objects.filter(until_at__lt=actor.now).delete()[0]


def _digest(name: str) -> str:
    return hashlib.sha256(name.casefold()[:64].encode()).hexdigest()
