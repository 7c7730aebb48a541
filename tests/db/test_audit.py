"""One action, one audit entry: who, when, what; never words about people."""

from __future__ import annotations

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions.base import action, create
from goldenkey.data import models as m
from goldenkey.data.models import AuditEntry
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Conflict, Forbidden
from goldenkey.selectors import record
from tests.cast import Cast


def _last() -> AuditEntry:
    return AuditEntry.objects.order_by("-pk")[0]


@pytest.mark.method("M9.3")
def test_an_action_leaves_one_entry_about_what_it_changed(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    account = accounts.create_account(cast.rep, name="甲")
    assert AuditEntry.objects.count() == before + 1
    found = _last()
    assert (found.action, found.kind, found.record_id) == (
        "account.create_account", "account", account.pk,
    )  # fmt: skip
    assert (found.by_id, found.at) == (cast.users["rep"].pk, cast.now)


def test_an_action_inside_an_action_is_the_same_entry(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    before = AuditEntry.objects.count()
    made = opportunities.create_opportunity(cast.rep, account.pk, name="案")
    opportunities.decide_go(cast.rep, made.pk, version=made.version, go="go", reason="r")
    assert AuditEntry.objects.count() == before + 2


def test_what_changed_nothing_leaves_nothing(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    before = AuditEntry.objects.count()
    accounts.edit_account(cast.rep, account.pk, version=1, name="甲")
    assert AuditEntry.objects.count() == before
    account.refresh_from_db()
    assert account.version == 1


def test_what_was_refused_leaves_nothing(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    before = AuditEntry.objects.count()
    with pytest.raises(Forbidden):
        accounts.edit_account(cast.teammate, account.pk, version=1, name="乙")
    with pytest.raises(Conflict):
        accounts.edit_account(cast.rep, account.pk, version=7, name="乙")
    assert AuditEntry.objects.count() == before
    assert m.Account.objects.get().name == "甲"


def test_an_action_that_fails_half_way_leaves_nothing(cast: Cast) -> None:
    @action("account.create")
    def half(actor: Actor) -> None:
        create(actor, m.Team, name="x")
        raise RuntimeError

    before = AuditEntry.objects.count(), m.Team.objects.count()
    with pytest.raises(RuntimeError):
        half(cast.rep)
    assert (AuditEntry.objects.count(), m.Team.objects.count()) == before
    from goldenkey.actions.base import ACTIONS

    del ACTIONS["test_audit.half"]


def test_nothing_is_saved_outside_an_action(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="only actions save"), _rolled_back():
        create(cast.rep, m.Team, name="x")


def test_codes_keep_before_and_after_and_words_only_that_they_changed(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    accounts.edit_account(
        cast.rep, account.pk, version=1, relationship="partner", note="他女兒在學大提琴", staff=9
    )
    (change,) = [c for c in _last().changes if c["kind"] == "account"]
    assert change["fields"]["relationship"] == ["vendor", "partner"]
    assert change["fields"]["staff"] == [None, 9]
    assert change["fields"]["note"] == []
    assert "大提琴" not in str(_last().changes)


def test_nothing_about_a_person_stands_in_the_audit(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    person = contacts.create_contact(
        cast.rep, account.pk, name="林美惠", mobile="0912345678", birthday="07-19"
    )
    contacts.edit_contact(cast.rep, person.pk, version=1, name="林美慧", note="愛釣魚")
    kept = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert not [w for w in ("林美", "0912", "07-19", "釣魚") if w in kept]


def test_the_audit_of_a_record_is_for_who_has_the_right_on_it(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    assert [e.action for e in record.audit(cast.rep, "account", account.pk)] == [
        "account.create_account"
    ]
    assert record.audit(cast.finance, "account", account.pk)
    with pytest.raises(Forbidden):
        record.audit(cast.teammate, "account", account.pk)


def _rolled_back():  # type: ignore[no-untyped-def]
    from django.db import transaction

    return transaction.atomic()
