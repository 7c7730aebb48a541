"""Rows of a company that was paid a great deal in one month: contracts of five payments each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from goldenkey.actions import commission_plan, installation, organisation, user
from goldenkey.core import commission as core
from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies.actor import Actor, actor_for

EACH = 5
"""Payments of a contract, all in the month that is closed."""

FIRST, SIGNED = date(2026, 10, 1), date(2026, 9, 1)
RATE, FIRST_SHARE = 200, 7_000
ENCODED = "!"  # nobody signs in


class Company:
    """Salespeople, one plan with a tier, and what was paid and earned."""

    def __init__(self, now: datetime, people: int, payments: int) -> None:
        self.now, self.size, self.contracts = now, people, payments // EACH

    def load(self) -> None:
        """Found the company and write its rows in bulk."""
        system = installation.prepare(self.now)
        organisation.found(
            system, name="Bench", currency="TWD", zone="Asia/Taipei", country="TW",
            language="zh-hant",
        )  # fmt: skip
        user.create_team(system, name="All")
        self.finance = self._actor(system, "finance", "finance")
        self.people = [self._actor(system, f"rep{n}", "rep").user_id for n in range(self.size)]
        self.plan = commission_plan.create_plan(
            self.finance, name="2026", basis_points=RATE, from_on=date(2026, 1, 1),
            tiers=[(5_000_000, 300)],
        )  # fmt: skip
        self.account = m.Account.objects.create(
            name="A", kind="organisation", owner_id=self.people[0],
            team=m.Team.objects.get(), **self._stamps(),
        )  # fmt: skip
        for start in range(0, self.contracts, 2_000):
            self._load(range(start, min(start + 2_000, self.contracts)))

    def _actor(self, system: Actor, name: str, role: str) -> Actor:
        made = user.create_user(
            system, username=name, name=name, role=role, team="All", language="zh-hant",
            encoded=ENCODED,
        )  # fmt: skip
        return actor_for(made, self.now)

    def _stamps(self) -> dict[str, Any]:
        return {"created_at": self.now, "updated_at": self.now}

    def _load(self, numbers: range) -> None:
        amounts = [100_000_00 + n % 997 * 1_000_00 for n in numbers]
        contracts = self._contracts(numbers, amounts)
        plan_lines = m.PlanLine.objects.bulk_create(
            m.PlanLine(contract=c, place=1, amount_minor=c.amount_minor, **self._stamps())
            for c in contracts
        )
        dues = m.Receivable.objects.bulk_create(
            m.Receivable(
                contract=c, plan_line=p, account=self.account, triggered_on=SIGNED, due_on=SIGNED,
                open_minor=0, open_org_minor=0, **self._priced(c.amount_minor), **self._stamps(),
            )
            for c, p in zip(contracts, plan_lines, strict=True)
        )  # fmt: skip
        shares = self._shares(numbers, contracts)
        allocations = self._paid(numbers, contracts, dues)
        self._earn(contracts, shares, allocations)

    def _contracts(self, numbers: range, amounts: list[int]) -> list[m.Contract]:
        return m.Contract.objects.bulk_create(
            m.Contract(
                number=f"C{n}", account=self.account, payer=self.account, signed_on=SIGNED,
                owner_id=self.people[n % self.size], team=self.account.team, state="closed",
                **self._priced(amount), **self._stamps(),
            )
            for n, amount in zip(numbers, amounts, strict=True)
        )  # fmt: skip

    def _shares(self, numbers: range, contracts: list[m.Contract]) -> list[m.CommissionShare]:
        return m.CommissionShare.objects.bulk_create(
            m.CommissionShare(
                contract=c, user_id=self.people[(n + k) % self.size], plan=self.plan,
                basis_points=part, **self._stamps(),
            )
            for n, c in zip(numbers, contracts, strict=True)
            for k, part in enumerate((FIRST_SHARE, core.WHOLE - FIRST_SHARE))
        )  # fmt: skip

    def _paid(
        self, numbers: range, contracts: list[m.Contract], dues: list[m.Receivable]
    ) -> list[m.Allocation]:
        """Each contract is paid whole, in parts, on days of the month."""
        parts = [
            (n, k, due, part, FIRST + timedelta(days=(n + 5 * k) % 31))
            for n, c, due in zip(numbers, contracts, dues, strict=True)
            for k, part in enumerate(_split(c.amount_minor))
        ]
        payments = m.Payment.objects.bulk_create(
            m.Payment(
                account=self.account, number=f"R{n}-{k}", received_on=on, cleared_on=on,
                by_id=self.finance.user_id, **self._priced(part), **self._stamps(),
            )
            for n, k, _due, part, on in parts
        )  # fmt: skip
        return m.Allocation.objects.bulk_create(
            m.Allocation(
                payment=p, receivable=due, amount_minor=part, currency="TWD", on=on, at=self.now,
                by_id=self.finance.user_id,
            )
            for p, (_n, _k, due, part, on) in zip(payments, parts, strict=True)
        )  # fmt: skip

    def _earn(
        self, contracts: list[m.Contract], shares: list[m.CommissionShare],
        allocations: list[m.Allocation],
    ) -> None:  # fmt: skip
        lines: list[m.CommissionLine] = []
        for place, contract in enumerate(contracts):
            mine = shares[2 * place : 2 * place + 2]
            paid = allocations[EACH * place : EACH * (place + 1)]
            lines += self._lines(contract, mine, paid)
        m.CommissionLine.objects.bulk_create(lines, batch_size=5_000)

    def _lines(
        self, contract: m.Contract, shares: list[m.CommissionShare], paid: list[m.Allocation]
    ) -> list[m.CommissionLine]:
        parts = [core.Share(s.pk, s.basis_points, RATE) for s in shares]
        had: dict[int, Money] = {}
        cleared, made = 0, []
        who = {s.pk: s for s in shares}
        for row in paid:
            cleared += row.amount_minor
            for one in core.settle(contract.money, Money(cleared, "TWD"), parts, had):
                had[one.share_id] = had.get(one.share_id, Money(0, "TWD")) + one.money
                made.append(
                    m.CommissionLine(
                        share=who[one.share_id], user_id=who[one.share_id].user_id,
                        allocation=row, kind="earned", amount_minor=one.money.minor,
                        currency="TWD", on=row.on, credited_on=row.on, at=self.now,
                        by_id=self.finance.user_id,
                    )
                )  # fmt: skip
        return made

    def _priced(self, minor: int) -> dict[str, Any]:
        return {
            "amount_minor": minor, "currency": "TWD", "amount_org_minor": minor, "rate_on": SIGNED,
        }  # fmt: skip


def _split(minor: int) -> list[int]:
    return [minor // EACH] * (EACH - 1) + [minor - minor // EACH * (EACH - 1)]
