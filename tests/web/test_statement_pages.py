"""Pages of statements, collection, credit and letters: forms sent, refusals said in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenkey.actions.contract import LineIn
from goldenkey.data.models import (
    BankStatement,
    CollectionPolicy,
    CreditTerms,
    LetterTemplate,
    Payment,
    Promise,
    Receivable,
    Reminder,
    StatementEntry,
)
from tests import money
from tests import statements as files
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def upload(client: Client, data: bytes, **more: str) -> int:
    given = {"file": SimpleUploadedFile("b.csv", data), "bank_account": "1", **more}
    return client.post("/statements/new/", given).status_code


def test_a_file_goes_in_once_and_its_entries_are_confirmed_by_hand_or_put_aside(
    cast: Cast, signed_in: Enter
) -> None:
    contract = files.order(cast)
    data = files.table(
        [("2026-11-20", "500000", "王小明", "匯款"), ("2026-11-20", "3", "銀行", "利息")]
    )
    client = signed_in("finance")
    assert upload(client, data, bank_account="") == 422
    assert upload(client, b"a,b\n1,2\n") == 422
    assert upload(client, data) == 302
    assert upload(client, data) == 422
    assert BankStatement.objects.count() == 1
    first, second = StatementEntry.objects.order_by("pk")
    assert client.post(f"/statements/entries/{first.pk}/confirm/").status_code == 422
    where = f"/statements/entries/{first.pk}/?account={contract.account_id}"
    due = money.opened(contract)
    assert client.post(where, {f"part_{due[0].pk}": "400000"}).status_code == 422
    sent = {f"part_{due[0].pk}": "300000", f"part_{due[1].pk}": "150000"}
    assert client.post(where, sent).status_code == 302
    assert Payment.objects.get().unallocated_minor == 5_000_000
    assert client.post(f"/statements/entries/{second.pk}/aside/", {"why": ""}).status_code == 422
    client.post(f"/statements/entries/{second.pk}/aside/", {"why": "利息"})
    page = client.get(f"/statements/{first.statement_id}/").content.decode()
    assert "利息" in page and Payment.objects.get().number in page


def test_collection_credit_letters_and_the_policy_are_set_on_their_pages(
    cast: Cast, signed_in: Enter
) -> None:
    on = cast.rep.today - timedelta(days=31)
    plan = (LineIn("貨款", "signing", 10_000, credit_days=0),)
    contract = money.signed(cast, signed_on=on, plan=plan, deliveries=())
    row, client = Receivable.objects.get(), signed_in("finance")
    ours = f"/accounts/{contract.account_id}"
    found = client.post(f"{ours}/letter/send/", {"way": "txt", "language": "en"})
    assert "1,000,000" in found.content.decode() and Reminder.objects.count() == 1
    mail = client.post(f"{ours}/letter/send/", {"way": "eml", "language": "en"})
    assert mail["Content-Type"] == "message/rfc822"
    assert client.get(f"{ours}/statement/file/").content[:2] == b"PK"
    day = (cast.rep.today + timedelta(days=3)).isoformat()
    client.post(f"/receivables/{row.pk}/promise/", {"promised_on": day})
    assert Promise.objects.get().amount_minor == row.open_minor
    sent = {"limit": "5000000", "credit_days": "30", "stop_after_days": "30", "rating": "b"}
    assert client.post(f"{ours}/credit/terms/", sent).status_code == 302
    assert CreditTerms.objects.get().limit_minor == 500_000_000
    assert "5,000,000" in client.get(f"{ours}/credit/").content.decode()
    policy = {"carrying_cost": "5", "statute": "tw-civil", "days_0": "1", "part_0": "2.5"}
    assert client.post("/collection/policy/", policy).status_code == 302
    assert CollectionPolicy.objects.get().provision == [[1, 250]]
    wrong = {**policy, "days_1": "1", "part_1": "3"}
    assert client.post("/collection/policy/", wrong).status_code == 422
    where = "/collection/letters/?tone=late&language=en"
    assert client.post(where, {"subject": "$money", "body": "x"}).status_code == 422
    assert client.post(where, {"subject": "$total", "body": "$lines"}).status_code == 302
    assert LetterTemplate.objects.get().subject == "$total"
