"""The demonstration company: it loads, it is the same each time, it has a past, its sums hold."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from goldenkey import demo
from goldenkey.actions import installation
from goldenkey.core import money
from goldenkey.data import models as m
from goldenkey.demo.company import gather
from goldenkey.demo.loading import write
from goldenkey.demo.words import KINDS, number, words_of
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)  # a Tuesday
LATER = datetime(2027, 5, 16, 1, 5, tzinfo=UTC)  # a Sunday, after a holiday season
LEAST_WARNINGS = {
    "duck.one_contact": 5, "duck.role_never_met": 5, "duck.promise_without_decider": 3,
    "duck.silence": 2, "duck.opponent": 3, "duck.unproved": 3, "duck.customer_behind": 2,
    "duck.close_passed": 3, "duck.close_slipped": 3, "duck.no_next_step": 2, "duck.payment": 5,
}  # fmt: skip


@pytest.fixture(scope="module", params=KINDS if connection.vendor == "sqlite" else ("tw",))
def loaded(request: Any, django_db_setup: None, django_db_blocker: Any) -> Any:
    """One company a module, in a transaction that is rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        playbook.compiled.cache_clear()
        yield demo.load(request.param, now=NOW)
        transaction.set_rollback(True)
    playbook.compiled.cache_clear()


def digest() -> dict[str, Any]:
    """Counts and sums that differ when anything in the story does."""
    return {
        "rows": {name: getattr(m, name).objects.count() for name in COUNTED},
        "names": number(*m.Contact.objects.order_by("pk").values_list("name", flat=True)),
        "opportunities": number(
            *m.Opportunity.objects.order_by("pk").values_list(
                "name", "stage", "state", "amount_minor", "close_on", "coverage", "warning_count"
            )
        ),
        "days": number(*m.Activity.objects.order_by("pk").values_list("on", "note", "outcome")),
        "money": number(*m.Allocation.objects.order_by("pk").values_list("amount_minor", "on")),
    }


COUNTED = (
    "Account", "Contact", "Opportunity", "Stakeholder", "Activity", "NextStep", "Fact", "Need",
    "OpportunityHistory", "OpenWarning", "GateOverride", "AuditEntry", "Contract", "Receivable",
    "Payment", "Allocation", "CommissionLine", "Invoice", "Lead", "Import",
)  # fmt: skip


def test_the_company_has_sixty_customers_and_a_hundred_and_fifty_opportunities(loaded: Any) -> None:
    assert m.Account.objects.count() == 60
    assert 145 <= m.Opportunity.objects.count() <= 160


def test_live_opportunities_stand_in_all_five_phases(loaded: Any) -> None:
    phases = Counter(m.Opportunity.objects.filter(live=True).values_list("phase", flat=True))
    assert set(phases) == {"discover", "validate", "negotiate", "contract", "deliver"}
    assert min(phases.values()) >= 5


def test_won_lost_and_dropped_ones_tell_why(loaded: Any) -> None:
    states = Counter(m.Opportunity.objects.values_list("state", flat=True))
    assert states["won"] > 40 and states["lost"] > 10 and states["dropped"] >= 4
    assert not m.Opportunity.objects.filter(state="lost", lost_reason="").exists()
    assert not m.Opportunity.objects.filter(state="lost", lost_to="").exists()


@pytest.mark.method("M4.7")
def test_each_basic_warning_stands_somewhere(loaded: Any) -> None:
    found = Counter(m.OpenWarning.objects.filter(closed_at=None).values_list("rule", flat=True))
    assert {k: found[k] for k, n in LEAST_WARNINGS.items() if found[k] < n} == {}


def test_the_duck_is_about_to_fly(loaded: Any) -> None:
    story = words_of(_kind(loaded)).story("duck")
    row = m.Opportunity.objects.get(name=story["name"])
    rules = set(row.warnings.filter(closed_at=None).values_list("rule", flat=True))
    assert {"duck.promise_without_decider", "duck.opponent", "duck.customer_behind"} <= rules
    assert (row.phase, row.close_moves, row.worst_severity) == ("negotiate", 2, "high")
    assert row.overrides.count() == 1


def test_every_row_of_history_lies_in_the_past_and_joins_the_next(loaded: Any) -> None:
    rows = m.OpportunityHistory.objects.order_by("opportunity", "valid_from", "pk")
    last: dict[int, datetime | None] = {}
    for row in rows:
        assert row.valid_from <= NOW
        assert last.get(row.opportunity_id, row.valid_from) == row.valid_from
        last[row.opportunity_id] = row.valid_to
    assert set(last.values()) == {None}
    assert rows.filter(valid_from__lt=NOW - timedelta(days=300)).exists()


def test_nothing_was_done_later_than_now_or_on_a_day_off(loaded: Any) -> None:
    assert not m.AuditEntry.objects.filter(at__gt=NOW).exists()
    days = set(m.Activity.objects.values_list("on", flat=True))
    assert max(days) <= NOW.date()
    assert not [day for day in days if day.weekday() >= 5]


