"""Two versions of one quote, line by line and sum by sum."""

from __future__ import annotations

from dataclasses import dataclass

from goldenkey.core.money import Money
from goldenkey.core.quote_compare import Change, Item
from goldenkey.core.quote_compare import compare as differences
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import quote as quotes


@dataclass(frozen=True, slots=True)
class Compared:
    """The older and the newer version, and what became of every line."""

    number: str
    opportunity_id: int
    opportunity: str
    before: quotes.VersionRow
    after: quotes.VersionRow
    lines: tuple[Change, ...]
    net_before: Money
    net_after: Money


def compare(actor: Actor, one_id: int, other_id: int) -> Compared:
    """Compare two versions of the same quote; NotFound where they are not of one."""
    actor.require("quote.read")
    rows = [scope.get(actor, m.QuoteVersion, pk) for pk in (one_id, other_id)]
    if rows[0].quote_id != rows[1].quote_id:
        raise NotFound("quoteversion")
    before, after = sorted(rows, key=lambda v: v.number)
    held = after.quote.opportunity
    return Compared(
        after.quote.number, held.pk, held.name, quotes.version_row(before),
        quotes.version_row(after), differences(_items(actor, before), _items(actor, after)),
        Money(before.net_minor, before.currency), Money(after.net_minor, after.currency),
    )  # fmt: skip


def _items(actor: Actor, row: m.QuoteVersion) -> list[Item]:
    return [
        Item(
            f"product {x.product_id}" if x.product_id else f"words {x.label}", x.label,
            x.quantity, x.price, x.discount, x.net,
        )
        for x in quotes.lines_of(actor, row, costs=False)
    ]  # fmt: skip
