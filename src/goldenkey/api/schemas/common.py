"""Shapes several nouns share: money in major units as text, made ids, reasons."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict

from goldenkey.core.money import Money


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

    model_config = ConfigDict(extra="forbid")


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
