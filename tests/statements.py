"""What the tests of bank statements share: a file, and the order it pays."""

from __future__ import annotations

from collections.abc import Iterable

from goldenkey.actions import statement as statements
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import BankStatement, Contract
from tests import money
from tests.cast import Cast

ACCOUNT = "093-10-012345"
THIRDS = tuple(LineIn(name, "signing", part, credit_days=0) for name, part in
               (("甲", 3_000), ("乙", 4_000), ("丙", 3_000)))  # fmt: skip


def order(cast: Cast) -> Contract:
    """A million in three receivables that are due: 300,000, 400,000 and 300,000."""
    return money.signed(cast, plan=THIRDS)


def table(rows: Iterable[tuple[str, str, str, str]], title: str = "") -> bytes:
    """A CSV of (day, amount, payer, words)."""
    lines = [",".join(row) for row in (("日期", "金額", "對方戶名", "摘要"), *rows)]
    return "\n".join([title, *lines] if title else lines).encode()


def bring(cast: Cast, data: bytes, name: str = "bank.csv") -> BankStatement:
    """The file brought in by finance."""
    return statements.bring_in(cast.finance, name, data, bank_account=ACCOUNT)
