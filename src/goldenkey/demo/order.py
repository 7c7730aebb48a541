"""An order as it is signed, delivered, accepted and paid: the verbs of its money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from goldenkey.actions import contract, delivery, invoice, payment
from goldenkey.core.money import Money
from goldenkey.demo.pursuit import Pursuit
from goldenkey.demo.words import number
from goldenkey.policies.actor import Actor

PLANS: dict[str, tuple[tuple[str, int, int], ...]] = {
    # trigger, basis points, days of credit
    "gift": (("signing", 3_000, 7), ("acceptance", 7_000, 30)),
    "fleet": (("signing", 1_000, 7), ("arrival", 9_000, 30)),
    "retail": (("signing", 1_000, 0), ("arrival", 9_000, 0)),
    "industrial": (("signing", 3_000, 14), ("arrival", 3_000, 30), ("acceptance", 4_000, 30)),
    "project": (("signing", 2_000, 14), ("arrival", 5_000, 30), ("acceptance", 3_000, 45)),
}
TAX = {"tw": Decimal("0.05"), "cn": Decimal("0.13"), "en": Decimal(0)}
WHOLE = 10_000


@dataclass
class Order:
    """The contract of a pursuit, from signing to the last payment."""

    pursuit: Pursuit
    contract: Any = None
    last: Any = None
    """The payment received last."""

    def sign(
        self,
        *planned: tuple[str, int],
        lines: Sequence[contract.LineIn] = (),
        helper: str = "",
    ) -> None:
        """Both deciders sign; deliveries are planned so many days from now."""
        p, owner = self.pursuit, self.pursuit.company.users[self.pursuit.owner]
        p.refresh()
        lots = [contract.DeliveryIn(self._words("delivery", w), p.later(d)) for w, d in planned]
        signer = p.customer.people.get("decision_maker") or p.customer.people["purchaser"]
        self.contract = contract.sign_contract(
            p.actor(), opportunity_id=p.row.pk, amount=p.row.money.amount,
            signed_on=p.actor().today, our_signer_id=p.company.users["director"].pk,
            their_signer_id=signer.pk, deliveries=lots,
            plan=lines or [self._line(*line) for line in PLANS[p.customer.line]],
            shares=self._shares(owner, helper), no_file_reason=self._words("plan", "unsigned"),
        )  # fmt: skip
        p.refresh()

    def deliver(self, place: int = 0) -> None:
        """A lot arrives, having left the day before."""
        delivery.arrive(self._owner, self.lots[place].pk, on=self._today)

    def ship(self, place: int = 0) -> None:
        """A lot has left."""
        delivery.ship(self._owner, self.lots[place].pk, on=self._today)

    def tell(self, new_date: date, reason: str, place: int = 0) -> None:
        """The customer is told that the date will not hold, before it comes (M3.11)."""
        lot = self.lots[place]
        delivery.tell_customer(
            self._owner, lot.pk, on=self._today, reason=reason, new_date=new_date
        )

    def accept(self, place: int | None = None, *, part: int = WHOLE) -> None:
        """The customer signs the acceptance: of one lot, or of the whole order."""
        people = self.pursuit.customer.people
        signer = people.get("end_user") or people["decision_maker"]
        delivery.accept(
            self._owner, self.contract.pk, accepted_on=self._today,
            delivery_id=None if place is None else self.lots[place].pk,
            result="accepted" if part == WHOLE else "partial",
            basis_points=None if part == WHOLE else part, signed_by_id=signer.pk,
        )  # fmt: skip

    def invoice(self) -> None:
        """Finance issues an invoice for what became due and has none."""
        company = self.pursuit.company
        for row in self.contract.receivables.filter(invoices=None).order_by("pk"):
            gross = row.money.amount
            net = (gross / (1 + TAX[company.words.kind])).quantize(Decimal(1), ROUND_HALF_UP)
            net = gross if not TAX[company.words.kind] else net
            invoice.issue_invoice(
                company.actor("finance"), self.contract.pk, number=company.next_invoice(),
                issued_on=self._today, net=net, tax=gross - net, receivable_ids=[row.pk],
            )  # fmt: skip

    def pay(self, part: Decimal = Decimal(1), *, method: str = "transfer", **more: Any) -> None:
        """Part of what is open of the oldest receivable comes in; finance records it."""
        row = self.open_receivables[0]
        open_ = Money(row.open_minor, row.currency).amount
        amount = open_ if part == 1 else (open_ * part).quantize(Decimal(100))
        self.receive(amount, method=method, parts={row.pk: amount}, **more)

    def receive(self, amount: Decimal, *, method: str = "transfer", **more: Any) -> None:
        """Money comes in; without more said it settles what is due longest."""
        key = number(self.contract.number, amount) % 900_000 + 100_000
        self.last = payment.record_payment(
            self.pursuit.company.actor("finance"), account_id=self.pursuit.customer.account.pk,
            amount=amount, currency=self.contract.currency, received_on=self._today,
            method=method, reference=f"{key:06d}", **more,
        )  # fmt: skip

    def clear(self) -> None:
        """The note or cheque has become cash."""
        payment.clear_payment(
            self.pursuit.company.actor("finance"), self.last.pk, cleared_on=self._today
        )

    def bounce(self, reason: str) -> None:
        """The cheque comes back."""
        payment.reverse_payment(
            self.pursuit.company.actor("finance"), self.last.pk, reversed_on=self._today,
            reason=reason,
        )  # fmt: skip

    @property
    def lots(self) -> list[Any]:
        """The deliveries, in the order planned."""
        return list(self.contract.deliveries.order_by("pk"))

    @property
    def open_receivables(self) -> list[Any]:
        """What is owed and not yet paid, the oldest due first."""
        return list(self.contract.receivables.filter(open_minor__gt=0).order_by("due_on", "pk"))

    @property
    def _owner(self) -> Actor:
        return self.pursuit.actor()

    @property
    def _today(self) -> date:
        return self._owner.today

    def _words(self, section: str, name: str) -> str:
        return str(self.pursuit.company.words.phrases[section].get(name, name))

    def _line(self, trigger: str, points: int, days: int) -> contract.LineIn:
        return contract.LineIn(self._words("plan", trigger), trigger, points, credit_days=days)

    def _shares(self, owner: Any, helper: str) -> list[contract.ShareIn]:
        if not helper:
            return [contract.ShareIn(owner.pk, WHOLE)]
        other = self.pursuit.company.users[helper]
        return [contract.ShareIn(owner.pk, 7_000), contract.ShareIn(other.pk, 3_000)]
