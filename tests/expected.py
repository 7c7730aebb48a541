"""What a door answers whom, computed from the registry of rights and from scope, never kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from tests.one_of_each import Records

ID = re.compile(r"[<{](?:\w+:)?(\w+)[>}]")


@dataclass(frozen=True)
class Verdict:
    """No right at all, out of scope, in scope without the right on it, or welcome."""

    word: str


NO_RIGHT, UNSEEN, SEEN_ONLY, WELCOME = (
    Verdict(w) for w in ("no right", "out of scope", "in scope without the right", "welcome")
)


def names_in(address: str) -> list[str]:
    """The names of what an address is filled with."""
    return ID.findall(address)


def filled(address: str, records: Records) -> str:
    """The address of the rep's own records; KeyError where the tests know no such record."""
    ids = records.ids()
    return ID.sub(lambda found: str(ids[found.group(1)]), address)


def verdict(
    actor: Actor, right: str, address: str, records: Records, *, beside: Iterable[str] = ()
) -> Verdict:
    """How a door with this right and address receives somebody; `beside` are ids in the body."""
    if not actor.may(right):
        return NO_RIGHT
    named = (*beside, *names_in(address))
    rows = [row for row in (_record(name, records) for name in named) if row is not None]
    if not all(_in_scope(actor, row, records) for row in rows):
        return UNSEEN
    for row in rows:
        owner, kind = _owner(row, records)
        if owner is not None and not actor.may(right, owner, kind=kind):
            return SEEN_ONLY
    return WELCOME


def _record(name: str, records: Records) -> Any:
    return records.opportunity if name == "record_id" else records.by_name.get(name)


def _in_scope(actor: Actor, row: Any, records: Records) -> bool:
    if isinstance(row, m.Membership | m.EvidenceFile):
        row = records.opportunity
    if isinstance(row, m.User):
        return actor.team_ids is None or row.team_id in actor.team_ids
    model = type(row)
    if model in scope.COMPANY_WIDE:
        return True
    return scope.visible(actor, model).filter(pk=row.pk).exists()


def _owner(row: Any, records: Records) -> tuple[Any, str]:
    """The record with an owner that decides: what a row hangs on, a person's customer."""
    if isinstance(row, m.Membership | m.EvidenceFile):
        return records.opportunity, "opportunity"
    if isinstance(row, m.Contact):
        return records.account, "account"
    if isinstance(row, m.User):
        return _Self(row.pk, row.team_id), "user"
    if type(row) in scope.COMPANY_WIDE:
        return None, ""
    return scope.owner_of(row)


@dataclass(frozen=True)
class _Self:
    """A colleague's own affairs: he owns them."""

    owner_id: int
    team_id: int | None
    pk: int = 0
