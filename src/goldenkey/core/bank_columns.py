"""Which column of a bank's CSV is which: headings as banks of Taiwan, China and elsewhere write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from goldenkey.core.folding import fold

FIELDS: Final = (
    "booked_on", "amount", "credit", "debit", "direction", "currency", "payer", "reference",
    "words",
)  # fmt: skip
"""What a column can be; what is none of these (a balance, a branch) is passed over."""

MANY: Final = frozenset({"words"})

_HEADINGS: Final = {
    "booked_on": """交易日期 交易日 记账日期 记账日 入账日期 入账日 帐务日期 账务日期 日期 交易时间
        入账时间 记帐日 入帐日|booking date|date|transaction date|posting date|booked on|
        entry date|value date""",
    "amount": """交易金额 金额 发生额 交易额 收支金额|amount|transaction amount""",
    "credit": """存入 存入金额 收入 收入金额 贷方 贷方金额 贷方发生额 入账金额 转入金额 存款金额
        贷方发生额收入|credit|credit amount|deposit|deposits|paid in|money in""",
    "debit": """支出 支出金额 提出 提款金额 提取金额 借方 借方金额 借方发生额 转出金额
        借方发生额支取|debit|debit amount|withdrawal|withdrawals|paid out|money out""",
    "direction": """借贷标志 借贷 借贷别 收支 收付标志 收支方向 交易方向|dr cr|cr dr|
        debit credit|credit debit|direction|type""",
    "currency": """币别 币种 货币|currency|ccy""",
    "payer": """对方户名 对方名称 对方单位 对方账户名称 对方单位名称 付款人 付款人名称 付款方
        付款户名 汇款人 汇款人名称 汇款人户名 交易对方 交易对手 往来户名 转出入账户名称|
        payer|counterparty|counterparty name|name|remitter|from|debtor|debtor name""",
    "reference": """交易序号 交易流水号 流水号 交易编号 凭证号 凭证号码 参考号 参考号码 交易参考号
        银行流水号 序号|reference|transaction id|transaction reference|bank reference|ref|
        reference number|entry reference""",
    "words": """摘要 备注 附言 用途 说明 注记 存摘要 交易摘要 交易说明 交易附言 资金用途 存折备注
        交易备注|description|details|remittance information|narrative|memo|note|notes|
        particulars|message""",
}  # fmt: skip
"""Headings as `fold` spells them: Chinese ones between blanks, then others between bars."""


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which row names the columns: the first with a date and a figure; None: there is none.

    Banks write a few lines about the account above.
    """
    for at, row in enumerate(rows[:40]):
        known = {field for field in map(_field, row) if field}
        if "booked_on" in known and known & {"amount", "credit", "debit"}:
            return at
    return None


def guess(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the field of each column, "" for none; each once, but for the words."""
    taken: set[str] = set()
    found = []
    for heading in headings:
        field = _field(heading)
        field = "" if field in taken and field not in MANY else field
        taken.add(field)
        found.append(field)
    return tuple(found)


def _field(heading: str) -> str:
    whole = _spelled(heading)
    bare = _spelled(re.sub(r"[(\[（【].*?[)\]）】]", "", heading))
    return _known().get(whole) or _known().get(bare, "")


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, text in _HEADINGS.items():
        chinese, _bar, latin = text.partition("|")
        for heading in (*chinese.split(), *latin.split("|")):
            if heading.strip():
                found.setdefault(_spelled(heading), field)
    return found


def _spelled(heading: str) -> str:
    text = re.sub(r"[\W_]+", " ", fold(heading)).strip()
    return re.sub(r"(?<=[㐀-鿿]) | (?=[㐀-鿿])", "", text)
