"""Writes under measurement: create and edit over the API, an import of 5,000 rows."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable

from bench.client import Person
from bench.company import Size
from goldenkey.policies.actor import Actor

IMPORTED = 5_000


def calls(size: Size) -> list[tuple[str, Callable[[Person, int], object]]]:
    """Create an opportunity; change another."""
    made: list[dict[str, int]] = []

    def create(person: Person, n: int) -> None:
        body = {"account_id": 1 + n % size.accounts, "name": f"新商機 {n}", "amount": "1200000"}
        made.append(json.loads(person.call("POST", "/opportunities", body)))

    def edit(person: Person, n: int) -> None:
        row = made[n % len(made)]
        body = {"version": row["version"], "name": f"改名 {n}"}
        answer = json.loads(person.call("PATCH", f"/opportunities/{row['id']}", body))
        row["version"] = answer["version"]

    return [("create", create), ("edit", edit)]


def imports(actor: Actor) -> None:
    """Read, check and write a file of 5,000 leads; one line of seconds."""
    from goldenkey.actions import imports as actions

    began = time.perf_counter()
    row = actions.upload(actor, "leads.csv", _file())
    read = time.perf_counter()
    actions.check(actor, row.pk)
    checked = time.perf_counter()
    actions.write(actor, row.pk)
    written = time.perf_counter()
    print(f"import of {IMPORTED:,} rows: read {read - began:.1f} s,", end=" ")
    print(f"checked {checked - read:.1f} s, written {written - checked:.1f} s")


def _file() -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["公司", "聯絡人", "電話", "產業", "地區"])
    for n in range(IMPORTED):
        rows.writerow([f"測試企業第{n}號", f"王{n}", f"02-2345-{n:04}", "機械", "台北"])
    return out.getvalue().encode()
