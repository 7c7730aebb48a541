"""The papers of a contract: the signed file, amendments, documents made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors.document import DocumentRow, documents_of

RIGHTS = ("document.make", "contract.amend")


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An amendment as signed, with the documents made of it."""

    id: int
    place: int
    what: str
    signed_on: date
    our_signer: str
    their_signer: str
    before: Money
    difference: Money
    file_id: int | None
    file: str
    no_file_reason: str
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """What was signed, and what was made to be signed."""

    contract_id: int
    file_id: int | None
    file: str
    no_file_reason: str
    amendments: tuple[AmendmentRow, ...]
    documents: tuple[DocumentRow, ...]
    may: frozenset[str]


def of_contract(actor: Actor, contract_id: int) -> Papers:
    """The papers of a contract in scope."""
    actor.require("contract.read")
    row = scope.get(actor, m.Contract, contract_id)
    made = documents_of(actor, contract=row)
    rows = row.amendments.select_related("our_signer", "their_signer", "file").order_by("place")
    of = dict(m.Document.objects.filter(contract=row).values_list("pk", "amendment_id"))
    return Papers(
        contract_id=row.pk,
        file_id=row.signed_file_id,
        file=row.signed_file.name if row.signed_file else "",
        no_file_reason=row.no_file_reason,
        amendments=tuple(_row(a, [d for d in made if of.get(d.id) == a.pk]) for a in rows),
        documents=tuple(d for d in made if of.get(d.id) is None),
        may=frozenset(r for r in RIGHTS if actor.may(r, row, kind="contract")),
    )


def contract_of(actor: Actor, amendment_id: int) -> int:
    """The contract that an amendment in scope belongs to."""
    return scope.get(actor, m.ContractAmendment, amendment_id).contract_id


def _row(a: m.ContractAmendment, made: list[DocumentRow]) -> AmendmentRow:
    return AmendmentRow(
        a.pk, a.place, a.what, a.signed_on, a.our_signer.name,
        a.their_signer.name if a.their_signer else "", Money(a.before_minor, a.currency),
        Money(a.difference_minor, a.currency), a.file_id, a.file.name if a.file else "",
        a.no_file_reason, tuple(made),
    )  # fmt: skip
