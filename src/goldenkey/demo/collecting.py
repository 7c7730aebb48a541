"""What finance does at the end of the story: a statement of the bank, reminders, credit (M7)."""

from __future__ import annotations

from datetime import timedelta

from goldenkey.actions import collection, credit, statement
from goldenkey.core.receivables import BUCKETS
from goldenkey.demo.company import Company
from goldenkey.demo.script import Script
from goldenkey.documents.sheet_out import delimited
from goldenkey.selectors import collection as due_steps
from goldenkey.selectors import receivable
from goldenkey.selectors.receivable import Filters, ReceivableRow

LIMIT_TIMES = 3
"""A customer's limit beside what he owes now."""


def collect(script: Script) -> None:
    """The last day: credit for who owes most, steps taken, a promise, the bank's statement."""
    company = script.company
    script.add(0, "finance", lambda: _grant(company))
    script.add(0, "finance", lambda: _remind(company))
    script.add(0, "finance", lambda: _bring(company))


def _open(company: Company) -> list[ReceivableRow]:
    """What is open in the company's currency, the oldest first."""
    rows = receivable.page(company.actor("finance"), Filters()).rows
    return [row for row in rows if row.open.currency == company.currency]


def _grant(company: Company) -> None:
    actor, words = company.actor("finance"), company.words.phrases["bank"]
    for row in _open(company)[:3]:
        credit.set_terms(
            actor, row.account_id, rating="b", limit=row.open.amount * LIMIT_TIMES,
            credit_days=60, stop_after_days=60, review_on=company.due(180), note=words["credit"],
        )  # fmt: skip


def _remind(company: Company) -> None:
    """Two steps taken, one promise, one dispute; the rest waits for who signs in."""
    actor, words = company.actor("finance"), company.words.phrases["bank"]
    waiting = due_steps.due(actor)
    for one in waiting[:2]:
        collection.take_step(actor, one.receivable.id, step=one.step)
    for one in waiting[2:3]:
        collection.promise(
            actor, one.receivable.id, promised_on=company.due(4), note=words["promise"]
        )
    for one in waiting[3:4]:
        collection.dispute(actor, one.receivable.id, reason="papers", note=words["dispute"])
    collection.check_sums(company.actor("system"))


def _bring(company: Company) -> None:
    """Three entries to decide: one sure, one in part, interest of the bank."""
    actor, words = company.actor("finance"), company.words.phrases["bank"]
    late = sorted(_open(company), key=lambda row: -BUCKETS.index(row.bucket))
    if len(late) < 2:
        return
    first, second = late[0], next((r for r in late if r.account_id != late[0].account_id), late[1])
    day = actor.today - timedelta(days=1)
    lines = [
        (day, first.open.amount, first.account, f"{words['goods']} {first.contract}"),
        (day, second.open.amount // 2, second.account, words["goods"]),
        (day, 31, words["name"], words["interest"]),
    ]
    data = delimited(words["headings"], lines)
    statement.bring_in(actor, words["file"], data, bank_account=words["account"])
