"""Forms of contracts: signing with plan, deliveries and shares; delivery, acceptance, invoice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.actions.contract import DeliveryIn, LineIn, ShareIn
from goldenkey.core.money import EXPONENT
from goldenkey.policies.errors import Problem
from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.wording import codes

LINES, DELIVERIES, SHARES = 6, 4, 3


def percent(label: Any, **options: Any) -> Any:
    """A percentage, to the hundredth."""
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=100, decimal_places=2, **options
    )


def basis_points(value: Decimal | None) -> int | None:
    """A typed percentage in basis points."""
    return None if value is None else int(value * 100)


def money(label: Any, *, required: bool = False) -> Any:
    """An amount in major units."""
    return forms.DecimalField(label=label, required=required, max_digits=18)


def offer(form: Form, name: str, options: Iterable[Any]) -> None:
    """Put what can be chosen into a field."""
    field: Any = form.fields[name]
    field.choices = [("", "—"), *((o.id, o.name) for o in options)]


class Row(Form):
    """One row of a table: each cell is named by its column for who cannot see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.widget.attrs["aria-label"] = one.label

    @property
    def filled(self) -> bool:
        """Whether something was typed into it, valid or not."""
        return self.is_bound and self.has_changed()


class PlanRow(Row):
    """One line of the payment plan."""

    label = line(_("For what"), 100)
    percent = percent(_("Percent"))
    amount = money(_("or amount"))
    trigger = pick("trigger", required=True, label=_("Due"), initial="signing")
    trigger_on = Day(label=_("Date"), required=False)
    credit_days = forms.IntegerField(label=_("Days of credit"), required=False, min_value=0)

    @property
    def typed(self) -> bool:
        """Whether anything but the choice of the trigger was filled in."""
        given = self.cleaned_data
        return any(given.get(n) not in (None, "") for n in ("label", "percent", "amount"))

    def taken(self) -> LineIn:
        """The line as the action takes it."""
        given = self.cleaned_data
        return LineIn(
            given["label"], given["trigger"], basis_points(given["percent"]), given["amount"],
            given["trigger_on"], given["credit_days"],
        )  # fmt: skip


