"""Today: what waits, who, why, and one button; the same cost however much there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import lead as leads
from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import NextStep
from goldenkey.selectors import today as select
from tests.cast import Cast


def opened(cast: Cast, name: str = "產線改造", amount: int = 10_800_000) -> Any:
    account = accounts.create_account(cast.rep, name=f"{name}的客戶")
    return opportunities.create_opportunity(cast.rep, account.pk, name=name, amount=amount)


@pytest.fixture
def _now(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenkey.web.middleware.timezone.now", lambda: cast.now)


@pytest.mark.usefixtures("_now")
@pytest.mark.method("M0.9")
def test_the_page_says_how_much_is_at_stake_and_where_to_begin(cast: Cast, signed_in: Any) -> None:
    opened(cast)
    page = signed_in("rep").get("/").content.decode()
    assert "產線改造" in page
    assert page.count('class="btn primary"') == 1


@pytest.mark.usefixtures("_now")
def test_nothing_due_shows_the_customers_neglected_longest(cast: Cast, signed_in: Any) -> None:
    for number in range(5):
        accounts.create_account(cast.rep, name=f"客戶{number}")
    page = signed_in("rep").get("/").content.decode()
    assert [f"客戶{n}" in page for n in range(5)] == [True, True, True, False, False]


@pytest.mark.usefixtures("_now")
@pytest.mark.parametrize("name", ["rep", "manager", "director", "finance", "compliance", "admin"])
def test_everybody_has_a_today(cast: Cast, signed_in: Any, name: str) -> None:
    opened(cast)
    assert signed_in(name).get("/").status_code == 200


def test_a_colleagues_matters_are_not_mine(cast: Cast) -> None:
    opened(cast)
    assert select.show(cast.teammate).count == 0
    assert select.show(cast.rep).count == 1


@pytest.mark.method("M2.6")
def test_a_customer_shows_when_his_rhythm_asks_and_not_once_a_day_is_planned(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="張建華", kind="person", buys_on=cast.rep.today)
    later = cast.rep.later(days=3)
    (row,) = select.show(later).now
    assert (row.kind, row.lead.code, row.person) == ("account", "contact", "張建華")
    day = later.today + timedelta(days=2)
    activities.plan_step(later, account_id=made.pk, what="打電話", due_on=day)
    found = select.show(later)
    assert (found.now, [r.title for r in found.later]) == ((), ["張建華"])


def test_leads_that_wait_are_one_row_that_names_the_first(cast: Cast) -> None:
    for name in ("甲公司", "乙公司", "丙公司", "丁公司"):
        leads.create_lead(cast.rep, company=name)
    (row,) = select.show(cast.rep).now
    assert (row.kind, row.params["count"], row.person) == ("leads", 4, "甲公司")


def test_each_record_is_one_row_and_its_points_can_be_read_out(cast: Cast) -> None:
    made = opened(cast)
    activities.plan_step(cast.rep, opportunity_id=made.pk, what="展示", due_on=cast.rep.today)
    (row,) = select.show(cast.rep).now
    assert row.others
    assert row.score == sum(p.points for p in row.points)
    assert row.step is not None


@pytest.mark.usefixtures("_now")
def test_putting_off_moves_the_step_and_can_be_undone(cast: Cast, signed_in: Any) -> None:
    made = opened(cast)
    step = activities.plan_step(
        cast.rep, opportunity_id=made.pk, what="展示", due_on=cast.rep.today
    )
    client = signed_in("rep")
    day = cast.rep.today + timedelta(days=2)
    sent = {
        "kind": "opportunity", "id": made.pk, "step_id": step.pk, "version": step.version,
        "due_on": day.isoformat(),
    }  # fmt: skip
    page = client.post("/today/later/", sent, follow=True).content.decode()
    step.refresh_from_db()
    assert step.due_on == day
    undo = f"/today/steps/{step.pk}/{cast.rep.today.isoformat()}/"
    assert undo in page
    client.post(undo)
    step.refresh_from_db()
    assert step.due_on == cast.rep.today


@pytest.mark.usefixtures("_now")
def test_putting_off_without_a_step_plans_one(cast: Cast, signed_in: Any) -> None:
    made = opened(cast)
    day = (cast.rep.today + timedelta(days=1)).isoformat()
    sent = {"kind": "opportunity", "id": made.pk, "what": "請教王志遠", "due_on": day}
    assert signed_in("rep").post("/today/later/", sent).status_code == 302
    assert NextStep.objects.get().what == "請教王志遠"


@pytest.mark.usefixtures("_now")
@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("teammate", 403)])
def test_others_may_not_put_my_steps_off(
    cast: Cast, signed_in: Any, name: str, status: int
) -> None:
    made = opened(cast)
    step = activities.plan_step(
        cast.rep, opportunity_id=made.pk, what="展示", due_on=cast.rep.today
    )
    sent = {
        "kind": "opportunity", "id": made.pk, "step_id": step.pk, "version": step.version,
        "due_on": (cast.rep.today + timedelta(days=2)).isoformat(),
    }  # fmt: skip
    assert signed_in(name).post("/today/later/", sent).status_code == status


def test_today_asks_no_more_for_twenty_things_than_for_two(cast: Cast, queries: Any) -> None:
    def some(first: int, last: int) -> None:
        for n in range(first, last):
            made = opened(cast, f"案子{n}")
            activities.plan_step(
                cast.rep, opportunity_id=made.pk, what="展示", due_on=cast.rep.today
            )
            accounts.create_account(cast.rep, name=f"人{n}", kind="person", buys_on=cast.rep.today)
            leads.create_lead(cast.rep, company=f"名單{n}")

    later = cast.rep.later(days=4)
    some(0, 2)
    select.show(later)
    with queries() as few:
        select.show(later)
    some(2, 20)
    with queries() as many:
        assert select.show(later, all_rows=True).count > 20
    assert len(many) == len(few)
