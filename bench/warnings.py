"""`python -m bench.warnings`: warnings of every live opportunity from scratch, and after one visit.

On PostgreSQL, with BENCH_PROCESSES (2) processes; BENCH_OPPORTUNITIES (100,000) sets the size.
Aims: 100,000 in less than 60 seconds; after one activity less than 50 milliseconds.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests import postgres

os.environ.setdefault("DATABASE_URL", postgres.start() if __name__ == "__main__" else "")
os.environ.setdefault("GOLDENKEY_HOME", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenkey.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import company  # noqa: E402
from goldenkey.actions import activity, nightly  # noqa: E402
from goldenkey.data.models import OpenWarning, Opportunity, User  # noqa: E402
from goldenkey.policies.actor import actor_for, system_actor  # noqa: E402

PROCESSES = int(os.environ.get("BENCH_PROCESSES", "2"))
CHUNK = 400
VISITS = 50


def main() -> None:
    """Build, measure, print two lines."""
    size = company.Size()
    call_command("migrate", verbosity=0)
    company.build(size)
    ids = list(Opportunity.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    chunks = [ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK)]
    for name in ("from scratch", "a night later"):
        took = _all(chunks, days=0 if name == "from scratch" else 1)
        rate = len(ids) / took
        print(f"{name}: {len(ids):,} live in {took:.1f} s, {rate:.0f}/s", end="; ")
        count = OpenWarning.objects.count()
        print(f"100,000 would take {100_000 / rate:.0f} s; {count:,} warnings")
    took_each = _visits(ids)
    print(f"after one activity: median {statistics.median(took_each):.1f} ms,", end=" ")
    print(f"p95 {sorted(took_each)[int(len(took_each) * 0.95)]:.1f} ms")


def _all(chunks: list[list[int]], *, days: int) -> float:
    jobs = [(chunk, days) for chunk in chunks]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_warm, range(PROCESSES)))
        began = time.perf_counter()
        list(pool.map(_refresh, jobs))
        return time.perf_counter() - began


def _warm(_n: int) -> None:
    Opportunity.objects.exists()


def _refresh(job: tuple[list[int], int]) -> None:
    chunk, days = job
    nightly.refresh(system_actor(company.NOW).later(days=days), chunk)


def _visits(ids: list[int]) -> list[float]:
    """The whole action: the visit, and everything made anew from it, committed."""
    actor = actor_for(User.objects.get(username="director"), company.NOW).later(days=2)
    took = []
    for n in range(VISITS + 5):
        began = time.perf_counter()
        activity.log(actor, opportunity_id=ids[n * len(ids) // (VISITS + 5)], note="visit")
        took.append((time.perf_counter() - began) * 1000)
    return took[5:]


if __name__ == "__main__":
    main()
