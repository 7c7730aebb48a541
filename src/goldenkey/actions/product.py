"""Writes of products: what we sell, dated prices and costs, taxes, limits of discount."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions.base import action, archive, change, create, edit
from goldenkey.actions.pricing import money_in
from goldenkey.core.money import EXPONENT
from goldenkey.data.models import (
    DiscountLimit,
    Price,
    PriceList,
    Product,
    ProductCost,
    TaxRate,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

KINDS = ("goods", "accessory", "service")
LIMITED_ROLES = ("rep", "manager", "director")


@action("product.edit")
def create_product(
    actor: Actor, *, number: str, name: str, kind: str = "goods", unit: str = "",
    tax_id: int | None = None,
) -> Product:  # fmt: skip
    """Put a product on the list; its number is unique."""
    fields = _product(actor, number=number, name=name, kind=kind, unit=unit, tax_id=tax_id)
    _free(fields["number"])
    return create(actor, Product, **fields)


@action("product.edit")
def edit_product(
    actor: Actor, product_id: int, *, version: int, number: str, name: str, kind: str = "goods",
    unit: str = "", tax_id: int | None = None,
) -> Product:  # fmt: skip
    """Change a product; quotes keep what they were made with."""
    fields = _product(actor, number=number, name=name, kind=kind, unit=unit, tax_id=tax_id)
    with change(actor, Product, product_id, right="product.edit", version=version) as held:
        if fields["number"] != held.number:
            _free(fields["number"])
        for key, value in fields.items():
            setattr(held, key, value)
    return held


@action("product.edit")
def drop_product(actor: Actor, product_id: int) -> Product:
    """Take a product off the list."""
    with change(actor, Product, product_id, right="product.edit") as held:
        archive(actor, held)
    return held


@action("product.set_cost")
def set_cost(
    actor: Actor, product_id: int, *, amount: Decimal | str | int, currency: str = "", from_on: date
) -> ProductCost:
    """Say what a unit costs us from a day on; the same day again corrects it."""
    product = scope.get(actor, Product, product_id)
    money = _amount(amount, currency or actor.currency)
    same = ProductCost.objects.filter(
        product=product, currency=money.currency, from_on=from_on, archived_at=None
    )
    if known := same.first():
        return edit(actor, known, amount_minor=money.minor)
    return create(
        actor, ProductCost, product=product, currency=money.currency, amount_minor=money.minor,
        from_on=from_on,
    )  # fmt: skip


@action("product.edit")
def create_price_list(
    actor: Actor, *, name: str, currency: str = "", from_on: date, until_on: date | None = None
) -> PriceList:
    """Begin a price list of one currency; the newest begun list holds."""
    code = currency or actor.currency
    if not name.strip():
        raise Refused("required", field="name")
    if code not in EXPONENT:
        raise Refused("unknown_currency", field="currency", currency=code)
    if until_on is not None and until_on < from_on:
        raise Refused("ends_before_begin", field="until_on")
    return create(
        actor, PriceList, name=name.strip()[:60], currency=code, from_on=from_on, until_on=until_on
    )


@action("product.edit")
def set_prices(actor: Actor, price_list_id: int, *, prices: Mapping[int, Any]) -> PriceList:
    """Write prices of a list by product; an empty price takes the product off it."""
    held = scope.get(actor, PriceList, price_list_id, lock=True)
    known = {p.product_id: p for p in held.prices.filter(archived_at=None)}
    for product_id, amount in prices.items():
        row = known.get(product_id)
        if amount in (None, ""):
            if row is not None:
                archive(actor, row)
            continue
        money = _amount(amount, held.currency, field=f"price_{product_id}")
        if row is not None:
            edit(actor, row, amount_minor=money.minor)
        else:
            product = scope.get(actor, Product, product_id)
            create(actor, Price, price_list=held, product=product, amount_minor=money.minor)
    return held


@action("product.edit")
def create_tax(actor: Actor, *, name: str, basis_points: int) -> TaxRate:
    """Add a tax on sales."""
    if not name.strip():
        raise Refused("required", field="name")
    if not 0 <= basis_points <= 10_000:
        raise Refused("out_of_range", field="basis_points")
    return create(actor, TaxRate, name=name.strip()[:60], basis_points=basis_points)


@action("template.edit")
def set_limit(actor: Actor, *, role: str, basis_points: int | None) -> DiscountLimit | None:
    """Set the discount a role may give without asking; None lifts the limit."""
    if role not in LIMITED_ROLES:
        raise Refused("bad_choice", field="role", requirement="M6.2")
    if basis_points is not None and not 0 <= basis_points <= 10_000:
        raise Refused("out_of_range", field="basis_points", requirement="M6.2")
    known = DiscountLimit.objects.filter(role=role, archived_at=None).first()
    if basis_points is None:
        if known is not None:
            archive(actor, known)
        return None
    if known is not None:
        return edit(actor, known, basis_points=basis_points)
    return create(actor, DiscountLimit, role=role, basis_points=basis_points)


def _product(actor: Actor, **given: Any) -> dict[str, Any]:
    number, name = given["number"].strip(), given["name"].strip()
    for field, value in (("number", number), ("name", name)):
        if not value:
            raise Refused("required", field=field)
    if given["kind"] not in KINDS:
        raise Refused("bad_choice", field="kind")
    tax_id = given["tax_id"]
    tax = scope.get(actor, TaxRate, tax_id) if tax_id else None
    return {
        "number": number[:40], "name": name[:120], "kind": given["kind"],
        "unit": given["unit"].strip()[:20], "tax": tax,
    }  # fmt: skip


def _free(number: str) -> None:
    if Product.objects.filter(number=number, archived_at=None).exists():
        raise Refused("name_taken", field="number", name=number)


def _amount(amount: Any, currency: str, *, field: str = "amount") -> Any:
    money = money_in(amount, currency, field=field)
    if money.minor < 0:
        raise Refused("negative_amount", field=field)
    return money
