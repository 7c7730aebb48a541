"""Forms of quotes: a version with its lines; asking for approval, answering."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.actions.quote import LineIn
from goldenkey.core.money import EXPONENT
from goldenkey.policies.errors import Problem
from goldenkey.selectors.quote import Detail
from goldenkey.web.forms.base import Day, Form, line, version, words
from goldenkey.web.forms.contract import Row, basis_points, money, offer, percent
from goldenkey.wording import codes

LINES = 10


class LineRow(Row):
    """One line: a product of the list, or words with a price."""

    product_id = forms.ChoiceField(label=_("Product"), required=False)
    label = line(_("Description"))
    quantity = forms.DecimalField(label=_("Quantity"), required=False, max_digits=13)
    price = money(_("Unit price"))
    discount = percent(_("Discount %"))
    tax = percent(_("Tax %"))

    def __init__(self, *args: Any, products: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "product_id", products)

    @property
    def typed(self) -> bool:
        """Whether a product or a description was given."""
        given = self.cleaned_data
        return bool(given.get("product_id") or given.get("label"))

    def taken(self) -> LineIn:
        """The line as the action takes it; empty price and tax are the product's."""
        given = self.cleaned_data
        quantity = given["quantity"]
        return LineIn(
            given["label"], Decimal(1) if quantity is None else quantity,
            int(given["product_id"] or 0) or None, given["price"],
            basis_points(given["discount"]) or 0, basis_points(given["tax"]),
        )  # fmt: skip


class QuoteForm(Form):
    """A version of a quote with its lines."""

    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)])
    valid_until = Day(label=_("Valid until"), required=False)
    less = money(_("Taken off the whole"))
    note = words(_("Note for the customer"), rows=2, max_length=500)
    version = version()

    def __init__(
        self, *args: Any, products: Iterable[Any] = (), rows: Iterable[dict[str, Any]] = (),
        fixed: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        data, options = (self.data if self.is_bound else None), list(products)
        filled = list(rows)
        self.refusals: list[str] = []
        if fixed:
            del self.fields["currency"]
        else:
            del self.fields["version"]
        self.lines = [
            LineRow(
                data, prefix=f"line{n}", products=options,
                initial=filled[n] if n < len(filled) else None,
            )
            for n in range(max(LINES, len(filled) + 2))
        ]  # fmt: skip

    def refuse(self, problem: Problem) -> None:
        """Show what is wrong with lines above their table."""
        if problem.field != "lines":
            super().refuse(problem)
            return
        self.refusals.append(codes.say_problem(problem))
        self.add_error(None, codes.say("invalid"))

    def clean(self) -> dict[str, Any]:
        """The lines are read with the form."""
        if [row for row in self.lines if not row.is_valid()]:
            raise forms.ValidationError(codes.say("invalid"))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """The version as the action takes it."""
        found = super().given()
        lines = [row.taken() for row in self.lines if row.typed]
        return {**found, "less": found["less"] or 0, "lines": lines}


class AskForm(Form):
    """Who is asked to approve."""

    approver_id = forms.ChoiceField(label=_("Who approves"))
    version = version()

    def __init__(self, *args: Any, quote: Detail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["approver_id"]
        field.choices = [(o.id, o.name) for o in quote.approvers]

    def given(self) -> dict[str, Any]:
        """The approver as an id."""
        found = super().given()
        return {**found, "approver_id": int(found["approver_id"])}


class AnswerForm(Form):
    """Approved or not, and why not."""

    note = words(_("Why, where you do not approve"), rows=2, max_length=300)
    version = version()
