"""One row of a lead file: cells become typed values, and what is wrong is said cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from goldenkey.core import import_cells as cells
from goldenkey.core.folding import fold
from goldenkey.core.import_cells import Cell, CellProblem
from goldenkey.core.import_columns import MANY
from goldenkey.core.money import Money, MoneyProblem

Level = Literal["failed", "duplicate", "noted"]

LENGTHS: Final = {
    "company": 200, "full_name": 200, "english_name": 200, "person": 100, "title": 100,
    "department": 100, "phone": 60, "email": 200, "region": 100, "address": 300, "industry": 100,
    "product": 200, "need": 4000, "note": 4000,
}  # fmt: skip
"""How many characters fit in a field."""
NOTED: Final = frozenset({"bad_phone", "bad_email", "unknown_channel", "not_a_count"})
"""What is said but does not keep a row out; the text stays as typed, in its field or the note."""
DOLLARS: Final = frozenset({"TWD", "USD", "HKD", "SGD", "AUD", "CAD", "NZD"})
REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a row: a code, the column it stands in, and the value seen there."""

    code: str
    level: Level
    column: int | None = None
    value: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """How the cells of one file are to be read."""

    mapping: Sequence[str]
    """The field of each column; "" is left out."""

    currency: str
    """The currency of amounts that name none."""

    country: str = "TW"
    channels: Mapping[str, str] = field(default_factory=dict)
    """Key of each channel by its folded names."""

    factors: Mapping[int, Decimal] = field(default_factory=dict)
    """What the amounts of a column are multiplied by, where its heading says so (万元)."""

    heading_currency: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it would be saved: values by field of a lead, and the findings."""

    number: int
    values: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether something keeps this row out."""
        return any(f.level == "failed" for f in self.findings)

    @property
    def names(self) -> tuple[str, ...]:
        """The company's names in this row, each once."""
        found = (self.values.get(n, "") for n in ("company", "full_name", "english_name"))
        return tuple(dict.fromkeys(name for name in found if name))


def read_row(number: int, row: Sequence[Cell], rules: Rules) -> Row:
    """Read one row; a wrong cell never stops the others from being looked at."""
    reader = _Reader(row, rules)
    for column, field_name in enumerate(rules.mapping):
        if field_name and column < len(row) and row[column] not in (None, ""):
            reader.read(column, field_name, row[column])
    return Row(number, reader.finished(), tuple(reader.findings))


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing at all."""
    return all(cell is None or cell == "" for cell in row)


class _Reader:
    """The values and findings of one row while it is being read."""

    def __init__(self, row: Sequence[Cell], rules: Rules) -> None:
        self.row = row
        self.rules = rules
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.money: dict[str, tuple[int, Any]] = {}

    def read(self, column: int, name: str, cell: Cell) -> None:
        if isinstance(cell, str):
            if REPLACED in cell:
                self.find("bad_bytes", column)
            if REPLACED in cell or not cell.strip():
                return
        try:
            _READERS.get(name, _text)(self, column, name, cell)
        except CellProblem as problem:
            self.find(problem.code, column, **problem.params)
            if problem.code in NOTED:
                self.put(column, name, cells.text(cell))

    def find(self, code: str, column: int | None, **params: Any) -> None:
        value = cells.text(self.row[column])[:200] if column is not None else ""
        level: Level = "noted" if code in NOTED else "failed"
        self.findings.append(Finding(code, level, column, value, params))

    def put(self, column: int, name: str, value: str) -> None:
        """Keep a text if it fits; several columns of notes stand one below the other."""
        if name in MANY and self.values.get(name):
            value = f"{self.values[name]}\n{value}"
        if len(value) > LENGTHS[name]:
            self.find("too_long", column, most=LENGTHS[name])
        else:
            self.values[name] = value

    def finished(self) -> dict[str, Any]:
        self._price()
        if not any(self.values.get(n) for n in ("company", "person")):
            instead = self.values.get("full_name") or self.values.get("english_name")
            if instead:
                self.values["company"] = instead
            else:
                self.find("no_name", None)
        return self.values

    def _price(self) -> None:
        """An amount takes the currency beside it, in its own cell, in the heading, or ours."""
        if "amount" not in self.money:
            return
        column, (value, own) = self.money["amount"]
        beside = self.money.get("currency", (None, ""))[1]
        if own and beside and own != beside and "$" not in (own, beside):
            self.find("two_currencies", column, one=own, other=beside)
            return
        code = own or beside or self.rules.heading_currency.get(column) or self.rules.currency
        if code == "$":
            code = self.rules.currency if self.rules.currency in DOLLARS else "USD"
        try:
            money = Money.of(value, code)
        except MoneyProblem as problem:
            self.find(problem.code, column, **problem.params)
            return
        self.values |= {"amount_minor": money.minor, "currency": code}


def _text(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise CellProblem("digits_lost")
    one_line = cells.text(cell) if name in MANY else " ".join(cells.text(cell).split())
    reader.put(column, name, one_line)


def _phone(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise CellProblem("digits_lost")
    reader.put(column, name, cells.phone(cell, reader.rules.country))


def _email(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    reader.put(column, name, cells.email(cell))


def _day(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    found: date = cells.day(cell, roc=reader.rules.country == "TW")
    reader.values[name] = found


def _staff(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    try:
        reader.values[name] = cells.whole(cell)
    except CellProblem as problem:
        if problem.code == "negative_number":
            raise
        reader.find("not_a_count", column)


def _amount(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    value, own = cells.amount(cell)
    reader.money[name] = (column, (value * reader.rules.factors.get(column, Decimal(1)), own))


def _currency(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    reader.money[name] = (column, cells.currency(cells.text(cell)))


def _channel(reader: _Reader, column: int, name: str, cell: Cell) -> None:
    key = reader.rules.channels.get(fold(cells.text(cell)))
    if key is None:
        reader.find("unknown_channel", column)
    else:
        reader.values[name] = key


_READERS: Final[Mapping[str, Callable[[_Reader, int, str, Cell], None]]] = {
    "phone": _phone,
    "email": _email,
    "staff": _staff,
    "amount": _amount,
    "currency": _currency,
    "close_on": _day,
    "listed_on": _day,
    "channel": _channel,
}
"""How each field is read; all others are texts."""
