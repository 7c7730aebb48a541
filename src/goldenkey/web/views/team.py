"""Pages of teams and colleagues, for who manages them; and one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import team as teams
from goldenkey.selectors import team as select
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import team as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("user.manage")
def index(request: Request) -> HttpResponse:
    """The tree of teams with its people."""
    rows = select.tree(request.actor)
    homeless = tuple(p for p in select.everybody(request.actor) if p.team_id is None)
    return page(request, "settings/teams.html", _("Teams"), teams=rows, homeless=homeless)


@requires("user.manage")
def new_team(request: Request) -> HttpResponse:
    """A new team."""
    form = forms.TeamForm(request.POST or None, teams=select.tree(request.actor))
    return _act(
        request, form, _("New team"), lambda given: teams.create_team(request.actor, **given)
    )


@requires("user.manage")
def edit_team(request: Request, team_id: int) -> HttpResponse:
    """Rename or move a team."""
    found = select.team(request.actor, team_id)
    rows = [row for row in select.tree(request.actor) if row.id != team_id]
    initial = {"name": found.name, "parent_id": found.parent_id}
    form = forms.TeamForm(request.POST or None, teams=rows, initial=initial)
    return _act(
        request, form, found.name,
        lambda given: teams.edit_team(
            request.actor, team_id, on_top=given["parent_id"] is None, **given
        ),
    )  # fmt: skip


@requires("user.manage")
def new_user(request: Request) -> HttpResponse:
    """A new colleague, with a password that is shown once."""
    initial = {"language": request.actor.language, "team_id": request.GET.get("team", "")}
    form = forms.UserForm(request.POST or None, teams=select.tree(request.actor), initial=initial)
    asking = Asking(_("New colleague"), _("Add"), reverse("teams"))

    def do(given: dict[str, Any]) -> HttpResponse:
        made, password = teams.add_user(request.actor, **given)
        return _shown(request, made.name, made.username, password)

    return form_page.act(request, form, asking, do)


@requires("user.manage")
def place(request: Request, user_id: int) -> HttpResponse:
    """Another team or role."""
    found = select.person(request.actor, user_id)
    form = forms.PlaceForm(
        request.POST or None, teams=select.tree(request.actor),
        initial={"team_id": found.team_id, "role": found.role, "is_active": found.is_active,
                 "take_along": True},
    )  # fmt: skip
    return _act(
        request, form, found.name, lambda given: teams.place_user(request.actor, user_id, **given)
    )


@requires("user.manage")
@require_POST
def reset(request: Request, user_id: int) -> HttpResponse:
    """A new password for who forgot his."""
    found = select.person(request.actor, user_id)
    password = teams.reset_password(request.actor, user_id)
    return _shown(request, found.name, found.username, password)


@requires("settings.own")
def password(request: Request) -> HttpResponse:
    """One's own password; a temporary one leads here."""
    user: Any = request.user
    form = forms.PasswordForm(request.POST or None)
    intro = _("This password was given to you: choose your own.")
    asking = Asking(
        _("Password"), _("Save"), reverse("settings"), intro if user.password_is_temporary else ""
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        update_session_auth_hash(request, teams.change_password(request.actor, **given))
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "home")

    return form_page.act(request, form, asking, do)


def _shown(request: Request, name: str, username: str, password: str) -> HttpResponse:
    """The password, once; never in a log, a message or a cookie."""
    response = page(
        request, "settings/password_shown.html", name, name=name, username=username,
        password=password,
    )  # fmt: skip
    response["Cache-Control"] = "no-store"
    return response


def _act(request: Request, form: Any, title: str, do: Any) -> HttpResponse:
    asking = Asking(title, _("Save"), reverse("teams"))

    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "teams")

    return form_page.act(request, form, asking, run)


urlpatterns = [
    path("settings/teams/", index, name="teams"),
    path("settings/teams/new/", new_team, name="team-new"),
    path("settings/teams/<int:team_id>/", edit_team, name="team-edit"),
    path("settings/users/new/", new_user, name="user-new"),
    path("settings/users/<int:user_id>/", place, name="user-place"),
    path("settings/users/<int:user_id>/password/", reset, name="user-password"),
    path("settings/password/", password, name="password"),
]
