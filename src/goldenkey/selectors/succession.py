"""What would move when one of us hands over to another, and what moved (M0.10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import links

OPEN_LEADS = ("new", "working", "qualified", "kept")
CLOSED_CONTRACTS = ("closed", "cancelled")
NAMED: Mapping[str, tuple[type[Any], str]] = {
    "account": (m.Account, "name"),
    "opportunity": (m.Opportunity, "name"),
    "contract": (m.Contract, "number"),
    "lead": (m.Lead, "company"),
    "nextstep": (m.NextStep, "what"),
    "stakeholder": (m.Stakeholder, "contact__name"),
}
"""What can move, in the order it is shown, and the column that names it."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A record that would move, or moved."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of us, also one who left."""

    id: int
    name: str
    team: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The dry list: what would move, the open money, and whom only the giver has met."""

    giver: Colleague
    account_id: int | None
    account: str
    moving: tuple[Moving, ...]
    money: tuple[Money, ...]
    sole: tuple[links.SoleLink, ...]

    def count(self, kind: str) -> int:
        """How many of a kind would move."""
        return sum(one.kind == kind for one in self.moving)


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over that took place."""

    id: int
    giver: str
    taker: str
    giver_id: int
    taker_id: int
    giver_active: bool
    account_id: int | None
    account: str
    reason: str
    by: str
    created_at: datetime
    undone_at: datetime | None
    left: int
    moved: int
    moving: tuple[Moving, ...] = ()
    sole: tuple[links.SoleLink, ...] = ()


def colleagues(actor: Actor) -> tuple[Colleague, ...]:
    """Those of the actor's teams whose work can be handed over, also who left."""
    actor.require("account.hand_over")
    rows = m.User.objects.exclude(role="system").exclude(team=None).select_related("team")
    if actor.team_ids is not None:
        rows = rows.filter(team__in=actor.team_ids)
    return tuple(_colleague(row) for row in rows.order_by("-is_active", "name", "pk")[:500])


def accounts(actor: Actor, from_user_id: int | None) -> tuple[tuple[int, str], ...]:
    """The customers of one of us, by name: one of them can be handed over alone."""
    actor.require("account.hand_over")
    if from_user_id is None:
        return ()
    rows = _mine(actor, m.Account).filter(owner=from_user_id).order_by("name", "pk")
    return tuple(rows.values_list("pk", "name")[:500])


def giver(actor: Actor, user_id: int) -> Colleague:
    """One of those; NotFound for anybody else."""
    found = next((one for one in colleagues(actor) if one.id == user_id), None)
    if found is None:
        raise NotFound("user")
    return found


def preview(actor: Actor, *, from_user_id: int, account_id: int | None = None) -> Preview:
    """What would move from one of us: everything open of his, or what hangs on one customer."""
    who = giver(actor, from_user_id)
    account = scope.get(actor, m.Account, account_id) if account_id else None
    ids = open_records(actor, from_user_id, account_id)
    accounts = ids["account"] or ([account_id] if account_id else [])
    return Preview(
        giver=who,
        account_id=account.pk if account else None,
        account=account.name if account else "",
        moving=_named(ids.items()),
        money=_open_money(ids["contract"]),
        sole=links.sole(actor, accounts, from_user_id),
    )


def open_records(
    actor: Actor, from_user_id: int, account_id: int | None
) -> dict[str, list[int]]:  # fmt: skip
    """Ids of what is still open and his, by kind, within the actor's reach; history stays his."""
    of: dict[str, Any] = {"account": account_id} if account_id else {}
    own = {"owner": from_user_id}
    chosen = {
        "account": _mine(actor, m.Account).filter(**own, **({"pk": account_id} if of else {})),
        "opportunity": _mine(actor, m.Opportunity).filter(**own, **of, live=True),
        "contract": _mine(actor, m.Contract).filter(**own, **of).exclude(
            state__in=CLOSED_CONTRACTS
        ),
        "nextstep": scope.visible(actor, m.NextStep).filter(**own, **of, done_at=None),
        "stakeholder": scope.visible(actor, m.Stakeholder).filter(
            our_user=from_user_id, opportunity__live=True,
            **({"opportunity__account": account_id} if of else {}),
        ),
        "lead": _mine(actor, m.Lead).filter(**own, state__in=OPEN_LEADS),
    }  # fmt: skip
    if of:
        chosen["lead"] = chosen["lead"].none()
    return {kind: sorted(chosen[kind].values_list("pk", flat=True)) for kind in NAMED}


def recent(actor: Actor) -> tuple[Handed, ...]:
    """The latest hand-overs among the actor's teams."""
    actor.require("account.hand_over")
    return tuple(_handed(row) for row in _visible(actor).order_by("-pk")[:50])


def handed(actor: Actor, handover_id: int) -> Handed:
    """One hand-over with what moved, and whom of those customers only the giver has met."""
    actor.require("account.hand_over")
    row = _visible(actor).filter(pk=handover_id).first()
    if row is None:
        raise NotFound("handover")
    ids: dict[str, list[int]] = {kind: [] for kind in NAMED}
    for kind, pk, _owner, _team in row.moves:
        ids[kind].append(pk)
    accounts = ids["account"] or ([row.account_id] if row.account_id else [])
    return _handed(row, _named(ids.items()), links.sole(actor, accounts, row.from_user_id))


def _visible(actor: Actor) -> Any:
    rows = m.Handover.objects.select_related("from_user", "to_user", "account", "by")
    if actor.team_ids is None:
        return rows
    return rows.filter(from_user__team__in=actor.team_ids, to_user__team__in=actor.team_ids)


def _mine(actor: Actor, model: type[Any]) -> Any:
    """Rows of the actor's own teams: what he is only a member of he cannot hand over."""
    rows = scope.visible(actor, model)
    return rows if actor.team_ids is None else rows.filter(team__in=actor.team_ids)


def _named(ids: Iterable[tuple[str, list[int]]]) -> tuple[Moving, ...]:
    found = []
    for kind, pks in ids:
        model, column = NAMED[kind]
        for start in range(0, len(pks), 500):
            rows = model.objects.filter(pk__in=pks[start : start + 500]).order_by("pk")
            named = rows.values_list("pk", column)
            found += [Moving(kind, pk, name or "") for pk, name in named]
    return tuple(found)


def _open_money(contracts: list[int]) -> tuple[Money, ...]:
    """What is still to be paid on the contracts, by currency."""
    total: dict[str, int] = {}
    for start in range(0, len(contracts), 500):
        rows = m.Receivable.objects.filter(
            contract__in=contracts[start : start + 500], open_minor__gt=0, archived_at=None
        )
        for currency, minor in rows.values_list("currency", "open_minor"):
            total[currency] = total.get(currency, 0) + minor
    return tuple(Money(minor, currency) for currency, minor in sorted(total.items()))


def _colleague(row: m.User) -> Colleague:
    return Colleague(row.pk, row.name, row.team.name if row.team else "", row.is_active)


def _handed(
    row: m.Handover, moving: tuple[Moving, ...] = (), sole: tuple[links.SoleLink, ...] = ()
) -> Handed:
    return Handed(
        id=row.pk, giver=row.from_user.name, taker=row.to_user.name, giver_id=row.from_user_id,
        taker_id=row.to_user_id, giver_active=row.from_user.is_active, account_id=row.account_id,
        account=row.account.name if row.account else "", reason=row.reason, by=row.by.name,
        created_at=row.created_at, undone_at=row.undone_at, left=row.left, moved=len(row.moves),
        moving=moving, sole=sole,
    )  # fmt: skip
