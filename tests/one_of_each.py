"""One record of each noun, all of them the rep's: what the matrix of rights knocks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import (
    after_sales,
    collection,
    committee,
    credit,
    evidence,
    invoice,
    membership,
    terms,
    terms_package,
)
from goldenkey.actions import amendment as amendments
from goldenkey.actions import body as bodies
from goldenkey.actions import commission_dispute as disputes
from goldenkey.actions import commission_plan as commissions
from goldenkey.actions import complaint as complaints
from goldenkey.actions import conduct as conducts
from goldenkey.actions import contact as contacts
from goldenkey.actions import contract as contracts
from goldenkey.actions import delivery as deliveries
from goldenkey.actions import document as documents
from goldenkey.actions import gift as gifts
from goldenkey.actions import handover as handovers
from goldenkey.actions import lead as leads
from goldenkey.actions import map as maps
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import payment as payments
from goldenkey.actions import product as products
from goldenkey.actions import quote as quotes
from goldenkey.actions import review as reviews
from goldenkey.actions import statement as statements
from goldenkey.actions import warning as warnings
from goldenkey.actions.contract import DeliveryIn, LineIn
from goldenkey.data import models as m
from goldenkey.selectors import handover as handovers_select
from tests import one_tender
from tests.cast import Cast

BIRTHDAY, INTERESTS, NOTE = "07-19", "夜釣與賞鳥", "女兒在學大提琴"
"""Personal data, in words that stand nowhere else on a page."""

COST, LIMIT = 415_230, "37"
"""What a product costs us, and how far we go: seen only with a right of their own."""


@dataclass
class Records:
    """The records by the name that addresses give their ids."""

    by_name: dict[str, Any] = field(default_factory=dict)

    def ids(self) -> dict[str, Any]:
        """What an address is filled with."""
        plain = {
            "kind": "opportunity", "key": "key-account", "day": "2026-11-20",
            "criterion_id": self.criterion(), "step": "analyse", "rule": self.answer.rule,
            "what": "quote", "form": "pdf", "role": "rep",
        }  # fmt: skip
        ids = {name: row.pk for name, row in self.by_name.items()}
        return {**ids, **plain, "record_id": self.by_name["opportunity_id"].pk}

    def criterion(self) -> str:
        """A criterion of the gate the opportunity stands at."""
        from goldenkey.selectors import playbook

        row = self.by_name["opportunity_id"]
        book = playbook.compiled(row.playbook_version_id)
        return book.gate(row.stage)[0].id

    def __getattr__(self, name: str) -> Any:
        return self.by_name[f"{name}_id"]


def one_of_each(cast: Cast) -> Records:
    """A customer of the rep with everything that can hang on it."""
    rep, day = cast.rep, cast.rep.today
    account = accounts.create_account(rep, name="長榮機械")
    contact = contacts.create_contact(
        rep, account.pk, name="林經理", title="採購經理", birthday=BIRTHDAY,
        interests=INTERESTS, note=NOTE,
    )  # fmt: skip
    made = opportunities.create_opportunity(rep, account.pk, name="空壓機更新", amount="1200000")
    seat = committee.seat(
        rep, made.pk, contact_id=contact.pk, roles=["purchaser"], stance="supporter",
        interests=INTERESTS,
    )  # fmt: skip
    boss = contacts.create_contact(rep, account.pk, name="何總")
    above = committee.seat(rep, made.pk, contact_id=boss.pk, roles=["decision_maker"])
    maps.relate(rep, seat.pk, rep.user_id, now="acquainted", target="trusted")
    maps.place(rep, made.pk, places={f"seat-{seat.pk}": [40, 60]})
    body = bodies.form(rep, made.pk, kind="purchasing", name="採購小組", member_ids=[seat.pk])
    found = {
        "body_id": body,
        "handover_id": m.Handover.objects.create(
            from_user=cast.users["rep"], to_user=cast.users["teammate"], account=account,
            by=cast.users["manager"], created_at=rep.now,
        ),
        "link_id": maps.link(rep, made.pk, from_id=above.pk, to_id=seat.pk, kind="influences"),
        "account_id": account,
        "contact_id": contact,
        "position_id": contact.positions.get(),
        "opportunity_id": made,
        "stakeholder_id": seat,
        "need_id": committee.add_need(rep, made.pk, words="省電"),
        "activity_id": activities.log(rep, opportunity_id=made.pk, contact_ids=[contact.pk]),
        "step_id": activities.plan_step(rep, opportunity_id=made.pk, what="報價", due_on=day),
        "membership_id": membership.share(rep, "opportunity", made.pk,
                                          user_id=cast.users["manager"].pk),
        "file_id": evidence.add(rep, "opportunity", made.pk, name="a.txt", chunks=[b"a"]),
        "lead_id": leads.create_lead(rep, company="新竹精密"),
        "user_id": cast.users["rep"],
        "team_id": cast.teams["centre"],
        "import_id": _import(cast),
        **_money(cast, account, contact),
        **_terms(cast, made),
        **_papers(cast, account),
        **_conduct(cast, made, contact, boss),
        **one_tender.of(cast, made, contact),
    }  # fmt: skip
    committee.place_rival(rep, made.pk, name="對手")
    step = found["step_id"]
    activities.postpone_step(
        rep, step.pk, version=step.version, due_on=day + timedelta(days=1), reason="對方出差"
    )
    one_tender.notice(cast, found["lead_id"])
    found["answer_id"] = _answered(cast, made)
    for row in found.values():
        row.refresh_from_db()
    return Records(found)


def _answered(cast: Cast, made: m.Opportunity) -> m.WarningAnswer:
    """A warning that stands, put off; a loss checked by a second person."""
    rep = cast.rep
    (rule, *_) = m.OpenWarning.objects.filter(opportunity=made, closed_at=None).values_list(
        "rule", flat=True
    )
    answer = warnings.snooze(
        rep, made.pk, rule, until_on=rep.today + timedelta(days=7), reason="下週見面"
    )
    lost = opportunities.create_opportunity(rep, made.account_id, name="去年的案子")
    opportunities.lose(rep, lost.pk, version=lost.version, reason="價格", lost_to="對手")
    reviews.confirm_loss(cast.manager, lost.pk, verdict="agrees")
    return answer


def _money(cast: Cast, account: m.Account, contact: m.Contact) -> dict[str, Any]:
    """A contract with a plan, a delivery, an acceptance, an invoice, a payment, commission."""
    rep, finance, day = cast.rep, cast.finance, cast.rep.today
    sold = opportunities.create_opportunity(rep, account.pk, name="備品合約", amount="100000")
    opportunities.advance_stage(
        cast.manager, sold.pk, version=sold.version, override_reason="老客戶續約"
    )
    plan = commissions.create_plan(
        finance, name="一般", basis_points=300, from_on=date(2026, 1, 1)
    )  # fmt: skip
    contract = contracts.sign_contract(
        rep, opportunity_id=sold.pk, amount=Decimal(100_000), signed_on=day - timedelta(days=20),
        plan=[LineIn("訂金", basis_points=3000), LineIn("驗收", "acceptance", basis_points=7000)],
        deliveries=[DeliveryIn("備品", day + timedelta(days=3))],
        no_file_reason="正本尚未寄回",
    )  # fmt: skip
    delivery = contract.deliveries.get()
    deliveries.ship(rep, delivery.pk, on=day - timedelta(days=9))
    deliveries.arrive(rep, delivery.pk, on=day - timedelta(days=8))
    accepted = deliveries.accept(
        rep, contract.pk, accepted_on=day - timedelta(days=7), signed_by_id=contact.pk
    )
    due = contract.receivables.order_by("pk")[0]
    billed = invoice.issue_invoice(
        finance, contract.pk, number="AB12345678", issued_on=day, net=30_000,
        receivable_ids=[due.pk],
    )  # fmt: skip
    paid = payments.record_payment(
        finance, account_id=account.pk, amount=Decimal(10_000), received_on=day
    )
    return {
        **_collection(cast, account, contact, due),
        "contract_id": contract,
        "plan_line_id": contract.plan.order_by("place")[0],
        "delivery_id": delivery,
        "acceptance_id": accepted,
        "receivable_id": due,
        "invoice_id": billed,
        "payment_id": paid,
        **_after(cast, account, contract),
        "allocation_id": paid.allocations.order_by("pk")[0],
        "plan_id": plan if isinstance(plan, m.CommissionPlan) else m.CommissionPlan.objects.get(),
    }


def _conduct(
    cast: Cast, made: m.Opportunity, contact: m.Contact, boss: m.Contact
) -> dict[str, Any]:
    """A gift that waits, one the rules refused, a quiet period with an exception, two apart."""
    rep, later = cast.rep, cast.rep.today + timedelta(days=60)
    gift = gifts.register(
        rep, opportunity_id=made.pk, contact_id=contact.pk, amount="300", purpose="中秋月餅"
    )
    gifts.register(rep, opportunity_id=made.pk, contact_id=contact.pk, amount="500",
                   category="cash", purpose="紅包")  # fmt: skip
    period = conducts.open_quiet_period(
        rep, made, later, later + timedelta(days=14), [boss], "評選"
    )
    conducts.allow_contact(cast.compliance, period.pk, contact_id=boss.pk, reason="公開說明會")
    apart = conducts.keep_apart(
        rep, first_account_id=made.account_id, first_id=contact.pk,
        second_account_id=made.account_id, second_id=boss.pk,
    )  # fmt: skip
    return {"gift_id": gift.entry, "period_id": period, "pair_id": apart}


def _terms(cast: Cast, held: m.Opportunity) -> dict[str, Any]:
    """What we sell, a quote that waits for its approval, a terms sheet with a give that waits."""
    rep, finance, manager = cast.rep, cast.finance, cast.users["manager"].pk
    tax = products.create_tax(finance, name="營業稅", basis_points=500)
    sold = products.create_product(
        finance, number="AC-75", name="變頻空壓機", unit="台", tax_id=tax.pk
    )
    price_list = products.create_price_list(finance, name="2026", from_on=date(2026, 1, 1))
    products.set_prices(finance, price_list.pk, prices={sold.pk: 600_000})
    products.set_cost(finance, sold.pk, amount=COST, from_on=date(2026, 1, 1))
    products.set_limit(cast.director, role="rep", basis_points=500)
    quote = quotes.create_quote(
        rep, held.pk, lines=[quotes.LineIn(product_id=sold.pk, quantity=2, discount=800)]
    )
    quotes.ask_approval(rep, quote.pk, version=quote.version, approver_id=manager)
    sheet = terms.open_sheet(rep, held.pk)
    terms.edit_sheet(rep, held.pk, version=1, walk_away="低於成本不做", alternative="賣給別家")
    issue = sheet.issues.get(key="warranty")
    terms.edit_issue(rep, issue.pk, version=issue.version, target="12", limit=LIMIT)
    move = terms.offer(rep, issue.pk, value="24", in_return="多買一台", approver_id=manager)
    package = terms_package.save_package(
        rep, held.pk, name="甲案", values={str(issue.pk): "24"}, quote_version_id=quote.pk
    )
    return {
        "tax_id": tax, "product_id": sold, "price_list_id": price_list,
        "quote_version_id": quote, "other_id": quote, "issue_id": issue, "move_id": move,
        "package_id": package,
    }  # fmt: skip


def _papers(cast: Cast, account: m.Account) -> dict[str, Any]:
    """An amendment of the contract, and a document made of it."""
    rep = cast.rep
    contract = m.Contract.objects.get(account=account)
    amended = amendments.amend(
        rep, contract.pk, what="交期延後一週", signed_on=rep.today, no_file_reason="正本尚未寄回"
    )
    paper = documents.make(rep, "amendment", amended.pk)
    return {"amendment_id": amended, "document_id": paper}


def _collection(
    cast: Cast, account: m.Account, contact: m.Contact, due: m.Receivable
) -> dict[str, Any]:
    """A promise, a dispute, a reminder, credit, a statement of the bank, a hand-over begun."""
    rep, finance, day = cast.rep, cast.finance, cast.rep.today
    told = collection.promise(
        rep, due.pk, promised_on=day + timedelta(days=5), said_by_id=contact.pk
    )
    collection.take_step(rep.later(days=5), due.pk, step="dunning.before")
    argued = collection.dispute(rep, due.pk, reason="papers", note="發票抬頭有誤")
    credit.set_terms(finance, account.pk, limit=10**9, credit_days=365)
    passed = credit.release(finance, account.pk, what="sign", reason="總經理同意")
    collection.set_policy(finance, provision=[(1, 100)])
    collection.write_letter(finance, tone="late", language="en", subject="x", body="$lines")
    file = "日期,金額,對方戶名\n2026-11-20,7,長榮機械\n".encode()
    bank = statements.bring_in(finance, "bank.csv", file, bank_account="1")
    delivery = due.contract.deliveries.get()
    (hand, *_more) = sorted(handovers_select.known(rep, delivery))
    handovers.check_item(rep, delivery.pk, list_key=hand[0], item=hand[1])
    return {
        "promise_id": told, "dispute_id": argued, "release_id": passed, "statement_id": bank,
        "entry_id": bank.entries.get(),
    }  # fmt: skip


def _after(cast: Cast, account: m.Account, contract: m.Contract) -> dict[str, Any]:
    """A line of commission that is questioned, a contact that is planned, a complaint."""
    line = m.CommissionLine.objects.filter(share__contract=contract)[0]
    after_sales.ask_referral(cast.rep, account.pk, contract_id=contract.pk)
    return {
        "line_id": line,
        "question_id": disputes.raise_dispute(cast.rep, line.pk, words="少算"),
        "follow_up_id": contract.follow_ups.order_by("due_on", "pk")[0],
        "complaint_id": complaints.record_complaint(cast.rep, account.pk, what="漏油"),
    }


def _import(cast: Cast) -> m.Import:
    """A file of leads that was read and not yet checked."""
    rep = cast.rep
    return m.Import.objects.create(
        owner_id=rep.user_id, team_id=rep.team_id, file_name="leads.csv", digest="0" * 64,
        stored_as="0" * 64, created_at=rep.now, updated_at=rep.now,
        playbook_version=m.PlaybookVersion.objects.filter(state="published")[0],
    )  # fmt: skip