def test_every_action_left_its_entry(loaded: Any) -> None:
    entries = Counter(m.AuditEntry.objects.values_list("action", flat=True))
    assert entries["opportunity.create_opportunity"] == m.Opportunity.objects.count()
    assert entries["activity.log"] == m.Activity.objects.count()
    assert entries["payment.record_payment"] == m.Payment.objects.count()
    assert entries["payment.reverse_payment"] >= 1


@pytest.mark.method("M7.2")
def test_what_is_open_is_what_was_owed_less_what_was_allocated(loaded: Any) -> None:
    for row in m.Receivable.objects.annotate(paid=Sum("allocations__amount_minor")):
        assert row.open_minor == row.amount_minor - (row.paid or 0)


@pytest.mark.method("M7.5")
def test_commission_is_earned_only_on_cleared_money(loaded: Any) -> None:
    kinds = dict(
        m.CommissionLine.objects.values_list("kind").annotate(total=Sum("amount_minor")).order_by()
    )
    cleared = m.Allocation.objects.filter(
        payment__cleared_on__isnull=False, payment__reversed_on=None
    )
    total = cleared.aggregate(total=Sum("amount_minor"))["total"]
    earned = kinds["earned"] + kinds.get("clawed_back", 0)
    gained = earned + kinds.get("bonus", 0)
    step = money.step(m.Organisation.objects.get().currency)  # whole NT$, cents elsewhere
    assert abs(earned - total * 200 / 10_000) <= step * m.CommissionLine.objects.count()
    assert gained > kinds["payable"] > kinds["paid"] > 0


def test_money_is_told_in_every_way(loaded: Any) -> None:
    today = NOW.date()
    late = m.Receivable.objects.filter(open_minor__gt=0, due_on__lt=today)
    assert {(today - row.due_on).days // 30 for row in late} >= {0, 1, 2}
    assert m.Receivable.objects.filter(open_minor__gt=0, due_on__gte=today).exists()
    assert m.Payment.objects.filter(reversed_on__isnull=False).exists()
    assert m.Payment.objects.filter(cleared_on=None, reversed_on=None).exists()


def test_the_inbox_holds_a_file_of_leads(loaded: Any) -> None:
    states = Counter(m.Lead.objects.values_list("state", flat=True))
    assert set(states) >= {"new", "working", "qualified", "kept", "rejected"}
    source = m.Import.objects.get()
    name, data = demo.lead_file(_kind(loaded))
    assert (source.file_name, source.state) == (name, "done")
    assert data.count(b"\r\n") == len(words_of(_kind(loaded)).leads["rows"]) + 1
    assert source.rows.filter(verdict="failed").exists()


def test_everybody_can_sign_in_with_the_password_told(loaded: Any) -> None:
    from goldenkey.web.sign_in import Backend

    users = {u.username: u for u in m.User.objects.exclude(role="system")}
    assert {x.username for x in loaded.logins} == set(users)
    assert all(name.isascii() and name.isalpha() for name in users)
    first = users[loaded.logins[0].username]
    assert first.check_password(loaded.password)
    assert Backend().get_user(first.pk) == first
    assert loaded.password in str(loaded) and loaded.logins[-1].username in str(loaded)


def test_a_database_that_is_not_empty_is_refused(loaded: Any) -> None:
    with pytest.raises(Refused) as refused:
        demo.load("en", now=NOW)
    assert refused.value.code == "company_there"


def test_every_text_is_in_the_script_of_its_place(loaded: Any) -> None:
    """Big5 holds no simplified-only character, GB2312 no traditional-only one."""
    encoding = {"tw": "cp950", "cn": "gb2312", "en": "ascii"}[_kind(loaded)]
    texts = [
        text
        for model, names in TEXTS.items()
        for row in getattr(m, model).objects.values_list(*names)
        for text in row
    ]
    strange = {c for text in texts for c in str(text) if not c.encode(encoding, "ignore")}
    assert strange <= {"·"}


TEXTS = {
    "Organisation": ("name",), "Team": ("name",), "Account": ("name", "full_name", "industry"),
    "Contact": ("name", "title", "interests"), "Opportunity": ("name", "lost_reason", "next_step"),
    "Activity": ("note", "agreed_what"), "Need": ("words",), "CompetitorPosition": ("name",),
    "Fact": ("words", "value"), "GateOverride": ("reason",), "PlanLine": ("label",),
    "Delivery": ("what", "delay_reason"), "Lead": ("company", "product", "reason"),
}  # fmt: skip


@pytest.mark.django_db
def test_the_same_instant_tells_the_same_story() -> None:
    assert _first_months() == _first_months()


def _first_months() -> Any:
    """The plan of every scene, and what the scenes of the first two months left behind."""
    playbook.compiled.cache_clear()
    with transaction.atomic():
        system = installation.prepare(LATER - timedelta(days=420))
        installation.publish_shipped(system)
        company = gather(words_of("en"), system, LATER, LATER - timedelta(days=420))
        script = write(company)
        plan = [(s.order, s.part) for s in script.scenes]
        script.scenes = [s for s in script.scenes if s.ago > 355]
        script.play()
        found = digest()
        transaction.set_rollback(True)
    assert found["rows"]["Opportunity"] >= 5
    return plan, found


def _kind(loaded: Any) -> str:
    return {"zh-hant": "tw", "zh-hans": "cn", "en": "en"}[loaded.language]
