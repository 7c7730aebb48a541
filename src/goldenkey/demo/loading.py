"""Loading the demonstration company into an empty database, in one transaction."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from goldenkey.actions import installation
from goldenkey.demo import casting
from goldenkey.demo.aftercare import hear, keep_up
from goldenkey.demo.behaving import behave
from goldenkey.demo.collecting import collect
from goldenkey.demo.company import PARTS, PASSWORD, Company, gather
from goldenkey.demo.customer import Customer
from goldenkey.demo.haggling import set_range
from goldenkey.demo.inbox import bring_in
from goldenkey.demo.payroll import ask, pay_out, set_plan
from goldenkey.demo.plots import PLOTS
from goldenkey.demo.pursuit import Pursuit
from goldenkey.demo.reviewing import look_back
from goldenkey.demo.schedule import Schedule
from goldenkey.demo.script import Script
from goldenkey.demo.stories import dentist, dinner, duck, utility
from goldenkey.demo.stories_of_money import named, overdue, thanks
from goldenkey.demo.words import KINDS, words_of
from goldenkey.policies.errors import Refused
from goldenkey.selectors import installation as installed

BEGUN_DAYS = 420
"""How long ago the company began to use the system."""


@dataclass(frozen=True, slots=True)
class Login:
    """Who can sign in, and as what."""

    username: str
    name: str
    role: str
    team: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and how to sign in to it."""

    organisation: str
    language: str
    password: str
    logins: tuple[Login, ...]

    def __str__(self) -> str:
        """The logins as the set-up tells them."""
        wide = max(len(login.username) for login in self.logins)
        lines = [f"  {x.username:<{wide}}  {x.name} · {x.role} · {x.team}" for x in self.logins]
        return "\n".join([f"{self.organisation} · {self.password}", *lines])


def choose() -> str:
    """Which company to load: GOLDENKEY_DEMO, else the language of the machine, else Taiwan's."""
    named = os.environ.get("GOLDENKEY_DEMO", "").lower()
    if named:
        if named not in KINDS:
            raise Refused("bad_choice", field="GOLDENKEY_DEMO")
        return named
    spoken = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), "")
    return _of_language(spoken.lower().replace("-", "_"))


def load(kind: str | None = None, *, now: datetime | None = None) -> Loaded:
    """Play the whole story; raises Refused where the database is not empty."""
    words = words_of(kind or choose())
    at = now or datetime.now(UTC)
    begun = at - timedelta(days=BEGUN_DAYS)
    with transaction.atomic():
        if not installed.is_empty():
            raise Refused("company_there")
        system = installation.prepare(begun)
        installation.publish_shipped(system)
        company = gather(words, system, at, begun)
        with _without_collector():
            write(company).play()
    return _told(company)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Playing makes many small things that die young: looking for cycles only costs time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def write(company: Company) -> Script:
    """The whole script: what was cast, what is told by hand, leads and commission."""
    script = Script(company)
    for tell in (duck, dinner, dentist, utility, overdue, thanks, named, bring_in):
        tell(script)
    script.add(BEGUN_DAYS - 1, "finance", lambda: set_plan(company))
    script.add(BEGUN_DAYS - 1, "finance", lambda: set_range(company))
    pay_out(script)
    ask(script)
    hear(script, "g04", "central_1")
    keep_up(script)
    collect(script)
    behave(script)
    look_back(script)
    for key, owner, works in casting.read():
        customer = script.customer(key, owner)
        for number, work in enumerate(works):
            _cast(script, customer, number, work)
    return script


def _cast(script: Script, customer: Customer, number: int, work: casting.Work) -> None:
    company, plot = script.company, PLOTS[work.plot]
    line = customer.line
    ended = plot.quiet_days if work.ended_days is None else work.ended_days
    due = company.due(plot.closes_days) if not plot.money and not plot.end else company.day(ended)
    price = company.words.company["price"][line]
    kind, drive = _kind(line, customer.key)
    pursuit = Pursuit(
        company, customer, number, _name(company, customer, number, work, due.month),
        amount=round(price * work.quantity), kind=kind, drive=drive,
    )  # fmt: skip
    Schedule(script, pursuit, plot, work.began_days, ended).write()


def _name(company: Company, customer: Customer, number: int, work: casting.Work, month: int) -> str:
    products = company.words.phrases["products"][customer.line]
    place = int(customer.key[1:]) * 3 + number * 5
    product = str(products[place % len(products)]).format(n=work.quantity)
    if customer.line != "gift":
        return product
    return f"{company.words.phrases['occasions'][str(month)]} · {product}"


def _kind(line: str, key: str) -> tuple[str, str]:
    """Account-led, or project-led and how it came about (M0.1, M0.2)."""
    if line != "project" and key not in ("i08", "i11"):
        return "account_led", ""
    passive = line == "project" and int(key[1:]) % 2 == 0
    return "project_led", "passive" if passive else "active"


def _of_language(name: str) -> str:
    if name.startswith(("zh_tw", "zh_hk", "zh_mo", "zh_hant")):
        return "tw"
    if name.startswith("zh"):
        return "cn"
    return "en" if name.startswith("en") else "tw"


def _told(company: Company) -> Loaded:
    words = company.words.company
    logins = (
        Login(username, name, words["roles"][PARTS[part][0]], words["teams"][PARTS[part][1]])
        for part, (username, name) in words["cast"].items()
    )
    return Loaded(
        words["organisation"]["name"], words["organisation"]["language"], PASSWORD, tuple(logins)
    )
