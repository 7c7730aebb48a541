"""`make bench`: a large company on PostgreSQL, pages measured beside the floor of the same run.

BENCH_OPPORTUNITIES (100,000) sets the size; DATABASE_URL names a server, else one is started.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time

from tests import postgres

os.environ.setdefault("DATABASE_URL", postgres.start())
os.environ.setdefault("GOLDENKEY_HOME", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenkey.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench import client as clients  # noqa: E402
from bench import company, floor, writes  # noqa: E402
from bench.pages import Page, pages  # noqa: E402
from bench.server import Server  # noqa: E402
from goldenkey.data.models import User  # noqa: E402
from goldenkey.policies.actor import actor_for  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "200"))
KNOWN = {"list": 28, "filtered list": 20, "page after row 50,000": 120, "room": 59, "board": 394,
         "search": 23, "create": 29, "edit": 18}  # fmt: skip
"""Milliseconds of the best of four known systems on the same data, two workers, two cores."""


def main() -> None:
    """Build, measure, print one table."""
    size = company.Size()
    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    company.build(size)
    took = time.perf_counter() - began
    print(f"{size.opportunities:,} opportunities, {size.accounts:,} accounts, in {took:.0f} s")
    print(f"{size.contacts:,} contacts, {size.activities:,} activities")
    actor = actor_for(User.objects.get(username="director"), company.NOW)
    measured = pages(actor, size)
    inside = {page.name: _inside(page) for page in measured}
    with Server() as server:
        _over_http(server, measured, inside, size)
    writes.imports(actor)


def _inside(page: Page) -> tuple[int, float, float]:
    """Number of queries, floor and our own time in this process (medians, ms)."""
    client = Client()
    client.force_login(User.objects.get(username="director"))
    statements, text = floor.queries_of(client, page.path(0), fragment=page.fragment)
    ours = floor.milliseconds(floor.inside(client, page.path, fragment=page.fragment), ROUNDS)
    bare = floor.milliseconds(floor.floor(statements, text), ROUNDS)
    return len(statements), statistics.median(bare), statistics.median(ours)


def _over_http(
    server: Server, measured: list[Page], inside: dict[str, tuple[int, float, float]],
    size: company.Size,
) -> None:  # fmt: skip
    people = [clients.Person(server.port, "director") for _ in range(8)]
    print(f"{'':24}{'median':>8}{'p95':>8}{'at 8':>8}{'queries':>9}{'floor':>8}{'inside':>8}"
          f"{'ratio':>7}{'known':>7}{'times':>7}")  # fmt: skip
    for page in measured:
        took = clients.timed(
            lambda n, page=page: people[0].get(page.path(n), fragment=page.fragment), ROUNDS
        )
        rate = clients.rate(
            people, lambda who, n, page=page: who.get(page.path(n), fragment=page.fragment), 4
        )
        _print(page.name, took, rate, inside[page.name])
    for name, call in writes.calls(size):
        took = clients.timed(lambda n, call=call: call(people[0], n), ROUNDS)
        _print(name, took, None, None)
    print(f"memory of the server's processes: {server.megabytes():.0f} MB")


def _print(
    name: str, took: list[float], rate: float | None, inside: tuple[int, float, float] | None
) -> None:
    median, p95 = statistics.median(took), sorted(took)[int(len(took) * 0.95)]
    middle = (
        f"{rate or 0:8.0f}{inside[0]:9}{inside[1]:8.2f}{inside[2]:8.2f}{inside[2] / inside[1]:7.1f}"
        if inside
        else " " * 40
    )
    print(f"{name:24}{median:8.2f}{p95:8.2f}{middle}{KNOWN[name]:7}{KNOWN[name] / median:7.1f}")


if __name__ == "__main__":
    main()
