"""Leads in the inbox: a file as it came home from a trade show, brought in and evaluated."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import Any, Final

from goldenkey.actions import imports, lead
from goldenkey.demo.company import Company
from goldenkey.demo.script import Script
from goldenkey.demo.words import number, words_of
from goldenkey.selectors import lead as leads

QUALIFIED: Final = {
    "product.targets_industry": True, "credit.good": True, "person.applies_product": True,
    "person.decides": True, "person.needs_product": True, "customer.has_need": True,
    "customer.can_buy": True,
}  # fmt: skip
WORKING: Final = {"technology.fits": True, "company.size_enough": True, "customer.has_need": True}
OWNERS: Final = ("projects_1", "projects_2")


def lead_file(kind: str) -> tuple[str, bytes]:
    """The file of leads of a demonstration company: its name and its bytes (CSV, UTF-8)."""
    told = words_of(kind).leads
    return told["file"], write_csv(told["headings"], [row[:-1] for row in told["rows"]])


def write_csv(headings: list[str], rows: list[list[str]]) -> bytes:
    """Rows as a spreadsheet program saves them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def bring_in(script: Script) -> None:
    """Operations bring in the file; salespeople evaluate, keep, reject, as days pass."""
    company = script.company
    found: dict[str, int] = {}
    script.add(26, "projects_manager", lambda: _import(company, found))
    for row in company.words.leads["rows"]:
        name, fate = row[0], row[-1]
        if fate:
            ago = 24 - number(name) % 20
            script.add(ago, "projects_manager", partial(_treat, company, found, name, fate))


def _import(company: Company, found: dict[str, int]) -> None:
    name, data = lead_file(company.words.kind)
    actor = company.actor("projects_manager")
    made = imports.upload(
        actor, name, data, playbook_key=company.book_of("industrial"), channel="exhibition",
        owners=[company.users[part].pk for part in OWNERS],
    )  # fmt: skip
    imports.check(actor, made.pk)
    imports.write(actor, made.pk)
    found |= {row.name: row.id for row in leads.page(actor, import_id=made.pk).rows}


def _treat(company: Company, found: dict[str, int], name: str, fate: str) -> None:
    actor, reasons = company.actor("projects_manager"), company.words.phrases["reasons"]
    if name not in found:
        return
    if fate in ("kept", "rejected"):
        act, why = (lead.keep, "keep") if fate == "kept" else (lead.reject, "reject")
        act(actor, found[name], reason=reasons[why])
        return
    known = {q.name for q in leads.evaluation(actor, found[name]).questions}
    answers: dict[str, Any] = QUALIFIED if fate == "qualified" else WORKING
    lead.evaluate(actor, found[name], answers={n: v for n, v in answers.items() if n in known})
