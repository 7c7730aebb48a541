"""After the sale: contacts that took place as planned, a complaint that was solved, a referral."""

from __future__ import annotations

from functools import partial

from goldenkey.actions import after_sales, complaint
from goldenkey.demo.company import Company
from goldenkey.demo.script import Script
from goldenkey.demo.words import number
from goldenkey.selectors import after_sales as select
from goldenkey.selectors.after_sales_shapes import FollowUpRow

WAITING_DAYS = 2
"""What was due before that took place; what is due now is still to be done."""


def keep_up(script: Script) -> None:
    """What the playbook had planned took place on its day and stands among the activities."""
    script.add(1, "system", partial(_keep_up, script.company))


def hear(script: Script, key: str, owner: str) -> None:
    """A customer complains, is answered until he says it is solved, and names somebody."""
    company = script.company
    script.add(6, owner, partial(_complain, company, key, owner, script))
    script.add(1, owner, partial(_refer, company, key, owner, script))


def _keep_up(company: Company) -> None:
    actor = company.actor("system")
    last = company.day(WAITING_DAYS)
    while rows := [row for row in select.show(actor).due if row.due_on < last]:
        for row in rows:
            _finish(company, row)


def _finish(company: Company, row: FollowUpRow) -> None:
    asked = "satisfaction" in row.rule
    score = 3 + number(row.contract) % 3 if asked else None
    words = company.words.company["after_sales"]["satisfied"] if asked and score == 5 else ""
    after_sales.finish_follow_up(
        company.actor("system"), row.id, done_on=row.due_on, score=score, words=words, logged=True
    )


def _complain(company: Company, key: str, owner: str, script: Script) -> None:
    actor, words = company.actor(owner), company.words.company["after_sales"]
    account = script.customer(key, owner).account
    made = complaint.record_complaint(
        actor, account.pk, what=words["complaint"], severity="high",
        solver_id=company.users[company.manager_of(owner)].pk,
    )  # fmt: skip
    for step in ("analyse", "solve", "report", "follow"):
        complaint.take_step(actor, made.pk, step=step, words=words[step])


def _refer(company: Company, key: str, owner: str, script: Script) -> None:
    words = company.words.company["after_sales"]
    account = script.customer(key, owner).account
    after_sales.ask_referral(
        company.actor(owner), account.pk, state="named", company=words["company"],
        person=words["person"],
    )  # fmt: skip
