"""Forms of payments: recorded with the part each receivable gets; cleared, reversed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT, Money
from goldenkey.selectors.receivable import ReceivableRow
from goldenkey.web.forms.base import Day, Form, line, pick, version
from goldenkey.web.forms.contract import money
from goldenkey.web.present_money import typed

PART = "part_"


class PartsForm(Form):
    """How much of the money each open receivable gets."""

    def __init__(
        self, *args: Any, rows: Iterable[ReceivableRow], parts: Mapping[int, Money], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.receivables = tuple(rows)
        for row in self.receivables:
            part = parts.get(row.id)
            self.fields[f"{PART}{row.id}"] = forms.DecimalField(
                label=_("Settle now"), required=False, min_value=0, max_digits=18,
                initial=typed(part),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
            )  # fmt: skip

    def part(self, row: ReceivableRow) -> Any:
        """The bound field of one receivable."""
        return self[f"{PART}{row.id}"]

    def parts(self) -> dict[int, Decimal]:
        """What was typed, by receivable; empty ones are left out."""
        given = {n: v for n, v in self.cleaned_data.items() if n.startswith(PART) and v}
        return {int(name.removeprefix(PART)): value for name, value in given.items()}

    def refuse(self, problem: Any) -> None:
        """Show a refusal at the receivable it is about."""
        pk = problem.params.get("receivable")
        if problem.field == "parts" and f"{PART}{pk}" in self.fields:
            problem.field = f"{PART}{pk}"
        super().refuse(problem)


class PaymentForm(PartsForm):
    """Money received."""

    amount = money(_("Amount"), required=True)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)])
    received_on = Day(label=_("Received on"))
    method = pick("method", required=True, label=_("Payment method"), widget=forms.RadioSelect)
    reference = line(_("Reference on the statement"), 100)
    matures_on = Day(
        label=_("Date on the note or cheque"), required=False,
        help_text=_("It cannot clear before."),
    )  # fmt: skip
    cleared_on = Day(
        label=_("Cleared on"), required=False,
        help_text=_("A note or cheque is cash only when it has cleared; leave it empty till then."),
    )  # fmt: skip
    keep_rest = forms.BooleanField(required=False)

    def given(self) -> dict[str, Any]:
        """What was typed but the parts."""
        return {n: v for n, v in super().given().items() if not n.startswith(PART)}


class ClearForm(Form):
    """A note or cheque has become cash."""

    cleared_on = Day(label=_("Cleared on"))
    version = version()


class ReverseForm(Form):
    """A payment that came back, or was wrong."""

    reversed_on = Day(label=_("Date"))
    reason = line(_("Why?"), 300, required=True)
    version = version()
