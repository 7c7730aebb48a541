"""Shapes several nouns share: money in major units as text, made ids, reasons."""

from __future__ import annotations

from typing import Any, ClassVar

from ninja import Schema
from pydantic import ConfigDict

from goldenkey.core.money import Money
from goldenkey.policies.errors import Refused


class MoneyOut(Schema):
    """An amount in major units, as decimal text, with its currency."""

    amount: str
    currency: str

    @staticmethod
    def resolve_amount(value: Any) -> str:
        """Major units, exact."""
        return str(value.amount) if isinstance(value, Money) else str(value["amount"])


class Body(Schema):
    """A request body: an unknown field is an error, never ignored."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset()
    """Fields that null empties; for others it is an error."""

    model_config = ConfigDict(extra="forbid")


def given(body: Body) -> dict[str, Any]:
    """What a body says, absent fields left out; raises Refused for a null that means nothing."""
    found = body.model_dump(exclude_unset=True)
    for name, value in found.items():
        if value is None and name not in body.NULLABLE:
            raise Refused("required", field=name)
    return found


class Made(Schema):
    """The id of what was made, and its version."""

    id: int
    version: int


class Versioned(Body):
    """A change names the version it was made from; 409 when somebody was first."""

    version: int


class Reasoned(Versioned):
    """A change that needs a reason in writing."""

    reason: str
