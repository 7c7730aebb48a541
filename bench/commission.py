"""`python -m bench.commission`: closing a month of commission on PostgreSQL, and checking it.

BENCH_PAYMENTS (100,000) and BENCH_SALESPEOPLE (500) set the size. Payments are loaded as rows;
what is measured is one action: recompute, bonuses, sums, lock.
"""

from __future__ import annotations

import os
import tempfile
import time

from tests import postgres

os.environ.setdefault("DATABASE_URL", postgres.start())
os.environ.setdefault("GOLDENKEY_HOME", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenkey.config.settings")

import django

django.setup()

from collections.abc import Iterator  # noqa: E402
from datetime import UTC, date, datetime  # noqa: E402
from typing import Any  # noqa: E402

from django.core.management import call_command  # noqa: E402

from bench.commission_rows import Company  # noqa: E402
from goldenkey.actions import commission_month as months  # noqa: E402
from goldenkey.selectors import commission_check  # noqa: E402

PAYMENTS = int(os.environ.get("BENCH_PAYMENTS", "100000"))
PEOPLE = int(os.environ.get("BENCH_SALESPEOPLE", "500"))
MONTH = date(2026, 10, 1)
NOW = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
MOST_SECONDS = 30


def main() -> None:
    """Load, close, check; print how long each took."""
    call_command("migrate", verbosity=0)
    company = Company(NOW, PEOPLE, PAYMENTS)
    for name, took, said in _timed(company):
        print(f"{name:12}{took:8.2f} s  {said}")


def _timed(company: Company) -> Iterator[tuple[str, float, Any]]:
    began = time.perf_counter()
    company.load()
    yield "load", time.perf_counter() - began, f"{PAYMENTS:,} payments, {PEOPLE} salespeople"
    began = time.perf_counter()
    made = months.close_month(company.finance, month=MONTH)
    took = time.perf_counter() - began
    yield "close", took, f"{made.lines:,} lines; the aim is {MOST_SECONDS} s for 100,000"
    began = time.perf_counter()
    wrong = list(commission_check.differences(company.finance))
    yield "check", time.perf_counter() - began, f"{len(wrong)} differences"
    assert not wrong


if __name__ == "__main__":
    main()
