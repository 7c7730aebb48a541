"""Reads of products, price lists, taxes and limits; cost only with its right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What a product is on the price list of a currency today."""

    price_list: str
    money: Money


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product; `cost` is None where it is unknown, or hidden from the actor."""

    id: int
    version: int
    number: str
    name: str
    kind: str
    unit: str
    tax_id: int | None
    tax: str
    tax_basis_points: int
    prices: tuple[PriceRow, ...]
    cost: Money | None
    cost_from: date | None


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A tax on sales."""

    id: int
    name: str
    basis_points: int


@dataclass(frozen=True, slots=True)
class ListRow:
    """A price list; `prices` by product id, as text in major units."""

    id: int
    name: str
    currency: str
    from_on: date
    until_on: date | None
    holds: bool
    prices: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class LimitRow:
    """The discount a role may give without asking; None where there is no limit."""

    role: str
    basis_points: int | None


@dataclass(frozen=True, slots=True)
class Range:
    """Everything about what we sell."""

    products: tuple[ProductRow, ...]
    lists: tuple[ListRow, ...]
    taxes: tuple[TaxRow, ...]
    limits: tuple[LimitRow, ...]
    may_edit: bool
    may_cost: bool
    may_limit: bool


def everything(actor: Actor) -> Range:
    """What we sell, with the prices of today."""
    actor.require("product.read")
    return Range(
        products=products(actor), lists=price_lists(actor), taxes=taxes(actor),
        limits=limits(actor), may_edit=actor.may("product.edit"),
        may_cost=actor.may("product.set_cost"),
        may_limit=actor.may("template.edit"),
    )  # fmt: skip


def products(actor: Actor) -> tuple[ProductRow, ...]:
    """Products by number, each with its prices of today."""
    actor.require("product.read")
    rows = list(scope.visible(actor, m.Product).select_related("tax").order_by("number", "pk"))
    prices = _prices(r.pk for r in rows) if rows else {}
    costs = costs_of(actor, [r.pk for r in rows], actor.currency, actor.today)
    hidden = not actor.may("product.cost")
    now: dict[int, list[PriceRow]] = {}
    for price_list in holding(actor, actor.today):
        for product_id, minor in prices.get(price_list.pk, {}).items():
            money = Money(minor, price_list.currency)
            now.setdefault(product_id, []).append(PriceRow(price_list.name, money))
    return tuple(_row(r, now.get(r.pk, []), None if hidden else costs.get(r.pk)) for r in rows)


def product(actor: Actor, product_id: int) -> ProductRow:
    """One product."""
    scope.get(actor, m.Product, product_id)
    return next(p for p in products(actor) if p.id == product_id)


def price_lists(actor: Actor) -> tuple[ListRow, ...]:
    """Price lists, the newest first."""
    rows = scope.visible(actor, m.PriceList).order_by("-from_on", "-pk")
    prices, now = _prices(), {one.pk for one in holding(actor, actor.today)}
    return tuple(
        ListRow(
            r.pk, r.name, r.currency, r.from_on, r.until_on, r.pk in now,
            {pk: str(Money(v, r.currency).amount) for pk, v in prices.get(r.pk, {}).items()},
        )
        for r in rows
    )  # fmt: skip


def price_list(actor: Actor, price_list_id: int) -> ListRow:
    """One price list."""
    scope.get(actor, m.PriceList, price_list_id)
    return next(one for one in price_lists(actor) if one.id == price_list_id)


def taxes(actor: Actor) -> tuple[TaxRow, ...]:
    """The taxes on sales."""
    rows = scope.visible(actor, m.TaxRate).order_by("basis_points", "pk")
    return tuple(TaxRow(r.pk, r.name, r.basis_points) for r in rows)


def limits(actor: Actor) -> tuple[LimitRow, ...]:
    """The limit of each role that makes quotes."""
    known = dict(scope.visible(actor, m.DiscountLimit).values_list("role", "basis_points"))
    return tuple(LimitRow(role, known.get(role)) for role in ("rep", "manager", "director"))


def holding(actor: Actor, on: date) -> list[m.PriceList]:
    """The list that holds on a day in each currency: the newest begun and not ended."""
    begun = m.PriceList.objects.filter(archived_at=None, from_on__lte=on)
    running = begun.filter(Q(until_on=None) | Q(until_on__gte=on)).order_by("from_on", "pk")
    return list({row.currency: row for row in running}.values())


def listed(actor: Actor, ids: Iterable[int], currency: str, on: date) -> dict[int, Money]:
    """List prices of products in a currency on a day."""
    held = next((row for row in holding(actor, on) if row.currency == currency), None)
    if held is None:
        return {}
    rows = m.Price.objects.filter(price_list=held, product__in=list(ids), archived_at=None)
    return {row.product_id: Money(row.amount_minor, currency) for row in rows}


def costs_of(
    actor: Actor, ids: Iterable[int], currency: str, on: date
) -> dict[int, tuple[Money, date]]:
    """What products cost us in a currency on a day, and since when; the caller guards the right."""
    rows = m.ProductCost.objects.filter(
        product__in=list(ids), currency=currency, from_on__lte=on, archived_at=None
    )
    return {
        row.product_id: (Money(row.amount_minor, currency), row.from_on)
        for row in rows.order_by("from_on", "pk")
    }


def _prices(products: Iterable[int] | None = None) -> dict[int, dict[int, int]]:
    rows = m.Price.objects.filter(archived_at=None, product__archived_at=None)
    if products is not None:
        rows = rows.filter(product__in=list(products))
    found: dict[int, dict[int, int]] = {}
    for row in rows:
        found.setdefault(row.price_list_id, {})[row.product_id] = row.amount_minor
    return found


def _row(
    row: m.Product, prices: list[PriceRow], cost: tuple[Money, date] | None
) -> ProductRow:  # fmt: skip
    return ProductRow(
        row.pk, row.version, row.number, row.name, row.kind, row.unit, row.tax_id,
        row.tax.name if row.tax else "", row.tax.basis_points if row.tax else 0, tuple(prices),
        cost[0] if cost else None, cost[1] if cost else None,
    )  # fmt: skip
