"""Writes of the installation itself: the system's own login, and the company before it has users.

The system's login is made without an audit entry: there is nobody yet whose act it could be.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password

from goldenkey.actions import organisation, playbook
from goldenkey.actions import user as users
from goldenkey.data.models import User
from goldenkey.policies.actor import Actor, actor_for

COUNTRIES = {
    "TW": ("TWD", "Asia/Taipei", "zh-hant", "我們公司", "全公司"),
    "CN": ("CNY", "Asia/Shanghai", "zh-hans", "我们公司", "全公司"),
    "HK": ("HKD", "Asia/Hong_Kong", "zh-hant", "我們公司", "全公司"),
    "SG": ("SGD", "Asia/Singapore", "en", "Our company", "Company"),
    "US": ("USD", "America/New_York", "en", "Our company", "Company"),
}
"""Currency, zone, language, and the names of company and team until somebody changes them."""


def prepare(now: datetime) -> Actor:
    """The system as an actor; its login is made when it is not there yet."""
    user, _made = User.objects.get_or_create(
        username="system",
        defaults={
            "name": "Golden Key", "role": "system", "password": make_password(None),
            "created_at": now,
        },
    )  # fmt: skip
    return actor_for(user, now)


def publish_shipped(actor: Actor) -> int:
    """Publish the playbooks that ship with this version; returns how many are new."""
    return playbook.publish_shipped(actor)


def found(actor: Actor, *, country: str) -> None:
    """Make the company and its topmost team as is usual in its country."""
    currency, zone, language, name, team = COUNTRIES[country]
    organisation.found(
        actor, name=name, currency=currency, zone=zone, country=country, language=language
    )
    users.create_team(actor, name=team)
