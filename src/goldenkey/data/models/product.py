"""What we sell: products, dated price lists per currency, dated costs, taxes, discount limits."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text


class TaxRate(Record):
    """A tax on sales, in basis points (營業稅 5 %, 增值税 13 %)."""

    name = models.CharField(max_length=60)
    basis_points = models.PositiveIntegerField()


class Product(Record):
    """Something we sell: goods, an accessory, or a service."""

    AUDITED_TEXT = frozenset({"kind", "number"})

    number = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = code("goods", "accessory", "service", default="goods")
    unit = text(20)
    tax = models.ForeignKey(TaxRate, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(archived_at=None), name="one_product_a_number"
            )
        ]


class PriceList(Record):
    """A list of prices in one currency, from a day on; the newest begun list is taken."""

    AUDITED_TEXT = frozenset({"currency"})

    name = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)


class Price(Record):
    """What one unit of a product is on a price list, before tax."""

    price_list = models.ForeignKey(PriceList, models.PROTECT, related_name="prices")
    product = models.ForeignKey(Product, models.PROTECT, related_name="prices")
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["price_list", "product"],
                condition=Q(archived_at=None),
                name="one_price_a_product",
            )
        ]


class ProductCost(Record):
    """What one unit costs us, from a day on; seen only with a right of its own."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="costs")
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "currency", "from_on"],
                condition=Q(archived_at=None),
                name="one_cost_a_day",
            )
        ]


class DiscountLimit(Record):
    """The discount below list price that a role may give without asking, in basis points."""

    AUDITED_TEXT = frozenset({"role"})

    role = code("rep", "manager", "director")
    basis_points = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=Q(archived_at=None), name="one_limit_a_role"
            )
        ]
