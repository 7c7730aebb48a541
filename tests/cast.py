"""The named cast of the tests: who works here, and who must be refused (fence 5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from goldenkey.actions import playbook as playbooks
from goldenkey.data.models import Organisation, Team, User
from goldenkey.policies.actor import Actor, actor_for

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Taipei
ROLES = {
    "rep": ("rep", "centre"),
    "teammate": ("rep", "centre"),
    "manager": ("manager", "centre"),
    "director": ("director", "company"),
    "finance": ("finance", "company"),
    "compliance": ("compliance", "company"),
    "admin": ("admin", "company"),
    "stranger": ("rep", "south"),
}
PASSWORD = "a good password"


@dataclass
class Cast:
    """The company of the tests: one organisation, three teams, eight people, the system."""

    organisation: Organisation
    teams: dict[str, Team]
    users: dict[str, User]
    now: datetime = NOW
    made: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody of the cast, acting now."""
        return actor_for(self.users[name], self.now)

    def __getattr__(self, name: str) -> Actor:
        if name in ROLES or name == "system":
            return self.actor(name)
        raise AttributeError(name)


def gather(now: datetime = NOW) -> Cast:
    """Put the cast on stage, with the shipped playbooks published."""
    organisation = Organisation.objects.create(
        name="金鑰匙測試公司", currency="TWD", zone="Asia/Taipei", country="TW",
        default_playbook="key-account",
    )  # fmt: skip
    company = Team.objects.create(name="全公司")
    teams = {
        "company": company,
        "centre": Team.objects.create(name="中區組", parent=company),
        "south": Team.objects.create(name="南區組", parent=company),
    }
    users = {name: _user(name, role, teams[team]) for name, (role, team) in ROLES.items()}
    users["system"] = _user("system", "system", company)
    cast = Cast(organisation, teams, users, now)
    playbooks.publish_shipped(cast.system)
    return cast


def _user(name: str, role: str, team: Team) -> User:
    return User.objects.create(
        username=name, name=name.title(), role=role, team=team, password=make_password(PASSWORD)
    )
