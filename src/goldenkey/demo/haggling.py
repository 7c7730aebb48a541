"""What the company sells, and how one order is negotiated: terms, a give that waits, a quote."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import product, quote, terms, terms_package
from goldenkey.demo.company import Company
from goldenkey.demo.telling import Telling
from goldenkey.selectors import product as products

REP_LIMIT, MANAGER_LIMIT, DISCOUNT = 300, 1_000, 600
"""Basis points below list price: what each may give, and what is asked for here."""


def set_range(company: Company) -> None:
    """Products with tax, list price and cost; the discount each role may give."""
    finance, told = company.actor("finance"), company.words.company["range"]
    name, rate = told["tax"]
    tax = product.create_tax(finance, name=name, basis_points=rate)
    listed = product.create_price_list(finance, name=told["list"], from_on=finance.today)
    prices = {}
    for number, label, kind, unit, price, cost in told["products"]:
        made = product.create_product(
            finance, number=number, name=label, kind=kind, unit=unit, tax_id=tax.pk
        )
        product.set_cost(finance, made.pk, amount=cost, from_on=finance.today)
        prices[made.pk] = price
    product.set_prices(finance, listed.pk, prices=prices)
    director = company.actor("director")
    product.set_limit(director, role="rep", basis_points=REP_LIMIT)
    product.set_limit(director, role="manager", basis_points=MANAGER_LIMIT)


def haggle(t: Telling) -> None:
    """The terms of one order: targets, what they ask for, what was given for what."""
    t.at(12, lambda: _aim(t))
    t.at(11, lambda: _give(t))
    t.at(4, lambda: _quote(t))


def _aim(t: Telling) -> None:
    """Target and limit of each issue, where we walk away, what the customer asks for."""
    actor, pk = t.pursuit.actor(), t.pursuit.row.pk
    sheet = terms.open_sheet(actor, pk)
    terms.edit_sheet(
        actor, pk, version=sheet.version, walk_away=t["haggle_away"], alternative=t["haggle_else"]
    )
    aims = {"price": (t["amount"], str(int(t["amount"]) * 9 // 10)), "delivery": ("90", "60"),
            "warranty": ("12", "24"), "payment": ("30", "60")}  # fmt: skip
    for key, (target, limit) in aims.items():
        issue = sheet.issues.get(key=key)
        terms.edit_issue(actor, issue.pk, version=issue.version, target=target, limit=limit)
        terms.offer(actor, issue.pk, value=target)
    for key, asked in (("price", str(int(t["amount"]) * 17 // 20)), ("payment", "90")):
        terms.record_position(actor, sheet.issues.get(key=key).pk, value=asked)


def _give(t: Telling) -> None:
    """Service is given before price, for something; more days of payment wait for the manager."""
    actor, pk = t.pursuit.actor(), t.pursuit.row.pk
    issues = {i.key: i for i in terms.open_sheet(actor, pk).issues.all()}
    service = issues["service"].pk
    terms.offer(actor, service, value=t["haggle_service"])
    terms.offer(actor, service, value=t["haggle_service_more"], in_return=t["haggle_return"])
    terms.set_status(actor, issues["delivery"].pk, status="agreed")
    manager = t.company.users[t.company.manager_of(t.pursuit.owner)]
    terms.offer(actor, issues["payment"].pk, value="75", approver_id=manager.pk)


def _quote(t: Telling) -> None:
    """Two quotes, one for each package; the second gives more than the salesperson may."""
    actor, pk = t.pursuit.actor(), t.pursuit.row.pk
    numbers = [row[0] for row in t.company.words.company["range"]["products"]]
    ids = {p.number: p.id for p in products.products(actor)}
    issues = {i.key: str(i.pk) for i in terms.open_sheet(actor, pk).issues.all()}
    for name, count, discount in (("haggle_one", 1, 0), ("haggle_two", 4, DISCOUNT)):
        lines = [
            quote.LineIn(product_id=ids[n], discount=0 if place else discount)
            for place, n in enumerate(numbers[:count])
        ]
        made = quote.create_quote(
            actor, pk, lines=lines, valid_until=t.company.due(30), note=t["haggle_note"]
        )
        values: dict[str, Any] = {issues["warranty"]: "12", issues["payment"]: "30"}
        if count > 1:
            values = {issues["warranty"]: "18", issues["payment"]: "60",
                      issues["service"]: t["haggle_service_more"]}  # fmt: skip
            manager = t.company.users[t.company.manager_of(t.pursuit.owner)]
            quote.ask_approval(actor, made.pk, version=made.version, approver_id=manager.pk)
        terms_package.save_package(actor, pk, name=t[name], values=values, quote_version_id=made.pk)
