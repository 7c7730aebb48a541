"""Documents made from templates, the templates themselves, and amendments of contracts."""

from django.db import models
from django.db.models import Q

from .base import Record, code


class DocumentTemplate(Record):
    """The company's own template of a kind of document; without one the shipped is taken."""

    AUDITED_TEXT = frozenset({"kind", "format"})

    kind = code("quote", "contract", "amendment")
    format = code("docx", "pdf")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "format"], condition=Q(archived_at=None), name="one_template_a_kind"
            )
        ]


class ContractAmendment(models.Model):
    """Append-only: what was agreed after the signature; the contract itself stays as signed.

    `what` is the wording both sides signed: contract text that the law makes us keep. The amount
    is the difference; `place` counts from one.
    """

    contract = models.ForeignKey("data.Contract", models.PROTECT, related_name="amendments")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500)
    signed_on = models.DateField()
    our_signer = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    their_signer = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("data.EvidenceFile", models.PROTECT, null=True, related_name="+")
    no_file_reason = models.CharField(max_length=300, blank=True, default="")
    before_minor = models.BigIntegerField()
    difference_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "place"], name="one_amendment_a_place")
        ]


class Document(Record):
    """A document as it was made: its bytes lie under their digest and never change.

    `template` is the digest of the template it was made from; empty for the shipped one.
    """

    AUDITED_TEXT = frozenset({"kind", "format"})

    kind = code("quote", "contract", "amendment")
    format = code("docx", "pdf")
    quote_version = models.ForeignKey(
        "data.QuoteVersion", models.PROTECT, null=True, related_name="documents"
    )
    contract = models.ForeignKey(
        "data.Contract", models.PROTECT, null=True, related_name="documents"
    )
    amendment = models.ForeignKey(
        ContractAmendment, models.PROTECT, null=True, related_name="documents"
    )
    name = models.CharField(max_length=200)
    language = code("zh-hant", "zh-hans", "en", default="zh-hant")
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    template = models.CharField(max_length=64, blank=True, default="")
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
