"""The floor: the same SQL through the bare driver, and the same page joined from ready strings."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, path: str, *, fragment: bool) -> tuple[list[str], str]:
    """The statements a page makes, and the page."""
    headers = {"HX-Request": "true"} if fragment else {}
    client.get(path, headers=headers)  # fills the process's caches first
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path, headers=headers)
    return [q["sql"] for q in seen.captured_queries], answer.content.decode()


def floor(statements: list[str], page: str) -> Callable[[int], Any]:
    """Run the statements through psycopg and join the page from its pieces."""
    pieces = page.split(">")
    raw = connection.connection

    def run(_: int) -> bytes:
        with raw.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
        return ">".join(pieces).encode()

    return run


def inside(client: Client, path: Callable[[int], str], *, fragment: bool) -> Callable[[int], Any]:
    """The page made in this process, through the whole middleware, without a network."""
    headers = {"HX-Request": "true"} if fragment else {}
    return lambda n: client.get(path(n), headers=headers).content


def milliseconds(run: Callable[[int], Any], count: int) -> list[float]:
    """Processor and waiting time of each call, after a warm-up."""
    for n in range(5):
        run(n)
    took = []
    for n in range(count):
        began = time.perf_counter()
        run(n)
        took.append((time.perf_counter() - began) * 1000)
    return took
