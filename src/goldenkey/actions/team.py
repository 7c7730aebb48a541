"""Writes of teams and of who works in them: made, renamed, moved; colleagues placed (fence 4)."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    validate_password,
)
from django.core.exceptions import ValidationError

from goldenkey.actions import account as accounts
from goldenkey.actions import lead as leads
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import user as users
from goldenkey.actions.base import action, create, edit
from goldenkey.data.models import Account, Contract, Lead, Opportunity, Team, User
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.policies.permissions import ROLES
from goldenkey.wording.languages import LANGUAGES

DEEPEST = 10
GUESSED = (MinimumLengthValidator(8), CommonPasswordValidator(), NumericPasswordValidator())
"""What a password of one's own must withstand."""


@action("user.manage")
def create_team(actor: Actor, *, name: str, parent_id: int | None = None) -> Team:
    """Add a team, below another or on top; a name stands once."""
    title = _free_name(name)
    parent = _team(parent_id) if parent_id else None
    return create(actor, Team, name=title, parent=parent)


@action("user.manage")
def edit_team(
    actor: Actor, team_id: int, *, name: str | None = None, parent_id: int | None = None,
    on_top: bool = False,
) -> Team:  # fmt: skip
    """Rename a team, or move it with what is below it; never below itself."""
    team = _team(team_id)
    title = team.name if name is None else _free_name(name, but=team.pk)
    parent = None if on_top else _team(parent_id) if parent_id else team.parent
    above, steps = parent, 0
    while above is not None:
        if above.pk == team.pk or steps > DEEPEST:
            raise Refused("team_in_a_circle", field="parent_id")
        above, steps = above.parent, steps + 1
    return edit(actor, team, name=title, parent=parent)


@action("user.manage")
def add_user(
    actor: Actor, *, username: str, name: str, role: str, team_id: int, language: str = "zh-hant"
) -> tuple[User, str]:
    """Add a colleague with a password that holds until the first sign-in; it is shown once."""
    login, called = username.strip(), name.strip()
    if not login or not called:
        raise Refused("required", field="username" if not login else "name")
    if User.objects.filter(username__iexact=login).exists():
        raise Refused("name_taken", field="username", name=login)
    _check_role(role)
    if language not in LANGUAGES:
        raise Refused("bad_choice", field="language")
    team, password = _team(team_id), secrets.token_urlsafe(9)
    made = users.create_user(
        actor, username=login[:64], name=called[:100], role=role, team=team.name,
        language=language, password=password,
    )  # fmt: skip
    return edit(actor, made, team=team, password_is_temporary=True), password


@action("user.manage")
def place_user(
    actor: Actor, user_id: int, *, team_id: int | None = None, role: str = "",
    is_active: bool | None = None, take_along: bool = True,
) -> User:  # fmt: skip
    """Give a colleague another team or role, or shut his sign-in; his records may go along.

    Without an administrator nobody could mend anything: the last one stays.
    """
    user = _user(user_id)
    _check_role(role or user.role)
    fields: dict[str, Any] = {"role": role or user.role}
    if team_id is not None:
        fields["team"] = _team(team_id)
    if is_active is not None:
        fields["is_active"] = is_active
    _keep_an_admin(user, fields)
    moved = team_id is not None and team_id != user.team_id
    edit(actor, user, **fields)
    if user.is_active is False:
        users.revoke_tokens(actor, username=user.username)
    if moved and take_along and user.is_active:
        _take_along(actor, user)
    return user


@action("user.manage")
def reset_password(actor: Actor, user_id: int) -> str:
    """A new password that holds until the next sign-in, for who forgot his; it is shown once."""
    user, password = _user(user_id), secrets.token_urlsafe(9)
    edit(actor, user, password=make_password(password), password_is_temporary=True)
    return password


@action("settings.own")
def change_password(actor: Actor, *, now: str, new: str) -> User:
    """Choose one's own password; the one in use is asked, so that no open desk gives it away."""
    user = _user(actor.user_id)
    if not check_password(now, user.password):
        raise Refused("wrong_password", field="now")
    try:
        validate_password(new, user, password_validators=list(GUESSED))
    except ValidationError as problem:
        raise Refused("weak_password", field="new", why=" ".join(problem.messages)) from None
    if now == new:
        raise Refused("same_password", field="new")
    return edit(actor, user, password=make_password(new), password_is_temporary=False)


def _take_along(actor: Actor, user: User) -> None:
    """What he owns follows him: without it he would not find his own customers any more."""
    gives: tuple[tuple[Any, Any], ...] = (
        (Account, accounts.give_account), (Lead, leads.give), (Opportunity, opportunities.give),
    )  # fmt: skip
    for model, give in gives:
        for row in model.objects.filter(owner=user, archived_at=None).exclude(team=user.team):
            give(actor, row.pk, version=row.version, owner_id=user.pk)
    for contract in Contract.objects.filter(owner=user).exclude(team=user.team):
        edit(actor, contract, team=user.team)


def _keep_an_admin(user: User, fields: dict[str, Any]) -> None:
    stays = fields["role"] == "admin" and fields.get("is_active", user.is_active)
    others = User.objects.filter(role="admin", is_active=True).exclude(pk=user.pk)
    if user.role == "admin" and user.is_active and not stays and not others.exists():
        raise Refused("last_admin", field="role")


def _check_role(role: str) -> None:
    if role not in ROLES or role == "system":
        raise Refused("bad_choice", field="role")


def _free_name(name: str, but: int = 0) -> str:
    title = name.strip()[:100]
    if not title:
        raise Refused("required", field="name")
    if Team.objects.filter(name__iexact=title).exclude(pk=but).exists():
        raise Refused("name_taken", field="name", name=title)
    return title


def _team(pk: int) -> Team:
    found = Team.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("record")
    return found


def _user(pk: int) -> User:
    found = User.objects.filter(pk=pk).exclude(role="system").first()
    if found is None:
        raise NotFound("user")
    return found
