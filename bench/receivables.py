"""`python -m bench.receivables`: ageing, DSO and open money by group over many receivable lines.

BENCH_RECEIVABLES (1,000,000) sets how many; each is measured in this process on PostgreSQL, as a
page asks for it. The promise: ageing and DSO over 1,000,000 lines under one second.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests import postgres

os.environ.setdefault("DATABASE_URL", postgres.start())
os.environ.setdefault("GOLDENKEY_HOME", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenkey.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import rows  # noqa: E402
from goldenkey.data import models as m  # noqa: E402
from goldenkey.policies.actor import Actor, actor_for  # noqa: E402
from goldenkey.selectors import late_money, receivable  # noqa: E402
from goldenkey.selectors.receivable import Filters  # noqa: E402

LINES = int(os.environ.get("BENCH_RECEIVABLES", "1000000"))
PER_CONTRACT = 4
OPEN_OF_TEN = 3
"""So many of ten lines are still open: three years of trade, most of it paid."""
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAYS = 3 * 365


def main() -> None:
    """Build, measure, print one line each."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    director, rep = build()
    print(f"{LINES:,} receivable lines in {time.perf_counter() - began:.0f} s")
    for name, run in measured(director, rep).items():
        took = sorted(_timed(run) for _ in range(ROUNDS))
        print(f"{name:32}{statistics.median(took):8.0f} ms median{took[-1]:8.0f} ms worst")


def measured(director: Actor, rep: Actor) -> dict[str, Callable[[], Any]]:
    """What is measured, by name."""
    every, mine = Filters(), Filters(mine=True)
    return {
        "ageing, whole company": lambda: receivable.ageing(director, every),
        "DSO, whole company": lambda: late_money.dso(director, every),
        "cost and provision": lambda: late_money.cost(director, every),
        "by customer": lambda: late_money.grouped(director, "account", every),
        "by salesperson": lambda: late_money.grouped(director, "owner", every),
        "ageing, one team's": lambda: receivable.ageing(rep, every),
        "ageing, a salesperson's own": lambda: receivable.ageing(rep, mine),
        "DSO, a salesperson's own": lambda: late_money.dso(rep, mine),
        "first page of the list": lambda: receivable.page(director, every),
    }


def build() -> tuple[Actor, Actor]:
    """A company with its people, customers, contracts and receivable lines."""
    ours = m.Organisation.objects.create(name="Bench", currency="TWD", zone="Asia/Taipei")
    teams = [m.Team.objects.create(name=f"T{n}") for n in range(10)]
    users = [_user(f"u{n}", "rep", teams[n % 10]) for n in range(100)]
    director = _user("director", "director", teams[0])
    stamp = {"created_at": NOW, "updated_at": NOW, "version": 1}
    contracts = max(1, LINES // PER_CONTRACT)
    accounts = max(1, contracts // 5)
    rows.load(m.Account, (
        {"id": n, "name": f"A{n}", "owner_id": users[n % 100].pk, "team_id": teams[n % 10].pk,
         **stamp} for n in range(1, accounts + 1)
    ))  # fmt: skip
    rows.load(m.Contract, (
        {"id": n, "number": f"C-{n}", "account_id": 1 + n % accounts, "payer_id": 1 + n % accounts,
         "owner_id": users[n % 100].pk, "team_id": teams[n % 10].pk, "signed_on": date(2024, 1, 1),
         "amount_minor": 10**8, "amount_org_minor": 10**8, "currency": "TWD", **stamp}
        for n in range(1, contracts + 1)
    ))  # fmt: skip
    rows.load(m.PlanLine, (
        {"id": n, "contract_id": n, "place": 1, "amount_minor": 10**8, **stamp}
        for n in range(1, contracts + 1)
    ))  # fmt: skip
    rows.load(m.Receivable, _lines(contracts, accounts, stamp))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return actor_for(director, NOW, ours), actor_for(users[3], NOW, ours)


def _lines(contracts: int, accounts: int, stamp: dict[str, Any]) -> Iterator[dict[str, Any]]:
    chance, today = random.Random(7), NOW.date()
    for n in range(1, LINES + 1):
        held = 1 + n % contracts
        amount = chance.randrange(10_000, 50_000_000)
        on = today - timedelta(days=chance.randrange(DAYS))
        left = amount if chance.randrange(10) < OPEN_OF_TEN else 0
        yield {
            "id": n, "contract_id": held, "plan_line_id": held, "account_id": 1 + held % accounts,
            "triggered_on": on, "due_on": on + timedelta(days=30), "amount_minor": amount,
            "amount_org_minor": amount, "currency": "TWD", "open_minor": left,
            "open_org_minor": left, **stamp,
        }  # fmt: skip


def _user(name: str, role: str, team: m.Team) -> m.User:
    return m.User.objects.create(username=name, name=name, role=role, team=team)


def _timed(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
