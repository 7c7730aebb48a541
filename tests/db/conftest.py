"""What tests of the database share beside the cast."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from goldenkey.data.models import Organisation, User
from goldenkey.policies.actor import Actor, actor_for
from tests.cast import NOW


@pytest.fixture
def system(db: None) -> Actor:
    """The system alone in an empty company: enough for the queue, and quick to set up."""
    Organisation.objects.create(name="金鑰匙測試公司", currency="TWD", zone="Asia/Taipei")
    return actor_for(User.objects.create(username="system", name="System", role="system"), NOW)


@pytest.fixture
def system_now(system: Actor) -> Actor:
    """The same, at the instant that processes of their own see."""
    return system.at(datetime.now(UTC))
