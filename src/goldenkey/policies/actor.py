"""The actor: who acts, with which rights, on which rows, and when. The only clock there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField

from goldenkey.data.models import Membership, Organisation, Team, User
from goldenkey.data.prepared import One, Prepared
from goldenkey.policies.errors import Forbidden
from goldenkey.policies.permissions import Reach, rights_of


class HasOwner(Protocol):
    """A record that scope can be decided on."""

    pk: int
    owner_id: int
    team_id: int


@lru_cache(maxsize=16)
def _rights(role: str) -> Mapping[str, Reach]:
    return rights_of(role)


@dataclass(frozen=True)
class Actor:
    """Who acts. `team_ids` is None where a role sees the whole company."""

    user_id: int
    name: str
    role: str
    team_id: int | None
    team_ids: tuple[int, ...] | None
    language: str
    zone: str
    currency: str
    now: datetime
    memberships: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of business, in the organisation's zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def rights(self) -> Mapping[str, Reach]:
        return _rights(self.role)

    def may(self, right: str, record: HasOwner | None = None, *, kind: str = "") -> bool:
        """Whether this right is held at all, or on this record."""
        reach = self.rights.get(right, Reach.NONE)
        if record is None or reach in (Reach.NONE, Reach.COMPANY):
            return reach is not Reach.NONE
        if record.owner_id == self.user_id or record.pk in self.member_of(kind):
            return True
        return reach is Reach.TEAM and record.team_id in (self.team_ids or ())

    def require(self, right: str, record: HasOwner | None = None, *, kind: str = "") -> None:
        """Raise Forbidden where `may` says no."""
        if not self.may(right, record, kind=kind):
            raise Forbidden(right)

    def member_of(self, kind: str) -> frozenset[int]:
        """Ids of records of this kind the actor is a member of (shared, team selling)."""
        return self.memberships.get(kind, frozenset())

    def at(self, now: datetime) -> Actor:
        """The same actor at another instant (jobs, demonstration, tests)."""
        return replace(self, now=now)

    def later(self, **span: float) -> Actor:
        """The same actor some time on."""
        return self.at(self.now + timedelta(**span))


_OURS = Prepared(lambda: Organisation.objects.order_by("pk")[:1])
_MEMBER = Prepared(
    lambda: Membership.objects.filter(user_id=One(0, BigIntegerField())).values_list(
        "kind", "record_id"
    )
)
WHOLE_COMPANY = frozenset({"director", "finance", "compliance", "admin", "system"})


def actor_for(user: User, now: datetime, organisation: Organisation | None = None) -> Actor:
    """The actor of a user at an instant: at most three small queries, once per request."""
    ours = organisation or next(iter(_OURS.instances()), Organisation())
    return Actor(
        user_id=user.pk,
        name=user.name,
        role=user.role,
        team_id=user.team_id,
        team_ids=None if user.role in WHOLE_COMPANY else _teams_of(user),
        language=user.language,
        zone=ours.zone,
        currency=ours.currency,
        now=now,
        memberships=_memberships(user.pk),
    )


def system_actor(now: datetime) -> Actor:
    """The explicit actor of jobs: a user of its own, so that the audit names it."""
    user = User.objects.get(username="system")
    return actor_for(user, now)


def _teams_of(user: User) -> tuple[int, ...]:
    """A manager's teams are his own and all below; a rep's is his own."""
    if user.team_id is None:
        return ()
    if user.role == "rep":
        return (user.team_id,)
    below: dict[int | None, list[int]] = {}
    for pk, parent in Team.objects.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    found, todo = [], [user.team_id]
    while todo:
        team = todo.pop()
        found.append(team)
        todo += below.get(team, [])
    return tuple(sorted(found))


def _memberships(user_id: int) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for kind, record in _MEMBER.rows(user_id):
        found.setdefault(kind, set()).add(record)
    return {kind: frozenset(ids) for kind, ids in found.items()}
