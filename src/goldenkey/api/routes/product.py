"""Products over the API: what we sell, at which price, with which tax and limit of discount."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import product as products
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.product import (
    CostNew,
    LimitIn,
    PriceListNew,
    PricesIn,
    ProductChange,
    ProductNew,
    ProductOut,
    RangeOut,
    TaxNew,
)
from goldenkey.selectors import product as select

router = Router(tags=["products"])


@router.get("/products", response=RangeOut)
@requires("product.read")
def list_products(request: Request) -> Any:
    """What we sell: products, price lists, taxes, limits of discount."""
    return select.everything(request.actor)


@router.post("/products", response={201: ProductOut})
@requires("product.edit")
def create_product(request: Request, body: ProductNew) -> Any:
    """Put a product on the list."""
    made = products.create_product(request.actor, **body.model_dump())
    return 201, select.product(request.actor, made.pk)


@router.get("/products/{product_id}", response=ProductOut)
@requires("product.read")
def read_product(request: Request, product_id: int) -> Any:
    """One product."""
    return select.product(request.actor, product_id)


@router.put("/products/{product_id}", response=ProductOut)
@requires("product.edit")
def change_product(request: Request, product_id: int, body: ProductChange) -> Any:
    """Change a product; quotes keep what they were made with."""
    products.edit_product(request.actor, product_id, **body.model_dump())
    return select.product(request.actor, product_id)


@router.delete("/products/{product_id}", response={204: None})
@requires("product.edit")
def drop_product(request: Request, product_id: int) -> Any:
    """Take a product off the list."""
    products.drop_product(request.actor, product_id)
    return 204, None


@router.post("/products/{product_id}/costs", response={201: Made})
@requires("product.set_cost")
def set_cost(request: Request, product_id: int, body: CostNew) -> Any:
    """Say what one costs us from a day on."""
    return 201, products.set_cost(request.actor, product_id, **body.model_dump())


@router.post("/price-lists", response={201: Made})
@requires("product.edit")
def create_price_list(request: Request, body: PriceListNew) -> Any:
    """Begin a price list."""
    return 201, products.create_price_list(request.actor, **body.model_dump())


@router.put("/price-lists/{price_list_id}/prices", response=Made)
@requires("product.edit")
def set_prices(request: Request, price_list_id: int, body: PricesIn) -> Any:
    """Write prices of a list."""
    prices = {one.product_id: one.amount for one in body.prices}
    return products.set_prices(request.actor, price_list_id, prices=prices)


@router.post("/taxes", response={201: Made})
@requires("product.edit")
def create_tax(request: Request, body: TaxNew) -> Any:
    """Add a tax on sales."""
    return 201, products.create_tax(request.actor, **body.model_dump())


@router.put("/discount-limits/{role}", response={204: None})
@requires("template.edit")
def set_limit(request: Request, role: codes.LimitedRole, body: LimitIn) -> Any:
    """Set the discount a role may give without asking."""
    products.set_limit(request.actor, role=role, basis_points=body.basis_points)
    return 204, None