class DeliveryRow(Row):
    """One delivery of the plan."""

    what = line(_("What is delivered"))
    planned_on = Day(label=_("Planned on"), required=False)
    weight = forms.IntegerField(label=_("Parts"), required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        """A delivery has a name and a day, or neither."""
        given: dict[str, Any] = self.cleaned_data
        for name, other in (("what", "planned_on"), ("planned_on", "what")):
            if not given.get(name) and given.get(other):
                self.add_error(name, _("Please fill this in."))
        return given

    @property
    def typed(self) -> bool:
        """Whether a delivery was named."""
        return bool(self.cleaned_data.get("what"))

    def taken(self) -> DeliveryIn:
        """The delivery as the action takes it."""
        given = self.cleaned_data
        return DeliveryIn(given["what"], given["planned_on"], given["weight"] or 1)


class ShareRow(Row):
    """One share of the commission."""

    user_id = forms.ChoiceField(label=_("Salesperson"), required=False)
    percent = percent(_("Percent"))

    def __init__(self, *args: Any, users: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "user_id", users)

    @property
    def typed(self) -> bool:
        """Whether somebody was chosen."""
        return bool(self.cleaned_data.get("user_id"))

    def taken(self) -> ShareIn:
        """The share as the action takes it."""
        given = self.cleaned_data
        return ShareIn(int(given["user_id"]), basis_points(given["percent"]) or 0)


class SignForm(Form):
    """A signed contract: who, how much, and the rows below."""

    number = line(_("Contract number"), 64, help_text=_("Empty: the next number of the year."))
    amount = money(_("Amount"), required=True)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)])
    signed_on = Day(label=_("Signed on"))
    our_signer_id = forms.ChoiceField(label=_("Signed for us by"), required=False)
    their_signer_id = forms.ChoiceField(label=_("Signed for the customer by"), required=False)
    payer_id = forms.ChoiceField(label=_("Who pays"), required=False)
    file = forms.FileField(label=_("The signed contract"), required=False)
    no_file_reason = line(_("Why the signed contract is not here yet"), 300)
    note = words(_("Note"), rows=2)

    def __init__(self, *args: Any, signing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = (
            ("our_signer_id", signing.users), ("their_signer_id", signing.contacts),
            ("payer_id", signing.payers),
        )  # fmt: skip
        for name, options in lists:
            offer(self, name, options)
        data = self.data if self.is_bound else None
        self.plan = [PlanRow(data, prefix=f"plan{n}") for n in range(LINES)]
        self.deliveries = [DeliveryRow(data, prefix=f"delivery{n}") for n in range(DELIVERIES)]
        self.refusals: dict[str, list[str]] = {"plan": [], "deliveries": [], "shares": []}
        self.shares = [
            ShareRow(data, prefix=f"share{n}", users=signing.users) for n in range(SHARES)
        ]

    def refuse(self, problem: Problem) -> None:
        """Show a refusal at its table; others at their field."""
        if problem.field not in self.refusals:
            super().refuse(problem)
            return
        self.refusals[problem.field].append(codes.say_problem(problem))
        self.add_error(None, codes.say("invalid"))

    @property
    def rows(self) -> list[Any]:
        """Every row of the three tables."""
        return [*self.plan, *self.deliveries, *self.shares]

    def clean(self) -> dict[str, Any]:
        """The rows are read with the form."""
        if [row for row in self.rows if not row.is_valid()]:
            raise forms.ValidationError(_("Some fields need another look."))
        given: dict[str, Any] = self.cleaned_data
        return given

    def given(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        found = {**super().given(), "plan": [], "deliveries": [], "shares": []}
        for name in ("our_signer_id", "their_signer_id", "payer_id"):
            found[name] = int(found[name]) if found[name] else None
        for name in ("plan", "deliveries", "shares"):
            found[name] = [row.taken() for row in getattr(self, name) if row.typed]
        return found


class DeliveryForm(Form):
    """A further delivery."""

    what = line(_("What is delivered"), required=True)
    planned_on = Day(label=_("Planned on"))
    weight = forms.IntegerField(
        label=_("Parts"), min_value=1, initial=1,
        help_text=_("Its part of the order beside the other deliveries."),
    )  # fmt: skip


class DayForm(Form):
    """The day something happened, from a version."""

    on = Day(label=_("When?"))
    version = version()


class TellForm(Form):
    """The customer was told that the date will not hold (M3.11)."""

    on = Day(label=_("Told on"))
    reason = line(_("The reason we gave"), 300, required=True)
    new_date = Day(label=_("New date promised"), required=False)
    version = version()


class AcceptanceForm(Form):
    """What the customer signed."""

    result = pick("acceptance", required=True, label=_("Result"), widget=forms.RadioSelect)
    accepted_on = Day(label=_("Signed on"))
    delivery_id = forms.ChoiceField(label=_("About which delivery"), required=False)
    percent = percent(
        _("Percent accepted"), help_text=_("Only for a partial acceptance: how much of it.")
    )
    signed_by_id = forms.ChoiceField(label=_("Signed by"), required=False)
    file = forms.FileField(label=_("The certificate"), required=False)
    note = words(_("Note"), rows=2)

    def __init__(self, *args: Any, contract: Any, contacts: Iterable[Any], **kw: Any) -> None:
        super().__init__(*args, **kw)
        made: Any = self.fields["delivery_id"]
        made.choices = [
            ("", _("The whole order")),
            *((d.id, d.what) for d in contract.deliveries),
        ]
        offer(self, "signed_by_id", contacts)

    def given(self) -> dict[str, Any]:
        """What was typed; ids and the part as numbers."""
        found = super().given()
        for name in ("delivery_id", "signed_by_id"):
            found[name] = int(found[name]) if found[name] else None
        found["basis_points"] = basis_points(found.pop("percent"))
        return found


class InvoiceForm(Form):
    """An invoice with its tax."""

    number = line(_("Invoice number"), 64, required=True)
    issued_on = Day(label=_("Issued on"))
    net = money(_("Net amount"), required=True)
    tax = money(_("Tax"))
    receivable_ids = forms.MultipleChoiceField(
        label=_("For what"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, receivables: Iterable[tuple[int, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        about: Any = self.fields["receivable_ids"]
        about.choices = list(receivables)

    def given(self) -> dict[str, Any]:
        """What was typed; no tax is nothing, ids as numbers."""
        found = super().given()
        found["tax"] = found["tax"] or 0
        found["receivable_ids"] = [int(pk) for pk in found["receivable_ids"]]
        return found
