"""Products, price lists, taxes and limits as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut


class ProductNew(Body):
    """A product."""

    number: str = Field(max_length=40)
    name: str = Field(max_length=120)
    kind: codes.ProductKind = "goods"
    unit: str = Field("", max_length=20)
    tax_id: int | None = None


class ProductChange(ProductNew):
    """A product as it shall be; 409 when somebody was first."""

    version: int


class CostNew(Body):
    """What one costs us, from a day on."""

    amount: Decimal
    currency: str = ""
    from_on: date


class PriceListNew(Body):
    """A price list of one currency."""

    name: str = Field(max_length=60)
    currency: str = ""
    from_on: date
    until_on: date | None = None


class PriceNew(Body):
    """The price of a product on a list; null takes it off."""

    product_id: int
    amount: Decimal | None = None


class PricesIn(Body):
    """Prices of a list."""

    prices: list[PriceNew]


class TaxNew(Body):
    """A tax on sales, in basis points."""

    name: str = Field(max_length=60)
    basis_points: int


class LimitIn(Body):
    """The discount a role may give without asking, in basis points; null lifts the limit."""

    basis_points: int | None = None


class PriceOut(Schema):
    """A price and the list it stands on."""

    price_list: str
    money: MoneyOut


class ProductOut(Schema):
    """A product with the prices of today; cost is null where it is hidden or unknown."""

    id: int
    version: int
    number: str
    name: str
    kind: str
    unit: str
    tax_id: int | None
    tax: str
    tax_basis_points: int
    prices: list[PriceOut]
    cost: MoneyOut | None
    cost_from: date | None


class PriceListOut(Schema):
    """A price list; prices by product id."""

    id: int
    name: str
    currency: str
    from_on: date
    until_on: date | None
    holds: bool
    prices: dict[str, str]

    @staticmethod
    def resolve_prices(row: object) -> dict[str, str]:
        """Ids as text, as JSON writes them."""
        return {str(pk): price for pk, price in getattr(row, "prices", {}).items()}


class TaxOut(Schema):
    """A tax on sales."""

    id: int
    name: str
    basis_points: int


class LimitOut(Schema):
    """The limit of a role."""

    role: str
    basis_points: int | None


class RangeOut(Schema):
    """What we sell."""

    products: list[ProductOut]
    lists: list[PriceListOut]
    taxes: list[TaxOut]
    limits: list[LimitOut]
