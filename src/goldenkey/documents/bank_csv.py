"""Bank statements as tables (CSV of any encoding, or a spreadsheet), read into entries.

Every row with a day is an entry or a refusal that names the row; rows without a day (totals, the
bank's own remarks) are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from goldenkey.core import bank_columns, import_cells
from goldenkey.core.bank_statement import Entry
from goldenkey.core.folding import fold
from goldenkey.core.import_cells import Cell, CellProblem
from goldenkey.core.money import EXPONENT, Money, MoneyProblem
from goldenkey.documents import sheet_in
from goldenkey.policies.errors import Refused

_OUT: Final = frozenset(
    ("借", "支", "支出", "借方", "转出", "付", "debit", "dr", "d", "dbit", "out", "withdrawal")
)
_MARKS: Final = re.compile(r"NT\$|US\$|CN¥|[$¥￥€£]|TWD|CNY|RMB|USD|元")


def read(path: Path, *, bank_account: str, currency: str, encoding: str = "") -> tuple[Entry, ...]:
    """Return the entries of a file; raises Refused with field "file" and the row."""
    rows = sheet_in.read(path, encoding=encoding).rows
    at = bank_columns.heading_row([[import_cells.text(c) for c in row] for row in rows[:40]])
    if at is None:
        raise Refused("statement_headings", field="file")
    fields = bank_columns.guess([import_cells.text(cell) for cell in rows[at]])
    read = (
        _entry(dict(_cells(fields, row)), number, bank_account, currency)
        for number, row in enumerate(rows[at + 1 :], at + 2)
    )
    return tuple(entry for entry in read if entry is not None)


def _cells(fields: Sequence[str], row: Sequence[Cell]) -> list[tuple[str, Cell]]:
    """The cells by their field; several columns of words stand one behind the other."""
    said = [import_cells.text(c) for f, c in zip(fields, row, strict=False) if f == "words"]
    found = [(f, c) for f, c in zip(fields, row, strict=False) if f and f != "words"]
    return [*found, ("words", " ".join(one for one in said if one))]


def _entry(cells: dict[str, Cell], row: int, bank_account: str, currency: str) -> Entry | None:
    on = _day(cells.get("booked_on"), row)
    if on is None:
        return None
    code = _currency(cells.get("currency"), row) or currency
    amount = _amount(cells, row)
    if not amount:
        return None
    try:
        money = Money.of(amount, code)
    except MoneyProblem as problem:
        raise Refused("statement_amount", field="file", row=row) from problem
    said = {name: import_cells.text(cells.get(name)) for name in ("reference", "payer", "words")}
    return Entry(
        bank_account, on, money, said["reference"][:100], said["payer"][:200], said["words"][:500]
    )


def _day(cell: Cell, row: int) -> date | None:
    written = import_cells.text(cell)
    if not any(char.isdigit() for char in written):
        return None
    try:
        return import_cells.day(cell, roc=True)
    except CellProblem:
        raise Refused("statement_date", field="file", row=row, value=written[:30]) from None


def _amount(cells: dict[str, Cell], row: int) -> Decimal:
    """What came in, negative for what went out; two columns, or one with its sign."""
    if "credit" in cells or "debit" in cells:
        came, went = (_number(cells.get(name), row) for name in ("credit", "debit"))
        if came and went:
            raise Refused("statement_amount", field="file", row=row)
        return came - abs(went)
    amount = _number(cells.get("amount"), row)
    side = fold(import_cells.text(cells.get("direction"))).strip()
    return -abs(amount) if side in _OUT else amount


def _number(cell: Cell, row: int) -> Decimal:
    if isinstance(cell, bool) or cell is None:
        return Decimal(0)
    if isinstance(cell, int | float):
        return Decimal(repr(cell) if isinstance(cell, float) else cell)
    plain = _MARKS.sub("", import_cells.text(cell)).replace(",", "").replace("，", "").strip()
    if plain in ("", "-", "--", "—"):
        return Decimal(0)
    minus = plain.startswith("(") or plain.endswith("-")
    try:
        value = Decimal(plain.strip("()").rstrip("-").replace(" ", ""))
    except InvalidOperation:
        raise Refused("statement_amount", field="file", row=row) from None
    if not value.is_finite():
        raise Refused("statement_amount", field="file", row=row)
    return -value if minus else value


def _currency(cell: Cell, row: int) -> str:
    written = import_cells.text(cell)
    if not written:
        return ""
    try:
        found = import_cells.currency(written)
    except CellProblem:
        raise Refused("statement_currency", field="file", row=row, value=written[:20]) from None
    return found if found in EXPONENT else ""
