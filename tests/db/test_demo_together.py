"""Actions that run together: each leaves its entry, copies are made once, a refusal takes all."""

from __future__ import annotations

from datetime import date

import pytest

from goldenkey.actions import account, opportunity, organisation
from goldenkey.actions.base import together
from goldenkey.data.models import Account, AuditEntry, ExchangeRate, Opportunity, OpportunityHistory
from goldenkey.policies.errors import Forbidden, Refused
from tests.cast import Cast


def test_actions_together_leave_an_entry_each_and_one_row_of_history(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    with together(cast.manager):
        customer = account.create_account(cast.rep, name="Riverside")
        made = opportunity.create_opportunity(cast.rep, customer.pk, name="Retrofit")
        opportunity.edit_opportunity(cast.rep, made.pk, version=1, buying_step="research")
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)[before:])
    assert [name.partition(".")[2] for name in actions] == [
        "create_account", "create_opportunity", "edit_opportunity",
    ]  # fmt: skip
    row = OpportunityHistory.objects.get(opportunity=made)
    assert row.by_id == cast.rep.user_id


@pytest.mark.django_db(transaction=False)
def test_a_refusal_takes_all_that_ran_together_back(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(Refused), together(cast.rep):
        account.create_account(cast.rep, name="Riverside")
        account.create_account(cast.rep, name=" ")
    assert not Account.objects.exists() and not Opportunity.objects.exists()
    assert AuditEntry.objects.count() == before


def test_a_rate_is_entered_once_a_day_and_may_be_corrected(cast: Cast) -> None:
    for rate in ("31.2", "31.5"):
        organisation.set_rate(cast.admin, currency="USD", on=date(2026, 11, 2), rate=rate)
    assert ExchangeRate.objects.get().rate == "31.5"


def test_a_rate_must_be_of_another_currency_and_above_nothing(cast: Cast) -> None:
    for currency, rate in (("TWD", "1"), ("XXX", "1"), ("USD", "0"), ("USD", "much")):
        with pytest.raises(Refused):
            organisation.set_rate(cast.admin, currency=currency, on=date(2026, 11, 2), rate=rate)
    with pytest.raises(Forbidden):
        organisation.set_rate(cast.rep, currency="USD", on=date(2026, 11, 2), rate="31")


def test_a_second_company_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        organisation.found(
            cast.admin, name="Another", currency="USD", zone="UTC", country="US", language="en"
        )


def test_a_team_may_work_by_a_playbook_of_its_own(cast: Cast) -> None:
    team = cast.teams["centre"]
    assert organisation.set_team_playbook(cast.admin, team.pk, key="industrial").playbook
    assert organisation.set_team_playbook(cast.admin, team.pk, key="").playbook is None
