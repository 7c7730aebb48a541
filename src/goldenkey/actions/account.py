"""Writes of accounts: the customer's side."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import grade, search
from goldenkey.actions.base import action, allowed, archive, change, create, edit
from goldenkey.actions.pricing import money_in
from goldenkey.data.models import Account, User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

FIELDS = frozenset(
    {
        "kind", "name", "full_name", "english_name", "region", "address", "phone", "industry",
        "ownership", "country", "staff", "product_lines", "technology", "credit_rating",
        "channel", "relationship", "relationship_why", "relationship_target",
        "relationship_target_on", "buys_on", "cycle_days", "batch", "revenue",
        "revenue_currency", "note",
    }
)  # fmt: skip
"""What people may type; copies (grades, contact dates) are made by the actions they follow.

`batch` (a usual order) and `revenue` are major units; a batch is in the organisation's currency.
"""

CODES = ("kind", "ownership", "credit_rating", "relationship", "relationship_target")


@action("account.create")
def create_account(actor: Actor, *, name: str, **fields: Any) -> Account:
    """Add a customer to the actor's own team, owned by him unless said otherwise (M1.6)."""
    owner, team = ownership(actor, fields.pop("owner_id", None))
    account = create(
        actor, Account, name=_named(name), owner_id=owner, team_id=team,
        relationship_since=actor.today, **_stored(actor, fields),
    )  # fmt: skip
    grade.regrade(actor, account)
    index(account)
    return account


@action("account.edit")
def edit_account(actor: Actor, account_id: int, *, version: int, **fields: Any) -> Account:
    """Change a customer's profile; a stale version raises Conflict, and nothing is lost."""
    with change(actor, Account, account_id, right="account.edit", version=version) as account:
        before = account.relationship
        for field, value in _stored(actor, fields).items():
            setattr(account, field, value)
        account.name = _named(account.name)
        if account.relationship != before:
            account.relationship_since = actor.today
    grade.regrade(actor, account)
    index(account)
    return account


@action("account.edit")
def give_account(actor: Actor, account_id: int, *, version: int, owner_id: int) -> Account:
    """Give a customer to a colleague; its team follows the owner."""
    with change(actor, Account, account_id, right="account.edit", version=version) as account:
        account.owner_id, account.team_id = ownership(actor, owner_id)
    grade.regrade(actor, account)
    index(account)
    return account


@action("account.edit")
def archive_account(actor: Actor, account_id: int, *, version: int) -> None:
    """Put a customer away; nothing is deleted.

    Raises Refused while an opportunity of his is live: it would be lost to sight.
    """
    with change(actor, Account, account_id, right="account.edit", version=version) as account:
        if account.opportunities.filter(live=True, archived_at=None).exists():
            raise Refused("has_live_opportunities")
        archive(actor, account)
    search.forget("account", [account_id])


@action("account.edit")
def restore_account(actor: Actor, account_id: int) -> Account:
    """Take a customer back that was put away."""
    account = scope.get(actor, Account, account_id, lock=True, archived=True)
    allowed(actor, account, "account.edit")
    edit(actor, account, archived_at=None)
    grade.regrade(actor, account)
    index(account)
    return account


def ownership(actor: Actor, owner_id: int | None) -> tuple[int, int]:
    """The owner and team of a new record; raises Refused for an owner out of the actor's teams."""
    user = User.objects.filter(pk=owner_id or actor.user_id, is_active=True).first()
    if user is None or user.team_id is None:
        raise Refused("owner_needs_team", field="owner_id")
    if actor.team_ids is not None and user.team_id not in actor.team_ids:
        raise Refused("bad_choice", field="owner_id")
    return user.pk, user.team_id


def index(account: Account) -> None:
    """Make the customer findable by any of its names."""
    also = f"{account.full_name}\n{account.english_name}"
    subtitle = " · ".join(t for t in (account.industry, account.region) if t)
    search.index(
        search.Entry(
            "account", account.pk, account.team_id, account.name, subtitle, also, (account.phone,)
        )
    )


def visible_account(actor: Actor, account_id: int) -> Account:
    """The account if it is in scope, else NotFound."""
    return scope.get(actor, Account, account_id)


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Only the fields people may type; an unknown one is a programming error."""
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"not fields of an account: {sorted(unknown)}")
    return fields


def _stored(actor: Actor, fields: dict[str, Any]) -> dict[str, Any]:
    """The columns of what was typed; raises Refused for a code or an amount that cannot be."""
    typed = dict(known(fields))
    for name in CODES:
        if typed.get(name) and typed[name] not in _codes(name):
            raise Refused("bad_choice", field=name)
    if "batch" in typed:
        typed["batch_minor"] = _minor(typed.pop("batch"), actor.currency, "batch")
    if "revenue" in typed:
        currency = typed.get("revenue_currency") or actor.currency
        typed["revenue_minor"] = _minor(typed.pop("revenue"), currency, "revenue")
        typed["revenue_currency"] = currency if typed["revenue_minor"] is not None else ""
    return typed


def _codes(name: str) -> set[str]:
    return {code for code, _ in Account._meta.get_field(name).choices or ()}  # type: ignore[union-attr]


def _minor(amount: Any, currency: str, field: str) -> int | None:
    if amount is None:
        return None
    money = money_in(amount, currency, field=field)
    if money.minor < 0:
        raise Refused("negative_amount", field=field)
    return money.minor


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("required", field="name")
    return name.strip()
