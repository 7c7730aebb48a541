"""Grades kept on the account's row: made anew when its facts change, and as days pass (M2.6)."""

from __future__ import annotations

import dataclasses
from copy import copy
from typing import Any

from goldenkey.actions.base import action, change, edit, once_together
from goldenkey.data.models import Account
from goldenkey.policies.actor import Actor
from goldenkey.selectors import grade as grades


def regrade(actor: Actor, account: Account, **changes: Any) -> None:
    """Change an account and bring its grades and next contact up to date, in a running action."""
    changed = copy(account)
    for name, value in changes.items():
        setattr(changed, name, value)
    bench = once_together("grades", lambda: grades.Bench(actor))
    found = grades.copies(bench.grade(changed))
    edit(actor, account, **changes, **dataclasses.asdict(found))


def regrade_all(actor: Actor) -> int:
    """Nightly: regrade whom the passing of days has moved; returns how many.

    Each is an action of its own, so that each customer's history tells when and why.
    """
    stale = list(grades.outdated(actor))
    for account_id in stale:
        days_passed(actor, account_id)
    return len(stale)


@action("job.run")
def days_passed(actor: Actor, account_id: int) -> None:
    """Regrade one account because its stated date came nearer, passed, or its rhythm moved on."""
    with change(actor, Account, account_id, right="job.run") as account:
        found = grades.copies(grades.Bench(actor).grade(account))
        for name, value in dataclasses.asdict(found).items():
            setattr(account, name, value)
