"""From the signature to the last payment: contract, plan, delivery, receivables, cash."""

from django.db import models
from django.db.models import F, Q

from .base import Owned, Priced, Record, code, text


class Contract(Owned, Priced):
    """A signed order; its opportunity may be empty (a framework), its payer another account."""

    AUDITED_TEXT = frozenset({"state"})

    number = models.CharField(max_length=64)
    opportunity = models.ForeignKey(
        "data.Opportunity", models.PROTECT, null=True, related_name="contracts"
    )
    account = models.ForeignKey("data.Account", models.PROTECT, related_name="contracts")
    payer = models.ForeignKey("data.Account", models.PROTECT, related_name="+")
    signed_on = models.DateField()
    our_signer = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    their_signer = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    signed_file = models.ForeignKey(
        "data.EvidenceFile", models.PROTECT, null=True, related_name="+"
    )
    no_file_reason = text(300)
    state = code("signed", "delivering", "accepted", "closed", "cancelled", default="signed")
    note = text(500)
    # copies, written by the actions that change what they are made of
    accepted_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(archived_at=None), name="one_contract_a_number"
            )
        ]
        indexes = [models.Index(fields=["team", "-signed_on", "-id"], name="contract_team")]

    def __str__(self) -> str:
        return self.number


class PlanLine(Record):
    """One line of the payment plan: how much, and what starts its clock (M7.1)."""

    AUDITED_TEXT = frozenset({"trigger"})

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="plan")
    place = models.PositiveSmallIntegerField()
    label = text(100)
    basis_points = models.PositiveIntegerField(null=True, blank=True)
    amount_minor = models.BigIntegerField()
    trigger = code("signing", "shipment", "arrival", "acceptance", "date", default="signing")
    trigger_on = models.DateField(null=True, blank=True)
    credit_days = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "place"],
                condition=Q(archived_at=None),
                name="one_plan_line_a_place",
            )
        ]


class Delivery(Record):
    """A delivery: promised, planned, done. `weight` is its part of the order beside the others'.

    `planned_on` moves, `promised_on` does not; `told_for_on` is the planned day that the customer
    was told will not hold (M3.11).
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="deliveries")
    what = text(200)
    weight = models.PositiveIntegerField(default=1)
    promised_on = models.DateField()
    planned_on = models.DateField()
    shipped_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    told_customer_on = models.DateField(null=True, blank=True)
    told_for_on = models.DateField(null=True, blank=True)
    delay_reason = text(300)
    waited_minutes = models.PositiveSmallIntegerField(null=True, blank=True)


class Acceptance(Record):
    """The customer's signed acceptance: it starts the clock of the lines that wait for it.

    Without a delivery it is about the whole order; `basis_points` says how much of it.
    """

    AUDITED_TEXT = frozenset({"result"})

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="acceptances")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="acceptances")
    accepted_on = models.DateField()
    result = code("accepted", "partial", "refused", default="accepted")
    basis_points = models.PositiveIntegerField(default=10_000)
    signed_by = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("data.EvidenceFile", models.PROTECT, null=True, related_name="+")
    note = text(500)


class Receivable(Record, Priced):
    """Money owed to us since a trigger fired; one per trigger and plan line.

    `open_minor` is a copy: the amount less its allocations, those of notes not yet cleared too.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="receivables")
    plan_line = models.ForeignKey(PlanLine, models.PROTECT, related_name="receivables")
    account = models.ForeignKey("data.Account", models.PROTECT, related_name="receivables")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")
    acceptance = models.ForeignKey(Acceptance, models.PROTECT, null=True, related_name="+")
    triggered_on = models.DateField()
    due_on = models.DateField()
    open_minor = models.BigIntegerField()
    open_org_minor = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(open_minor__gt=0), name="receivable_due"
            ),
            models.Index(
                fields=["due_on", "open_org_minor"],
                condition=Q(open_minor__gt=0, archived_at=None),
                name="receivable_ages",
            ),
            models.Index(
                fields=["triggered_on", "amount_org_minor"],
                condition=Q(archived_at=None),
                name="receivable_turnover",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_minor__gte=0, open_minor__lte=F("amount_minor")),
                name="open_is_part_of_receivable",
            )
        ]


class Invoice(Record):
    """An invoice (發票 · 发票): net, tax and gross; settles one or several receivables."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=64)
    issued_on = models.DateField()
    currency = models.CharField(max_length=3)
    net_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    gross_minor = models.BigIntegerField()
    receivables = models.ManyToManyField(Receivable, related_name="invoices")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(archived_at=None), name="one_invoice_a_number"
            )
        ]


class Payment(Record, Priced):
    """Money received: cash only once it has cleared (notes and cheques come back).

    `matures_on`: the first day a post-dated cheque or a note may be presented.
    """

    AUDITED_TEXT = frozenset({"method"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="payments")
    number = models.CharField(max_length=32, unique=True)
    received_on = models.DateField()
    matures_on = models.DateField(null=True, blank=True)
    cleared_on = models.DateField(null=True, blank=True)
    reversed_on = models.DateField(null=True, blank=True)
    method = code("transfer", "note", "cheque", "cash", default="transfer")
    reference = text(100)
    reversal_reason = text(300)
    unallocated_minor = models.BigIntegerField(default=0)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="payment_newest"),
            models.Index(
                fields=["account"], condition=Q(cleared_on=None), name="payment_uncleared"
            ),
            models.Index(
                fields=["account"], condition=Q(unallocated_minor__gt=0), name="payment_loose"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(unallocated_minor__gte=0, unallocated_minor__lte=F("amount_minor")),
                name="rest_is_part_of_payment",
            )
        ]


class Allocation(models.Model):
    """Append-only: part of a payment settles part of a receivable; a reversal is a negative row."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="allocations")
    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="allocations")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="an_allocation_is_reversed_once",
            )
        ]
