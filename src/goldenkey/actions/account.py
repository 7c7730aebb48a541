"""Writes of accounts: the customer's side."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import search
from goldenkey.actions.base import action, archive, change, create
from goldenkey.data.models import Account, User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

FIELDS = frozenset(
    {
        "kind", "name", "full_name", "english_name", "region", "address", "phone", "industry",
        "ownership", "country", "staff", "product_lines", "technology", "credit_rating",
        "channel", "relationship", "relationship_target", "buys_on", "cycle_days", "note",
    }
)  # fmt: skip
"""What people may type; copies (grades, contact dates) are made by the actions they follow."""


@action("account.create")
def create_account(actor: Actor, *, name: str, **fields: Any) -> Account:
    """Add a customer to the actor's own team, owned by him unless said otherwise (M1.6)."""
    owner, team = ownership(actor, fields.pop("owner_id", None))
    account = create(
        actor, Account, name=_named(name), owner_id=owner, team_id=team, **known(fields)
    )
    index(account)
    return account


@action("account.edit")
def edit_account(actor: Actor, account_id: int, *, version: int, **fields: Any) -> Account:
    """Change a customer's profile; a stale version raises Conflict, and nothing is lost."""
    with change(actor, Account, account_id, right="account.edit", version=version) as account:
        for field, value in known(fields).items():
            setattr(account, field, value)
        _named(account.name)
    index(account)
    return account


@action("account.edit")
def give_account(actor: Actor, account_id: int, *, version: int, owner_id: int) -> Account:
    """Give a customer to a colleague; its team follows the owner."""
    with change(actor, Account, account_id, right="account.edit", version=version) as account:
        account.owner_id, account.team_id = ownership(actor, owner_id)
    index(account)
    return account


@action("account.edit")
def archive_account(actor: Actor, account_id: int, *, version: int) -> None:
    """Put a customer away; nothing is deleted."""
    with change(actor, Account, account_id, right="account.edit", version=version) as account:
        archive(actor, account)
    search.forget("account", [account_id])


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
    search.index(search.Entry("account", account.pk, account.team_id, account.name, subtitle, also))


def visible_account(actor: Actor, account_id: int) -> Account:
    """The account if it is in scope, else NotFound."""
    return scope.get(actor, Account, account_id)


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Only the fields people may type; an unknown one is a programming error."""
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"not fields of an account: {sorted(unknown)}")
    return fields


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("required", field="name")
    return name.strip()
