"""A customer's statement of account as a spreadsheet, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.documents.sheet_out import Column, workbook
from goldenkey.selectors.account_statement import AccountStatement, CurrencyStatement
from goldenkey.wording import codes


def statement(found: AccountStatement) -> bytes:
    """Return an .xlsx of every movement with its balance."""
    columns = [
        Column(_("Date"), 12), Column(_("Number"), 18), Column(_("For what"), 30),
        Column(_("Currency"), 8), Column(_("Became due"), 16), Column(_("Settled"), 16),
        Column(_("Balance"), 16),
    ]  # fmt: skip
    rows = (row for one in found.currencies for row in _rows(found, one))
    return workbook(columns, rows, sheet=_("Statement of account"))


def _rows(found: AccountStatement, one: CurrencyStatement) -> Iterator[tuple[Any, ...]]:
    code = one.currency
    yield found.from_on, "", _("Opening balance"), code, None, None, one.opening.amount
    for line in one.movements:
        what = line.label or codes.word(line.trigger, "trigger")
        due = line.money.amount if line.kind == "due" else None
        settled = None if line.kind == "due" else -line.money.amount
        yield line.on, line.number, what, code, due, settled, line.balance.amount
    yield found.until_on, "", _("Closing balance"), code, None, None, one.closing.amount
    if one.in_hand:
        yield (
            found.until_on,
            "",
            _("Received and not allocated"),
            code,
            None,
            None,
            (one.in_hand.amount),
        )
