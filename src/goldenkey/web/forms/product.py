"""Forms of products: the product, its cost, price lists, taxes, limits of discount."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.selectors.product import ListRow, ProductRow, TaxRow
from goldenkey.web.forms.base import Day, Form, line, pick, version
from goldenkey.web.forms.contract import basis_points, money, offer, percent
from goldenkey.wording import codes

CURRENCIES = [(c, c) for c in sorted(EXPONENT)]


class ProductForm(Form):
    """A product."""

    number = line(_("Product number"), 40, required=True)
    name = line(_("Name"), 120, required=True)
    kind = pick("product_kind", required=True, label=_("Kind"), initial="goods")
    unit = line(_("Unit of measure"), 20)
    tax_id = forms.ChoiceField(label=_("Tax"), required=False)
    version = version()

    def __init__(self, *args: Any, taxes: Iterable[TaxRow], new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "tax_id", taxes)
        if new:
            del self.fields["version"]

    def given(self) -> dict[str, Any]:
        """The tax as an id."""
        found = super().given()
        return {**found, "tax_id": int(found["tax_id"] or 0) or None}


class CostForm(Form):
    """What a unit costs us, from a day on."""

    amount = money(_("Cost of one"), required=True)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    from_on = Day(label=_("From"))


class ListForm(Form):
    """A price list."""

    name = line(_("Name"), 60, required=True)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    from_on = Day(label=_("From"))
    until_on = Day(label=_("Valid until"), required=False)


class PricesForm(Form):
    """The prices of a list: one field a product; empty takes it off the list."""

    def __init__(
        self, *args: Any, held: ListRow, products: Iterable[ProductRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.products = [p.id for p in products]
        for one in products:
            field = money(f"{one.number} {one.name}")
            field.initial = held.prices.get(one.id)
            self.fields[f"price_{one.id}"] = field

    def given(self) -> dict[str, Any]:
        """Prices by product."""
        return {"prices": {pk: self.cleaned_data[f"price_{pk}"] for pk in self.products}}


class TaxForm(Form):
    """A tax on sales."""

    name = line(_("Name"), 60, required=True)
    percent = percent(_("Percent"))

    def given(self) -> dict[str, Any]:
        """The rate in basis points."""
        found = super().given()
        return {"name": found["name"], "basis_points": basis_points(found["percent"]) or 0}


class LimitForm(Form):
    """The discount a role may give without asking."""

    role = forms.ChoiceField(label=_("Role"))
    percent = percent(_("Discount %"), help_text=_("Empty: no limit of the company's."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(r, codes.word(r, "role")) for r in ("rep", "manager", "director")]

    def given(self) -> dict[str, Any]:
        """The limit in basis points."""
        found = super().given()
        return {"role": found["role"], "basis_points": basis_points(found["percent"])}
