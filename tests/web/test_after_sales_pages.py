"""Pages after the sale: planned contacts, a complaint step by step, a referral."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenkey.data.models import Complaint, FollowUp, Lead
from tests.cast import Cast
from tests.db.test_after_sales import accepted

Enter = Callable[[str], Client]


def html(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, response.content[:400]
    return response.content.decode()


@pytest.mark.parametrize("who", ["rep", "manager", "director", "finance", "compliance", "admin"])
def test_the_empty_page_teaches(cast: Cast, signed_in: Enter, who: str) -> None:
    assert 'class="empty"' in html(signed_in(who), "after-sales")


@pytest.mark.method("M3.12")
def test_a_planned_call_is_done_from_the_list(cast: Cast, signed_in: Enter) -> None:
    contract = accepted(cast)
    client = signed_in("rep")
    page = html(client, "after-sales", query=f"?contract={contract.pk}")
    week = FollowUp.objects.get(rule="follow.week")
    assert reverse("follow-up-done", args=[week.pk]) in page
    form = {"done_on": "2026-11-18", "score": "2", "words": "噪音大", "version": week.version}
    client.post(reverse("follow-up-done", args=[week.pk]), form)
    week.refresh_from_db()
    assert (week.done_on, week.score) == (date(2026, 11, 18), 2)
    assert "噪音大" in html(client, "after-sales", query="?mine=1")


def test_a_contact_is_moved_and_taken_off(cast: Cast, signed_in: Enter) -> None:
    accepted(cast)
    client = signed_in("rep")
    row = FollowUp.objects.get(rule="follow.next")
    client.post(
        reverse("follow-up-move", args=[row.pk]), {"due_on": "2027-06-01", "version": row.version}
    )
    client.post(reverse("follow-up-drop", args=[row.pk]))
    row.refresh_from_db()
    assert row.due_on == date(2027, 6, 1)
    assert row.archived_at is not None


@pytest.mark.method("M8.1")
def test_a_complaint_goes_its_steps_on_its_page(cast: Cast, signed_in: Enter) -> None:
    contract = accepted(cast)
    client = signed_in("rep")
    client.post(
        reverse("complaint-new", args=[contract.account_id]),
        {"what": "機台漏油", "severity": "high", "raised_on": "2026-11-20",
         "contract_id": contract.pk, "solver_id": cast.users["manager"].pk},
    )  # fmt: skip
    made = Complaint.objects.get()
    for step in ("analyse", "solve", "report", "follow"):
        made.refresh_from_db()
        url = reverse("complaint-step", args=[made.pk, step])
        assert url in html(client, "complaint", made.pk)
        client.post(url, {"on": "2026-11-21", "words": f"做了{step}", "version": made.version})
    made.refresh_from_db()
    assert made.state == "closed"
    page = html(client, "complaint", made.pk)
    assert "做了report" in page
    assert client.get(reverse("complaint-step", args=[made.pk, "nonsense"])).status_code == 200


@pytest.mark.method("M8.3")
def test_a_referral_becomes_a_lead_that_the_list_follows(cast: Cast, signed_in: Enter) -> None:
    contract = accepted(cast)
    client = signed_in("rep")
    client.post(
        reverse("referral-new", args=[contract.account_id]),
        {"state": "named", "asked_on": "2026-11-20", "company": "永豐精密"},
    )
    lead = Lead.objects.get()
    page = html(client, "after-sales", query=f"?account={contract.account_id}")
    assert reverse("lead", args=[lead.pk]) in page


def test_today_leads_to_the_complaint(cast: Cast, signed_in: Enter) -> None:
    contract = accepted(cast)
    client = signed_in("rep")
    client.post(
        reverse("complaint-new", args=[contract.account_id]),
        {"what": "漏油", "severity": "high", "raised_on": "2026-11-18"},
    )
    page = html(client, "home")
    assert reverse("complaint", args=[Complaint.objects.get().pk]) in page
